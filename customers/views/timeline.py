"""The trajectory on a customer's page: narrowed to a kind or a unit, page by page."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from channels.enums import ContactClass
from channels.models import Channel
from customers.enums import BenefitKind, Occasion, TouchKind
from customers.models import Party
from customers.touch_checks import meant
from customers.trajectory import Event, campaign_page, trajectory_page
from organization.models import Unit

PAGE = 50
PLACE = re.compile(r"(\d{4}-\d{2}-\d{2})\.(\d{1,18})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Done:
    """One line of the trajectory in words."""

    happened_on: dt.date
    what: str
    note: str
    value: Decimal | None
    unit: str
    channel: str
    campaign: str
    campaign_url: str
    is_service: bool


def trajectory_of(party: Party, asked: Mapping[str, str], *, today: dt.date) -> dict[str, Any]:
    """A page of the trajectory; what ``asked`` names and nobody knows narrows nothing."""
    kind = asked.get("kind", "") if asked.get("kind", "") in TouchKind.values else ""
    units = [(unit.code, unit.label) for unit in Unit.objects.active().order_by("path")]
    unit = asked.get("unit", "") if asked.get("unit", "") in dict(units) else ""
    found = trajectory_page(
        party, today=today, kind=kind, unit=unit, before=place_of(asked), limit=PAGE
    )
    last = found[PAGE - 1] if len(found) > PAGE else None
    return {
        "events": in_words(found[:PAGE]),
        "events_before": f"{last.happened_on.isoformat()}.{last.pk}" if last else "",
        "is_narrowed": bool(kind or unit or place_of(asked)),
        "touch_kinds": TouchKind.choices,
        "touch_units": units,
        "asked_kind": kind,
        "asked_unit": unit,
    }


def place_of(asked: Mapping[str, str]) -> tuple[dt.date, int] | None:
    """The place before which a page begins."""
    match = PLACE.fullmatch(asked.get("before", ""))
    if match is None:
        return None
    try:
        return dt.date.fromisoformat(match[1]), int(match[2])
    except ValueError:
        return None


def in_words(events: Sequence[Event]) -> list[Done]:
    """Entries with channels, units and resources by name."""
    channels = {channel.code: channel.label for channel in Channel.objects.all()}
    units = {unit.code: unit.label for unit in Unit.objects.all()}
    goods = meant("resource", {event.resource for event in events})
    return [
        Done(
            event.happened_on,
            what_of(event),
            note_of(event, goods),
            event.value,
            units.get(event.unit, event.unit),
            channels.get(event.channel, ""),
            event.campaign,
            campaign_page(event.campaign),
            event.is_service,
        )
        for event in events
    ]


def what_of(event: Event) -> str:
    """What was done: a contact by its way, anything else by its kind."""
    if event.kind == TouchKind.CONTACT:
        return str(dict(ContactClass.choices).get(event.contact_class, event.contact_class))
    return str(dict(TouchKind.choices).get(event.kind, event.kind))


def note_of(event: Event, goods: Mapping[str, str]) -> str:
    """What was given, and for which occasion."""
    kind = dict(BenefitKind.choices).get(event.benefit_kind, "")
    occasion = dict(Occasion.choices).get(event.occasion, "")
    named = goods.get(event.resource, event.resource) or str(kind)
    return " · ".join(str(one) for one in (named, occasion) if one)
