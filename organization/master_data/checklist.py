"""What a young company still has to enter before its first plan. Each floor adds its steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, QuerySet

from organization.master_data.kind import Word
from organization.models import Unit, User
from organization.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to enter. It is done when ``rows`` are there. ``is_needed``: no plan is approved
    without it. ``order`` is that of the sheets.
    """

    code: str
    order: int
    title: Word
    text: Word
    url: Callable[[], str]
    rows: Callable[[], QuerySet[Any]]
    is_needed: bool = True


@dataclass(frozen=True, slots=True)
class StepStatus:
    """A step and whether it is done."""

    step: Step
    is_done: bool


_steps: dict[str, Step] = {}


def add_steps(*steps: Step) -> None:
    """Make steps known; in ``AppConfig.ready``."""
    for step in steps:
        _steps[step.code] = step


def founding(user: User) -> list[StepStatus]:
    """The steps for whoever founds the company, as long as a needed one is missing; else none."""
    if not user.may(Permission.MANAGE_SETUP):
        return []
    steps = sorted(_steps.values(), key=lambda step: step.order)
    there = Unit.objects.order_by("pk").values_list(*(Exists(step.rows()) for step in steps))
    done = there.first() or (False,) * len(steps)
    statuses = [StepStatus(step, is_done) for step, is_done in zip(steps, done, strict=True)]
    is_missing = any(one.step.is_needed and not one.is_done for one in statuses)
    return statuses if is_missing else []
