"""Facts that several rules tell in the same words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from findings.facts import (
    OVERLAP,
    PRODUCT,
    UNIT,
    Day,
    Days,
    Facts,
    Figure,
    Note,
    OneOrMany,
    Per,
    Percent,
    Persons,
    Ratio,
    Sides,
)
from preflight.context import percent, share

OF_OURS = Note(_("%(own)s%% of ours"), own="percent_own")
OF_BOTH = Note(
    _("%(own)s%% of ours, %(other)s%% of theirs"), own="percent_own", other="percent_other"
)

# Persons of this plan whom a finding concerns, without and with their part of its crowd.
CONCERNED = Persons(figure=Figure(_("Concerned")))
CONCERNED_PART = Persons(figure=Figure(_("Concerned"), note=OF_OURS))
SHARED_PERSONS = Persons(is_shared=True, figure=Figure(_("Shared customers"), note=OF_BOTH))
OVERLAP_DAYS = Days(figure=Figure(_("Windows overlap"), note=Note("%(on)s", on=OVERLAP)))
PERSONS_BY_BRANCH = Per(UNIT, Persons())
# The shared persons as a part of each plan's.
SHARES = Facts(share=Ratio(sides=True), percent=Percent(sides=True))
PRODUCTS = OneOrMany(PRODUCT)
ON_DAY = Day(figure=Figure(_("Day")))


def shares(shared: int, own: int, other: int) -> dict[str, Any]:
    """The values of ``SHARES``."""
    return {
        "share": Sides(share(shared, own), share(shared, other)),
        "percent": Sides(percent(shared, own), percent(shared, other)),
    }
