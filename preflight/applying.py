"""A plan as a way out would leave it: the edits of ``findings.commands.edits`` on a snapshot.

A wave keeps its persons when another one is moved or dropped, as the rules' own numbers assume.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from pyroaring import AbstractBitMap, BitMap

from campaigns.enums import Enrolment
from findings.enums import WayOutKind
from findings.replacing import places_by_text, replaced
from findings.types import FindingDraft, WayOut
from findings.way_forms import FORMS
from preflight.context import Context
from preflight.parties import NOBODY, organisations_of
from preflight.plan_texts import own_texts, with_text
from preflight.snapshot import PlanSnapshot
from preflight.snapshot_parts import PlacementSnapshot, WaveSnapshot

OFFER_TERMS = ("pay", "get", "min_spend", "payout_months", "lock_months")
Edit = Callable[[PlanSnapshot, WayOut, FindingDraft, Context], PlanSnapshot]


def applied(
    plan: PlanSnapshot, way: WayOut, found: FindingDraft, context: Context
) -> PlanSnapshot | None:
    """The plan after a way out that changes it; None for advice, which no click applies."""
    edit = EDITS.get(way.kind)
    if FORMS[way.kind].advice_for(way.params):
        return None
    return edit(plan, way, found, context) if edit is not None else None


def _without(placement: PlacementSnapshot, out: AbstractBitMap) -> PlacementSnapshot:
    return replace(
        placement,
        parties=placement.parties - out,
        waves=tuple(replace(wave, persons=wave.persons - out) for wave in placement.waves),
    )


def _excluding(plan: PlanSnapshot, out: AbstractBitMap, eligible: AbstractBitMap) -> PlanSnapshot:
    """The plan without some parties in its audience, and without some who may take it."""
    audience = plan.audience - out
    return replace(
        plan,
        audience=audience,
        eligibility=plan.eligibility - eligible if plan.has_own_eligibility else audience,
        placements=tuple(_without(one, out) for one in plan.placements),
    )


def _shift_dates(
    plan: PlanSnapshot, way: WayOut, _found: FindingDraft, _context: Context
) -> PlanSnapshot:
    return plan.moved(way.params["starts_on"])


def _exclude_shared(
    plan: PlanSnapshot, way: WayOut, found: FindingDraft, context: Context
) -> PlanSnapshot:
    other = next((one for one in context.plans if one.code == way.params["with"]), None)
    if other is None:
        return plan
    persons = found.persons if found.persons and other.has_own_eligibility else NOBODY
    left_out = _excluding(plan, other.audience | persons, other.eligibility | persons)
    return replace(left_out, excludes=plan.excludes | {other.code})


def _exclude_persons(
    plan: PlanSnapshot, way: WayOut, found: FindingDraft, context: Context
) -> PlanSnapshot:
    persons = found.persons if found.persons is not None else NOBODY
    firms = organisations_of(persons)
    out = persons | BitMap().union(*(context.people_of.get(one, NOBODY) for one in firms))
    if "placements" not in way.params:
        return _excluding(plan, out, out)
    named = [(one["channel"], one["product"]) for one in way.params["placements"]]
    return replace(
        plan,
        placements=tuple(
            _without(one, out) if (one.channel, one.product) in named else one
            for one in plan.placements
        ),
    )


def _is_named(placement: PlacementSnapshot, params: Mapping[str, Any]) -> bool:
    product = params.get("product", placement.product) or None
    return (placement.channel, placement.product) == (params["channel"], product)


def _change_wave(
    plan: PlanSnapshot, way: WayOut, changed: Callable[[WaveSnapshot], WaveSnapshot | None]
) -> PlanSnapshot:
    """The plan with the named wave changed, or left out where it becomes None."""
    placements = []
    for one in plan.placements:
        if _is_named(one, way.params):
            waves = [
                changed(wave) if wave.number == way.params["wave"] else wave for wave in one.waves
            ]
            placements.append(replace(one, waves=tuple(wave for wave in waves if wave)))
        else:
            placements.append(one)
    both = zip(placements, plan.placements, strict=True)
    return replace(
        plan, placements=tuple(one for one, before in both if one.waves or not before.waves)
    )


def _drop_wave(
    plan: PlanSnapshot, way: WayOut, _found: FindingDraft, _context: Context
) -> PlanSnapshot:
    return _change_wave(plan, way, lambda _wave: None)


def _move_wave(
    plan: PlanSnapshot, way: WayOut, _found: FindingDraft, _context: Context
) -> PlanSnapshot:
    params = way.params
    hours = {"starts_at": params["from"], "ends_at": params["until"]} if "from" in params else {}
    return _change_wave(plan, way, lambda wave: replace(wave, on=params["to"], **hours))


def _change_channel(
    plan: PlanSnapshot, way: WayOut, _found: FindingDraft, context: Context
) -> PlanSnapshot:
    facts = context.channels.get(way.params["to"])
    is_push = facts is not None and facts.is_push

    def changed(one: PlacementSnapshot) -> PlacementSnapshot:
        whole = (WaveSnapshot(number=1, on=plan.starts_on, persons=one.persons),)
        return replace(one, channel=way.params["to"], waves=(one.waves or whole) if is_push else ())

    placements = (changed(one) if _is_named(one, way.params) else one for one in plan.placements)
    return replace(plan, placements=tuple(placements))


def _leave_channel(
    plan: PlanSnapshot, way: WayOut, _found: FindingDraft, _context: Context
) -> PlanSnapshot:
    kept = (one for one in plan.placements if not _is_named(one, way.params))
    return replace(plan, placements=tuple(kept))


def _align_terms(
    plan: PlanSnapshot, way: WayOut, _found: FindingDraft, _context: Context
) -> PlanSnapshot:
    terms = {name: way.params[name] for name in OFFER_TERMS if name in way.params}
    if "get_value" in way.params:
        terms["value"] = way.params["get_value"]
    offers = (
        replace(one, **terms) if one.number == way.params["offer"] else one for one in plan.offers
    )
    return replace(plan, offers=tuple(offers))


def _forbid_stacking(
    plan: PlanSnapshot, way: WayOut, _found: FindingDraft, _context: Context
) -> PlanSnapshot:
    named = way.params.get("offers")
    offers = (
        replace(one, stackable=False) if named is None or one.number in named else one
        for one in plan.offers
    )
    return replace(plan, offers=tuple(offers))


def _attach_script(
    plan: PlanSnapshot, way: WayOut, _found: FindingDraft, _context: Context
) -> PlanSnapshot:
    return replace(plan, scripts_against=plan.scripts_against | {way.params["with"]})


def _reduce_request(
    plan: PlanSnapshot, way: WayOut, _found: FindingDraft, _context: Context
) -> PlanSnapshot:
    key = (way.params["resource"], way.params["unit"])
    requests = (
        replace(one, quantity=way.params["quantity"]) if (one.resource, one.unit) == key else one
        for one in plan.requests
    )
    return replace(plan, requests=tuple(one for one in requests if one.quantity))


def _opt_in(
    plan: PlanSnapshot, _way: WayOut, _found: FindingDraft, _context: Context
) -> PlanSnapshot:
    participants = (replace(one, enrolment=Enrolment.OPT_IN) for one in plan.participants)
    return replace(plan, enrolment=Enrolment.OPT_IN, participants=tuple(participants))


def _drop_participant(
    plan: PlanSnapshot, way: WayOut, _found: FindingDraft, _context: Context
) -> PlanSnapshot:
    gone = (way.params["unit"], way.params["product"])
    kept = (one for one in plan.participants if (one.unit, one.product) != gone)
    return replace(plan, participants=tuple(kept))


def _change_resource(
    plan: PlanSnapshot, way: WayOut, _found: FindingDraft, context: Context
) -> PlanSnapshot:
    key, to = (way.params["resource"], way.params["unit"]), way.params["to"]
    changed: dict[str, Any] = {"resource": to}
    for gift in context.gifts:
        if gift.code == to:
            changed |= {
                "lead_days": gift.lead_days,
                "given_as": gift.given_as,
                "unit_cost": gift.unit_cost,
            }
    requests = (
        replace(one, **changed) if (one.resource, one.unit) == key else one for one in plan.requests
    )
    return replace(plan, requests=tuple(requests))


def _rephrase(
    plan: PlanSnapshot, way: WayOut, _found: FindingDraft, _context: Context
) -> PlanSnapshot:
    for key, places in places_by_text(way.params["places"]).items():
        text = own_texts(plan)[key]
        plan = with_text(plan, key, replaced(text, way.params["word"], way.params["to"], places))
    return plan


EDITS: Mapping[WayOutKind, Edit] = {
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
    WayOutKind.REPHRASE: _rephrase,
    WayOutKind.CHANGE_RESOURCE: _change_resource,
    WayOutKind.DROP_PARTICIPANT: _drop_participant,
}
