from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from findings.enums import Acceptor, Severity, WayOutKind
from findings.facts import Facts, Figure, Money, Note, Word
from findings.rule_info import Causes, PlanLine
from findings.types import FindingDraft, WayOut
from preflight.context import Context, money, money_if_known
from preflight.ranks import RANKS, rank_facts
from preflight.rule import Rule, one_or_all
from preflight.shared_facts import (
    CONTACTS_ONLY,
    OVERLAP_DAYS,
    PRODUCTS,
    SHARED_PERSONS,
    SHARES,
    shares,
)
from preflight.snapshot import PlanSnapshot, overlap_days
from preflight.snapshot_parts import OfferTerms
from preflight.terms import meet, tiers, together


class OfferStacking(Rule):
    """One person may take both of two offers for the same need, and the terms allow it or do not
    say. Cost is what it would come to if every shared person took the dearest such pair, unknown
    where it is not said what the customer gets is worth. Source: rules.md, offer-stacking.
    """

    code = "offer-stacking"
    title = _("Offer stacking")
    accepted_by = Acceptor.BOTH_HEADS
    severities = (Severity.WARNING,)
    compares_plans = True
    untouched_by = CONTACTS_ONLY | {
        WayOutKind.ATTACH_SCRIPT,
        WayOutKind.REDUCE_REQUEST,
        WayOutKind.OPT_IN,
    }
    messages = {
        "allowed": ngettext_lazy(
            "%(shared_persons)s person may take this offer and that of “%(other)s” "
            "together: the terms allow it. If all did, it would cost %(cost_if_all)s yuan.",
            "%(shared_persons)s persons may take this offer and that of “%(other)s” "
            "together: the terms allow it. If all did, it would cost %(cost_if_all)s yuan.",
            "shared_persons",
        ),
        "unsaid": ngettext_lazy(
            "%(shared_persons)s person may take this offer and that of “%(other)s” "
            "together: the terms do not say. If all did, it would cost %(cost_if_all)s "
            "yuan.",
            "%(shared_persons)s persons may take this offer and that of “%(other)s” "
            "together: the terms do not say. If all did, it would cost %(cost_if_all)s "
            "yuan.",
            "shared_persons",
        ),
        "allowed_unknown": ngettext_lazy(
            "%(shared_persons)s person may take this offer and that of “%(other)s” together: the "
            "terms allow it. What that would cost is not known, because it is not said what the "
            "customer gets is worth.",
            "%(shared_persons)s persons may take this offer and that of “%(other)s” together: the "
            "terms allow it. What that would cost is not known, because it is not said what the "
            "customer gets is worth.",
            "shared_persons",
        ),
        "unsaid_unknown": ngettext_lazy(
            "%(shared_persons)s person may take this offer and that of “%(other)s” together: the "
            "terms do not say. What that would cost is not known, because it is not said what the "
            "customer gets is worth.",
            "%(shared_persons)s persons may take this offer and that of “%(other)s” together: the "
            "terms do not say. What that would cost is not known, because it is not said what the "
            "customer gets is worth.",
            "shared_persons",
        ),
    }
    subject = Facts(product=PRODUCTS)
    facts = (
        Facts(
            shared_persons=SHARED_PERSONS,
            cost_if_all=Money(
                nullable=True,
                figure=Figure(
                    _("Cost if all take both"), note=Note(_("%(n)s each"), n="value_together")
                ),
            ),
            overlap_days=OVERLAP_DAYS,
            value_together=Money(nullable=True),
            missing=Word.bare("get_value", optional=True),
        )
        + SHARES
        + RANKS
    )
    way_out_kinds = (WayOutKind.FORBID_STACKING,)
    causes = dict.fromkeys(messages, Causes(frozenset({PlanLine.STACKING})))

    def run(self, plan: PlanSnapshot, context: Context) -> Iterator[FindingDraft]:
        for other in context.plans:
            if plan.needs.isdisjoint(other.needs) or not overlap_days(plan, other):
                continue
            pairs = stackable_pairs(plan, other)
            if not pairs or not plan.eligible.intersect(other.eligible):
                continue
            both = plan.eligible & other.eligible
            values = [together(own.value, two.value) for own, two in pairs]
            known = [value for value in values if value is not None]
            value = max(known) if len(known) == len(values) else None
            whole = None if value is None else value * len(both)
            allowed = any(own.stackable and two.stackable for own, two in pairs)
            yield self.finding(
                plan,
                other=other,
                case=("allowed" if allowed else "unsaid") + ("_unknown" if value is None else ""),
                severity=Severity.WARNING,
                subject={"product": one_or_all(offer.product for pair in pairs for offer in pair)},
                facts={
                    "shared_persons": len(both),
                    **shares(len(both), len(plan.eligible), len(other.eligible)),
                    "value_together": money_if_known(value),
                    "cost_if_all": money_if_known(whole),
                    "overlap_days": overlap_days(plan, other),
                    **rank_facts((plan, other), context),
                    **({"missing": "get_value"} if value is None else {}),
                },
                ways_out=list(forbidding(plan, other, pairs, saved=whole)),
                persons=both,
            )


def stackable_pairs(plan: PlanSnapshot, other: PlanSnapshot) -> list[tuple[OfferTerms, OfferTerms]]:
    """Offers for the same need that one person may take both of: neither forbids it, no exclusive
    group joins them.
    """
    return [
        (own, two)
        for own in tiers(plan.offers)
        for two in tiers(other.offers)
        if meet(own, two)
        and own.stackable is not False
        and two.stackable is not False
        and not own.exclusive_groups & two.exclusive_groups
    ]


def forbidding(
    plan: PlanSnapshot,
    other: PlanSnapshot,
    pairs: list[tuple[OfferTerms, OfferTerms]],
    *,
    saved: Decimal | None,
) -> Iterator[WayOut]:
    """Say in the terms that it cannot be combined; best where the own plan says it."""
    for side, offers in (
        (plan, {pair[0].number for pair in pairs}),
        (other, {pair[1].number for pair in pairs}),
    ):
        if side is plan or (side.is_movable and plan.code):
            yield WayOut(
                kind=WayOutKind.FORBID_STACKING,
                campaign=side.code,
                params={"offers": sorted(offers)},
                effect={
                    "persons_after": 0,
                    **({} if saved is None else {"cost_avoided": money(saved)}),
                },
            )
