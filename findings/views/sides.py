"""Two plans beside each other: what both say, what differs, and which lines are the cause of a
finding.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from campaigns.models import Offer, PlanVersion
from campaigns.plan_view import formatting
from common import display
from common.terms import CAMPAIGN_STATES

MOST_OFFERS = 4
CAUSES: dict[str, frozenset[str]] = {
    "offer-clash": frozenset({"offer", "rate"}),
    "offer-stacking": frozenset({"stacking"}),
    "audience-overlap": frozenset({"people", "window"}),
}
VISIBLE = frozenset({"channels"})


@dataclass(frozen=True, slots=True)
class SideRow:
    """A line of the comparison. ``is_cause`` tints it."""

    label: str | Promise
    own: str
    other: str
    differs: bool
    is_cause: bool


def offers_of(version: PlanVersion, products: frozenset[str]) -> list[Offer]:
    """The tiers of the products that a finding speaks of; all where it names none."""
    rows = list(version.offers.all())
    return [row for row in rows if row.product.code in products or not products][
        :MOST_OFFERS
    ] or rows[:MOST_OFFERS]


def each(words: Callable[[Offer], str]) -> Callable[[PlanVersion, frozenset[str]], str]:
    """One line for each tier."""
    return lambda version, products: (
        "\n".join(words(offer) for offer in offers_of(version, products)) or display.NOTHING
    )


def whole(words: Callable[[PlanVersion], str]) -> Callable[[PlanVersion, frozenset[str]], str]:
    """What the plan says as a whole."""
    return lambda version, _products: words(version)


def people(version: PlanVersion) -> str:
    if not version.audience_set:
        return display.NOTHING
    return ngettext("%(n)s person", "%(n)s persons", version.audience_set.persons) % {
        "n": display.number(version.audience_set.persons)
    }


def families(version: PlanVersion, products: frozenset[str]) -> str:
    return formatting.joined(
        dict.fromkeys(one.product.family.label for one in offers_of(version, products))
    )


ROWS: dict[str, tuple[str | Promise, Callable[[PlanVersion, frozenset[str]], str]]] = {
    "offer": (_("Offer"), each(formatting.terms)),
    "rate": (_("Rate"), each(formatting.rate_text)),
    "bound": (_("Bound"), each(formatting.bound)),
    "stacking": (_("With others"), each(formatting.stacking)),
    "window": (
        _("Window"),
        whole(lambda version: display.date_range(version.starts_on, version.ends_on)),
    ),
    "channels": (_("Channels"), whole(formatting.channels)),
    "people": (_("Audience"), whole(people)),
    "family": (_("Product family"), families),
    "state": (_("State"), whole(lambda version: str(CAMPAIGN_STATES[version.campaign.state].word))),
}


def side_rows(
    own: PlanVersion, other: PlanVersion, *, rule: str, case: str, subject: Mapping[str, Any]
) -> list[SideRow]:
    """The comparison as a finding of this rule and case shows it."""
    product = subject.get("product") or ()
    products = frozenset([product] if isinstance(product, str) else product)
    causes = VISIBLE if case == "visible" else CAUSES.get(rule, frozenset())
    found = []
    for key, (label, words) in ROWS.items():
        mine, theirs = words(own, products), words(other, products)
        found.append(
            SideRow(
                label,
                mine,
                theirs,
                mine != theirs,
                key in causes and (mine != theirs or rule != "offer-clash"),
            )
        )
    return found
