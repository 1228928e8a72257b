"""The days that matter to customers."""

from __future__ import annotations

import datetime as dt

from campaigns.models import Moment
from organization.models import User
from organization.permissions import Permission
from organization.rows import remove_row, require_any, save_row

KEEPERS = (Permission.APPROVE_COMPANY, Permission.MANAGE_SETUP)
AREA = "moments"


def save_moment(*, moment: Moment, actor: User, now: dt.datetime | None = None) -> Moment:
    """Add or change a moment. Raises ``Refused`` (403), ``ValidationError``."""
    require_any(actor, KEEPERS)
    save_row(moment, kind="moment", code=moment.code, actor=actor, area=AREA, now=now)
    return moment


def remove_moment(*, moment: Moment, actor: User, now: dt.datetime | None = None) -> None:
    """Take out a moment that was entered wrongly. Raises ``Refused`` (403)."""
    require_any(actor, KEEPERS)
    remove_row(moment, kind="moment", code=moment.code, actor=actor, area=AREA, now=now)
