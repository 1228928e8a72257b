"""The texts of a plan that a way out may change along with its numbers, each under a key: its name,
the names of its tiers, selling points, what staff say and customers read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from campaigns.models import Campaign, ExplanationScript, Offer, PlanVersion, SellingPoint
from campaigns.plan_data import offers_data, scripts_data
from common.errors import Reason, Refused
from common.text import validate_plain

NAME = "name"
LINE = 200
Change = dict[str, Any]
Part = Callable[[PlanVersion, Mapping[str, Any], str, str], Change]


@dataclass(frozen=True, slots=True)
class OwnText:
    """A text of a plan: its key, what it is, what it says, the most characters."""

    key: str
    kind: str
    text: str
    most: int

    @property
    def is_long(self) -> bool:
        """Whether it may have several lines."""
        return self.most > LINE


def own_texts(version: PlanVersion, campaign: Campaign) -> Iterator[OwnText]:
    """Every text of the plan that is not empty."""
    yield from (one for one in _own_texts(version, campaign) if one.text)


def _own_texts(version: PlanVersion, campaign: Campaign) -> Iterator[OwnText]:
    yield OwnText(NAME, _("Name of the plan"), campaign.name, _most(Campaign, "name"))
    for place, offer in enumerate(version.offers.all(), 1):
        most = _most(Offer, "description")
        yield OwnText(f"offers.{place}", _("Name of the tier"), offer.description, most)
    for place, point in enumerate(version.selling_points.all(), 1):
        most = _most(SellingPoint, "text")
        yield OwnText(f"selling_points.{place}", _("Selling point"), point.text, most)
    script = _("Words for front-line staff")
    yield OwnText("script", script, version.script, _most(PlanVersion, "script"))
    rules = _("Rules that customers see")
    yield OwnText("terms", rules, version.terms, _most(PlanVersion, "terms"))
    for one in version.explanations.all():
        most = _most(ExplanationScript, "text")
        yield OwnText(
            f"scripts.{one.against.code}", _("Words beside another offer"), one.text, most
        )


def _most(model: Any, name: str) -> int:
    return int(model._meta.get_field(name).max_length)


def reworded(
    version: PlanVersion, campaign: Campaign, change: Mapping[str, Any], texts: Mapping[str, str]
) -> dict[str, Any]:
    """A change of a version that takes these texts along. Raises ``Refused`` (400) for a text that
    the plan does not have, an empty one, and one that is too long.
    """
    found = dict(change)
    if not texts:
        return found
    known = {one.key: one for one in own_texts(version, campaign)}
    for key, text in texts.items():
        part, _dot, place = key.partition(".")
        said = _checked(known.get(key), key, text)
        found |= PARTS[part](version, found, place, said)
    return found


def _name(version: PlanVersion, change: Mapping[str, Any], place: str, text: str) -> Change:
    return {NAME: text}


def _tier(version: PlanVersion, change: Mapping[str, Any], place: str, text: str) -> Change:
    offers = [dict(one) for one in change.get("offers") or offers_data(version)]
    offers[int(place) - 1]["description"] = text
    return {"offers": offers}


def _point(version: PlanVersion, change: Mapping[str, Any], place: str, text: str) -> Change:
    points = change.get("selling_points") or [one.text for one in version.selling_points.all()]
    return {"selling_points": [*points[: int(place) - 1], text, *points[int(place) :]]}


def _service(field: str) -> Part:
    def part(version: PlanVersion, change: Mapping[str, Any], place: str, text: str) -> Change:
        return {"service_plan": {**(change.get("service_plan") or {}), field: text}}

    return part


def _script(version: PlanVersion, change: Mapping[str, Any], place: str, text: str) -> Change:
    service = change.get("service_plan") or {}
    scripts = [
        {**one, "text": text} if one["against"].code == place else one
        for one in service.get("scripts") or scripts_data(version)
    ]
    return {"service_plan": {**service, "scripts": scripts}}


PARTS: Mapping[str, Part] = {
    NAME: _name,
    "offers": _tier,
    "selling_points": _point,
    "script": _service("script"),
    "terms": _service("terms"),
    "scripts": _script,
}


def _checked(known: OwnText | None, key: str, text: str) -> str:
    """The text without blanks around it. Raises ``Refused`` (400) at its key."""
    attr = f"texts.{key}"
    if known is None:
        raise Refused(Reason("unknown", _("The plan has no such text."), status=400, attr=attr))
    text = text.strip()
    if not text:
        raise Refused(Reason("required", _("Fill this in."), status=400, attr=attr))
    if len(text) > known.most:
        sentence = _("At most %(most)s characters.")
        params = {"most": known.most}
        raise Refused(Reason("too_long", sentence, status=400, attr=attr, params=params))
    try:
        validate_plain(text)
    except ValidationError as error:
        raise Refused(Reason("invalid", error.messages[0], status=400, attr=attr)) from error
    return text
