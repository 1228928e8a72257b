from __future__ import annotations

import pytest

from findings.enums import Severity
from preflight.readiness import CHECKLISTS, Gate, assess
from preflight.rules.service_readiness import ServiceReadiness
from preflight.snapshot_parts import ServicePlan
from tests.preflight.builders import READY, cases_of, context, day, only, plan

RULE = ServiceReadiness()


def service(**values: object) -> ServicePlan:
    return ServicePlan(
        **{
            "contingency": "x",
            "script": "x",
            "terms": "x",
            "exit_rule": "x",
            "training_on": day("2026-09-20"),
            **values,
        }
    )


@pytest.mark.parametrize(
    ("prepared", "category", "state", "cases"),
    [
        pytest.param(READY, "promotion", "coordinating", [], id="all is there"),
        pytest.param(
            ServicePlan(), "promotion", "coordinating", ["mandatory"], id="nothing is there"
        ),
        pytest.param(
            service(contingency=" "),
            "promotion",
            "coordinating",
            ["mandatory"],
            id="blanks are nothing",
        ),
        pytest.param(
            service(exit_rule=""), "promotion", "coordinating", [], id="80 of 90 is enough"
        ),
        pytest.param(
            service(script=""), "promotion", "coordinating", ["score"], id="65 of 90 is too little"
        ),
        pytest.param(
            service(training_on=None), "promotion", "coordinating", [], id="training is not due yet"
        ),
        pytest.param(
            service(exit_rule="", training_on=None),
            "promotion",
            "approved",
            [],
            id="80 of 100 at launch",
        ),
        pytest.param(
            service(exit_rule="", training_on=None, script=""),
            "promotion",
            "approved",
            ["score"],
            id="55 of 100 at launch",
        ),
        pytest.param(service(script=""), "service", "coordinating", ["score"], id="a lighter list"),
        pytest.param(
            service(terms="", exit_rule=""),
            "service",
            "coordinating",
            [],
            id="it asks for no terms",
        ),
    ],
)
def test_checklists(prepared, category, state, cases):
    assert cases_of(RULE, plan(service_plan=prepared, category=category, state=state)) == cases


def test_facts_show_the_arithmetic():
    found = only(RULE, plan(service_plan=service(script="", terms="")))

    assert found.severity == Severity.BLOCKING
    assert (
        found.facts["score"],
        found.facts["required"],
        found.facts["weight_met"],
        found.facts["weight_due"],
    ) == (44, 80, 40, 90)
    assert (found.facts["open_items"], found.facts["mandatory_items"], found.facts["gate"]) == (
        ["terms", "script"],
        ["terms"],
        "finalise",
    )
    (way,) = found.ways_out
    assert (way.campaign, way.params) == ("C2026-0001", {"items": ["terms", "script"]})
    assert way.effect == {"score_before": 44, "score_after": 100}


def test_an_approved_plan_is_measured_at_its_launch():
    prepared = service(script="", training_on=None)

    facts = only(RULE, plan(service_plan=prepared, state="approved")).facts

    assert (facts["gate"], facts["score"], facts["weight_due"]) == ("launch", 65, 100)


def test_the_required_score_is_a_policy():
    checked = plan(service_plan=service(exit_rule=""))

    assert cases_of(RULE, checked, context(policies={"readiness_score": 89})) == ["score"]


def test_training_after_the_launch_is_no_preparation():
    assert (
        assess(plan(service_plan=service(training_on=day("2026-10-01"))), Gate.LAUNCH).score == 90
    )


def test_every_category_has_a_list_whose_weights_are_a_hundred():
    from campaigns.enums import Category

    assert set(CHECKLISTS) == set(Category)
    assert {sum(due.weight for due in items) for items in CHECKLISTS.values()} == {100}
