"""The lines of pre-assessments as checks read them: those of the categories' lists, and those that
are asked of one plan with their answers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any

from django.db.models import QuerySet

from assessment.models import AssessmentLine, ChecklistItem
from preflight.readiness import CHECKLISTS, Checklists, Lines, checklists_of, line_of

QUESTION = "code name name_en evidence gate weight is_mandatory"
ITEM = f"category {QUESTION}"
LINE = f"{QUESTION} position is_met"
Rows = Sequence[Mapping[str, Any]]


def items() -> QuerySet[ChecklistItem]:
    """The lines of the lists that are in use."""
    return ChecklistItem.objects.filter(is_active=True)


def own_lines(campaign: str) -> QuerySet[AssessmentLine]:
    """The lines of a plan's running pre-assessment, with what was answered."""
    return AssessmentLine.objects.filter(
        assessment__campaign__code=campaign, assessment__is_current=True
    )


def lists_in(rows: Rows) -> Checklists:
    """The lists by category; those of the beginning where none is kept at all."""
    return checklists_of(sorted(rows, key=itemgetter("code"))) if rows else CHECKLISTS


def own_in(rows: Rows) -> Lines | None:
    """The plan's own lines in their order; None where no pre-assessment runs."""
    return tuple(line_of(row) for row in sorted(rows, key=itemgetter("position"))) or None
