from __future__ import annotations

import pytest
from django.test import Client


@pytest.fixture
def page():
    """A browser session of a person; with ``htmx=True`` its requests are those of a fragment."""

    def sign_in(user, *, language: str = "en", htmx: bool = False) -> Client:
        user.language = language
        user.save(update_fields=["language"])
        client = Client(headers={"HX-Request": "true"} if htmx else {})
        client.force_login(user)
        return client

    return sign_in
