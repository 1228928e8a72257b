from __future__ import annotations

import pytest
from django.core.cache import caches
from django.test import Client
from rest_framework.test import APIClient

from calendars import cache
from campaigns import findings, registries
from campaigns.findings import Acceptor, RuleInfo
from common import messages
from tests.factories.campaigns import World, make_world

TEST_RULE = "test-rule"


@pytest.fixture
def world(db) -> World:
    return make_world()


@pytest.fixture(autouse=True)
def fresh_memory() -> None:
    """What the process remembers belongs to another test's database."""
    cache.forget()
    caches["process"].clear()


@pytest.fixture(autouse=True)
def known_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    """One rule for everything the tests record; it is accepted by both heads."""
    monkeypatch.setitem(
        findings._rules,
        TEST_RULE,
        RuleInfo(code=TEST_RULE, title="Test", accepted_by=Acceptor.BOTH_HEADS),
    )
    monkeypatch.setitem(
        messages._templates, (TEST_RULE, "case"), "%(persons)s persons with %(other)s."
    )


@pytest.fixture(autouse=True)
def silent_recheck(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing has changed when the head signs."""
    monkeypatch.setattr(registries, "_recheck", [lambda campaign, since: []])


@pytest.fixture
def api():
    """An API client of a person, with all the scopes of a session."""

    def make(user) -> APIClient:
        client = APIClient()
        client.force_authenticate(user)
        return client

    return make


@pytest.fixture
def page():
    """A browser of a person, in English so that words can be read in the test."""

    def make(user, language: str = "en") -> Client:
        client = Client()
        client.force_login(user)
        client.cookies["django_language"] = language
        return client

    return make
