"""Commitments: what I promised or am asked for, what I look at as the internal customer, and what
others owe me.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import Case, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from common import display
from common.errors import refuse
from coordination.commitments.access import answered_for, owed_by, owed_to
from coordination.commitments.command import change_commitment
from coordination.commitments.gates import doer
from coordination.commitments.queries import NAMED, listed
from coordination.commitments.workflow import COMMITMENT
from coordination.enums import UNKEPT
from coordination.enums import CommitmentState as S
from coordination.models import Commitment
from desk.inbox.item import Answer, Item, Side
from desk.inbox.plans import no_such_answer
from desk.inbox.seen import bound, parted, require_seen
from organization.models import User
from organization.permissions import Permission

MOST = 60
NEAR = dt.timedelta(days=10)
ROWS = COMMITMENT.rows
PROMISE = Answer(
    name="promise",
    label=ROWS["promise"].label,
    icon="handshake",
    is_best=True,
    is_bulk=True,
)
DECLINE = Answer(
    name="decline",
    label=ROWS["decline"].label,
    asks_reason=True,
    question=ROWS["decline"].question,
)
DONE = Answer(
    name="done",
    label=ROWS["done"].label,
    icon="check",
    is_best=True,
    asks_reason=True,
    question=gettext_lazy("What shows it: words, a figure or a link."),
)
AGREE = Answer(name="agree", label=ROWS["agree"].label, icon="check", is_best=True)
INSIST = Answer(
    name="insist", label=ROWS["insist"].label, asks_reason=True, question=ROWS["insist"].question
)
ACCEPT = Answer(
    name="accept-5",
    label=pgettext_lazy("commitment", "Accept: 5"),
    icon="star",
    is_best=True,
    is_bulk=True,
)
ACCEPT_LESS = Answer(name="accept-3", label=pgettext_lazy("commitment", "Accept: 3"))
REOPEN = Answer(
    name="reopen", label=ROWS["reopen"].label, asks_reason=True, question=ROWS["reopen"].question
)
WAIVE = Answer(
    name="waive", label=ROWS["waive"].label, asks_reason=True, question=ROWS["waive"].question
)
# Whose turn it is in each state, and what they may answer from here.
MINE: Mapping[str, tuple[Answer, ...]] = {
    S.REQUESTED: (PROMISE, DECLINE),
    S.PROMISED: (DONE,),
    S.BROKEN: (DONE,),
}
CUSTOMERS: Mapping[str, tuple[Answer, ...]] = {
    S.COUNTERED: (AGREE, INSIST),
    S.DONE: (ACCEPT, ACCEPT_LESS, REOPEN),
}
HEADS: Mapping[str, tuple[Answer, ...]] = {S.DECLINED: (WAIVE,)}
ANSWERS = {"mine": MINE, "asked": CUSTOMERS, "decided": HEADS}
KNOWN = {one.name for table in ANSWERS.values() for row in table.values() for one in row}


class Commitments:
    """A row for each commitment that waits for the person, and for each that is late or due soon
    and owed to them.
    """

    code = "commitment"

    def items(self, user: User, today: dt.date) -> list[Item]:
        if not user.may(Permission.PERFORM):
            return []
        return [
            self._owed(one) if one.turn == "owed" else self._owe(one, ANSWERS[one.turn][one.state])
            for one in user.read(turns_of, today=today)
        ]

    def _owe(self, one: Commitment, answers: tuple[Answer, ...]) -> Item:
        is_asked = one.state == S.REQUESTED
        return Item(
            key=f"{self.code}:{bound(one.code, one.etag)}",
            side=Side.OWE,
            kind=gettext_lazy("Commitment"),
            icon="handshake",
            title=_("%(what)s for “%(name)s”") % {"what": one.label, "name": one.campaign.name},
            url=reverse("coordination:commitment", args=[one.code]),
            campaign=one.campaign.owner_unit.label,
            campaign_code=one.campaign.code,
            person="" if one.state in MINE else doer(one),
            note=one.get_state_display(),
            facts=(one.conditions_label,),
            due=min(one.answer_by, one.due_on) if is_asked else one.due_on,
            weight=2 if one.state in {S.BROKEN, S.DECLINED} else 3,
            answers=answers,
            go=gettext_lazy("Other terms") if is_asked else gettext_lazy("Look at it"),
        )

    def _owed(self, one: Commitment) -> Item:
        return Item(
            key=f"{self.code}:{one.code}",
            side=Side.OWED,
            kind=gettext_lazy("Commitment"),
            icon="handshake",
            title=_("%(what)s for “%(name)s”") % {"what": one.label, "name": one.campaign.name},
            url=reverse("coordination:commitment", args=[one.code]),
            campaign_code=one.campaign.code,
            person=doer(one),
            note=one.get_state_display(),
            due=one.due_on,
            go=gettext_lazy("Look at it"),
        )

    def answer(self, rest: str, name: str, *, actor: User, reason: str) -> str:
        if name not in KNOWN:
            no_such_answer()
        code, seen = parted(rest)
        one = listed(actor).filter(code=code).first()
        if one is None:
            refuse("not-found", gettext_lazy("There is no such commitment."), status=404)
        require_seen(seen, one.etag)
        step, _dash, mark = name.partition("-")
        asked: dict[str, Any] = {"reason": reason}
        if step == "done":
            asked = {"evidence": reason}
        elif mark:
            asked = {"mark": int(mark)}
        change_commitment(commitment=one, name=step, actor=actor, etag=one.etag, **asked)
        return display.labelled(one.label, ROWS[step].done)


def turns_of(user: User, today: dt.date) -> QuerySet[Any]:
    """The commitments that wait for the person or they for them, with whose ``turn`` it is."""
    late = Q(state__in=[S.BROKEN, S.DECLINED]) | Q(due_on__lte=today + NEAR)
    turns = {
        "mine": owed_by(user) & Q(state__in=MINE),
        "asked": owed_to(user) & Q(state__in=CUSTOMERS),
        "decided": answered_for(user) & Q(state__in=HEADS),
        "owed": owed_to(user) & late & Q(state__in=UNKEPT - {S.COUNTERED}),
    }
    turn = Case(*(When(condition, then=Value(name)) for name, condition in turns.items()))
    rows = Commitment.objects.annotate(turn=turn).exclude(turn=None).select_related(*NAMED)
    return rows.order_by("due_on", "pk")[:MOST]


SOURCE = Commitments()
