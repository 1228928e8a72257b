"""A filter without negations judged by the index: every set that it needs in one statement, then
lane by lane, since what it asks for must be true of one account.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pyroaring import BitMap

from customers.caches import State
from customers.filter_fields import Field, Known, lost_field
from customers.filter_looks import ByValue, Judged, Look, exactly
from customers.index import attributes as names
from customers.index.reading import Found, Lanes, Part, one, read

Leaf = tuple[Look, str, Any]


def judge(
    tree: dict[str, Any], known: Known, within: Sequence[int] | None, at: State
) -> tuple[BitMap, BitMap] | None:
    """The own ordinals of whom the filter means for certain, and of whom it means perhaps, among
    the accounts of units; None where the index went on meanwhile.
    """
    leaves = list(leaves_of(tree, known)) if tree else []
    if within is not None:
        leaves.append((OF_UNITS, "in", [str(unit) for unit in within]))
    parts = [look.parts(op, value) for look, op, value in leaves]
    found = read([one(names.ACCOUNT, names.ANY), *(part for own in parts for part in own)], at)
    if found is None:
        return None
    accounts = found[0].lanes()
    judged = list(judgements(leaves, parts, found[1:], accounts))
    bound = judged.pop() if within is not None else exactly(accounts)
    whole = combined(tree, iter(judged)) if tree else exactly(accounts)
    certain, perhaps = meet([whole, bound])
    return BitMap().union(*certain.values()), BitMap().union(*perhaps.values())


OF_UNITS = ByValue(names.UNIT, lambda _op, value: ("e.value = ANY(%s)", [value]))


def leaves_of(tree: dict[str, Any], known: Known) -> Iterator[Leaf]:
    """The conditions of a filter, from left to right."""
    if "field" in tree:
        field: Field = known.get(tree["field"]) or lost_field(tree["field"])
        yield field.look, tree["op"], tree["value"]
        return
    for child in next(iter(tree.values())):
        yield from leaves_of(child, known)


def judgements(
    leaves: Sequence[Leaf],
    parts: Sequence[Sequence[Part]],
    found: Sequence[Found],
    accounts: Lanes,
) -> Iterator[Judged]:
    start = 0
    for (look, op, value), own in zip(leaves, parts, strict=True):
        yield look.judge(op, value, found[start : start + len(own)], accounts)
        start += len(own)


def combined(tree: dict[str, Any], judged: Iterator[Judged]) -> Judged:
    """A filter from its conditions, which come from left to right."""
    if "field" in tree:
        return next(judged)
    key = next(iter(tree))
    parts = [combined(child, judged) for child in tree[key]]
    return meet(parts) if key == "all" else join(parts)


def meet(parts: Sequence[Judged]) -> Judged:
    return meet_lanes([one for one, _other in parts]), meet_lanes([other for _one, other in parts])


def join(parts: Sequence[Judged]) -> Judged:
    return join_lanes([one for one, _other in parts]), join_lanes([other for _one, other in parts])


def meet_lanes(parts: Sequence[Lanes]) -> Lanes:
    lanes = set(parts[0]).intersection(*parts[1:])
    return {lane: BitMap.intersection(*(part[lane] for part in parts)) for lane in lanes}


def join_lanes(parts: Sequence[Lanes]) -> Lanes:
    lanes = {lane for part in parts for lane in part}
    return {lane: BitMap.union(*(part[lane] for part in parts if lane in part)) for lane in lanes}
