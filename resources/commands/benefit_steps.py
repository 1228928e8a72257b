"""What becomes of a promised benefit: given, returned, or released."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common import clock, locks
from common.errors import refuse
from common.text import normalise
from common.write import written
from organization.models import Unit, User
from organization.permissions import Permission
from resources.commands.benefit_stock import Handful, note, put_back, take_out
from resources.commands.benefits import LONGEST_WHY, MOST
from resources.commands.ledger import append_touches
from resources.enums import BenefitState
from resources.models import Benefit

SHORTEST_WHY = 2
WRITTEN = ["state", "changed_at", "given_by", "day", "place", "closed_by", "closed_why"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A step: from which state to which, its words, and whether it must be explained."""

    source: BenefitState
    target: BenefitState
    label: str | Promise
    icon: str
    asks_why: bool


STEPS: Mapping[str, Change] = {
    "give": Change(
        source=BenefitState.RESERVED,
        target=BenefitState.GIVEN,
        label=pgettext_lazy("benefit step", "Handed over"),
        icon="gift",
        asks_why=False,
    ),
    "release": Change(
        source=BenefitState.RESERVED,
        target=BenefitState.RELEASED,
        label=pgettext_lazy("benefit step", "Release"),
        icon="undo",
        asks_why=True,
    ),
    "return": Change(
        source=BenefitState.GIVEN,
        target=BenefitState.RETURNED,
        label=pgettext_lazy("benefit step", "Came back"),
        icon="undo",
        asks_why=True,
    ),
}


@transaction.atomic
def change_benefits(
    *,
    keys: Collection[UUID],
    step: str,
    actor: User,
    day: dt.date | None = None,
    place: Unit | None = None,
    reason: str = "",
    now: dt.datetime | None = None,
) -> int:
    """Take one step with each of these benefits, or, refused, with none; returns how many.

    ``day`` is the day it was handed over on (today if not said), ``place`` the unit from whose
    stock it is taken. Raises ``Refused``: 404 for one that is not there for the actor, 403 for
    one that neither their unit promised nor they handed over, but to hand it over, 409 for one
    that is not in the state, 400 without a reason where one is asked for or for a day to come; as
    ``take_out``; and ``Busy``.
    """
    at = now or clock.now()
    change, reason, day = STEPS[step], normalise(reason), day or clock.today(at)
    if day > clock.today(at):
        refuse("future", _("This day is still to come."), status=400, attr="day")
    if not 1 <= len(keys) <= MOST:
        refuse("required", _("Choose at least one line."), status=400, attr="benefits")
    if (change.asks_why and len(reason) < SHORTEST_WHY) or len(reason) > LONGEST_WHY:
        refuse("required", _("Say why in 2 to 200 characters."), status=400, attr="reason")
    mine = Benefit.objects.visible_to(actor).select_related("unit", "resource", "place")
    rows = locks.many(mine.filter(key__in=keys))
    if len(rows) != len(set(keys)):
        refuse("not-found", _("One of these is not there for you."), status=404)
    if step != "give" and any(
        row.given_by != actor.get_username() and not actor.may(Permission.RECORD_TOUCHES, row.unit)
        for row in rows
    ):
        refuse("no-permission", _("Only the unit that promised it may take it back."), status=403)
    if any(row.state != change.source for row in rows):
        refuse(
            "wrong-state",
            _("One of these is not %(state)s any more. Look at the list again."),
            state=change.source.label,
        )
    for row in rows:
        row.state, row.changed_at = change.target, at
        if change.target == BenefitState.GIVEN:
            row.given_by, row.day = actor.get_username(), day
        else:
            row.closed_by, row.closed_why = actor.get_username(), reason
    moved = _pieces(rows, change, place=place, actor=actor, now=at)
    Benefit.objects.bulk_update(rows, WRITTEN, batch_size=500)
    append_touches(rows, actor=actor, day=day)
    note("issue" if change.target == BenefitState.GIVEN else "receive", moved, actor=actor, now=at)
    for code in sorted({row.unit.code for row in rows}):
        same = [row for row in rows if row.unit.code == code]
        written(
            f"benefit.{step}",
            "benefit",
            str(same[0].key) if len(same) == 1 else same[0].kind,
            actor=actor,
            now=at,
            log=("benefits", "record"),
            of=[str(same[0].key)],
            unit=code,
            from_state=change.source,
            to_state=change.target,
            reason=reason,
            details={"count": len(same)},
        )
    return len(rows)


def _pieces(
    rows: Sequence[Benefit], change: Change, *, place: Unit | None, actor: User, now: dt.datetime
) -> list[Handful]:
    """What the step takes off a stock or lays back there."""
    if change.target == BenefitState.GIVEN:
        return take_out(rows, place=place, actor=actor, now=now)
    if change.source == BenefitState.GIVEN:
        return put_back(rows, actor=actor, now=now)
    return []
