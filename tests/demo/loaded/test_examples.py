"""What the look at every page opens is there in the demo company."""

from __future__ import annotations

import pytest
from django.db import connection

from tests.e2e.pages import EXAMPLES

pytestmark = [pytest.mark.usefixtures("company"), pytest.mark.database]


@pytest.mark.parametrize("name", EXAMPLES)
def test_example_is_there(name):
    with connection.cursor() as cursor:
        cursor.execute(EXAMPLES[name])
        assert cursor.fetchone()
