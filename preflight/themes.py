"""What a plan shows customers on which day, under which theme. Source: rules.md, comms-theme."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from preflight.context import Context
from preflight.said import ThemeFacts
from preflight.snapshot import PlanSnapshot
from preflight.snapshot_parts import PlacementSnapshot, WaveSnapshot


@dataclass(frozen=True, slots=True)
class Shown:
    """A placement that customers see, on a day; with its wave where it pushes."""

    placement: PlacementSnapshot
    on: dt.date
    wave: WaveSnapshot | None = None


def shown(plan: PlanSnapshot, context: Context) -> Iterator[Shown]:
    """Every wave of a push channel, and every public placement on the plan's first day."""
    for placement in plan.placements:
        if context.is_push(placement.channel):
            for wave in placement.waves:
                yield Shown(placement, wave.on, wave)
        elif context.is_public(placement.channel):
            yield Shown(placement, plan.starts_on)


def own_themes(context: Context) -> list[ThemeFacts]:
    """The themes that the plan's communication plans belong to."""
    under = {one.theme for one in context.communications}
    return [theme for theme in context.themes if theme.code in under]


def binding(plan: PlanSnapshot, context: Context) -> list[ThemeFacts]:
    """The binding themes where the plan runs to which none of its communication plans belongs."""
    own = {one.code for one in own_themes(context)}
    return [
        theme
        for theme in context.themes
        if theme.is_binding
        and theme.code not in own
        and (theme.branch is None or plan.runs_in(theme.branch))
    ]
