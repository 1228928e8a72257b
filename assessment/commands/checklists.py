"""What is asked of a category's plans. A change makes another version of its list; pre-assessments
that run keep theirs.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from assessment.beginning import list_number
from assessment.models import ChecklistItem, ChecklistVersion
from common import clock, locks
from organization.models import User
from organization.permissions import Permission
from organization.rows import remove_row, require_any, save_row

KEEPERS = (Permission.APPROVE_SERVICE, Permission.MANAGE_SETUP)
AREA = "checklists"


@transaction.atomic
def save_item(*, item: ChecklistItem, actor: User, now: dt.datetime | None = None) -> ChecklistItem:
    """Add or change a line of a category's list. Raises ``Refused`` (403), ``ValidationError``."""
    require_any(actor, KEEPERS)
    locks.advisory(AREA)
    before = ChecklistItem.objects.filter(pk=item.pk).first()
    item.full_clean()
    same = before is not None and all(
        getattr(before, field.name) == getattr(item, field.name)
        for field in ChecklistItem._meta.concrete_fields
    )
    if not same:
        new_versions({item.category, before.category if before else ""}, actor, now or clock.now())
    save_row(item, kind="checklist_item", code=item.code, actor=actor, area=AREA, now=now)
    return item


@transaction.atomic
def remove_item(*, item: ChecklistItem, actor: User, now: dt.datetime | None = None) -> None:
    """Take a line out of a category's list. Raises ``Refused`` (403)."""
    require_any(actor, KEEPERS)
    locks.advisory(AREA)
    new_versions({item.category}, actor, now or clock.now())
    remove_row(item, kind="checklist_item", code=item.code, actor=actor, area=AREA, now=now)


def new_versions(categories: set[str], actor: User, now: dt.datetime) -> None:
    """Count that the lists of these categories become others."""
    ChecklistVersion.objects.bulk_create(
        ChecklistVersion(category=one, number=list_number(one) + 1, made_at=now, made_by=actor)
        for one in sorted(categories - {""})
    )
