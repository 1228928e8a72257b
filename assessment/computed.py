"""The answers that a plan itself gives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from assessment.enums import Evidence
from campaigns.models import PlanVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceSide:
    """What a plan says about customers' side of it; ``gives`` whether it asks stock for
    something.
    """

    contingency: str
    script: str
    terms: str
    exit_rule: str
    training_on: dt.date | None
    starts_on: dt.date
    gives: bool


def trained_in_time(side: ServiceSide) -> bool:
    """Training is planned for a day before the launch."""
    return side.training_on is not None and side.training_on < side.starts_on


COMPUTED: Mapping[Evidence, Callable[[ServiceSide], bool]] = {
    Evidence.CONTINGENCY: lambda side: bool(side.contingency.strip()),
    Evidence.SCRIPT: lambda side: bool(side.script.strip()),
    Evidence.TERMS: lambda side: bool(side.terms.strip()),
    Evidence.EXIT_RULE: lambda side: bool(side.exit_rule.strip()),
    Evidence.TRAINING: trained_in_time,
    Evidence.GIFTS: lambda side: side.gives,
}


def side_of(version: PlanVersion) -> ServiceSide:
    """The service side of a version; one query."""
    return ServiceSide(
        contingency=version.contingency,
        script=version.script,
        terms=version.terms,
        exit_rule=version.exit_rule,
        training_on=version.training_on,
        starts_on=version.starts_on,
        gives=version.resource_requests.exists(),
    )
