from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext_lazy as _

from findings.enums import Acceptor, Severity, WayOutKind
from findings.facts import (
    CHANNEL,
    PLAN,
    UNIT,
    Count,
    Days,
    Facts,
    Figure,
    Many,
    Note,
    Number,
    Per,
    Percent,
    Word,
)
from findings.types import FindingDraft
from preflight.channel_load import ROUNDING, Filled, Loads, filled, loads, orders
from preflight.context import ChannelFacts, Context, number
from preflight.hints import codes, on_channels
from preflight.rule import Rule
from preflight.shared_facts import ON_DAY, TERMS_ONLY, THREE_PARTS
from preflight.snapshot import PlanSnapshot
from preflight.steps.capacity import ways_out

UNSAID, INTENDED = "unsaid", "intended"
TOO_FULL = ("approved_day", "approved_week", "pending_day", "pending_week")
LOADED = (*TOO_FULL, "share")
SAME_DAYS = dt.timedelta(0)


class ChannelCapacity(Rule):
    """A channel gets more contacts (push) or transactions per branch (staffed) in a day or week
    than it can carry: blocking with approved plans, a warning with those in coordination as well,
    each told beside what this plan brings itself; or one department takes too much of a scarce
    channel. Expected orders are spread evenly over the window; where an offer is made at a counter
    and none are said, it cannot be ruled out. Source: rules.md, channel-capacity.
    """

    code = "channel-capacity"
    title = _("Channel capacity")
    accepted_by = Acceptor.CHANNEL_MANAGER
    severities = (Severity.BLOCKING, Severity.WARNING, Severity.NOTICE)
    compares_plans = True
    untouched_by = TERMS_ONLY
    messages = {
        "approved_day": _(
            "%(channel)s is over its daily capacity of %(capacity)s on %(day)s: this plan"
            " %(load_plan)s, approved plans %(load_approved)s."
        ),
        "approved_week": _(
            "%(channel)s is over its weekly capacity of %(capacity)s in the week of %(day)s: this"
            " plan %(load_plan)s, approved plans %(load_approved)s."
        ),
        "pending_day": _(
            "%(channel)s would be over its daily capacity of %(capacity)s on %(day)s: this plan"
            " %(load_plan)s, approved plans %(load_approved)s, plans in coordination"
            " %(load_pending)s."
        ),
        "pending_week": _(
            "%(channel)s would be over its weekly capacity of %(capacity)s in the week of %(day)s:"
            " this plan %(load_plan)s, approved plans %(load_approved)s, plans in coordination"
            " %(load_pending)s."
        ),
        "share": _(
            "%(channel)s is scarce in the week of %(day)s, and this department takes"
            " %(percent_department)s%% of its capacity; %(allowed)s%% is the most."
        ),
        UNSAID: _(
            "It is not said how many orders are expected on %(channel)s, so it cannot be ruled out"
            " that it gets more than it can carry."
        ),
        INTENDED: _(
            "%(channel)s is filled to %(percent_full)s%% already, and these announced intentions"
            " mean to use it at this time, too: %(intentions)s. It cannot be ruled out that it gets"
            " more than it can carry."
        ),
    }
    subject = Facts(channel=CHANNEL)
    facts = (
        Facts(
            load=Number(
                figure=Figure(
                    _("Load"),
                    note=Note(
                        THREE_PARTS,
                        plan="load_plan",
                        approved="load_approved",
                        pending="load_pending",
                    ),
                )
            ),
            capacity=Count(figure=Figure(_("Capacity"))),
        ).only(*LOADED)
        + Facts(over_by=Number(figure=Figure(_("Over by")))).only(*TOO_FULL)
        + Facts(
            percent_department=Percent(
                figure=Figure(
                    _("Share of the department"), note=Note(_("at most %(n)s%%"), n="allowed")
                )
            ),
            allowed=Percent(),
            load_department=Number(),
        ).only("share")
        + Facts(day=ON_DAY, branch=UNIT).only(*LOADED)
        + Facts(missing=Word.bare("expected_orders")).only(UNSAID)
        + Facts(percent_full=Percent(), intentions=Many(PLAN)).only(INTENDED)
        + Facts(
            load_plan=Number(),
            load_approved=Number(),
            load_pending=Number(),
            days_over=Days(),
            weeks_over=Count(),
            crowded_branches=Many(UNIT),
            by_campaign=Per(PLAN, Number(), counted=_("load of that day or week")),
            by_department=Per(UNIT, Number()),
        ).only(*TOO_FULL)
    )
    way_out_kinds = (
        WayOutKind.MOVE_WAVE,
        WayOutKind.CHANGE_CHANNEL,
        WayOutKind.LEAVE_CHANNEL,
    )

    def run(self, plan: PlanSnapshot, context: Context) -> Iterator[FindingDraft]:
        for channel in sorted(plan.channels):
            facts = context.channels.get(channel)
            if facts is None or not (facts.is_push or facts.is_staffed):
                continue
            by_plan = loads(plan, facts, context)
            known = filled(by_plan, plan, facts, context)
            over = [one for one in known if one.is_over]
            if over:
                yield self.too_full(plan, context, facts, by_plan, over)
            elif shared := self.too_large_a_share(plan, context, facts, by_plan, known):
                yield shared
            elif hint := self.hinted(plan, context, facts, known):
                yield hint
            elif is_unsaid(plan, facts):
                yield self.finding(
                    plan,
                    case=UNSAID,
                    severity=Severity.NOTICE,
                    subject={"channel": channel},
                    facts={"missing": "expected_orders"},
                )

    def hinted(
        self, plan: PlanSnapshot, context: Context, facts: ChannelFacts, known: list[Filled]
    ) -> FindingDraft | None:
        """Intentions that mean to use a channel that is scarce already, for who still drafts."""
        there = on_channels(plan, context, [facts.code], within=SAME_DAYS)
        scarce = context.policies_on(plan.starts_on).capacity_scarce_share
        fullest = max((one.fullness for one in known), default=0.0)
        if not there or fullest < float(scarce) - ROUNDING:
            return None
        return self.finding(
            plan,
            case=INTENDED,
            severity=Severity.NOTICE,
            subject={"channel": facts.code},
            facts={"percent_full": number(100 * fullest, 1), "intentions": codes(there)},
            names=codes(there),
        )

    def too_full(
        self,
        plan: PlanSnapshot,
        context: Context,
        facts: ChannelFacts,
        by_plan: Mapping[str, Loads],
        over: list[Filled],
    ) -> FindingDraft:
        blocking = [one for one in over if one.is_over_with_approved]
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
                "load_approved": number(worst.approved, 1),
                "load_pending": number(worst.pending, 1),
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
        mine = {
            plan.code,
            *(other.code for other in context.plans if other.owner_unit == plan.owner_unit),
        }
        for one in sorted(known, key=lambda one: (-one.fullness, one.slot.day, one.slot.branch)):
            policies = context.policies_on(one.slot.day)
            scarce_from = float(policies.capacity_scarce_share) * one.capacity
            if not one.slot.is_week or one.load < scarce_from - ROUNDING:
                continue
            part, others = (
                sum(
                    found.get(one.slot, 0.0)
                    for code, found in by_plan.items()
                    if (code in mine) == is_own
                )
                for is_own in (True, False)
            )
            most = float(policies.capacity_department_share) * one.capacity
            if part > most + ROUNDING and others > ROUNDING:
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


def is_unsaid(plan: PlanSnapshot, facts: ChannelFacts) -> bool:
    """Whether the plan offers something at a counter with a limit and expects, it seems, nobody."""
    has_limit = facts.capacity_per_day is not None or facts.capacity_per_week is not None
    return (
        bool(plan.offers)
        and facts.is_staffed
        and not facts.is_push
        and has_limit
        and not orders(plan, facts.code)
    )
