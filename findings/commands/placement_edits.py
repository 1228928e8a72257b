"""What ways out change in the placements of a plan: its channels and waves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from campaigns.plan_data import placements_data
from channels.models import Channel
from findings.commands.edit import Change, Edit, Rows, outdated


def placement_of(rows: Rows, named: Mapping[str, Any]) -> dict[str, Any]:
    """The placement that the params name. Raises ``Refused`` when it is not there any more."""
    for row in rows:
        product = row["product"].code if row["product"] else None
        wanted = named.get("product", product) or None
        if (row["channel"].code, product) == (named["channel"], wanted):
            return row
    raise outdated()


def wave_of(edit: Edit, rows: Rows) -> tuple[dict[str, Any], int]:
    """The placement and the 0-based place of the wave in it that the params name."""
    placement, place = placement_of(rows, edit.params), edit.params["wave"] - 1
    waves = placement["waves"]
    if not 0 <= place < len(waves) or waves[place]["on"] != edit.params["on"]:
        raise outdated()
    return placement, place


def drop_wave(edit: Edit) -> Change:
    rows = placements_data(edit.version)
    placement, place = wave_of(edit, rows)
    del placement["waves"][place]
    if placement["channel"].is_push and not placement["waves"]:
        rows.remove(placement)
    return {"placements": rows}


def move_wave(edit: Edit) -> Change:
    rows, day = placements_data(edit.version), edit.params["to"]
    placement, place = wave_of(edit, rows)
    if not max(edit.version.starts_on, edit.today) <= day <= edit.version.ends_on:
        raise outdated()
    placement["waves"][place]["on"] = day
    if "from" in edit.params:
        hours = {"starts_at": edit.params["from"], "ends_at": edit.params["until"]}
        placement["waves"][place] |= hours
    return {"placements": rows}


def change_channel(edit: Edit) -> Change:
    rows = placements_data(edit.version)
    placement = placement_of(rows, edit.params)
    channel = Channel.objects.filter(code=edit.params["to"], is_active=True).first()
    taken = [row["channel"] for row in rows if row["product"] == placement["product"]]
    if channel is None or channel in taken:
        raise outdated()
    placement["channel"] = channel
    if not channel.is_push:
        placement["waves"] = []
    elif not placement["waves"]:
        placement["waves"] = [{"on": edit.version.starts_on}]
    return {"placements": rows}


def leave_channel(edit: Edit) -> Change:
    rows = placements_data(edit.version)
    if "product" in edit.params:
        rows.remove(placement_of(rows, edit.params))
        return {"placements": rows}
    kept = [row for row in rows if row["channel"].code != edit.params["channel"]]
    if len(kept) == len(rows):
        raise outdated()
    return {"placements": kept}
