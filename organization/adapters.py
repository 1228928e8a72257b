from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
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
