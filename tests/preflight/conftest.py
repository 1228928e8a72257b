from __future__ import annotations

import pytest
from rest_framework.test import APIClient

from preflight import preview


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """A busy machine may take longer than readers do; the tests of the deadline set their own."""
    for asked in (preview.preview, preview.preview_draft):
        monkeypatch.setattr(asked, "__kwdefaults__", {"seconds": 60.0})


@pytest.fixture
def client_of():
    """An API client of a person, with all the scopes of a session."""

    def make(user) -> APIClient:
        client = APIClient()
        client.force_authenticate(user)
        return client

    return make
