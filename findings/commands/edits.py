"""What each kind of way out changes in a plan version: the parts that it replaces, as the commands
take them. Nothing here writes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NoReturn

from django.utils.translation import gettext_lazy as _

from campaigns.audiences import Audience, Source, last_frozen
from campaigns.enums import Enrolment, SourceKind, SourceUse
from campaigns.models import Campaign, PlanVersion
from campaigns.plan_data import (
    audience_data,
    moved_data,
    offers_data,
    participants_data,
    placements_data,
    requests_data,
    scripts_data,
)
from channels.models import Channel
from common.errors import refuse
from customers import bitmaps
from findings.enums import WayOutKind
from findings.models import Finding

OFFER_TERMS = ("pay", "get", "get_value", "min_spend", "payout_months", "lock_months")
MAX_TEXT = 2000

Change = Mapping[str, Any]
Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A version with its parts loaded, and what the way out says about it: its params as Python
    knows them (``FORMS``), days as dates and money as decimals.
    """

    version: PlanVersion
    finding: Finding
    params: Mapping[str, Any]
    extra: Mapping[str, Any]
    today: dt.date


def _outdated() -> NoReturn:
    refuse(
        "outdated",
        _("The plan has changed since, and this step no longer fits it. Check it again."),
    )


def _shift_dates(edit: Edit) -> Change:
    return moved_data(
        edit.version,
        starts_on=edit.params["starts_on"],
        ends_on=edit.params["ends_on"],
    )


def _without(edit: Edit, sources: list[Source]) -> Change:
    """Add exclusions to the audience and to an own eligibility, unless they stand there already."""
    uses = {"audience": SourceUse.AUDIENCE}
    if edit.version.has_own_eligibility:
        uses["eligibility"] = SourceUse.ELIGIBILITY
    return {
        name: _excluding(audience_data(edit.version, use), sources) for name, use in uses.items()
    }


def _excluding(audience: Audience, sources: list[Source]) -> Audience:
    new = [source for source in sources if source not in audience.exclude]
    return replace(audience, exclude=[*audience.exclude, *new])


def _persons(edit: Edit) -> Source | None:
    """The persons of the finding as a list."""
    key = edit.finding.persons_set_id
    return Source(kind=SourceKind.LIST, members=bitmaps.load(key)) if key is not None else None


def _exclude_shared(edit: Edit) -> Change:
    other = Campaign.objects.filter(code=edit.params["with"]).first()
    frozen = last_frozen(other) if other is not None else None
    if other is None or frozen is None:
        _outdated()
    sources = [Source(kind=SourceKind.CAMPAIGN, campaign=other)]
    persons = _persons(edit)
    if frozen.eligibility_set_id != frozen.audience_set_id and persons is not None:
        sources.append(persons)
    return _without(edit, sources)


def _exclude_persons(edit: Edit) -> Change:
    source = _persons(edit)
    if source is None:
        _outdated()
    if "placements" not in edit.params:
        return _without(edit, [source])
    rows = placements_data(edit.version)
    for named in edit.params["placements"]:
        row = _placement(rows, named)
        row["exclude"] = [*row["exclude"], source]
    return {"placements": rows}


def _placement(rows: Rows, named: Mapping[str, Any]) -> dict[str, Any]:
    """The placement that the params name. Raises ``Refused`` when it is not there any more."""
    for row in rows:
        product = row["product"].code if row["product"] else None
        wanted = named.get("product", product) or None
        if (row["channel"].code, product) == (named["channel"], wanted):
            return row
    _outdated()


def _wave(edit: Edit, rows: Rows) -> tuple[dict[str, Any], int]:
    """The placement and the 0-based place of the wave in it that the params name."""
    placement, place = _placement(rows, edit.params), edit.params["wave"] - 1
    waves = placement["waves"]
    if not 0 <= place < len(waves) or waves[place]["on"] != edit.params["on"]:
        _outdated()
    return placement, place


def _drop_wave(edit: Edit) -> Change:
    rows = placements_data(edit.version)
    placement, place = _wave(edit, rows)
    del placement["waves"][place]
    if placement["channel"].is_push and not placement["waves"]:
        rows.remove(placement)
    return {"placements": rows}


def _move_wave(edit: Edit) -> Change:
    rows, day = placements_data(edit.version), edit.params["to"]
    placement, place = _wave(edit, rows)
    if not max(edit.version.starts_on, edit.today) <= day <= edit.version.ends_on:
        _outdated()
    placement["waves"][place]["on"] = day
    if "from" in edit.params:
        hours = {"starts_at": edit.params["from"], "ends_at": edit.params["until"]}
        placement["waves"][place] |= hours
    return {"placements": rows}


def _change_channel(edit: Edit) -> Change:
    rows = placements_data(edit.version)
    placement = _placement(rows, edit.params)
    channel = Channel.objects.filter(code=edit.params["to"], is_active=True).first()
    taken = [row["channel"] for row in rows if row["product"] == placement["product"]]
    if channel is None or channel in taken:
        _outdated()
    placement["channel"] = channel
    if not channel.is_push:
        placement["waves"] = []
    elif not placement["waves"]:
        placement["waves"] = [{"on": edit.version.starts_on}]
    return {"placements": rows}


def _leave_channel(edit: Edit) -> Change:
    rows = placements_data(edit.version)
    if "product" in edit.params:
        rows.remove(_placement(rows, edit.params))
        return {"placements": rows}
    kept = [row for row in rows if row["channel"].code != edit.params["channel"]]
    if len(kept) == len(rows):
        _outdated()
    return {"placements": kept}


def _offers(rows: Rows, places: list[int] | None) -> Rows:
    """The offers at these 1-based places; all where none are named."""
    if places is None:
        return rows
    if any(not 1 <= place <= len(rows) for place in places):
        _outdated()
    return [rows[place - 1] for place in places]


def _align_terms(edit: Edit) -> Change:
    rows, params = offers_data(edit.version), edit.params
    (offer,) = _offers(rows, [params["offer"]])
    offer |= {field: params[field] for field in OFFER_TERMS if field in params}
    return {"offers": rows}


def _forbid_stacking(edit: Edit) -> Change:
    rows = offers_data(edit.version)
    for offer in _offers(rows, edit.params.get("offers")):
        offer["stackable"] = False
        offer["exclusive_group"] = edit.params.get("exclusive_group", offer["exclusive_group"])
    return {"offers": rows}


def _attach_script(edit: Edit) -> Change:
    other = Campaign.objects.filter(code=edit.params["with"]).first()
    if other is None:
        _outdated()
    text = str(edit.extra.get("text") or "").strip()
    if not text:
        refuse(
            "required",
            _("Write what front-line staff say to a customer who sees both offers."),
            status=400,
            attr="text",
        )
    kept = [one for one in scripts_data(edit.version) if one["against"] != other]
    return {"service_plan": {"scripts": [*kept, {"against": other, "text": text[:MAX_TEXT]}]}}


def _reduce_request(edit: Edit) -> Change:
    rows, params = requests_data(edit.version), edit.params
    for row in rows:
        if (row["resource"].code, row["unit"].code) == (params["resource"], params["unit"]):
            row["quantity"] = params["quantity"]
            return {"resource_requests": [one for one in rows if one["quantity"]]}
    _outdated()


def _opt_in(edit: Edit) -> Change:
    rows = [{**one, "enrolment": Enrolment.OPT_IN} for one in participants_data(edit.version)]
    return {"enrolment": Enrolment.OPT_IN, "participants": rows}


EDITS: dict[WayOutKind, Callable[[Edit], Change]] = {
    WayOutKind.SHIFT_DATES: _shift_dates,
    WayOutKind.EXCLUDE_SHARED: _exclude_shared,
    WayOutKind.EXCLUDE_PERSONS: _exclude_persons,
    WayOutKind.DROP_WAVE: _drop_wave,
    WayOutKind.MOVE_WAVE: _move_wave,
    WayOutKind.CHANGE_CHANNEL: _change_channel,
    WayOutKind.LEAVE_CHANNEL: _leave_channel,
    WayOutKind.ALIGN_TERMS: _align_terms,
    WayOutKind.FORBID_STACKING: _forbid_stacking,
    WayOutKind.ATTACH_SCRIPT: _attach_script,
    WayOutKind.REDUCE_REQUEST: _reduce_request,
    WayOutKind.OPT_IN: _opt_in,
}
