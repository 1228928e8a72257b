"""The shared customers counted without the product's own code: plain SQL on its tables, and
Python's sets.
"""

from __future__ import annotations

from pyroaring import BitMap

from tests.live import Product

PREPAID_ACTIVE = """
    SELECT DISTINCT party.ordinal FROM customers_customer account
    JOIN customers_party party ON party.id = account.party_id
    WHERE party.kind = 'person' AND account.arpu >= 10
    AND account.attributes->>'付费方式' = '预付费'
"""
PEOPLE_OF_FIRMS = """
    SELECT DISTINCT person.ordinal FROM customers_partylink link
    JOIN customers_party person ON person.id = link.person_id
    WHERE link.organisation_id IN (
        SELECT party.id FROM customers_customer account
        JOIN customers_party party ON party.id = account.party_id
        WHERE party.kind = 'organisation'
    )
"""
LISTED = """
    SELECT shard.bitmap FROM customers_partysetshard shard
    JOIN customers_segment segment ON segment.members_id = shard.party_set_id
    WHERE segment.code = %s
"""


def persons(product: Product, sql: str) -> set[int]:
    return {row[0] for row in product.rows(sql)}


def listed(product: Product, segment: str) -> set[int]:
    """Who is on a list, from its stored shards."""
    return {
        ordinal
        for (shard,) in product.rows(LISTED, segment)
        for ordinal in BitMap.deserialize(bytes(shard))
    }


def shared_by_prepaid_and_firms(product: Product) -> int:
    """Persons with an active prepaid account who also belong to an enterprise, without those who
    want to be left alone.
    """
    shared = persons(product, PREPAID_ACTIVE) & persons(product, PEOPLE_OF_FIRMS)
    return len(shared - listed(product, "do-not-disturb"))
