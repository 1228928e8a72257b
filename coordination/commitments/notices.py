"""What people are told about commitments: the sentences, and the one way to send them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from common import messages
from coordination.models import Commitment
from organization import notice_kinds
from organization.models import Notice, User
from organization.notices import notices, tell

CODE = "commitment"
notice_kinds.register(CODE, _("Commitments"))
messages.register(
    CODE,
    {
        "requested": _("“%(name)s” asks you for: %(what)s, due %(due)s. Answer by %(answer)s."),
        "asked_again": _(
            "“%(name)s” has changed. Say again whether you promise: %(what)s, %(due)s."
        ),
        "to_head": _("Nobody has claimed “%(what)s” for “%(name)s”; it is yours now."),
        "reassigned": _("%(person)s hands you “%(what)s” for “%(name)s”, due %(due)s."),
        "promised": _("%(person)s promises “%(what)s” for “%(name)s” by %(due)s."),
        "countered": _("%(person)s offers other terms for “%(what)s”, “%(name)s”: %(reason)s"),
        "refused": _("%(person)s does not accept your terms for “%(what)s”: %(reason)s"),
        "declined": _("%(person)s does not promise “%(what)s” for “%(name)s”: %(reason)s"),
        "done": _("%(person)s says that “%(what)s” for “%(name)s” is done. Look at it and answer."),
        "accepted": _("%(person)s accepts “%(what)s” for “%(name)s” with the mark %(mark)s."),
        "silent": _("“%(what)s” for “%(name)s” counts as accepted: nobody answered in time."),
        "reopened": _("%(person)s does not accept “%(what)s” for “%(name)s” yet: %(reason)s"),
        "due_soon": _("“%(what)s” for “%(name)s” is due on %(due)s."),
        "broken": _("“%(what)s” for “%(name)s” was due on %(due)s and is not done."),
        "holds_launch": _("“%(name)s” cannot start: “%(what)s” is not done."),
        "branch_started": _("“%(name)s” starts in %(branch)s: “%(what)s” is done."),
        "waived": _("%(person)s does without “%(what)s” for “%(name)s”: %(reason)s"),
        "withdrawn": _("“%(what)s” for “%(name)s” is no longer needed."),
    },
)
MAX_QUOTE = 120


def notices_about(
    users: Iterable[User],
    case: str,
    commitment: Commitment,
    *,
    now: dt.datetime,
    by: User | None = None,
    **params: Any,
) -> list[Notice]:
    """A notice about a commitment for each of these people, except for whoever did it."""
    words = {
        "name": commitment.campaign.name,
        "what": commitment.label,
        "due": commitment.due_on.isoformat(),
        "answer": commitment.answer_by.isoformat(),
        "person": by.get_full_name() if by else "",
        **params,
    }
    told = [user for user in users if by is None or user.pk != by.pk]
    url = f"/commitments/{commitment.code}/"
    return notices(told, CODE, case, params=words, url=url, now=now)


def notify_about(users: Iterable[User], case: str, commitment: Commitment, **how: Any) -> None:
    """Tell these people, as ``notices_about`` says it."""
    tell(notices_about(users, case, commitment, **how))
