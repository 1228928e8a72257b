from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from campaigns.amendment_codes import plan_of
from campaigns.offers import paid
from findings.enums import Acceptor, Severity, WayOutKind
from findings.facts import (
    CHANNEL,
    Facts,
    Figure,
    Organisations,
    Per,
    Persons,
    Sides,
)
from findings.rule_info import Causes, PlanLine
from findings.types import FindingDraft
from preflight.clash_facts import DIFFERENT_TERMS, GAP, MEETING, MISSING, REASON, TERMS_APART
from preflight.context import Context, money, money_if_known, number
from preflight.parties import by_branch
from preflight.ranks import RANKS, rank_facts
from preflight.rule import Rule, one_or_all
from preflight.shared_facts import (
    PERSONS_BY_BRANCH,
    PRODUCTS,
    SHARED_PERSONS,
    SHARES,
    shares,
)
from preflight.snapshot import PlanSnapshot, days_apart, needs_of, overlap_days
from preflight.steps.clash import aligned, exclusions, joining, leaving, scripts, shifts
from preflight.terms import Difference, difference, shared_case
from preflight.visibility import Visibility, exposed, grade_of, places


class OfferClash(Rule):
    """Two offers that answer the same need on different terms, near each other in time: (a) the
    same persons may take both (blocking), or (b) customers of one see the other's offer (warning).
    Equal pay tiers are compared, else the nearest within the tolerance. Rate = yuan value of all
    gets ÷ (pay + min. spend × months bound), gap = difference × 100 in percentage points (50/100 −
    30/100 = 20); without pay, yuan per bound month. Graded by how plainly both are seen: the same
    person may take both, the same outlet or app has both, members or neighbours can compare, only
    the hotline sees both. Where it is not said what the customer gets is
    worth, or who may take it, a clash cannot be ruled out. Source: rules.md, offer-clash.
    """

    code = "offer-clash"
    title = _("Offer clash")
    accepted_by = Acceptor.BOTH_HEADS
    severities = (Severity.BLOCKING, Severity.WARNING)
    compares_plans = True
    untouched_by = frozenset(
        {WayOutKind.MOVE_WAVE, WayOutKind.DROP_WAVE, WayOutKind.REDUCE_REQUEST, WayOutKind.OPT_IN}
    )
    messages = {
        "shared": ngettext_lazy(
            "%(shared_persons)s customer may take this plan's offer (pay %(pay_own)s, get "
            "%(value_own)s) and that of “%(other)s” (pay %(pay_other)s, get %(value_other)s):"
            " %(gap_points)s percentage points apart.",
            "%(shared_persons)s customers may take this plan's offer (pay %(pay_own)s, get "
            "%(value_own)s) and that of “%(other)s” (pay %(pay_other)s, get %(value_other)s):"
            " %(gap_points)s percentage points apart.",
            "shared_persons",
        ),
        "shared_bound": ngettext_lazy(
            "%(shared_persons)s customer may take this plan's offer (pay %(paid_own)s over "
            "the bound time, get %(value_own)s) and that of “%(other)s” (pay %(paid_other)s over"
            " the bound time, get %(value_other)s): %(gap_points)s percentage points apart.",
            "%(shared_persons)s customers may take this plan's offer (pay %(paid_own)s over "
            "the bound time, get %(value_own)s) and that of “%(other)s” (pay %(paid_other)s over"
            " the bound time, get %(value_other)s): %(gap_points)s percentage points apart.",
            "shared_persons",
        ),
        "shared_free": _(
            "Customers who may take this plan's offer and that of “%(other)s”, both without"
            " payment: %(shared_persons)s. They are %(gap_per_month)s yuan per bound month apart."
        ),
        "shared_unclear": _(
            "Customers who may take this plan's offer (pay %(pay_own)s) and that of “%(other)s”"
            " (pay %(pay_other)s): %(shared_persons)s. The tiers are too far apart to compare, so"
            " a clash cannot be ruled out."
        ),
        "shared_unknown": _(
            "Customers who may take this plan's offer (pay %(pay_own)s) and that of “%(other)s”"
            " (pay %(pay_other)s): %(shared_persons)s. It is not said what the customer gets is"
            " worth, so a clash cannot be ruled out."
        ),
        "visible": _(
            "“%(other)s” makes an offer on other terms, and %(visibility)s. Persons who live where"
            " the other offer is shown in public: %(exposed_persons)s."
        ),
        "nobody_known": _(
            "This plan's offer and that of “%(other)s” are on different terms. It is not known who"
            " may take one of them, so a clash cannot be ruled out."
        ),
        "intention": _(
            "The announced intention “%(other)s” plans for the same product family or exclusive"
            " group at the same time."
        ),
    }
    subject = Facts(product=PRODUCTS) + Facts(channel=CHANNEL).only("visible")
    facts = (
        Facts(shared_persons=SHARED_PERSONS).only(*TERMS_APART)
        + Facts(exposed_persons=Persons(figure=Figure(_("See the other offer")))).only("visible")
        + GAP.only(*TERMS_APART, "visible")
        + MEETING
        + (
            Facts(
                shared_organisations=Organisations(),
                shared_members=Persons(),
                by_reason=Per(REASON, Persons()),
            )
            + SHARES
        ).only(*TERMS_APART)
        + RANKS.only(*TERMS_APART, "visible")
        + Facts(by_branch=PERSONS_BY_BRANCH).only(*TERMS_APART, "visible")
        + Facts(exposed=Persons(sides=True)).only("visible")
        + Facts(missing=MISSING)
    )
    way_out_kinds = (
        WayOutKind.EXCLUDE_SHARED,
        WayOutKind.ALIGN_TERMS,
        WayOutKind.SHIFT_DATES,
        WayOutKind.LEAVE_CHANNEL,
        WayOutKind.JOIN_CAMPAIGNS,
        WayOutKind.ATTACH_SCRIPT,
    )
    causes = {
        **dict.fromkeys(TERMS_APART, DIFFERENT_TERMS),
        "visible": Causes(frozenset({PlanLine.CHANNELS}), only_different=True),
    }

    def run(self, plan: PlanSnapshot, context: Context) -> Iterator[FindingDraft]:
        for other in context.plans:
            if plan.needs.isdisjoint(other.needs):
                continue
            policies = context.policies_of_pair(plan, other)
            if days_apart(plan, other) > policies.clash_near_days:
                continue
            found = difference(plan, other, tolerance=policies.clash_tier_tolerance)
            if found is not None:
                yield from self.shared(plan, other, found, context)
                yield from self.visible(plan, other, found, context)
                yield from self.of_nobody(plan, other, found)
        if context.is_preview:
            yield from self.hinted(plan, context)

    def of_nobody(
        self, plan: PlanSnapshot, other: PlanSnapshot, found: Difference
    ) -> Iterator[FindingDraft]:
        """A plan of which nobody knows yet whom it is for, such as a draft or one that came in from
        the billing system.
        """
        if plan.says_for_whom and other.says_for_whom:
            return
        yield self.finding(
            plan,
            other=other,
            case="nobody_known",
            severity=Severity.WARNING,
            subject={"product": one_or_all(found.products)},
            facts={
                "overlap_days": overlap_days(plan, other),
                "days_apart": days_apart(plan, other),
                "shared_channels": sorted(plan.channels & other.channels),
                "missing": "audience",
            },
            names=[other.code],
        )

    def hinted(self, plan: PlanSnapshot, context: Context) -> Iterator[FindingDraft]:
        """An intention says no terms and no customers yet, so a clash with it can only be pointed
        out, to whoever still drafts.
        """
        for other in context.intentions:
            shared = plan.needs & other.needs
            near = context.policies_of_pair(plan, other).clash_near_days
            if shared and days_apart(plan, other) <= near:
                yield self.finding(
                    plan,
                    other=other,
                    case="intention",
                    severity=Severity.WARNING,
                    subject={
                        "product": one_or_all(
                            offer.product for offer in other.offers if needs_of(offer) & shared
                        )
                    },
                    facts={
                        "overlap_days": overlap_days(plan, other),
                        "days_apart": days_apart(plan, other),
                        "shared_channels": sorted(plan.channels & other.channels),
                        "missing": "terms_and_audience",
                    },
                    names=[other.code],
                )

    def shared(
        self, plan: PlanSnapshot, other: PlanSnapshot, found: Difference, context: Context
    ) -> Iterator[FindingDraft]:
        """Case (a): persons who may take both."""
        if not plan.eligible.intersect(other.eligible):
            return
        case, product = shared_case(found), one_or_all(found.products)
        if not context.needs_ways_out:
            yield self.counted_pair(plan, other, case, Severity.BLOCKING, {"product": product})
            return
        both = plan.eligible & other.eligible
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
            **shares(len(both), len(plan.eligible), len(other.eligible)),
            "visibility": Visibility.SAME_PERSON,
        }
        yield self.finding(
            plan,
            other=other,
            case=case,
            severity=Severity.BLOCKING,
            subject={"product": product},
            facts=facts,
            ways_out=[
                *exclusions(plan, other),
                *aligned(plan, found),
                *shifts(plan, other, context),
                *leaving(plan, shown_by_both(plan, other, found, context), solves=False),
                joining(plan, other),
            ],
            persons=both,
            names=[other.code],
        )

    def visible(
        self, plan: PlanSnapshot, other: PlanSnapshot, found: Difference, context: Context
    ) -> Iterator[FindingDraft]:
        """Case (b): one offer on a public placement in a branch where the other's audience lives,
        and no script for the pair.
        """
        scripted = plan_of(other.code) in plan.scripts_against
        if scripted or plan_of(plan.code) in other.scripts_against:
            return
        seen_by_other = exposed(plan, other, found.products, context)
        seen_by_own = exposed(other, plan, found.products, context)
        if not seen_by_other and not seen_by_own:
            return
        own, theirs = (places(side, found.products, context) for side in (plan, other))
        channel = min(own & theirs or own | theirs)
        subject = {"product": one_or_all(found.products), "channel": channel}
        if not context.needs_ways_out:
            yield self.counted_pair(plan, other, "visible", Severity.WARNING, subject)
            return
        everyone = seen_by_other | seen_by_own
        facts = {
            **self.terms(plan, other, found, context),
            "exposed_persons": len(everyone),
            "exposed": Sides(len(seen_by_own), len(seen_by_other)),
            "by_branch": by_branch(everyone, context.branches),
            "visibility": grade_of(plan, other, found.products, context),
        }
        yield self.finding(
            plan,
            other=other,
            case="visible",
            severity=Severity.WARNING,
            subject=subject,
            facts=facts,
            ways_out=[
                *scripts(plan, other),
                *leaving(plan, own & theirs, solves=len(own) == 1 and not seen_by_own),
                *shifts(plan, other, context),
            ],
            persons=everyone,
            names=[other.code],
        )

    def terms(
        self, plan: PlanSnapshot, other: PlanSnapshot, found: Difference, context: Context
    ) -> dict[str, Any]:
        """Both offers in numbers, and when and where they meet."""
        facts: dict[str, Any] = {
            "pay": Sides(money(found.own.pay), money(found.other.pay)),
            "paid": Sides(money(paid(found.own)), money(paid(found.other))),
            "value": Sides(money_if_known(found.own.value), money_if_known(found.other.value)),
            "persons": Sides(len(plan.eligible), len(other.eligible)),
            **rank_facts((plan, other), context),
            "overlap_days": overlap_days(plan, other),
            "days_apart": days_apart(plan, other),
            "shared_channels": sorted(plan.channels & other.channels),
            "public_channels": sorted(shown_by_both(plan, other, found, context)),
        }
        if found.worst is None:
            return facts | {"gap_points": None, "missing": "comparable_tier"}
        own, other_rate, gap = found.worst.rate_own, found.worst.rate_other, found.worst.gap
        if own is None or other_rate is None or gap is None:
            return facts | {"gap_points": None, "missing": "get_value"}
        facts["rate"] = Sides(number(own), number(other_rate))
        if found.worst.is_monthly:
            return facts | {"gap_points": None, "gap_per_month": money(gap)}
        return facts | {"gap_points": number(gap, 1)}


def shown_by_both(
    plan: PlanSnapshot, other: PlanSnapshot, found: Difference, context: Context
) -> frozenset[str]:
    """The public channels on which both offers stand."""
    own, theirs = (places(side, found.products, context) for side in (plan, other))
    return own & theirs
