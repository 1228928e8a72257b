"""What people are told about reports from the front line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from common import messages
from frontline.models import Report
from organization import notice_kinds
from organization.models import User
from organization.notices import notify

CODE = "report"
notice_kinds.register(CODE, _("Reports from the front line"))
messages.register(
    CODE,
    {
        "reported": _("%(person)s reports from %(unit)s: %(what)s. Decide by %(due)s."),
        "handed_on": _("%(person)s hands you the report “%(what)s”: %(reason)s"),
        "passed_on": _("Nobody has decided about “%(what)s” in time. Decide by %(due)s."),
        "overdue": _("“%(what)s” was not decided in time; it is before %(owner)s now."),
        "taken": _("%(person)s looks into what you reported: %(what)s"),
        "asked": _("%(person)s asks about what you reported, “%(what)s”: %(reason)s"),
        "replied": _("%(person)s answers about “%(what)s”: %(reason)s"),
        "decided": _("%(person)s decides about “%(what)s”: %(reason)s"),
        "confirmed": _("%(person)s confirms that “%(what)s” is settled."),
        "reopened": _("%(person)s does not find “%(what)s” settled: %(reason)s"),
        "silent": _("“%(what)s” is closed: nobody answered in time."),
        "withdrawn": _("%(person)s takes the report “%(what)s” back: %(reason)s"),
        "added": _("%(person)s adds pictures to “%(what)s”."),
    },
)
MAX_QUOTE = 120


def notify_about(
    users: Iterable[User],
    case: str,
    report: Report,
    *,
    now: dt.datetime,
    by: User | None = None,
    reason: str = "",
) -> list[User]:
    """A notice about a report for each of these people who can sign in, except for whoever did it;
    returns them.
    """
    told = [one for one in dict.fromkeys(users) if one.is_active and (by is None or one != by)]
    params: dict[str, Any] = {
        "what": report.title,
        "unit": report.unit.label,
        "due": report.answer_by.isoformat(),
        "owner": str(report.owner),
        "person": str(by) if by else "",
        "reason": reason[:MAX_QUOTE],
    }
    notify(told, CODE, case, params=params, url=f"/reports/{report.code}/", now=now)
    return told
