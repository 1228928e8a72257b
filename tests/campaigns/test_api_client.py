"""A client that is built from the OpenAPI document: what it sends, and what that changes."""

from __future__ import annotations

from typing import Any

import pytest
from drf_spectacular.generators import SchemaGenerator

from tests.factories.campaigns import make_checking, plan_json, run_check

pytestmark = pytest.mark.django_db
FULL = {
    "objective": "拉新",
    "contacts": "王敏",
    "notes": "备注",
    "external_code": "BOSS-1",
    "flex_days": 14,
    "enrolment": "opt_out",
    "urgent": True,
    "budget": "500.00",
    "selling_points": ["充100送50"],
}
# What a write itself moves.
MOVES = {"etag", "updated_at", "transitions"}


def body_of(schema: str, **given: Any) -> dict[str, Any]:
    """What generated clients put on the wire: what they are given, and the document's defaults."""
    document = SchemaGenerator().get_schema(request=None, public=True)
    fields = document["components"]["schemas"][schema]["properties"]
    assert set(given) <= set(fields)
    return {name: one["default"] for name, one in fields.items() if "default" in one} | given


def test_change_of_one_field_changes_one_field(world, client_of):
    client = client_of(world.planner)
    made = client.post("/api/v1/campaigns/", plan_json(**FULL), format="json").json()
    address = f"/api/v1/campaigns/{made['code']}/"
    before = client.get(address).json()

    after = client.patch(address, body_of("PatchedPlanRequest", name="新名"), format="json").json()

    changed = {name for name in before if before[name] != after[name]}
    assert changed - MOVES == {"name"}
    assert {name: before[name] for name in FULL} == FULL


def test_submitted_plan_takes_a_name_from_such_a_client(world, client_of):
    campaign = make_checking(world.planner, **FULL)
    run_check(campaign)

    answer = client_of(world.planner).patch(
        f"/api/v1/campaigns/{campaign.code}/",
        body_of("PatchedPlanRequest", name="新名"),
        format="json",
    )

    assert (answer.status_code, answer.json()["name"]) == (200, "新名")
