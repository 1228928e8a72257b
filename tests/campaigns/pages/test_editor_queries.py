"""The editor asks as often for a plan of one row each as for one of three, and never much."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaigns.views.editor.shape import SECTIONS
from customers.models import Segment
from tests.campaigns.pages.forms import Forms
from tests.factories.campaigns import day, make_draft
from tests.factories.channels import make_channel, make_product
from tests.factories.organization import make_unit
from tests.factories.resources import make_resource, make_stock

pytestmark = pytest.mark.django_db

MOST = 15
# Rows that hold rows are deleted list by list; the stock of a request is asked for.
SAVED = {"channels": 21, "resources": 19}


def url(plan, tail=""):
    return f"/campaigns/{plan.code}/edit/{tail}"


def plan_of(world, rows):
    """A plan with so many rows of everything."""
    numbers = range(rows)
    for n in numbers:
        make_product(f"product-{rows}-{n}")
        make_channel(f"channel-{rows}-{n}")
        make_stock(make_resource(f"resource-{rows}-{n}"), make_unit(f"place-{rows}-{n}"), 10)
        Segment.objects.create(
            code=f"segment-{rows}-{n}", name=f"客群{n}", kind="filter", definition={}
        )
    condition = {"field": "unit", "op": "in", "value": ["branch-east", "consumer"]}
    lines = [{"segment": f"segment-{rows}-{n}"} for n in numbers]
    return make_draft(
        world.planner,
        branches=["branch-east", "branch-west"],
        targets=[{"indicator": f"i-{n}", "value": "1.00"} for n in numbers],
        selling_points=[f"卖点{n}" for n in numbers],
        offers=[{"product": f"product-{rows}-{n}", "pay": "1.00"} for n in numbers],
        participants=[
            {"unit": f"place-{rows}-{n}", "product": f"product-{rows}-{n}"} for n in numbers
        ],
        audience={"include": [*lines, {"filter": {"all": [condition]}}]},
        placements=[
            {
                "channel": f"channel-{rows}-{n}",
                "waves": [{"on": day(11).isoformat(), "share": 0.2}] * rows,
                "exclude": lines,
            }
            for n in numbers
        ],
        resource_requests=[
            {
                "resource": f"resource-{rows}-{n}",
                "unit": f"place-{rows}-{n}",
                "quantity": 5,
                "needed_by": day(9).isoformat(),
            }
            for n in numbers
        ],
    )


def asked(client, method, *args):
    """The queries of a request, the work list counted before; the marks of a transaction within the
    test's are none.
    """
    client.get("/")
    with CaptureQueriesContext(connection) as found:
        response = getattr(client, method)(*args)
    assert response.status_code == 200, response
    return [one["sql"] for one in found if "SAVEPOINT" not in one["sql"]]


@pytest.mark.parametrize("rows", [1, 3])
def test_editor_opens_with_few_queries(page, world, rows):
    plan = plan_of(world, rows)
    client = page(world.planner)

    queries = asked(client, "get", url(plan))

    assert len(queries) <= MOST, "\n".join(one[:120] for one in queries)


# What a person changes in a section, in the first row.
CHANGES = {
    "basics": ("objective", "neu"),
    "offers": ("offers.0.pay", "7"),
    "audience": ("audience.0.side", "exclude"),
    "channels": ("placements.0.expected_orders", "7"),
    "resources": ("resource_requests.0.quantity", "7"),
    "service": ("service_plan.script", "这样说"),
    "comms": ("selling_points", "新卖点"),
}


@pytest.mark.parametrize("section", SECTIONS)
def test_section_is_saved_with_few_queries(page, world, section):
    counts = {}
    for rows in (1, 3):
        plan = plan_of(world, rows)
        fields = Forms(page(world.planner).get(url(plan)).content.decode()).fields[f"s-{section}"]
        name, value = CHANGES[section]
        client = page(world.planner, htmx=True)
        queries = asked(client, "post", url(plan, f"{section}/"), fields | {name: [value]})
        counts[rows] = len(queries)
    assert counts[3] == counts[1]
    assert counts[3] <= SAVED.get(section, MOST), "\n".join(one[:120] for one in queries)
