"""Checks of different plans beside each other: one that takes very long keeps nobody waiting."""

from __future__ import annotations

import threading

import pytest
from django.db import connections

from common import job_kinds, jobs
from findings.models import CheckRun
from preflight import engine
from preflight.rules import all_rules
from tests.factories.campaigns import make_checking, make_world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]

PATIENCE = 60


def in_thread(call) -> threading.Thread:
    def run():
        try:
            call()
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


@pytest.fixture(params=[True, False], ids=["side by side", "one at a time: the twin"])
def is_side_by_side(request, monkeypatch) -> bool:
    if not request.param:
        monkeypatch.setattr(job_kinds, "ALONE", job_kinds.ALONE | {engine.CHECK_JOB})
        monkeypatch.setattr(jobs, "ALONE", job_kinds.ALONE)
    return request.param


def test_a_giant_plan_does_not_block_small_ones(transactional_db, monkeypatch, is_side_by_side):
    """Two hands: one of them is in the rules of the giant until the others have been looked for."""
    world = make_world()
    giant, *small = [make_checking(world.planner) for _ in range(4)]
    rule = all_rules()[0]
    is_under_way, may_go_on = threading.Event(), threading.Event()
    asked = type(rule).run

    def run(self, plan, context):
        if plan.code == giant.code:
            is_under_way.set()
            may_go_on.wait(PATIENCE)
        yield from asked(self, plan, context)

    monkeypatch.setattr(type(rule), "run", run)
    first = in_thread(lambda: list(jobs.work()))
    try:
        assert is_under_way.wait(PATIENCE)
        second = in_thread(lambda: list(jobs.work()))
        second.join(PATIENCE)
        done = set(
            CheckRun.objects.filter(finished_at__isnull=False).values_list(
                "campaign__code", flat=True
            )
        )
    finally:
        may_go_on.set()
        first.join(PATIENCE)

    assert done == ({one.code for one in small} if is_side_by_side else set())
    finished = CheckRun.objects.filter(finished_at__isnull=False, campaign__code=giant.code)
    assert finished.exists()
