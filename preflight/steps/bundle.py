"""What can be done about a joint product that does not suit a plan."""

from __future__ import annotations

from findings.enums import WayOutKind
from findings.types import WayOut
from preflight.snapshot import PlanSnapshot
from preflight.snapshot_parts import ParticipantSnapshot


def dropped(plan: PlanSnapshot, joint: ParticipantSnapshot, segment: str = "") -> WayOut:
    """Take the product out; with a segment its unit is asked to plan for those by itself."""
    own = {"segment": segment} if segment else {}
    return WayOut(
        kind=WayOutKind.DROP_PARTICIPANT,
        campaign=plan.code,
        params={"unit": joint.unit, "product": joint.product, **own},
    )


def trial(plan: PlanSnapshot, joint: ParticipantSnapshot) -> WayOut:
    """Sell them together in one branch first."""
    return WayOut(
        kind=WayOutKind.MAKE_COMMITMENT,
        campaign=plan.code,
        params={"trial": joint.product},
        solves=False,
    )
