"""The plans that a finding's facts name, as one person may know them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from findings.names import NameResolver
from findings.rule_info import RuleInfo


@dataclass(frozen=True, slots=True)
class PlanLink:
    """A plan that a finding's facts name, as one person may know it: without a code where its page
    is not open to them. ``number`` is what is counted of it, in words ``counted``.
    """

    code: str
    name: str
    number: str
    counted: str


def plan_links(
    rule: RuleInfo, case: str, facts: Mapping[str, Any], names: NameResolver, *, but: str
) -> list[PlanLink]:
    """The other plans that facts name, as the person may know them."""
    return [
        PlanLink(
            one.code if names.knows_plan(one.code) else "",
            names.plan(one.code) if one.code else _("outside any plan"),
            one.number,
            one.counted,
        )
        for one in rule.facts.of_case(case).plans(facts)
        if one.code != but
    ]


def codes_of(others: Sequence[str], named: Sequence[PlanLink]) -> list[str]:
    """The codes of the plans that a finding concerns, then of those that it names; each once."""
    return list(dict.fromkeys([*others, *(one.code for one in named if one.code)]))
