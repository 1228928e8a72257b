"""The numbers by which the hotline's load is judged; ``preflight.policies`` declares them with all
others.
"""

# ruff: noqa: RUF009 - policy() makes a dataclass field, as field() does
from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from organization.enums import Role
from organization.limits import Limits
from preflight.arranging_policies import ArrangingPolicies
from preflight.measures import A_SHARE, SECONDS, SHARE, policy


@dataclass(frozen=True, slots=True, kw_only=True)
class HotlinePolicies(ArrangingPolicies):
    """Handling and answering of calls. Source of the defaults: rules.md, hotline-capacity; a third
    of rostered time away from the phone is usual in call centres.
    """

    hotline_handling_seconds: int = policy(
        180,
        _("Average handling time of a call to the hotline"),
        SECONDS,
        Role.SERVICE_MANAGER,
        limits=Limits(least=1, most=3_600),
    )
    hotline_shrinkage: Decimal = policy(
        Decimal("0.30"),
        _("Share of rostered agents who are not at the phone"),
        SHARE,
        Role.SERVICE_MANAGER,
        limits=A_SHARE,
    )
    hotline_service_share: Decimal = policy(
        Decimal("0.80"),
        _("Share of calls that has to be answered in time"),
        SHARE,
        Role.SERVICE_MANAGER,
        limits=A_SHARE,
    )
    hotline_answer_seconds: int = policy(
        20,
        _("Time within which a call is answered in time"),
        SECONDS,
        Role.SERVICE_MANAGER,
        limits=Limits(most=3_600),
    )
