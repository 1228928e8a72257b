"""What people are told about drafts: the sentences, and the one way to send them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from common import messages
from comms.models import Draft
from organization import notice_kinds
from organization.models import User
from organization.notices import notify

CODE = "comms"
notice_kinds.register(CODE, _("Texts"))
messages.register(
    CODE,
    {
        "to_review": _("%(person)s hands in “%(title)s” for review."),
        "to_sign": _("“%(title)s” speaks of your plan. Read it and sign, or ask for changes."),
        "approved": _("%(person)s approves “%(title)s”."),
        "changes_required": _("%(person)s requires changes to “%(title)s”: %(reason)s"),
        "signed": _("%(person)s agrees to “%(title)s” for %(campaign)s."),
        "changes_asked": _(
            "%(person)s asks for changes to “%(title)s” for %(campaign)s: %(reason)s"
        ),
        "mentioned": _("%(person)s mentions you at “%(title)s”: %(reason)s"),
        "remarked": _("%(person)s writes about “%(title)s”: %(reason)s"),
        "released": _("“%(title)s” is released. Use it from now on."),
        "withdrawn": _("“%(title)s” is withdrawn. Do not use it any more. %(reason)s"),
    },
)
MAX_QUOTE = 120


def notify_about(
    users: Iterable[User],
    case: str,
    draft: Draft,
    *,
    by: User,
    reason: str = "",
    campaign: str = "",
    now: dt.datetime | None = None,
) -> None:
    """Write a notice about a draft for each of these people, except for whoever did it."""
    params = {
        "title": draft.title,
        "draft": draft.code,
        "person": by.get_full_name(),
        "campaign": campaign,
        "reason": reason[:MAX_QUOTE],
    }
    told = [user for user in users if user.pk != by.pk]
    notify(told, CODE, case, params=params, url=f"/comms/drafts/{draft.code}/", now=now)
