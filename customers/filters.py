"""Filters over customers: a tree of ``all``, ``any`` and ``not`` over conditions.

A filter speaks of customers (accounts); what it yields are the parties behind them. What it asks
for must be true of one account; what it rules out may be true of none: ``not``, ``ne`` and
``not_in`` take parties from parties, so that nobody comes back in by a second account. A missing
value matches no condition but ``is_null``; ``not`` keeps who has none, ``ne`` and ``not_in`` leave
them out (``without_value`` counts them). What was done to people (``recent.…``) is asked of the
person, too.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any

from cachetools import LRUCache
from pyroaring import AbstractBitMap, FrozenBitMap

from common import clock
from customers.aliases import read_once
from customers.caches import State, bounded, remembered, state
from customers.filter_fields import Known, lost_field
from customers.filter_judging import judge
from customers.filter_sql import Sql
from customers.filter_touches import RECENT, touched
from customers.index.answering import answered
from customers.ordinals import ordinals

NEGATIVE = {"ne": "eq", "not_in": "in"}
# Of fields of these types everybody's value is known: nothing on record is none.
WHOLE = frozenset({"set", "days"})
CACHE_BYTES = 128 * 2**20
PARTIES = "SELECT p.counted FROM customers_customer c JOIN customers_party p ON p.id = c.party_id"

_results: LRUCache[Hashable, FrozenBitMap] = bounded(CACHE_BYTES)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """On which day, over which state of the customers' tables and, where not all accounts count,
    over which ones a filter is evaluated. ``within`` are the keys of their units.
    """

    day: dt.date
    at: State
    within: Sequence[int] | None = None
    known: Known = dataclass_field(default_factory=Known)

    def known_at(self, at: State) -> Known:
        """The fields as they are at a state, which may be a later one."""
        return self.known if at is self.at else Known()


def evaluate(
    tree: dict[str, Any],
    *,
    today: dt.date | None = None,
    at: State | None = None,
    within: Sequence[int] | None = None,
) -> FrozenBitMap:
    """The parties that the canonical filter means on a day. The answer is frozen and remembered;
    ``at`` is the state of the customers' tables if it is known, ``within`` the units whose accounts
    count.
    """
    setting = Evaluation(today or clock.today(), at or state(), within)
    if not setting.at.version:
        return _found(tree, setting)
    with read_once():
        return _found(tree, setting)


def without_value(tree: dict[str, Any], *, today: dt.date | None = None) -> FrozenBitMap:
    """The parties for whom nothing is known of the field of a condition, negated or not."""
    leaf = tree.get("not", tree)
    if leaf["field"].startswith(RECENT):
        return FrozenBitMap()
    setting = Evaluation(today or clock.today(), state())
    known = {"field": leaf["field"], "op": "is_null", "value": False}
    return FrozenBitMap(_found({}, setting) - _found(known, setting))


def is_negative(tree: dict[str, Any]) -> bool:
    """Whether a filter rules somebody out anywhere."""
    if "field" in tree:
        return tree["op"] in NEGATIVE
    return "not" in tree or any(is_negative(child) for child in next(iter(tree.values())))


def is_apart(tree: dict[str, Any]) -> bool:
    """Whether a filter is about persons, not about one account of theirs: it rules somebody out, or
    asks what was done to them.
    """
    if "field" in tree:
        return tree["op"] in NEGATIVE or tree["field"].startswith(RECENT)
    return "not" in tree or any(is_apart(child) for child in next(iter(tree.values())))


def _found(tree: dict[str, Any], setting: Evaluation) -> FrozenBitMap:
    """The parties of a filter; an empty one means everybody who has an account."""
    if not tree or not is_apart(tree):
        return _matching(tree, setting)
    if "field" in tree and tree["op"] not in NEGATIVE:
        return FrozenBitMap(
            _found({}, setting) & touched(tree["field"], tree["value"], setting.day)
        )
    if "field" in tree:
        return FrozenBitMap(_known(tree, setting) - _found(_positive(tree), setting))
    if "not" in tree:
        return FrozenBitMap(_found({}, setting) - _found(tree["not"], setting))
    key = next(iter(tree))
    positive = [child for child in tree[key] if not is_apart(child)]
    others = [child for child in tree[key] if is_apart(child)]
    if key == "any":
        parts = [_found(child, setting) for child in others]
        return (
            FrozenBitMap(_found({key: positive}, setting).union(*parts))
            if positive
            else (FrozenBitMap().union(*parts))
        )
    left = _found({key: positive}, setting) if positive else _found({}, setting)
    for child in others:
        if "not" in child:
            left = left - _found(child["not"], setting)
        else:
            left = left & _found(child, setting)
    return FrozenBitMap(left)


def _positive(leaf: dict[str, Any]) -> dict[str, Any]:
    return {**leaf, "op": NEGATIVE[leaf["op"]]}


def _known(leaf: dict[str, Any], setting: Evaluation) -> FrozenBitMap:
    """The parties of whom the field of a condition is known: of a set, everybody."""
    field = setting.known.get(leaf["field"])
    if field is not None and field.type in WHOLE:
        return _found({}, setting)
    return _found({"field": leaf["field"], "op": "is_null", "value": False}, setting)


def _matching(tree: dict[str, Any], setting: Evaluation) -> FrozenBitMap:
    """The parties of the accounts that match a filter without negations."""

    def query() -> FrozenBitMap:
        return answered(
            lambda at: judge(tree, setting.known_at(at), setting.within, at),
            lambda among: _asked(tree, setting, among),
            setting.at,
            setting.day,
        )

    key = (json.dumps([tree, setting.within], sort_keys=True, ensure_ascii=False), setting.day)
    return remembered(_results, key, query, setting.at)


def _asked(
    tree: dict[str, Any], setting: Evaluation, among: AbstractBitMap | None = None
) -> FrozenBitMap:
    """The same by the rows of the accounts, of these parties if they are given."""
    conditions = [_sql(tree, setting)] if tree else []
    if setting.within is not None:
        conditions.append(("(c.unit_id = ANY(%s))", [list(setting.within)]))
    if among is not None:
        conditions.append(("(p.ordinal = ANY(%s))", [list(among)]))
    where = " AND ".join(sql for sql, _params in conditions) or "true"
    return ordinals(
        f"{PARTIES} WHERE {where}", [one for _sql, params in conditions for one in params]
    )


def _sql(tree: dict[str, Any], setting: Evaluation) -> Sql:
    """SQL of a canonical filter without negations, over ``c`` and ``p``."""
    if "field" in tree:
        field = setting.known.get(tree["field"]) or lost_field(tree["field"])
        return field.compile(tree["op"], tree["value"], setting.day)
    key = next(iter(tree))
    parts = [_sql(child, setting) for child in tree[key]]
    joined = (" AND " if key == "all" else " OR ").join(sql for sql, _params in parts)
    return f"({joined})", [param for _sql, params in parts for param in params]
