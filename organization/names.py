"""Names of people of whom only the user name is kept."""

from __future__ import annotations

from collections.abc import Iterable

from organization.models import User


def names_of(usernames: Iterable[str]) -> dict[str, str]:
    """Names by user name, in one query; of who is gone there is none."""
    wanted = {name for name in usernames if name}
    return {user.username: str(user) for user in User.objects.filter(username__in=wanted)}
