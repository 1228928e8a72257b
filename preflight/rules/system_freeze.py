from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from pyroaring import BitMap

from common.clock import days
from findings.enums import Acceptor, Severity, WayOutKind
from findings.facts import Count, Day, Days, Facts, Figure, Flag, Many, Word
from findings.types import FindingDraft, WayOut
from organization.enums import ClosedKind
from preflight.context import Context
from preflight.rule import Rule
from preflight.shared_facts import CONCERNED, ON_DAY, TERMS_ONLY
from preflight.snapshot import PlanSnapshot
from preflight.snapshot_parts import PlacementSnapshot, WaveSnapshot
from preflight.steps.dates import may_launch, move_wave, shift

MOST_DAYS_AHEAD = 30


class SystemFreeze(Rule):
    """Launches and pushes on a system freeze (封网), bill run (出账日), blackout or short-staffed
    day fail at the counter; on a freeze they block. Days that are past are left out: nothing can be
    done about them. One finding for each day. Source: rules.md, system-freeze.
    """

    code = "system-freeze"
    title = _("System freeze")
    accepted_by = Acceptor.SUPPORT_AND_HEAD
    severities = (Severity.BLOCKING, Severity.WARNING)
    untouched_by = TERMS_ONLY
    messages = {
        "launch": _("The launch on %(day)s falls on a closed day: %(kinds)s."),
        "push": ngettext_lazy(
            "%(contacts)s contact on %(day)s falls on a closed day: %(kinds)s.",
            "%(contacts)s contacts on %(day)s fall on a closed day: %(kinds)s.",
            "contacts",
        ),
        "launch_and_push": ngettext_lazy(
            "The launch and %(contacts)s contact on %(day)s fall on a closed day: %(kinds)s.",
            "The launch and %(contacts)s contacts on %(day)s fall on a closed day: %(kinds)s.",
            "contacts",
        ),
    }
    subject = Facts(day=Day())
    facts = Facts(
        persons=CONCERNED,
        contacts=Count(),
        day=ON_DAY,
        kinds=Many(Word(dict(ClosedKind.choices))),
        is_launch=Flag(),
        # Why a way out is missing: so many days were looked at, and none is open.
        days_searched=Days(optional=True, figure=Figure(_("No open day to launch within"))),
        days_left=Days(optional=True, figure=Figure(_("No open day for waves, days left"))),
    )
    way_out_kinds = (WayOutKind.MOVE_WAVE, WayOutKind.SHIFT_DATES)

    def run(self, plan: PlanSnapshot, context: Context) -> Iterator[FindingDraft]:
        kinds: dict[dt.date, list[str]] = {}
        first = min([plan.starts_on, *(wave.on for _, wave in plan.waves())])
        last = max([plan.ends_on, *(wave.on for _, wave in plan.waves())])
        for day, kind in context.closed_days(max(first, context.as_of), last):
            kinds.setdefault(day, []).append(kind)
        for day, found in sorted(kinds.items()):
            pushes = [
                (one, wave)
                for one, wave in plan.waves()
                if wave.on == day and context.is_push(one.channel)
            ]
            launches = day == plan.starts_on
            if not launches and not pushes:
                continue
            moves = list(moved_waves(plan, pushes, context))
            may_shift = launches and plan.is_movable
            later = shifted(plan, context) if may_shift else None
            persons = BitMap().union(*(wave.persons for _, wave in pushes))
            yield self.finding(
                plan,
                case=(
                    "launch_and_push" if launches and pushes else ("launch" if launches else "push")
                ),
                severity=Severity.BLOCKING if ClosedKind.FREEZE in found else Severity.WARNING,
                subject={"day": day},
                facts={
                    "day": day,
                    "kinds": sorted(found),
                    "persons": len(persons),
                    "contacts": sum(len(wave.persons) for _, wave in pushes),
                    "is_launch": launches,
                    **({"days_searched": MOST_DAYS_AHEAD} if may_shift and not later else {}),
                    **({"days_left": days_left(plan, context)} if pushes and not moves else {}),
                },
                ways_out=[*moves, *([later] if later else [])],
            )


def open_days(first: dt.date, last: dt.date, context: Context) -> list[dt.date]:
    """The days of a span that are not closed."""
    closed = {day for day, _ in context.closed}
    return [day for day in days(first, last) if day not in closed]


def days_left(plan: PlanSnapshot, context: Context) -> int:
    """The days of the window that are not past."""
    return max((plan.ends_on - max(plan.starts_on, context.as_of)).days + 1, 0)


def moved_waves(
    plan: PlanSnapshot, pushes: list[tuple[PlacementSnapshot, WaveSnapshot]], context: Context
) -> Iterator[WayOut]:
    """Each wave of the day to the nearest open day of the window."""
    free = open_days(max(plan.starts_on, context.as_of), plan.ends_on, context)
    for placement, wave in pushes:
        if free:
            day = min(free, key=lambda one: (abs((one - wave.on).days), one))
            yield move_wave(
                plan,
                placement,
                wave,
                day,
                effect={"contacts": len(wave.persons)},
                solves=len(pushes) == 1 and wave.on != plan.starts_on,
            )


def shifted(plan: PlanSnapshot, context: Context) -> WayOut | None:
    """The whole plan to the next day that is open for its launch and for all its waves, and no
    public holiday; None where no day within reach is.
    """
    for by in range(1, MOST_DAYS_AHEAD + 1):
        target = plan.moved(plan.starts_on + dt.timedelta(days=by))
        if may_launch(target, context):
            return shift(plan, target.starts_on)
    return None
