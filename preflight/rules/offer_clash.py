from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _
from pyroaring import AbstractBitMap, BitMap

from campaigns.enums import Severity
from campaigns.findings import Acceptor, FindingDraft, WayOut, WayOutKind
from preflight.context import Context, money, number, percent, share
from preflight.rule import Rule, one_or_all
from preflight.snapshot import (
    NOBODY,
    PlanSnapshot,
    by_branch,
    days_apart,
    organisations_of,
    overlap_days,
)
from preflight.terms import Difference, difference, paid


class OfferClash(Rule):
    """Two offers that answer the same need on different terms, near each other in time: (a) the
    same persons may take both (blocking), or (b) customers of one see the other's offer (warning).
    Equal pay tiers are compared, else the nearest within the tolerance. Rate = CNY value of all
    gets ÷ (pay + min. spend × months bound), gap = difference × 100 in percentage points (50/100 −
    30/100 = 20); without pay, CNY per bound month. Source: rules.md, offer-clash.
    """

    code = "offer-clash"
    title = _("Offer clash")
    accepted_by = Acceptor.BOTH_HEADS
    messages = {
        "shared": _(
            "%(shared_persons)s customers may take this plan's offer (pay %(pay_own)s, get"
            " %(value_own)s) and that of “%(other)s” (pay %(pay_other)s, get %(value_other)s):"
            " %(gap_points)s percentage points apart."
        ),
        "shared_bound": _(
            "%(shared_persons)s customers may take this plan's offer (pay %(paid_own)s over the"
            " bound time, get %(value_own)s) and that of “%(other)s” (pay %(paid_other)s over the"
            " bound time, get %(value_other)s): %(gap_points)s percentage points apart."
        ),
        "shared_free": _(
            "%(shared_persons)s customers may take this plan's offer and that of “%(other)s”, both"
            " without payment: %(gap_per_month)s CNY per bound month apart."
        ),
        "shared_unclear": _(
            "%(shared_persons)s customers may take this plan's offer (pay %(pay_own)s) and that of"
            " “%(other)s” (pay %(pay_other)s). The tiers are too far apart to compare, so a clash"
            " cannot be ruled out."
        ),
        "visible": _(
            "Customers see this plan's offer and the different one of “%(other)s” side by side:"
            " %(exposed_persons)s persons live where the other offer is shown in public."
        ),
        "intention": _(
            "The announced intention “%(other)s” plans for the same product family at the same"
            " time."
        ),
    }

    def run(self, plan: PlanSnapshot, context: Context) -> Iterator[FindingDraft]:
        for other in context.pairs():
            if days_apart(plan, other) > context.policies.clash_near_days:
                continue
            found = difference(plan, other, tolerance=context.policies.clash_tier_tolerance)
            if found is not None:
                yield from self.shared(plan, other, found, context)
                yield from self.visible(plan, other, found, context)
        if context.is_preview:
            yield from self.hinted(plan, context)

    def hinted(self, plan: PlanSnapshot, context: Context) -> Iterator[FindingDraft]:
        """An intention says no terms and no customers yet, so a clash with it can only be pointed
        out, to whoever still drafts.
        """
        for other in context.intentions:
            families = plan.families & other.families
            if families and days_apart(plan, other) <= context.policies.clash_near_days:
                yield self.finding(
                    plan,
                    other=other,
                    case="intention",
                    severity=Severity.WARNING,
                    subject={
                        "product": one_or_all(
                            offer.product for offer in other.offers if offer.family in families
                        )
                    },
                    facts={
                        "overlap_days": overlap_days(plan, other),
                        "days_apart": days_apart(plan, other),
                        "shared_channels": sorted(plan.channels & other.channels),
                        "missing": "terms_and_audience",
                    },
                )

    def shared(
        self, plan: PlanSnapshot, other: PlanSnapshot, found: Difference, context: Context
    ) -> Iterator[FindingDraft]:
        """Case (a): persons who may take both."""
        if not plan.eligible.intersect(other.eligible):
            return
        both = plan.eligible & other.eligible if context.needs_ways_out else NOBODY
        case = shared_case(found)
        in_own, in_other = both & plan.persons, both & other.persons
        addressed = len(in_own & in_other)
        facts = {
            **self.terms(plan, other, found, context),
            "shared_persons": len(both),
            "shared_organisations": len(plan.organisations & other.organisations),
            "shared_members": both.intersection_cardinality(context.members),
            "by_reason": {
                "addressed_by_both": addressed,
                "addressed_by_one": len(in_own | in_other) - addressed,
                "addressed_by_none": len(both - in_own - in_other),
            },
            "by_branch": by_branch(both, context.branches),
            "share_own": share(len(both), len(plan.eligible)),
            "share_other": share(len(both), len(other.eligible)),
            "percent_own": percent(len(both), len(plan.eligible)),
            "percent_other": percent(len(both), len(other.eligible)),
            "visibility": "same_person",
        }
        yield self.finding(
            plan,
            other=other,
            case=case,
            severity=Severity.BLOCKING,
            subject=self.subject(found),
            facts=facts,
            ways_out=(
                [
                    *exclusions(plan, other),
                    *aligned(plan, found),
                    *shifts(plan, other, context),
                    *leaving(plan, other, context, solves=False),
                    WayOut(
                        kind=WayOutKind.JOIN_CAMPAIGNS,
                        campaign=plan.code,
                        params={"with": other.code},
                    ),
                ]
                if context.needs_ways_out
                else ()
            ),
            persons=both,
        )

    def visible(
        self, plan: PlanSnapshot, other: PlanSnapshot, found: Difference, context: Context
    ) -> Iterator[FindingDraft]:
        """Case (b): one offer on a public placement in a branch where the other's audience lives,
        and no script for the pair.
        """
        if other.code in plan.scripts_against or plan.code in other.scripts_against:
            return
        seen_by_other, seen_by_own = exposed(plan, other, context), exposed(other, plan, context)
        if not seen_by_other and not seen_by_own:
            return
        public = {
            side.code: {one for one in side.channels if context.is_public(one)}
            for side in (plan, other)
        }
        in_both = public[plan.code] & public[other.code]
        channel = min(in_both or public[plan.code] | public[other.code])
        everyone = seen_by_other | seen_by_own
        facts = {
            **self.terms(plan, other, found, context),
            "exposed_persons": len(everyone),
            "exposed_own": len(seen_by_own),
            "exposed_other": len(seen_by_other),
            "by_branch": by_branch(everyone, context.branches),
            "visibility": "same_outlet" if in_both else "neighbours",
        }
        yield self.finding(
            plan,
            other=other,
            case="visible",
            severity=Severity.WARNING,
            subject={**self.subject(found), "channel": channel},
            facts=facts,
            ways_out=[
                *scripts(plan, other),
                *leaving(
                    plan, other, context, solves=len(public[plan.code]) == 1 and not seen_by_own
                ),
                *shifts(plan, other, context),
            ],
            persons=everyone,
        )

    def subject(self, found: Difference) -> dict[str, Any]:
        return {"product": one_or_all(found.products)}

    def terms(
        self, plan: PlanSnapshot, other: PlanSnapshot, found: Difference, context: Context
    ) -> dict[str, Any]:
        """Both offers in numbers, and when and where they meet."""
        facts: dict[str, Any] = {
            "pay_own": money(found.own.pay),
            "pay_other": money(found.other.pay),
            "paid_own": money(paid(found.own)),
            "paid_other": money(paid(found.other)),
            "value_own": money(found.own.value),
            "value_other": money(found.other.value),
            "persons_own": len(plan.eligible),
            "persons_other": len(other.eligible),
            "overlap_days": overlap_days(plan, other),
            "days_apart": days_apart(plan, other),
            "shared_channels": sorted(plan.channels & other.channels),
            "public_channels": sorted(
                one for one in plan.channels & other.channels if context.is_public(one)
            ),
        }
        if found.worst is None:
            return facts | {"gap_points": None, "missing": "comparable_tier"}
        facts |= {
            "rate_own": number(found.worst.rate_own),
            "rate_other": number(found.worst.rate_other),
        }
        if found.worst.is_monthly:
            return facts | {"gap_points": None, "gap_per_month": money(found.worst.gap)}
        return facts | {"gap_points": number(found.worst.gap, 1)}


def shared_case(found: Difference) -> str:
    """Which sentence says the gap: what binds the customer counts as paid, so the payment alone
    would not explain it.
    """
    if found.worst is None:
        return "shared_unclear"
    if found.worst.is_monthly:
        return "shared_free"
    return (
        "shared_bound"
        if any(paid(one) != one.pay for one in (found.own, found.other))
        else "shared"
    )


def exposed(showing: PlanSnapshot, seeing: PlanSnapshot, context: Context) -> AbstractBitMap:
    """Those of one plan's audience who live in a branch where the other shows its offer in
    public.
    """
    if not any(context.is_public(channel) for channel in showing.channels):
        return NOBODY
    if not showing.branches:
        return seeing.persons
    return seeing.persons & BitMap().union(
        *(context.branches.get(branch, NOBODY) for branch in showing.branches)
    )


def exclusions(plan: PlanSnapshot, other: PlanSnapshot) -> Iterator[WayOut]:
    """Leave the shared persons out on either side; not on one whose people the other leaves out
    already.
    """
    for side, against in ((plan, other), (other, plan)):
        if side is other and not (side.is_movable and plan.code):
            continue
        if side.code in against.excludes and side.code:
            continue
        left = side.persons - (against.audience | (plan.eligible & other.eligible))
        yield WayOut(
            kind=WayOutKind.EXCLUDE_SHARED,
            campaign=side.code,
            params={"with": against.code},
            effect={
                "audience_before": len(side.persons),
                "audience_after": len(left),
                "organisations_after": len(organisations_of(side.audience - against.audience)),
                "shared_persons_after": 0,
                "stays": "visible",
            },
        )


def aligned(plan: PlanSnapshot, found: Difference) -> Iterator[WayOut]:
    """Take over the other side's terms in the tier with the widest gap."""
    worst = found.worst
    if worst is None or not plan.is_movable or worst.own.get_kind != worst.other.get_kind:
        return
    names = ("pay", "get", "payout_months", "min_spend", "lock_months")
    changed = {
        name: getattr(worst.other, name)
        for name in names
        if getattr(worst.own, name) != getattr(worst.other, name)
    }
    if worst.own.value != worst.other.value:
        changed["get_value"] = worst.other.value
    yield WayOut(
        kind=WayOutKind.ALIGN_TERMS,
        campaign=plan.code,
        params={"offer": worst.own.number, **changed},
        effect={
            "gap_points_after": 0,
            "value_before": money(worst.own.value),
            "value_after": money(worst.other.value),
        },
        solves=len(found.compared) == 1,
    )


def shifts(plan: PlanSnapshot, other: PlanSnapshot, context: Context) -> Iterator[WayOut]:
    """Start so long after the other's end that the offers no longer meet, on either side."""
    apart = dt.timedelta(days=context.policies.clash_near_days + 1)
    for side, against in ((plan, other), (other, plan)):
        starts_on = against.ends_on + apart
        if not side.is_movable or starts_on <= side.starts_on:
            continue
        yield WayOut(
            kind=WayOutKind.SHIFT_DATES,
            campaign=side.code,
            params={"starts_on": starts_on, "ends_on": starts_on + (side.ends_on - side.starts_on)},
            effect={
                "days_moved": (starts_on - side.starts_on).days,
                "days_apart_after": apart.days,
                "flex_days": side.flex_days,
            },
        )


def leaving(
    plan: PlanSnapshot, other: PlanSnapshot, context: Context, *, solves: bool
) -> Iterator[WayOut]:
    """Give up the first public channel on which both are seen."""
    in_both = sorted(one for one in plan.channels & other.channels if context.is_public(one))
    for channel in in_both[:1]:
        placements = [one for one in plan.placements if one.channel == channel]
        yield WayOut(
            kind=WayOutKind.LEAVE_CHANNEL,
            campaign=plan.code,
            params={"channel": channel},
            effect={
                "orders_lost": sum(one.expected_orders for one in placements),
                "channels_after": len(plan.channels) - 1,
            },
            solves=solves,
        )


def scripts(plan: PlanSnapshot, other: PlanSnapshot) -> Iterator[WayOut]:
    """The words for front-line staff, on either side."""
    for side, against in ((plan, other), (other, plan)):
        if side is plan or (side.is_movable and plan.code):
            yield WayOut(
                kind=WayOutKind.ATTACH_SCRIPT,
                campaign=side.code,
                params={"with": against.code},
                effect={"closes": "visible"},
            )
