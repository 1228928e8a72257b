"""The short lists that rules read, whatever the floor that keeps them: all of them in one query."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import JSONObject

from campaigns.amendment_codes import plan_of
from campaigns.enums import CampaignState
from campaigns.models import Campaign, Moment, PlanResult
from channels.models import BrandPair, CallRate, HotlineCalls, HotlineRoster, Tariff
from channels.models.hotline import HOUR_FIELDS
from comms.enums import DraftState
from comms.models import (
    AdvertisingTerm,
    CommunicationPlan,
    Draft,
    DraftVersion,
    Theme,
    variants_of,
)
from customers.models import ProductTarget
from organization.models import ClosedDay, WorkDay
from organization.workdays import DayTable
from preflight.assessed import ITEM, LINE, items, lists_in, own_in, own_lines
from preflight.catalogue import EXCHANGEABLE, exchangeable, gifts_in, slots_in
from preflight.context import BrandPairFacts, DraftText, EndedPlan, MomentFacts, PastResult
from preflight.gifts import GiftFacts
from preflight.hotline_facts import CallsBack, DayNumbers, Hotline
from preflight.law import TermFacts
from preflight.readiness import Checklists, Lines
from preflight.said import CommunicationFacts, ThemeFacts
from preflight.snapshot import PlanSnapshot
from preflight.tariffs import TariffFacts

# As far as a plan may miss a moment, and another first day is looked for.
MOMENTS_AROUND = dt.timedelta(days=60 + 28)
# So far closed days are looked up, so that a way out can name an open one.
DAYS_AROUND, A_YEAR = dt.timedelta(days=62), dt.timedelta(days=366)
LONGEST_HISTORY = dt.timedelta(days=366 * 10)
TARIFF = "code sold called known known_en price condition source published_on"
THEME = "code name starts_on ends_on is_binding branch"
RESULT = "campaign category ended_on reached complaints lesson family sold_on"
BY_HOUR = " ".join(HOUR_FIELDS)
HOTLINE_DAY = f"day_type valid_from valid_until {BY_HOUR}"
Row = dict[str, Any]
Asked = Sequence[QuerySet[Any, tuple[str, Row]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """What stands in the lists, as far as it can matter to a plan; ``targets`` are the segments for
    which products are meant, by product, all codes.
    """

    terms: tuple[TermFacts, ...]
    drafts: tuple[DraftText, ...]
    moments: tuple[MomentFacts, ...]
    unevaluated: tuple[EndedPlan, ...]
    results: tuple[PastResult, ...]
    checklists: Checklists
    assessment: Lines | None
    brands_apart: tuple[BrandPairFacts, ...]
    targets: Mapping[str, str]
    tariffs: tuple[TariffFacts, ...]
    themes: tuple[ThemeFacts, ...]
    communications: tuple[CommunicationFacts, ...]
    media_slots: frozenset[str]
    gifts: tuple[GiftFacts, ...]
    hotline: Hotline
    closed: tuple[tuple[dt.date, str], ...]
    workdays: DayTable


def lists_for(plan: PlanSnapshot, first: dt.date, last: dt.date, *, as_of: dt.date) -> Lists:
    """The lists, as far as they can matter to a plan that lies within the days."""
    found = rows_of([*by_days(plan, first, last, as_of), *by_plan(plan, as_of)])
    return Lists(
        **in_days(found),
        terms=tuple(
            TermFacts(forms=variants_of(row["word"], row.pop("variants")), **row)
            for row in in_order(found["term"], "word")
        ),
        drafts=tuple(
            DraftText(**{**row, "body": row["body"] or ""})
            for row in in_order(found["draft"], "code")
        ),
        results=tuple(
            PastResult(code=row.pop("campaign"), channel=row.pop("sold_on"), **dated(row))
            for row in in_order(found["result"], "campaign")
        ),
        checklists=lists_in(found["item"]),
        assessment=own_in(found["line"]),
        brands_apart=tuple(BrandPairFacts(**row) for row in in_order(found["apart"], "brand")),
        targets={row["sold"]: row["meant"] for row in found["target"]},
        tariffs=tuple(tariff_of(dated(row)) for row in in_order(found["tariff"], "code")),
        communications=tuple(
            CommunicationFacts(
                theme=row.pop("under"), drafts=tuple(sorted(row.pop("drafts_of_it"))), **row
            )
            for row in in_order(found["said"], "code")
        ),
        media_slots=slots_in(found["resource"]),
        gifts=gifts_in(in_order(found["resource"], "code")),
        unevaluated=tuple(EndedPlan(**dated(row)) for row in in_order(found["ended"], "code")),
    )


def lists_farther(
    known: Lists, plan: PlanSnapshot, first: dt.date, last: dt.date, *, as_of: dt.date
) -> Lists:
    """The same of other days, where the rest is known."""
    return replace(known, **in_days(rows_of(by_days(plan, first, last, as_of))))


def by_days(plan: PlanSnapshot, first: dt.date, last: dt.date, as_of: dt.date) -> Asked:
    """The lists that depend on the days that the plan may take up."""
    return [
        named("moment", moments(first, last), "code kind starts_on ends_on group"),
        named("theme", themes(plan_of(plan.code), first, last), THEME),
        named("calls", hotline_days(HotlineCalls, first, last), HOTLINE_DAY),
        named("roster", hotline_days(HotlineRoster, first, last), HOTLINE_DAY),
        named("rate", CallRate.objects.all(), f"contact_class calls_per_ten_thousand {BY_HOUR}"),
        named("closed", closed_days(first, last), "on kind"),
        named("day", workdays(min(first, as_of), last), "on kind name name_en is_official"),
    ]


def by_plan(plan: PlanSnapshot, as_of: dt.date) -> Asked:
    """The lists that do not."""
    return [
        named("term", terms(), "word level article variants explanation suggestion"),
        named("draft", drafts(plan_of(plan.code)), "code kind title body"),
        named("result", results(plan.category, as_of), RESULT),
        named("item", items(), ITEM),
        named("line", own_lines(plan.code), LINE),
        named("apart", brands_apart(), "brand other_brand reason"),
        named("target", targets(), "sold meant"),
        named("tariff", tariffs(as_of), TARIFF),
        named("said", communications(plan_of(plan.code)), "code name under reason drafts_of_it"),
        named("resource", exchangeable(), EXCHANGEABLE),
        named("ended", unevaluated(plan.owner_unit), "code ended_on"),
    ]


def rows_of(asked: Asked) -> dict[str, list[Row]]:
    """The rows of lists by their names."""
    found: dict[str, list[Row]] = defaultdict(list)
    for name, row in asked[0].union(*asked[1:], all=True):
        found[name].append(row)
    return found


def in_days(found: Mapping[str, list[Row]]) -> dict[str, Any]:
    """The fields of ``Lists`` that depend on days."""
    return {
        "moments": tuple(MomentFacts(**dated(row)) for row in in_order(found["moment"], "code")),
        "themes": tuple(ThemeFacts(**dated(row)) for row in in_order(found["theme"], "code")),
        "hotline": Hotline(
            calls=tuple(day_numbers(row) for row in found["calls"]),
            roster=tuple(day_numbers(row) for row in found["roster"]),
            calls_back={row["contact_class"]: calls_back(row) for row in found["rate"]},
        ),
        "closed": tuple(sorted((day(row["on"]), row["kind"]) for row in found["closed"])),
        "workdays": DayTable(
            {(on := day(row["on"])): WorkDay(**{**row, "on": on}) for row in found["day"]}
        ),
    }


def named(name: str, rows: QuerySet[Any], fields: str) -> QuerySet[Any, tuple[str, Row]]:
    """Rows as one JSON value each, with the name of their list."""
    values = JSONObject(**{field: F(field) for field in fields.split()})
    return rows.order_by().values_list(Value(name, output_field=CharField()), values)


def in_order(rows: list[Row], key: str) -> list[Row]:
    return sorted(rows, key=lambda row: str(row[key]))


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def dated(row: Row) -> Row:
    """The row with its days as dates."""
    return {
        name: day(value) if name.endswith("_on") and value else value for name, value in row.items()
    }


def day_numbers(row: Row) -> DayNumbers:
    until = row["valid_until"]
    return DayNumbers(
        day_type=row["day_type"],
        valid_from=day(row["valid_from"]),
        valid_until=day(until) if until else None,
        hours=tuple(row[name] for name in HOUR_FIELDS),
    )


def calls_back(row: Row) -> CallsBack:
    return CallsBack(row["calls_per_ten_thousand"], tuple(row[name] for name in HOUR_FIELDS))


def terms() -> QuerySet[AdvertisingTerm]:
    """The words of the law that are in use."""
    return AdvertisingTerm.objects.filter(is_active=True)


def brands_apart() -> QuerySet[BrandPair]:
    """The brands that are not sold together."""
    return BrandPair.objects.filter(is_active=True)


def targets() -> QuerySet[ProductTarget]:
    """For whom products are meant."""
    return ProductTarget.objects.annotate(sold=F("product__code"), meant=F("segment__code"))


def drafts(campaign: str) -> QuerySet[Draft]:
    """The newest text of each draft about a plan that is not withdrawn."""
    newest = DraftVersion.objects.filter(draft=OuterRef("pk")).order_by("-number").values("body")
    rows = Draft.objects.filter(campaigns__code=campaign).exclude(state=DraftState.WITHDRAWN)
    return rows.annotate(body=Subquery(newest[:1]))


def themes(campaign: str, first: dt.date, last: dt.date) -> QuerySet[Theme]:
    """The themes that meet the span, and those of the plan's communication plans wherever they
    lie.
    """
    under = CommunicationPlan.objects.filter(campaigns__code=campaign).values("theme")
    rows = Theme.objects.filter(Q(starts_on__lte=last, ends_on__gte=first) | Q(pk__in=under))
    return rows.annotate(branch=F("unit__code"))


def communications(campaign: str) -> QuerySet[CommunicationPlan]:
    """The communication plans that name a plan, each with its drafts about it that are not
    withdrawn.
    """
    speaking = Draft.objects.filter(plan=OuterRef("pk"), campaigns__code=campaign)
    drafts_of_it = speaking.exclude(state=DraftState.WITHDRAWN).order_by().values("code")
    return CommunicationPlan.objects.filter(campaigns__code=campaign).annotate(
        under=F("theme__code"),
        reason=F("no_theme_reason"),
        drafts_of_it=ArraySubquery(drafts_of_it),
    )


def tariffs(as_of: dt.date) -> QuerySet[Tariff]:
    """The tariffs that are published on a day."""
    rows = Tariff.objects.filter(published_on__lte=as_of)
    return rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=as_of)).annotate(
        sold=F("product__code"),
        called=F("name"),
        known=F("product__name"),
        known_en=F("product__name_en"),
    )


def tariff_of(row: Row) -> TariffFacts:
    """A tariff with all the names of its product."""
    names = (row.pop("called"), row.pop("known"), row.pop("known_en"))
    return TariffFacts(
        product=row.pop("sold"),
        names=tuple(dict.fromkeys(name for name in names if name)),
        **{**row, "price": Decimal(str(row["price"]))},
    )


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


def closed_days(first: dt.date, last: dt.date) -> QuerySet[ClosedDay]:
    """Freezes, bill runs, blackout and short-staffed days in the span and around it."""
    return ClosedDay.objects.filter(on__range=(first - DAYS_AROUND, last + DAYS_AROUND))


def workdays(first: dt.date, last: dt.date) -> QuerySet[WorkDay]:
    """The days of the span and a year around it that differ from the plain week: what takes long is
    ordered early.
    """
    return WorkDay.objects.filter(on__range=(first - A_YEAR, last + A_YEAR))


def hotline_days(
    model: type[HotlineCalls | HotlineRoster], first: dt.date, last: dt.date
) -> QuerySet[Any]:
    """The hotline's days that can hold within the span; the newest row in any case, so that one can
    tell an empty list from one that does not reach so far.
    """
    rows = model.objects.order_by("-valid_from", "-pk")
    holds = Q(valid_from__lte=last) & (Q(valid_until__isnull=True) | Q(valid_until__gte=first))
    return model.objects.filter(holds | Q(pk__in=rows.values("pk")[:1]))
