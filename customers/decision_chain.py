"""The decision chain of an organisation: what each of its key contacts does where it decides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Case, QuerySet, When
from django.utils.translation import gettext_lazy as _

from common import locks
from common.errors import refuse
from common.write import written
from customers import access
from customers.enums import DecisionPlace, LinkKind
from customers.masked_rows import public_number
from customers.models import Customer, PartyLink
from organization.models import User
from organization.permissions import Permission

ACTION = "customers.chain"
# Key contacts in the order of the decision chain; whoever has no place in it comes last.
IN_ORDER = Case(
    *(When(decides=place, then=at) for at, place in enumerate(DecisionPlace.values)),
    default=len(DecisionPlace.values),
)


def contacts_of(customer: Customer) -> QuerySet[PartyLink]:
    """The key contacts of an organisation, on whatever account, in the order of its decisions."""
    return (
        PartyLink.objects.filter(
            organisation__counted=customer.party.counted, kind=LinkKind.KEY_CONTACT
        )
        .select_related("person")
        .order_by(IN_ORDER, "person__ordinal")
    )


@transaction.atomic
def set_places(
    *,
    customer: Customer,
    places: Mapping[int, str],
    actor: User,
    now: dt.datetime | None = None,
) -> None:
    """Say what key contacts do where the organisation decides: by key of the link, empty for
    nobody knows. No file changes afterwards what was said here.

    Raises ``Refused``: 403 without the permission, 400 for somebody who is no key contact of it or
    a place that there is not, 409 where nothing would change.
    """
    access.require(Permission.MATCH_CUSTOMERS, actor)
    links = {
        link.pk: link for link in locks.many(contacts_of(customer).order_by().filter(pk__in=places))
    }
    if set(places) - set(links):
        refuse("no-contact", _("This is no key contact of the customer."), status=400)
    if set(places.values()) - {"", *DecisionPlace.values}:
        refuse("no-place", _("Choose a place in the decision chain."), status=400)
    changed = {key: link for key, link in links.items() if link.decides != places[key]}
    if not changed:
        refuse("unchanged", _("This is on record already."))
    changes = {
        link.person.number: [link.decides, places[key]] for key, link in sorted(changed.items())
    }
    for key, link in changed.items():
        link.decides, link.placed_by = places[key], actor.get_username()
        link.save(update_fields=["decides", "placed_by"])
    written(
        ACTION,
        "customer",
        public_number(customer),
        actor=actor,
        now=now,
        details={"changes": changes},
    )
