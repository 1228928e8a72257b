"""Applying a way out: the typed step becomes the next revision, submitted and checked at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from campaigns import guards
from campaigns.audiences import version_audience
from campaigns.enums import CampaignState
from campaigns.loading import whole
from campaigns.models import Campaign, PlanVersion
from campaigns.notices import notify_about
from campaigns.people import planners_of
from campaigns.review_status import status_of_parts
from campaigns.unsaved import changed_version
from campaigns.workflow import PLAN
from campaigns.workflow.step import Step
from campaigns.workflow.submission import require_persons
from common import clock, locks
from common.errors import Refused, refuse
from findings.commands.edit import Edit
from findings.commands.edits import EDITS
from findings.commands.revising import APPLICABLE, revised
from findings.commands.settling import way_out_of
from findings.enums import UNSETTLED, WayOutKind
from findings.models import CheckRun, Finding
from findings.rewording import NAME, reworded
from findings.way_forms import FORMS
from organization.models import Unit, User


@transaction.atomic
def apply_way_out(
    *,
    finding_id: UUID,
    way_out_id: str,
    actor: User,
    extra: Mapping[str, Any] | None = None,
    now: dt.datetime | None = None,
) -> CheckRun:
    """Change the plan that the way out names, as its next revision, submit it and check it at once.

    ``extra`` may hold ``text`` for an explanation script, and ``texts`` of the plan that are to
    read otherwise with it, by key. Raises ``Refused``: 400 unknown way out, missing or wrong text,
    403 another unit's plan (propose it instead), 409 settled, not in a state for it, only advice,
    or it no longer fits the plan.
    """
    at = now or clock.now()
    finding = Finding.objects.get(pk=finding_id)
    way: Mapping[str, Any] = way_out_of(finding, way_out_id)
    locks.advisory("approval")
    campaign = locks.many(Campaign.objects.filter(code=way["campaign"]))[0]
    finding = locks.one(Finding, finding_id)
    _require_applicable(way, finding, campaign, actor)
    step = PLAN.begin(
        "apply_way_out",
        campaign,
        actor=actor,
        target=CampaignState.CHECKING,
        now=at,
        details={"finding": str(finding.pk), "way_out": way["id"], **_saved(way["effect"])},
    )
    run = revised(
        step,
        lambda version: _change(version.pk, campaign, way, finding, extra=extra, now=at)[1],
    )
    _tell_proposers(step, finding, way)
    _tell_left_out(step, way)
    PLAN.record(step)
    return run


def _saved(effect: Mapping[str, Any]) -> dict[str, Any]:
    """What the audit trail says of gifts that are not given, as the check before giving says it."""
    if "gifts_saved" not in effect:
        return {}
    return {"saved": effect["gifts_saved"], "kept": effect["gifts_dropped"]}


def _tell_proposers(step: Step, finding: Finding, way: Mapping[str, Any]) -> None:
    """Tell those who asked for this way out that it is taken."""
    people = User.objects.filter(
        pk__in=finding.comments.filter(way_out=way["id"]).values("author"), is_active=True
    )
    notify_about(
        people, "proposal_applied", step.campaign, now=step.now, tab="findings/", but=step.actor
    )


def _tell_left_out(step: Step, way: Mapping[str, Any]) -> None:
    """Tell the planners of a unit whose product is taken out of the plan."""
    if way["kind"] != WayOutKind.DROP_PARTICIPANT:
        return
    case = "left_out_own" if "segment" in way["params"] else "left_out"
    planners = planners_of(Unit.objects.get(code=way["params"]["unit"]))
    notify_about(planners, case, step.campaign, now=step.now, but=step.actor)


def foresee_way_out(
    *,
    finding_id: UUID,
    way_out_id: str,
    actor: User,
    extra: Mapping[str, Any] | None = None,
    now: dt.datetime | None = None,
) -> PlanVersion:
    """The revision that ``apply_way_out`` would submit, in memory: nothing is locked or written.

    Raises ``Refused`` as applying it would.
    """
    at = now or clock.now()
    finding = Finding.objects.get(pk=finding_id)
    way: Mapping[str, Any] = way_out_of(finding, way_out_id)
    campaign = Campaign.objects.select_related("owner_unit").get(code=way["campaign"])
    _require_applicable(way, finding, campaign, actor)
    key = campaign.working_id or 0
    before, change = _change(key, campaign, way, finding, extra=extra, now=at)
    version = changed_version(before, change)
    campaign.state, campaign.name = CampaignState.CHECKING, change.get(NAME, campaign.name)
    version.campaign = campaign
    if before.is_submitted:
        version.number += 1
    if reasons := list(guards.missing_for_submission(version, status_of_parts(version))):
        raise Refused(reasons)
    require_persons(version_audience(version, today=clock.today(at)))
    return version


def _require_applicable(
    way: Mapping[str, Any], finding: Finding, campaign: Campaign, actor: User
) -> None:
    """Raise ``Refused`` where the way out cannot be applied by the actor, or not now."""
    form = FORMS[way["kind"]]
    if guards.planner(actor, campaign):
        sentence = _(
            "This way out changes %(campaign)s, which is not your plan. Propose it to its owner."
        )
        refuse("not-your-plan", sentence, status=guards.FORBIDDEN, campaign=campaign.code)
    if finding.state not in UNSETTLED:
        refuse("settled", _("This finding is settled already."))
    if advice := form.advice_for(way["params"]):
        refuse("advice-only", advice)
    if campaign.state not in APPLICABLE:
        raise Refused(PLAN.wrong_state_of(campaign))


def _change(
    version_id: int,
    campaign: Campaign,
    way: Mapping[str, Any],
    finding: Finding,
    *,
    extra: Mapping[str, Any] | None,
    now: dt.datetime,
) -> tuple[PlanVersion, Mapping[str, Any]]:
    """The version with its parts, and what the way out replaces in it."""
    version = whole([version_id])[version_id]
    edit = Edit(
        version=version,
        finding=finding,
        params=FORMS[way["kind"]].params.decode(way["params"]),
        extra=extra or {},
        today=clock.today(now),
    )
    change = EDITS[WayOutKind(way["kind"])](edit)
    return version, reworded(version, campaign, change, edit.extra.get("texts") or {})
