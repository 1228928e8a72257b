"""Submitting a version: frozen and reserved softly; and what becomes of it when it is taken
back.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from django.utils.translation import gettext_lazy as _
from pyroaring import AbstractBitMap

from campaigns.audiences import freeze
from campaigns.enums import AMENDED, CampaignState, ParticipationState
from campaigns.models import Approval, Campaign, PlanVersion
from campaigns.notices import notify_about
from campaigns.people import heads_of, planners_of
from campaigns.review_status import review_status_of
from campaigns.revisions import next_version
from campaigns.urgent import require_quota
from campaigns.workflow.step import Step
from common import clock
from common.errors import Reason, Refused, refuse
from customers.bitmaps import count_persons
from resources import reservations
from resources.reservations import Ask


def submit(step: Step) -> None:
    """Freeze audience and eligibility, and reserve softly."""
    campaign, version = step.campaign, step.campaign.working
    if version is None or step.actor is None:
        raise ValueError(f"{campaign.code} has nothing to submit")
    refuse_retired(version)
    audience = freeze(version, now=step.now)
    require_persons(audience)
    require_quota(campaign, clock.today(step.now))
    version.submitted_at, version.submitted_by = step.now, step.actor
    version.save()
    if step.is_authored:
        campaign.note_writer(step.actor)
    reservations.reserve_soft(campaign=campaign.code, asks=asks_of(campaign), now=step.now)
    step.details |= {"persons": count_persons(audience)}


def refuse_retired(version: PlanVersion) -> None:
    """Raise ``Refused`` (409), each at its line, for segments that are no longer offered."""
    retired: list[Reason] = []
    places: Counter[tuple[str, str, int | None]] = Counter()
    at = {row.pk: place for place, row in enumerate(version.placements.all())}
    for row in version.sources.select_related("segment"):
        place = places[row.use, row.side, row.placement_id]
        places[row.use, row.side, row.placement_id] += 1
        if row.segment is None or row.segment.is_active:
            continue
        line = (
            f"{row.use}.{row.side}.{place}"
            if row.placement_id is None
            else f"placements.{at[row.placement_id]}.exclude.{place}"
        )
        retired.append(
            Reason(
                "retired-segment",
                _("The segment %(segment)s is no longer offered. Choose another one."),
                attr=f"{line}.segment",
                params={"segment": str(row.segment)},
            )
        )
    if retired:
        raise Refused(retired)


def tell_invited(step: Step) -> None:
    """Tell the planners and heads of the units that are invited to join and have not answered."""
    version = step.campaign.working
    if version is None:
        return
    asked = version.participants.filter(state=ParticipationState.INVITED).select_related("unit")
    units = {one.unit.pk: one.unit for one in asked if one.unit_id != step.campaign.owner_unit_id}
    for unit in units.values():
        people = [*planners_of(unit), *heads_of(unit)]
        notify_about(people, "invited", step.campaign, now=step.now, but=step.actor)


def require_persons(audience: AbstractBitMap) -> None:
    """Raise ``Refused`` (409) where nobody would be approached."""
    if not count_persons(audience):
        refuse(
            "empty-audience", _("The audience is empty: nobody matches it today."), attr="audience"
        )


def asks_of(campaign: Campaign, *, accepted: frozenset[tuple[str, str]] = frozenset()) -> list[Ask]:
    """What the working version asks for; ``accepted`` are (resource, unit) codes whose shortage was
    accepted.
    """
    if campaign.working is None:
        return []
    return [
        Ask(
            resource=row.resource,
            unit=row.unit,
            quantity=row.quantity,
            needed_by=row.needed_by,
            allows_back_order=(row.resource.code, row.unit.code) in accepted,
        )
        for row in campaign.working.resource_requests.select_related("resource", "unit")
    ]


def of_quantity(ask: Ask, quantity: int) -> Ask:
    """The same thing in another number of pieces."""
    return replace(ask, quantity=quantity)


def release_plan(step: Step) -> None:
    """Free what the plan holds, and what amendments added to it."""
    campaign = step.campaign
    in_force = Campaign.objects.filter(amends=campaign, state__in=AMENDED)
    for code in (campaign.code, *in_force.values_list("code", flat=True)):
        reservations.free(campaign=code, now=step.now)


def back_to_draft(step: Step) -> None:
    """The submitted version stays as it is; its copy with the next number is the draft to
    change.
    """
    Approval.objects.filter(version=step.campaign.working, decision="").delete()
    step.campaign.finalised_by = None
    release_plan(step)
    next_version(step.campaign, now=step.now)


def revert_to_coordination(step: Step) -> None:
    """From final back to coordination: signatures are void, and the audit trail alone keeps
    them.
    """
    Approval.objects.filter(version=step.campaign.working).delete()
    step.campaign.finalised_by = None
    step.target = CampaignState.COORDINATING


def grade_of(campaign: Campaign) -> str:
    """Risk grade of the working version's last check."""
    return review_status_of(campaign).check.grade
