"""The blocks of parties, kept so that only parties that share one are compared."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection

from customers.enums import PartyKind
from customers.identity.records import Records, keys_of
from customers.models import PartyKey


def keep_keys(records: Records) -> set[int]:
    """Write the blocks of parties anew; those whose blocks are others than before."""
    known: dict[int, set[int]] = {party: set() for party in records}
    for party, key in PartyKey.objects.filter(party__in=records).values_list("party", "key"):
        known[party].add(key)
    wanted = {party: keys_of(kind, record) for party, (kind, record) in records.items()}
    changed = {party for party in records if wanted[party] != known[party]}
    PartyKey.objects.filter(party__in=changed).delete()
    PartyKey.objects.bulk_create(
        (PartyKey(party_id=party, key=key) for party in changed for key in sorted(wanted[party])),
        batch_size=5000,
    )
    return changed | {
        party for party, (kind, _record) in records.items() if kind != PartyKind.PERSON
    }


def candidates(party_ids: Collection[int], most: int) -> set[tuple[int, int]]:
    """Which pairs share a block that at most so many have."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT least(own.party_id, other.party_id), greatest(own.party_id,"
            " other.party_id) FROM customers_partykey own JOIN customers_partykey other ON"
            " other.key = own.key AND other.party_id <> own.party_id WHERE own.party_id = ANY(%s)"
            " AND own.key NOT IN (SELECT k.key FROM customers_partykey k WHERE k.key IN (SELECT"
            " key FROM customers_partykey WHERE party_id = ANY(%s)) GROUP BY k.key HAVING"
            " count(*) > %s)",
            [list(party_ids), list(party_ids), most],
        )
        return set(cursor.fetchall())
