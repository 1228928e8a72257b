"""A plan's pre-assessment begins: the lines of its category's list are copied, and a change of the
list never touches them again.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from uuid import uuid4

from django.db.models import Max

from assessment.enums import AnswerKind
from assessment.lessons import lessons_for
from assessment.models import (
    COPIED,
    Assessment,
    AssessmentLine,
    ChecklistItem,
    ChecklistVersion,
    EvidenceFile,
)
from assessment.notices import about, tell
from campaigns.enums import GateName
from campaigns.models import Campaign, PlanResult
from campaigns.people import people_with
from campaigns.workflow.step import Step
from common import clock
from organization.enums import Role
from organization.models import Notice
from organization.policies import values_on

# What of an answer goes along into another round, where the question is the same.
ANSWER = ("answer", "note", "link", "day", "is_met", "answered_by_id", "answered_at", "changes")
LONGEST_NAME = 200


def begin_at_submission(step: Step) -> None:
    """A submitted plan has its pre-assessment: the running one, another round where the plan became
    one of another category, and the lessons that are new. An amendment begins with the answers of
    the plan that it changes.
    """
    campaign, version = step.campaign, step.campaign.working
    if version is None:
        return
    running = current_of(campaign)
    if running is None or running.category != version.category:
        before = running or (current_of(campaign.amends) if campaign.amends else None)
        running = begin(campaign, before, now=step.now)
    add_lessons(running, campaign, now=step.now)
    if running.begun_at == step.now:
        tell_responsible(running, campaign, now=step.now)


def current_of(campaign: Campaign) -> Assessment | None:
    """The round that takes answers."""
    return Assessment.objects.filter(campaign=campaign, is_current=True).first()


def list_number(category: str) -> int:
    """The number of the category's list as it is now; 1 where it never changed."""
    found = ChecklistVersion.objects.filter(category=category).aggregate(most=Max("number"))
    return found["most"] or 1


def begin(campaign: Campaign, before: Assessment | None, *, now: dt.datetime) -> Assessment:
    """A round by the list as it is now. Answers to questions that are the same come along."""
    if campaign.working is None:
        raise ValueError(f"{campaign.code} has no version to assess")
    category = campaign.working.category
    Assessment.objects.filter(campaign=campaign, is_current=True).update(is_current=False)
    made = Assessment.objects.create(
        campaign=campaign,
        round=before.round + 1 if before else 1,
        category=category,
        list_number=list_number(category),
        begun_at=now,
    )
    items = ChecklistItem.objects.filter(category=category, is_active=True)
    lines = [line_of(made, campaign, item, place) for place, item in enumerate(items)]
    if before is not None:
        lines += [copied(made, campaign, one) for one in before.lines.exclude(lesson_of="")]
    AssessmentLine.objects.bulk_create(lines)
    if before is not None:
        take_along(lines, before)
    return made


def code_of(made: Assessment, campaign: Campaign, item: str) -> str:
    """How a line is named everywhere."""
    return f"{campaign.code}.{made.round}.{item}"


def line_of(
    made: Assessment, campaign: Campaign, item: ChecklistItem, place: int
) -> AssessmentLine:
    return AssessmentLine(
        assessment=made,
        code=code_of(made, campaign, item.code),
        item=item.code,
        position=place,
        **{name: getattr(item, name) for name in COPIED},
    )


def copied(made: Assessment, campaign: Campaign, line: AssessmentLine) -> AssessmentLine:
    """A lesson in another round."""
    return AssessmentLine(
        assessment=made,
        code=code_of(made, campaign, line.item),
        item=line.item,
        position=line.position,
        lesson_of=line.lesson_of,
        **{name: getattr(line, name) for name in COPIED},
    )


def take_along(lines: Sequence[AssessmentLine], before: Assessment) -> None:
    """Give the lines the answers of the round before, with what lies beside them, where the
    question is the same to the letter.
    """
    asked = {
        one.item: one
        for one in before.lines.prefetch_related("files__line__assessment").exclude(answer="")
    }
    found = []
    files: list[EvidenceFile] = []
    for line in lines:
        old = asked.get(line.item)
        if old is None or any(getattr(old, name) != getattr(line, name) for name in COPIED):
            continue
        for name in ANSWER:
            setattr(line, name, getattr(old, name))
        found.append(line)
        files += [beside(line, file) for file in old.files.all()]
    AssessmentLine.objects.bulk_update(found, ANSWER_FIELDS)
    EvidenceFile.objects.bulk_update([one for one in files if one.pk], ["line"])
    EvidenceFile.objects.bulk_create(one for one in files if not one.pk)


def beside(line: AssessmentLine, file: EvidenceFile) -> EvidenceFile:
    """A file as it lies beside the line: moved within a plan, also there for its amendment."""
    if file.line.assessment.campaign_id != line.assessment.campaign_id:
        file.pk, file.key = None, uuid4()
    file.line = line
    return file


ANSWER_FIELDS = [name.removesuffix("_id") for name in ANSWER]


def add_lessons(running: Assessment, campaign: Campaign, *, now: dt.datetime) -> None:
    """The lessons of past plans like it, each a line that has to be answered before the plan is
    final; those that are there already stay.
    """
    if campaign.working is None:
        return
    today = clock.today(now)
    found = lessons_for(campaign.working, as_of=today, policies=values_on(today))
    known = set(running.lines.values_list("lesson_of", "name"))
    place = running.lines.count()
    AssessmentLine.objects.bulk_create(
        lesson_line(running, campaign, row, place + at)
        for at, row in enumerate(found)
        if (row.campaign, row.lesson[:LONGEST_NAME]) not in known
    )


def lesson_line(
    running: Assessment, campaign: Campaign, row: PlanResult, place: int
) -> AssessmentLine:
    item = f"lesson-{place}"
    return AssessmentLine(
        assessment=running,
        code=code_of(running, campaign, item),
        item=item,
        position=place,
        name=row.lesson[:LONGEST_NAME],
        answer_kind=AnswerKind.LESSON,
        role=Role.PLANNER,
        gate=GateName.FINALISE,
        weight=0,
        is_mandatory=True,
        lesson_of=row.campaign,
    )


def tell_responsible(running: Assessment, campaign: Campaign, *, now: dt.datetime) -> None:
    """Tell everybody whose role is asked something how many questions wait; planners know."""
    waiting = Counter(running.lines.filter(evidence="", answer="").values_list("role", flat=True))
    waiting.pop(Role.PLANNER, None)
    tell(notices_for(waiting.items(), campaign, now=now))


def notices_for(
    waiting: Iterable[tuple[str, int]], campaign: Campaign, *, now: dt.datetime
) -> list[Notice]:
    return [
        notice
        for role, count in waiting
        for notice in about(
            people_with({Role(role)}, campaign.owner_unit), "asked", campaign, now=now, count=count
        )
    ]
