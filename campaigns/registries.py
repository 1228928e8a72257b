"""What this floor asks the floors above, filled by them in ``AppConfig.ready``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from common.errors import Reason

if TYPE_CHECKING:
    from campaigns.findings import FindingDraft
    from campaigns.models import Campaign
    from organization.models import User

Guard = Callable[["User", "Campaign"], Iterable[Reason]]
Effect = Callable[["Campaign", "User | None"], None]
Recheck = Callable[["Campaign", int], "list[FindingDraft]"]

_guards: dict[str, list[Guard]] = {}
_effects: dict[str, list[Effect]] = {}
_recheck: list[Recheck] = []


def register_guard(transition: str, guard: Guard) -> None:
    """Add reasons against a transition that only an upper floor knows."""
    _guards.setdefault(transition, []).append(guard)


def registered_guards(transition: str) -> tuple[Guard, ...]:
    return tuple(_guards.get(transition, ()))


def register_effect(transition: str, effect: Effect) -> None:
    """Add something that follows from a transition, inside its transaction."""
    _effects.setdefault(transition, []).append(effect)


def registered_effects(transition: str) -> tuple[Effect, ...]:
    return tuple(_effects.get(transition, ()))


def register_recheck(recheck: Recheck) -> None:
    """Say how a plan is compared, under the approval lock, with what changed since a calendar
    version.
    """
    _recheck[:] = [recheck]


def recheck(campaign: Campaign, since_version: int) -> list[FindingDraft]:
    """Findings of the plan against plans changed after ``since_version``. Raises ``LookupError``
    without preflight.
    """
    if not _recheck:
        raise LookupError("no floor answers re-checks")
    return _recheck[0](campaign, since_version)
