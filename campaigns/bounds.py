"""Numbers of a plan that do not fit each other: nothing forbids them, but somebody should look."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from campaigns.enums import Indicator
from campaigns.models import PlanVersion
from common import display
from customers.counting import told


def hints(version: PlanVersion, persons: int) -> Iterator[str]:
    """What to look at again, in the reader's language; ``persons`` are those who may take it."""
    orders = sum(one.expected_orders for one in version.placements.all())
    if persons and orders > persons:
        yield _(
            "%(orders)s expected orders are more than there are persons who may order: %(persons)s."
        ) % {
            "orders": display.number(orders),
            "persons": told(persons),
        }
    for target in version.targets.all():
        if persons and target.indicator == Indicator.ORDERS and target.value > persons:
            yield _(
                "A target of %(n)s orders is more than there are persons who may order:"
                " %(persons)s."
            ) % {
                "n": display.number(target.value),
                "persons": told(persons),
            }
    yield from of_resources(version)
    if version.training_on is not None and version.training_on >= version.starts_on:
        yield _("The training on %(day)s is not before the first day.") % {
            "day": display.full_date(version.training_on)
        }


def of_resources(version: PlanVersion) -> Iterator[str]:
    """What is asked for, against the budget and the first day."""
    requests = list(version.resource_requests.all())
    cost = sum((one.resource.unit_cost * one.quantity for one in requests), Decimal(0))
    if version.budget is not None and cost > version.budget:
        yield _("What is asked for costs %(cost)s, more than the budget of %(budget)s.") % {
            "cost": display.money(cost),
            "budget": display.money(version.budget),
        }
    late = [one for one in requests if one.needed_by > version.starts_on]
    for one in late:
        yield _("%(resource)s in %(unit)s is asked for by %(day)s only, after the first day.") % {
            "resource": one.resource.label,
            "unit": one.unit.label,
            "day": display.full_date(one.needed_by),
        }
