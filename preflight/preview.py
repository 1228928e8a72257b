"""What a check would say about a plan that is stored nowhere, or still a draft: in the web process,
within a deadline.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pyroaring import AbstractBitMap

from campaigns import audiences
from campaigns.audiences import Audience
from campaigns.commands.plans import require_owner
from campaigns.enums import Category, Enrolment, SourceKind, SourceUse
from campaigns.models import Campaign, Offer, PlanVersion, Wave
from common import clock
from customers import bitmaps
from organization.models import User
from preflight import loading
from preflight.engine import RuleResults, evaluate
from preflight.plans import Planes, group_billed, offer_terms, participant, placement_snapshot
from preflight.presenting import Shown, present
from preflight.risk import Grade, grade
from preflight.snapshot import NOBODY, PlacementSnapshot, PlanSnapshot, RequestLine, ServicePlan

SECONDS = 2.0
SERVICE_FIELDS = ("contingency", "script", "training_on", "terms", "exit_rule")


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """Size of the audience, findings, grade; ``is_complete`` is False where the deadline came
    before the last rule.
    """

    persons: int
    organisations: int
    answers: RuleResults
    graded: Grade

    def shown_to(self, user: User) -> list[Shown]:
        """The findings in words, worst first."""
        return present(self.answers.findings, user)


def preview(plan: Mapping[str, Any], actor: User, *, seconds: float = SECONDS) -> Preview:
    """Check a plan that is not stored; ``plan`` is the ``validated_data`` of the plan's serializer.

    Raises ``Refused`` (403) where the actor does not write plans for its owner unit.
    """
    until = time.monotonic() + seconds
    require_owner(actor, plan["owner_unit"])
    return look_at(unsaved_plan(plan), until=until)


def preview_draft(campaign: Campaign, version: PlanVersion, *, seconds: float = SECONDS) -> Preview:
    """Check a stored draft as it is now."""
    until = time.monotonic() + seconds
    return look_at(loading.stored_plan(campaign, version, today=clock.today()), until=until)


def look_at(plan: PlanSnapshot, *, until: float) -> Preview:
    """Ask the rules until the deadline, and grade what is known by then."""
    loaded = loading.load_context(plan, as_of=clock.today(), is_preview=True)
    answers = evaluate(plan, loaded.context, deadline=until)
    return Preview(
        persons=len(plan.persons),
        organisations=bitmaps.count_organisations(plan.audience),
        answers=answers,
        graded=grade(plan, loaded.context.policies, answers.findings),
    )


def unsaved_plan(plan: Mapping[str, Any]) -> PlanSnapshot:
    """A plan's words as the snapshot that rules read; its campaign has no code yet."""
    planes = loading.lazy_planes()
    today = clock.today()
    audience = resolved(plan.get("audience"), SourceUse.AUDIENCE)
    own = plan.get("eligibility")
    service = plan.get("service_plan") or {}
    offers = [Offer(**one) for one in plan.get("offers", ())]
    rows = plan.get("placements", ())
    return PlanSnapshot(
        code="",
        name=plan["name"],
        owner_unit=plan["owner_unit"].code,
        state="draft",
        category=plan.get("category", Category.PROMOTION),
        starts_on=plan["starts_on"],
        ends_on=plan["ends_on"],
        enrolment=plan.get("enrolment", Enrolment.OPT_IN),
        flex_days=plan.get("flex_days", 0),
        branches=frozenset(unit.code for unit in plan.get("branches", ())),
        offers=tuple(
            offer_terms(offer, number=number) for number, offer in enumerate(offers, start=1)
        ),
        placements=tuple(unsaved_placement(row, audience, planes, today=today) for row in rows),
        participants=tuple(
            participant(row["unit"].code, row["product"], row["enrolment"])
            for row in plan.get("participants", ())
        ),
        requests=tuple(
            RequestLine(
                resource=row["resource"].code,
                unit=row["unit"].code,
                quantity=row["quantity"],
                needed_by=row["needed_by"],
            )
            for row in plan.get("resource_requests", ())
        ),
        service_plan=ServicePlan(
            **{field: service[field] for field in SERVICE_FIELDS if service.get(field)}
        ),
        audience=audience,
        eligibility=audience if own is None else resolved(own, SourceUse.ELIGIBILITY),
        has_own_eligibility=own is not None,
        scripts_against=frozenset(script["against"].code for script in service.get("scripts", ())),
        excludes=excluded_plans(plan.get("audience")),
        target_value=sum((target["value"] for target in plan.get("targets", ())), Decimal(0)),
        group_billed=group_billed(
            [*(offer.product for offer in offers), *(row["product"] for row in rows)]
        ),
    )


def resolved(audience: Audience | None, use: SourceUse) -> AbstractBitMap:
    """Whom the sources name today; nobody where nothing is said yet."""
    return audiences.resolve_audience(audience, use=use) if audience is not None else NOBODY


def excluded_plans(audience: Audience | None) -> frozenset[str]:
    """The plans whose people the audience leaves out."""
    sources: Sequence[Any] = audience.exclude if audience is not None else ()
    return frozenset(
        source.campaign.code
        for source in sources
        if source.kind == SourceKind.CAMPAIGN and source.campaign
    )


def unsaved_placement(
    row: Mapping[str, Any], audience: AbstractBitMap, planes: Planes, *, today: Any
) -> PlacementSnapshot:
    """A placement as it was written, its exclusions resolved with their organisations' people."""
    out = bitmaps.expand(
        bitmaps.union(
            audiences.resolve(source, use=SourceUse.PLACEMENT, today=today)
            for source in row.get("exclude", ())
        )
    )
    return placement_snapshot(
        channel=row["channel"].code,
        product=row["product"].code if row["product"] else None,
        expected_orders=row["expected_orders"],
        parties=audience - out if out else audience,
        waves=[Wave(**wave) for wave in row["waves"]],
        code="",
        planes=planes,
    )
