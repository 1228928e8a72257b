"""The tree of marketing customers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, Q

from customers.grouping.queries import visible_groups
from customers.models import MarketingCustomer
from organization.models import User

MOST_SHOWN = 200
DEEPEST = 8  # levels; a company's own tree has five

ABOVE = """
    WITH RECURSIVE up(id, depth) AS (
        SELECT %s::bigint, 0
        UNION ALL
        SELECT link.above_id, up.depth + 1 FROM up
        JOIN customers_marketinglink link ON link.below_id = up.id AND link.ended_at IS NULL
        WHERE up.depth < 50
    ) SELECT id FROM up WHERE depth > 0 ORDER BY depth"""
BELOW = """
    WITH RECURSIVE down(id, depth, path) AS (
        SELECT %s::bigint, 0, ARRAY[]::text[]
        UNION ALL
        SELECT link.below_id, down.depth + 1, down.path || g.name || g.code FROM down
        JOIN customers_marketinglink link ON link.above_id = down.id AND link.ended_at IS NULL
        JOIN customers_marketingcustomer g ON g.id = link.below_id
        WHERE down.depth < 50
    ) SELECT id, depth FROM down ORDER BY path LIMIT %s"""


@dataclass(frozen=True, slots=True)
class TreeRow:
    """A marketing customer in its tree; ``depth`` counts from the top, ``accounts`` its own;
    ``is_open``: the reader may open it.
    """

    group: MarketingCustomer
    depth: int
    accounts: int
    is_here: bool
    is_open: bool


def ancestors(group_id: int) -> list[int]:
    """The marketing customers above one, the nearest first."""
    with connection.cursor() as cursor:
        cursor.execute(ABOVE, [group_id])
        return [key for (key,) in cursor.fetchall()]


def descendants(group_id: int, most: int = MOST_SHOWN) -> list[tuple[int, int]]:
    """One and those below it with their depth, in the order of a tree."""
    with connection.cursor() as cursor:
        cursor.execute(BELOW, [group_id, most])
        return [(key, depth) for key, depth in cursor.fetchall()]


def tree_of(group: MarketingCustomer, user: User) -> list[TreeRow]:
    """The whole tree in which a marketing customer stands, from the top; at most two hundred."""
    top = (ancestors(group.pk) or [group.pk])[-1]
    found = descendants(top)
    groups = {
        one.pk: one
        for one in MarketingCustomer.objects.filter(pk__in=[key for key, _depth in found]).annotate(
            accounts=Count("links", filter=Q(links__account__isnull=False, links__ended_at=None))
        )
    }
    may_open = set(visible_groups(user).filter(pk__in=groups).values_list("pk", flat=True))
    return [
        TreeRow(groups[key], depth, groups[key].accounts, key == group.pk, key in may_open)
        for key, depth in found
    ]


def is_too_deep(above: int, below: int) -> bool:
    """Whether one below the other would make more levels than a tree may have."""
    height: Sequence[int] = [depth for _key, depth in descendants(below, most=10_000)]
    return len(ancestors(above)) + 2 + max(height) > DEEPEST
