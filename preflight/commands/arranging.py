"""An arrangement from its start to the question that it puts to the owners of its plans."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign, PlanningCycle
from campaigns.notices import notify_about
from campaigns.people import planners_of
from common import clock, jobs, locks
from common.errors import NO_PERMISSION, Reason, Refused, refuse
from common.job_kinds import Claim
from common.write import written
from organization.models import User
from preflight.access import may_arrange
from preflight.arranging import solver
from preflight.models import ArrangedMove, Arrangement, MoveState

ARRANGING_JOB = "preflight.arrange"
NO_SOLVER = Reason(
    "no-solver",
    _(
        "Working out dates needs OR-Tools, which is not installed here. Whoever runs the system"
        " installs it: pip install --require-hashes -r requirements/arranging.lock"
    ),
)
MOVE_TAB = "move/"


@transaction.atomic
def start_arrangement(
    *,
    cycle: PlanningCycle,
    actor: User,
    moves_waves: bool = False,
    held: Iterable[str] = (),
    now: dt.datetime | None = None,
) -> Arrangement:
    """Have start dates worked out for all plans of the cycle that may be moved, but for those in
    ``held``. Raises ``Refused``: 403 not leadership, 409 one is being worked out, or there is no
    solver.
    """
    at = now or clock.now()
    require_leader(actor)
    if not solver.is_installed():
        raise Refused([NO_SOLVER])
    locks.advisory(f"arrange:{cycle.code}")
    if Arrangement.objects.filter(
        cycle=cycle, finished_at=None, job__state__in=["pending", "running"]
    ).exists():
        refuse("under-way", _("Dates for this cycle are being worked out. Wait, or stop it."))
    arrangement = Arrangement(
        id=uuid.uuid4(),
        cycle=cycle,
        started_by=actor,
        created_at=at,
        moves_waves=moves_waves,
        held=sorted(set(held)),
    )
    arrangement.job = jobs.enqueue(
        ARRANGING_JOB,
        str(arrangement.pk),
        payload={"arrangement": str(arrangement.pk)},
        now=at,
    )
    arrangement.save()
    _written("start_arrangement", arrangement, actor, now=at, held=arrangement.held)
    return arrangement


@transaction.atomic
def repeat_arrangement(
    *, arrangement_id: uuid.UUID, actor: User, now: dt.datetime | None = None
) -> Arrangement:
    """Have the rest worked out again after owners said no: whoever declined or confirmed a move
    stays where the plan is now. Raises ``Refused``: 403, 409 nobody declined, an owner has still to
    answer, or one is being worked out.
    """
    require_leader(actor)
    arrangement = locks.one(Arrangement, arrangement_id)
    states = dict(arrangement.moves.values_list("campaign__code", "state"))
    if MoveState.ASKED in states.values():
        refuse("still-asked", _("Some owners have not answered yet."))
    if MoveState.DECLINED not in states.values():
        refuse(
            "nobody-declined", _("No owner declined a move; there is nothing to work out again.")
        )
    answered = {code for code, state in states.items() if state != MoveState.DROPPED}
    return start_arrangement(
        cycle=arrangement.cycle,
        actor=actor,
        moves_waves=arrangement.moves_waves,
        held={*arrangement.held, *answered},
        now=now,
    )


@transaction.atomic
def stop_arrangement(
    *, arrangement_id: uuid.UUID, actor: User, now: dt.datetime | None = None
) -> Arrangement:
    """End the search with the best that was found. Raises ``Refused``: 403, 409 it is over."""
    at = now or clock.now()
    require_leader(actor)
    arrangement = locks.one(Arrangement, arrangement_id)
    if arrangement.is_done:
        refuse("over", _("This search is over."))
    if arrangement.stopped_at is None:
        arrangement.stopped_at = at
        arrangement.save(update_fields=["stopped_at"])
        _written("stop_arrangement", arrangement, actor, now=at)
    return arrangement


@transaction.atomic
def record_arrangement(
    *,
    arrangement_id: uuid.UUID,
    claim: Claim,
    values: Mapping[str, Any],
    moves: Collection[Mapping[str, Any]],
    now: dt.datetime | None = None,
) -> bool:
    """Write what came of a search, while its job is still the caller's; whether it was."""
    at = now or clock.now()
    if not jobs.finish(claim, now=at):
        return False
    arrangement = locks.one(Arrangement, arrangement_id)
    for name, value in values.items():
        setattr(arrangement, name, value)
    arrangement.finished_at = at
    arrangement.save()
    plans = {
        one.code: one
        for one in Campaign.objects.filter(code__in=[move["campaign"] for move in moves])
    }
    ArrangedMove.objects.bulk_create(
        ArrangedMove(arrangement=arrangement, **{**move, "campaign": plans[move["campaign"]]})
        for move in moves
        if move["campaign"] in plans
    )
    return True


@transaction.atomic
def ask_owners(
    *,
    arrangement_id: uuid.UUID,
    campaigns: Collection[str],
    actor: User,
    now: dt.datetime | None = None,
) -> list[ArrangedMove]:
    """Ask the owners of these plans to move them as proposed; the other proposals are dropped.

    Raises ``Refused``: 403, 400 a plan that the arrangement does not move, 409 not done yet, or
    decided already.
    """
    at = now or clock.now()
    require_leader(actor)
    arrangement = locks.one(Arrangement, arrangement_id)
    moves = list(arrangement.moves.select_related("campaign__owner_unit", "campaign__author"))
    if not arrangement.is_done or not moves:
        refuse("not-done", _("There is nothing to decide yet."))
    if any(one.state != MoveState.PROPOSED for one in moves):
        refuse("decided", _("This was decided already: the owners have been asked."))
    known = {one.campaign.code for one in moves}
    if strange := sorted(set(campaigns) - known):
        sentence = _("This arrangement does not move %(campaign)s.")
        refuse("unknown", sentence, status=400, attr="campaigns", campaign=strange[0])
    asked = []
    for move in moves:
        is_taken = move.campaign.code in campaigns
        move.state = MoveState.ASKED if is_taken else MoveState.DROPPED
        move.save(update_fields=["state"])
        if is_taken:
            asked.append(move)
            tell_owners(move, actor, now=at)
    codes = [one.campaign.code for one in asked]
    _written("ask_owners", arrangement, actor, now=at, campaigns=codes)
    return asked


def tell_owners(move: ArrangedMove, actor: User, *, now: dt.datetime) -> None:
    plan = move.campaign
    people = {one.pk: one for one in [*planners_of(plan.owner_unit), plan.author]}
    notify_about(
        people.values(),
        "move_asked",
        plan,
        now=now,
        tab=MOVE_TAB,
        but=actor,
        person=actor.get_full_name(),
        day=move.to_on.isoformat(),
    )


def require_leader(actor: User) -> None:
    """Raise ``Refused`` (403) for who does not arrange cycles."""
    if not may_arrange(actor):
        raise Refused(NO_PERMISSION)


def _written(
    action: str, arrangement: Arrangement, actor: User, *, now: dt.datetime, **details: Any
) -> None:
    written(
        action,
        "arrangement",
        str(arrangement.pk),
        actor=actor,
        now=now,
        details={"cycle": arrangement.cycle.code, **details},
    )
