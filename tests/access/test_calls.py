from __future__ import annotations

import pytest

from tests.access import matrix
from tests.access.stage import Stage
from tests.routes import Route, routes

pytestmark = pytest.mark.sweep
ROUTES = [route for route in routes() if route.is_api]


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.path)
def test_everybody_gets_at_the_call_what_the_table_says(route: Route, stage: Stage):
    matrix.hold(route, stage)
