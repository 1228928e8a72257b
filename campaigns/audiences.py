"""From the words of a plan to the set of parties: audience, eligibility, a placement's persons;
frozen at submission.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pyroaring import AbstractBitMap, BitMap

from campaigns import waves
from campaigns.enums import SourceKind, SourceSide, SourceUse
from campaigns.models import AudienceSource, Campaign, Placement, PlanVersion, Wave
from common import clock
from customers import bitmaps, filters, segment_members
from customers.audience import combine
from customers.models import Segment


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One line of an audience, stored or not: exactly one of its four kinds is given."""

    kind: SourceKind
    segment: Segment | None = None
    campaign: Campaign | None = None
    members: AbstractBitMap | None = None
    filter: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Union of ``include`` minus union of ``exclude``."""

    include: Sequence[Source] = ()
    exclude: Sequence[Source] = ()


def stored_sources(rows: Iterable[AudienceSource]) -> list[Source]:
    """The sources of rows; members that lie in the database are loaded in one query."""
    rows = list(rows)
    sets = bitmaps.load_many(row.members_id for row in rows if row.members_id is not None)
    return [
        Source(
            kind=SourceKind(row.kind),
            segment=row.segment,
            campaign=row.campaign,
            members=sets.get(row.members_id) if row.members_id else row.unsaved_members,
            filter=row.filter,
        )
        for row in rows
    ]


def snapshot_of(campaign: Campaign, use: SourceUse) -> AbstractBitMap:
    """The frozen set of another plan: its eligibility where an eligibility is made up, else its
    audience.

    The newest submitted version counts; a plan that was never submitted has nobody.
    """
    version = last_frozen(campaign)
    if version is None:
        return BitMap()
    chosen = (
        version.eligibility_set_id
        if use == SourceUse.ELIGIBILITY and version.eligibility_set_id
        else version.audience_set_id
    )
    return bitmaps.load(chosen) if chosen else BitMap()


def last_frozen(campaign: Campaign) -> PlanVersion | None:
    """The newest version of a plan whose audience is frozen."""
    return campaign.versions.filter(submitted_at__isnull=False).order_by("-number").first()


def resolve(source: Source, *, use: SourceUse, today: dt.date) -> AbstractBitMap:
    """The parties of one source as of today."""
    match source:
        case Source(segment=Segment() as segment):
            return segment_members.members(segment, today=today)
        case Source(campaign=Campaign() as campaign):
            return snapshot_of(campaign, use)
        case Source(filter=dict() as tree):
            return filters.evaluate(tree, today=today)
        case _:
            return source.members if source.members is not None else BitMap()


def resolve_audience(
    audience: Audience, *, use: SourceUse = SourceUse.AUDIENCE, today: dt.date | None = None
) -> BitMap:
    """Union of what is included minus union of what is excluded, organisations expanded to their
    people.
    """
    return asked_and_left(audience, use=use, today=today or clock.today())[1]


def asked_and_left(audience: Audience, *, use: SourceUse, today: dt.date) -> tuple[BitMap, BitMap]:
    """Everybody who is included, and who of them remains."""
    include, exclude = (
        [resolve(source, use=use, today=today) for source in side]
        for side in (audience.include, audience.exclude)
    )
    return combine(include, []), combine(include, exclude)


def lines_of(row: PlanVersion | Placement, name: str) -> list[AudienceSource]:
    """The sources of a version or placement: those it came with, where it was loaded with its
    parts or is stored nowhere, else those of the database.
    """
    lines = getattr(row, name)
    if name in getattr(row, "_prefetched_objects_cache", {}):
        return list(lines.all())
    return list(lines.select_related("segment", "campaign"))


def audience_of(version: PlanVersion, use: SourceUse) -> Audience:
    """The sources of a version's audience or eligibility."""
    rows = [row for row in lines_of(version, "sources") if row.use == use]
    return Audience(
        include=stored_sources(row for row in rows if row.side == SourceSide.INCLUDE),
        exclude=stored_sources(row for row in rows if row.side == SourceSide.EXCLUDE),
    )


def version_audience(version: PlanVersion, *, today: dt.date | None = None) -> AbstractBitMap:
    """Who is approached: frozen once submitted, else as the sources give it today."""
    if version.audience_set_id is not None:
        return bitmaps.load(version.audience_set_id)
    return resolve_audience(audience_of(version, SourceUse.AUDIENCE), today=today)


def version_eligibility(version: PlanVersion, *, today: dt.date | None = None) -> AbstractBitMap:
    """Who may take it: the audience unless the plan says otherwise."""
    if not version.has_own_eligibility:
        return version_audience(version, today=today)
    if version.eligibility_set_id is not None:
        return bitmaps.load(version.eligibility_set_id)
    return resolve_audience(
        audience_of(version, SourceUse.ELIGIBILITY), use=SourceUse.ELIGIBILITY, today=today
    )


def placement_excluded(placement: Placement, *, today: dt.date | None = None) -> AbstractBitMap:
    """Whom the placement's own exclusions leave out, organisations with their people."""
    if placement.excluded_set_id is not None:
        return bitmaps.load(placement.excluded_set_id)
    rows = lines_of(placement, "exclusions")
    if not rows:
        return BitMap()
    day = today or clock.today()
    sources = stored_sources(rows)
    return bitmaps.expand(
        bitmaps.union(resolve(source, use=SourceUse.PLACEMENT, today=day) for source in sources)
    )


def freeze(version: PlanVersion, *, now: dt.datetime) -> AbstractBitMap:
    """Store audience, eligibility and placement exclusions as they are now, count the persons of
    each wave, and return the audience.

    Sets the fields of the version without saving it; placements and waves are saved.
    """
    today = clock.today(now)
    asked, audience = asked_and_left(
        audience_of(version, SourceUse.AUDIENCE), use=SourceUse.AUDIENCE, today=today
    )
    version.audience_set = bitmaps.store(audience, now=now)
    version.asked_set = bitmaps.store(asked, now=now)
    if version.has_own_eligibility:
        eligible = resolve_audience(
            audience_of(version, SourceUse.ELIGIBILITY), use=SourceUse.ELIGIBILITY, today=today
        )
        version.eligibility_set = bitmaps.store(eligible, now=now)
    else:
        version.eligibility_set = version.audience_set
    counted: list[Wave] = []
    among = waves.hundredths()
    for placement in version.placements.prefetch_related("waves"):
        excluded = placement_excluded(placement, today=today)
        placement.excluded_set = bitmaps.store(excluded, now=now) if excluded else None
        placement.save(update_fields=["excluded_set"])
        rows = list(placement.waves.all())
        split = waves.split(version.campaign.code, rows, audience - excluded, among=among)
        for row, reached in zip(rows, split, strict=True):
            row.persons = len(reached)
        counted += rows
    Wave.objects.bulk_update(counted, ["persons"])
    return audience
