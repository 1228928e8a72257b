"""Every number of the rules that its owner may change. The fields below are the one place where
they are declared.
"""

# ruff: noqa: RUF009 - policy() makes a dataclass field, as field() does
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from channels.enums import ContactClass
from channels.queries import channels_in_use
from organization.enums import Role
from organization.limits import Limits
from organization.policies import Declared, declare
from preflight.launch_policies import LaunchPolicies
from preflight.measures import (
    A_CONTACT_LIMIT,
    A_MORNING_HOUR,
    A_SCORE,
    A_SHARE,
    A_WINDOW,
    AN_EVENING_HOUR,
    CONTACTS,
    DAYS,
    HOURS,
    PERSONS,
    POINTS,
    SHARE,
    SOME_PERSONS,
    policy,
)

PREFIX = "preflight."
PUSH_CLASSES = {one.value: one.label for one in ContactClass if one != ContactClass.NONE}

COUNTS, COUNTS_NOT = "counts", "counts-not"
CARE = {COUNTS: _("counts as a contact"), COUNTS_NOT: _("does not count as a contact")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Policies(LaunchPolicies):
    """The values that a run stands on. Source of the defaults: rules.md, the numbers marked *p*."""

    clash_near_days: int = policy(
        15,
        _("Offers this many days apart still clash"),
        DAYS,
        limits=Limits(most=366),
    )
    clash_tier_tolerance: Decimal = policy(
        Decimal("0.25"),
        _("Pay tiers this near to each other are compared"),
        SHARE,
        limits=A_SHARE,
    )
    overlap_share: Decimal = policy(
        Decimal("0.30"),
        _("Shared part of the smaller audience that is worth a notice"),
        SHARE,
        limits=A_SHARE,
    )
    overlap_persons: int = policy(
        500,
        _("Shared persons that are worth a notice"),
        PERSONS,
        limits=SOME_PERSONS,
    )
    overlap_organisations: int = policy(
        20,
        _("Shared key enterprises that are worth a notice"),
        limits=SOME_PERSONS,
    )
    pressure_sms_limit: int = policy(
        4,
        _("SMS a person may get within the window"),
        CONTACTS,
        Role.SERVICE_MANAGER,
        limits=A_CONTACT_LIMIT,
    )
    pressure_sms_days: int = policy(
        30,
        _("Window of the SMS limit"),
        DAYS,
        Role.SERVICE_MANAGER,
        limits=A_WINDOW,
    )
    pressure_call_limit: int = policy(
        2,
        _("Outbound calls a person may get within the window"),
        CONTACTS,
        Role.SERVICE_MANAGER,
        limits=A_CONTACT_LIMIT,
    )
    pressure_call_days: int = policy(
        30,
        _("Window of the outbound call limit"),
        DAYS,
        Role.SERVICE_MANAGER,
        limits=A_WINDOW,
    )
    pressure_push_limit: int = policy(
        6,
        _("Push contacts of all kinds a person may get within the window"),
        CONTACTS,
        Role.SERVICE_MANAGER,
        limits=A_CONTACT_LIMIT,
    )
    pressure_push_days: int = policy(
        30,
        _("Window of the limit for all push contacts"),
        DAYS,
        Role.SERVICE_MANAGER,
        limits=A_WINDOW,
    )
    pressure_push_classes: tuple[str, ...] = policy(
        ("sms", "call", "app"),
        _("Ways of contact that count as push; visits count if named here"),
        "",
        Role.SERVICE_MANAGER,
        limits=Limits(choices=tuple(PUSH_CLASSES), offered=PUSH_CLASSES.items),
    )
    pressure_care: tuple[str, ...] = policy(
        (COUNTS,),
        _("Festival care on record"),
        "",
        Role.SERVICE_MANAGER,
        limits=Limits(length=1, choices=tuple(CARE), offered=CARE.items),
    )
    pressure_block_share: Decimal = policy(
        Decimal("0.01"),
        _("Share of a wave from which contact pressure blocks"),
        SHARE,
        Role.SERVICE_MANAGER,
        limits=A_SHARE,
    )
    pressure_result_days: int = policy(
        7,
        _("Days after a wave until which its results come in"),
        DAYS,
        Role.SERVICE_MANAGER,
        limits=A_WINDOW,
    )
    contact_from_hour: int = policy(
        8,
        _("Hour from which people may be contacted"),
        HOURS,
        Role.SERVICE_MANAGER,
        limits=A_MORNING_HOUR,
    )
    contact_until_hour: int = policy(
        21,
        _("Hour by which contacts are over"),
        HOURS,
        Role.SERVICE_MANAGER,
        limits=AN_EVENING_HOUR,
    )
    renewal_lead_days: int = policy(
        90,
        _("A holding that ends within this time after the start may be replaced"),
        DAYS,
        limits=Limits(most=1_100),
    )
    fit_discouraged_share: Decimal = policy(
        Decimal("0.05"),
        _("Share of a placement for whom the channel is discouraged that is worth a warning"),
        SHARE,
        Role.CHANNEL_MANAGER,
        limits=A_SHARE,
    )
    fit_group_channels: tuple[str, ...] = policy(
        ("account-manager", "direct-sales", "own-hall", "hotline"),
        _("Channels that sell what is billed to a group"),
        "",
        Role.CHANNEL_MANAGER,
        limits=Limits(offered=channels_in_use),
    )
    capacity_scarce_share: Decimal = policy(
        Decimal("0.80"),
        _("Weekly load of a channel from which it counts as scarce"),
        SHARE,
        Role.CHANNEL_MANAGER,
        limits=A_SHARE,
    )
    capacity_department_share: Decimal = policy(
        Decimal("0.50"),
        _("Share of a scarce channel's week that one department may use"),
        SHARE,
        Role.CHANNEL_MANAGER,
        limits=A_SHARE,
    )
    moment_near_days: int = policy(
        14,
        _("Days by which a plan that misses a customer moment is told so"),
        DAYS,
        limits=Limits(most=60),
    )
    readiness_score: int = policy(
        80,
        _("Readiness score that a gate asks for"),
        POINTS,
        Role.SERVICE_MANAGER,
        limits=A_SCORE,
    )

    @classmethod
    def from_values(cls, values: Mapping[str, Any]) -> Policies:
        """The policies among all declared values of a day (``organization.policies.values_on``)."""
        return cls(
            **{
                one.name: values[PREFIX + one.name]
                for one in fields(cls)
                if PREFIX + one.name in values
            }
        )

    @property
    def widest_window(self) -> int:
        """Days around a plan's window within which another plan can matter."""
        return max(
            self.clash_near_days,
            self.pressure_sms_days,
            self.pressure_call_days,
            self.pressure_push_days,
            7,
        )


declare(
    *(
        Declared(
            PREFIX + one.name,
            getattr(Policies(), one.name),
            one.metadata["label"],
            one.metadata["unit"],
            str(one.metadata["owner"]),
            one.metadata["limits"],
        )
        for one in fields(Policies)
    )
)
