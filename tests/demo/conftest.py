from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import time_machine
from django.db import transaction

from common import clock, jobs
from customers import bitmaps
from demo.order import load_demo
from demo.scenario import Scenario

PASSWORD = "a password of the tests"
CUSTOMERS = 2000


@contextmanager
def small_company(today: dt.date) -> Iterator[Scenario]:
    """The demo company with few customers as it is loaded on a day, gone afterwards."""
    scenario = Scenario(today=today, customers=CUSTOMERS)
    with time_machine.travel(scenario.at(today, 8)), transaction.atomic():
        load_demo(scenario, password=PASSWORD)
        yield scenario
        transaction.set_rollback(True)
    bitmaps._sets.clear()


@pytest.fixture(scope="module")
def company(django_db_setup, django_db_blocker) -> Iterator[Scenario]:
    """One company for the tests of a module, which only read it; all its checks have run.

    The tests are not marked for the database, because a mark's own transaction would end this one.
    """
    with django_db_blocker.unblock(), small_company(clock.today()) as scenario:
        jobs.drain()
        yield scenario
