"""Who signs in, and with what they may do."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import QuerySet

from common.written import read
from organization.models import User
from organization.models.user import with_today


class People(AuthenticationBackend):
    """The library's backend; the person of a session comes with their memberships of today, which
    every page asks for.
    """

    def get_user(self, user_id: Any) -> User | None:
        user = next(iter(read(_by_key, user_id)), None)
        return user if user is not None and self.user_can_authenticate(user) else None


def _by_key(key: Any) -> QuerySet[User]:
    return with_today(User.objects.filter(pk=key))
