"""What stands already between parties that could come together: links, and reasons against."""

from __future__ import annotations

from collections.abc import Collection

from customers.enums import MatchState
from customers.identity.counting import cluster, links
from customers.identity.records import certificates, records_of
from customers.matching.clusters import Contradict
from customers.matching.engine import Pair
from customers.models import PartyMatch


def standing(pairs: Collection[Pair]) -> list[tuple[int, int]]:
    """The links that stand among all who could come together."""
    parties = cluster({party for pair in pairs for party in (pair.left, pair.right)})
    return list(links().filter(left__in=parties, right__in=parties).values_list("left", "right"))


def contradiction(pairs: Collection[Pair]) -> Contradict:
    """Whether two parties cannot be one: their certificates differ, or somebody said so."""
    parties = cluster({party for pair in pairs for party in (pair.left, pair.right)})
    own = certificates((party, record) for party, (_kind, record) in records_of(parties).items())
    apart = set(
        PartyMatch.objects.filter(
            state=MatchState.DIFFERENT, left__in=parties, right__in=parties
        ).values_list("left", "right")
    )

    def contradict(left: int, right: int) -> bool:
        differ = left in own and right in own and own[left] != own[right]
        return differ or tuple(sorted((left, right))) in apart

    return contradict
