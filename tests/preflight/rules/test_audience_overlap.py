from __future__ import annotations

from dataclasses import replace

import pytest

from customers.bitmaps import ORGANISATION_BASE
from findings.enums import Severity
from findings.types import FindingDraft
from preflight.rules.audience_overlap import AudienceOverlap
from tests.preflight.builders import cases_of, context, only, other, people, plan, ways

RULE = AudienceOverlap()
FIRMS = range(ORGANISATION_BASE, ORGANISATION_BASE + 25)


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
        pytest.param(FIRMS, [*FIRMS, *people(9)], ["organisations"], id="25 key enterprises"),
        pytest.param(FIRMS[:19], FIRMS, [], id="19 key enterprises"),
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
    assert ways(found)["exclude_shared"].effect["audience_after"] == 400


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
