"""A clash between two units, and what they propose to each other."""

from __future__ import annotations

from typing import Any

from campaigns.models import Campaign
from common import clock
from common.write import next_code
from coordination.models import AgendaItem, Meeting, Negotiation, Proposal
from coordination.negotiation.commands import (
    change_negotiation,
    open_negotiation,
    propose_way_out,
)
from findings.enums import WayOutKind
from findings.models import Finding
from findings.types import WayOut
from organization.models import User
from tests.factories.campaigns import World, day, make_clash


def moved() -> dict[str, Any]:
    """The days to which a plan moves."""
    return {"starts_on": day(15), "ends_on": day(45)}


def move(campaign: Campaign, other: Campaign) -> WayOut:
    """The consumer plan moves."""
    return WayOut(kind=WayOutKind.SHIFT_DATES, campaign=campaign.code, params=moved())


def move_other(campaign: Campaign, other: Campaign) -> WayOut:
    """The enterprise plan moves."""
    return WayOut(kind=WayOutKind.SHIFT_DATES, campaign=other.code, params=moved())


def make_dispute(world: World, *ways: Any) -> tuple[Campaign, Campaign, Finding]:
    """A consumer plan and an enterprise plan with one open finding; either of them can move."""
    return make_clash(world, *(ways or (move, move_other)))


def way_id(finding: Finding, plan: Campaign) -> str:
    """The way out of a finding that changes a plan."""
    return next(str(way["id"]) for way in finding.ways_out if way["campaign"] == plan.code)


def make_proposal(finding: Finding, plan: Campaign, actor: User, **how: Any) -> Proposal:
    """Somebody proposes what changes the plan."""
    return propose_way_out(
        finding_id=finding.pk, way_out_id=way_id(finding, plan), actor=actor, **how
    )


def make_negotiation(finding: Finding, actor: User) -> Negotiation:
    """A negotiation in its first round."""
    return open_negotiation(finding_id=finding.pk, actor=actor)


def make_escalated(finding: Finding, actor: User, reason: str = "谈不拢") -> Negotiation:
    """A negotiation that is before leadership."""
    negotiation = make_negotiation(finding, actor)
    return change_negotiation(
        negotiation_id=negotiation.pk, name="escalate", actor=actor, reason=reason
    )


def put_negotiation(finding: Finding, actor: User) -> Negotiation:
    """A negotiation on record, whatever its finding is about."""
    now = clock.now()
    return Negotiation.objects.create(
        code=next_code("N", "negotiation", now),
        finding=finding,
        due_on=clock.today(),
        opened_by=actor,
        opened_at=now,
        updated_at=now,
    )


def put_proposal(finding: Finding, plan: Campaign, actor: User) -> Proposal:
    """A proposal on record that waits for somebody else."""
    now = clock.now()
    code = next_code("P", "proposal", now)
    return Proposal.objects.create(
        code=code,
        finding=finding,
        way_id=f"shift_dates-{code}",
        way_out={
            "id": f"shift_dates-{code}",
            "kind": "shift_dates",
            "campaign": plan.code,
            "params": {name: str(on) for name, on in moved().items()},
        },
        campaign=plan,
        proposed_by=actor,
        proposed_at=now,
        unit=plan.owner_unit,
        due_on=clock.today(),
        updated_at=now,
    )


def put_meeting(negotiation: Negotiation, actor: User) -> Meeting:
    """A meeting on record with one negotiation on its agenda."""
    now = clock.now()
    meeting = Meeting.objects.create(
        code=next_code("H", "meeting", now),
        held_on=clock.today(),
        called_by=actor,
        called_at=now,
    )
    AgendaItem.objects.create(meeting=meeting, negotiation=negotiation, position=1)
    return meeting
