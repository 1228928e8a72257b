"""The service trajectory (客户服务轨迹): everything done to or for a party, by all units."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from heapq import merge
from itertools import islice

from django.db.models import Q, QuerySet
from pyroaring import BitMap

from customers.models import Party, Touch
from customers.models.party_set import SHARD_BITS

FIELDS = (
    "pk",
    "happened_on",
    "kind",
    "contact_class",
    "channel",
    "campaign",
    "is_service",
    "unit",
    "resource",
    "benefit_kind",
    "occasion",
    "value",
)
# Mass contacts older than this are not looked for when a page goes on and on.
MASS_DAYS = 1100


@dataclass(frozen=True, slots=True)
class Event:
    """One thing done, of a kind of ``TouchKind``. Channel, campaign, unit and resource are codes,
    ``value`` is yuan.
    """

    pk: int
    happened_on: dt.date
    kind: str
    contact_class: str = ""
    channel: str = ""
    campaign: str = ""
    is_service: bool = False
    unit: str = ""
    resource: str = ""
    benefit_kind: str = ""
    occasion: str = ""
    value: Decimal | None = None
    note: str = ""

    @property
    def place(self) -> tuple[dt.date, int]:
        """Where it stands in the trajectory, which is read from the newest on."""
        return self.happened_on, self.pk


_campaign_page: list[Callable[[str], str]] = []


def register_campaign_page(address: Callable[[str], str]) -> None:
    """Say where the campaign of a code has its page."""
    _campaign_page[:] = [address]


def campaign_page(code: str) -> str:
    """The address of a campaign's page; empty for no campaign."""
    return _campaign_page[0](code) if code else ""


def trajectory(party: Party, first: dt.date, last: dt.date) -> list[Event]:
    """What was done to or for the party from first to last day, newest first. Mass contacts count
    where the party is in the set.
    """
    return list(events(party, Touch.objects.filter(happened_on__range=(first, last))))


def trajectory_page(
    party: Party,
    *,
    today: dt.date,
    kind: str = "",
    unit: str = "",
    before: tuple[dt.date, int] | None = None,
    limit: int,
) -> list[Event]:
    """The newest entries before a place, of a kind and a unit where they are said; one more than
    ``limit`` says that the trajectory goes on.
    """
    rows = Touch.objects.filter(happened_on__lte=today)
    if kind:
        rows = rows.filter(kind=kind)
    if unit:
        rows = rows.filter(unit=unit)
    if before is not None:
        day, pk = before
        rows = rows.filter(Q(happened_on__lt=day) | Q(happened_on=day, pk__lt=pk))
        rows = rows.filter(happened_on__lte=day)
    oldest = today - dt.timedelta(days=MASS_DAYS)
    return list(islice(events(party, rows, oldest_mass=oldest), limit + 1))


def events(
    party: Party, rows: QuerySet[Touch], *, oldest_mass: dt.date | None = None
) -> Iterator[Event]:
    """Individual touches, and mass ones that reached the party, newest first; read as they are
    taken.
    """
    rows = rows.order_by("-happened_on", "-pk")
    own = Party.objects.same_as(party)
    single = (Event(*row) for row in rows.filter(party__in=own).values_list(*FIELDS).iterator())
    ordinals = BitMap(own.values_list("ordinal", flat=True))
    shards = {ordinal >> SHARD_BITS for ordinal in ordinals}
    mass = rows.filter(party_set__shards__shard__in=shards)
    if oldest_mass is not None:
        mass = mass.filter(happened_on__gte=oldest_mass)
    return merge(single, _reached(ordinals, mass), key=lambda event: event.place, reverse=True)


def _reached(ordinals: BitMap, mass: QuerySet[Touch]) -> Iterator[Event]:
    """The mass touches whose set holds one of the ordinals: only the part of each set is read that
    could.
    """
    told = None
    for *row, bitmap in mass.values_list(*FIELDS, "party_set__shards__bitmap").iterator(100):
        event = Event(*row)
        if event != told and not ordinals.isdisjoint(BitMap.deserialize(bytes(bitmap))):
            told = event  # a set of several parts that hold accounts of one person is told once
            yield event
