"""Who may do the work that a way out names is led to where it is done."""

from __future__ import annotations

import pytest
from django.utils import translation

from findings.enums import WayOutKind
from findings.names import NameResolver
from findings.outlooks import Outlook
from findings.places import place_of
from findings.way_views import WayView, best_first, label_of
from organization.enums import Role
from tests.factories.organization import make_user
from tests.factories.resources import make_resource

pytestmark = pytest.mark.django_db

MOVED = {"resource": "leaflet-a4", "quantity": 800, "from": "branch-east", "to": "branch-west"}
ORDERED = {"resource": "leaflet-a4", "quantity": 30, "unit": "branch-east", "by": "2026-12-20"}
EXCEPTED = {"channel": "sms", "product": None, "group": "consumer"}


def test_each_is_led_to_their_own_work(world):
    keeper, manager = make_user(Role.RESOURCE_KEEPER, None), make_user(Role.CHANNEL_MANAGER, None)
    table = [
        (WayOutKind.TRANSFER_STOCK, MOVED, keeper, "/resources/leaflet-a4/transfer/?quantity=800"),
        (WayOutKind.REORDER, ORDERED, keeper, "/resources/leaflet-a4/announce/?quantity=30"),
        (WayOutKind.REQUEST_EXCEPTION, EXCEPTED, manager, "/channels/matrix/?group=consumer"),
        (
            WayOutKind.REQUEST_EXCEPTION,
            EXCEPTED | {"product": "plan-99"},
            manager,
            "/channels/matrix/plan-99/consumer/sms/",
        ),
        (
            WayOutKind.MAKE_COMMITMENT,
            {"items": ["training"]},
            world.planner,
            "/campaigns/C2026-0001/assessment/",
        ),
    ]
    for kind, params, person, address in table:
        assert place_of(kind, params, "C2026-0001", person).startswith(address), kind
    for kind, params, _person, _address in table[:4]:
        assert not place_of(kind, params, "C2026-0001", world.planner), kind


def test_the_form_is_filled_in(world, client):
    make_resource("leaflet-a4")
    keeper = make_user(Role.RESOURCE_KEEPER, None)
    client.force_login(keeper)

    page = client.get(place_of(WayOutKind.TRANSFER_STOCK, MOVED, "C1", keeper))

    form = page.context["form"]
    assert (form["source"].value(), form["target"].value()) == ("branch-east", "branch-west")
    assert form["quantity"].value() == "800"


def test_what_is_asked_says_how_much_from_where(world):
    make_resource("leaflet-a4")
    names = NameResolver(world.planner, [])
    with translation.override("en"):
        said = label_of(WayOutKind.TRANSFER_STOCK, MOVED, names)
    assert said.startswith("Transfer 800 of ")
    assert world.branch.name_en in said


def test_what_is_hindered_comes_last():
    def one(kind, *, hindered=False, solves=True):
        outlook = Outlook(
            blocking=0,
            warning=0,
            notice=0,
            is_better=True,
            hindrances=("empty_request",) if hindered else (),
        )
        return WayView(
            id=str(kind),
            kind=kind,
            label="",
            campaign="C1",
            params={},
            effect={},
            solves=solves,
            is_recommended=False,
            foreseen=outlook,
        )

    ways = [
        one(WayOutKind.REDUCE_REQUEST, hindered=True),
        one(WayOutKind.TRANSFER_STOCK),
        one(WayOutKind.SHIFT_DATES),
    ]
    assert [way.kind for way in best_first(ways)] == [
        WayOutKind.SHIFT_DATES,
        WayOutKind.TRANSFER_STOCK,
        WayOutKind.REDUCE_REQUEST,
    ]
