"""What this floor asks the floors above, filled by them in ``AppConfig.ready``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Expression, Q, TextChoices
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from common.errors import Reason
from common.machine import Extensions

if TYPE_CHECKING:
    from campaigns.models import Campaign, PlanningCycle
    from campaigns.workflow.step import Step
    from organization.models import User


class Freshness(TextChoices):
    """Whether what a check came to still stands on the world as it is."""

    CURRENT = "current", pgettext_lazy("check", "current")
    RENEWING = "renewing", pgettext_lazy("check", "being renewed")
    OUTDATED = "outdated", pgettext_lazy("check", "outdated")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckStatus:
    """What the check of a plan's working version came to, in numbers.

    ``is_done``: a check of this very version ran to its end; ``has_failed``: it was given up.
    ``freshness``: something that it stands on has changed, and it is being checked again, or that
    was given up.
    ``grade`` is A to D, ``points`` its product of likelihood and impact, ``seconds`` how long the
    check ran, ``calendar_version`` the change-log version that it read. The counts are of what is
    open against the plan: what blocks it, the harm to customers in that, the warnings, and
    all that is lighter than blocking. ``unanswered`` are the questions of its pre-assessment that
    nobody has answered.
    """

    is_done: bool = False
    freshness: Freshness = Freshness.CURRENT
    has_failed: bool = False
    grade: str = ""
    points: Decimal | int | str | None = None
    seconds: float | None = None
    calendar_version: int = 0
    open_blocking: int = 0
    open_harm: int = 0
    open_warnings: int = 0
    open_lighter: int = 0
    unanswered: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """What stands in the way of a plan at its last signature: the title of the worst of it, and the
    decided plans that came first, none where it is no plan that stands there.
    """

    title: str | Promise
    winners: tuple[Campaign, ...] = ()


Guard = Callable[["User | None", "Campaign"], Iterable[Reason]]
Effect = Callable[["Step"], object]
LastLook = Callable[["Campaign", dt.datetime], "Obstacle | None"]
CheckStatuses = Callable[["Sequence[Campaign]"], "Mapping[int, CheckStatus]"]
Visibility = Callable[["User"], "Q | None"]
BackOrders = Callable[["Campaign"], "frozenset[tuple[str, str]]"]
DailyTask = Callable[[dt.datetime], object]
CycleLink = Callable[["User", "PlanningCycle"], "str | None"]

STEPS: Extensions[Campaign, User, Step] = Extensions(besides={"delete"})
_amended: list[Effect] = []
_last_look: list[LastLook] = []
_check_statuses: list[CheckStatuses] = []
_blocking_count: list[Callable[[User], Expression]] = []
_risk_grade: list[Callable[[], Expression]] = []
_visibility: list[Visibility] = []
_back_orders: list[BackOrders] = []
_daily: list[DailyTask] = []
_editor_panels: list[str] = []
_cycle_links: list[tuple[str | Promise, CycleLink]] = []


def register_guard(step_name: str, guard: Guard) -> None:
    """Add reasons against a step, or against ``delete``, that only an upper floor knows. Raises
    ``LookupError`` for an unknown step.
    """
    STEPS.add_guard(step_name, guard)


def register_effect(step_name: str, effect: Effect) -> None:
    """Add something that follows from a step, inside its transaction. Raises ``LookupError`` for an
    unknown step.
    """
    STEPS.add_effect(step_name, effect)


def register_amended(effect: Effect) -> None:
    """Add something that follows for a plan when an amendment of it comes into force, inside that
    transaction; the plan then says what the amendment said.
    """
    _amended.append(effect)


def amended(step: Step) -> None:
    for effect in _amended:
        effect(step)


def register_last_look(look: LastLook) -> None:
    """Say how a plan is compared, under the approval lock, with what is decided by then."""
    _last_look[:] = [look]


def stands_in_the_way(campaign: Campaign, now: dt.datetime) -> Obstacle | None:
    """What stands in the way of an approval, None where nothing does. Raises ``LookupError`` where
    no floor checks plans.
    """
    if not _last_look:
        raise LookupError("no floor looks at plans before their approval")
    return _last_look[0](campaign, now)


def register_check_statuses(load: CheckStatuses) -> None:
    """Say what the checks of plans came to, by the plans' keys, in a fixed number of queries."""
    _check_statuses[:] = [load]


def check_statuses(campaigns: Sequence[Campaign]) -> dict[int, CheckStatus]:
    """What the check of each plan came to, by its key; a plan that nobody checked is missing."""
    return {key: status for load in _check_statuses for key, status in load(campaigns).items()}


def register_blocking_count(expression: Callable[[User], Expression]) -> None:
    """Say how a query of plans counts what is open and blocks each of them."""
    _blocking_count[:] = [expression]


def blocking_count(user: User) -> Expression:
    """The number of open things that block a plan, as a column of a query of plans."""
    return _blocking_count[0](user)


def register_risk_grade(expression: Callable[[], Expression]) -> None:
    """Say how a query of plans knows the risk grade of each working version."""
    _risk_grade[:] = [expression]


def risk_grade() -> Expression:
    """The risk grade that the last check gave a plan, as a column of a query of plans."""
    return _risk_grade[0]()


def register_visibility(condition: Visibility) -> None:
    """Show plans to people who would not see them otherwise; None adds nothing."""
    _visibility.append(condition)


def visible_besides(user: User) -> Iterable[Q]:
    """Conditions, any of which shows a plan to the user."""
    return (one for ask in _visibility if (one := ask(user)) is not None)


def register_back_orders(ask: BackOrders) -> None:
    """Say of which resources, by the codes of resource and unit, a plan may take a part now and the
    rest later.
    """
    _back_orders.append(ask)


def back_orders(campaign: Campaign) -> frozenset[tuple[str, str]]:
    """The codes of resources and units of which the plan may take a part now, the rest later."""
    return frozenset[tuple[str, str]]().union(*(ask(campaign) for ask in _back_orders))


def register_daily(task: DailyTask) -> None:
    """Add something that is due when a day begins, before plans take the day's steps."""
    _daily.append(task)


def run_daily(now: dt.datetime) -> None:
    for task in _daily:
        task(now)


def register_editor_panel(template: str) -> None:
    """Add a fragment beside the fields of the editor; its template finds ``campaign``."""
    _editor_panels.append(template)


def editor_panels() -> Sequence[str]:
    return tuple(_editor_panels)


def register_cycle_link(label: str | Promise, address: CycleLink) -> None:
    """Add a link to the page of a planning cycle; its address is None for who may not."""
    _cycle_links.append((label, address))


def cycle_links(user: User, cycle: PlanningCycle) -> list[tuple[str | Promise, str]]:
    """What else can be done with a cycle: label and address."""
    asked = [(label, address(user, cycle)) for label, address in _cycle_links]
    return [(label, found) for label, found in asked if found is not None]
