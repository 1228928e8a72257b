"""Bringing the index up to date: of each part that something changed in, those parties alone whose
rows changed are read again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db import transaction
from django.db.models import F, Q
from pyroaring import BitMap

from common import clock, locks
from customers.enums import IndexSource
from customers.index.derive import Key, Sets, Who, derived, first_touch_day
from customers.index.moving import moving
from customers.index.wide import is_kept, refuse_wide, widen
from customers.models import IndexNews, IndexShard, IndexStale, IndexState, IndexValue
from customers.models.index import INDEX_SHARD_BITS

LOCK = "customers-index"
WRITTEN_AT_ONCE = 200
EVERY = Q()
Name = tuple[str, str]  # attribute and value


def waiting_parts() -> list[int]:
    """The parts that something waits for."""
    stale = IndexStale.objects.values_list("shard", flat=True)
    return sorted({*stale, *IndexNews.objects.values_list("shard", flat=True)})


def bring_up_to_date(*, now: dt.datetime | None = None) -> int:
    """Take in everything that waits, each part in a transaction of its own; returns how many
    parts were touched.
    """
    at = now or clock.now()
    begin_day(at)
    parts = waiting_parts()
    for shard in parts:
        take_in(shard, now=at)
    return len(parts)


@transaction.atomic
def begin_day(now: dt.datetime) -> None:
    """Have the index stand at the day of ``now``: whose holdings or wishes begin or end in between
    is stale.
    """
    locks.advisory(LOCK)
    today = clock.today(now)
    state = IndexState.objects.order_by("pk").last()
    if state is not None and state.day != today:
        for source, ordinals in moving(state.day, today).items():
            mark_stale(source, ordinals)
        forget_touches(today)
    if state is None or state.day != today:
        stand_at(today, now)


def mark_stale(source: str, ordinals: BitMap) -> None:
    by_shard: dict[int, list[int]] = {}
    for ordinal in ordinals:
        by_shard.setdefault(ordinal >> INDEX_SHARD_BITS, []).append(ordinal)
    IndexStale.objects.bulk_create(
        IndexStale(source=source, shard=shard, ordinals=found) for shard, found in by_shard.items()
    )


def forget_touches(day: dt.date) -> None:
    """Keep no day of touches before the first that is kept."""
    days = IndexValue.objects.filter(source=IndexSource.TOUCH)
    days.filter(value__lt=first_touch_day(day).isoformat()).delete()


def stand_at(day: dt.date, now: dt.datetime) -> int:
    """The next version."""
    before = IndexState.objects.order_by("pk").last()
    state = IndexState.objects.create(day=day, at=now, news=before.news if before else 0)
    IndexState.objects.filter(pk__lt=state.pk).delete()
    return state.pk


@transaction.atomic
def take_in(shard: int, *, now: dt.datetime) -> None:
    """Take in what waits for one part.

    The rows that say what is stale go first: whatever they speak of is committed, so it is seen by
    the statements that follow, and what is committed later leaves rows of its own.
    """
    locks.advisory(LOCK)
    state = IndexState.objects.order_by("pk").last()
    if state is None:
        return
    take_in_news(shard, state)
    rows = list(IndexStale.objects.filter(shard=shard))
    if not rows:
        return
    IndexStale.objects.filter(pk__in=[row.pk for row in rows]).delete()
    version = stand_at(state.day, now)
    for source in IndexSource:
        own = [row.ordinals for row in rows if row.source == source]
        if own:
            whole = any(ordinals is None for ordinals in own)
            some = None if whole else BitMap().union(*(BitMap(one) for one in own))
            renew(source, Who(shard, some), state.day, version)


def take_in_news(shard: int, state: IndexState) -> None:
    """Add whom something was done to, day by day; whose touch is gone is read again. Answers stay
    as they are, so the version does, too.
    """
    rows = list(IndexNews.objects.filter(shard=shard))
    IndexNews.objects.filter(pk__in=[row.pk for row in rows]).delete()
    IndexState.objects.filter(pk=state.pk).update(news=F("news") + len(rows))
    added: Sets = {}
    for row in rows:
        if row.ordinals and not row.is_gone and row.day >= first_touch_day(state.day):
            key = (row.attribute, row.day.isoformat(), 0)
            added.setdefault(key, BitMap()).update(row.ordinals)
    if added:
        wanted = Q(value__value__in={value for _attribute, value, _lane in added})
        kept = {key: bitmap for key, _id, bitmap in kept_sets(IndexSource.TOUCH, shard, wanted)}
        whole = {key: found | kept.get(key, BitMap()) for key, found in added.items()}
        changed = {key: found for key, found in whole.items() if found != kept.get(key)}
        names = {key[:2] for key in changed}
        write(changed, ids_of(IndexSource.TOUCH, names), shard, state.pk)
    if gone := BitMap().union(*(BitMap(row.ordinals) for row in rows if row.is_gone)):
        renew(IndexSource.TOUCH, Who(shard, gone), state.day, state.pk)


def renew(source: str, who: Who, day: dt.date, version: int) -> None:
    """Write what is true of these parties in place of what was kept; what stays as it is is not
    written.
    """
    fresh = derived(source, who, day)
    refuse_wide(fresh)
    before: Sets = {}
    ids: dict[Name, int] = {}
    for key, value_id, bitmap in kept_sets(source, who.shard):
        before[key], ids[key[:2]] = bitmap, value_id
    changed: Sets = {}
    for key in fresh.keys() | before.keys():
        old, new = before.get(key, BitMap()), fresh.get(key, BitMap())
        rest = BitMap() if who.ordinals is None else old - who.ordinals
        if (whole := rest | new) != old:
            changed[key] = whole
    ids |= ids_of(source, {key[:2] for key in changed} - ids.keys())
    write(changed, ids, who.shard, version)
    if source == IndexSource.ACCOUNT:
        widen({attribute for attribute, _value, _lane in changed if is_kept(attribute)})


def kept_sets(source: str, shard: int, wanted: Q = EVERY) -> Iterator[tuple[Key, int, BitMap]]:
    """What is kept of a source in a part, with the keys of the values."""
    rows = IndexShard.objects.filter(wanted, shard=shard, value__source=source).values_list(
        "value__attribute", "value__value", "lane", "value_id", "bitmap"
    )
    for attribute, value, lane, value_id, data in rows.iterator(500):
        yield (attribute, value, lane), value_id, BitMap.deserialize(bytes(data))


def ids_of(source: str, wanted: set[Name]) -> dict[Name, int]:
    """The keys of values, which are made where they are not there."""
    if not wanted:
        return {}
    rows = IndexValue.objects.filter(
        attribute__in={attribute for attribute, _value in wanted},
        value__in={value for _attribute, value in wanted},
    )
    found = {(one, value): key for key, one, value in rows.values_list("pk", "attribute", "value")}
    made = IndexValue.objects.bulk_create(
        IndexValue(source=source, attribute=attribute, value=value)
        for attribute, value in sorted(wanted - found.keys())
    )
    return found | {(row.attribute, row.value): row.pk for row in made}


def write(changed: Sets, ids: dict[Name, int], shard: int, version: int) -> None:
    block: list[IndexShard] = []
    for (attribute, value, lane), bitmap in changed.items():
        bitmap.run_optimize()
        block.append(
            IndexShard(
                value_id=ids[attribute, value],
                lane=lane,
                shard=shard,
                version=version,
                bitmap=bitmap.serialize(),
            )
        )
        if len(block) == WRITTEN_AT_ONCE:
            put(block)
            block = []
    put(block)


def put(block: list[IndexShard]) -> None:
    IndexShard.objects.bulk_create(
        block,
        update_conflicts=True,
        unique_fields=["value", "lane", "shard"],
        update_fields=["version", "bitmap"],
    )
