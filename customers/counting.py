"""How many persons a set holds, as far as somebody may know who sees customers masked: a small
number would tell whom a condition means.
"""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common import display
from customers import access
from customers.masking import SMALLEST_TOLD
from organization.models import User
from organization.permissions import Permission


def is_told(persons: int) -> bool:
    """Whether a number of persons is large enough to be told exactly."""
    return persons >= SMALLEST_TOLD


def told(persons: int) -> str:
    """The number, or *fewer than 20*."""
    if is_told(persons):
        return display.number(persons)
    return _("fewer than %(n)s") % {"n": SMALLEST_TOLD}


def floored(persons: int) -> int:
    """By which number the words beside ``told`` are chosen: one or several."""
    return max(persons, SMALLEST_TOLD)


def told_persons(persons: int) -> str:
    """``1,234 persons``, ``fewer than 20 persons``."""
    return ngettext("%(n)s person", "%(n)s persons", floored(persons)) % {"n": told(persons)}


def counts_exactly(user: User) -> bool:
    """Whether every customer whom the user may count is one that they may see in clear."""
    return user.may(Permission.UNMASK_CUSTOMERS) and not access.sees_all_customers(user)
