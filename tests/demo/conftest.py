from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

import time_machine
from django.db import transaction

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
