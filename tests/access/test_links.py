"""No page leads its reader to an address that their role may not open: every link of every page,
as everybody sees it, against the table of access.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client

from tests.access.matrix import KNOWN
from tests.access.stage import NOBODY, PEOPLE, STRANGER, Stage, make_stage, variants_of
from tests.factories.campaigns import make_world
from tests.routes import pages, route_of
from tests.world import declare_check, declare_test_rule

pytestmark = pytest.mark.sweep
LINK = re.compile(r'<a\b[^>]*\bhref="(/[^"#?]*)')
ROLES = [one for one in PEOPLE if one not in {NOBODY, STRANGER}]
OPEN, FORBIDDEN = "y", "3"


@pytest.fixture(scope="module")
def drawn(django_db_setup, django_db_blocker) -> Iterator[Stage]:
    """The stage with its pages filled in."""
    with (
        django_db_blocker.unblock(),
        pytest.MonkeyPatch.context() as patch,
        transaction.atomic(),
    ):
        declare_test_rule(patch)
        declare_check(patch, lambda campaign: [])
        yield make_stage(make_world())
        transaction.set_rollback(True)


@pytest.mark.parametrize("role", ROLES)
def test_no_page_links_to_what_its_reader_may_not_open(role: str, drawn: Stage):
    client = drawn.client(role, is_api=False)
    known = pages()

    dead = {
        (path, link)
        for path, variant in opened(role)
        for link in links_of(client, drawn, path, variant)
        if cells(route_of(link, known), role) == {FORBIDDEN}
    }

    assert dead == set()


def opened(role: str) -> list[tuple[str, str]]:
    """The pages that the role opens, with what they are about."""
    return [
        (path, variant)
        for path in sorted(pages())
        for variant in variants_of(path)
        if cell(path, variant, role) == OPEN
    ]


def links_of(client: Client, stage: Stage, path: str, variant: str) -> set[str]:
    with transaction.atomic():
        answer = client.get("/" + path.format(**stage.parameters(path, variant)))
        transaction.set_rollback(True)
    if answer.status_code != 200 or answer.streaming or "html" not in answer["Content-Type"]:
        return set()
    return set(LINK.findall(answer.content.decode()))


def cells(route: str | None, role: str) -> set[str]:
    """What the role gets at an address, whatever it is about; nothing where nobody knows it."""
    if route is None:
        return set()
    return {cell(route, variant, role) for variant in variants_of(route)}


def cell(path: str, variant: str, role: str) -> str:
    known = KNOWN.get((path, "GET", variant))
    return known[PEOPLE.index(role)] if known else ""
