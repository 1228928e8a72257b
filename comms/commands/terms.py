"""The words that the advertising law speaks of."""

from __future__ import annotations

import datetime as dt

from comms.models import AdvertisingTerm
from organization.models import User
from organization.permissions import Permission
from organization.rows import remove_row, require_any, save_row

# The service manager answers for what customers are told; reviewers work with the list.
KEEPERS = (Permission.APPROVE_SERVICE, Permission.REVIEW_DRAFT, Permission.MANAGE_SETUP)
AREA = "advertising"


def save_term(
    *, term: AdvertisingTerm, actor: User, now: dt.datetime | None = None
) -> AdvertisingTerm:
    """Add or change a term. Raises ``Refused`` (403), ``ValidationError``."""
    require_any(actor, KEEPERS)
    save_row(term, kind="advertising_term", code=term.word, actor=actor, area=AREA, now=now)
    return term


def remove_term(*, term: AdvertisingTerm, actor: User, now: dt.datetime | None = None) -> None:
    """Take out a term that was entered wrongly. Raises ``Refused`` (403)."""
    require_any(actor, KEEPERS)
    remove_row(term, kind="advertising_term", code=term.word, actor=actor, area=AREA, now=now)
