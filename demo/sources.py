"""Turns the audiences of plans into rows and frozen sets, each distinct one once."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any

from pyroaring import AbstractBitMap, BitMap

from campaigns.enums import SourceKind, SourceSide, SourceUse
from campaigns.models import AudienceSource
from customers import bitmaps, filter_parsing, filters, segment_members
from customers.audience import combine
from customers.models import PartySet, Segment


class Sources:
    """Remembers what it resolved and stored. ``now`` is when the sets are said to have been
    frozen.
    """

    def __init__(self, *, today: dt.date, now: dt.datetime) -> None:
        self.today, self.now = today, now
        self.segments = {segment.code: segment for segment in Segment.objects.all()}
        self._resolved: dict[str, AbstractBitMap] = {}
        self._frozen: dict[str, tuple[AbstractBitMap, PartySet]] = {}
        self._parsed: dict[str, dict[str, Any]] = {}

    def resolve(self, source: Mapping[str, Any]) -> AbstractBitMap:
        """The parties of one source of the API's shape: a segment or a filter."""
        key = json.dumps(source, sort_keys=True)
        if key not in self._resolved:
            if "segment" in source:
                self._resolved[key] = segment_members.members(
                    self.segments[source["segment"]], today=self.today
                )
            else:
                self._resolved[key] = filters.evaluate(self.filter_of(source), today=self.today)
        return self._resolved[key]

    def filter_of(self, source: Mapping[str, Any]) -> dict[str, Any]:
        """The canonical filter of a source."""
        key = json.dumps(source, sort_keys=True)
        if key not in self._parsed:
            self._parsed[key] = filter_parsing.parse_filter(source["filter"])
        return self._parsed[key]

    def freeze(
        self, audience: Mapping[str, Sequence[Mapping[str, Any]]]
    ) -> tuple[AbstractBitMap, PartySet]:
        """The set of an audience, stored."""
        key = json.dumps(audience, sort_keys=True)
        if key not in self._frozen:
            whole = combine(
                [self.resolve(one) for one in audience["include"]],
                [self.resolve(one) for one in audience["exclude"]],
            )
            self._frozen[key] = whole, bitmaps.store(whole, now=self.now)
        return self._frozen[key]

    def excluded(
        self, sources: Sequence[Mapping[str, Any]]
    ) -> tuple[AbstractBitMap, PartySet | None]:
        """Whom a placement leaves out."""
        if not sources:
            return BitMap(), None
        return self.freeze({"include": list(sources), "exclude": []})

    def rows(
        self, version_id: int, sides: Mapping[str, Sequence[Mapping[str, Any]]]
    ) -> list[AudienceSource]:
        """The audience's sources as rows of a version."""
        return [
            self._row(
                source,
                version_id=version_id,
                use=SourceUse.AUDIENCE,
                side=SourceSide(side),
                position=number,
            )
            for side, found in sides.items()
            for number, source in enumerate(found)
        ]

    def exclusion_rows(
        self, version_id: int, placement_id: int, sources: Sequence[Mapping[str, Any]]
    ) -> list[AudienceSource]:
        """A placement's own exclusions as rows."""
        place = {
            "version_id": version_id,
            "placement_id": placement_id,
            "use": SourceUse.PLACEMENT,
            "side": SourceSide.EXCLUDE,
        }
        return [
            self._row(source, **place, position=number) for number, source in enumerate(sources)
        ]

    def _row(self, source: Mapping[str, Any], **place: Any) -> AudienceSource:
        if "segment" in source:
            return AudienceSource(
                kind=SourceKind.SEGMENT, segment=self.segments[source["segment"]], **place
            )
        return AudienceSource(kind=SourceKind.FILTER, filter=self.filter_of(source), **place)
