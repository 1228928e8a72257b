"""Recording what came of placements: many at once, none twice, none written over."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from channels.models import PlacementResult
from channels.results.checking import Codes, Wrong, checked, content, known_codes
from channels.results.fields import CODES, CONTENT
from common import clock, locks
from common.text import validate_plain
from common.write import written
from organization.models import User
from organization.permissions import Permission
from organization.rows import require_any

MOST = 10_000
RECORDERS = (Permission.RECORD_RESULTS,)
AREA = "evidence"
# The source of what is typed on a page; nobody else tells by it.
PAGE = "jiepai"


@dataclass(frozen=True, slots=True)
class Recorded:
    """How many results were new, how many correct an earlier one, how many were known."""

    created: int
    corrected: int
    known: int


def refuse_own_source(source: str) -> None:
    """Raise ``ValidationError`` for the source by which this product itself tells."""
    if source.strip() == PAGE:
        raise ValidationError(_("This source is the product's own."), code="taken")


@transaction.atomic
def record_results(
    *,
    source: str,
    results: Sequence[Mapping[str, Any]],
    actor: User,
    codes: Codes | None = None,
    reason: str = "",
    now: dt.datetime | None = None,
) -> Recorded:
    """Keep results of one source, all or none. Each names the fields of ``FIELDS``, other rows by
    their codes; one without a key is known by what it says of plan, place, day and group.

    What is told again as it stands is known already; with other numbers it is a correction, a row
    of its own beside the one that it corrects. Raises ``Refused`` (403), or ``ValidationError``
    naming each wrong result.
    """
    require_any(actor, RECORDERS)
    validate_plain(source)
    at = now or clock.now()
    whole = checked(results, actor=actor, today=clock.today(at), codes=codes or known_codes())
    for one in whole:
        one["key"] = one.get("key") or key_of(one)
    locks.advisory(f"results {source}")
    fresh, known = _told(source, whole, actor)
    rows = [
        PlacementResult(
            source=source,
            key=key,
            revision=before.revision + 1 if before else 1,
            corrects=before,
            reason=(one.get("reason") or reason)[:200] if before else "",
            recorded_by=actor,
            recorded_at=at,
            **{name: one[name] for name in CONTENT},
        )
        for key, (one, before) in fresh.items()
    ]
    PlacementResult.objects.bulk_create(rows, batch_size=1000)
    corrected = sum(row.corrects_id is not None for row in rows)
    if rows:
        written(
            "record_results",
            "placement_results",
            source,
            actor=actor,
            now=at,
            log=(AREA, "record"),
            reason=reason,
            details={"created": len(rows) - corrected, "corrected": corrected},
        )
    return Recorded(created=len(rows) - corrected, corrected=corrected, known=known)


Fresh = dict[str, tuple[Mapping[str, Any], PlacementResult | None]]


def _told(source: str, whole: Sequence[Mapping[str, Any]], actor: User) -> tuple[Fresh, int]:
    """What is new of the results, by key, with what it corrects; and how many were told before.
    Raises ``ValidationError`` for a key that stands twice with different numbers, and for one that
    is a result of somebody else's.
    """
    current = PlacementResult.objects.current().filter(
        source=source, key__in={one["key"] for one in whole}
    )
    on_record = {row.key: row for row in current.select_related(*CODES)}
    scope = actor.scope(Permission.RECORD_RESULTS)
    fresh: Fresh = {}
    known, wrong = 0, Wrong()
    for place, one in enumerate(whole):
        key, before = one["key"], on_record.get(one["key"])
        told = fresh[key][0] if key in fresh else content(before) if before else None
        if told is not None and all(told[name] == one[name] for name in CONTENT):
            known += 1
        elif key in fresh:
            sentence = _("This key stands twice with different numbers.")
            wrong.note(place, "key", sentence, "changed")
        elif before and not (scope.contains(before.unit) if before.unit else scope.is_everything):
            sentence = _("This key is a result of somebody else's.")
            wrong.note(place, "key", sentence, "taken")
        else:
            fresh[key] = (one, before)
    wrong.raise_any()
    return fresh, known


def key_of(one: Mapping[str, Any]) -> str:
    """By what a result without a key is known: plan, place, day and group, so that the same file
    with later numbers corrects itself.
    """
    names = (
        "campaign",
        "unit",
        "channel",
        "product",
        "customer_group",
        "branch",
        "happened_on",
    )
    said = [one[name] for name in names]
    text = "|".join(str(getattr(v, "code", v) if isinstance(v, models.Model) else v) for v in said)
    return hashlib.sha256(text.encode()).hexdigest()[:40]
