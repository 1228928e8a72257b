from __future__ import annotations

import hmac
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest

from organization.models import User


class AccountAdapter(DefaultAccountAdapter):
    """People are entered by administrators; nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def set_password(self, user: User, password: str) -> None:
        """A password that its owner chose need not be changed any more."""
        user.must_change_password = False
        super().set_password(user, password)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Outside demo mode the demo's password, which every start prints, opens nothing."""
        if not settings.JIEPAI_DEMO and is_demo_password(credentials.get("password", "")):
            return None
        return super().authenticate(request, **credentials)


def is_demo_password(password: str) -> bool:
    """Whether it is the password that this data folder's demo accounts were made with."""
    try:
        kept = (settings.JIEPAI_DATA / "demo_password").read_text().strip()
    except OSError:
        return False
    return hmac.compare_digest(kept.encode(), password.encode())
