"""What people hear about deliveries."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from channels.registries import plans
from common import clock, messages
from organization import notice_kinds
from organization.enums import Role
from organization.models import Membership, Unit, User
from organization.notices import notify
from resources.enums import BenefitState
from resources.models import Arrival, Reservation, Resource

CODE = "resources"
notice_kinds.register(CODE, _("Stock and deliveries"))
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
        "moved": _("The delivery to %(unit)s now reads: %(quantity)s × %(resource)s on %(day)s."),
        "cancelled": _(
            "The delivery of %(quantity)s × %(resource)s to %(unit)s on %(day)s will not come."
        ),
        "delivery_changed": _(
            "%(campaign)s “%(name)s” lacks %(missing)s × %(resource)s in %(unit)s by %(by)s: a"
            " delivery comes later or smaller than it counted on."
        ),
        "delivery_short": _(
            "%(campaign)s “%(name)s” lacks %(missing)s × %(resource)s in %(unit)s by %(by)s: fewer"
            " came than were announced."
        ),
        "delivery_cancelled": _(
            "%(campaign)s “%(name)s” lacks %(missing)s × %(resource)s in %(unit)s by %(by)s: a"
            " delivery that it counted on will not come."
        ),
        "lost": _(
            "%(campaign)s “%(name)s” lacks %(missing)s × %(resource)s in %(unit)s by %(by)s: a"
            " count found fewer than it holds."
        ),
        "filled": _(
            "%(campaign)s “%(name)s”: %(pieces)s × %(resource)s on back-order in %(unit)s are there"
            " now and held for it."
        ),
        "benefits_expired": ngettext_lazy(
            "%(count)s benefit that you reserved was not handed over in time and is free again.",
            "%(count)s benefits that you reserved were not handed over in time and are free again.",
            "count",
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


def tell_of_change(arrival: Arrival, *, now: dt.datetime) -> None:
    """Tell the unit that another quantity, or another day, is to be expected."""
    params = {**_facts(arrival), "day": arrival.expected_on.isoformat()}
    url = reverse("resources:arrivals")
    notify(receivers(arrival.unit), CODE, "moved", params=params, url=url, now=now)


def tell_of_difference(arrival: Arrival, *, actor: User, now: dt.datetime) -> None:
    params = {**_facts(arrival), "received": arrival.received, "note": arrival.receipt_note}
    url = reverse("resources:detail", args=[arrival.resource.code])
    notify(keepers().exclude(pk=actor.pk), CODE, "differs", params=params, url=url, now=now)


def tell_of_cancellation(arrival: Arrival, *, now: dt.datetime) -> None:
    params = {**_facts(arrival), "day": arrival.expected_on.isoformat()}
    url = reverse("resources:arrivals")
    notify(receivers(arrival.unit), CODE, "cancelled", params=params, url=url, now=now)


def tell_of_lack(
    case: str,
    resource: Resource,
    unit: Unit,
    *,
    campaign: str,
    missing: int,
    by: dt.date,
    actor: User,
    now: dt.datetime,
) -> None:
    """Tell who plans and who heads a plan what it lacks now, and why; keepers see it on the
    board.
    """
    for plan, people in plans().answerable([campaign]).values():
        params = {
            "campaign": plan.code,
            "name": plan.name,
            "missing": missing,
            "resource": resource.name,
            "unit": unit.name,
            "by": by.isoformat(),
        }
        told = [person for person in people if person.pk != actor.pk]
        notify(told, CODE, case, params=params, url=plan.url, now=now)


def tell_of_filling(row: Reservation, pieces: int, *, now: dt.datetime) -> None:
    """Tell who answers for a plan that some of what it waited for is held for it."""
    for plan, people in plans().answerable([row.campaign]).values():
        params = {
            "campaign": plan.code,
            "name": plan.name,
            "pieces": pieces,
            "resource": row.resource.name,
            "unit": row.unit.name,
        }
        notify(people, CODE, "filled", params=params, url=plan.url, now=now)


def tell_of_expiry(username: str, count: int, *, now: dt.datetime) -> None:
    """Tell who reserved benefits that they are free again."""
    people = User.objects.filter(username=username, is_active=True)
    url = f"{reverse('resources:benefits')}?state={BenefitState.EXPIRED}"
    notify(people, CODE, "benefits_expired", params={"count": count}, url=url, now=now)


def _facts(arrival: Arrival) -> dict[str, object]:
    return {
        "resource": arrival.resource.name,
        "unit": arrival.unit.name,
        "quantity": arrival.quantity,
    }


def _people(memberships: QuerySet[Membership]) -> QuerySet[User]:
    valid = Membership.objects.valid_on(clock.today()).filter(pk__in=memberships.values("pk"))
    return User.objects.filter(pk__in=valid.values("user"), is_active=True).order_by("id")
