"""Laying bars into as few lanes as possible. Pure."""

from __future__ import annotations

from collections.abc import Sequence

BREATH = 2.0


def pack(spans: Sequence[tuple[float, float]], *, breath: float = BREATH) -> list[int]:
    """The lane of each span, counted from 0. Spans of one lane lie at least ``breath`` apart.

    Taken by their start, the longer first, each goes to the first lane that is free: with spans
    sorted so, that takes as few lanes as there are spans over the busiest place.
    """
    order = sorted(range(len(spans)), key=lambda n: (spans[n][0], -spans[n][1], n))
    lanes = [0] * len(spans)
    ends: list[float] = []
    for n in order:
        start, end = spans[n]
        for lane, busy_until in enumerate(ends):
            if busy_until + breath <= start:
                ends[lane] = end
                lanes[n] = lane
                break
        else:
            lanes[n] = len(ends)
            ends.append(end)
    return lanes
