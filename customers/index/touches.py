"""Whom something was done to within some days, by the index and what it has still to take in."""

from __future__ import annotations

import datetime as dt

from django.db import connection
from pyroaring import BitMap

from customers.index.answering import MOST_ASKED
from customers.index.attributes import KEPT_TOUCH_DAYS, TOUCHED_SQL
from customers.models.index import INDEX_SHARD_BITS
from customers.ordinals import ordinals

# One statement, so that all of it is of one moment. Kinds of rows: 0 a set of the index, 1 people
# to add, 2 people to ask for, 3 a part to ask for, 4 the first day that is kept.
READ = f"""
SELECT 0, s.bitmap, NULL::bigint[], 0, NULL::date FROM customers_indexvalue e
    JOIN customers_indexshard s ON s.value_id = e.id
    WHERE e.attribute = %s AND e.value > %s AND e.value <= %s
UNION ALL SELECT CASE WHEN is_gone THEN 2 ELSE 1 END, NULL, ordinals, 0, NULL
    FROM customers_indexnews WHERE attribute = %s AND day > %s AND day <= %s
UNION ALL SELECT CASE WHEN ordinals IS NULL THEN 3 ELSE 2 END, NULL, ordinals, shard, NULL
    FROM customers_indexstale WHERE source = 'touch'
UNION ALL SELECT 4, NULL, NULL, 0, max(day) - {KEPT_TOUCH_DAYS} FROM customers_indexstate
"""  # noqa: S608 - our own words
ROWS = f"""
SELECT p.ordinal FROM customers_touch t JOIN customers_party p ON p.id = t.party_id
WHERE t.happened_on > %s AND t.happened_on <= %s AND {TOUCHED_SQL} = %s
"""  # noqa: S608 - our own words


def touched_between(attribute: str, since: dt.date, until: dt.date) -> BitMap:
    """The own ordinals of whom it was done to one by one, after ``since`` until ``until``."""
    found, doubtful, first = BitMap(), BitMap(), None
    days = [since, until]
    with connection.cursor() as cursor:
        texts = [day.isoformat() for day in days]
        cursor.execute(READ, [attribute, *texts, attribute, *days])
        sets = []
        for kind, data, people, shard, day in cursor:
            match kind:
                case 0:
                    sets.append(BitMap.deserialize(bytes(data)))
                case 1:
                    sets.append(BitMap(people))
                case 2:
                    doubtful.update(people)
                case 3:
                    start = shard << INDEX_SHARD_BITS
                    doubtful.add_range(start, start + (1 << INDEX_SHARD_BITS))
                case _:
                    first = day
        found = BitMap().union(*sets)
    if first is None or since < first or len(doubtful) > MOST_ASKED:
        return BitMap(ordinals(ROWS, [*days, attribute]))
    if doubtful:
        among = ROWS + " AND p.ordinal = ANY(%s)"
        found = (found - doubtful) | ordinals(among, [*days, attribute, list(doubtful)])
    return found


def moment() -> tuple[int, int]:
    """What the record of touches stands at for the index (how many rows of news there ever were:
    taking them in changes no answer, and not this), and the change log's version of "customers".
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM customers_indexnews) + coalesce((SELECT max(news) FROM"
            " customers_indexstate), 0), (SELECT coalesce(max(version), 0) FROM common_change"
            " WHERE kind = 'customers')"
        )
        news, customers = cursor.fetchone()
        return news, customers
