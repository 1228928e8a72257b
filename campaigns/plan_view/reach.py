"""Whom each wave of a draft would reach today, for all placements in a fixed number of queries."""

from __future__ import annotations

from pyroaring import AbstractBitMap, BitMap

from campaigns import waves as partition
from campaigns.audiences import resolve, stored_sources
from campaigns.enums import SourceUse
from campaigns.models import PlanVersion
from common import clock
from customers import bitmaps


def reached(version: PlanVersion, audience: AbstractBitMap, *, code: str) -> list[list[BitMap]]:
    """The persons of every wave, by placement, both in the plan's order. ``version`` comes from
    ``plans.whole``.

    A submitted version has the persons of its waves stored with them.
    """
    placements = list(version.placements.all())
    if not placements:
        return []
    rows = [row for one in placements for row in one.exclusions.all()]
    today = clock.today()
    left_out: dict[int, BitMap] = {}
    for row, source in zip(rows, stored_sources(rows), strict=True):
        found = bitmaps.expand(resolve(source, use=SourceUse.PLACEMENT, today=today))
        left_out[row.placement_id or 0] = left_out.get(row.placement_id or 0, BitMap()) | found
    among = partition.hundredths()
    result = []
    for one in placements:
        out = left_out.get(one.pk, BitMap())
        result.append(
            partition.split(
                code, list(one.waves.all()), bitmaps.persons(audience - out), among=among
            )
        )
    return result
