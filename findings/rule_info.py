"""What this floor knows about rules: how their findings are shown and settled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise

from common import messages
from findings.enums import Acceptor
from findings.facts import Facts

BackOrders = Callable[[Mapping[str, Any], Mapping[str, Any]], Iterable[tuple[str, str]]]


class PlanLine(StrEnum):
    """A line of two plans beside each other, as a finding about both shows them."""

    OFFER = "offer"
    RATE = "rate"
    BOUND = "bound"
    STACKING = "stacking"
    WINDOW = "window"
    CHANNELS = "channels"
    PEOPLE = "people"
    FAMILY = "family"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class Causes:
    """Which lines of the two plans cause a finding: always, or only where they differ."""

    lines: frozenset[PlanLine] = frozenset()
    only_different: bool = False


NO_CAUSES = Causes()


def no_back_orders(
    _subject: Mapping[str, Any], _facts: Mapping[str, Any]
) -> Iterable[tuple[str, str]]:
    """What most findings allow to be taken in parts: nothing."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleInfo:
    """What this floor must know about a rule to show and settle its findings.

    ``subject`` and ``facts`` declare what its findings carry, ``causes`` by case what in two plans
    makes them. ``back_orders`` gives, for the subject and facts of an accepted finding, the
    resources and units (codes) of which a plan may take a part now and the rest later.
    """

    code: str
    title: str | Promise
    accepted_by: Acceptor
    subject: Facts = field(default_factory=Facts)
    facts: Facts = field(default_factory=Facts)
    causes: Mapping[str, Causes] = field(default_factory=dict)
    back_orders: BackOrders = no_back_orders


_rules: dict[str, RuleInfo] = {}


def register_rule(info: RuleInfo, texts: Mapping[str, str | Promise]) -> None:
    """Make a rule and the sentences of its cases known; preflight does so for each of its rules
    when it gets ready.
    """
    _rules[info.code] = info
    messages.register(info.code, texts)


def rule_of(code: str) -> RuleInfo:
    """The rule of a finding. One that is not known any more keeps its code as title, declares
    nothing, and leadership accepts its findings.
    """
    unknown = RuleInfo(code=code, title=code, accepted_by=Acceptor.LEADERSHIP)
    return _rules.get(code, unknown)


def known_rules() -> Mapping[str, RuleInfo]:
    return _rules
