"""What people name when they group: an account by its number, a marketing customer by its code."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.errors import refuse
from common.text import normalise
from customers import access
from customers.grouping.queries import visible_groups
from customers.lookups import is_phone
from customers.models import Customer, MarketingCustomer, Party
from organization.models import User
from organization.permissions import Permission


def account_named(user: User, number: str, *, at: str = "account") -> Customer:
    """The account of a number, its own or its party's. Raises ``Refused`` (400) at the field for
    one that is not there or not theirs to see; phones are no numbers here.
    """
    wanted = normalise(number)
    if is_phone(wanted):
        refuse("phone", _("Name the customer number, not the phone."), status=400, attr=at)
    rows = access.visible_customers(user, Permission.MATCH_CUSTOMERS).select_related("party")
    found = rows.filter(Q(number=wanted) | Q(party__number=wanted)).order_by("id").first()
    if found is None:
        refuse("unknown", _("There is no such customer number."), status=400, attr=at)
    return found


def person_named(user: User, number: str) -> Party | None:
    """The decision-maker of a number; None for an empty one."""
    return account_named(user, number, at="decision_maker").party if number.strip() else None


def group_named(user: User, code: str, *, at: str = "below") -> MarketingCustomer:
    """The marketing customer of a code. Raises ``Refused`` (400) at the field."""
    rows = visible_groups(user, Permission.MATCH_CUSTOMERS)
    found = rows.filter(code=normalise(code).replace("\0", "")).first()
    if found is None:
        refuse("unknown", _("There is no such marketing customer."), status=400, attr=at)
    return found
