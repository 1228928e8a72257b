"""One person as the rules read everybody: the plans in play with this person alone in their sets,
and what is known of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Prefetch, Q, QuerySet
from pyroaring import AbstractBitMap, BitMap, FrozenBitMap

from campaigns.control_group import ControlGroup, control_hundredth, sizes
from campaigns.enums import ACTIVE_STATES, DECIDED
from campaigns.models import Offer, Placement, PlanVersion
from campaigns.policies import MOST_HELD_OUT
from campaigns.waves import BUCKETS, Hundredths, bucket_of
from customers import bitmaps
from customers.enums import REACHING_OUT, TouchKind
from customers.models import Holding, Party
from customers.queries import TouchRow
from customers.trajectory import trajectory
from customers.wishes import standing_wishes
from organization.policies import values_between
from preflight import master_data
from preflight.around import LONGEST_WINDOW
from preflight.context import Context, HoldingRow
from preflight.master_data import OVER
from preflight.parties import NOBODY
from preflight.past_contacts import told_by
from preflight.plans import plan_row, snapshot_of
from preflight.policies import Policies
from preflight.snapshot import PlanSnapshot
from preflight.version_rows import parts_by_version


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonsPlan:
    """A plan that asks for the person, approaches them or lets them take it."""

    version: PlanVersion
    snapshot: PlanSnapshot
    asked: AbstractBitMap


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """``only`` is the set of the person alone."""

    only: FrozenBitMap
    plans: tuple[PersonsPlan, ...]
    context: Context
    control: ControlGroup


def person(party: Party, *, today: dt.date) -> Person:
    """The person of a party, whatever accounts they have, in a fixed number of queries."""
    own = list(Party.objects.same_as(party).order_by("ordinal"))
    only = FrozenBitMap([party.counted])
    counted = next((one for one in own if one.ordinal == party.counted), party)
    among = hundredths_of(counted)
    values = values_between(today - LONGEST_WINDOW, today + LONGEST_WINDOW)
    (_day, policies), *later = [(day, Policies.from_values(found)) for day, found in values]
    around = dt.timedelta(days=policies.widest_window)
    plans = tuple(plans_of(own, only, among, today=today, around=around))
    wishes = standing_wishes(party)
    closed = wishes["do_not_contact"]
    channels = master_data.channel_facts()
    kinds = {one.contact_class for one in channels.values() if one.is_push}
    context = Context(
        as_of=today,
        policies=policies,
        later_policies=tuple(later),
        channels=channels,
        touches=told_by(touches(party, only, today - around, today)),
        holdings=tuple(holdings(party, only)),
        do_not_contact={kind: only for kind in kinds if kind in closed or "" in closed},
        consented={kind: only for kind in kinds if kind in wishes["agreed"]},
    )
    return Person(only=only, plans=plans, context=context, control=among.control)


def hundredths_of(party: Party) -> Hundredths:
    """The hundredths of all persons, with this one alone in them."""

    def planes(most: int, place: int) -> list[BitMap]:
        return [BitMap([party.ordinal] if number == place else []) for number in range(most)]

    return Hundredths(
        planes(BUCKETS, bucket_of(party.number)),
        ControlGroup(planes(MOST_HELD_OUT, control_hundredth(party.number)), sizes()),
    )


def rows_in_play(today: dt.date, around: dt.timedelta) -> QuerySet[PlanVersion]:
    """The version that counts of each plan in play, and of those whose contacts still do."""
    counts = Q(campaign__state__in=DECIDED | OVER, campaign__in_force=F("pk")) | Q(
        campaign__state__in=ACTIVE_STATES - DECIDED, campaign__working=F("pk")
    )
    return (
        PlanVersion.objects.filter(counts, ends_on__gte=today - around)
        .exclude(audience_set=None)
        .select_related("campaign__owner_unit")
        .order_by("campaign__code")
    )


def plans_of(
    own: Iterable[Party],
    only: FrozenBitMap,
    among: Hundredths,
    *,
    today: dt.date,
    around: dt.timedelta,
) -> Iterable[PersonsPlan]:
    rows = list(rows_in_play(today, around))
    keys = {
        key
        for row in rows
        for key in (row.audience_set_id, row.eligibility_set_id, row.asked_set_id)
        if key is not None
    }
    there = bitmaps.holding(keys, BitMap(one.ordinal for one in own))
    meant = [
        row
        for row in rows
        if {row.audience_set_id, row.eligibility_set_id, row.asked_set_id} & there
    ]
    shown = PlanVersion.objects.filter(pk__in=[row.pk for row in meant]).prefetch_related(
        Prefetch("offers", Offer.objects.select_related("product__family")),
        Prefetch("placements", Placement.objects.select_related("channel", "product")),
    )
    loaded = {one.pk: one for one in shown}
    parts = parts_by_version(loaded)
    excluded = bitmaps.holding(
        {
            placement.excluded_set
            for one in parts.values()
            for placement in one.placements
            if placement.excluded_set is not None
        },
        BitMap(one.ordinal for one in own),
    )
    sets = dict.fromkeys(there | excluded, only)
    for row in meant:
        version = loaded[row.pk]
        version.campaign = row.campaign
        yield PersonsPlan(
            version=version,
            snapshot=snapshot_of(
                plan_row(row.campaign),
                parts[row.pk],
                sets,
                lambda: among,
                eligibility=sets.get(row.eligibility_set_id or 0, NOBODY),
                is_checked=False,
            ),
            asked=sets.get(row.asked_set_id or 0, NOBODY),
        )


def touches(party: Party, only: FrozenBitMap, first: dt.date, last: dt.date) -> list[TouchRow]:
    """How the company reached out to the person, service notices left out."""
    return [
        TouchRow(
            one.contact_class,
            one.happened_on,
            one.campaign,
            one.channel,
            one.kind == TouchKind.CARE,
            only,
        )
        for one in trajectory(party, first, last)
        if one.kind in REACHING_OUT and not one.is_service
    ]


def holdings(party: Party, only: FrozenBitMap) -> Iterable[HoldingRow]:
    """What the person holds of exclusive products, on whatever account."""
    rows = Holding.objects.filter(customer__party__counted=party.counted)
    for row in rows.select_related("product"):
        if group := row.exclusive_group or row.product.exclusive_group:
            yield HoldingRow(
                exclusive_group=group,
                product=row.product.code,
                ends_on=row.ends_on,
                persons=only,
            )
