"""Customers and plans in the database for the tests of the whole way."""

from __future__ import annotations

from typing import Any

from campaigns.models import Campaign
from common import jobs
from customers.models import Customer, Segment
from tests.factories.campaigns import make_checking

SERVICE = {"contingency": "回拨", "script": "请这样说", "terms": "条款", "exit_rule": "随时可退"}


def list_of(customers: list[Customer]) -> dict[str, Any]:
    """An audience of exactly these customers."""
    return {"include": [{"list": [customer.number for customer in customers]}], "exclude": []}


def offers(get: str = "50.00", **more: Any) -> list[dict[str, Any]]:
    return [
        {
            "product": "recharge",
            "kind": "recharge_gift",
            "pay": "100.00",
            "get": get,
            "stackable": False,
            **more,
        }
    ]


def submitted(
    author: Any, customers: list[Customer], *, check: bool = True, **plan: Any
) -> Campaign:
    """A submitted plan of the author's unit for these customers, ready for service; checked unless
    said.
    """
    campaign = make_checking(
        author,
        **{"audience": list_of(customers), "offers": offers(), "service_plan": SERVICE, **plan},
    )
    if check:
        jobs.drain()
    return Campaign.objects.get(pk=campaign.pk)


def people_in(customers: list[Customer], unit: Any) -> None:
    """Let the customers live in a branch."""
    Customer.objects.filter(pk__in=[customer.pk for customer in customers]).update(unit=unit)


def everybody() -> Segment:
    return Segment.objects.get(code="everybody")
