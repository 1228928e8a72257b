from __future__ import annotations

import pytest
from django.core.cache import caches
from django.test import Client
from rest_framework.test import APIClient

from calendars import cache
from tests.world import compare_with, known_rule, silent_recheck

__all__ = ["compare_with", "known_rule", "silent_recheck"]


@pytest.fixture(autouse=True)
def fresh_memory() -> None:
    """What the process remembers belongs to another test's database."""
    cache.forget()
    caches["process"].clear()


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
