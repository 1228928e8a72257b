"""What surrounds the plans in the database: channels and their rules, stock, holdings, launches."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import OuterRef, Q
from django.db.models.functions import Coalesce
from pyroaring import AbstractBitMap, BitMap

from campaigns.amendment_codes import is_same_plan, plan_of
from campaigns.enums import ACTIVE_STATES, CampaignState
from campaigns.models import Campaign, PlanVersion
from channels.enums import Fit
from channels.models import Channel, LoadingRule
from customers import queries
from customers.bitmaps import expand
from customers.caches import State
from customers.models import Segment
from customers.segment_members import members_of_many
from organization.models import Unit
from preflight.context import WEEKS_AROUND, ChannelFacts, HoldingRow, LoadingFit, TargetFacts
from preflight.lists import Lists
from preflight.parties import NOBODY
from preflight.plans import intention_of
from preflight.snapshot import PlanSnapshot
from resources.availability import Supply, handed_out, supplies

# Ended plans still count for clashes and pressure inside a policy window, and in their week.
OVER = frozenset({CampaignState.ENDED, CampaignState.EVALUATED})
INTENTION_PARTS = ("branches", "offers__product__family", "placements__channel")


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


def branches(at: State | None = None) -> dict[str, AbstractBitMap]:
    """The persons living in each active branch, customers or not, and in any other that has
    some.
    """
    codes = Unit.objects.active().branches().values_list("code", flat=True)
    found: dict[str, AbstractBitMap] = dict.fromkeys(codes, NOBODY)
    found.update(queries.branch_homes(at))
    return found


def push_classes(plan: PlanSnapshot, channels: dict[str, ChannelFacts]) -> list[str]:
    """The ways in which the plan contacts people by itself; at most the four that there are."""
    return sorted(
        {
            channels[code].contact_class
            for code in plan.channels
            if code in channels and channels[code].is_push
        }
    )


def loading_fits(plan: PlanSnapshot) -> tuple[LoadingFit, ...]:
    """The loading rules of the plan's products in force on its first day."""
    products = {
        product for placement in plan.placements for product in plan.sold_through(placement)
    }
    rows = (
        LoadingRule.objects.in_force(plan.starts_on)
        .filter(product__code__in=products)
        .order_by("id")
    )
    fields = ("product__code", "customer_group__code", "channel__code", "fit", "version", "reason")
    return tuple(
        LoadingFit(
            product=product,
            group=group,
            channel=channel,
            fit=Fit(fit),
            version=version,
            reason=reason,
        )
        for product, group, channel, fit, version, reason in rows.values_list(*fields)
    )


def holdings(plan: PlanSnapshot, after: dt.date) -> tuple[HoldingRow, ...]:
    """Who holds a product of the plan's exclusive groups beyond a day; an open end runs on."""
    groups = sorted({group for offer in plan.offers for group in offer.exclusive_groups})
    if not groups:
        return ()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(nullif(h.exclusive_group, ''), product.exclusive_group) AS grouped,"
            " product.code, h.ends_on, array_agg(party.counted) FROM customers_holding h JOIN"
            " channels_product product ON product.id = h.product_id JOIN customers_customer c ON"
            " c.id = h.customer_id JOIN customers_party party ON party.id = c.party_id WHERE"
            " coalesce(nullif(h.exclusive_group, ''), product.exclusive_group) = ANY(%s) AND"
            " (h.ends_on IS NULL OR h.ends_on > %s) GROUP BY grouped, product.code, h.ends_on ORDER"
            " BY 1, 2, 3",
            [groups, after],
        )
        rows = cursor.fetchall()
    return tuple(
        HoldingRow(
            exclusive_group=group, product=product, ends_on=ends_on, persons=BitMap(sorted(found))
        )
        for group, product, ends_on, found in rows
    )


def supplies_for(plan: PlanSnapshot, lists: Lists) -> dict[tuple[str, str], Supply]:
    """What there is of the resources that the plan asks for, by resource and unit; of all media
    slots or gifts where it asks for one, for another one may be free. What a plan was handed out
    its amendment has had, and what either holds is its own.
    """
    asked = {request.resource for request in plan.requests}
    gifts = {one.code for one in lists.gifts}
    others = (among for among in (lists.media_slots, gifts) if asked & among)
    found = supplies(asked.union(*others))
    taken = {} if plan.is_decided else handed_out(plan_of(plan.code), asked)
    return {
        key: replace(
            one,
            had=taken.get(key, 0),
            held=tuple(
                replace(held, campaign=plan.code)
                if is_same_plan(held.campaign, plan.code)
                else held
                for held in one.held
            ),
        )
        for key, one in found.items()
    }


def launches(
    plan: PlanSnapshot, first: dt.date, last: dt.date, *, but: Iterable[str]
) -> tuple[PlanSnapshot, ...]:
    """What starts within some weeks of the span, ``but`` the plans that meet it: enough to add up
    the points of a week.
    """
    around = dt.timedelta(weeks=WEEKS_AROUND)
    version = Coalesce(OuterRef("in_force"), OuterRef("working"))
    branches = PlanVersion.branches.through.objects.filter(planversion=version)
    rows = (
        Campaign.objects.filter(state__in=ACTIVE_STATES | OVER)
        .exclude(Q(code__in=[plan_of(plan.code), *but]) | Q(amends__code=plan_of(plan.code)))
        .annotate(
            starts_on=Coalesce("in_force__starts_on", "working__starts_on"),
            ends_on=Coalesce("in_force__ends_on", "working__ends_on"),
            category=Coalesce("in_force__category", "working__category"),
            where=ArraySubquery(branches.values("unit__code")),
        )
        .filter(starts_on__range=(first - around, last + around))
        .order_by("code")
    )
    shown_as = ("code", "state", "starts_on", "ends_on", "category")
    return tuple(
        PlanSnapshot(**dict(zip(shown_as, values, strict=True)), branches=frozenset(where))
        for *values, where in rows.values_list(*shown_as, "where")
    )


def intentions(
    plan: PlanSnapshot, first: dt.date, last: dt.date, around: dt.timedelta
) -> tuple[PlanSnapshot, ...]:
    """Announced drafts of others near the span."""
    rows = (
        Campaign.objects.filter(state=CampaignState.DRAFT, announced_at__isnull=False)
        .filter(working__starts_on__lte=last + around, working__ends_on__gte=first - around)
        .exclude(code=plan.code)
        .select_related("working")
        .prefetch_related(*(f"working__{part}" for part in INTENTION_PARTS))
        .order_by("code")
    )
    return tuple(intention_of(row, row.working) for row in rows if row.working is not None)


def targets_of(
    plan: PlanSnapshot, segments: Mapping[str, str], *, as_of: dt.date
) -> dict[str, TargetFacts]:
    """The targets of those joint products that have one, by product; ``segments`` are the codes of
    all, by product. No query for a plan without joint products.
    """
    wanted = {
        one.product: segments[one.product] for one in plan.participants if one.product in segments
    }
    if not wanted:
        return {}
    rows = list(Segment.objects.filter(code__in=wanted.values()))
    found = members_of_many(rows, today=as_of)
    parties = {row.code: expand(found[row.pk]) for row in rows}
    return {
        product: TargetFacts(segment=segment, parties=parties[segment])
        for product, segment in wanted.items()
    }
