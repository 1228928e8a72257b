"""Fixtures for tests that live in the small company of ``make_world``; a ``conftest.py`` imports
those that it needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import pytest
from rest_framework.test import APIClient

from campaigns.models import Campaign
from common import messages
from findings import registries, rule_info
from findings.enums import Acceptor
from findings.facts import (
    CHANNEL,
    OVERLAP,
    PRODUCT,
    Days,
    Facts,
    Figure,
    Many,
    Money,
    Note,
    Number,
    Persons,
    Ratio,
)
from findings.rule_info import RuleInfo
from findings.types import FindingDraft

TEST_RULE = "test-rule"
TEST_FACTS = Facts(
    shared_persons=Persons(is_shared=True, figure=Figure("Shared")),
    gap_points=Number(
        figure=Figure(
            "Gap", note=Note("%(own)s against %(other)s", own="rate_own", other="rate_other")
        )
    ),
    overlap_days=Days(figure=Figure("Overlap", note=Note("%(on)s", on=OVERLAP))),
    shared_channels=Many(CHANNEL, figure=Figure("Channels")),
    persons=Persons(),
    crowd=Persons(sides=True, is_whole=True),
    rate=Ratio(sides=True),
    pay=Money(sides=True),
)
Compare = Callable[[Campaign], Sequence[FindingDraft]]


@pytest.fixture(autouse=True)
def known_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    """One rule for everything the tests record; it is accepted by both heads."""
    declare_test_rule(monkeypatch)


def declare_test_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    info = RuleInfo(
        code=TEST_RULE,
        title="Test",
        accepted_by=Acceptor.BOTH_HEADS,
        subject=Facts(product=PRODUCT),
        facts=TEST_FACTS,
    )
    monkeypatch.setitem(rule_info._rules, TEST_RULE, info)
    monkeypatch.setitem(
        messages._templates, (TEST_RULE, "case"), "%(persons)s persons with %(other)s."
    )


@pytest.fixture
def compare_with(monkeypatch: pytest.MonkeyPatch) -> Callable[[Compare], None]:
    """Say what the check at approval finds."""

    return lambda compare: declare_check(monkeypatch, compare)


def declare_check(monkeypatch: pytest.MonkeyPatch, compare: Compare) -> None:
    asked = replace(registries.checker(), stands_against=compare)
    monkeypatch.setattr(registries, "_checker", [asked])


@contextmanager
def quiet_checks() -> Iterator[None]:
    """What ``known_rule`` and ``silent_recheck`` do for a test, for what tests share."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        declare_test_rule(monkeypatch)
        declare_check(monkeypatch, lambda campaign: [])
        yield


@pytest.fixture(autouse=True)
def silent_recheck(compare_with: Callable[[Compare], None]) -> None:
    """Nothing stands in the way when the head signs."""
    compare_with(lambda campaign: [])


@pytest.fixture
def client_of():
    """An API client of a person, with all the scopes of a session."""

    def make(user) -> APIClient:
        client = APIClient()
        client.force_authenticate(user)
        return client

    return make
