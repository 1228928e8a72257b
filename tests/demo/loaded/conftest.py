from __future__ import annotations

from collections.abc import Iterator

import pytest

from common import clock, jobs
from demo.scenario import Scenario
from tests.demo.conftest import small_company


@pytest.fixture(scope="package")
def company(django_db_setup, django_db_blocker) -> Iterator[Scenario]:
    """One company for the tests of this folder, which only read it; all its checks have run.

    The tests are not marked for the database, because a mark's own transaction would end this one.
    """
    with django_db_blocker.unblock(), small_company(clock.today()) as scenario:
        jobs.drain()
        yield scenario
