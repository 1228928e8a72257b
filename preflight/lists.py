"""The short lists that rules read, whatever the floor that keeps them: all of them in one query."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import CharField, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import JSONObject

from campaigns.enums import CampaignState
from campaigns.models import Campaign, ChecklistItem, Moment, PlanResult
from comms.enums import DraftState
from comms.models import AdvertisingTerm, Draft, DraftVersion, variants_of
from preflight.context import DraftText, EndedPlan, MomentFacts, PastResult
from preflight.law import TermFacts
from preflight.readiness import CHECKLISTS, Checklists, checklists_of
from preflight.snapshot import PlanSnapshot

# As far as a plan may miss a moment, and another first day is looked for.
MOMENTS_AROUND = dt.timedelta(days=60 + 28)
LONGEST_HISTORY = dt.timedelta(days=366 * 10)
RESULT = "campaign category ended_on reached complaints lesson family sold_on"
Row = dict[str, Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """What stands in the lists, as far as it can matter to a plan."""

    terms: tuple[TermFacts, ...]
    drafts: tuple[DraftText, ...]
    moments: tuple[MomentFacts, ...]
    unevaluated: tuple[EndedPlan, ...]
    results: tuple[PastResult, ...]
    checklists: Checklists


def lists_for(plan: PlanSnapshot, first: dt.date, last: dt.date, *, as_of: dt.date) -> Lists:
    """The lists, as far as they can matter to a plan that lies within the days."""
    found: dict[str, list[Row]] = defaultdict(list)
    asked = [
        named("term", terms(), "word level article variants explanation suggestion"),
        named("draft", drafts(plan.code), "code kind title body"),
        named("moment", moments(first, last), "code kind starts_on ends_on group"),
        named("result", results(plan.category, as_of), RESULT),
        named("item", items(), "code category evidence gate weight is_mandatory"),
        named("ended", unevaluated(plan.owner_unit), "code ended_on"),
    ]
    for name, row in asked[0].union(*asked[1:], all=True):
        found[name].append(row)
    return Lists(
        terms=tuple(
            TermFacts(forms=variants_of(row["word"], row.pop("variants")), **row)
            for row in in_order(found["term"], "word")
        ),
        drafts=tuple(
            DraftText(**{**row, "body": row["body"] or ""})
            for row in in_order(found["draft"], "code")
        ),
        moments=tuple(MomentFacts(**dated(row)) for row in in_order(found["moment"], "code")),
        results=tuple(
            PastResult(code=row.pop("campaign"), channel=row.pop("sold_on"), **dated(row))
            for row in in_order(found["result"], "campaign")
        ),
        checklists=(
            checklists_of(in_order(found["item"], "code")) if found["item"] else CHECKLISTS
        ),
        unevaluated=tuple(EndedPlan(**dated(row)) for row in in_order(found["ended"], "code")),
    )


def named(name: str, rows: QuerySet[Any], fields: str) -> QuerySet[Any, tuple[str, Row]]:
    """Rows as one JSON value each, with the name of their list."""
    values = JSONObject(**{field: F(field) for field in fields.split()})
    return rows.order_by().values_list(Value(name, output_field=CharField()), values)


def in_order(rows: list[Row], key: str) -> list[Row]:
    return sorted(rows, key=lambda row: str(row[key]))


def dated(row: Row) -> Row:
    """The row with its days as dates."""
    return {
        name: dt.date.fromisoformat(value) if name.endswith("_on") and value else value
        for name, value in row.items()
    }


def terms() -> QuerySet[AdvertisingTerm]:
    """The words of the law that are in use."""
    return AdvertisingTerm.objects.filter(is_active=True)


def items() -> QuerySet[ChecklistItem]:
    """The lines of the pre-assessment that are in use."""
    return ChecklistItem.objects.filter(is_active=True)


def drafts(campaign: str) -> QuerySet[Draft]:
    """The newest text of each draft about a plan that is not withdrawn."""
    newest = DraftVersion.objects.filter(draft=OuterRef("pk")).order_by("-number").values("body")
    rows = Draft.objects.filter(campaigns__code=campaign).exclude(state=DraftState.WITHDRAWN)
    return rows.annotate(body=Subquery(newest[:1]))


def moments(first: dt.date, last: dt.date) -> QuerySet[Moment]:
    """The moments in use that touch the span, widened on both sides."""
    return Moment.objects.filter(
        is_active=True,
        starts_on__lte=last + MOMENTS_AROUND,
        ends_on__gte=first - MOMENTS_AROUND,
    ).annotate(group=F("customer_group__code"))


def results(category: str, as_of: dt.date) -> QuerySet[PlanResult]:
    """What came of plans of a category, as far back as a policy may look."""
    rows = PlanResult.objects.filter(
        category=category, ended_on__range=(as_of - LONGEST_HISTORY, as_of)
    )
    return rows.annotate(family=F("product_family__code"), sold_on=F("channel__code"))


def unevaluated(unit: str) -> QuerySet[Campaign]:
    """The ended plans of a unit that wait for their evaluation."""
    return Campaign.objects.filter(
        owner_unit__code=unit, state=CampaignState.ENDED, ended_on__isnull=False
    )
