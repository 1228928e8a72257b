"""Loading what rules read: the only module of this floor that queries, a number of times that does not depend on the plans."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q
from pyroaring import AbstractBitMap, BitMap

from campaigns import audiences
from campaigns.enums import DECIDED, IN_PLAY, CampaignState, FindingState
from campaigns.models import Campaign, CheckRun, PlanVersion
from campaigns.waves import bucket_planes
from channels.enums import Fit
from channels.models import Channel, LoadingRule
from common import changelog
from common.models import Change
from customers import bitmaps, queries
from customers.caches import BoundedCache, remembered
from customers.filters import ordinals
from organization.models import ClosedDay
from organization.policies import values_on
from preflight.plans import Planes, intention_of, snapshot_of, widest_span
from preflight.policies import PREFIX, Policies
from preflight.snapshot import PlanSnapshot
from preflight.surroundings import (
    ArrivalLine,
    ChannelFacts,
    Context,
    HeldLine,
    HoldingRow,
    LoadingFit,
    PastContacts,
    StockLine,
)
from resources.enums import Firmness, ReservationState
from resources.models import Arrival, Reservation, Stock

# How far around a plan closed days are looked up, so that a way out can name an open one.
DAYS_AROUND = 62
# Ended plans still count for clashes and pressure inside a policy window.
OVER = frozenset({CampaignState.ENDED, CampaignState.EVALUATED})
COMPARED_PARTS = (
    "branches",
    "offers__product__family",
    "placements__channel",
    "placements__product",
    "placements__waves",
    "explanations__against",
    "sources__campaign",
    "targets",
)
PARTS = (*COMPARED_PARTS, "participants__unit", "participants__product", "resource_requests__resource", "resource_requests__unit")
INTENTION_PARTS = ("branches", "offers__product__family", "placements__channel")

_remembered: BoundedCache[Hashable, Any] = BoundedCache(32 * 2**20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A plan, its context, and the references by which the run can be replayed."""

    plan: PlanSnapshot
    context: Context
    inputs: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """Plans that changed, and the kinds of everything that changed."""

    plans: frozenset[str]
    kinds: frozenset[str]


def lazy_planes() -> Planes:
    """The hundredths of the persons, asked for once, and only if a wave is to be split."""
    return cache(bucket_planes)


def stored_plan(campaign: Campaign, version: PlanVersion, *, today: dt.date | None = None) -> PlanSnapshot:
    """One version, submitted or still a draft, whose sets are then resolved as of today."""
    version = PlanVersion.objects.prefetch_related(*PARTS).get(pk=version.pk)
    if version.is_submitted:
        return snapshot_of(campaign, version, _sets_of([version]), lazy_planes())
    audience = audiences.version_audience(version, today=today)
    return snapshot_of(
        campaign,
        version,
        {},
        lazy_planes(),
        audience=audience,
        eligibility=audiences.version_eligibility(version, today=today) if version.has_own_eligibility else audience,
        excluded={one.pk: audiences.placement_excluded(one, today=today) for one in version.placements.all()},
    )


def load(version: PlanVersion, as_of: dt.date, *, is_submission: bool = True, changed_only: frozenset[str] | None = None) -> Loaded:
    """Everything a check of the version reads, as of a day."""
    plan = stored_plan(version.campaign, version, today=as_of)
    return surround(plan, as_of=as_of, is_submission=is_submission, changed_only=changed_only)


def surround(
    plan: PlanSnapshot,
    *,
    as_of: dt.date,
    is_submission: bool = True,
    is_preview: bool = False,
    changed_only: frozenset[str] | None = None,
    start_from: dt.date | None = None,
    start_until: dt.date | None = None,
) -> Loaded:
    """The context of a plan, stored or not; wide enough for every start from ``start_from`` to ``start_until``."""
    calendar_version = changelog.current_version()
    values = values_on(as_of)
    policies = Policies.from_values(values)
    first, last = widest_span(plan, from_day=start_from, until_day=start_until)
    plans, sets = other_plans(plan, first, last, policies)
    channels = channel_facts()
    fits = loading_fits(plan)
    stocked, arriving, held = stock(plan)
    context = Context(
        as_of=as_of,
        plans=plans,
        intentions=intentions(plan, first, last, policies) if is_preview else (),
        policies=policies,
        touches=past_contacts(first, last, as_of, policies),
        channels=channels,
        fits=fits,
        closed=closed_days(first, last),
        holdings=holdings(plan, first + dt.timedelta(days=policies.renewal_lead_days)),
        stock=stocked,
        arrivals=arriving,
        held=held,
        do_not_contact={kind: queries.do_not_contact(kind, today=as_of) for kind in push_classes(plan, channels)} if is_submission else {},
        consented={kind: queries.consented(kind, today=as_of) for kind in push_classes(plan, channels)} if is_submission else {},
        groups={group: queries.group_members(group) for group in sorted({fit.group for fit in fits})},
        branches=queries.branch_homes(),
        members=members(),
        calendar_version=calendar_version,
        is_submission=is_submission,
        is_preview=is_preview,
        changed_only=changed_only,
    )
    inputs = {
        "schema": 1,
        "as_of": as_of,
        "campaign": plan.code,
        "revision": plan.revision,
        "plans": [
            {"campaign": one.code, "revision": one.revision, "state": str(one.state), "audience_set": sets[one.code]} for one in plans
        ],
        "policies": {key.removeprefix(PREFIX): str(value) for key, value in values.items() if key.startswith(PREFIX)},
        "calendar_version": calendar_version,
    }
    return Loaded(plan=plan, context=context, inputs=inputs)


def other_plans(
    plan: PlanSnapshot, first: dt.date, last: dt.date, policies: Policies
) -> tuple[tuple[PlanSnapshot, ...], dict[str, int | None]]:
    """Every plan in play, or ended, whose window widened by the widest policy window meets the span; with their audience sets."""
    around = dt.timedelta(days=policies.widest_window)
    spans = {"starts_on__lte": last + around, "ends_on__gte": first - around}
    meets = Q(**{f"working__{key}": value for key, value in spans.items()}) | Q(
        **{f"in_force__{key}": value for key, value in spans.items()}
    )
    rows = Campaign.objects.filter(meets, state__in=IN_PLAY | OVER).exclude(code=plan.code).select_related("owner_unit").order_by("code")
    chosen = {row: (row.in_force_id if row.state in DECIDED | OVER else None) or row.working_id or 0 for row in rows}
    versions = {one.pk: one for one in PlanVersion.objects.filter(pk__in=chosen.values()).prefetch_related(*COMPARED_PARTS)}
    there = {
        row: versions[key]
        for row, key in chosen.items()
        if key and versions[key].starts_on <= last + around and versions[key].ends_on >= first - around
    }
    sets = _sets_of(there.values())
    planes = lazy_planes()
    plans = tuple(snapshot_of(row, version, sets, planes, is_checked=False) for row, version in there.items())
    return plans, {row.code: version.audience_set_id for row, version in there.items()}


def _sets_of(versions: Any) -> dict[int, AbstractBitMap]:
    wanted: set[int] = set()
    for version in versions:
        placements = (placement.excluded_set_id for placement in version.placements.all())
        wanted |= {key for key in (version.audience_set_id, version.eligibility_set_id, *placements) if key}
    return dict(bitmaps.load_many(wanted))


def intentions(plan: PlanSnapshot, first: dt.date, last: dt.date, policies: Policies) -> tuple[PlanSnapshot, ...]:
    """Announced drafts of others near the span."""
    around = dt.timedelta(days=policies.clash_near_days)
    rows = (
        Campaign.objects.filter(state=CampaignState.DRAFT, announced_at__isnull=False)
        .filter(working__starts_on__lte=last + around, working__ends_on__gte=first - around)
        .exclude(code=plan.code)
        .select_related("working")
        .prefetch_related(*(f"working__{part}" for part in INTENTION_PARTS))
        .order_by("code")
    )
    return tuple(intention_of(row, row.working) for row in rows if row.working is not None)


def past_contacts(first: dt.date, last: dt.date, as_of: dt.date, policies: Policies) -> tuple[PastContacts, ...]:
    """Touches inside a pressure window of the span, up to the day of the run."""
    since = first - dt.timedelta(days=policies.widest_window)
    if since > as_of:
        return ()
    return tuple(
        PastContacts(contact_class=row.contact_class, on=row.happened_on, campaign=row.campaign, persons=row.persons)
        for row in queries.touches_between(since, min(as_of, last))
    )


def channel_facts() -> dict[str, ChannelFacts]:
    """Every active channel."""
    return {
        row.code: ChannelFacts(
            code=row.code,
            direction=row.direction,
            contact_class=row.contact_class,
            is_public=row.is_public,
            is_staffed=row.is_staffed,
            needs_consent=row.needs_consent,
            capacity_per_day=row.capacity_per_day,
            capacity_per_week=row.capacity_per_week,
        )
        for row in Channel.objects.filter(is_active=True)
    }


def push_classes(plan: PlanSnapshot, channels: dict[str, ChannelFacts]) -> list[str]:
    """The ways in which the plan contacts people by itself; at most the four that there are."""
    return sorted({channels[code].contact_class for code in plan.channels if code in channels and channels[code].is_push})


def loading_fits(plan: PlanSnapshot) -> tuple[LoadingFit, ...]:
    """The loading rules of the plan's products in force on its first day."""
    products = {product for placement in plan.placements for product in plan.sold_through(placement)}
    rows = LoadingRule.objects.valid_on(plan.starts_on).filter(product__code__in=products).order_by("id")
    fields = ("product__code", "customer_group__code", "channel__code", "fit", "version", "reason")
    return tuple(
        LoadingFit(product=product, group=group, channel=channel, fit=Fit(fit), version=version, reason=reason)
        for product, group, channel, fit, version, reason in rows.values_list(*fields)
    )


def closed_days(first: dt.date, last: dt.date) -> tuple[tuple[dt.date, str], ...]:
    """Freezes, bill runs, blackout and short-staffed days in the span and around it."""
    around = dt.timedelta(days=DAYS_AROUND)
    return tuple(ClosedDay.objects.filter(on__range=(first - around, last + around)).values_list("on", "kind"))


def holdings(plan: PlanSnapshot, after: dt.date) -> tuple[HoldingRow, ...]:
    """Who holds a product of the plan's exclusive groups beyond a day; an open end runs on."""
    groups = sorted({group for offer in plan.offers for group in offer.exclusive_groups})
    if not groups:
        return ()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(nullif(h.exclusive_group, ''), product.exclusive_group) AS grouped, product.code, h.ends_on, "
            "array_agg(party.ordinal) FROM customers_holding h JOIN channels_product product ON product.id = h.product_id "
            "JOIN customers_customer c ON c.id = h.customer_id JOIN customers_party party ON party.id = c.party_id "
            "WHERE coalesce(nullif(h.exclusive_group, ''), product.exclusive_group) = ANY(%s) "
            "AND (h.ends_on IS NULL OR h.ends_on > %s) GROUP BY grouped, product.code, h.ends_on ORDER BY 1, 2, 3",
            [groups, after],
        )
        rows = cursor.fetchall()
    return tuple(
        HoldingRow(exclusive_group=group, product=product, ends_on=ends_on, persons=BitMap(sorted(found)))
        for group, product, ends_on, found in rows
    )


def stock(plan: PlanSnapshot) -> tuple[tuple[StockLine, ...], tuple[ArrivalLine, ...], tuple[HeldLine, ...]]:
    """Stock, confirmed arrivals and what others hold of the resources the plan asks for."""
    resources = sorted({request.resource for request in plan.requests})
    if not resources:
        return (), (), ()
    stocks = Stock.objects.filter(resource__code__in=resources).values_list("resource__code", "unit__code", "on_hand")
    arrivals = Arrival.objects.filter(resource__code__in=resources, is_confirmed=True, received_at__isnull=True)
    held = Reservation.objects.filter(resource__code__in=resources, state=ReservationState.ACTIVE).exclude(campaign=plan.code)
    return (
        tuple(StockLine(resource=resource, unit=unit, on_hand=on_hand) for resource, unit, on_hand in stocks),
        tuple(
            ArrivalLine(resource=resource, unit=unit, quantity=quantity, expected_on=on)
            for resource, unit, quantity, on in arrivals.values_list("resource__code", "unit__code", "quantity", "expected_on")
        ),
        tuple(
            HeldLine(resource=resource, unit=unit, campaign=campaign, quantity=quantity - back_order, is_hard=firmness == Firmness.HARD)
            for resource, unit, campaign, quantity, back_order, firmness in held.order_by("id").values_list(
                "resource__code", "unit__code", "campaign", "quantity", "back_order", "firmness"
            )
        ),
    )


def members() -> AbstractBitMap:
    """The persons who belong to an organisation, as member or key contact."""

    def read() -> AbstractBitMap:
        return ordinals("SELECT DISTINCT p.ordinal FROM customers_partylink link JOIN customers_party p ON p.id = link.person_id", [])

    return remembered(_remembered, "members", read, lambda found: len(found.serialize()) + 100)


def changed_since(version: int, *, but: str) -> Changed:
    """What the change log tells after a version, the plan ``but`` itself left out."""
    rows = Change.objects.filter(version__gt=version).exclude(kind="campaign", code=but).values_list("kind", "code")
    plans: set[str] = set()
    kinds: set[str] = set()
    for kind, code in rows:
        kinds.add(kind)
        if kind == "campaign":
            plans.add(code)
    return Changed(plans=frozenset(plans), kinds=frozenset(kinds))


def accepted_fingerprints(campaign: Campaign) -> frozenset[str]:
    """The findings on a plan that the right people accepted."""
    return frozenset(campaign.findings.filter(state=FindingState.ACCEPTED).values_list("fingerprint", flat=True))


def run_of(run_id: UUID) -> CheckRun:
    """The run with what is checked. Raises ``CheckRun.DoesNotExist``."""
    return CheckRun.objects.select_related("campaign__owner_unit", "version").get(pk=run_id)
