from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from pyroaring import BitMap

from findings.enums import Acceptor, Severity, WayOutKind
from findings.facts import (
    PLAN,
    Count,
    Day,
    Facts,
    Figure,
    Many,
    Note,
    Number,
    Per,
    Percent,
    Record,
    Time,
    Word,
)
from findings.types import FindingDraft
from preflight.context import Context, number
from preflight.hotline import (
    CALLS,
    RATE,
    ROSTER,
    Contacts,
    DayLoad,
    HourLoad,
    beside,
    calls_of,
    coming,
    day_load,
)
from preflight.measures import SECONDS
from preflight.rule import Rule
from preflight.shared_facts import CONCERNED, ON_DAY, TERMS_ONLY
from preflight.snapshot import PlanSnapshot
from preflight.steps.hotline import ways_out

NEVER, SLOW, UNKNOWN = "never_clears", "slow", "unknown"
FULL = (NEVER, SLOW)
PARTS = _(
    "normal %(normal)s, this plan %(plan)s, approved %(approved)s, in coordination %(pending)s"
)
MISSING = {
    CALLS: _("normal calls of the hotline"),
    ROSTER: _("roster of the hotline"),
    RATE: _("calls by kind of contact"),
}


class HotlineCapacity(Rule):
    """On a day on which the plan contacts people: per hour λ = normal calls + Σ over all plans of
    persons × calls by contact × the hour's part of them; A = λ × handling time (180 s) ÷ 3600;
    N = ⌊rostered × (1 − shrinkage)⌋. A ≥ N: the queue never clears, blocking. Else Erlang C: the
    share of calls answered within 20 s below 80 % is a warning. Hours in which the plan brings no
    call are not judged. One finding for each day, about its worst hour; one for all days of which
    roster, normal calls or call rates are not entered: they cannot be ruled out. Source: rules.md,
    hotline-capacity.
    """

    code = "hotline-capacity"
    title = _("Hotline capacity")
    accepted_by = Acceptor.SERVICE_MANAGER
    severities = (Severity.BLOCKING, Severity.WARNING, Severity.NOTICE)
    untouched_by = TERMS_ONLY
    messages = {
        NEVER: _(
            "On %(day)s from %(hour)s the hotline gets %(calls)s calls an hour and can take fewer"
            " than %(carries)s: the queue never clears. This plan brings %(calls_plan)s of them."
        ),
        SLOW: _(
            "On %(day)s from %(hour)s the hotline answers %(in_time)s%% of %(calls)s calls within"
            " %(seconds)s seconds; %(least)s%% is agreed. This plan brings %(calls_plan)s of them."
        ),
        UNKNOWN: ngettext_lazy(
            "From %(unknown_from)s on a crowded hotline cannot be ruled out for %(days)s day: not"
            " entered are %(missing)s.",
            "From %(unknown_from)s on a crowded hotline cannot be ruled out for %(days)s days: not"
            " entered are %(missing)s.",
            "days",
        ),
    }
    subject = Facts(day=Day()).only(*FULL)
    facts = (
        Facts(
            calls=Number(
                figure=Figure(
                    _("Calls in the hour"),
                    note=Note(
                        PARTS,
                        normal="calls_normal",
                        plan="calls_plan",
                        approved="calls_approved",
                        pending="calls_pending",
                    ),
                )
            ),
            needed=Count(
                nullable=True,
                figure=Figure(_("Agents needed"), note=Note(_("rostered %(n)s"), n="rostered")),
            ),
        ).only(*FULL)
        + Facts(
            in_time=Percent(
                figure=Figure(_("Answered in time"), note=Note(_("agreed %(n)s%%"), n="least"))
            ),
            wait=Number(figure=Figure(_("Expected wait"), unit=SECONDS)),
            seconds=Count(),
            least=Percent(),
        ).only(SLOW)
        + Facts(carries=Number(figure=Figure(_("Queue clears below"), unit=_("calls")))).only(NEVER)
        + Facts(
            day=ON_DAY,
            hour=Time(),
            rostered=Count(),
            agents=Count(),
            calls_normal=Count(),
            calls_plan=Number(),
            calls_approved=Number(),
            calls_pending=Number(),
            by_campaign=Per(PLAN, Number(), counted=_("calls of that hour")),
            hours=Many(
                Record(
                    {
                        "hour": Time(),
                        "calls": Number(),
                        "needed": Count(nullable=True),
                        "rostered": Count(),
                        "in_time": Percent(nullable=True),
                        "wait": Number(nullable=True),
                    }
                )
            ),
        ).only(*FULL)
        + Facts(
            missing=Many(Word(MISSING), figure=Figure(_("Not entered"))),
            days=Count(figure=Figure(_("Days"))),
            unknown_from=Day(),
            days_unknown=Many(Day()),
        ).only(UNKNOWN)
        + Facts(persons=CONCERNED)
    )
    way_out_kinds = (WayOutKind.MOVE_WAVE, WayOutKind.MAKE_COMMITMENT)

    def run(self, plan: PlanSnapshot, context: Context) -> Iterator[FindingDraft]:
        if not context.hotline.is_entered:
            return
        own: dict[dt.date, list[Contacts]] = {}
        persons: dict[dt.date, BitMap] = {}
        for _placement, wave, contacts in coming(plan, context):
            own.setdefault(wave.on, []).append(contacts)
            persons[wave.on] = persons.get(wave.on, BitMap()) | wave.persons
        others = beside(context, own)
        unknown = {}
        for day in sorted(own):
            load = day_load(day, own[day], others[day], context)
            if load.over:
                yield self.too_full(plan, context, load, others[day], persons[day])
            elif load.missing:
                unknown[day] = load.missing
        if unknown:
            whom = BitMap().union(*(persons[day] for day in unknown))
            yield self.not_known(plan, unknown, whom)

    def too_full(
        self,
        plan: PlanSnapshot,
        context: Context,
        load: DayLoad,
        others: Sequence[Contacts],
        persons: BitMap,
    ) -> FindingDraft:
        """A day with hours that the hotline cannot carry, told by the worst of them."""
        worst = worst_of(load.over)
        case = NEVER if worst.never_clears else SLOW
        policies = worst.policies
        by_campaign = {plan.code: worst.own}
        for one in others:
            calls = calls_of(one, worst.hour, context)
            if calls:
                by_campaign[one.plan.code] = by_campaign.get(one.plan.code, 0) + calls
        measured = worst.answering
        judged: dict[str, Any] = {"carries": number(worst.carries, 1)}
        if measured is not None:
            judged = {
                "in_time": number(100 * (worst.in_time or 0), 1),
                "wait": number(measured.wait, 1),
                "seconds": policies.hotline_answer_seconds,
                "least": number(100 * policies.hotline_service_share, 1),
            }
        return self.finding(
            plan,
            case=case,
            severity=Severity.BLOCKING if case == NEVER else Severity.WARNING,
            subject={"day": load.day},
            facts={
                **judged,
                "calls": number(worst.calls, 1),
                "needed": worst.needed,
                "day": load.day,
                "hour": dt.time(worst.hour),
                "rostered": worst.rostered,
                "agents": worst.agents,
                "calls_normal": worst.normal,
                "calls_plan": number(worst.own, 1),
                "calls_approved": number(worst.approved, 1),
                "calls_pending": number(worst.pending, 1),
                "by_campaign": {
                    code: number(calls, 1)
                    for code, calls in sorted(
                        by_campaign.items(), key=lambda one: (-one[1], one[0])
                    )
                },
                "hours": [told(one) for one in load.over],
                "persons": len(persons),
            },
            ways_out=list(ways_out(plan, context, load, worst)) if context.needs_ways_out else (),
            persons=persons,
        )

    def not_known(
        self, plan: PlanSnapshot, unknown: dict[dt.date, frozenset[str]], persons: BitMap
    ) -> FindingDraft:
        """The days that nobody can judge."""
        days = sorted(unknown)
        return self.finding(
            plan,
            case=UNKNOWN,
            severity=Severity.NOTICE,
            facts={
                "missing": sorted(frozenset().union(*unknown.values())),
                "days": len(days),
                "unknown_from": days[0],
                "days_unknown": days,
                "persons": len(persons),
            },
            persons=persons,
        )


def worst_of(hours: Sequence[HourLoad]) -> HourLoad:
    """The hour with the most load for each agent where the queue never clears, else the one in
    which the fewest calls are answered in time; of equal ones the first.
    """
    never = [one for one in hours if one.never_clears]
    if never:
        return max(never, key=lambda one: (one.load / (one.agents or 1), -one.hour))
    return min(hours, key=lambda one: (one.in_time or 0, one.hour))


def told(one: HourLoad) -> dict[str, Any]:
    """An hour as a fact."""
    measured, in_time = one.answering, one.in_time
    return {
        "hour": dt.time(one.hour),
        "calls": number(one.calls, 1),
        "needed": one.needed,
        "rostered": one.rostered,
        "in_time": None if in_time is None else number(100 * in_time, 1),
        "wait": None if measured is None else number(measured.wait, 1),
    }
