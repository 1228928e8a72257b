"""Comparing what two plans offer. Source: rules.md, offer-clash."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from cachetools import LRUCache

from campaigns.offers import paid, rate
from preflight.snapshot import PlanSnapshot
from preflight.snapshot_parts import OfferTerms

MOST_COMPARED = 10_000
Offers = tuple[OfferTerms, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A tier of one plan beside the tier of the other that it is compared with.

    Rates are yuan got ÷ yuan paid; where nothing is paid, ``is_monthly``: yuan got per bound month.
    They are None where it is not said what the customer gets is worth.
    """

    own: OfferTerms
    other: OfferTerms
    rate_own: Decimal | None
    rate_other: Decimal | None
    is_monthly: bool

    @property
    def gap(self) -> Decimal | None:
        """Percentage points, or yuan per bound month; None where a value is not known."""
        if self.rate_own is None or self.rate_other is None:
            return None
        difference = abs(self.rate_own - self.rate_other)
        return difference if self.is_monthly else difference * 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """How the terms of two plans differ. ``compared`` are the pairs of tiers that differ, the
    widest gap first, those last whose gap is not known.

    Without any, no tier of one is near to a tier of the other: a clash cannot be ruled out.
    """

    products: tuple[str, ...]
    compared: tuple[Compared, ...]
    own: OfferTerms
    other: OfferTerms

    @property
    def worst(self) -> Compared | None:
        return self.compared[0] if self.compared else None


def tiers(offers: Iterable[OfferTerms]) -> list[OfferTerms]:
    """The offers with all that one payment brings summed: lines with the same product, pay and bond
    are one tier.
    """
    merged: dict[tuple[str, Decimal, Decimal, int], OfferTerms] = {}
    for offer in offers:
        key = (offer.product, offer.pay, offer.min_spend, offer.lock_months)
        known = merged.get(key)
        merged[key] = (
            offer
            if known is None
            else replace(known, value=together(known.value, offer.value), get=known.get + offer.get)
        )
    return list(merged.values())


def together(one: Decimal | None, two: Decimal | None) -> Decimal | None:
    """The sum of two values; not known where one of them is not."""
    return None if one is None or two is None else one + two


def meet(one: OfferTerms, other: OfferTerms) -> bool:
    """Whether two offers answer the same need: one product family, or one exclusive group."""
    return one.family == other.family or bool(one.exclusive_groups & other.exclusive_groups)


def is_same(pair: Compared) -> bool:
    """Whether a customer gets the same for the same money in both, in the same shape and bound in
    the same way.
    """

    def shape(offer: OfferTerms) -> tuple[object, ...]:
        return (offer.get_kind, offer.payout_months, offer.min_spend, offer.lock_months)

    return pair.gap == 0 and shape(pair.own) == shape(pair.other)


def compare_tiers(own: OfferTerms, other: OfferTerms) -> Compared:
    """Two tiers with their rates; an offer without pay is never near to one with, so both rates
    are of one kind.
    """
    rates = rate(own), rate(other)
    return Compared(
        own=own,
        other=other,
        rate_own=rates[0].amount if rates[0] else None,
        rate_other=rates[1].amount if rates[1] else None,
        is_monthly=not own.pay,
    )


def counterpart(
    offer: OfferTerms, candidates: Sequence[OfferTerms], tolerance: Decimal
) -> OfferTerms | None:
    """The tier to compare with: of equal pay, else the nearest whose pay differs by at most
    ``tolerance`` of the smaller pay.
    """
    near = [
        one
        for one in candidates
        if meet(offer, one) and abs(one.pay - offer.pay) <= tolerance * min(one.pay, offer.pay)
    ]
    return min(near, key=lambda one: (abs(one.pay - offer.pay), one.number), default=None)


class _Compared(threading.local):
    """What this thread compared last, with the very offers: the same are compared again for every
    way out and every other day.
    """

    def __init__(self) -> None:
        self.last: LRUCache[tuple[int, int, Decimal], tuple[Offers, Offers, Difference | None]]
        self.last = LRUCache(MOST_COMPARED)


_compared = _Compared()


def difference(plan: PlanSnapshot, other: PlanSnapshot, *, tolerance: Decimal) -> Difference | None:
    """How the plans' terms differ where their offers meet; None if they do not meet or say the
    same.

    A tier that nothing on the other side is near to is no contradiction while the tiers that do
    compare agree.
    """
    if plan.needs.isdisjoint(other.needs):
        return None
    key = id(plan.offers), id(other.offers), tolerance
    known = _compared.last.get(key)
    if known is None:
        found = terms_apart(plan.offers, other.offers, tolerance)
        known = _compared.last[key] = plan.offers, other.offers, found
    return known[2]


def terms_apart(own: Offers, others: Offers, tolerance: Decimal) -> Difference | None:
    """The same of their offers."""
    mine = [one for one in tiers(own) if any(meet(one, two) for two in others)]
    theirs = [one for one in tiers(others) if any(meet(one, two) for two in own)]
    if not mine or not theirs:
        return None
    pairs: dict[tuple[int, int], Compared] = {}
    for one in mine:
        if found := counterpart(one, theirs, tolerance):
            pairs[one.number, found.number] = compare_tiers(one, found)
    for two in theirs:
        if found := counterpart(two, mine, tolerance):
            pairs.setdefault((found.number, two.number), compare_tiers(found, two))
    products = tuple(sorted({offer.product for offer in (*mine, *theirs)}))
    differing = [pair for pair in pairs.values() if not is_same(pair)]
    if differing:
        worst_first = tuple(
            sorted(
                differing,
                key=lambda pair: (
                    pair.gap is None,
                    pair.is_monthly,
                    -(pair.gap or 0),
                    pair.own.number,
                    pair.other.number,
                ),
            )
        )
        return Difference(
            products=products,
            compared=worst_first,
            own=worst_first[0].own,
            other=worst_first[0].other,
        )
    if pairs:
        return None
    return Difference(products=products, compared=(), own=mine[0], other=theirs[0])


def shared_case(found: Difference) -> str:
    """Which sentence says the gap: what binds the customer counts as paid, so the payment alone
    would not explain it.
    """
    if found.worst is None:
        return "shared_unclear"
    if found.worst.gap is None:
        return "shared_unknown"
    if found.worst.is_monthly:
        return "shared_free"
    return (
        "shared_bound"
        if any(paid(one) != one.pay for one in (found.own, found.other))
        else "shared"
    )
