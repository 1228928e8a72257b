"""What the service side of a plan has to have ready, by category."""

from __future__ import annotations

import datetime as dt

from campaigns.models import ChecklistItem
from organization.models import User
from organization.permissions import Permission
from organization.rows import remove_row, require_any, save_row

KEEPERS = (Permission.APPROVE_SERVICE, Permission.MANAGE_SETUP)
AREA = "checklists"


def save_item(*, item: ChecklistItem, actor: User, now: dt.datetime | None = None) -> ChecklistItem:
    """Add or change a line of a category's list. Raises ``Refused`` (403), ``ValidationError``."""
    require_any(actor, KEEPERS)
    save_row(item, kind="checklist_item", code=item.code, actor=actor, area=AREA, now=now)
    return item


def remove_item(*, item: ChecklistItem, actor: User, now: dt.datetime | None = None) -> None:
    """Take a line out of a category's list. Raises ``Refused`` (403)."""
    require_any(actor, KEEPERS)
    remove_row(item, kind="checklist_item", code=item.code, actor=actor, area=AREA, now=now)
