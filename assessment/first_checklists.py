"""The pre-assessment lists that a company begins with: what a plan has to say, with weights that
come to 100, and what people are asked beside it, light enough that a company without somebody to
answer it is not stopped. Source: the defaults of rules.md, service-readiness.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from assessment.enums import Evidence, ProofKind
from campaigns.enums import Category, GateName
from organization.enums import Role

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

WEIGHT, FIRST_PLACE = 10, 10
TEST, TARIFF, BRINGING = "office-test", "tariff-match", "who-brings-it"
QUESTIONS: Mapping[str, Mapping[str, Any]] = {
    TEST: {
        "name": "前台按口径完整办理一遍，测试通过了吗？",
        "name_en": "Did the front office go through an order by the script, and did it pass?",
        "proof": ProofKind.PICTURE.value,
        "role": Role.FRONT_OFFICE.value,
        "gate": GateName.LAUNCH.value,
    },
    TARIFF: {
        "name": "宣传与受理口径和资费公示核对一致了吗？",
        "name_en": "Do the texts and the script agree with the published tariff?",
        "role": Role.SERVICE_MANAGER.value,
        "gate": GateName.FINALISE.value,
    },
    BRINGING: {
        "name": "名单逐户核对过、每户都有人送达了吗？",
        "name_en": "Was the list checked, and has every customer somebody who brings it?",
        "role": Role.PLANNER.value,
        "gate": GateName.LAUNCH.value,
    },
}


def _asked_of(category: Category) -> tuple[str, ...]:
    if category == Category.CARE:
        return (BRINGING,)
    return (TEST,) if category in SERVICES else (TEST, TARIFF)


FIRST_QUESTIONS: tuple[Mapping[str, Any], ...] = tuple(
    {
        "code": f"{category}-{question}".replace("_", "-"),
        "category": category.value,
        "weight": WEIGHT,
        "position": place,
        **QUESTIONS[question],
    }
    for category in Category
    for place, question in enumerate(_asked_of(category), start=FIRST_PLACE)
)
