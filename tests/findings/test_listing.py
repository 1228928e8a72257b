"""Findings by pages: which stand on one, and how a link to one finds its page."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import fields

import pytest
from django.test import Client

from findings.addresses import address_of
from findings.enums import FindingState, Severity
from findings.models import Finding
from findings.views.cards import Card
from findings.views.listing import PAGE
from findings.views.page import MOST_WHOLE
from tests.factories.campaigns import make_coordinating, make_finding
from tests.world import known_rule

__all__ = ["known_rule"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(world):
    """A plan with some more blocking findings than a page holds, and a warning."""
    plan = make_coordinating(world.planner)
    for number in range(PAGE + 2):
        make_finding(
            plan, severity=Severity.BLOCKING, facts={"persons": number}, fingerprint=f"b{number}"
        )
    make_finding(plan, severity=Severity.WARNING, facts={"persons": 1}, fingerprint="w")
    return plan


def shown(client: Client, address: str) -> list[str]:
    groups = client.get(address).context["groups"]
    return [card.view.finding.fingerprint for group in groups for card in group.cards]


@pytest.mark.usefixtures("known_rule")
def test_pages_hold_each_finding_once(world, client, plan):
    client.force_login(world.planner)
    address = f"/campaigns/{plan.code}/findings/?show=all"

    first, second = shown(client, address), shown(client, f"{address}&cursor={PAGE}")

    assert len(first) == PAGE
    assert second[-1] == "w"
    assert sorted(first + second) == sorted(Finding.objects.values_list("fingerprint", flat=True))
    group = client.get(address).context["groups"][0]
    assert (group.total, len(group.cards)) == (PAGE + 2, PAGE)
    rest = client.get(f"{address}&cursor={PAGE}", headers={"accept-language": "en"})
    (one_row, _warning) = [row for group in rest.context["groups"] for row in group.rows]
    assert (one_row.total, len(one_row.cards)) == (PAGE + 2, 2)
    assert f"{PAGE + 2} findings" in rest.content.decode()


@pytest.mark.usefixtures("known_rule")
@pytest.mark.parametrize("state", [FindingState.OPEN, FindingState.RESOLVED])
def test_a_link_to_a_finding_finds_its_page_and_unfolds_it(world, client, plan, state):
    """The warning stands behind all that blocks, and is not shown at first."""
    client.force_login(world.planner)
    finding = Finding.objects.get(fingerprint="w")
    Finding.objects.filter(pk=finding.pk).update(state=state)

    address, _hash, mark = address_of(plan.code, finding.pk).partition("#")
    response = client.get(address)

    cards = [card for group in response.context["groups"] for card in group.cards]
    assert finding in [card.view.finding for card in cards]
    assert [card.view.finding for card in cards if card.is_open] == (
        [finding] if state == FindingState.OPEN else []
    )
    assert f'id="{mark}"' in response.content.decode()


def test_findings_beyond_the_first_come_when_they_are_unfolded(world, plan, page):
    address, client = f"/campaigns/{plan.code}/findings/", page(world.planner)

    (row,) = client.get(address).context["groups"][0].rows
    assert [one.is_whole for one in row.cards] == [True] * MOST_WHOLE + [False] * (
        PAGE - MOST_WHOLE
    )
    last = row.cards[-1].view.finding.pk

    def unfolded(user, key):
        return page(user).get(f"{address}?card={key}", headers={"hx-request": "true"})

    text = unfolded(world.planner, last).content.decode()
    assert "Discussion" in text
    assert "<html" not in text
    assert unfolded(world.planner, "nonsense").status_code == 404
    assert unfolded(world.rival, last).status_code == 404
    named = client.get(f"{address}?at={last}").context["groups"][0].cards
    assert next(one for one in named if one.view.finding.pk == last).is_whole


def test_a_long_list_of_a_finding_says_how_long_it_is():
    named = {field.name: None for field in fields(Card)}
    card = Card(**named | {"view": Namespace(named=list(range(30))), "tables": []})

    assert (len(card.named), card.length) == (30, 0)
    card.most = 20
    assert (len(card.named), card.length) == (20, 30)
