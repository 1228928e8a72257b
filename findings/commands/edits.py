"""What each kind of way out changes in a plan version that may still be changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NoReturn

from django.utils.translation import gettext_lazy as _

from campaigns.audiences import Source, last_frozen
from campaigns.enums import Enrolment, SourceKind, SourceSide, SourceUse
from campaigns.models import (
    Campaign,
    ExplanationScript,
    Offer,
    Placement,
    PlanVersion,
    ResourceRequest,
    Wave,
)
from campaigns.parts import source_row
from channels.models import Channel
from common import clock
from common.errors import refuse
from customers import bitmaps
from findings.enums import WayOutKind
from findings.models import Finding

OFFER_MONEY = ("pay", "get", "get_value", "min_spend")
OFFER_MONTHS = ("payout_months", "lock_months")
MAX_TEXT = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A version that may be changed, and what the way out says about it."""

    version: PlanVersion
    finding: Finding
    params: Mapping[str, Any]
    extra: Mapping[str, Any]
    now: dt.datetime


def _outdated() -> NoReturn:
    refuse(
        "outdated",
        _("The plan has changed since, and this step no longer fits it. Check it again."),
    )


def _shift_dates(edit: Edit) -> None:
    version = edit.version
    starts_on, ends_on = (
        dt.date.fromisoformat(edit.params["starts_on"]),
        dt.date.fromisoformat(edit.params["ends_on"]),
    )
    by = starts_on - version.starts_on
    version.starts_on, version.ends_on = starts_on, ends_on
    if version.training_on is not None:
        version.training_on += by
    for wave in Wave.objects.filter(placement__version=version):
        wave.on = min(max(wave.on + by, starts_on), ends_on)
        wave.save(update_fields=["on"])
    for request in version.resource_requests.all():
        request.needed_by += by
        request.save(update_fields=["needed_by"])


def _exclude(edit: Edit, source: Source) -> None:
    """Add an exclusion to the audience and to an own eligibility, unless it stands there
    already.
    """
    uses = [
        SourceUse.AUDIENCE,
        *([SourceUse.ELIGIBILITY] if edit.version.has_own_eligibility else []),
    ]
    for use in uses:
        rows = edit.version.sources.filter(use=use, side=SourceSide.EXCLUDE)
        row = source_row(
            source,
            now=edit.now,
            version=edit.version,
            use=use,
            side=SourceSide.EXCLUDE,
            position=rows.count(),
        )
        if not rows.filter(kind=row.kind, campaign=row.campaign, members=row.members).exists():
            row.save()


def _exclude_shared(edit: Edit) -> None:
    other = Campaign.objects.filter(code=edit.params["with"]).first()
    frozen = last_frozen(other) if other is not None else None
    if other is None or frozen is None:
        _outdated()
    _exclude(edit, Source(kind=SourceKind.CAMPAIGN, campaign=other))
    if (
        frozen.eligibility_set_id != frozen.audience_set_id
        and edit.finding.persons_set_id is not None
    ):
        _exclude(
            edit, Source(kind=SourceKind.LIST, members=bitmaps.load(edit.finding.persons_set_id))
        )


def _exclude_persons(edit: Edit) -> None:
    if edit.finding.persons_set_id is None:
        _outdated()
    source = Source(kind=SourceKind.LIST, members=bitmaps.load(edit.finding.persons_set_id))
    if "placements" not in edit.params:
        _exclude(edit, source)
        return
    for named in edit.params["placements"]:
        placement = _placement(edit, named)
        place = {
            "version": edit.version,
            "placement": placement,
            "use": SourceUse.PLACEMENT,
            "side": SourceSide.EXCLUDE,
        }
        source_row(source, now=edit.now, position=placement.exclusions.count(), **place).save()


def _placement(edit: Edit, named: Mapping[str, Any]) -> Placement:
    """The placement that the params name. Raises ``Refused`` when it is not there any more."""
    rows = edit.version.placements.filter(channel__code=named["channel"])
    if "product" in named:
        rows = (
            rows.filter(product__code=named["product"])
            if named["product"]
            else rows.filter(product=None)
        )
    placement = rows.first()
    if placement is None:
        _outdated()
    return placement


def _wave(edit: Edit) -> Wave:
    waves = list(_placement(edit, edit.params).waves.all())
    place = int(edit.params["wave"]) - 1
    if not 0 <= place < len(waves) or waves[place].on.isoformat() != edit.params["on"]:
        _outdated()
    return waves[place]


def _drop_wave(edit: Edit) -> None:
    wave = _wave(edit)
    placement = wave.placement
    wave.delete()
    if placement.channel.is_push and not placement.waves.exists():
        placement.delete()


def _move_wave(edit: Edit) -> None:
    wave, day = _wave(edit), dt.date.fromisoformat(edit.params["to"])
    if not max(edit.version.starts_on, clock.today(edit.now)) <= day <= edit.version.ends_on:
        _outdated()
    wave.on = day
    wave.save(update_fields=["on"])


def _change_channel(edit: Edit) -> None:
    placement = _placement(edit, edit.params)
    channel = Channel.objects.filter(code=edit.params["to"], is_active=True).first()
    if (
        channel is None
        or edit.version.placements.filter(channel=channel, product=placement.product).exists()
    ):
        _outdated()
    placement.channel = channel
    placement.save(update_fields=["channel"])
    if not channel.is_push:
        placement.waves.all().delete()
    elif not placement.waves.exists():
        Wave.objects.create(placement=placement, on=edit.version.starts_on)


def _leave_channel(edit: Edit) -> None:
    if "product" in edit.params:
        _placement(edit, edit.params).delete()
    elif not edit.version.placements.filter(channel__code=edit.params["channel"]).delete()[0]:
        _outdated()


def _offers(edit: Edit, places: list[int] | None) -> list[Offer]:
    offers = list(edit.version.offers.all())
    if places is None:
        return offers
    if any(not 1 <= place <= len(offers) for place in places):
        _outdated()
    return [offers[place - 1] for place in places]


def _align_terms(edit: Edit) -> None:
    offer = _offers(edit, [int(edit.params["offer"])])[0]
    for field in OFFER_MONEY:
        if field in edit.params:
            setattr(offer, field, Decimal(str(edit.params[field])))
    for field in OFFER_MONTHS:
        if field in edit.params:
            setattr(offer, field, int(edit.params[field]))
    offer.save()


def _forbid_stacking(edit: Edit) -> None:
    for offer in _offers(edit, edit.params.get("offers")):
        offer.stackable = False
        offer.exclusive_group = edit.params.get("exclusive_group", offer.exclusive_group)
        offer.save(update_fields=["stackable", "exclusive_group"])


def _attach_script(edit: Edit) -> None:
    other = Campaign.objects.filter(code=edit.params["with"]).first()
    if other is None:
        _outdated()
    text = (str(edit.extra.get("text") or "") or edit.version.script).strip()
    if not text:
        refuse(
            "required",
            _(
                "Write the words that front-line staff say, or put them into the service plan"
                " first."
            ),
            status=400,
            attr="text",
        )
    ExplanationScript.objects.update_or_create(
        version=edit.version, against=other, defaults={"text": text[:MAX_TEXT]}
    )


def _reduce_request(edit: Edit) -> None:
    row = ResourceRequest.objects.filter(
        version=edit.version, resource__code=edit.params["resource"], unit__code=edit.params["unit"]
    ).first()
    if row is None:
        _outdated()
    row.quantity = int(edit.params["quantity"])
    if row.quantity:
        row.save(update_fields=["quantity"])
    else:
        row.delete()


def _opt_in(edit: Edit) -> None:
    edit.version.enrolment = Enrolment.OPT_IN
    edit.version.participants.update(enrolment=Enrolment.OPT_IN)


EDITS: dict[WayOutKind, Callable[[Edit], None]] = {
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
