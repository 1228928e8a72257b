"""What one version of a plan says by itself, as rules read it: all but whom it reaches and where
the plan stands. Here it comes from rows that are loaded with their parts; ``version_rows`` reads
stored ones.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from campaigns.enums import ParticipationState, SourceKind, SourceSide, SourceUse
from campaigns.models import Offer, Placement, PlanVersion, ResourceRequest
from channels.enums import BillingKind
from channels.models import Product
from preflight.snapshot_parts import OfferTerms, ParticipantSnapshot, RequestLine, ServicePlan


@dataclass(frozen=True, slots=True, kw_only=True)
class WaveParts:
    """One dated contact; ``share`` (0–1) and ``to`` decide whom it reaches."""

    on: dt.date
    starts_at: dt.time | None
    ends_at: dt.time | None
    share: Decimal
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementParts:
    """The plan on one channel, by the key of its row; ``excluded_set`` is frozen at submission."""

    key: int
    channel: str
    product: str | None
    expected_orders: int
    excluded_set: int | None
    waves: tuple[WaveParts, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionParts:
    """A version with its parts in their order; it never changes once it is submitted. Sets are keys
    of ``PartySet``.
    """

    number: int
    is_submitted: bool
    category: str
    starts_on: dt.date
    ends_on: dt.date
    enrolment: str
    flex_days: int
    has_own_eligibility: bool
    audience_set: int | None
    eligibility_set: int | None
    branches: frozenset[str]
    offers: tuple[OfferTerms, ...]
    placements: tuple[PlacementParts, ...]
    participants: tuple[ParticipantSnapshot, ...]
    requests: tuple[RequestLine, ...]
    service_plan: ServicePlan
    selling_points: tuple[str, ...]
    explanations: tuple[tuple[str, str], ...]
    scripts_against: frozenset[str]
    excludes: frozenset[str]
    target_value: Decimal
    group_billed: frozenset[str]

    @property
    def sets(self) -> set[int]:
        """The keys of all its frozen sets."""
        every = (
            self.audience_set,
            self.eligibility_set,
            *(placement.excluded_set for placement in self.placements),
        )
        return {key for key in every if key}


def parts_of(version: PlanVersion) -> VersionParts:
    """A version whose rows are in memory, stored or not. Nothing here queries."""
    offers = list(version.offers.all())
    placements = list(version.placements.all())
    return VersionParts(
        number=version.number,
        is_submitted=version.is_submitted,
        category=version.category,
        starts_on=version.starts_on,
        ends_on=version.ends_on,
        enrolment=version.enrolment,
        flex_days=version.flex_days,
        has_own_eligibility=version.has_own_eligibility,
        audience_set=version.audience_set_id,
        eligibility_set=version.eligibility_set_id,
        branches=frozenset(unit.code for unit in version.branches.all()),
        offers=tuple(offer_terms(one, number=number) for number, one in enumerate(offers, start=1)),
        placements=tuple(placement_parts(one) for one in placements),
        participants=tuple(participants_of(version)),
        requests=tuple(requests_of(version)),
        service_plan=ServicePlan(
            contingency=version.contingency,
            script=version.script,
            training_on=version.training_on,
            terms=version.terms,
            exit_rule=version.exit_rule,
        ),
        selling_points=tuple(one.text for one in version.selling_points.all()),
        explanations=tuple((one.against.code, one.text) for one in version.explanations.all()),
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
            [*(one.product for one in offers), *(one.product for one in placements)]
        ),
    )


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


def placement_parts(placement: Placement) -> PlacementParts:
    return PlacementParts(
        key=placement.pk,
        channel=placement.channel.code,
        product=placement.product.code if placement.product else None,
        expected_orders=placement.expected_orders,
        excluded_set=placement.excluded_set_id,
        waves=tuple(
            WaveParts(
                on=wave.on,
                starts_at=wave.starts_at,
                ends_at=wave.ends_at,
                share=wave.share,
                to=wave.to,
            )
            for wave in placement.waves.all()
        ),
    )


def group_billed(products: Iterable[Product | None]) -> frozenset[str]:
    """Those of the products that are billed to a group."""
    return frozenset(
        product.code
        for product in products
        if product is not None and product.billing_kind == BillingKind.GROUP
    )


def participants_of(version: PlanVersion) -> Iterator[ParticipantSnapshot]:
    """The products of other units that are still joined."""
    for one in version.participants.all():
        if one.state != ParticipationState.LEFT:
            yield ParticipantSnapshot(
                unit=one.unit.code,
                product=one.product.code,
                enrolment=one.enrolment,
                monthly_fee=one.product.monthly_fee,
                brand=one.product.brand,
            )


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
