from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils import translation

from common import messages
from findings.enums import FindingClass, Severity
from findings.types import FindingDraft
from preflight.policies import Policies
from preflight.ranks import rank, ranked, weakest
from preflight.risk import CODE, TEXTS, grade
from preflight.snapshot_parts import ServicePlan
from tests.preflight.builders import LANGUAGES, context, offer, people, plan

POLICIES = Policies()
FREE = (offer("0", "10"),)
HARM = FindingDraft(
    rule="consent",
    case="listed",
    severity=Severity.BLOCKING,
    finding_class=FindingClass.HARM,
    campaigns=("C2026-0001",),
    subject={},
    facts={},
)


@pytest.mark.parametrize(
    ("persons", "offers", "prepared", "history", "letter", "score"),
    [
        pytest.param(999, FREE, True, Decimal(1), "A", 1, id="nothing weighs"),
        pytest.param(999, FREE, True, None, "A", 3, id="unknown history is 3"),
        pytest.param(999, FREE, True, Decimal("2.1"), "B", 5, id="bad history is 5"),
        pytest.param(1000, FREE, True, None, "B", 6, id="a thousand persons"),
        pytest.param(10_000, FREE, True, None, "B", 9, id="ten thousand persons"),
        pytest.param(10_000, (offer(),), True, None, "C", 12, id="it charges"),
        pytest.param(
            10_000,
            (offer("0", "0", monthly_fee=Decimal(20)),),
            True,
            None,
            "C",
            12,
            id="its product charges every month",
        ),
        pytest.param(
            100_000, (offer(),), True, None, "C", 15, id="a hundred thousand who are charged"
        ),
        pytest.param(10_000, (offer(),), False, None, "D", 20, id="nothing prepared"),
        pytest.param(
            1_000_000,
            (offer("0", "10", lock_months=12),),
            True,
            Decimal(1),
            "B",
            5,
            id="impact is at most 5",
        ),
    ],
)
def test_grade_is_likelihood_times_impact(persons, offers, prepared, history, letter, score):
    checked = plan(
        audience=people(persons),
        offers=offers,
        **({} if prepared else {"service_plan": ServicePlan()}),
    )

    graded = grade(checked, POLICIES, (), history=history)

    assert (graded.grade, graded.likelihood * graded.impact) == (letter, score)


def test_an_open_harm_block_is_grade_d():
    graded = grade(plan(audience=people(10), offers=FREE), POLICIES, (HARM,))

    assert graded.grade == "D"
    assert graded.lines[-1]["case"] == "harm"


def test_the_arithmetic_is_shown_line_by_line_in_both_languages():
    graded = grade(
        plan(audience=people(412_600), offers=(offer(lock_months=5),), enrolment="opt_out"),
        POLICIES,
        (),
    )

    cases = [line["case"] for line in graded.lines]
    assert cases == [
        "readiness",
        "history_unknown",
        "likelihood",
        "persons",
        "charges",
        "binds",
        "not_opt_in",
        "impact",
        "product",
    ]
    assert (
        sum(
            line["points"]
            for line in graded.lines
            if line["case"] in {"persons", "charges", "binds", "not_opt_in"}
        )
        == graded.impact
    )
    assert set(cases) <= set(TEXTS)
    for language in LANGUAGES:
        with translation.override(language):
            assert all(
                "%(" not in messages.render(CODE, line["case"], line) for line in graded.lines
            )


@pytest.mark.parametrize(
    ("stays", "gives_way"),
    [
        pytest.param({"origin": "province"}, {"set_rank": 1}, id="the province's before any rank"),
        pytest.param({"set_rank": 9}, {"target_value": Decimal(10**9)}, id="a rank before points"),
        pytest.param({"set_rank": 1}, {"set_rank": 2}, id="one before two"),
        pytest.param(
            {"set_rank": 2, "target_value": Decimal(10**9)},
            {"set_rank": 2},
            id="points among those",
        ),
        pytest.param({}, {"service_plan": ServicePlan()}, id="what is ready before what is not"),
    ],
)
def test_who_stays_and_who_gives_way(stays, gives_way):
    """In both orders of codes, which are those of their making."""
    for codes in (("C2026-0001", "C2026-0002"), ("C2026-0002", "C2026-0001")):
        first, last = (
            plan(code, audience=people(9), **values)
            for code, values in zip(codes, (stays, gives_way), strict=True)
        )
        found = ranked([last, first], context())
        assert [one.campaign for one in found] == list(codes)
        assert weakest(found, among_equals=codes[0]).campaign == codes[1]
        assert found[0].points == sum(
            found[0].as_facts()[part] for part in ("province", "value", "reach", "readiness")
        )


def test_of_equals_each_side_gives_way_itself():
    both = ranked([plan(), plan("C2026-0002")], context())

    assert [weakest(both, among_equals=one.campaign).campaign for one in both] == [
        "C2026-0001",
        "C2026-0002",
    ]


def test_rank_adds_up_and_never_looks_at_the_submission():
    province = rank(
        plan(origin="province", audience=people(50_000), target_value=Decimal(250_000)), POLICIES
    )

    assert (province.province, province.value, province.reach, province.readiness) == (
        100,
        15,
        10,
        20,
    )
    assert province.points == 145
    assert rank(plan(), POLICIES).points == 20
