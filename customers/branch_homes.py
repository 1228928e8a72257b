"""In which branch each person lives: that of the unit of their first account that has one."""

from __future__ import annotations

from django.db import connection
from pyroaring import AbstractBitMap, BitMap

from customers import bitmaps
from customers.aliases import aliases, with_same
from customers.caches import State
from customers.index import attributes as names
from customers.index.answering import MOST_ASKED, unsure
from customers.index.reading import Found, every, read
from organization.enums import UnitKind

HOMES = """SELECT branch.code, array_agg(home.ordinal) FROM (
    SELECT DISTINCT ON (p.counted) p.counted AS ordinal, c.unit_id FROM customers_customer c
    JOIN customers_party p ON p.id = c.party_id
    WHERE c.unit_id IS NOT NULL AND p.ordinal < %s{among} ORDER BY p.counted, c.id
) home JOIN organization_unit unit ON unit.id = home.unit_id JOIN organization_unit branch
    ON branch.kind = %s AND starts_with(unit.path, branch.path) GROUP BY branch.code"""
BRANCHES = """SELECT unit.id::text, branch.code FROM organization_unit unit
    JOIN organization_unit branch ON branch.kind = %s AND starts_with(unit.path, branch.path)"""


def homes(at: State) -> dict[str, BitMap]:
    """The persons of each branch, by its code: by the index, and by the rows of those whom it does
    not know or who have several parties.
    """
    found = read([every(names.UNIT)], at) if at.version and at.day else None
    if found is None or at.day is None:
        return asked(None)
    doubtful = unsure(at, at.day) | with_same(aliases()[1])
    if len(doubtful) > MOST_ASKED:
        return asked(None)
    result = from_index(found[0])
    if not doubtful:
        return result
    more = asked(doubtful)
    parts = {
        code: (result.get(code, BitMap()) - doubtful) | more.get(code, BitMap())
        for code in result.keys() | more.keys()
    }
    return {code: people for code, people in parts.items() if people}


def from_index(units: Found) -> dict[str, BitMap]:
    """The same of the own ordinals, first accounts before second ones."""
    with connection.cursor() as cursor:
        cursor.execute(BRANCHES, [UnitKind.BRANCH])
        branches = dict(cursor.fetchall())
    placed = BitMap()
    result: dict[str, BitMap] = {}
    for lane in sorted({lane for _unit, lane in units}):
        here = {unit: one for (unit, at), one in units.items() if at == lane and unit != names.ANY}
        fresh = {unit: bitmaps.persons(one) - placed for unit, one in here.items()}
        for unit, people in fresh.items():
            if unit in branches and people:
                code = branches[unit]
                result[code] = result.get(code, BitMap()) | people
        placed = placed.union(*fresh.values())
    return result


def asked(among: AbstractBitMap | None) -> dict[str, BitMap]:
    """The same by the rows, of some people if they are given."""
    some = "" if among is None else " AND p.counted = ANY(%s)"
    people = [] if among is None else [list(among)]
    with connection.cursor() as cursor:
        cursor.execute(
            HOMES.format(among=some), [bitmaps.ORGANISATION_BASE, *people, UnitKind.BRANCH]
        )
        return {code: BitMap(sorted(found)) for code, found in cursor.fetchall()}
