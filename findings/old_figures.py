"""Texts that still say what an offer was before its terms changed: names, tiers, selling points,
and what other floors have written of the plan.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from campaigns.models import Campaign, PlanVersion
from findings.registries import writings
from organization.models import User

FIGURES = ("pay", "get", "get_value")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class OldText:
    """A text with an old figure: what it is, what it says, where it is changed (empty: in the
    plan).
    """

    kind: str
    text: str
    url: str = ""


def figures_of(version: PlanVersion) -> set[Decimal]:
    """The amounts that the offers of a version speak of."""
    values = (getattr(offer, name) for offer in version.offers.all() for name in FIGURES)
    return {Decimal(value) for value in values if value}


def figures_in(text: str) -> set[Decimal]:
    """The numbers in a text, however they are written."""
    found = NUMBER.findall(unicodedata.normalize("NFKC", text))
    return {Decimal(number.replace(",", "")) for number in found}


def texts_left_behind(
    before: PlanVersion, after: PlanVersion, campaign: Campaign, viewer: User
) -> list[OldText]:
    """The texts that name an amount which the offers no longer have."""
    gone = figures_of(before) - figures_of(after)
    if not gone:
        return []
    written = [OldText(*one) for read in writings() for one in read(campaign, viewer)]
    return [one for one in (*_own_texts(after, campaign), *written) if gone & figures_in(one.text)]


def _own_texts(version: PlanVersion, campaign: Campaign) -> Iterator[OldText]:
    yield OldText(_("Name of the plan"), campaign.name)
    for offer in version.offers.all():
        yield OldText(_("Name of the tier"), offer.description)
    for point in version.selling_points.all():
        yield OldText(_("Selling point"), point.text)
    yield OldText(_("Words for front-line staff"), version.script)
    yield OldText(_("Rules that customers see"), version.terms)
    for script in version.explanations.all():
        yield OldText(_("Words beside another offer"), script.text)
