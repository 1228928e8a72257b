"""The parts of a plan in words, as pages and exports show them. Every sentence is in the reader's
language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from campaigns import offers
from campaigns.enums import GetKind, SourceKind
from campaigns.models import AudienceSource, Offer, PlanVersion, Wave
from common import display
from customers.filter_fields import FieldInfo
from customers.formatting import filter_words


def amount(value: Decimal) -> str:
    """A sum without superfluous zeros: 50 rather than 50.00."""
    whole = value == value.to_integral_value()
    return display.number(value, 0 if whole else 2)


def terms(offer: Offer) -> str:
    """What the customer pays and gets: ``Pay 100, get 50 balance over 5 months``."""
    params = {
        "pay": amount(offer.pay),
        "get": amount(offer.get),
        "kind": GetKind(offer.get_kind).label,
        "months": offer.payout_months,
    }
    if offer.payout_months:
        return (
            ngettext(
                "Pay %(pay)s, get %(get)s %(kind)s over %(months)s month",
                "Pay %(pay)s, get %(get)s %(kind)s over %(months)s months",
                offer.payout_months,
            )
            % params
        )
    if not offer.pay:
        return _("Get %(get)s %(kind)s free") % params
    return _("Pay %(pay)s, get %(get)s %(kind)s") % params


def offer_name(offer: Offer) -> str:
    """The tier's own name, else its terms."""
    return offer.description or terms(offer)


def rate_text(offer: Offer) -> str:
    """``50.0% (50 ÷ 100)``; without payment the value in yuan per bound month."""
    rate = offers.rate(offer)
    if rate is None or offer.value is None:
        return _("unknown: it is not said what the %(kind)s is worth") % {
            "kind": GetKind(offer.get_kind).label
        }
    if rate.is_monthly:
        return _("%(value)s for each bound month") % {"value": display.money(rate.amount)}
    return _("%(rate)s (%(value)s ÷ %(base)s)") % {
        "rate": display.percent(rate.amount),
        "value": amount(offer.value),
        "base": amount(offers.paid(offer)),
    }


def short_rate(offer: Offer) -> str:
    """``50.0%``; without payment the value in yuan a bound month."""
    rate = offers.rate(offer)
    if rate is None:
        return _("worth not said")
    if rate.is_monthly:
        return _("%(value)s a month") % {"value": display.money(rate.amount)}
    return display.percent(rate.amount)


def bound(offer: Offer) -> str:
    """How long the customer is bound, and to what."""
    if not offer.lock_months:
        return _("Not bound")
    params = {"months": offer.lock_months, "spend": display.money(offer.min_spend)}
    if offer.min_spend:
        return (
            ngettext(
                "%(months)s month, at least %(spend)s a month",
                "%(months)s months, at least %(spend)s a month",
                offer.lock_months,
            )
            % params
        )
    return (
        ngettext(
            "%(months)s month, no minimum spend",
            "%(months)s months, no minimum spend",
            offer.lock_months,
        )
        % params
    )


def stacking(offer: Offer) -> str:
    """Whether it may be combined with other offers."""
    if offer.stackable is None:
        return pgettext("stacking", "Not said")
    return (
        pgettext("stacking", "May be combined")
        if offer.stackable
        else pgettext("stacking", "Not with others")
    )


def joined(words: Iterable[Any]) -> str:
    """A list in one line, with the comma of the language."""
    return ("、" if display.is_chinese() else ", ").join(str(word) for word in words)


def branches(version: PlanVersion, *, of: int | None = None) -> str:
    """Where the plan runs, ``of`` so many branches: one that names each of them runs everywhere."""
    own = list(version.branches.all())
    if len(own) in {0, of}:
        return _("all branches")
    return joined(unit.label for unit in own)


def channels(version: PlanVersion) -> str:
    """The channels of the plan, each once."""
    return (
        joined(dict.fromkeys(placement.channel.label for placement in version.placements.all()))
        or display.NOTHING
    )


def wave(one: Wave) -> str:
    """``25 Sep 10:00–18:00 · 50% · the rest``."""
    parts = [display.full_date(one.on)]
    if one.starts_at or one.ends_at:
        first = f"{one.starts_at:%H:%M}" if one.starts_at else ""
        parts[0] += f" {first}–{one.ends_at:%H:%M}" if one.ends_at else f" {first}"
    parts.append(display.percent(one.share, 0))
    parts.append(one.get_to_display())
    return " · ".join(str(part) for part in parts)


def source(one: AudienceSource, fields: Mapping[str, FieldInfo] | None = None) -> str:
    """One line of an audience."""
    if one.kind == SourceKind.SEGMENT and one.segment:
        return one.segment.label
    if one.kind == SourceKind.CAMPAIGN and one.campaign:
        return _("Audience of “%(name)s”") % {"name": one.campaign.name}
    if one.kind == SourceKind.LIST and one.members:
        return ngettext("List of %(n)s customer", "List of %(n)s customers", one.members.size) % {
            "n": display.number(one.members.size)
        }
    return filter_words(one.filter, {} if fields is None else fields)
