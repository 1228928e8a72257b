"""Who is counted as whom follows from the matches that say *same*."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q, QuerySet

from common import locks
from customers.enums import MatchState
from customers.matching.clusters import clusters_of
from customers.models import Party, PartyMatch


def cluster(party_ids: Collection[int]) -> set[int]:
    """The parties that are, or were until now, one with one of these, these among them."""
    found: set[int] = set()
    fresh = set(party_ids)
    while fresh:
        found |= fresh
        counted = Party.objects.filter(pk__in=fresh).values("counted")
        nearby = set(Party.objects.filter(counted__in=counted).values_list("pk", flat=True))
        for pair in (
            links().filter(Q(left__in=fresh) | Q(right__in=fresh)).values_list("left", "right")
        ):
            nearby.update(pair)
        fresh = nearby - found
    return found


def links() -> QuerySet[PartyMatch]:
    """The matches by which parties are counted as one."""
    return PartyMatch.objects.filter(state=MatchState.SAME)


def recount(party_ids: Collection[int]) -> int:
    """Have these parties and all that are one with them counted as their matches say: each cluster
    under the smallest ordinal of its parties. How many are counted otherwise than before.
    """
    concerned = cluster(party_ids)
    ordinals = dict(Party.objects.filter(pk__in=concerned).values_list("pk", "ordinal"))
    joined = clusters_of(
        (ordinals[left], ordinals[right])
        for left, right in links()
        .filter(left__in=concerned, right__in=concerned)
        .values_list("left", "right")
    )
    changed = []
    for party in locks.many(Party.objects.filter(pk__in=concerned)):
        root = joined.root(party.ordinal)
        counted_as = None if root == party.ordinal else root
        if party.counted_as != counted_as:
            party.counted_as = counted_as
            changed.append(party)
    Party.objects.bulk_update(changed, ["counted_as"], batch_size=2000)
    return len(changed)
