"""The head that every tab of a campaign shares: facts, course of life, next step, buttons, tabs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns import access
from campaigns.audiences import version_audience
from campaigns.enums import DECIDED, OPEN_AMENDMENT, CampaignState
from campaigns.evaluation import evaluation_due
from campaigns.loading import branches_there, whole
from campaigns.models import Campaign, PlanVersion
from campaigns.models.campaign import HIGHEST_RANK
from campaigns.plan_view import formatting
from campaigns.plan_view.steps import NextStep, next_step_of
from campaigns.review_status import review_status_of
from campaigns.tabs import TabCount, tabs_for
from campaigns.terms import CAMPAIGN_STATES
from campaigns.workflow import machine_of
from common import display
from common.machine import Buttons, buttons_of
from common.models import AuditEvent
from customers.bitmaps import count_persons
from customers.counting import floored, told
from organization.enums import UnitKind
from organization.models import Unit, User

S = CampaignState
STOPPED = frozenset(
    {S.DRAFT, S.REJECTED, S.SUSPENDED, S.WITHDRAWN}
)  # where somebody may have brought the plan with words

# The step that may be taken for parts of a plan alone, by the plan's state.
PARTED: Mapping[str, str] = {S.APPROVED: "launch", S.LIVE: "suspend"}


@dataclass(frozen=True, slots=True)
class TabLink:
    code: str
    label: str | Promise
    url: str
    count: TabCount


@dataclass(frozen=True, slots=True, kw_only=True)
class LatestEntry:
    """Why a plan stands where it stands, in the words of the one who brought it there."""

    who: str
    at: dt.datetime
    reason: str


@dataclass(frozen=True, slots=True)
class PartChoice:
    """Parts of a plan that a step may be taken for alone: the field's name, its label, the codes
    with their words.
    """

    name: str
    label: str
    options: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class NumberField:
    """A whole number from 1 that a step asks for: the field's name, its label, the number as it is,
    the highest one.
    """

    name: str
    label: str
    value: int | None
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanHeader:
    """What the template of the head shows; nothing is decided there."""

    state: str
    grade: str
    grade_points: Any
    persons: int | None
    persons_told: str
    channels: str
    branches: str
    steps: list[dict[str, Any]]
    next: NextStep
    last_word: LatestEntry | None
    is_over: bool
    actions: Buttons
    may_edit: bool
    may_delete: bool
    tabs: list[TabLink]
    parts: list[PartChoice]
    parted: str
    rank_field: NumberField
    amendment: str


def context_of(
    campaign: Campaign, user: User, tab: str, *, version: PlanVersion | None = None
) -> dict[str, Any]:
    """The context that all tabs share: the plan, its working version with all parts (read here
    unless it is given), the head, the current tab.
    """
    if version is None:
        version = whole([campaign.working_id or 0]).get(campaign.working_id or 0)
    return {
        "campaign": campaign,
        "version": version,
        "head": head_of(campaign, version, user),
        "tab": tab,
        "nav": "campaigns",
    }


def head_of(campaign: Campaign, version: PlanVersion | None, user: User) -> PlanHeader:
    """The head as this person sees it."""
    status = review_status_of(campaign)
    persons, persons_told = persons_of(campaign, version, user)
    is_draft = campaign.state == S.DRAFT
    return PlanHeader(
        state="announced" if is_draft and campaign.is_announced else campaign.state,
        grade=status.check.grade,
        grade_points=status.check.points,
        persons=persons,
        persons_told=persons_told,
        channels=formatting.channels(version) if version else display.NOTHING,
        branches=formatting.branches(version, of=branches_there(version))
        if version
        else display.NOTHING,
        steps=steps_of(campaign, sees_findings=access.may_see_findings(user, campaign)),
        next=next_step_of(campaign),
        last_word=last_word(campaign) if access.is_owner_side(user, campaign) else None,
        is_over=campaign.state in machine_of(campaign).course.over,
        actions=buttons_of(machine_of(campaign), campaign, user),
        may_edit=is_draft and access.may_write(user, campaign),
        may_delete=is_draft and campaign.revision == 0 and access.may_write(user, campaign),
        tabs=[
            TabLink(tab.code, tab.label, tab.url(campaign.code), tab.count(user, campaign))
            for tab in tabs_for(user, campaign)
        ],
        parts=parts_of(version, campaign.state) if version and campaign.state in PARTED else [],
        parted=PARTED.get(campaign.state, ""),
        rank_field=NumberField("rank", _("Rank"), campaign.rank, HIGHEST_RANK),
        amendment=amendment_of(campaign, user),
    )


def amendment_of(campaign: Campaign, user: User) -> str:
    """The code of the amendment that is open for a plan, as far as the person sees it."""
    if campaign.state not in DECIDED:
        return ""
    seen = access.visible_to(user).filter(amends=campaign, state__in=OPEN_AMENDMENT)
    return seen.values_list("code", flat=True).first() or ""


def parts_of(version: PlanVersion, state: str) -> list[PartChoice]:
    """The channels and branches of a live plan, the branches of one that is to start; a plan that
    names no branch runs in all.
    """
    channels = [(one.channel.code, one.channel.label) for one in version.placements.all()]
    units = version.branches.all() or Unit.objects.active().filter(kind=UnitKind.BRANCH)
    branches = [(one.code, one.label) for one in units]
    only = PartChoice("branches", _("Only these branches"), branches)
    if state == S.APPROVED:
        return [only]
    return [PartChoice("placements", _("Only these channels"), channels), only]


def last_word(campaign: Campaign) -> LatestEntry | None:
    """The reason of the last step, while the plan stands where that step brought it."""
    if S(campaign.state) not in STOPPED:
        return None
    steps = AuditEvent.objects.filter(object_type="campaign", object_code=campaign.code).exclude(
        from_state=F("to_state")
    )
    last = steps.order_by("-id").first()
    if last is None or not last.reason:
        return None
    who = User.objects.filter(username=last.actor).first()
    return LatestEntry(who=str(who or last.actor), at=last.happened_at, reason=last.reason)


def persons_of(
    campaign: Campaign, version: PlanVersion | None, user: User
) -> tuple[int | None, str]:
    """How many persons the plan addresses, and how that is told: frozen, or as the draft gives it
    today to those who may see how it is made up, never exactly where they are few.
    """
    if version is not None and version.audience_set is not None:
        persons = int(version.audience_set.persons)
        return persons, display.number(persons)
    if version is None or not access.may_see_audience(user, campaign):
        return None, ""
    persons = count_persons(version_audience(version))
    return floored(persons), told(persons)


def steps_of(campaign: Campaign, *, sees_findings: bool) -> list[dict[str, Any]]:
    """The course of life with what is known at each place; none for a plan that left it."""
    captions = captions_of(campaign, sees_findings=sees_findings)
    icon = CAMPAIGN_STATES[campaign.state].icon
    course = machine_of(campaign).course
    return course.drawn(campaign.state, captions[: len(course.stages)], icon=icon)


def captions_of(campaign: Campaign, *, sees_findings: bool) -> list[str]:
    """What stands below each step: dates, numbers, people."""
    status, version = review_status_of(campaign), campaign.working
    check = status.check
    shows_open = sees_findings and (check.open_blocking or check.open_lighter)
    in_coordination = campaign.state in {S.COORDINATING, S.CHECKING}
    signed, asked = sum(1 for row in status.approvals if row.decision), len(status.approvals)
    last = campaign.ended_on or (version.ends_on if version else None)
    return [
        f"{display.short_date(campaign.created_at)} {campaign.author}",
        run_caption(campaign, check.seconds),
        (
            ngettext("%(n)s blocking", "%(n)s blocking", check.open_blocking)
            % {"n": check.open_blocking}
            if in_coordination and shows_open
            else ""
        ),
        "",
        _("%(signed)s of %(asked)s signed") % {"signed": signed, "asked": asked} if asked else "",
        display.short_date(version.starts_on) if version else "",
        display.short_date(last) if last else "",
        _("by %(day)s") % {"day": display.short_date(evaluation_due(last))} if last else "",
    ]


def run_caption(campaign: Campaign, seconds: float | None) -> str:
    """``revision 3 · 4 s``."""
    if not campaign.revision:
        return ""
    text = _("revision %(n)s") % {"n": campaign.revision}
    if seconds is None:
        return text
    seconds = max(seconds, 0.1)
    shown = display.number(display.rounded(seconds, 0 if seconds >= 10 else 1))
    took = _("%(n)s s") % {"n": shown}
    return f"{text} · {took}"
