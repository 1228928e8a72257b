"""What the index has to say of some parties, read from their rows: the truth that it is kept equal
to.
"""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection
from pyroaring import BitMap

from customers.enums import IndexSource, KeptType
from customers.filter_sql import typed
from customers.index import attributes as names
from customers.index.attributes import DAY_SIZE_SQL, ROUGH_SQL, SIZE_SQL
from customers.models import KeptHeader
from customers.models.index import INDEX_SHARD_BITS

ROWS_AT_ONCE = 50
Key = tuple[str, str, int]  # attribute, value, lane
Sets = dict[Key, BitMap]


@dataclass(frozen=True, slots=True)
class Who:
    """Parties of one part; without ``ordinals`` all of them."""

    shard: int
    ordinals: BitMap | None = None

    @property
    def first(self) -> int:
        return self.shard << INDEX_SHARD_BITS

    @property
    def end(self) -> int:
        return (self.shard + 1) << INDEX_SHARD_BITS

    def condition(self) -> tuple[str, list[Any]]:
        """As SQL on ``p``."""
        if self.ordinals is None:
            return "p.ordinal >= %s AND p.ordinal < %s", [self.first, self.end]
        return "p.ordinal = ANY(%s)", [list(self.ordinals)]


ACCOUNTS = """
WITH a AS MATERIALIZED (
    SELECT p.ordinal, c.*,
        row_number() OVER (PARTITION BY c.party_id ORDER BY c.id) - 1 AS lane
    FROM customers_party p JOIN customers_customer c ON c.party_id = p.id WHERE {who}
)"""
PLAIN = """
SELECT '{name}', {value}, lane, array_agg(ordinal), NULL::bigint, false FROM a
WHERE {value} IS NOT NULL GROUP BY 2, 3"""
BY_SIZE = """
SELECT '{name}', NULL, lane, array_agg(ordinal), {size}, false FROM a
WHERE {size} IS NOT NULL GROUP BY 3, 5"""
KEPT = """
SELECT 'attributes.' || k, v, lane, ordinals, coalesce({sizes}), coalesce({roughs}, false) FROM (
    SELECT k, v, lane, array_agg(ordinal) AS ordinals
    FROM a, jsonb_each_text(a.attributes) AS e(k, v)
    WHERE k = ANY(%s) AND v <> '' GROUP BY 1, 2, 3) each"""
HELD = """
SELECT '{name}', h.product_id::text, lane, array_agg(DISTINCT ordinal), NULL::bigint, false
FROM a JOIN customers_holding h ON h.customer_id = a.id
WHERE coalesce(h.starts_on <= %s, true) AND coalesce(h.ends_on >= %s, true) GROUP BY 2, 3"""
OF_PARTY = """
SELECT '{name}', {value}, 0, array_agg(DISTINCT p.ordinal), NULL::bigint, false
FROM {table} w JOIN customers_party p ON p.id = w.{column} WHERE {when} AND {who} GROUP BY 2"""

TOUCHED = f"""
SELECT {names.TOUCHED_SQL}, t.happened_on::text, 0, array_agg(DISTINCT p.ordinal), NULL::bigint,
    false
FROM customers_touch t JOIN customers_party p ON p.id = t.party_id
WHERE {{who}} AND t.happened_on >= %s AND {names.TOUCHED_SQL} IS NOT NULL GROUP BY 1, 2"""  # noqa: S608

PERSONS = "SELECT p.ordinal, p.number FROM customers_party p WHERE p.kind = 'person' AND {who}"


def derived(source: str, who: Who, day: dt.date) -> Sets:
    """The sets of a source that hold some of these parties, as of a day."""
    match source:
        case IndexSource.ACCOUNT:
            statement, params = account_statement(who)
        case IndexSource.HOLDING:
            condition, params = who.condition()
            statement = ACCOUNTS.format(who=condition) + HELD.format(name=names.PRODUCTS)
            params = [*params, day, day]
        case IndexSource.TOUCH:
            condition, params = who.condition()
            statement, params = TOUCHED.format(who=condition), [*params, first_touch_day(day)]
        case _:
            statement, params = party_statement(who, day)
    sets = gathered(rows_of(statement, params))
    if source == IndexSource.PARTY:
        sets |= shares_of(who)
    return sets


def first_touch_day(day: dt.date) -> dt.date:
    """From which day on the index keeps what was done, while it stands at a day."""
    return day - dt.timedelta(days=names.KEPT_TOUCH_DAYS)


def account_statement(who: Who) -> tuple[str, list[Any]]:
    condition, params = who.condition()
    day = "to_char(joined_on, 'YYYY-MM-DD')"
    plain = {
        names.ACCOUNT: "'any'",
        names.NAME: "(CASE WHEN name <> '' THEN 'any' END)",
        names.GROUP: "group_id::text",
        names.UNIT: "unit_id::text",
        names.GRID: "grid_id::text",
        names.TIER: "NULLIF(tier, '')",
    }
    sized = {
        names.ARPU: SIZE_SQL.format(value="arpu"),
        names.JOINED_ON: DAY_SIZE_SQL.format(value=day),
    }
    headers = list(KeptHeader.objects.all())
    kept, kept_params = kept_statement(headers) if headers else ("", [])
    parts = [
        *(PLAIN.format(name=name, value=value) for name, value in plain.items()),
        *(BY_SIZE.format(name=name.rstrip("#"), size=size) for name, size in sized.items()),
        *([kept] if kept else []),
    ]
    return ACCOUNTS.format(who=condition) + " UNION ALL ".join(parts), [*params, *kept_params]


def kept_statement(headers: Iterable[KeptHeader]) -> tuple[str, list[Any]]:
    """The kept columns; those of a type by size as well."""
    of_type: dict[str, list[str]] = {}
    for header in headers:
        of_type.setdefault(header.type, []).append(header.name)
    every = [name for found in of_type.values() for name in found]
    sizes, roughs, params, rough_params = ["NULL::bigint"], ["NULL::boolean"], [], []
    for kind, found in of_type.items():
        if kind == KeptType.TEXT:
            continue
        form, _cast = typed(kind)
        value = form.format(text="v").replace("%％", "%%％")
        is_day = kind == KeptType.DATE
        size = (DAY_SIZE_SQL if is_day else SIZE_SQL).format(value=f"({value})")
        sizes.append(f"CASE WHEN k = ANY(%s) THEN {size} END")
        params.append(found)
        if not is_day:
            roughs.append(f"CASE WHEN k = ANY(%s) THEN {ROUGH_SQL.format(value=f'({value})')} END")
            rough_params.append(found)
    statement = KEPT.format(sizes=", ".join(sizes), roughs=", ".join(roughs))
    return statement, [*params, *rough_params, every]


def party_statement(who: Who, day: dt.date) -> tuple[str, list[Any]]:
    condition, params = who.condition()

    def part(name: str, value: str, table: str, when: str, column: str = "party_id") -> str:
        return OF_PARTY.format(
            name=name, value=value, table=table, when=when, who=condition, column=column
        )

    closed = f"(CASE w.contact_class WHEN '' THEN '{names.EVERY_WAY}' ELSE w.contact_class END)"
    consent = "customers_consent"
    stands = "w.given_on <= %s AND coalesce(w.withdrawn_on > %s, true)"
    statement = " UNION ALL ".join(
        (
            part(names.CLOSED, closed, "customers_donotcontact", "w.since <= %s"),
            part(names.AGREED, "w.contact_class", consent, stands),
            part(names.WITHDRAWN, "w.contact_class", consent, "w.withdrawn_on <= %s"),
            part(names.LINKED, "'any'", "customers_partylink", "true", "person_id"),
        )
    )
    return statement, [day, *params, day, day, *params, day, *params, *params]


def rows_of(statement: str, params: list[Any]) -> Iterator[tuple[Any, ...]]:
    """The rows of a statement, a few at once."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement, params)
        while rows := cursor.fetchmany(ROWS_AT_ONCE):
            yield from rows


def gathered(rows: Iterable[tuple[Any, ...]]) -> Sets:
    """The sets of rows (attribute, value, lane, ordinals, size, whether the size is rough). Who has
    any value of an attribute stands below ``ANY`` as well, but for days of touches.
    """
    sets: Sets = {}

    def put(attribute: str, value: str, lane: int, found: BitMap) -> None:
        sets.setdefault((attribute, value, lane), BitMap()).update(found)

    for attribute, value, lane, ordinals, size, is_rough in rows:
        found = BitMap(sorted(ordinals))
        if value is not None:
            put(attribute, value, lane, found)
            if not attribute.startswith(names.TOUCHED):
                put(attribute, names.ANY, lane, found)
        if size is not None:
            sized = f"{attribute}{names.SIZED}"
            put(sized, names.ANY, lane, found)
            for digit in range(size.bit_length()):
                if size >> digit & 1:
                    put(sized, str(digit), lane, found)
            if is_rough:
                put(sized, names.ROUGH, lane, found)
    return sets


def share_of(number: str) -> tuple[int, int]:
    """In which hundredth of all persons a party number stands, and in which for control groups."""
    mark = zlib.crc32(number.encode())
    return mark % 100, mark // 100 % 100


def shares_of(who: Who) -> Sets:
    """The persons by ``share_of`` their numbers."""
    condition, params = who.condition()
    shares: dict[tuple[str, int], list[int]] = {}
    for ordinal, number in rows_of(PERSONS.format(who=condition), params):
        hundredth, control = share_of(number)
        shares.setdefault((names.HUNDREDTH, hundredth), []).append(ordinal)
        shares.setdefault((names.CONTROL, control), []).append(ordinal)
    return {(name, str(n), 0): BitMap(sorted(found)) for (name, n), found in shares.items()}
