"""The numbers by which joint products are judged; ``preflight.policies`` declares them with all
others.
"""

# ruff: noqa: RUF009 - policy() makes a dataclass field, as field() does
from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from preflight.measures import A_SHARE, SHARE, policy
from preflight.weighing import WeighingPolicies


@dataclass(frozen=True, slots=True, kw_only=True)
class BundlePolicies(WeighingPolicies):
    """Joint products. Source of the default: rules.md, bundle-fit."""

    bundle_share: Decimal = policy(
        Decimal("0.30"),
        _("Share of the audience that a joint product has to be meant for"),
        SHARE,
        limits=A_SHARE,
    )
