"""Stored versions with all their parts, in one statement however many they are. The database puts
each together as one JSON value, which costs a tenth of a row in memory for each part.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, F, OuterRef, QuerySet
from django.db.models.functions import Cast, JSONObject

from campaigns.enums import ParticipationState, SourceKind, SourceSide, SourceUse
from campaigns.models import (
    AudienceSource,
    ExplanationScript,
    Offer,
    Participation,
    Placement,
    PlanVersion,
    ResourceRequest,
    SellingPoint,
    Target,
    Wave,
)
from campaigns.offers import value_of
from channels.enums import BillingKind
from preflight.snapshot_parts import OfferTerms, ParticipantSnapshot, RequestLine, ServicePlan
from preflight.version_parts import PlacementParts, VersionParts, WaveParts
from resources.models import Resource

Row = dict[str, Any]
VERSION = (
    "number submitted_at category starts_on ends_on enrolment flex_days has_own_eligibility"
    " audience_set eligibility_set contingency script training_on terms exit_rule"
)
OFFER = (
    "product=product__code family=product__family__code get_kind payout_months lock_months"
    " stackable exclusive_group product_group=product__exclusive_group"
    " billing=product__billing_kind brand=product__brand description"
)
OFFER_MONEY = "pay get get_value min_spend monthly_fee=product__monthly_fee"
PLACEMENT = (
    "key=pk channel=channel__code product=product__code billing=product__billing_kind"
    " expected_orders excluded_set"
)
PARTICIPANT = "unit=unit__code product=product__code enrolment brand=product__brand"
REQUEST = (
    "resource=resource__code unit=unit__code quantity needed_by lead_days=resource__lead_days"
    " kind=resource__kind benefit_kind=resource__benefit_kind occasion"
)


def parts_by_version(versions: Iterable[int]) -> dict[int, VersionParts]:
    """The versions of these keys, as ``version_parts.parts_of`` says them; one query."""
    mine = {"version": OuterRef("pk")}
    placements = Placement.objects.filter(**mine)
    waves = Wave.objects.filter(placement=OuterRef("pk"))
    branches = PlanVersion.branches.through.objects.filter(planversion=OuterRef("pk"))
    excluded = AudienceSource.objects.filter(
        **mine,
        kind=SourceKind.CAMPAIGN,
        side=SourceSide.EXCLUDE,
        use=SourceUse.AUDIENCE,
    )
    joined = Participation.objects.filter(**mine).exclude(state=ParticipationState.LEFT)
    whole = JSONObject(
        **named(VERSION),
        branches=ArraySubquery(branches.values("unit__code")),
        offers=listed(Offer.objects.filter(**mine), OFFER, OFFER_MONEY),
        placements=listed(
            placements, PLACEMENT, waves=listed(waves, "on starts_at ends_at to", "share")
        ),
        participants=listed(joined, PARTICIPANT, "monthly_fee=product__monthly_fee"),
        requests=listed(
            ResourceRequest.objects.filter(**mine), REQUEST, "unit_cost=resource__unit_cost"
        ),
        selling_points=ArraySubquery(SellingPoint.objects.filter(**mine).values("text")),
        explanations=listed(ExplanationScript.objects.filter(**mine), "text code=against__code"),
        excludes=ArraySubquery(excluded.values("campaign__code")),
        targets=listed(Target.objects.filter(**mine), "", "value"),
    )
    rows = PlanVersion.objects.filter(pk__in=set(versions)).order_by()
    return {key: read(row) for key, row in rows.values_list("pk", whole)}


def named(fields: str) -> dict[str, F]:
    """Fields by the names that they get: ``name`` or ``name=path``."""
    pairs = (field.partition("=") for field in fields.split())
    return {name: F(path or name) for name, _is, path in pairs}


def listed(rows: QuerySet[Any], fields: str, exact: str = "", **more: Any) -> ArraySubquery:
    """Rows in their order, each an object of these fields; ``exact`` ones as text, so that no digit
    is lost.
    """
    texts = {name: Cast(path, CharField()) for name, path in named(exact).items()}
    return ArraySubquery(rows.values_list(JSONObject(**named(fields), **texts, **more)))


def read(row: Row) -> VersionParts:
    """What the database put together."""
    service = {name: row.pop(name) for name in ("contingency", "script", "terms", "exit_rule")}
    training = row.pop("training_on")
    offers, placements = row.pop("offers"), row.pop("placements")
    explanations = row.pop("explanations")
    return VersionParts(
        is_submitted=row.pop("submitted_at") is not None,
        starts_on=day(row.pop("starts_on")),
        ends_on=day(row.pop("ends_on")),
        branches=frozenset(row.pop("branches")),
        service_plan=ServicePlan(**service, training_on=day(training) if training else None),
        offers=tuple(offer(one, number) for number, one in enumerate(offers, start=1)),
        placements=tuple(placement(one) for one in placements),
        participants=tuple(
            ParticipantSnapshot(**{**one, "monthly_fee": Decimal(one["monthly_fee"])})
            for one in row.pop("participants")
        ),
        requests=tuple(request(one) for one in row.pop("requests")),
        selling_points=tuple(row.pop("selling_points")),
        explanations=tuple((one["code"], one["text"]) for one in explanations),
        scripts_against=frozenset(one["code"] for one in explanations),
        excludes=frozenset(row.pop("excludes")),
        target_value=sum((Decimal(one["value"]) for one in row.pop("targets")), Decimal(0)),
        group_billed=frozenset(
            one["product"] for one in (*offers, *placements) if one["billing"] == BillingKind.GROUP
        ),
        **row,
    )


def offer(row: Row, number: int) -> OfferTerms:
    get, get_value = Decimal(row["get"]), Decimal(row["get_value"])
    return OfferTerms(
        number=number,
        product=row["product"],
        family=row["family"],
        pay=Decimal(row["pay"]),
        get=get,
        value=value_of(get=get, get_kind=row["get_kind"], get_value=get_value),
        get_kind=row["get_kind"],
        payout_months=row["payout_months"],
        min_spend=Decimal(row["min_spend"]),
        lock_months=row["lock_months"],
        stackable=row["stackable"],
        exclusive_groups=frozenset(filter(None, (row["exclusive_group"], row["product_group"]))),
        monthly_fee=Decimal(row["monthly_fee"]),
        brand=row["brand"],
        description=row["description"],
    )


def request(row: Row) -> RequestLine:
    unit_cost = Decimal(row.pop("unit_cost"))
    resource = Resource(kind=row.pop("kind"), benefit_kind=row.pop("benefit_kind"))
    return RequestLine(
        **{**row, "needed_by": day(row["needed_by"])},
        given_as=str(resource.given_as),
        unit_cost=unit_cost or None,
    )


def placement(row: Row) -> PlacementParts:
    return PlacementParts(
        key=row["key"],
        channel=row["channel"],
        product=row["product"],
        expected_orders=row["expected_orders"],
        excluded_set=row["excluded_set"],
        waves=tuple(
            WaveParts(
                on=day(wave["on"]),
                starts_at=time_of(wave["starts_at"]),
                ends_at=time_of(wave["ends_at"]),
                share=Decimal(wave["share"]),
                to=wave["to"],
            )
            for wave in row["waves"]
        ),
    )


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def time_of(text: str | None) -> dt.time | None:
    return dt.time.fromisoformat(text) if text else None
