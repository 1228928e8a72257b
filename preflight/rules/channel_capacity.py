from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from campaigns.enums import Severity
from campaigns.findings import Acceptor, FindingDraft, WayOut, WayOutKind
from common.clock import days, monday
from preflight.channel_load import WEEK, Loads, Slot, orders, push_load, staffed_load, whole_weeks
from preflight.context import ChannelFacts, Context, number, percent
from preflight.rule import Rule
from preflight.snapshot import PlacementSnapshot, PlanSnapshot, WaveSnapshot

# Sums of evenly spread orders are compared with whole numbers.
ROUNDING = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What lies on a slot: of this plan, of approved plans beside it, of those in coordination; and
    what it can carry.
    """

    slot: Slot
    capacity: int
    own: float
    approved: float
    pending: float

    @property
    def load_approved(self) -> float:
        return self.own + self.approved

    @property
    def load(self) -> float:
        return self.own + self.approved + self.pending

    @property
    def fullness(self) -> float:
        return self.load / self.capacity if self.capacity else self.load


class ChannelCapacity(Rule):
    """A channel gets more contacts (push) or transactions per branch (staffed) in a day or week
    than it can carry: blocking with approved plans, a warning with those in coordination; or one
    department takes too much of a scarce channel. Expected orders are spread evenly over the
    window. Source: rules.md, channel-capacity.
    """

    code = "channel-capacity"
    title = _("Channel capacity")
    accepted_by = Acceptor.CHANNEL_MANAGER
    messages = {
        "approved_day": _(
            "%(channel)s is over its daily capacity on %(day)s with approved plans alone:"
            " %(load_approved)s of %(capacity)s."
        ),
        "approved_week": _(
            "%(channel)s is over its weekly capacity in the week of %(day)s with approved plans"
            " alone: %(load_approved)s of %(capacity)s."
        ),
        "pending_day": _(
            "%(channel)s would be over its daily capacity on %(day)s with all plans in"
            " coordination: %(load)s of %(capacity)s."
        ),
        "pending_week": _(
            "%(channel)s would be over its weekly capacity in the week of %(day)s with all plans in"
            " coordination: %(load)s of %(capacity)s."
        ),
        "share": _(
            "%(channel)s is scarce in the week of %(day)s, and this department takes"
            " %(percent_department)s%% of its capacity; %(allowed)s%% is the most."
        ),
    }

    def run(self, plan: PlanSnapshot, context: Context) -> Iterator[FindingDraft]:
        for channel in sorted(plan.channels):
            facts = context.channels.get(channel)
            if facts is None or not (facts.is_push or facts.is_staffed):
                continue
            by_plan = loads(plan, facts, context)
            known = filled(by_plan, plan, facts, context)
            over = [one for one in known if one.load > one.capacity + ROUNDING]
            if over:
                yield self.too_full(plan, context, facts, by_plan, over)
            elif shared := self.too_large_a_share(plan, context, facts, by_plan, known):
                yield shared

    def too_full(
        self,
        plan: PlanSnapshot,
        context: Context,
        facts: ChannelFacts,
        by_plan: Mapping[str, Loads],
        over: list[Filled],
    ) -> FindingDraft:
        blocking = [one for one in over if one.load_approved > one.capacity + ROUNDING]
        worst = max(
            blocking or over,
            key=lambda one: (one.fullness, -one.slot.day.toordinal(), one.slot.branch),
        )
        case = f"{'approved' if blocking else 'pending'}_{'week' if worst.slot.is_week else 'day'}"
        by_campaign = {
            code: number(found[worst.slot], 1)
            for code, found in by_plan.items()
            if found.get(worst.slot)
        }
        units = {plan.code: plan.owner_unit} | {
            other.code: other.owner_unit for other in context.plans
        }
        by_department: dict[str, int | float] = {}
        for code, load in by_campaign.items():
            by_department[units[code]] = number(by_department.get(units[code], 0) + load, 1)
        return self.finding(
            plan,
            case=case,
            severity=Severity.BLOCKING if blocking else Severity.WARNING,
            subject={"channel": facts.code},
            facts={
                "day": worst.slot.day,
                "branch": worst.slot.branch,
                "capacity": worst.capacity,
                "load_plan": number(worst.own, 1),
                "load_approved": number(worst.load_approved, 1),
                "load": number(worst.load, 1),
                "over_by": number(worst.load - worst.capacity, 1),
                "days_over": len({one.slot.day for one in over if not one.slot.is_week}),
                "weeks_over": len({one.slot.day for one in over if one.slot.is_week}),
                "crowded_branches": sorted({one.slot.branch for one in over if one.slot.branch}),
                "by_campaign": dict(sorted(by_campaign.items(), key=lambda one: (-one[1], one[0]))),
                "by_department": dict(sorted(by_department.items())),
            },
            ways_out=list(ways_out(plan, context, facts, worst)) if context.needs_ways_out else (),
        )

    def too_large_a_share(
        self,
        plan: PlanSnapshot,
        context: Context,
        facts: ChannelFacts,
        by_plan: Mapping[str, Loads],
        known: list[Filled],
    ) -> FindingDraft | None:
        """The department's part of a scarce week, others' plans being there too."""
        policies = context.policies
        mine = {
            plan.code,
            *(other.code for other in context.plans if other.owner_unit == plan.owner_unit),
        }
        for one in sorted(known, key=lambda one: (-one.fullness, one.slot.day, one.slot.branch)):
            if (
                not one.slot.is_week
                or one.load < float(policies.capacity_scarce_share) * one.capacity
            ):
                continue
            part = sum(
                (found.get(one.slot, 0.0) for code, found in by_plan.items() if code in mine), 0.0
            )
            if part > float(policies.capacity_department_share) * one.capacity and part < one.load:
                return self.finding(
                    plan,
                    case="share",
                    severity=Severity.WARNING,
                    subject={"channel": facts.code},
                    facts={
                        "day": one.slot.day,
                        "branch": one.slot.branch,
                        "capacity": one.capacity,
                        "load": number(one.load, 1),
                        "load_department": number(part, 1),
                        "percent_department": number(100 * part / one.capacity, 1),
                        "allowed": number(100 * policies.capacity_department_share, 1),
                    },
                    ways_out=(
                        list(ways_out(plan, context, facts, one)) if context.needs_ways_out else ()
                    ),
                )
        return None


def loads(plan: PlanSnapshot, facts: ChannelFacts, context: Context) -> dict[str, Loads]:
    """The loads on a channel of the plan and of every coming or running plan that uses it, by
    campaign.
    """
    every = [plan, *(other for other in context.in_play() if facts.code in other.channels)]
    if facts.is_push:
        return {one.code: push_load(one, facts.code) for one in every}
    span = whole_weeks(plan.starts_on, plan.ends_on)
    return {one.code: staffed_load(one, facts.code, span, context.branches) for one in every}


def filled(
    by_plan: Mapping[str, Loads], plan: PlanSnapshot, facts: ChannelFacts, context: Context
) -> list[Filled]:
    """The plan's slots with all that lies on them, but for those in the past or without a limit."""
    known = []
    approved = [
        by_plan[other.code]
        for other in context.in_play()
        if other.is_decided and other.code in by_plan
    ]
    pending = [
        by_plan[other.code]
        for other in context.in_play()
        if not other.is_decided and other.code in by_plan
    ]
    for slot, own in by_plan[plan.code].items():
        capacity = facts.capacity_per_week if slot.is_week else facts.capacity_per_day
        ends = slot.day + dt.timedelta(days=WEEK - 1) if slot.is_week else slot.day
        if capacity is not None and ends >= context.as_of:
            beside = [sum(loads.get(slot, 0.0) for loads in side) for side in (approved, pending)]
            known.append(
                Filled(slot=slot, capacity=capacity, own=own, approved=beside[0], pending=beside[1])
            )
    return known


def ways_out(
    plan: PlanSnapshot, context: Context, facts: ChannelFacts, worst: Filled
) -> Iterator[WayOut]:
    """Push: the fullest wave to the nearest day with room; then another channel. Staffed: leave the
    channel.
    """
    if facts.is_push:
        inside = [
            (one, wave)
            for one, wave in plan.waves()
            if one.channel == facts.code and lies_in(wave.on, worst.slot)
        ]
        placement, wave = max(inside, key=lambda one: len(one[1].persons))
        if day := day_with_room(plan, context, facts, wave):
            yield WayOut(
                kind=WayOutKind.MOVE_WAVE,
                campaign=plan.code,
                params={**placement.key, "wave": wave.number, "on": wave.on, "to": day},
                effect={
                    "load_before": number(worst.load, 1),
                    "load_after": number(worst.load - len(wave.persons), 1),
                    "capacity": worst.capacity,
                    "days_moved": (day - wave.on).days,
                },
                solves=worst.load - len(wave.persons) <= worst.capacity,
            )
        yield from other_channel(plan, context, facts, placement)
    else:
        yield WayOut(
            kind=WayOutKind.LEAVE_CHANNEL,
            campaign=plan.code,
            params={"channel": facts.code},
            effect={
                "orders_lost": orders(plan, facts.code),
                "load_before": number(worst.load, 1),
                "load_after": number(worst.load - worst.own, 1),
                "capacity": worst.capacity,
            },
            solves=worst.load - worst.own <= worst.capacity,
        )


def lies_in(day: dt.date, slot: Slot) -> bool:
    return monday(day) == slot.day if slot.is_week else day == slot.day


def day_with_room(
    plan: PlanSnapshot, context: Context, facts: ChannelFacts, wave: WaveSnapshot
) -> dt.date | None:
    """The nearest day of the window on which the wave fits the day and the week, with everything in
    coordination.
    """
    by_plan = loads(plan, facts, context)
    size = len(wave.persons)

    def room(slot: Slot, capacity: int | None) -> bool:
        there = sum((found.get(slot, 0.0) for found in by_plan.values()), 0.0)
        already = size if lies_in(wave.on, slot) else 0
        return capacity is None or there - already + size <= capacity

    fitting = [
        day
        for day in days(max(plan.starts_on, context.as_of), plan.ends_on)
        if day != wave.on
        and room(Slot(day=day), facts.capacity_per_day)
        and room(Slot(day=monday(day), is_week=True), facts.capacity_per_week)
    ]
    return min(fitting, key=lambda day: (abs((day - wave.on).days), day), default=None)


def other_channel(
    plan: PlanSnapshot, context: Context, facts: ChannelFacts, placement: PlacementSnapshot
) -> Iterator[WayOut]:
    """The push channel, not yet in the plan, whose week has the most room for the placement."""
    contacts = sum(len(wave.persons) for wave in placement.waves)
    best: tuple[float, str] | None = None
    for code, other in sorted(context.channels.items()):
        if not other.is_push or code in plan.channels or other.capacity_per_week is None:
            continue
        taken = max(
            (
                sum(
                    (
                        push_load(one, code).get(Slot(day=monday(wave.on), is_week=True), 0.0)
                        for one in context.in_play()
                    ),
                    0.0,
                )
                for wave in placement.waves
            ),
            default=0.0,
        )
        left = other.capacity_per_week - taken - contacts
        if left >= 0 and (best is None or left > best[0]):
            best = (left, code)
    if best:
        params: dict[str, Any] = {**placement.key, "to": best[1]}
        effect = {
            "contacts": contacts,
            "room_left": int(best[0]),
            "percent_left": percent(int(best[0]), int(best[0]) + contacts),
        }
        yield WayOut(
            kind=WayOutKind.CHANGE_CHANNEL,
            campaign=plan.code,
            params=params,
            effect=effect,
            solves=True,
        )
