"""Two audiences on one scale, their overlap between them: the places of the bars and of their
words.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from common import display

WIDTH = 916
LEAST = 3.0  # an overlap of a few people among many stays visible
GAP = 12.0


def width_of(text: str) -> float:
    """How wide a text of 12 px stands: Chinese one em, anything else a little over half of it."""
    return sum(12.0 if unicodedata.east_asian_width(char) in "WF" else 6.9 for char in text)


@dataclass(frozen=True, slots=True)
class Label:
    """A text at a place; with ``is_end`` it ends there."""

    x: float
    y: float
    text: str
    css: str


@dataclass(frozen=True, slots=True)
class Venn:
    title: str
    own_width: float
    shared_x: float
    shared_width: float
    other_x: float
    other_width: float
    labels: list[Label]
    bracket: str
    own_css: str
    other_css: str
    identity: str


def venn(
    own: int, other: int, shared: int, *, own_css: str, other_css: str, identity: str
) -> Venn | None:
    """The drawing, or None where the numbers do not fit each other."""
    total = own + other - shared
    if min(own, other, shared) <= 0 or shared > min(own, other) or total <= 0:
        return None
    scale = WIDTH / total
    shared_width = max(shared * scale, LEAST)
    right = own * scale
    shared_x = max(right - shared_width, 0.0)
    params = {
        "own": display.number(own),
        "other": display.number(other),
        "shared": display.number(shared),
        "only_own": display.number(own - shared),
        "only_other": display.number(other - shared),
        "of_own": display.percent(shared / own),
        "of_other": display.percent(shared / other),
    }
    labels = [*top_labels(params, right), *bottom_labels(params, shared_x)]
    return Venn(
        title=_("Persons: ours %(own)s, theirs %(other)s, shared %(shared)s") % params,
        own_width=round(right, 1),
        shared_x=round(shared_x, 1),
        shared_width=round(shared_width, 1),
        other_x=round(shared_x, 1),
        other_width=round(WIDTH - shared_x, 1),
        labels=labels,
        bracket=f"M{shared_x:.1f} 76v5h{shared_width:.1f}v-5",
        own_css=own_css,
        other_css=other_css,
        identity=identity,
    )


def top_labels(params: dict[str, Any], right: float) -> list[Label]:
    """Above the bars: ours at the left, the overlap where it ends, as far as both have room."""
    mine = _("Ours %(own)s, %(only_own)s only ours") % params
    both = _("Shared %(shared)s") % params
    end = max(right, width_of(mine) + GAP + width_of(both))
    return [Label(0, 12, mine, ""), Label(round(min(end, WIDTH), 1), 12, both, "xblk end")]


def bottom_labels(params: dict[str, Any], shared_x: float) -> list[Label]:
    """Theirs left of its bar where there is room, else below at the left; the shares below at the
    right.
    """
    theirs = _("Theirs %(other)s, %(only_other)s only theirs") % params
    shares = _("%(of_own)s of ours, %(of_other)s of theirs") % params
    has_room = width_of(theirs) + GAP <= shared_x
    place = (
        Label(round(shared_x - 10, 1), 62, theirs, "end") if has_room else Label(0, 98, theirs, "")
    )
    return [place, Label(WIDTH, 98, shares, "x2 end")]
