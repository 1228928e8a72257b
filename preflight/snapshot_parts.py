"""The parts of a plan's snapshot."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from pyroaring import AbstractBitMap

from campaigns.enums import Enrolment, GetKind
from preflight.parties import NOBODY, persons_of


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferTerms:
    """One offer. ``value`` is what the customer gets in yuan, None where that is not known;
    ``number`` its 1-based place in the plan.
    """

    number: int
    product: str
    family: str
    pay: Decimal = Decimal(0)
    get: Decimal = Decimal(0)
    value: Decimal | None = Decimal(0)
    get_kind: str = GetKind.BALANCE
    payout_months: int = 0
    min_spend: Decimal = Decimal(0)
    lock_months: int = 0
    stackable: bool | None = None
    exclusive_groups: frozenset[str] = frozenset()
    monthly_fee: Decimal = Decimal(0)
    brand: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaveSnapshot:
    """One dated contact of persons; ``number`` is its 1-based place in the placement. Times are
    those of the day, None where the plan does not say.
    """

    number: int
    on: dt.date
    starts_at: dt.time | None = None
    ends_at: dt.time | None = None
    persons: AbstractBitMap = NOBODY


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementSnapshot:
    """The plan on one channel. ``parties`` are whom it is meant for: the audience without the
    placement's exclusions.
    """

    channel: str
    product: str | None = None
    expected_orders: int = 0
    parties: AbstractBitMap = NOBODY
    waves: tuple[WaveSnapshot, ...] = ()

    @property
    def persons(self) -> AbstractBitMap:
        """The persons among them."""
        return persons_of(self.parties)

    @property
    def key(self) -> dict[str, str | None]:
        """How a way out names the placement."""
        return {"channel": self.channel, "product": self.product}


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantSnapshot:
    """Another unit's product that is joined to the plan; ``monthly_fee`` in yuan."""

    unit: str
    product: str
    enrolment: str = Enrolment.OPT_IN
    monthly_fee: Decimal = Decimal(0)
    brand: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLine:
    """So much of a resource for a unit by a day. ``lead_days`` are the working days from its order
    to its arrival, 0 where it is not ordered. ``given_as`` is the kind of benefit that a customer
    gets by it, empty for what nobody is given; then ``occasion`` may say for what, and
    ``unit_cost`` is what one costs in yuan, None where nobody said it.
    """

    resource: str
    unit: str
    quantity: int
    needed_by: dt.date
    lead_days: int = 0
    given_as: str = ""
    occasion: str = ""
    unit_cost: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicePlan:
    """How the service side is prepared: what the readiness checklist looks at."""

    contingency: str = ""
    script: str = ""
    training_on: dt.date | None = None
    terms: str = ""
    exit_rule: str = ""
