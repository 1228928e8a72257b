"""What a way out leads to is looked at on a copy: it holds no lock and writes nothing."""

from __future__ import annotations

import contextlib
import threading

import pytest
from django.db import connection, connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from campaigns.commands import change_state
from campaigns.models import Campaign
from common import jobs, locks
from common.errors import Busy
from findings.models import Finding
from preflight.views import panel
from tests.factories.campaigns import make_checking, make_draft, make_world
from tests.preflight.companies import SERVICE

RIVAL = [{"product": "recharge", "pay": "100.00", "get": "30.00"}]
WRITING = ("INSERT", "UPDATE", "DELETE", "SAVEPOINT")


def looked_at(world) -> tuple[Campaign, str, str]:
    """A checked plan, and the addresses of a way out of its clash and of what that leads to."""
    make_checking(world.rival, owner_unit="enterprise", offers=RIVAL)
    plan = make_checking(world.planner)
    jobs.drain()
    finding = Finding.objects.get(campaigns=plan, rule="offer-clash", severity="blocking")
    way = next(
        way
        for way in finding.ways_out
        if way["kind"] == "align_terms" and way["campaign"] == plan.code
    )
    page = f"/campaigns/{plan.code}/findings/{finding.pk}/ways/{way['id']}/"
    return plan, page, f"{page}outlook/"


def session(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.django_db
def test_looking_writes_and_locks_nothing(db):
    world = make_world()
    _plan, page, outlook = looked_at(world)
    client = session(world.planner)
    client.get(page)

    for address in (page, outlook):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        statements = [one["sql"] for one in asked]
        assert not [sql for sql in statements if sql.startswith(WRITING)]
        assert not [sql for sql in statements if "FOR UPDATE" in sql or "advisory" in sql]


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("holds_lock", [False, True], ids=["without the lock", "lock-held twin"])
def test_approval_passes_while_somebody_looks(transactional_db, monkeypatch, holds_lock):
    world = make_world()
    approved = make_draft(
        world.planner,
        audience={"include": [{"list": ["N0001"]}]},
        offers=[{"product": "music-pack", "pay": "10.00", "get": "5.00"}],
        service_plan=SERVICE,
    )
    change_state(campaign_id=approved.pk, name="submit", actor=world.planner)
    jobs.drain()
    change_state(campaign_id=approved.pk, name="finalise", actor=world.planner)
    _plan, _page, outlook = looked_at(world)
    outcomes: list[str] = []

    def approve() -> None:
        try:
            change_state(campaign_id=approved.pk, name="approve", actor=world.head)
            outcomes.append("passed")
        except Busy:
            outcomes.append("busy")
        finally:
            connections.close_all()

    def look(*args, **values):
        """Approve another plan in the middle of the look."""
        with transaction.atomic() if holds_lock else contextlib.nullcontext():
            if holds_lock:
                locks.advisory("approval")
            other = threading.Thread(target=approve)
            other.start()
            other.join()
        return panel_look(*args, **values)

    panel_look = panel.look_at
    monkeypatch.setattr(panel, "look_at", look)

    assert session(world.planner).get(outlook).status_code == 200

    assert outcomes == ["busy" if holds_lock else "passed"]


@pytest.mark.django_db
@pytest.mark.parametrize(("tried", "asks"), [("", True), ("3", False)])
def test_what_has_not_answered_is_no_zero(db, monkeypatch, tried, asks):
    """A deadline that came before the first rule says nothing about the finding or the numbers."""
    world = make_world()
    _plan, _page, outlook = looked_at(world)
    monkeypatch.setattr(panel, "SECONDS", -1.0)

    response = session(world.planner).get(outlook, {"again": tried})

    assert {row["after"] for row in response.context["counts"]} == {None}
    assert (response.context["is_gone"], response.context["is_open"]) == (False, True)
    assert (b"hx-trigger" in response.content) is asks
