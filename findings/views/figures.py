"""What a finding's card shows beside its sentence: measures, the drawing, the branches."""

from __future__ import annotations

from dataclasses import dataclass

from campaigns.models import PlanVersion
from common import display
from findings.facts import OVERLAP, Facts, Noun
from findings.presenting import RecordedView
from findings.views.venn import Venn, venn


@dataclass(frozen=True, slots=True)
class BranchRow:
    """A branch with its part of the people that a finding counts."""

    name: str
    persons: int
    share: float


def measure_of(view: RecordedView) -> str:
    """What one piece of the resource that the finding is about is called; empty without one."""
    codes = (code for noun, code in view.rule.subject.codes(view.subject) if noun == Noun.RESOURCE)
    return next((view.names.measures.get(code, "") for code in codes), "")


def beside(own: PlanVersion | None, other: PlanVersion | None) -> dict[str, str]:
    """What notes of figures may say that the two plans tell: the days on which both run."""
    if own is None or other is None:
        return {}
    first, last = max(own.starts_on, other.starts_on), min(own.ends_on, other.ends_on)
    return {OVERLAP: display.date_range(first, last)} if first <= last else {}


def drawing_of(
    view: RecordedView, declared: Facts, own: PlanVersion, other: PlanVersion
) -> Venn | None:
    """The overlap to scale: of those who may take the offers where the facts count them, else of
    the audiences.
    """
    crowds = declared.crowds(view.facts)
    if crowds is None:
        return None
    sizes = [
        told or (plan.audience_set.persons if plan.audience_set else 0)
        for told, plan in ((crowds.own, own), (crowds.other, other))
    ]
    return venn(
        sizes[0],
        sizes[1],
        crowds.shared,
        own_css=own.campaign.owner_unit.colour,
        other_css=other.campaign.owner_unit.colour,
        identity=str(view.finding.pk),
    )


def branch_rows(view: RecordedView, declared: Facts) -> list[BranchRow]:
    """Where the people live, the most first."""
    counts = declared.persons_by_unit(view.facts)
    total = sum(counts.values())
    rows = sorted(counts.items(), key=lambda row: -row[1])
    return [
        BranchRow(view.names.name(Noun.UNIT, code), count, count / total)
        for code, count in rows
        if total
    ]
