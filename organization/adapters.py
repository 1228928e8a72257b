"""How sign-in behaves here."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by the administrators of the company; nobody registers himself."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
