"""What each kind of way out changes in a plan version: the parts that it replaces, as the commands
take them. Nothing here writes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from campaigns.audiences import Audience, Source, last_frozen
from campaigns.enums import Enrolment, SourceKind, SourceUse
from campaigns.models import Campaign
from campaigns.plan_data import (
    audience_data,
    moved_data,
    offers_data,
    participants_data,
    placements_data,
    requests_data,
    scripts_data,
)
from common.errors import refuse, words_within
from customers import bitmaps
from findings.commands.edit import Change, Edit, Rows, outdated
from findings.commands.joining import join_campaigns
from findings.commands.placement_edits import (
    change_channel,
    drop_wave,
    leave_channel,
    move_wave,
    placement_of,
)
from findings.enums import WayOutKind
from findings.replacing import places_by_text, replaced, stands_at
from findings.rewording import own_texts, reworded
from resources.models import Resource

OFFER_TERMS = ("pay", "get", "get_value", "min_spend", "payout_months", "lock_months")


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
        raise outdated()
    sources = [Source(kind=SourceKind.CAMPAIGN, campaign=other)]
    persons = _persons(edit)
    if frozen.eligibility_set_id != frozen.audience_set_id and persons is not None:
        sources.append(persons)
    return _without(edit, sources)


def _exclude_persons(edit: Edit) -> Change:
    source = _persons(edit)
    if source is None:
        raise outdated()
    if "placements" not in edit.params:
        return _without(edit, [source])
    rows = placements_data(edit.version)
    for named in edit.params["placements"]:
        row = placement_of(rows, named)
        row["exclude"] = [*row["exclude"], source]
    return {"placements": rows}


def _offers(rows: Rows, places: list[int] | None) -> Rows:
    """The offers at these 1-based places; all where none are named."""
    if places is None:
        return rows
    if any(not 1 <= place <= len(rows) for place in places):
        raise outdated()
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
        raise outdated()
    text = words_within(str(edit.extra.get("text") or ""), attr="text")
    if not text:
        refuse(
            "required",
            _("Write what front-line staff say to a customer who sees both offers."),
            status=400,
            attr="text",
        )
    kept = [one for one in scripts_data(edit.version) if one["against"] != other]
    return {"service_plan": {"scripts": [*kept, {"against": other, "text": text}]}}


def _reduce_request(edit: Edit) -> Change:
    rows, params = requests_data(edit.version), edit.params
    for row in rows:
        if (row["resource"].code, row["unit"].code) == (params["resource"], params["unit"]):
            row["quantity"] = params["quantity"]
            return {"resource_requests": [one for one in rows if one["quantity"]]}
    raise outdated()


def _opt_in(edit: Edit) -> Change:
    rows = [{**one, "enrolment": Enrolment.OPT_IN} for one in participants_data(edit.version)]
    return {"enrolment": Enrolment.OPT_IN, "participants": rows}


def _drop_participant(edit: Edit) -> Change:
    rows, gone = participants_data(edit.version), (edit.params["unit"], edit.params["product"])
    kept = [one for one in rows if (one["unit"].code, one["product"].code) != gone]
    if len(kept) == len(rows):
        raise outdated()
    return {"participants": kept}


def _change_resource(edit: Edit) -> Change:
    rows, params = requests_data(edit.version), edit.params
    other = Resource.objects.filter(code=params["to"], is_active=True).first()
    keys = [(row["resource"].code, row["unit"].code) for row in rows]
    key = (params["resource"], params["unit"])
    if other is None or key not in keys or (other.code, key[1]) in keys:
        raise outdated()
    rows[keys.index(key)]["resource"] = other
    return {"resource_requests": rows}


def _rephrase(edit: Edit) -> Change:
    """The word in other words at its places in the plan's own texts."""
    campaign, params = edit.version.campaign, edit.params
    own = {one.key: one.text for one in own_texts(edit.version, campaign)}
    texts = {}
    for key, places in places_by_text(params["places"]).items():
        if not stands_at(own.get(key, ""), params["word"], places):
            raise outdated()
        texts[key] = replaced(own[key], params["word"], params["to"], places)
    return reworded(edit.version, campaign, {}, texts)


EDITS: dict[WayOutKind, Callable[[Edit], Change]] = {
    WayOutKind.SHIFT_DATES: _shift_dates,
    WayOutKind.EXCLUDE_SHARED: _exclude_shared,
    WayOutKind.EXCLUDE_PERSONS: _exclude_persons,
    WayOutKind.DROP_WAVE: drop_wave,
    WayOutKind.MOVE_WAVE: move_wave,
    WayOutKind.CHANGE_CHANNEL: change_channel,
    WayOutKind.LEAVE_CHANNEL: leave_channel,
    WayOutKind.ALIGN_TERMS: _align_terms,
    WayOutKind.FORBID_STACKING: _forbid_stacking,
    WayOutKind.ATTACH_SCRIPT: _attach_script,
    WayOutKind.REDUCE_REQUEST: _reduce_request,
    WayOutKind.OPT_IN: _opt_in,
    WayOutKind.REPHRASE: _rephrase,
    WayOutKind.CHANGE_RESOURCE: _change_resource,
    WayOutKind.DROP_PARTICIPANT: _drop_participant,
    WayOutKind.JOIN_CAMPAIGNS: join_campaigns,
}
