"""What can be done about a text."""

from __future__ import annotations

from collections.abc import Iterable

from findings.enums import WayOutKind
from findings.types import WayOut
from preflight.law import Hit
from preflight.snapshot import PlanSnapshot


def rephrasing(plan: PlanSnapshot, found: Iterable[Hit]) -> list[WayOut]:
    """Each way of writing once, with what may be said instead where the list knows it."""
    return [
        WayOut(
            kind=WayOutKind.REPHRASE,
            campaign=plan.code,
            params={"word": written, **({"to": suggestion} if suggestion else {})},
        )
        for written, suggestion in dict.fromkeys(
            (hit.written, hit.term.suggestion) for hit in found
        )
    ]
