"""What the owner of a plan answers to a move: yes, and the plan begins on the other day, or no."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from campaigns import guards
from campaigns.commands import change_plan
from campaigns.enums import CampaignState
from campaigns.loading import whole
from campaigns.models import Campaign, PlanVersion
from campaigns.notices import notify_about
from campaigns.plan_data import moved_data
from common import clock, locks
from common.errors import Refused, refuse, words_within
from common.write import written
from findings.commands import revise_plan
from organization.models import User
from preflight.models import ArrangedMove, MoveState

LONGEST_ANSWER = 500


@transaction.atomic
def confirm_move(*, move_id: int, actor: User, now: dt.datetime | None = None) -> ArrangedMove:
    """Move the plan as it was asked for: a draft gets the new dates, a submitted plan a next
    revision with them that is checked at once.

    Raises ``Refused``: 403 another unit's plan, 409 not asked for any more, the plan changed since,
    or it is not in a state for it.
    """
    at = now or clock.now()
    move, plan = _locked(move_id, actor)
    working = plan.working
    if working is None or working.starts_on != move.from_on:
        refuse("outdated", _("The plan's dates have changed since; this move no longer fits."))
    if move.to_on < clock.today(at):
        refuse("past-day", _("The day to which it was to be moved is over."))
    _answer(move, MoveState.CONFIRMED, actor, now=at)
    if plan.state == CampaignState.DRAFT:
        change_plan(
            campaign_id=plan.pk,
            plan=arranged_data(whole([working.pk])[working.pk], move),
            actor=actor,
            now=at,
        )
    else:
        revise_plan(
            campaign_id=plan.pk,
            change=lambda version: arranged_data(version, move),
            action="confirm_move",
            actor=actor,
            details={"from": move.from_on.isoformat(), "to": move.to_on.isoformat()},
            now=at,
        )
    return move


@transaction.atomic
def decline_move(
    *, move_id: int, actor: User, text: str, now: dt.datetime | None = None
) -> ArrangedMove:
    """Say no to a move, and why; who asked for it is told. Raises ``Refused``: 400 no words, 403
    another unit's plan, 409 not asked for any more.
    """
    at = now or clock.now()
    move, plan = _locked(move_id, actor)
    why = words_within(text, LONGEST_ANSWER, attr="reason")
    if not why:
        refuse("required", _("Say why."), status=400, attr="reason")
    _answer(move, MoveState.DECLINED, actor, now=at, text=why)
    written(
        "decline_move",
        "campaign",
        plan.code,
        actor=actor,
        now=at,
        unit=plan.owner_unit.code,
        reason=move.answer,
        details={"to": move.to_on.isoformat()},
    )
    return move


def arranged_data(version: PlanVersion, move: ArrangedMove) -> dict[str, Any]:
    """What the move replaces in a version: its dates with all that moves along, and the days of the
    waves that have one of their own.
    """
    data = moved_data(version, starts_on=move.to_on)
    for one in move.waves:
        waves = data["placements"][one["placement"]]["waves"]
        waves[one["wave"] - 1]["on"] = dt.date.fromisoformat(one["on"])
    return data


def _locked(move_id: int, actor: User) -> tuple[ArrangedMove, Campaign]:
    """The move with its plan, both locked. Raises ``Refused``."""
    locks.advisory("approval")
    found = ArrangedMove.objects.get(pk=move_id)
    plan = locks.one_of(
        Campaign.objects.filter(pk=found.campaign_id).select_related("owner_unit", "working")
    )
    move = locks.one_of(
        ArrangedMove.objects.filter(pk=move_id).select_related("arrangement__started_by")
    )
    move.campaign = plan
    if denied := guards.planner(actor, plan):
        raise Refused(denied)
    if move.state != MoveState.ASKED:
        refuse("not-asked", _("Nobody asks for this move now."))
    return move, plan


def _answer(
    move: ArrangedMove, state: MoveState, actor: User, *, now: dt.datetime, text: str = ""
) -> None:
    move.state, move.answer, move.answered_at, move.answered_by = state, text, now, actor
    move.save(update_fields=["state", "answer", "answered_at", "answered_by"])
    notify_about(
        [move.arrangement.started_by],
        "move_confirmed" if state == MoveState.CONFIRMED else "move_declined",
        move.campaign,
        now=now,
        but=actor,
        person=actor.get_full_name(),
        day=move.to_on.isoformat(),
        reason=text,
    )
