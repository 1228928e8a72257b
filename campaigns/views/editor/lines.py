"""Lines of an audience that a form cannot say: lists, other plans, nested conditions. They are
shown in words, and taken over as they are under a mark.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import cached_property

from campaigns.audiences import Source, stored_sources
from campaigns.enums import SourceKind
from campaigns.models import AudienceSource, PlanVersion
from campaigns.views.editor.form import says_exactly
from campaigns.views.editor.shape import SOURCE

MOST_CONDITIONS = 30


def mark_of(row: AudienceSource) -> str | None:
    """The mark of a line: the same for the same content, whatever row holds it. None for a line
    that a form can say.
    """
    if row.kind == SourceKind.SEGMENT:
        is_offered = row.segment is not None and row.segment.is_active
        return None if is_offered else f"segment:{row.segment_id}"
    if row.kind == SourceKind.LIST:
        return f"list:{row.members_id}"
    if row.kind == SourceKind.CAMPAIGN:
        return f"campaign:{row.campaign_id}"
    if simple_conditions(row):
        return None
    return f"filter:{hashlib.sha256(json.dumps(row.filter, sort_keys=True).encode()).hexdigest()}"


def simple_conditions(row: AudienceSource) -> list[dict[str, str]]:
    """The conditions of a filter that a form can say; none for any other line."""
    conditions = row.filter.get("all", []) if row.kind == SourceKind.FILTER and row.filter else []
    if not 0 < len(conditions) <= MOST_CONDITIONS:
        return []
    return list(conditions) if says_exactly(SOURCE, {"filter": row.filter}) else []


class StoredLines:
    """The plan's marked lines, read when the first one is asked for."""

    def __init__(self, version: PlanVersion) -> None:
        self.version = version

    @cached_property
    def _sources(self) -> dict[str, Source]:
        marked = marked_lines(self.version.sources.all())
        return dict(zip(marked, stored_sources(marked.values()), strict=True))

    def get(self, mark: str) -> Source | None:
        return self._sources.get(mark)


def marked_lines(rows: Iterable[AudienceSource]) -> dict[str, AudienceSource]:
    """The lines that have a mark, by it."""
    return {mark: row for row in rows if (mark := mark_of(row))}
