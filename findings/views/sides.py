"""Two plans beside each other: what both say, what differs, and which lines are the cause of a
finding.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from campaigns.models import Offer, PlanVersion
from campaigns.plan_view import formatting
from campaigns.terms import CAMPAIGN_STATES
from common import display
from findings.rule_info import Causes, PlanLine

MOST_OFFERS = 4


@dataclass(frozen=True, slots=True)
class SideRow:
    """A line of the comparison. ``is_cause`` tints it."""

    label: str | Promise
    own: str
    other: str
    differs: bool
    is_cause: bool


def offers_of(version: PlanVersion, products: Collection[str]) -> list[Offer]:
    """The tiers of the products that a finding speaks of; all where it names none."""
    rows = list(version.offers.all())
    return [row for row in rows if row.product.code in products or not products][
        :MOST_OFFERS
    ] or rows[:MOST_OFFERS]


def each(words: Callable[[Offer], str]) -> Callable[[PlanVersion, Collection[str]], str]:
    """One line for each tier."""
    return lambda version, products: (
        "\n".join(words(offer) for offer in offers_of(version, products)) or display.NOTHING
    )


def whole(words: Callable[[PlanVersion], str]) -> Callable[[PlanVersion, Collection[str]], str]:
    """What the plan says as a whole."""
    return lambda version, _products: words(version)


def people(version: PlanVersion) -> str:
    if not version.audience_set:
        return display.NOTHING
    return ngettext("%(n)s person", "%(n)s persons", version.audience_set.persons) % {
        "n": display.number(version.audience_set.persons)
    }


def families(version: PlanVersion, products: Collection[str]) -> str:
    return formatting.joined(
        dict.fromkeys(one.product.family.label for one in offers_of(version, products))
    )


ROWS: dict[PlanLine, tuple[str | Promise, Callable[[PlanVersion, Collection[str]], str]]] = {
    PlanLine.OFFER: (_("Offer"), each(formatting.terms)),
    PlanLine.RATE: (_("Rate"), each(formatting.rate_text)),
    PlanLine.BOUND: (_("Bound"), each(formatting.bound)),
    PlanLine.STACKING: (_("With others"), each(formatting.stacking)),
    PlanLine.WINDOW: (
        _("Window"),
        whole(lambda version: display.date_range(version.starts_on, version.ends_on)),
    ),
    PlanLine.CHANNELS: (_("Channels"), whole(formatting.channels)),
    PlanLine.PEOPLE: (_("Audience"), whole(people)),
    PlanLine.FAMILY: (_("Product family"), families),
    PlanLine.STATE: (
        _("State"),
        whole(lambda version: str(CAMPAIGN_STATES[version.campaign.state].word)),
    ),
}


def side_rows(
    own: PlanVersion, other: PlanVersion, *, causes: Causes, products: Collection[str]
) -> list[SideRow]:
    """The comparison; of several products only the tiers of those that a finding speaks of."""
    found = []
    for line, (label, words) in ROWS.items():
        mine, theirs = words(own, products), words(other, products)
        is_cause = line in causes.lines and (mine != theirs or not causes.only_different)
        found.append(SideRow(label, mine, theirs, mine != theirs, is_cause))
    return found
