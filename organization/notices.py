"""Telling people something, in the transaction that made it true."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from common import clock
from organization.models import Notice, User
from organization.outbox import write_deliveries


def notices(
    users: Iterable[User],
    code: str,
    case: str,
    *,
    params: dict[str, Any],
    url: str = "",
    now: dt.datetime | None = None,
) -> list[Notice]:
    """One notice for each person, to be told. ``code`` and ``case`` name a registered message."""
    at = now or clock.now()
    return [
        Notice(user=user, code=code, case=case, params=params, url=url, created_at=at)
        for user in dict.fromkeys(users)
    ]


def tell(written: Iterable[Notice]) -> None:
    """Write notices, and what leaves the product with them."""
    write_deliveries(Notice.objects.bulk_create(written))


def notify(users: Iterable[User], code: str, case: str, **how: Any) -> None:
    """Tell each of these people the same, as ``notices`` says it."""
    tell(notices(users, code, case, **how))
