"""Findings with all that is shown of them: sides, signatures, comments, in one statement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import OuterRef, QuerySet

from campaigns.loading import hold
from common.nested import array_of, rows_of
from common.written import OneOf, read_keys
from findings.models import Finding, FindingAcceptance, FindingComment, FindingSide
from findings.registries import Asked, talks

SIDES, SIGNATURES, COMMENTS = "sides_json", "signatures_json", "comments_json"
PROPOSALS = "proposals_json"


def loaded(rows: QuerySet[Finding]) -> list[Finding]:
    """The findings of a queryset with sides, signatures and comments, in one query."""
    return unpacked(with_parts(rows))


def loaded_by_key(keys: Iterable[Any]) -> list[Finding]:
    """The same of those with these keys."""
    return unpacked(read_keys(_by_key, keys))


def _by_key(keys: Any) -> QuerySet[Finding]:
    return with_parts(Finding.objects.filter(OneOf("pk", keys)))


def with_parts(rows: QuerySet[Finding]) -> QuerySet[Finding]:
    """The query for ``unpacked``."""
    own = {"finding": OuterRef("pk")}
    signatures = FindingAcceptance.objects.filter(withdrawn_at__isnull=True, **own)
    return rows.select_related("persons_set").annotate(
        **{
            SIDES: array_of(
                FindingSide.objects.filter(**own).order_by("id"),
                "campaign",
                "campaign__owner_unit",
                "campaign__working",
            ),
            SIGNATURES: array_of(signatures.order_by("id"), "accepted_by"),
            PROPOSALS: talks().column(),
            COMMENTS: array_of(FindingComment.objects.filter(**own).order_by("id"), "author"),
        }
    )


def unpacked(rows: Iterable[Any]) -> list[Finding]:
    """The findings, with their parts where ``prefetch_related`` would put them."""
    found = []
    for row in rows:
        read = row.__dict__
        parts: dict[str, Sequence[Any]] = {
            "sides": rows_of(FindingSide, read.pop(SIDES)),
            "acceptances": rows_of(FindingAcceptance, read.pop(SIGNATURES)),
            "comments": rows_of(FindingComment, read.pop(COMMENTS)),
        }
        hold(row, parts)
        found.append(row)
    return found


def asked_of(finding: Finding) -> Mapping[str, Asked]:
    """The newest proposals of a finding by way out. Needs it ``loaded``."""
    return talks().read(finding.__dict__[PROPOSALS])
