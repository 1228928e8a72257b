"""What is asked, answered and missing, of one plan and of many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Count, Q, QuerySet, Subquery

from assessment.access import may_answer
from assessment.answering import is_good
from assessment.beginning import list_number
from assessment.computed import COMPUTED, side_of
from assessment.enums import (
    ANSWERABLE,
    GATES_UNTIL_FINAL,
    LATER_STATES,
    AnswerKind,
    Evidence,
    LineState,
)
from assessment.models import (
    Assessment,
    AssessmentLine,
    ChecklistItem,
    EvidenceFile,
    Question,
)
from campaigns.enums import GateName
from campaigns.models import Campaign
from campaigns.review_status import review_status_of
from campaigns.tabs import TabCount
from organization.models import User

OPEN = Q(evidence="", answer="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A line with where it stands. ``may_answer`` is about the person who looks; ``is_due`` whether
    it counts at the plan's next gate.
    """

    line: Question
    state: LineState
    is_due: bool
    may_answer: bool = False
    files: Sequence[EvidenceFile] = ()

    @property
    def answer(self) -> str:
        """The answer in words."""
        given = getattr(self.line, "answer", "")
        return dict(self.line.choices).get(given, given)

    @property
    def is_lesson(self) -> bool:
        return self.line.answer_kind == AnswerKind.LESSON


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a plan's pre-assessment is. ``is_outdated``: its category's list is another one by
    now. Without ``running`` the lines are those that will be asked.
    """

    running: Assessment | None
    shown: Sequence[Shown] = field(default_factory=list)
    newest: int = 1

    @property
    def is_outdated(self) -> bool:
        return self.running is not None and self.running.list_number != self.newest

    @property
    def answered(self) -> int:
        """Lines that have an answer, computed ones among them."""
        return sum(one.state != LineState.OPEN for one in self.shown)

    @property
    def met(self) -> int:
        return sum(one.state == LineState.MET for one in self.shown)

    @property
    def missing(self) -> list[Shown]:
        """What is open or not enough and counts at the next gate."""
        return [one for one in self.shown if one.is_due and one.state != LineState.MET]

    @property
    def mine(self) -> list[Shown]:
        """What the person who looks may answer and nobody has."""
        return [one for one in self.shown if one.may_answer and one.state == LineState.OPEN]

    @property
    def turns(self) -> list[str]:
        """Whose answers are missing, each role once, in its words."""
        waiting = [one for one in self.shown if one.state in (LineState.OPEN, LineState.UNPROVEN)]
        return list(dict.fromkeys(one.line.get_role_display() for one in waiting))

    @property
    def weight_due(self) -> int:
        return sum(one.line.weight for one in self.shown if one.is_due)

    @property
    def weight_met(self) -> int:
        return sum(
            one.line.weight for one in self.shown if one.is_due and one.state == LineState.MET
        )


def gates_due(campaign: Campaign) -> frozenset[str]:
    """The gates that count for the plan as it stands: all once it is final."""
    every = campaign.state in LATER_STATES
    return frozenset(GateName.values if every else GATES_UNTIL_FINAL)


def progress_of(campaign: Campaign, user: User) -> Progress:
    """The pre-assessment of a plan as the person sees it, in a fixed number of queries."""
    version = campaign.working
    if version is None:
        return Progress(running=None)
    running = (
        Assessment.objects.filter(campaign=campaign, is_current=True)
        .prefetch_related("lines__files__added_by", "lines__answered_by")
        .first()
    )
    asked: Iterable[Question] = (
        running.lines.all()
        if running is not None
        else ChecklistItem.objects.filter(category=version.category, is_active=True)
    )
    side, due = side_of(version), gates_due(campaign)
    shown = []
    for line in asked:
        is_computed = bool(line.evidence)
        says = COMPUTED[Evidence(line.evidence)](side) if is_computed else None
        one = Shown(line=line, state=state_of(line, says), is_due=line.gate in due)
        if isinstance(line, AssessmentLine):
            may = may_answer(user, line, campaign)
            one = replace(one, may_answer=may, files=list(line.files.all()))
        shown.append(one)
    category = running.category if running is not None else version.category
    return Progress(running=running, shown=shown, newest=list_number(category))


def state_of(line: Question, says: bool | None) -> LineState:
    """Where a line stands; ``says`` is what the plan itself says, None for a question."""
    if says is not None:
        return LineState.MET if says else LineState.NOT_MET
    if not isinstance(line, AssessmentLine) or not line.answer:
        return LineState.OPEN
    if line.is_met:
        return LineState.MET
    return LineState.UNPROVEN if is_good(line, line.answer) else LineState.NOT_MET


def open_lines() -> QuerySet[AssessmentLine]:
    """The questions that wait for a person, of plans that take answers."""
    return AssessmentLine.objects.filter(
        OPEN, assessment__is_current=True, assessment__campaign__state__in=ANSWERABLE
    )


def unanswered(campaign: Any) -> Subquery:
    """How many questions of a plan, by the expression of its key, nobody has answered."""
    rows = AssessmentLine.objects.filter(
        OPEN, assessment__is_current=True, assessment__campaign=campaign
    )
    counted = rows.order_by().values("assessment__campaign").annotate(n=Count("pk"))
    return Subquery(counted.values("n"))


def tab_count(user: User, campaign: Campaign) -> TabCount:
    """The number beside the tab: questions that nobody has answered."""
    return TabCount(others=review_status_of(campaign).check.unanswered)


def running_on_older(category: str, number: int) -> int:
    """How many plans run on an older list of the category."""
    return Assessment.objects.filter(
        is_current=True,
        category=category,
        list_number__lt=number,
        campaign__state__in=ANSWERABLE,
    ).count()
