"""What came of plans."""

from __future__ import annotations

import datetime as dt

from campaigns.models import PlanResult
from organization.models import User
from organization.permissions import Permission
from organization.rows import remove_row, require_any, save_row

KEEPERS = (Permission.EVALUATE_PLAN, Permission.MANAGE_SETUP)
AREA = "results"


def save_result(*, result: PlanResult, actor: User, now: dt.datetime | None = None) -> PlanResult:
    """Add or change what came of a plan. Raises ``Refused`` (403), ``ValidationError``."""
    require_any(actor, KEEPERS)
    code = result.campaign
    save_row(result, kind="plan_result", code=code, actor=actor, area=AREA, now=now)
    return result


def remove_result(*, result: PlanResult, actor: User, now: dt.datetime | None = None) -> None:
    """Take out a result that was entered wrongly. Raises ``Refused`` (403)."""
    require_any(actor, KEEPERS)
    code = result.campaign
    remove_row(result, kind="plan_result", code=code, actor=actor, area=AREA, now=now)
