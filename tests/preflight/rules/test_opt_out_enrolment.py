from __future__ import annotations

from decimal import Decimal

import pytest

from campaigns.enums import Enrolment
from findings.enums import FindingClass, Severity
from preflight.rules.opt_out_enrolment import OptOutEnrolment
from preflight.snapshot_parts import ParticipantSnapshot
from tests.preflight.builders import cases_of, offer, only, people, plan

RULE = OptOutEnrolment()


def rider(enrolment: str) -> ParticipantSnapshot:
    return ParticipantSnapshot(
        unit="product", product="music-pack", enrolment=enrolment, monthly_fee=Decimal("5.00")
    )


@pytest.mark.parametrize(
    ("own", "riders", "cases"),
    [
        pytest.param("opt_in", ["opt_in"], [], id="everybody is asked"),
        pytest.param("opt_out", [], ["opt_out"], id="the plan enrols by default"),
        pytest.param("forced", [], ["forced"], id="the plan enrols by force"),
        pytest.param("opt_in", ["opt_out"], ["opt_out"], id="a participant does"),
        pytest.param("opt_out", ["forced"], ["forced"], id="the worse of both"),
        pytest.param("trial", [], ["trial"], id="a trial turns paid"),
        pytest.param("later", [], ["later"], id="free months are followed by paid ones"),
        pytest.param("renewal", [], ["renewal"], id="it goes on without a new yes"),
        pytest.param("opt_in", ["rider"], ["rider"], id="an add-on cannot be refused"),
        pytest.param("renewal", ["trial", "rider"], ["rider"], id="the worst of three"),
    ],
)
def test_enrolment(own, riders, cases):
    checked = plan(
        audience=people(10),
        enrolment=own,
        participants=tuple(rider(one) for one in riders),
        offers=(offer(),),
    )

    assert cases_of(RULE, checked) == cases


def test_whatever_is_not_opt_in_is_found():
    for how in set(Enrolment) - {Enrolment.OPT_IN}:
        assert cases_of(RULE, plan(audience=people(10), enrolment=how)) == [how.value]


def test_persons_times_monthly_fee():
    checked = plan(
        audience=people(1000),
        eligibility=people(901, 1100),
        enrolment="opt_out",
        offers=(offer(monthly_fee=Decimal("10.00")),),
        participants=(rider("opt_out"),),
    )

    found = only(RULE, checked)

    assert (found.severity, found.finding_class) == (Severity.BLOCKING, FindingClass.HARM)
    assert (
        found.facts["persons"],
        found.facts["monthly_fee"],
        found.facts["charge_per_month"],
    ) == (1100, "15.00", "16500.00")
    assert found.facts["products"] == ["music-pack", "recharge"]
    assert found.persons == people(1100)
    (way,) = found.ways_out
    assert (str(way.kind), way.campaign) == ("opt_in", "C2026-0001")
    assert way.effect == {"persons_after": 0, "charge_after": Decimal(0)}


def test_enrolment_into_nothing_that_costs():
    found = only(RULE, plan(audience=people(10), enrolment="opt_out"))

    assert (found.facts["monthly_fee"], found.facts["charge_per_month"]) == ("0.00", "0.00")
