"""Units and ranges of policies, and how one is declared."""

from __future__ import annotations

from dataclasses import field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from organization.enums import Role
from organization.limits import Limits
from organization.policies import Value

DAYS = pgettext_lazy("measure", "days")
MONTHS = pgettext_lazy("measure", "months")
HOURS = pgettext_lazy("measure", "o'clock")
SECONDS = pgettext_lazy("measure", "seconds")
PERSONS = pgettext_lazy("measure", "persons")
CONTACTS = pgettext_lazy("measure", "contacts")
SHARE = pgettext_lazy("measure", "share, 0 to 1")
POINTS = pgettext_lazy("measure", "points")

A_SHARE = Limits(most=1)
A_WINDOW = Limits(least=1, most=366)  # days; a window of none would switch its limit off
A_CONTACT_LIMIT = Limits(most=1_000)  # none allowed at 0
# Two policies that cannot cross, so that some hours are always left.
A_MORNING_HOUR, AN_EVENING_HOUR = Limits(most=12), Limits(least=13, most=24)
A_SCORE = Limits(most=100)
SOME_POINTS = Limits(most=1_000)
SOME_PERSONS = Limits(most=1_000_000_000)


def policy(
    default: Value,
    label: str | Promise,
    unit: str | Promise = "",
    owner: Role = Role.LEADERSHIP,
    *,
    limits: Limits,
) -> Any:
    """A field that stands for one policy; its default is the value until an owner writes
    another.
    """
    return field(
        default=default, metadata={"label": label, "unit": unit, "owner": owner, "limits": limits}
    )
