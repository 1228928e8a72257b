"""Texts that still say what an offer was before its terms changed: names, tiers, selling points,
and what other floors have written of the plan.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from campaigns.models import Campaign, PlanVersion
from findings.registries import writings
from findings.rewording import OwnText, own_texts
from organization.models import User

FIGURES = ("pay", "get", "get_value")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class OldText:
    """A text with an old figure that somebody has written elsewhere: what it is, what it says,
    where it is changed.
    """

    kind: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A text of the plan with an old figure, and how it could read now."""

    own: OwnText
    suggestion: str


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """The texts that name an amount which the offers no longer have: those of the plan itself,
    which can be changed along, and those elsewhere.
    """

    own: list[Proposal]
    elsewhere: list[OldText]


def figures_of(version: PlanVersion) -> set[Decimal]:
    """The amounts that the offers of a version speak of."""
    values = (getattr(offer, name) for offer in version.offers.all() for name in FIGURES)
    return {Decimal(value) for value in values if value}


def figures_in(text: str) -> set[Decimal]:
    """The numbers in a text, however they are written."""
    return {amount(found) for found in NUMBER.findall(unicodedata.normalize("NFKC", text))}


def amount(number: str) -> Decimal:
    return Decimal(unicodedata.normalize("NFKC", number).replace(",", ""))


def replaced(before: PlanVersion, after: PlanVersion) -> Mapping[Decimal, Decimal]:
    """The amounts that are gone, each with what stands in its place; none where that is more than
    one amount.
    """
    gone = figures_of(before) - figures_of(after)
    found: dict[Decimal, set[Decimal]] = defaultdict(set)
    for old, new in zip(before.offers.all(), after.offers.all(), strict=False):
        for name in FIGURES:
            was, now = getattr(old, name), getattr(new, name)
            if was and now and Decimal(was) in gone:
                found[Decimal(was)].add(Decimal(now))
    return {was: next(iter(now)) for was, now in found.items() if len(now) == 1}


def suggested(text: str, instead: Mapping[Decimal, Decimal]) -> str:
    """The text with the new amounts in the place of the old ones."""

    def one(found: re.Match[str]) -> str:
        new = instead.get(amount(found[0]))
        return found[0] if new is None else f"{new.normalize():f}"

    return NUMBER.sub(one, text)


def texts_left_behind(
    before: PlanVersion, after: PlanVersion, campaign: Campaign, viewer: User
) -> LeftBehind:
    """The texts that name an amount which the offers no longer have."""
    gone = figures_of(before) - figures_of(after)
    if not gone:
        return LeftBehind([], [])
    instead = replaced(before, after)
    written = [OldText(*one) for read in writings() for one in read(campaign, viewer)]
    return LeftBehind(
        own=[
            Proposal(one, suggested(one.text, instead))
            for one in own_texts(after, campaign)
            if gone & figures_in(one.text)
        ],
        elsewhere=[one for one in written if gone & figures_in(one.text)],
    )
