from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import time_machine
from django.db import connection, transaction
from django.test.utils import setup_databases

from common import clock, jobs
from customers import bitmaps
from desk.demo.load import load_demo
from desk.demo.setting import Setting

PASSWORD = "a password of the tests"
CUSTOMERS = 2000


@contextmanager
def small_company(today: dt.date) -> Iterator[Setting]:
    """The demo company with few customers as it is loaded on a day, gone afterwards."""
    setting = Setting(today=today, customers=CUSTOMERS)
    with time_machine.travel(setting.at(today, 8)), transaction.atomic():
        load_demo(setting, password=PASSWORD)
        yield setting
        transaction.set_rollback(True)
    bitmaps._sets.clear()


@pytest.fixture(scope="module")
def company(django_db_setup, django_db_blocker) -> Iterator[Setting]:
    """One company for the tests of a module, which only read it; all its checks have run.

    The tests are not marked for the database, because a mark's own transaction would end this one.
    """
    with django_db_blocker.unblock():
        if not connection.settings_dict["NAME"].startswith("test_"):
            setup_databases(verbosity=0, interactive=False, keepdb=True)
        with small_company(clock.today()) as setting:
            jobs.drain()
            yield setting
