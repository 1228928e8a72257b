"""The pre-assessment lists that a company begins with. Source: the defaults of rules.md,
service-readiness.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from assessment.enums import Evidence
from campaigns.enums import Category, GateName

Line = tuple[Evidence, GateName, int, bool]

# What binds or charges customers: everything has to be said before anybody is approached.
SELLING: tuple[Line, ...] = (
    (Evidence.CONTINGENCY, GateName.SUBMIT, 30, True),
    (Evidence.TERMS, GateName.SUBMIT, 25, True),
    (Evidence.SCRIPT, GateName.FINALISE, 25, False),
    (Evidence.EXIT_RULE, GateName.FINALISE, 10, False),
    (Evidence.TRAINING, GateName.LAUNCH, 10, False),
)
# What serves: nothing to sign, but staff must know what to say.
SERVING: tuple[Line, ...] = (
    (Evidence.SCRIPT, GateName.FINALISE, 40, False),
    (Evidence.CONTINGENCY, GateName.FINALISE, 30, False),
    (Evidence.TRAINING, GateName.LAUNCH, 20, False),
    (Evidence.EXIT_RULE, GateName.LAUNCH, 10, False),
)
# What cares for a list of customers: words to say with it, and the gift if there is one.
CARING: tuple[Line, ...] = (
    (Evidence.SCRIPT, GateName.FINALISE, 60, False),
    (Evidence.GIFTS, GateName.FINALISE, 15, False),
    (Evidence.CONTINGENCY, GateName.LAUNCH, 25, False),
)
SERVICES = frozenset({Category.BASIC, Category.SERVICE, Category.CHANNEL})


def _list_of(category: Category) -> tuple[Line, ...]:
    if category == Category.CARE:
        return CARING
    return SERVING if category in SERVICES else SELLING


def _rows() -> Iterator[dict[str, Any]]:
    for category in Category:
        lines = enumerate(_list_of(category))
        for place, (evidence, gate, weight, is_mandatory) in lines:
            yield {
                "code": f"{category}-{evidence}".replace("_", "-"),
                "category": category.value,
                "evidence": evidence.value,
                "gate": gate.value,
                "weight": weight,
                "is_mandatory": is_mandatory,
                "position": place,
            }


FIRST_ITEMS: tuple[Mapping[str, Any], ...] = tuple(_rows())
