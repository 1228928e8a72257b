from __future__ import annotations

from dataclasses import replace

import pytest

from customers.bitmaps import ORGANISATION_BASE
from findings.enums import Severity
from findings.types import FindingDraft
from preflight.rules.audience_overlap import AudienceOverlap
from tests.preflight.builders import cases_of, context, day, only, other, people, plan, ways

RULE = AudienceOverlap()
FIRMS = range(ORGANISATION_BASE, ORGANISATION_BASE + 200)


@pytest.mark.parametrize(
    ("own", "theirs", "cases"),
    [
        pytest.param(people(1, 1000), people(501, 1500), ["persons"], id="500 of 1,000"),
        pytest.param(people(1, 1000), people(502, 1501), [], id="499 are too few"),
        pytest.param(people(1, 2000), people(1401, 3400), ["persons"], id="30 per cent exactly"),
        pytest.param(people(1, 2000), people(1402, 3401), [], id="just under 30 per cent"),
        pytest.param(
            people(1, 9000), people(8001, 9500), ["persons"], id="the smaller audience counts"
        ),
        pytest.param(
            FIRMS[:20], [*FIRMS[:20], *people(9)], ["organisations"], id="20 key enterprises"
        ),
        pytest.param(FIRMS[:19], FIRMS[:25], [], id="19 key enterprises"),
        pytest.param(FIRMS[:100], FIRMS[70:170], ["organisations"], id="30 per cent of them"),
        pytest.param(FIRMS[:100], FIRMS[71:171], [], id="29 per cent of them"),
    ],
)
def test_share_and_size(own, theirs, cases):
    assert cases_of(RULE, plan(audience=own), context(other(audience=theirs))) == cases


def test_facts_and_ways_out():
    found = only(RULE, plan(audience=people(1, 1000)), context(other(audience=people(401, 1200))))

    assert found.severity == Severity.NOTICE
    assert (
        found.facts["shared_persons"],
        found.facts["share_own"],
        found.facts["share_other"],
    ) == (600, 0.6, 0.75)
    assert found.persons == people(401, 1000)
    exclude = ways(found)["exclude_shared"]
    assert (exclude.campaign, exclude.params) == ("C2026-0001", {"with": "C2026-0002"})
    assert exclude.effect == {
        "audience_before": 1000,
        "audience_after": 400,
        "shared_persons_after": 0,
    }


def test_who_only_counts_is_told_of_the_same_finding_without_its_numbers():
    around = context(other(audience=people(401, 1200)))
    own = plan(audience=people(1, 1000))

    (counted,) = RULE.run(own, replace(around, needs_ways_out=False))

    whole = only(RULE, own, around)
    assert (counted.fingerprint, counted.case, counted.severity) == (
        whole.fingerprint,
        whole.case,
        whole.severity,
    )
    assert (dict(counted.facts), counted.ways_out) == ({}, ())


def test_persons_that_the_other_plan_leaves_out_already_are_not_excluded_again():
    theirs = other(audience=people(1000), excludes=frozenset({"C2026-0001"}))

    found = only(RULE, plan(audience=people(1000)), context(theirs))

    assert set(ways(found)) == {"shift_dates", "join_campaigns"}


def test_the_plan_may_come_on_the_day_after_the_other():
    theirs = other(audience=people(1000), ends_on="2026-10-20")
    own = plan(audience=people(1000))

    shifted = ways(only(RULE, own, context(theirs)))["shift_dates"]

    assert shifted.params["starts_on"] == day("2026-10-21")
    later = plan(audience=people(1000), starts_on="2026-10-21", ends_on="2026-11-20")
    assert cases_of(RULE, later, context(theirs)) == []
    same_day = plan(audience=people(1000), starts_on="2026-10-20", ends_on="2026-11-20")
    assert cases_of(RULE, same_day, context(theirs)) == ["persons"]


def test_not_at_the_same_time():
    theirs = other(audience=people(1000), starts_on="2026-11-01", ends_on="2026-11-30")

    assert cases_of(RULE, plan(audience=people(1000)), context(theirs)) == []


@pytest.mark.parametrize("campaigns", [("C2026-0001", "C2026-0002"), ("C2026-0001",)])
def test_silent_where_another_rule_names_the_pair(campaigns):
    named = FindingDraft(
        rule="another",
        case="x",
        severity=Severity.BLOCKING,
        finding_class="process",
        campaigns=campaigns,
        subject={},
        facts={},
        names=frozenset({"C2026-0002"}),
    )
    around = context(other(audience=people(1000)), other("C2026-0003", audience=people(1000)))

    found = only(RULE, plan(audience=people(1000)), replace(around, earlier=(named,)))

    assert found.campaigns == ("C2026-0001", "C2026-0003")
