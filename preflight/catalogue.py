"""The resources of which one may stand for another: media slots and gifts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from preflight.gifts import GiftFacts
from resources.enums import ResourceKind
from resources.models import USUAL_KINDS, Resource

EXCHANGEABLE = "code kind benefit_kind lead_days unit_cost"
Rows = Iterable[Mapping[str, Any]]


def exchangeable() -> QuerySet[Resource]:
    """What is in use of these kinds."""
    kinds = (ResourceKind.MEDIA_SLOT, ResourceKind.GIFT)
    return Resource.objects.filter(kind__in=kinds, is_active=True)


def slots_in(rows: Rows) -> frozenset[str]:
    """The media slots among the rows."""
    return frozenset(row["code"] for row in rows if row["kind"] == ResourceKind.MEDIA_SLOT)


def gifts_in(rows: Rows) -> tuple[GiftFacts, ...]:
    """The gifts among them, in their order."""
    return tuple(
        GiftFacts(
            code=row["code"],
            given_as=row["benefit_kind"] or USUAL_KINDS[ResourceKind.GIFT].value,
            lead_days=row["lead_days"],
            unit_cost=Decimal(str(row["unit_cost"])) or None,
        )
        for row in rows
        if row["kind"] == ResourceKind.GIFT
    )
