"""What can be done about a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from findings.enums import WayOutKind
from findings.types import WayOut
from preflight.plan_texts import Text
from preflight.snapshot import PlanSnapshot


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in a text at a place of it, and what to say instead, where that is known."""

    text: Text
    written: str
    start: int
    to: str = ""


def rephrasing(plan: PlanSnapshot, found: Iterable[Written]) -> list[WayOut]:
    """Each way of writing once, with what may be said instead where that is known. In the plan's
    own texts it can then be replaced; a draft is its author's.
    """
    all_found = list(found)
    ways = dict.fromkeys((one.written, one.to) for one in all_found)
    return [
        way
        for written, to in ways
        for way in each(plan, [one for one in all_found if (one.written, one.to) == (written, to)])
    ]


def each(plan: PlanSnapshot, found: list[Written]) -> Iterator[WayOut]:
    """The ways out for one way of writing."""
    first = found[0]
    words = {"word": first.written, **({"to": first.to} if first.to else {})}
    own = [one for one in found if one.text.key]
    if own and first.to:
        places = [{"text": one.text.key, "at": one.start} for one in own]
        yield rephrase(plan, {**words, "places": places})
    if len(own) < len(found) or not first.to:
        yield rephrase(plan, words)


def rephrase(plan: PlanSnapshot, params: Mapping[str, Any]) -> WayOut:
    return WayOut(kind=WayOutKind.REPHRASE, campaign=plan.code, params=params)
