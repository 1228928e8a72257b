from __future__ import annotations

from dataclasses import replace

from findings.enums import FindingClass, Severity
from preflight.rules.consent import Consent
from tests.preflight.builders import (
    CHANNELS,
    cases_of,
    context,
    findings,
    only,
    people,
    placement,
    plan,
    ways,
)

RULE = Consent()
SMS = (placement("sms", parties=people(100)),)
ASKING = {**CHANNELS, "sms": replace(CHANNELS["sms"], needs_consent=True)}


def test_on_the_list_for_the_channels_way_of_contact():
    around = context(do_not_contact={"sms": people(96, 120), "call": people(1, 50)})

    found = only(RULE, plan(audience=people(100), placements=SMS), around)

    assert (found.case, found.severity, found.finding_class) == (
        "listed",
        Severity.BLOCKING,
        FindingClass.HARM,
    )
    assert found.facts["persons"] == 5
    assert found.persons == people(96, 100)
    assert found.facts["percent_own"] == 5
    assert ways(found)["exclude_persons"].campaign == "C2026-0001"
    assert ways(found)["exclude_persons"].params == {
        "placements": [{"channel": "sms", "product": None}]
    }
    assert ways(found)["exclude_persons"].effect["contacts_after"] == 95


def test_consent_counts_only_where_the_channel_needs_it():
    checked = plan(audience=people(100), placements=SMS)

    assert cases_of(RULE, checked, context(consented={"sms": people(90)})) == []
    found = only(RULE, checked, context(consented={"sms": people(90)}, channels=ASKING))
    assert (found.case, found.facts["persons_without_consent"]) == ("not_agreed", 10)


def test_both_reasons_count_each_person_once():
    around = context(
        consented={"sms": people(90)}, do_not_contact={"sms": people(81, 95)}, channels=ASKING
    )

    found = only(RULE, plan(audience=people(100), placements=SMS), around)

    assert (found.case, found.facts["persons"]) == ("both", 20)
    assert (found.facts["persons_listed"], found.facts["persons_without_consent"]) == (15, 10)


def test_each_channel_by_itself_and_only_push():
    checked = plan(
        audience=people(100),
        placements=(
            *SMS,
            placement("outbound-call", parties=people(50)),
            placement("own-hall", parties=people(100)),
        ),
    )
    around = context(do_not_contact={"sms": people(3), "call": people(40, 60), "none": people(100)})

    assert [
        (one.subject["channel"], one.facts["persons"]) for one in findings(RULE, checked, around)
    ] == [
        ("outbound-call", 11),
        ("sms", 3),
    ]


def test_excluded_at_the_placement_or_checked_again_later():
    around = context(do_not_contact={"sms": people(96, 120)})

    assert (
        cases_of(
            RULE,
            plan(audience=people(100), placements=(placement("sms", parties=people(95)),)),
            around,
        )
        == []
    )
    assert (
        cases_of(
            RULE, plan(audience=people(100), placements=SMS), replace(around, is_submission=False)
        )
        == []
    )


def test_nobody_agreed_while_no_consent_is_on_record():
    found = only(
        RULE, plan(audience=people(100), placements=SMS), context(consented={}, channels=ASKING)
    )

    assert (found.case, found.facts["persons_without_consent"]) == ("not_agreed", 100)


def test_a_channel_without_a_finding_hides_none_of_the_next():
    checked = plan(
        audience=people(100), placements=(placement("outbound-call", parties=people(50)), *SMS)
    )
    around = context(do_not_contact={"sms": people(3)})

    assert [one.subject["channel"] for one in findings(RULE, checked, around)] == ["sms"]
