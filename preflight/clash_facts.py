"""What is told of two offers that clash: where and when they meet, and how far apart they are."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from findings.facts import (
    CHANNEL,
    Days,
    Facts,
    Figure,
    Many,
    Money,
    Note,
    Number,
    Persons,
    Ratio,
    Word,
)
from findings.rule_info import Causes, PlanLine
from preflight.shared_facts import OVERLAP_DAYS
from preflight.visibility import VISIBILITY

TERMS_APART = ("shared", "shared_bound", "shared_free", "shared_unclear", "shared_unknown")
MEETING = Facts(
    overlap_days=OVERLAP_DAYS,
    days_apart=Days(figure=Figure(_("Apart by"), hides_zero=True)),
    shared_channels=Many(CHANNEL, figure=Figure(_("Shared channels"))),
)
GAP = Facts(
    gap_points=Number(
        nullable=True,
        figure=Figure(
            _("Gap of the offers"),
            unit=pgettext_lazy("gap", "points"),
            note=Note(_("%(own)s against %(other)s"), own="rate_own", other="rate_other"),
        ),
    ),
    gap_per_month=Money(
        optional=True, figure=Figure(_("Gap of the offers"), unit=_("a bound month"))
    ),
    rate=Ratio(sides=True, optional=True),
    pay=Money(sides=True),
    paid=Money(sides=True),
    value=Money(sides=True, nullable=True),
    persons=Persons(sides=True, is_whole=True),
    public_channels=Many(CHANNEL),
    visibility=VISIBILITY,
)
MISSING = Word.bare("comparable_tier", "get_value", "audience", "terms_and_audience", optional=True)
REASON = Word.bare("addressed_by_both", "addressed_by_one", "addressed_by_none")
DIFFERENT_TERMS = Causes(frozenset({PlanLine.OFFER, PlanLine.RATE}), only_different=True)
