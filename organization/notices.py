"""Telling people something, in the transaction that made it true."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from common import clock
from organization.models import Notice, User


def notify(
    users: Iterable[User],
    code: str,
    case: str,
    *,
    params: dict[str, Any],
    url: str = "",
    now: dt.datetime | None = None,
) -> None:
    """Write one notice for each person. ``code`` and ``case`` name a registered message."""
    at = now or clock.now()
    Notice.objects.bulk_create(
        Notice(user=user, code=code, case=case, params=params, url=url, created_at=at)
        for user in dict.fromkeys(users)
    )
