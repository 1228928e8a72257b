"""The numbers by which past plans count; ``preflight.policies`` declares them with all others."""

# ruff: noqa: RUF009 - policy() makes a dataclass field, as field() does
from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from organization.enums import Role
from organization.limits import Limits
from preflight.bundle_policies import BundlePolicies
from preflight.measures import MONTHS, PERSONS, policy


@dataclass(frozen=True, slots=True, kw_only=True)
class PastPolicies(BundlePolicies):
    """Complaints about past plans. Source of the defaults: rules.md, complaint-history."""

    history_months: int = policy(
        24,
        _("Months of past plans whose complaints count"),
        MONTHS,
        Role.SERVICE_MANAGER,
        limits=Limits(least=1, most=120),
    )
    history_reached: int = policy(
        1_000,
        _("Persons that a past plan must have reached to count"),
        PERSONS,
        Role.SERVICE_MANAGER,
        limits=Limits(least=1, most=1_000_000_000),
    )
    history_factor: Decimal = policy(
        Decimal(2),
        _("Complaints, as a multiple of the median, above which they are worth a warning"),
        "",
        Role.SERVICE_MANAGER,
        limits=Limits(most=1_000),
    )
