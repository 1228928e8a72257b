"""Stock as it would lie after a transfer."""

from __future__ import annotations

from dataclasses import replace

from findings.types import WayOut
from preflight.context import Context
from resources.availability import NOTHING


def after_transfer(way: WayOut, context: Context) -> Context:
    """The context with the pieces of the way out brought from one unit to the other."""
    params, supplies = way.params, dict(context.supplies)
    for unit, pieces in ((params["from"], -params["quantity"]), (params["to"], params["quantity"])):
        key = (params["resource"], unit)
        there = supplies.get(key, NOTHING)
        supplies[key] = replace(there, on_hand=there.on_hand + pieces)
    return replace(context, supplies=supplies)
