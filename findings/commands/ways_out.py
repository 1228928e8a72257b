"""Applying a way out: the typed step becomes the next revision, submitted and checked at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
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
from findings.commands.joining import joined
from findings.commands.revising import APPLICABLE, revised
from findings.commands.settling import way_out_of
from findings.enums import UNSETTLED, WayOutKind
from findings.models import CheckRun, Finding
from findings.registries import talks
from findings.rewording import NAME, reworded
from findings.way_forms import FORMS
from organization.models import Unit, User


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Why somebody may apply a way out to a plan that they need not write: its owners agreed, or
    leadership decided. ``acting_for`` is the user name of who would apply it themselves;
    ``is_authored`` False: who decides between two has no hand in what the plan says. ``proposal``
    is the code of the proposal that was agreed to.
    """

    acting_for: str = ""
    is_authored: bool = True
    proposal: str = ""


@transaction.atomic
def apply_way_out(
    *,
    finding_id: UUID,
    way_out_id: str,
    actor: User,
    extra: Mapping[str, Any] | None = None,
    by_agreement: Agreement | None = None,
    now: dt.datetime | None = None,
) -> CheckRun:
    """Change the plan that the way out names, as its next revision, submit it and check it at once.

    ``extra`` may hold ``text`` for an explanation script, and ``texts`` of the plan that are to
    read otherwise with it, by key. ``by_agreement`` says that its owners agreed or that leadership
    decided, so that who does it need not write the plan. Raises ``Refused``: 400 unknown way out,
    missing or wrong text, 403 another unit's plan (propose it instead), 409 settled, not in a state
    for it, only advice, or it no longer fits the plan.
    """
    at = now or clock.now()
    finding = Finding.objects.get(pk=finding_id)
    way: Mapping[str, Any] = way_out_of(finding, way_out_id)
    locks.advisory("approval")
    campaign = locks.many(Campaign.objects.filter(code=way["campaign"]))[0]
    finding = locks.one(Finding, finding_id)
    _require_applicable(way, finding, campaign, actor, by_agreement)
    agreed = by_agreement or Agreement()
    step = PLAN.begin(
        "apply_way_out",
        campaign,
        actor=actor,
        target=CampaignState.CHECKING,
        now=at,
        details={
            "finding": str(finding.pk),
            "way_out": way["id"],
            **({"proposal": agreed.proposal} if agreed.proposal else {}),
            **_saved(way["effect"]),
        },
        acting_for=agreed.acting_for,
        is_authored=agreed.is_authored,
    )
    run = revised(
        step,
        lambda version: _change(version.pk, campaign, way, finding, extra=extra, now=at)[1],
    )
    talks().applied(step, finding, way)
    if way["kind"] == WayOutKind.JOIN_CAMPAIGNS:
        joined(step, way["params"]["with"], is_agreed=by_agreement is not None)
    _tell_left_out(step, way)
    PLAN.record(step)
    return run


def _saved(effect: Mapping[str, Any]) -> dict[str, Any]:
    """What the audit trail says of gifts that are not given, as the check before giving says it."""
    if "gifts_saved" not in effect:
        return {}
    return {"saved": effect["gifts_saved"], "kept": effect["gifts_dropped"]}


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
    way: Mapping[str, Any],
    finding: Finding,
    campaign: Campaign,
    actor: User,
    by_agreement: Agreement | None = None,
) -> None:
    """Raise ``Refused`` where the way out cannot be applied by the actor, or not now."""
    form = FORMS[way["kind"]]
    if by_agreement is None and guards.planner(actor, campaign):
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
