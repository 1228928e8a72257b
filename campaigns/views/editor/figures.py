"""What the editor works out beside the fields: rates, fit of the channel, stock, weekdays. Always
of the stored plan.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.models import Placement, PlanVersion, ResourceRequest
from campaigns.plan_view import formatting
from channels.enums import Fit
from channels.models import LoadingRule
from common import clock, display
from organization.workdays import DayTable, day_table
from resources.availability import NOTHING, Supply, supplies

# From the worst to the best: one customer group for which a channel is forbidden decides what the
# badge says.
FITS: dict[str, tuple[str, str]] = {
    Fit.FORBIDDEN: ("block", "block"),
    Fit.DISCOURAGED: ("warning", "warn"),
    Fit.TRIAL: ("info", "notice"),
    Fit.ALLOWED: ("check", ""),
    Fit.PREFERRED: ("check", "ok"),
}
LEAD_MARGIN = 200  # days before and after the window that the calendar of working days is read for


@dataclass(frozen=True, slots=True)
class FitBadge:
    word: str | Promise
    icon: str
    css: str
    note: str


def rates(version: PlanVersion) -> list[dict[str, Any]]:
    """What each offer gives back, in order: its rate, or yuan a bound month where nothing is
    paid.
    """
    return [{"rate": formatting.short_rate(offer)} for offer in version.offers.all()]


def fits(version: PlanVersion) -> list[dict[str, Any]]:
    """How each placement's channel suits what is sold there, by the loading rules in force on the
    first day; one query.
    """
    placements = list(version.placements.all())
    products = {offer.product_id for offer in version.offers.all()}
    wanted = {key for placement in placements for key in sold(placement, products)}
    rules = LoadingRule.objects.in_force(version.starts_on).filter(
        product__in=wanted, channel__in={one.channel_id for one in placements}
    )
    rows = list(rules.select_related("customer_group").order_by("version")) if wanted else []
    return [{"fit": worst(one, sold(one, products), rows)} for one in placements]


def sold(placement: Placement, products: set[int]) -> set[int]:
    """What a placement sells: its product, else all of the plan's."""
    return {placement.product_id} if placement.product_id else products


def worst(placement: Placement, products: set[int], rules: Iterable[LoadingRule]) -> FitBadge:
    """The badge of the worst rule, naming the groups where others fare better; nothing said is
    allowed.
    """
    own = [
        rule
        for rule in rules
        if rule.channel_id == placement.channel_id and rule.product_id in products
    ]
    fit = next((fit for fit in FITS if any(rule.fit == fit for rule in own)), Fit.ALLOWED)
    groups = list(dict.fromkeys(rule.customer_group.label for rule in own if rule.fit == fit))
    only_some = fit in {Fit.FORBIDDEN, Fit.DISCOURAGED, Fit.TRIAL} and any(
        rule.fit != fit for rule in own
    )
    icon, css = FITS[fit]
    return FitBadge(
        Fit(fit).label,
        icon,
        css,
        _("for %(groups)s") % {"groups": formatting.joined(groups)} if only_some else "",
    )


def stocks(version: PlanVersion) -> list[dict[str, Any]]:
    """For each request: pieces there by its day, held firmly by others, short, when to order.
    Source: rules.md, resource-shortage.
    """
    requests = list(version.resource_requests.all())
    if not requests:
        return []
    campaign = version.campaign.code
    there = supplies(row.resource.code for row in requests)
    days = [row.needed_by for row in requests]
    table = day_table(min(days) - dt.timedelta(days=LEAD_MARGIN), max(days))
    return [
        _stock(row, there.get((row.resource.code, row.unit.code), NOTHING), campaign, table)
        for row in requests
    ]


def _stock(row: ResourceRequest, supply: Supply, campaign: str, table: DayTable) -> dict[str, Any]:
    order_by = table.back(row.needed_by, row.resource.lead_days)
    day = supply.tightest(campaign, by=row.needed_by)
    return {
        "free": supply.there(day),
        "taken": supply.held_by_others(campaign, is_hard=True, by=day),
        "short": supply.short(row.quantity, campaign, by=row.needed_by),
        "order_is_late": order_by < clock.today(),
        "order_text": display.full_date(order_by),
    }


def day_hints(version: PlanVersion) -> dict[str, str]:
    """Weekday, holiday and length, below the two dates."""
    table = day_table(version.starts_on, version.ends_on)

    def about(day: dt.date) -> list[str]:
        words = [date_format(day, "D"), table.holiday(day)]
        if not words[1] and not table.is_working(day):
            words[1] = _("day off")
        return [word for word in words if word]

    length = ngettext("%(n)s day in all", "%(n)s days in all", version.days) % {"n": version.days}
    return {
        "starts_on": " · ".join(about(version.starts_on)),
        "ends_on": " · ".join([*about(version.ends_on), length]),
    }
