"""The pre-assessment lists are the company's: what is kept is what checks go by and show."""

from __future__ import annotations

import pytest

from assessment.checklist_kind import CHECKLISTS as KIND
from assessment.models import ChecklistItem
from customers.models import Customer
from preflight.lists import lists_for
from preflight.policies import Policies
from preflight.readiness import CHECKLISTS, Gate, assess, checklists_of
from preflight.risk import grade
from preflight.rules.service_readiness import ServiceReadiness
from tests.preflight.builders import TODAY, cases_of, context, plan
from tests.preflight.companies import submitted

LATER = {"category": "promotion", "evidence": "script", "gate": "launch", "weight": 100}


def test_weight_gate_and_what_may_not_be_missing_are_those_of_the_list():
    unscripted = plan(service_plan=type(plan().service_plan)(terms="x", contingency="x"))
    lists = [
        checklists_of([{**LATER, "is_mandatory": False}]),
        checklists_of([{**LATER, "gate": "finalise", "is_mandatory": False}]),
        checklists_of([{**LATER, "gate": "finalise", "is_mandatory": True}]),
    ]

    cases = [cases_of(ServiceReadiness(), unscripted, context(checklists=one)) for one in lists]
    assert cases == [[], ["score"], ["mandatory"]]
    assert [assess(unscripted, Gate.FINALISE, one).score for one in lists] == [100, 0, 0]


def test_the_grade_says_what_readiness_is_made_of():
    graded = grade(plan(), Policies(), ())

    lines = [(one["case"], one["weight"], one["is_due"], one["is_met"]) for one in graded.checklist]
    assert lines == [
        ("item_contingency", 30, True, True),
        ("item_terms", 25, True, True),
        ("item_script", 25, True, True),
        ("item_exit_rule", 10, True, True),
        ("item_training_on", 10, False, True),
    ]


@pytest.mark.django_db
def test_the_kept_lists_are_loaded_and_the_first_ones_where_none_is_kept():
    def loaded():
        return lists_for(plan(), TODAY, TODAY, as_of=TODAY).checklists

    assert loaded() == CHECKLISTS
    KIND.found()
    assert {
        category: {(due.evidence, due.gate, due.weight) for due in dues if due.evidence}
        for category, dues in loaded().items()
    } == {
        category: {(due.evidence, due.gate, due.weight) for due in dues}
        for category, dues in CHECKLISTS.items()
    }
    ChecklistItem.objects.filter(category="promotion").exclude(evidence="script").delete()
    ChecklistItem.objects.filter(category="promotion").update(weight=60)
    assert [due.weight for due in loaded()["promotion"]] == [60]


@pytest.mark.django_db
def test_the_page_of_findings_shows_the_lines(world, client):
    campaign = submitted(world.planner, list(Customer.objects.all()))
    client.force_login(world.planner)

    page = client.get(
        f"/campaigns/{campaign.code}/findings/?show=all", headers={"accept-language": "en"}
    ).content.decode()

    assert "what front-line staff say" in page
    assert "weighs 25, by finalising" in page
