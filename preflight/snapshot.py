"""What a rule reads about one plan: frozen, complete, without a database behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from pyroaring import AbstractBitMap

from campaigns.dates import move
from campaigns.enums import ACTIVE_STATES, CampaignState, Category, Enrolment, Origin
from preflight.parties import NOBODY, organisations_of, persons_of
from preflight.snapshot_parts import (
    OfferTerms,
    ParticipantSnapshot,
    PlacementSnapshot,
    RequestLine,
    ServicePlan,
    WaveSnapshot,
)

DECIDED_STATES = frozenset({CampaignState.APPROVED, CampaignState.LIVE, CampaignState.SUSPENDED})
# Plans whose owner can still change them by a new revision.
CHANGEABLE_STATES = frozenset(
    {
        CampaignState.DRAFT,
        CampaignState.CHECKING,
        CampaignState.COORDINATING,
        CampaignState.FINALISED,
    }
)


def needs_of(offer: OfferTerms) -> frozenset[tuple[str, str]]:
    """What one offer answers: its family and its exclusive groups."""
    groups = (("group", group) for group in offer.exclusive_groups)
    return frozenset([("family", offer.family), *groups])


@dataclass(frozen=True, kw_only=True)
class PlanSnapshot:
    """One version of a plan. Windows include both ends; ``branches`` empty means all of them.

    ``audience`` is who is approached, ``eligibility`` who may take it; both may hold organisations,
    whose members and key contacts are then in them too. ``scripts_against`` and ``excludes`` name
    other plans by code, ``explanations`` are those codes with the words against them.
    ``group_billed`` are the products that are billed to a group, ``target_value`` is the sum of the
    plan's targets. Of a plan that ended early ``ends_on`` is the day on which it really ended, and
    ``planned_until`` the last day that it had planned. ``set_rank`` is the rank that
    leadership gave it, 1 before 2.
    """

    code: str
    starts_on: dt.date
    ends_on: dt.date
    name: str = ""
    owner_unit: str = ""
    state: str = CampaignState.CHECKING
    origin: str = Origin.OWN
    category: str = Category.PROMOTION
    revision: int = 1
    enrolment: str = Enrolment.OPT_IN
    flex_days: int = 0
    branches: frozenset[str] = frozenset()
    offers: tuple[OfferTerms, ...] = ()
    placements: tuple[PlacementSnapshot, ...] = ()
    participants: tuple[ParticipantSnapshot, ...] = ()
    requests: tuple[RequestLine, ...] = ()
    service_plan: ServicePlan = field(default_factory=ServicePlan)
    selling_points: tuple[str, ...] = ()
    explanations: tuple[tuple[str, str], ...] = ()
    audience: AbstractBitMap = NOBODY
    eligibility: AbstractBitMap = NOBODY
    has_own_eligibility: bool = False
    scripts_against: frozenset[str] = frozenset()
    excludes: frozenset[str] = frozenset()
    target_value: Decimal = Decimal(0)
    group_billed: frozenset[str] = frozenset()
    planned_until: dt.date | None = None
    set_rank: int | None = None

    @cached_property
    def persons(self) -> AbstractBitMap:
        """The persons who are approached."""
        return persons_of(self.audience)

    @cached_property
    def approached(self) -> AbstractBitMap:
        """The organisations that are approached."""
        return organisations_of(self.audience)

    @cached_property
    def eligible(self) -> AbstractBitMap:
        """The persons who may take it."""
        return persons_of(self.eligibility)

    @property
    def says_for_whom(self) -> bool:
        """Whether it is known who may take it: nobody is left where another plan's people were
        taken out, but nothing is known of a plan without an audience.
        """
        return bool(self.eligibility or self.excludes)

    @cached_property
    def organisations(self) -> AbstractBitMap:
        """The organisations that may take it."""
        return organisations_of(self.eligibility)

    @cached_property
    def needs(self) -> frozenset[tuple[str, str]]:
        """What its offers answer: families and exclusive groups. Offers of plans that share none of
        them never meet.
        """
        return frozenset(need for offer in self.offers for need in needs_of(offer))

    @cached_property
    def counted(self) -> dict[tuple[str, ...], Any]:
        """What was counted of it before, by what and of what: it never changes."""
        return {}

    @property
    def is_decided(self) -> bool:
        return self.state in DECIDED_STATES

    @property
    def is_pending(self) -> bool:
        """Whether it is still to be decided: a draft, or in coordination."""
        return self.state in CHANGEABLE_STATES

    @property
    def is_active(self) -> bool:
        """Whether it is coming or running, as against ended plans that only still count."""
        return self.state in ACTIVE_STATES

    @property
    def is_movable(self) -> bool:
        """Whether its owner may still change window and terms: not decided, not a province plan."""
        return self.is_pending and self.origin != Origin.PROVINCE

    @property
    def days(self) -> int:
        """Length of the planned window: over so many days expected orders are spread."""
        return ((self.planned_until or self.ends_on) - self.starts_on).days + 1

    @cached_property
    def families(self) -> frozenset[str]:
        return frozenset(offer.family for offer in self.offers)

    @cached_property
    def channels(self) -> frozenset[str]:
        return frozenset(placement.channel for placement in self.placements)

    def runs_in(self, branch: str) -> bool:
        return not self.branches or branch in self.branches

    def sold_through(self, placement: PlacementSnapshot) -> list[str]:
        """The products of a placement: its own, or all that the plan offers."""
        return (
            [placement.product]
            if placement.product
            else sorted({offer.product for offer in self.offers})
        )

    def waves(self) -> Iterator[tuple[PlacementSnapshot, WaveSnapshot]]:
        """Every wave with its placement."""
        for placement in self.placements:
            for wave in placement.waves:
                yield placement, wave

    def ended(self, on: dt.date) -> PlanSnapshot:
        """The plan as it ran until a day of its window: later waves never went out."""
        return replace(
            self,
            ends_on=on,
            planned_until=self.ends_on,
            placements=tuple(
                replace(one, waves=tuple(wave for wave in one.waves if wave.on <= on))
                for one in self.placements
            ),
        )

    def moved(self, starts_on: dt.date) -> PlanSnapshot:
        """The plan with another first day; waves, requests and training move along."""
        to = move(self.starts_on, self.ends_on, starts_on=starts_on)
        training = self.service_plan.training_on
        return replace(
            self,
            starts_on=to.starts_on,
            ends_on=to.ends_on,
            placements=tuple(
                replace(
                    placement,
                    waves=tuple(replace(wave, on=to.wave(wave.on)) for wave in placement.waves),
                )
                for placement in self.placements
            ),
            requests=tuple(
                replace(line, needed_by=to.day(line.needed_by)) for line in self.requests
            ),
            service_plan=replace(
                self.service_plan, training_on=to.day(training) if training else None
            ),
        )


def days_apart(one: PlanSnapshot, other: PlanSnapshot) -> int:
    """Days from the end of the earlier window to the start of the later one; 0 if they overlap."""
    return max((max(one.starts_on, other.starts_on) - min(one.ends_on, other.ends_on)).days, 0)


def overlap_days(one: PlanSnapshot, other: PlanSnapshot) -> int:
    """Days that lie in both windows."""
    return max((min(one.ends_on, other.ends_on) - max(one.starts_on, other.starts_on)).days + 1, 0)
