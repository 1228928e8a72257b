"""Writing the audit trail, in the transaction of what it tells of."""

from __future__ import annotations

import datetime as dt
from typing import Any, Protocol

from common import clock
from common.models import AuditEvent


class Actor(Protocol):
    """Whoever acts: a user; ``None`` where the clock does."""

    def get_username(self) -> str: ...


def record(
    action: str,
    *,
    actor: Actor | None,
    object_type: str,
    object_code: str,
    unit: str = "",
    from_state: str = "",
    to_state: str = "",
    reason: str = "",
    acting_for: str = "",
    details: dict[str, Any] | None = None,
    now: dt.datetime | None = None,
) -> AuditEvent:
    """Append one audit row. ``details`` takes codes and numbers, never names or phones of
    customers.
    """
    return AuditEvent.objects.create(
        happened_at=now or clock.now(),
        actor=actor.get_username() if actor else "",
        acting_for=acting_for,
        action=action,
        object_type=object_type,
        object_code=object_code,
        unit=unit,
        from_state=from_state,
        to_state=to_state,
        reason=reason,
        details=details or {},
    )
