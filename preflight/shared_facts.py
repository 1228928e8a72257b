"""Facts that several rules tell in the same words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from findings.enums import WayOutKind
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
# What makes a sum: three numbers of which none counts another.
THREE_PARTS = _("this plan %(plan)s, approved %(approved)s, in coordination %(pending)s")

# Persons of this plan whom a finding concerns, without and with their part of its crowd.
CONCERNED = Persons(figure=Figure(_("Concerned")))
CONCERNED_PART = Persons(figure=Figure(_("Concerned"), note=OF_OURS))
SHARED_PERSONS = Persons(is_shared=True, figure=Figure(_("Shared customers"), note=OF_BOTH))
OVERLAP_DAYS = Days(
    figure=Figure(_("Windows overlap"), note=Note("%(on)s", on=OVERLAP), hides_zero=True)
)
PERSONS_BY_BRANCH = Per(UNIT, Persons())
# The shared persons as a part of each plan's.
SHARES = Facts(share=Ratio(sides=True), percent=Percent(sides=True))
PRODUCTS = OneOrMany(PRODUCT)
ON_DAY = Day(figure=Figure(_("Day")))

# What changes neither people nor days, but only terms, words or stock.
TERMS_ONLY = frozenset(
    {
        WayOutKind.ALIGN_TERMS,
        WayOutKind.FORBID_STACKING,
        WayOutKind.ATTACH_SCRIPT,
        WayOutKind.REDUCE_REQUEST,
        WayOutKind.OPT_IN,
    }
)
# What changes only who is contacted when and where.
CONTACTS_ONLY = frozenset(
    {
        WayOutKind.MOVE_WAVE,
        WayOutKind.DROP_WAVE,
        WayOutKind.CHANGE_CHANNEL,
        WayOutKind.LEAVE_CHANNEL,
    }
)


def shares(shared: int, own: int, other: int) -> dict[str, Any]:
    """The values of ``SHARES``."""
    return {
        "share": Sides(share(shared, own), share(shared, other)),
        "percent": Sides(percent(shared, own), percent(shared, other)),
    }
