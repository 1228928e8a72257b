"""From the rows of a plan version to the frozen snapshot that rules read. Nothing here queries:
rows come prefetched.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from pyroaring import AbstractBitMap

from campaigns import waves as partition
from campaigns.enums import ParticipationState, SourceKind, SourceSide, SourceUse
from campaigns.models import Campaign, Offer, PlanVersion, ResourceRequest
from channels.enums import BillingKind
from channels.models import Product
from preflight.parties import NOBODY, persons_of
from preflight.snapshot import PlanSnapshot
from preflight.snapshot_parts import (
    OfferTerms,
    ParticipantSnapshot,
    PlacementSnapshot,
    RequestLine,
    ServicePlan,
    WaveSnapshot,
)

Sets = Mapping[int, AbstractBitMap]
Planes = Callable[[], partition.Hundredths]


def offer_terms(offer: Offer, *, number: int) -> OfferTerms:
    """One offer with what its product says about it."""
    product = offer.product
    return OfferTerms(
        number=number,
        product=product.code,
        family=product.family.code,
        pay=offer.pay,
        get=offer.get,
        value=offer.value,
        get_kind=offer.get_kind,
        payout_months=offer.payout_months,
        min_spend=offer.min_spend,
        lock_months=offer.lock_months,
        stackable=offer.stackable,
        exclusive_groups=frozenset(
            group for group in (offer.exclusive_group, product.exclusive_group) if group
        ),
        monthly_fee=product.monthly_fee,
        brand=product.brand,
        description=offer.description,
    )


def placement_snapshot(
    *,
    channel: str,
    product: str | None,
    expected_orders: int,
    parties: AbstractBitMap,
    waves: Sequence[Any],
    code: str,
    planes: Planes,
) -> PlacementSnapshot:
    """A placement with the persons of each of its waves, split as the campaign's code says."""
    split = partition.split(code, waves, persons_of(parties), among=planes()) if waves else []
    return PlacementSnapshot(
        channel=channel,
        product=product,
        expected_orders=expected_orders,
        parties=parties,
        waves=tuple(
            WaveSnapshot(
                number=number,
                on=wave.on,
                starts_at=wave.starts_at,
                ends_at=wave.ends_at,
                persons=persons,
            )
            for number, (wave, persons) in enumerate(zip(waves, split, strict=True), start=1)
        ),
    )


def group_billed(products: Iterable[Product | None]) -> frozenset[str]:
    """Those of the products that are billed to a group."""
    return frozenset(
        product.code
        for product in products
        if product is not None and product.billing_kind == BillingKind.GROUP
    )


def snapshot_of(
    campaign: Campaign,
    version: PlanVersion,
    sets: Sets,
    planes: Planes,
    *,
    audience: AbstractBitMap | None = None,
    eligibility: AbstractBitMap | None = None,
    excluded: Mapping[int, AbstractBitMap] | None = None,
    is_checked: bool = True,
) -> PlanSnapshot:
    """A stored version as rules read it. An unsubmitted one brings its resolved sets along;
    ``excluded`` is by placement.

    Participants, requests and texts are left out of a plan that is only compared with: no rule
    reads them there.
    """
    whole = audience if audience is not None else sets.get(version.audience_set_id or 0, NOBODY)
    may_take = (
        eligibility if eligibility is not None else sets.get(version.eligibility_set_id or 0, whole)
    )
    left_out = excluded or {}
    placements = []
    for placement in version.placements.all():
        out = left_out.get(placement.pk, sets.get(placement.excluded_set_id or 0, NOBODY))
        placements.append(
            placement_snapshot(
                channel=placement.channel.code,
                product=placement.product.code if placement.product else None,
                expected_orders=placement.expected_orders,
                parties=whole - out if out else whole,
                waves=list(placement.waves.all()),
                code=campaign.code,
                planes=planes,
            )
        )
    offers = list(version.offers.all())
    planned = PlanSnapshot(
        code=campaign.code,
        name=campaign.name,
        owner_unit=campaign.owner_unit.code,
        state=campaign.state,
        origin=campaign.origin,
        set_rank=campaign.rank,
        revision=version.number,
        category=version.category,
        starts_on=version.starts_on,
        ends_on=version.ends_on,
        enrolment=version.enrolment,
        flex_days=version.flex_days,
        branches=frozenset(unit.code for unit in version.branches.all()),
        offers=tuple(
            offer_terms(offer, number=number) for number, offer in enumerate(offers, start=1)
        ),
        placements=tuple(placements),
        participants=tuple(participants_of(version)) if is_checked else (),
        requests=tuple(requests_of(version)) if is_checked else (),
        service_plan=ServicePlan(
            contingency=version.contingency,
            script=version.script,
            training_on=version.training_on,
            terms=version.terms,
            exit_rule=version.exit_rule,
        ),
        selling_points=(
            tuple(row.text for row in version.selling_points.all()) if is_checked else ()
        ),
        explanations=(
            tuple((row.against.code, row.text) for row in version.explanations.all())
            if is_checked
            else ()
        ),
        audience=whole,
        eligibility=may_take,
        has_own_eligibility=version.has_own_eligibility,
        scripts_against=frozenset(one.against.code for one in version.explanations.all()),
        excludes=frozenset(
            one.campaign.code
            for one in version.sources.all()
            if one.kind == SourceKind.CAMPAIGN
            and one.side == SourceSide.EXCLUDE
            and one.use == SourceUse.AUDIENCE
            and one.campaign
        ),
        target_value=sum((target.value for target in version.targets.all()), Decimal(0)),
        group_billed=group_billed(
            [
                *(offer.product for offer in offers),
                *(one.product for one in version.placements.all()),
            ]
        ),
    )
    ended_on = campaign.ended_on
    return planned.ended(ended_on) if ended_on and ended_on < version.ends_on else planned


def participants_of(version: PlanVersion) -> Iterator[ParticipantSnapshot]:
    """The products that are still joined."""
    for one in version.participants.all():
        if one.state != ParticipationState.LEFT:
            yield participant(one.unit.code, one.product, one.enrolment)


def requests_of(version: PlanVersion) -> Iterator[RequestLine]:
    """What the version asks for."""
    for one in version.resource_requests.all():
        yield request_line(one)


def request_line(one: ResourceRequest) -> RequestLine:
    """What is asked for, with what the catalogue says of it."""
    return RequestLine(
        resource=one.resource.code,
        unit=one.unit.code,
        quantity=one.quantity,
        needed_by=one.needed_by,
        lead_days=one.resource.lead_days,
        given_as=str(one.resource.given_as),
        occasion=one.occasion,
        unit_cost=one.resource.unit_cost or None,
    )


def participant(unit: str, product: Product, enrolment: str) -> ParticipantSnapshot:
    """Another unit's product that is joined to the plan."""
    return ParticipantSnapshot(
        unit=unit,
        product=product.code,
        enrolment=enrolment,
        monthly_fee=product.monthly_fee,
        brand=product.brand,
    )


def intention_of(campaign: Campaign, version: PlanVersion) -> PlanSnapshot:
    """What an announced draft makes known: name, window, products, channels, branches, nothing
    else.
    """
    return PlanSnapshot(
        code=campaign.code,
        name=campaign.name,
        state=campaign.state,
        starts_on=version.starts_on,
        ends_on=version.ends_on,
        branches=frozenset(unit.code for unit in version.branches.all()),
        offers=tuple(
            OfferTerms(number=number, product=offer.product.code, family=offer.product.family.code)
            for number, offer in enumerate(version.offers.all(), start=1)
        ),
        placements=tuple(
            PlacementSnapshot(channel=one.channel.code) for one in version.placements.all()
        ),
    )


def widest_span(
    plan: PlanSnapshot, *, from_day: dt.date | None = None, until_day: dt.date | None = None
) -> tuple[dt.date, dt.date]:
    """The days the plan may take up, if it may start on any day from ``from_day`` to ``until_day``;
    else its own window.
    """
    length = plan.ends_on - plan.starts_on
    first = min(plan.starts_on, from_day) if from_day else plan.starts_on
    last = max(plan.ends_on, until_day + length) if until_day else plan.ends_on
    return first, last
