"""What the floors below plans ask about them; the floor of plans answers, from ``AppConfig.ready``
on.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from channels.models import Channel
from organization.models import Unit, User


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A plan as a lower floor may speak of it."""

    code: str
    name: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sold:
    """What a submitted plan sells where: ``pairs`` are codes of channel and product."""

    code: str
    unit: Unit
    pairs: frozenset[tuple[str, str]]

    def through(self, channel: str) -> frozenset[str]:
        """The codes of the products that the plan sells on a channel."""
        return frozenset(product for one, product in self.pairs if one == channel)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plans:
    """``named``: the plans of these codes that a person may see, by code. ``on_channel``: those
    submitted and not over that use a channel. ``answerable``: who plans and who heads each of these
    codes, whoever asks. ``sold``: what each plan sells where, by the texts that name it here or in
    the billing system.
    """

    named: Callable[[User, Collection[str]], Mapping[str, Plan]]
    on_channel: Callable[[User, Channel], list[Plan]]
    answerable: Callable[[Collection[str]], Mapping[str, tuple[Plan, list[User]]]]
    sold: Callable[[Collection[str]], Mapping[str, Sold]]


_plans: list[Plans] = []


def register_plans(plans: Plans) -> None:
    _plans[:] = [plans]


def plans() -> Plans:
    """Who knows the plans. Raises ``LookupError`` where no floor does."""
    if not _plans:
        raise LookupError("no floor knows plans")
    return _plans[0]
