"""What people are told about work notices."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from common import messages
from frontline.models import WorkNotice
from organization import notice_kinds
from organization.models import User
from organization.notices import notify

CODE = "work-notice"
notice_kinds.register(CODE, _("Work notices"))
messages.register(
    CODE,
    {
        "to_issue": _("%(person)s writes the work notice “%(title)s”. Read it and issue it."),
        "issued": _("Work notice: “%(title)s”. Read it by %(due)s and confirm."),
        "reported": _("What you reported is answered by the work notice “%(title)s”."),
        "replaced": _("The work notice “%(title)s” is replaced; use the new one."),
        "withdrawn": _("The work notice “%(title)s” is withdrawn, do not use it: %(reason)s"),
        "chased": _("You have not confirmed the work notice “%(title)s”, due %(due)s."),
        "unread": _("%(people)s have not read the work notice “%(title)s”, due %(due)s."),
    },
)
MAX_QUOTE = 120


def notify_about(
    users: Iterable[User],
    case: str,
    notice: WorkNotice,
    *,
    now: dt.datetime,
    by: User | None = None,
    **params: Any,
) -> None:
    """Tell these people about a work notice, except for whoever did it."""
    told = [one for one in dict.fromkeys(users) if one.is_active and (by is None or one != by)]
    words = {
        "title": notice.title,
        "due": notice.read_by.isoformat() if notice.read_by else "",
        "person": str(by) if by else "",
        "reason": notice.reason[:MAX_QUOTE],
        **params,
    }
    notify(told, CODE, case, params=words, url=f"/work-notices/{notice.code}/", now=now)
