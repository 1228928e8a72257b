"""The pre-assessments of the demo company: questions for people beside what plans say themselves,
and the answers that are there already.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from assessment import commands
from assessment.beginning import add_lessons, begin, current_of
from assessment.checklist_kind import CHECKLISTS
from assessment.enums import AnswerKind, Heeded, ProofKind, YesNo
from assessment.first_checklists import BRINGING, TARIFF, TEST
from assessment.models import AssessmentLine, ChecklistItem
from campaigns.enums import ACTIVE_STATES, CampaignState, Category, GateName
from campaigns.models import Campaign
from demo.world import World
from organization.enums import Role

LOAD = "hotline-load"
ASKED = (Category.PROMOTION, Category.TARIFF)
# What the company asks beside what every company begins with.
OWN_QUESTION: dict[str, Any] = {
    "name": "热线每天最多能多接多少个来话？",
    "name_en": "How many more calls a day can the hotline take at most?",
    "answer_kind": AnswerKind.NUMBER,
    "at_least": 200,
    "role": Role.SUPPORT,
    "gate": GateName.LAUNCH,
    "weight": 5,
    "position": 12,
}
WHO = {
    Role.FRONT_OFFICE: "front.office",
    Role.SERVICE_MANAGER: "service.manager",
    Role.SUPPORT: "support.system",
}
GIVEN: dict[str, dict[str, Any]] = {
    TEST: {"answer": YesNo.YES, "note": "三家营业厅各走通一单，截图见附件。"},
    TARIFF: {"answer": YesNo.YES, "note": "逐条核对，无出入。"},
    BRINGING: {"answer": YesNo.YES, "note": "客户经理逐户认领，名单已核对。"},
    LOAD: {"answer": "600"},
}
LESSON_NOTE = "受理口径第一句先告知到期日和违约金，后台上线前一天逐档核对。"
LEFT_OPEN = 3  # plans in coordination that still wait for the front office and others


def load_checklists() -> None:
    """The lists that a company begins with, and the question of the demo company."""
    CHECKLISTS.found()
    ChecklistItem.objects.bulk_create(
        ChecklistItem(code=f"{category}-{LOAD}", category=category, **OWN_QUESTION)
        for category in ASKED
    )


def load_answers(world: World, campaigns: Sequence[Campaign]) -> None:
    """Begin what is told and not lived, find the lessons, and answer all but what still waits."""
    active = [one for one in campaigns if one.state in ACTIVE_STATES]
    waiting = 0
    for campaign in sorted(active, key=lambda one: one.code):
        running = current_of(campaign) or begin(campaign, None, now=campaign.state_since)
        add_lessons(running, campaign, now=campaign.state_since)
        lines = [one for one in running.lines.all() if one.is_open]
        asks_the_front = any(one.role == Role.FRONT_OFFICE for one in lines)
        is_early = campaign.state in (CampaignState.CHECKING, CampaignState.COORDINATING)
        if is_early and asks_the_front and waiting < LEFT_OPEN:
            waiting += 1
            lines = [one for one in lines if one.role == Role.SUPPORT]
        answer(world, campaign, lines)


def answer(world: World, campaign: Campaign, lines: Iterable[AssessmentLine]) -> None:
    """Answer these questions as their roles would."""
    for line in lines:
        if line.lesson_of:
            given: dict[str, Any] = {"answer": Heeded.APPLIED, "note": LESSON_NOTE}
            actor = world.planner_of(campaign.owner_unit.code)
        else:
            key = next(one for one in GIVEN if line.item.endswith(one))
            given = GIVEN[key]
            actor = (
                world.users[WHO[Role(line.role)]]
                if line.role in WHO
                else world.planner_of(campaign.owner_unit.code)
            )
        files = [picture()] if line.proof == ProofKind.PICTURE else []
        commands.answer_line(
            campaign_id=campaign.pk,
            item=line.item,
            files=files,
            actor=actor,
            now=campaign.state_since,
            **given,
        )


def picture(side: int = 64) -> SimpleUploadedFile:
    """A plain grey picture, in the place of a screenshot."""
    content = io.BytesIO()
    Image.new("L", (side, side), 200).save(content, "PNG")
    return SimpleUploadedFile("受理截图.png", content.getvalue(), "image/png")
