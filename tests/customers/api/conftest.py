from __future__ import annotations

import pytest
from rest_framework.test import APIClient

from organization.tokens import issue_token
from tests.factories.organization import make_user


@pytest.fixture
def client_of():
    """A REST client with a token of a person in a role."""

    def make(role, unit=None, scopes=("all",)):
        user = make_user(role, unit)
        _token, key = issue_token(user=user, name="t", scopes=list(scopes), actor=user)
        client = APIClient()
        client.credentials(HTTP_AUTHORIZATION=f"Token {key}")
        return client

    return make
