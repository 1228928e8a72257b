"""What a check would say about a plan that is stored nowhere, or still a draft: in the web process,
within a deadline.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from campaigns.commands.plans import require_owner
from campaigns.models import Campaign, PlanVersion
from campaigns.unsaved import new_version
from common import clock
from customers import bitmaps
from findings.presenting import FindingView, foresee
from organization.models import User
from preflight import loading, stored_plans
from preflight.complaints import multiple_of
from preflight.engine import RuleResults, ask, evaluate
from preflight.looking_ahead import looked_ahead
from preflight.risk import Grade, grade
from preflight.snapshot import PlanSnapshot

SECONDS = 2.0
TRIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """Size of the audience, findings, grade; ``is_complete`` is False where the deadline came
    before the last rule. ``may_order`` are the persons who are approached or may take it.
    """

    persons: int
    may_order: int
    organisations: int
    answers: RuleResults
    graded: Grade

    @property
    def grade(self) -> str | None:
        """The risk grade; None while rules have not answered, for a grade of what is known so far
        would read as if nothing else could come.
        """
        return self.graded.grade if self.answers.is_complete else None

    def shown_to(self, user: User) -> list[FindingView]:
        """The findings in words, worst first."""
        return foresee(self.answers.findings, user)


def next_try(tried: str) -> int:
    """Which try comes after this one, as a page counts them; 0 for no more."""
    tries = int(tried) if tried.isascii() and tried.isdigit() and len(tried) < 3 else 0
    return tries + 1 if tries < TRIES else 0


def preview(plan: Mapping[str, Any], actor: User, *, seconds: float = SECONDS) -> Preview:
    """Check a plan that is not stored; ``plan`` is the ``validated_data`` of the plan's serializer.

    Raises ``Refused`` (403) where the actor does not write plans for its owner unit.
    """
    until = time.monotonic() + seconds
    require_owner(actor, plan["owner_unit"])
    return look_at(stored_plans.plan_of(new_version(plan)), until=until, looks_ahead=True)


def preview_draft(campaign: Campaign, version: PlanVersion, *, seconds: float = SECONDS) -> Preview:
    """Check a stored draft as it is now."""
    until = time.monotonic() + seconds
    return look_at(stored_plans.stored_plan(campaign, version, today=clock.today()), until=until)


def look_at(plan: PlanSnapshot, *, until: float, looks_ahead: bool = False) -> Preview:
    """Ask the rules until the deadline, and grade what is known by then; ``looks_ahead`` tries the
    ways out, for who shows them.
    """
    loaded = loading.load_context(plan, as_of=clock.today(), is_preview=True)
    answers = evaluate(plan, loaded.context, deadline=until)
    if looks_ahead:
        ahead = looked_ahead(loaded, answers.findings, ask, deadline=until)
        answers = replace(answers, findings=ahead)
    return Preview(
        persons=len(plan.persons),
        may_order=len(plan.persons | plan.eligible),
        organisations=bitmaps.count_organisations(plan.audience),
        answers=answers,
        graded=grade(
            plan,
            loaded.context.policies_now,
            answers.findings,
            history=multiple_of(plan, loaded.context),
            checklists=loaded.context.checklists,
            own=loaded.context.assessment,
        ),
    )
