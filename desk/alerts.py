"""What endangers plans without being anybody's finding yet: weeks over the limit, closed days
ahead, jobs given up.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from calendars.formatting import plans, week_title
from calendars.launches import Launch, LaunchWeek
from calendars.week_load import contacts_between
from common.display import date_range, labelled
from common.models import Job, JobState
from desk.ahead import Ahead
from findings.enums import Severity
from organization.enums import ClosedKind
from organization.models import ClosedDay, User
from organization.permissions import Permission
from organization.policies import declared
from preflight.leadership import owned_by

AHEAD = dt.timedelta(days=28)
HARD = frozenset({ClosedKind.FREEZE, ClosedKind.BLACKOUT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """``severity`` as of findings; ``scope`` says whom it concerns, ``due`` when it strikes."""

    severity: Severity
    text: str
    plans: str
    scope: str | Promise
    due: dt.date | None
    url: str
    link: str | Promise


def alerts_for(user: User, today: dt.date, ahead: Ahead | None) -> list[Alert]:
    """The alerts of a person, the worst first; those of the company for people who plan."""
    found: list[Alert] = []
    if ahead is not None:
        closed = [row for row in ahead.closed if today <= row.on <= today + AHEAD]
        found += over_limits(ahead.weeks) + closed_days(closed, ahead.launches)
    if user.may(Permission.MANAGE_SETUP):
        found += given_up()
    found += sent_to_leadership(user)
    return sorted(
        found,
        key=lambda alert: (
            alert.severity.rank,
            alert.due or dt.date.max,
        ),
    )


def over_limits(weeks: Sequence[LaunchWeek]) -> list[Alert]:
    """Weeks in which more is launched than the company can carry."""
    return [
        Alert(
            severity=Severity.BLOCKING
            if week.points.decided > (week.points.limit or 0)
            else Severity.WARNING,
            text=_(
                "%(week)s: launches weigh %(points)s points, %(over)s over the limit of %(limit)s"
            )
            % {
                "week": week_title(week.monday),
                "points": week.points.total,
                "over": week.points.over,
                "limit": week.points.limit,
            },
            plans=ngettext("%(n)s launch", "%(n)s launches", week.launches) % {"n": week.launches},
            scope=gettext_lazy("whole company"),
            due=week.monday,
            url=f"{reverse('calendars:calendar')}?zoom=week&on={week.monday.isoformat()}",
            link=gettext_lazy("See the week"),
        )
        for week in weeks
        if week.points.over
    ]


def closed_days(rows: Sequence[ClosedDay], launches: Sequence[Launch]) -> list[Alert]:
    """Freezes, bill runs and the like ahead, with the plans that start or push on them; runs of
    days are one alert. One query, none where no day is closed.
    """
    if not rows:
        return []
    days = [row.on for row in rows]
    pushing: dict[dt.date, set[int]] = defaultdict(set)
    for one in contacts_between(min(days), max(days), on=days):
        pushing[one.on].add(one.campaign_id)
    runs: list[tuple[ClosedDay, dt.date, set[int]]] = []
    for row in sorted(rows, key=lambda one: (one.kind, one.on)):
        touched = {one.id for one in launches if one.starts_on == row.on and one.is_seen} | pushing[
            row.on
        ]
        if runs and runs[-1][0].kind == row.kind and runs[-1][1] + dt.timedelta(days=1) == row.on:
            runs[-1] = (runs[-1][0], row.on, runs[-1][2] | touched)
        else:
            runs.append((row, row.on, touched))
    return [_closed(first, last, touched) for first, last, touched in runs]


def _closed(first: ClosedDay, last: dt.date, touched: set[int]) -> Alert:
    hard = Severity.BLOCKING if first.kind in HARD else Severity.WARNING
    severity = hard if touched else Severity.NOTICE
    text = f"{first.get_kind_display()} · {date_range(first.on, last)}"
    return Alert(
        severity=severity,
        text=f"{text} · {first.note}" if first.note else text,
        plans=touching(len(touched)) if touched else "",
        scope=gettext_lazy("whole company"),
        due=first.on,
        url=f"{reverse('calendars:calendar')}?zoom=week&on={first.on.isoformat()}",
        link=gettext_lazy("See the days"),
    )


def sent_to_leadership(user: User) -> list[Alert]:
    """The limits of the person's by which more than a tenth of the plans end up with leadership."""
    return [
        Alert(
            severity=Severity.WARNING,
            text=labelled(declared()[one.key].label, one.text),
            plans=plans(one.plans),
            scope=gettext_lazy("whole company"),
            due=None,
            url=reverse("organization:policy", args=[one.key]),
            link=gettext_lazy("See the limit"),
        )
        for one in owned_by(user)
    ]


def touching(count: int) -> str:
    return ngettext(
        "%(n)s campaign starts or pushes then", "%(n)s campaigns start or push then", count
    ) % {"n": count}


def given_up() -> list[Alert]:
    """Jobs that failed five times and that no later job of their key has done since."""
    later = Job.objects.filter(
        kind=OuterRef("kind"), key=OuterRef("key"), pk__gt=OuterRef("pk"), state=JobState.DONE
    )
    count = Job.objects.filter(~Exists(later), state=JobState.FAILED).count()
    if not count:
        return []
    text = ngettext(
        "%(n)s background job was given up", "%(n)s background jobs were given up", count
    ) % {"n": count}
    setup = reverse("organization:setup")
    return [
        Alert(
            severity=Severity.WARNING,
            text=text,
            plans="",
            scope=gettext_lazy("system"),
            due=None,
            url=setup,
            link=gettext_lazy("Set-up"),
        )
    ]
