"""Deliveries that are due where I say what came."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.display import number
from common.errors import refuse
from desk.inbox.item import Answer, Item, Side
from desk.inbox.plans import no_such_answer
from organization.models import User
from organization.permissions import Permission
from resources import commands
from resources.queries import arrivals_to_come

MOST = 20
RECEIVED = Answer(
    name="received", label=gettext_lazy("All arrived"), icon="check", is_best=True, is_bulk=True
)


class Arrivals:
    """A row for each delivery whose day has come."""

    code = "arrival"

    def items(self, user: User, today: dt.date) -> list[Item]:
        if not (user.may(Permission.CONFIRM_ARRIVAL) or user.may(Permission.MANAGE_STOCK)):
            return []
        due = [one for one in arrivals_to_come(user=user) if one.is_due and one.may_confirm][:MOST]
        return [
            Item(
                key=f"{self.code}:{one.arrival.pk}",
                side=Side.OWE,
                kind=gettext_lazy("Delivery"),
                icon="truck",
                title=_("%(quantity)s × %(resource)s to %(unit)s: did they arrive?")
                % {
                    "quantity": number(one.arrival.quantity),
                    "resource": one.arrival.resource.label,
                    "unit": one.arrival.unit.label,
                },
                url=reverse("resources:confirm", args=[one.arrival.pk]),
                due=one.arrival.expected_on,
                weight=4,
                answers=(RECEIVED,),
                go=gettext_lazy("Another number"),
            )
            for one in due
        ]

    def answer(self, rest: str, name: str, *, actor: User, reason: str) -> str:
        if name != RECEIVED.name:
            no_such_answer()
        arrival = next(
            (one.arrival for one in arrivals_to_come(user=actor) if str(one.arrival.pk) == rest),
            None,
        )
        if arrival is None:
            refuse("not-found", gettext_lazy("There is no such delivery."), status=404)
        commands.confirm_arrival(arrival_id=arrival.pk, received=arrival.quantity, actor=actor)
        return _("%(quantity)s × %(resource)s received.") % {
            "quantity": number(arrival.quantity),
            "resource": arrival.resource.label,
        }


SOURCE = Arrivals()
