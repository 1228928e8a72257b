"""Everything that a client may get wrong about a plan: 400 at the field, and nothing written."""

from __future__ import annotations

import pytest

from campaigns.models import Campaign, PlanVersion
from common.models import AuditEvent, Counter
from tests.factories.campaigns import day, make_draft, make_resource, plan_json

pytestmark = pytest.mark.django_db

URL = "/api/v1/campaigns/"
LEAF = {"field": "arpu", "op": "gte", "value": "1"}
NESTED = {"not": {"not": {"not": {"not": {"not": {"not": LEAF}}}}}}


def offer(**values):
    return {"offers": [{"product": "recharge", **values}]}


def wave(*waves, channel="sms"):
    return {"placements": [{"channel": channel, "product": "recharge", "waves": list(waves)}]}


def include(*sources):
    return {"audience": {"include": list(sources)}}


def request_of(**values):
    row = {
        "resource": "leaflet-a4",
        "unit": "branch-east",
        "quantity": 1,
        "needed_by": day(5).isoformat(),
    }
    return {"resource_requests": [row | values]}


BAD = [
    ({"name": ""}, "name", "blank"),
    ({"name": "x" * 81}, "name", "max_length"),
    ({"name": "x" * 1_000_000}, "name", "max_length"),
    ({"name": 7.5}, "name", "invalid"),
    ({"name": ["a"]}, "name", "invalid"),
    ({"name": "a\u202eb"}, "name", "hidden_characters"),
    ({"name": "a\u200bb"}, "name", "hidden_characters"),
    ({"name": "a\u0000b"}, "name", None),
    ({"category": "sale"}, "category", "invalid_choice"),
    ({"category": ""}, "category", "invalid_choice"),
    ({"owner_unit": "nowhere"}, "owner_unit", "unknown"),
    ({"owner_unit": "company"}, "owner_unit", "not_an_owner"),
    ({"owner_unit": 1}, "owner_unit", "invalid"),
    ({"branches": ["nowhere"]}, "branches.0", "unknown"),
    ({"branches": ["enterprise"]}, "branches.0", "not_a_branch"),
    ({"branches": "branch-east"}, "branches", "not_a_list"),
    ({"initiative": "none"}, "initiative", "unknown"),
    ({"external_code": "x" * 41}, "external_code", "max_length"),
    ({"starts_on": "2026-13-01"}, "starts_on", "invalid"),
    ({"starts_on": "2027-02-29"}, "starts_on", "invalid"),
    ({"starts_on": "1999-12-31"}, "starts_on", "out_of_range"),
    ({"starts_on": "0001-01-01"}, "starts_on", "out_of_range"),
    ({"ends_on": "2101-01-01"}, "ends_on", "out_of_range"),
    ({"ends_on": "9999-12-31"}, "ends_on", "out_of_range"),
    ({"starts_on": "01.10.2026"}, "starts_on", "invalid"),
    ({"starts_on": "2026-10-01T00:00:00Z"}, "starts_on", "invalid"),
    ({"starts_on": None}, "starts_on", None),
    ({"ends_on": day(9).isoformat()}, "ends_on", "dates_reversed"),
    ({"ends_on": day(10 + 366).isoformat()}, "ends_on", "window_too_long"),
    ({"objective": "x" * 2001}, "objective", "max_length"),
    ({"budget": "-1"}, "budget", "min_value"),
    ({"budget": "NaN"}, "budget", "invalid"),
    ({"budget": "1e400"}, "budget", None),
    ({"budget": "1.234"}, "budget", "max_decimal_places"),
    ({"budget": "１００"}, "budget", "invalid"),
    ({"budget": "1000000000000"}, "budget", "max_whole_digits"),
    ({"budget": True}, "budget", "invalid"),
    ({"targets": [{"indicator": "orders"}]}, "targets.0.value", "required"),
    ({"targets": [{"indicator": "orders", "value": "-5"}]}, "targets.0.value", "min_value"),
    ({"urgent": "perhaps"}, "urgent", "invalid"),
    ({"flex_days": -1}, "flex_days", "min_value"),
    ({"flex_days": 91}, "flex_days", "max_value"),
    ({"flex_days": 1.5}, "flex_days", "invalid"),
    ({"flex_days": True}, "flex_days", "invalid"),
    ({"flex_days": "７"}, "flex_days", "invalid"),
    ({"enrolment": "default"}, "enrolment", "invalid_choice"),
    ({"selling_points": ["x" * 121]}, "selling_points.0", "max_length"),
    ({"selling_points": ["x"] * 21}, "selling_points", "max_length"),
    (offer(product="nothing"), "offers.0.product", "unknown"),
    (offer(pay="-100"), "offers.0.pay", "min_value"),
    (offer(get="fifty"), "offers.0.get", "invalid"),
    (offer(get_kind="cash"), "offers.0.get_kind", "invalid_choice"),
    (offer(lock_months=121), "offers.0.lock_months", "max_value"),
    (offer(exclusive_group="No Spaces"), "offers.0.exclusive_group", "invalid"),
    (offer(colour="red"), "offers.0.colour", "unknown"),
    ({"offers": {"product": "recharge"}}, "offers.non_field_errors", "not_a_list"),
    ({"offers": ["recharge"]}, "offers.0.non_field_errors", "invalid"),
    ({"offers": [{}]}, "offers.0.product", "required"),
    (
        {"participants": [{"unit": "product", "product": "music-pack", "cost_share": "1.01"}]},
        "participants.0.cost_share",
        "max_value",
    ),
    (
        {"participants": [{"unit": "product", "product": "music-pack"}] * 2},
        "participants.1.product",
        "duplicate",
    ),
    (include({"segment": "none"}), "audience.include.0.segment", "unknown"),
    (include({"campaign": "C2020-9999"}), "audience.include.0.campaign", "unknown"),
    (include({}), "audience.include.0", "invalid"),
    (include({"segment": "everybody", "campaign": "C1"}), "audience.include.0", "invalid"),
    (include({"everybody": True}), "audience.include.0", "invalid"),
    (include("everybody"), "audience.include.0", "invalid"),
    (include({"list": []}), "audience.include.0.list", "empty"),
    (include({"list": ["nobody-1"]}), "audience.include.0.list", "unknown"),
    (include({"list": ["N0001"] * 10_001}), "audience.include.0.list", "max_length"),
    (include({"list": [1]}), "audience.include.0.list", "invalid"),
    (include({"filter": NESTED}), "audience.include.0.filter.not.not.not.not.not", None),
    (
        include({"filter": {"field": "shoe", "op": "eq", "value": 1}}),
        "audience.include.0.filter.field",
        None,
    ),
    (
        include({"filter": {"all": [{"field": "arpu", "op": "gte", "value": "much"}]}}),
        "audience.include.0.filter.all.0.value",
        None,
    ),
    (include({"filter": []}), "audience.include.0.filter", None),
    ({"audience": []}, "audience.non_field_errors", "invalid"),
    ({"audience": {"includes": []}}, "audience.includes", "unknown"),
    (
        {"eligibility": {"include": [{"segment": "none"}]}},
        "eligibility.include.0.segment",
        "unknown",
    ),
    ({"placements": [{"channel": "pigeon"}]}, "placements.0.channel", "unknown"),
    (
        {"placements": [{"channel": "sms", "product": "recharge"}] * 2},
        "placements.1.channel",
        "duplicate",
    ),
    ({"placements": [{"channel": "sms"}] * 2}, "placements.1.channel", "duplicate"),
    (
        {"placements": [{"channel": "sms", "expected_orders": 10**10}]},
        "placements.0.expected_orders",
        "max_value",
    ),
    (
        {"placements": [{"channel": "sms", "exclude": [{"segment": "none"}]}]},
        "placements.0.exclude.0.segment",
        "unknown",
    ),
    (wave({"on": day(9).isoformat()}), "placements.0.waves.0.on", "outside_window"),
    (wave({"on": day(41).isoformat()}), "placements.0.waves.0.on", "outside_window"),
    (wave({"on": day(10).isoformat(), "share": 0}), "placements.0.waves.0.share", "min_value"),
    (wave({"on": day(10).isoformat(), "share": 1.01}), "placements.0.waves.0.share", "max_value"),
    (
        wave({"on": day(10).isoformat(), "share": 0.333}),
        "placements.0.waves.0.share",
        "max_decimal_places",
    ),
    (
        wave({"on": day(10).isoformat(), "share": 0.6}, {"on": day(12).isoformat(), "share": 0.5}),
        "placements.0.waves.1.share",
        "shares_over_one",
    ),
    (
        wave({"on": day(10).isoformat(), "to": "everyone"}),
        "placements.0.waves.0.to",
        "invalid_choice",
    ),
    (wave({"on": day(10).isoformat(), "from": "24:00"}), "placements.0.waves.0.from", "invalid"),
    (
        wave({"on": day(10).isoformat(), "from": "18:00", "until": "09:00"}),
        "placements.0.waves.0.until",
        "times_reversed",
    ),
    (wave({}), "placements.0.waves.0.on", "required"),
    (request_of(resource="gold"), "resource_requests.0.resource", "unknown"),
    (request_of(unit="moon"), "resource_requests.0.unit", "unknown"),
    (request_of(quantity=0), "resource_requests.0.quantity", "min_value"),
    (request_of(quantity=-1), "resource_requests.0.quantity", "min_value"),
    (request_of(quantity=10**9), "resource_requests.0.quantity", "max_value"),
    (request_of(quantity=1.5), "resource_requests.0.quantity", "invalid"),
    (request_of(quantity=True), "resource_requests.0.quantity", "invalid"),
    (
        {"resource_requests": request_of()["resource_requests"] * 2},
        "resource_requests.1.resource",
        "duplicate",
    ),
    ({"service_plan": {"script": "x" * 4001}}, "service_plan.script", "max_length"),
    (
        {"service_plan": {"scripts": [{"campaign": "C1", "text": "…"}]}},
        "service_plan.scripts.0.campaign",
        "unknown",
    ),
    ({"service_plan": "none"}, "service_plan.non_field_errors", "invalid"),
    ({"state": "approved"}, "state", "unknown"),
    ({"revision": 7}, "revision", "unknown"),
    ({"author": "leader"}, "author", "unknown"),
    ({"code": "C2026-0001"}, "code", "unknown"),
    ({"id": 1}, "id", "unknown"),
]


def written():
    return [model.objects.count() for model in (Campaign, PlanVersion, AuditEvent, Counter)]


def test_every_bad_plan_is_refused_at_the_field(world, client_of):
    make_resource("leaflet-a4")
    client, before, wrong = client_of(world.planner), written(), []

    for change, attr, code in BAD:
        response = client.post(URL, plan_json() | change)
        errors = {error["attr"]: error["code"] for error in response.json().get("errors", [])}
        if response.status_code != 400 or attr not in errors or code not in {None, errors[attr]}:
            wrong.append((attr, code, response.status_code, errors))

    assert wrong == []
    assert written() == before


def test_table_is_long_enough():
    assert len(BAD) >= 60


@pytest.mark.parametrize("missing", ["name", "category", "owner_unit", "starts_on", "ends_on"])
def test_draft_needs_these(world, client_of, missing):
    payload = plan_json()
    del payload[missing]

    response = client_of(world.planner).post(URL, payload)

    assert [(error["attr"], error["code"]) for error in response.json()["errors"]] == [
        (missing, "required")
    ]


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b'"x"', b"null", b"[[[[" * 3000, b'{"name": NaN}', b'{"name": "\\ud800"}'],
)
def test_body_that_is_no_plan(world, client_of, body):
    response = client_of(world.planner).post(URL, body, content_type="application/json")

    assert response.status_code == 400


def test_other_content_type(world, client_of):
    assert client_of(world.planner).post(URL, "a=b", content_type="text/plain").status_code == 415


@pytest.mark.parametrize(
    ("change", "attr", "code"),
    [
        ({"ends_on": day(5).isoformat()}, "ends_on", "dates_reversed"),
        ({"starts_on": day(41).isoformat()}, "ends_on", "dates_reversed"),
        ({"starts_on": day(12).isoformat()}, "starts_on", "outside_window"),
        ({"ends_on": day(10).isoformat()}, "ends_on", "outside_window"),
        ({"offers": [{}]}, "offers.0.product", "required"),
        ({"name": None}, "name", "null"),
        ({"nonsense": 1}, "nonsense", "unknown"),
    ],
)
def test_change_is_checked_against_the_whole_plan(world, client_of, change, attr, code):
    campaign = make_draft(world.planner, **wave({"on": day(11).isoformat()}))

    response = client_of(world.planner).patch(f"{URL}{campaign.code}/", change)

    assert response.status_code == 400
    assert (attr, code) in {(error["attr"], error["code"]) for error in response.json()["errors"]}


BAD_FILTERS = [
    "state=running",
    "category=sale",
    "owner_unit=nowhere",
    "channel=pigeon",
    "product=none",
    "starts_after=yesterday",
    "starts_before=2026-02-30",
    "ends_after=1800-01-01",
    "overlaps=2026-10-01",
    "overlaps=2026-10-31..2026-10-01",
    "overlaps=2026-10-01..9999-01-01",
    "updated_since=now",
    "search=" + "x" * 81,
    "search=%00",
    "search=a%E2%80%AEb",
    "limit=0",
    "limit=501",
    "limit=-1",
    "limit=many",
    "ordering=budget",
    "ordering=owner__password",
    "owner__password=x",
    "nonsense=1",
]


def test_every_bad_filter_is_refused(world, client_of):
    client = client_of(world.planner)

    answers = {query: client.get(f"{URL}?{query}").status_code for query in BAD_FILTERS}

    assert answers == dict.fromkeys(BAD_FILTERS, 400)
