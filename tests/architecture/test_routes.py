"""The tables that tests walk along, against the URLconf: a new address is looked at, or says why
not.
"""

from __future__ import annotations

import re

from tests.e2e.pages import EXAMPLES, MADE, NO_PAGES, cases
from tests.routes import pages, route_of, routes

LOOKED_AT = {route for case in cases() if (route := route_of(case.path, pages())) is not None}


def test_every_page_is_looked_at_in_a_browser():
    assert pages() - LOOKED_AT - set(NO_PAGES) == set()


def test_reasons_are_those_of_addresses_that_nobody_looks_at():
    assert set(NO_PAGES) <= pages()
    assert set(NO_PAGES) & LOOKED_AT == set()


def test_a_part_of_a_page_names_a_page_that_is_looked_at():
    named = {
        found[1] for reason in NO_PAGES.values() if (found := re.search(r" (\S+/\S*/)", reason))
    }

    assert named
    assert named <= LOOKED_AT


def test_examples_name_addresses_and_parameters_that_there_are():
    ours = [case.path for case in cases() if not case.path.startswith("/accounts/")]
    asked = {name for path in ours for name in re.findall(r"\{(\w+)\}", path)}

    assert [path for path in ours if route_of(path, pages()) is None] == []
    assert asked == set(EXAMPLES) | MADE


def test_a_page_that_only_takes_what_is_sent_is_known_as_such():
    methods = {route.path: route.methods for route in routes()}

    assert methods["notices/read/"] == ("POST",)
    assert methods["campaigns/{code}/findings/"] == ("GET",)
    assert methods["customers/import/{token}/discard/"] == ("POST",)
    assert methods["channels/new/"] == ("GET", "POST")
