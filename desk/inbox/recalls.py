"""Recalled texts that I had: to be confirmed as no longer used."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.errors import refuse
from comms import commands
from comms.queries import recalled_for
from desk.inbox.item import Answer, Item, Side
from desk.inbox.plans import no_such_answer
from organization.models import User

CONFIRM = Answer(
    name="confirm_recall",
    label=gettext_lazy("No longer used"),
    icon="check",
    is_best=True,
    is_bulk=True,
)
MOST = 20


class Recalls:
    """A row for each recalled text."""

    code = "recall"

    def items(self, user: User, today: dt.date) -> list[Item]:
        return [
            Item(
                key=f"{self.code}:{draft.code}",
                side=Side.OWE,
                kind=gettext_lazy("Recalled"),
                icon="block",
                title=_("“%(title)s” is recalled: do not use it any more") % {"title": draft.title},
                url=reverse("comms:draft", args=[draft.code]),
                note=draft.withdrawn_reason,
                due=today,
                weight=1,
                answers=(CONFIRM,),
                go=gettext_lazy("Read it"),
            )
            for draft in recalled_for(user)[:MOST]
        ]

    def answer(self, rest: str, name: str, *, actor: User, reason: str) -> str:
        if name != CONFIRM.name:
            no_such_answer()
        draft = recalled_for(actor).filter(code=rest).first()
        if draft is None:
            refuse("not-found", gettext_lazy("There is no such draft."), status=404)
        commands.confirm_recall(draft_id=draft.pk, actor=actor)
        return _("Confirmed: “%(title)s” is no longer used with you.") % {"title": draft.title}


SOURCE = Recalls()
