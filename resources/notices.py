"""What people hear about deliveries."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common import clock, messages
from organization.enums import Role
from organization.models import Membership, Unit, User
from organization.notices import notify
from resources.models import Arrival

CODE = "resources"
messages.register(
    CODE,
    {
        "announced": _(
            "%(quantity)s × %(resource)s are to arrive in %(unit)s on %(day)s. Confirm them when"
            " they are there."
        ),
        "differs": _(
            "%(unit)s received %(received)s × %(resource)s instead of %(quantity)s: %(note)s"
        ),
    },
)


def keepers() -> QuerySet[User]:
    """Who looks after the stock of the whole company."""
    return _people(Membership.objects.filter(role=Role.RESOURCE_KEEPER))


def receivers(unit: Unit) -> QuerySet[User]:
    """Who says in a unit, or in the branch above it, what came."""
    codes = unit.path.strip("/").split("/")
    above = [f"/{'/'.join(codes[: n + 1])}/" for n in range(len(codes))]
    return _people(Membership.objects.filter(role=Role.BRANCH_VIEWER, unit__path__in=above))


def tell_of_announcement(arrival: Arrival, *, now: dt.datetime) -> None:
    params = {**_facts(arrival), "day": arrival.expected_on.isoformat()}
    notify(
        receivers(arrival.unit),
        CODE,
        "announced",
        params=params,
        url=reverse("resources:arrivals"),
        now=now,
    )


def tell_of_difference(arrival: Arrival, *, actor: User, now: dt.datetime) -> None:
    params = {**_facts(arrival), "received": arrival.received, "note": arrival.receipt_note}
    url = reverse("resources:detail", args=[arrival.resource.code])
    notify(keepers().exclude(pk=actor.pk), CODE, "differs", params=params, url=url, now=now)


def _facts(arrival: Arrival) -> dict[str, object]:
    return {
        "resource": arrival.resource.name,
        "unit": arrival.unit.name,
        "quantity": arrival.quantity,
    }


def _people(memberships: QuerySet[Membership]) -> QuerySet[User]:
    valid = Membership.objects.valid_on(clock.today()).filter(pk__in=memberships.values("pk"))
    return User.objects.filter(pk__in=valid.values("user"), is_active=True).order_by("id")
