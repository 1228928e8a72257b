"""What an offer costs the customer, what it gives and at what rate. Source: rules.md, offer-clash.

Every page, the API and every rule ask here, so that one offer has one rate.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from campaigns.enums import GetKind


class Terms(Protocol):
    """The terms that decide the rate: rows and snapshots of offers both have them. Amounts: yuan;
    ``min_spend`` is per bound month, ``value`` what is got, None where it is not said what that is
    worth.
    """

    @property
    def pay(self) -> Decimal: ...
    @property
    def min_spend(self) -> Decimal: ...
    @property
    def lock_months(self) -> int: ...
    @property
    def value(self) -> Decimal | None: ...


@dataclass(frozen=True, slots=True)
class Rate:
    """What is got ÷ what is paid in all; ``is_monthly``: yuan got per bound month."""

    amount: Decimal
    is_monthly: bool


def value_of(*, get: Decimal, get_kind: str, get_value: Decimal | None) -> Decimal | None:
    """What the customer gets in yuan; balance is worth itself where the plan does not say. None for
    a gift, a device and the like that nobody gave a value: unknown, never nothing.
    """
    if get_value or not get:
        return get_value or Decimal(0)
    return get if get_kind == GetKind.BALANCE else None


def paid(offer: Terms) -> Decimal:
    """What the customer lays out over the bound time, yuan: pay + min_spend × lock_months."""
    return offer.pay + offer.min_spend * offer.lock_months


def rate(offer: Terms) -> Rate | None:
    """Value ÷ paid in all; of an offer without pay the value per bound month (once, if nothing
    binds), whatever it makes the customer spend. None where the value is not known.
    """
    if offer.value is None:
        return None
    if not offer.pay:
        return Rate(offer.value / max(offer.lock_months, 1), is_monthly=True)
    return Rate(offer.value / paid(offer), is_monthly=False)
