"""Answers to the questions of a plan's pre-assessment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assessment.answering import met, read_answer
from assessment.commands.evidence import add_files
from assessment.commands.questions import AREA, at_field, locked
from assessment.enums import AnswerKind
from assessment.files import MEDIA
from assessment.models import AssessmentLine
from assessment.notices import about, tell
from campaigns.models import Campaign
from campaigns.people import planners_of
from common import clock, uploads
from common.errors import Reason, Refused, refuse
from common.write import check_etag, written
from organization.models import User


@transaction.atomic
def answer_line(
    *,
    campaign_id: int,
    item: str,
    answer: str,
    note: str = "",
    link: str = "",
    day: dt.date | None = None,
    files: Sequence[UploadedFile[Any]] = (),
    read: int | None = None,
    actor: User,
    now: dt.datetime | None = None,
) -> AssessmentLine:
    """Answer a question of a plan, or answer it anew; ``read`` is how many answers it had when the
    person read it.

    Raises ``Refused``: 404 no such question; 403 another role's; 409 computed, or the plan is over;
    412 somebody answered meanwhile; 400 at ``answer``, ``note``, ``link``, ``files``; ``Busy``.
    """
    at = now or clock.now()
    campaign, line, for_whom = locked(campaign_id, item, actor)
    check_etag(line.changes, read)
    before = line.answer
    write_answer(line, answer, note=note, link=link, day=day)
    line.answered_by, line.answered_at, line.changes = actor, at, line.changes + 1
    validate(line)
    with uploads.undone_on_failure(MEDIA) as stored:
        add_files(line, files, stored=stored, actor=actor, now=at)
        line.is_met = met(line, line.files.values_list("media_type", flat=True))
        line.save()
        tell_of(line, campaign, actor=actor, now=at)
        written(
            "answer_assessment",
            "campaign",
            campaign.code,
            actor=actor,
            now=at,
            log=(AREA, "answer"),
            unit=campaign.owner_unit.code,
            acting_for=for_whom,
            reason=line.note,
            details={"what": line.label, "was": before, "value": line.answer},
        )
    return line


def write_answer(
    line: AssessmentLine, answer: str, *, note: str, link: str, day: dt.date | None
) -> None:
    """Put what was answered into the line. Raises ``Refused`` (400) at its field."""
    try:
        line.answer = read_answer(line, answer)
    except ValidationError as error:
        raise at_field("answer", error) from error
    if line.answer_kind == AnswerKind.LESSON and not note.strip():
        refuse(
            "required",
            _("Say what the plan does about it, or why it does not apply."),
            status=400,
            attr="note",
        )
    line.note, line.link, line.day = note.strip(), link, day


def validate(line: AssessmentLine) -> None:
    """Raise ``Refused`` (400) for what no column takes."""
    try:
        line.clean_fields(exclude=["assessment", "answered_by"])
    except ValidationError as error:
        raise Refused(
            Reason("invalid", str(text), status=400, attr=name)
            for name, texts in error.message_dict.items()
            for text in texts
        ) from error


def tell_of(line: AssessmentLine, campaign: Campaign, *, actor: User, now: dt.datetime) -> None:
    """Tell the planners what is not enough yet, and when the last question is answered."""
    planners = [one for one in planners_of(campaign.owner_unit) if one.pk != actor.pk]
    if not line.is_met:
        words = {"person": str(actor), "question": line.label}
        tell(about(planners, "not_met", campaign, now=now, **words))
    waiting = line.assessment.lines.filter(evidence="", answer="").exclude(pk=line.pk)
    if line.changes == 1 and not waiting.exists():
        tell(about(planners, "complete", campaign, now=now))
