from __future__ import annotations

from decimal import Decimal

import pytest
from pyroaring import FrozenBitMap

from customers.bitmaps import ORGANISATION_BASE
from findings.enums import Severity
from preflight.rules.offer_clash import OfferClash
from tests.preflight.builders import (
    cases_of,
    context,
    day,
    findings,
    offer,
    only,
    other,
    people,
    placement,
    plan,
    ways,
)

RULE = OfferClash()
OUTLET = (placement("social-outlet", expected_orders=900),)


def clash(**more: object) -> tuple[object, object]:
    """The Feiteng case: pay 100 get 50 for persons 1–100 against pay 100 get 30 for persons
    61–200.
    """
    own = plan(audience=people(1, 100), offers=(offer("100", "50"),))
    return own, other(**{"audience": people(61, 200), "offers": (offer("100", "30"),), **more})


@pytest.mark.parametrize(
    ("ended_on", "cases"),
    [
        pytest.param("2026-09-15", ["shared"], id="16 days before the first day"),
        pytest.param("2026-09-16", ["shared", "shared"], id="15 days before it"),
    ],
)
def test_a_plan_that_ended_early_clashes_until_its_real_end(ended_on, cases):
    own, running = clash()
    ended = clash(code="C2026-0003", state="ended", starts_on="2026-09-01", ends_on="2026-12-31")[
        1
    ].ended(day(ended_on))

    assert cases_of(RULE, own, context(running, ended)) == cases


@pytest.mark.parametrize(
    ("own", "theirs"),
    [
        pytest.param(offer("100", None), offer("100", "50"), id="ours"),
        pytest.param(offer("100", "50"), offer("100", None), id="theirs"),
        pytest.param(offer("100", None), offer("100", None), id="both"),
        pytest.param(offer("0", None), offer("0", "50"), id="without payment"),
    ],
)
def test_what_is_worth_nobody_knows_what_can_be_no_number(own, theirs):
    found = only(
        RULE,
        plan(audience=people(50), offers=(own,)),
        context(other(audience=people(50), offers=(theirs,))),
    )

    assert (found.case, found.severity) == ("shared_unknown", Severity.BLOCKING)
    assert (found.facts["gap_points"], found.facts["missing"]) == (None, "get_value")
    assert (found.facts["value_own"] is None) == (own.value is None)
    assert "align_terms" not in ways(found)


def test_a_known_gap_is_told_before_an_unknown_one():
    tiers = (offer("100", "50"), offer("300", None, number=2))
    known = (offer("100", "30"), offer("300", "90", number=2))
    found = only(
        RULE,
        plan(audience=people(50), offers=tiers),
        context(other(audience=people(50), offers=known)),
    )

    assert (found.case, found.facts["gap_points"]) == ("shared", 20)


def test_feiteng_case_names_people_terms_gap_and_channel():
    own = plan(audience=people(1, 100), offers=(offer("100", "50"),), placements=OUTLET)
    members = other(audience=people(61, 200), offers=(offer("100", "30"),), placements=OUTLET)

    shared, visible = findings(RULE, own, context(members, members=people(90, 100)))

    assert (shared.case, shared.severity, shared.campaigns) == (
        "shared",
        Severity.BLOCKING,
        ("C2026-0001", "C2026-0002"),
    )
    facts = shared.facts
    assert facts["shared_persons"] == 40
    assert shared.persons == people(61, 100)
    assert shared.names == {"C2026-0002"}
    assert (facts["share_own"], facts["percent_own"]) == (0.4, 40)
    assert facts["share_other"] == round(40 / 140, 4)
    assert (facts["pay_own"], facts["value_own"], facts["pay_other"], facts["value_other"]) == (
        "100.00",
        "50.00",
        "100.00",
        "30.00",
    )
    assert (facts["rate_own"], facts["rate_other"], facts["gap_points"]) == (0.5, 0.3, 20)
    assert facts["shared_channels"] == ["social-outlet"]
    assert facts["shared_members"] == 11
    assert sum(facts["by_reason"].values()) == 40
    assert facts["by_branch"] == {"branch-east": 40}
    assert facts["overlap_days"] == 31
    assert facts["visibility"] == "same_person"
    assert (visible.case, visible.severity) == ("visible", Severity.WARNING)
    assert visible.subject == {"product": "recharge", "channel": "social-outlet"}
    assert visible.facts["visibility"] == "same_outlet"


def test_both_sides_recognise_the_same_finding():
    own, members = clash()

    assert (
        only(RULE, own, context(members)).fingerprint
        == only(RULE, members, context(own)).fingerprint
    )


@pytest.mark.parametrize(
    ("own", "theirs", "cases"),
    [
        pytest.param([("100", "50")], [("100", "50")], [], id="the same terms"),
        pytest.param([("100", "50")], [("120", "60")], [], id="a near tier at the same rate"),
        pytest.param(
            [("100", "50")], [("125", "50")], ["shared"], id="the nearest tier within a quarter"
        ),
        pytest.param(
            [("100", "50")],
            [("125.01", "50")],
            ["shared_unclear"],
            id="a cent more than a quarter of the smaller pay",
        ),
        pytest.param(
            [("100", "50")],
            [("130", "50")],
            ["shared_unclear"],
            id="a quarter of the larger pay is too far",
        ),
        pytest.param(
            [("100", "50")],
            [("300", "90")],
            ["shared_unclear"],
            id="tiers too far apart: cannot be ruled out",
        ),
        pytest.param(
            [("100", "50"), ("500", "300")],
            [("100", "50")],
            [],
            id="an extra tier on one side only",
        ),
        pytest.param(
            [("100", "50"), ("200", "100")],
            [("200", "40"), ("100", "50")],
            ["shared"],
            id="equal is compared with equal",
        ),
    ],
)
def test_tiers(own, theirs, cases):
    mine = plan(
        audience=people(9),
        offers=tuple(offer(pay, value, number=n) for n, (pay, value) in enumerate(own, start=1)),
    )
    members = other(
        audience=people(9),
        offers=tuple(offer(pay, value, number=n) for n, (pay, value) in enumerate(theirs, start=1)),
    )

    assert cases_of(RULE, mine, context(members)) == cases
    assert cases_of(RULE, members, context(mine)) == cases


def test_an_unclear_gap_is_said():
    own, members = clash(offers=(offer("300", "90"),))

    facts = only(RULE, own, context(members)).facts

    assert (facts["gap_points"], facts["missing"]) == (None, "comparable_tier")


def test_lock_and_minimum_spend_count_as_paid():
    own, members = clash(offers=(offer("100", "50", min_spend=Decimal(10), lock_months=10),))

    facts = only(RULE, own, context(members)).facts

    assert (facts["rate_own"], facts["rate_other"], facts["gap_points"]) == (0.5, 0.25, 25)


def test_what_binds_is_said_where_the_payment_alone_would_not_explain_the_gap():
    own, members = clash(offers=(offer("100", "50", min_spend=Decimal(10), lock_months=10),))

    mine, theirs = only(RULE, own, context(members)), only(RULE, members, context(own))

    assert (mine.case, mine.facts["paid_own"], mine.facts["paid_other"]) == (
        "shared_bound",
        "100.00",
        "200.00",
    )
    assert (theirs.case, theirs.facts["paid_own"], theirs.facts["paid_other"]) == (
        "shared_bound",
        "200.00",
        "100.00",
    )
    assert mine.fingerprint == theirs.fingerprint


def test_all_that_one_payment_brings_is_summed():
    own = plan(
        audience=people(9),
        offers=(offer("100", "20"), offer("100", "30", number=2, get_kind="gift")),
    )
    members = other(audience=people(9), offers=(offer("100", "30"),))

    assert only(RULE, own, context(members)).facts["gap_points"] == 20


def test_without_payment_the_gap_is_per_bound_month():
    own = plan(audience=people(9), offers=(offer("0", "120", lock_months=12),))
    members = other(audience=people(9), offers=(offer("0", "60", lock_months=12),))

    found = only(RULE, own, context(members))

    assert found.case == "shared_free"
    assert (found.facts["gap_per_month"], found.facts["gap_points"]) == ("5.00", None)


@pytest.mark.parametrize(
    ("starts_on", "cases"),
    [
        pytest.param("2026-10-31", ["shared"], id="the last day in common"),
        pytest.param("2026-11-15", ["shared"], id="15 days apart"),
        pytest.param("2026-11-16", [], id="16 days apart"),
    ],
)
def test_windows(starts_on, cases):
    own, members = clash(starts_on=starts_on, ends_on="2026-12-31")

    assert cases_of(RULE, own, context(members)) == cases


def test_the_distance_is_a_policy():
    own, members = clash(starts_on="2026-11-16", ends_on="2026-12-31")

    assert cases_of(RULE, own, context(members, policies={"clash_near_days": 16})) == ["shared"]


@pytest.mark.parametrize(
    ("theirs", "cases"),
    [
        pytest.param(
            offer("100", "30", product="data-10g", family="data"), [], id="another family"
        ),
        pytest.param(
            offer(
                "100", "30", product="data-10g", family="data", exclusive_groups=frozenset({"main"})
            ),
            ["shared"],
            id="one group",
        ),
    ],
)
def test_family_or_exclusive_group(theirs, cases):
    own = plan(audience=people(9), offers=(offer(exclusive_groups=frozenset({"main"})),))

    assert cases_of(RULE, own, context(other(audience=people(9), offers=(theirs,)))) == cases


def test_organisations_are_counted_beside_their_people():
    firm = ORGANISATION_BASE + 7
    own = plan(audience=[1, 2, firm], offers=(offer("100", "50"),))
    members = other(audience=[2, 3, firm], offers=(offer("100", "30"),))

    facts = only(RULE, own, context(members)).facts

    assert (facts["shared_persons"], facts["shared_organisations"]) == (1, 1)
    assert (facts["persons_own"], facts["persons_other"]) == (2, 2)


def test_eligible_people_count_even_if_nobody_approaches_them():
    own = plan(audience=people(1, 10), eligibility=people(1, 50), offers=(offer("100", "50"),))
    members = other(audience=people(40, 60), offers=(offer("100", "30"),))

    facts = only(RULE, own, context(members)).facts

    assert facts["shared_persons"] == 11
    assert facts["by_reason"] == {
        "addressed_by_both": 0,
        "addressed_by_one": 11,
        "addressed_by_none": 0,
    }


def test_excluding_the_shared_people_closes_a_and_leaves_b():
    own = plan(
        audience=people(1, 60),
        offers=(offer("100", "50"),),
        placements=OUTLET,
        excludes=frozenset({"C2026-0002"}),
    )
    members = other(audience=people(61, 200), offers=(offer("100", "30"),), placements=OUTLET)

    assert cases_of(RULE, own, context(members)) == ["visible"]


@pytest.mark.parametrize("scripted", ["own", "theirs"])
def test_a_script_of_either_side_settles_b(scripted):
    scripts = {"own": frozenset({"C2026-0002"}), "theirs": frozenset({"C2026-0001"})}
    empty = frozenset()
    own = plan(
        audience=people(1, 60),
        offers=(offer("100", "50"),),
        placements=OUTLET,
        scripts_against=scripts["own"] if scripted == "own" else empty,
    )
    members = other(
        audience=people(61, 200),
        offers=(offer("100", "30"),),
        placements=OUTLET,
        scripts_against=scripts["theirs"] if scripted == "theirs" else empty,
    )

    assert cases_of(RULE, own, context(members)) == []


@pytest.mark.parametrize(
    ("branches", "audience", "cases"),
    [
        pytest.param(["branch-east"], people(600, 700), [], id="they live in another branch"),
        pytest.param(
            ["branch-east"], people(490, 700), ["visible"], id="some live where it is shown"
        ),
        pytest.param([], people(2000, 2100), ["visible"], id="shown everywhere"),
    ],
)
def test_b_looks_at_the_branch(branches, audience, cases):
    own = plan(
        audience=people(1, 60),
        offers=(offer("100", "50"),),
        placements=OUTLET,
        branches=frozenset(branches),
    )
    members = other(audience=audience, offers=(offer("100", "30"),))

    assert cases_of(RULE, own, context(members)) == cases


def test_b_counts_who_sees_the_other_offer():
    own = plan(
        audience=people(1, 60),
        offers=(offer("100", "50"),),
        placements=OUTLET,
        branches=frozenset({"branch-east"}),
    )
    members = other(audience=people(490, 700), offers=(offer("100", "30"),))

    found = only(RULE, own, context(members))

    assert (
        found.facts["exposed_persons"],
        found.facts["exposed_other"],
        found.facts["exposed_own"],
    ) == (11, 11, 0)
    assert found.facts["visibility"] == "neighbours"
    assert found.persons == people(490, 500)


def test_ways_out_name_the_plan_they_change_with_exact_effects():
    own, members = clash()

    found = only(RULE, own, context(members))

    first, second = found.ways_out[:2]
    assert (first.kind, first.campaign, first.params) == (
        "exclude_shared",
        "C2026-0001",
        {"with": "C2026-0002"},
    )
    assert (first.effect["audience_before"], first.effect["audience_after"]) == (100, 60)
    assert (second.kind, second.campaign, second.params) == (
        "exclude_shared",
        "C2026-0002",
        {"with": "C2026-0001"},
    )
    assert (second.effect["audience_before"], second.effect["audience_after"]) == (140, 100)
    assert ways(found)["align_terms"].params == {"offer": 1, "get": 30, "get_value": 30}
    assert ways(found)["shift_dates"].params == {
        "starts_on": day("2026-11-16"),
        "ends_on": day("2026-12-16"),
    }


def test_who_is_left_out_by_the_other_side_cannot_leave_it_out_in_turn():
    own, members = clash(excludes=frozenset({"C2026-0001"}))

    changed = [
        way.campaign
        for way in only(RULE, own, context(members)).ways_out
        if way.kind == "exclude_shared"
    ]

    assert changed == ["C2026-0002"]


def test_a_province_plan_and_an_approved_plan_are_left_as_they_are():
    own, province = clash(origin="province")
    _, approved = clash(state="approved")

    for fixed in (province, approved):
        assert {way.campaign for way in only(RULE, own, context(fixed)).ways_out} == {"C2026-0001"}


def test_leaving_the_only_shared_outlet_just_eases():
    own = plan(
        audience=people(1, 100),
        offers=(offer("100", "50"),),
        placements=(*OUTLET, placement("own-hall")),
    )
    members = other(audience=people(61, 200), offers=(offer("100", "30"),), placements=OUTLET)

    leave = ways(findings(RULE, own, context(members))[0])["leave_channel"]

    assert (leave.params, leave.effect["orders_lost"], leave.solves) == (
        {"channel": "social-outlet"},
        900,
        False,
    )


def test_an_intention_only_warns_a_preview():
    own = plan(audience=people(9), offers=(offer(),))
    intended = other(state="draft", offers=(offer(),))

    assert cases_of(RULE, own, context(intentions=(intended,))) == []
    assert cases_of(RULE, own, context(intentions=(intended,), is_preview=True)) == ["intention"]


def test_no_shared_people_no_public_place_no_finding():
    own, members = clash(audience=people(101, 200))

    assert findings(RULE, own, context(members)) == []
    assert FrozenBitMap() == own.persons & members.persons


def test_the_shared_are_counted_by_who_approaches_them():
    firm, shop = ORGANISATION_BASE + 7, ORGANISATION_BASE + 8
    own = plan(
        audience=people(1, 20),
        eligibility=[*people(1, 50), firm],
        offers=(offer("99", "33"),),
        placements=(placement("hotline"), placement("own-hall"), placement("app")),
    )
    members = other(
        audience=people(15, 30),
        eligibility=[*people(11, 90), firm, shop],
        offers=(offer("99", "11"),),
        starts_on="2026-11-05",
        ends_on="2026-11-30",
        placements=tuple(
            placement(channel) for channel in ("own-hall", "app", "sms", "social-outlet")
        ),
    )

    shared = findings(RULE, own, context(members, members=people(48, 60)))[0]

    assert {key: value for key, value in shared.facts.items() if key != "ranks"} == {
        "shared_persons": 40,
        "shared_organisations": 1,
        "shared_members": 3,
        "by_reason": {"addressed_by_both": 6, "addressed_by_one": 14, "addressed_by_none": 20},
        "by_branch": {"branch-east": 40},
        "share_own": 0.8,
        "share_other": 0.5,
        "percent_own": 80,
        "percent_other": 50,
        "visibility": "same_person",
        "pay_own": "99.00",
        "pay_other": "99.00",
        "paid_own": "99.00",
        "paid_other": "99.00",
        "value_own": "33.00",
        "value_other": "11.00",
        "persons_own": 50,
        "persons_other": 80,
        "rate_own": 0.3333,
        "rate_other": 0.1111,
        "gap_points": 22.2,
        "overlap_days": 0,
        "days_apart": 5,
        "shared_channels": ["app", "own-hall"],
        "public_channels": ["own-hall"],
    }


def test_every_other_plan_is_looked_at():
    own, members = clash(code="C2026-0005")
    far = other("C2026-0002", starts_on="2027-01-01", ends_on="2027-01-31")
    alike = other("C2026-0003", audience=people(9), offers=own.offers)
    apart = other("C2026-0004", audience=people(300, 400), offers=members.offers)

    found = only(RULE, own, context(far, alike, apart, members))

    assert found.campaigns == ("C2026-0001", "C2026-0005")


def test_products_of_both_sides_are_the_subject():
    own = plan(audience=people(9), offers=(offer(product="recharge"),))
    members = other(audience=people(9), offers=(offer("100", "30", product="member"),))

    assert only(RULE, own, context(members)).subject == {"product": ["member", "recharge"]}


def test_ways_out_of_shared_people_in_their_order():
    own = plan(audience=people(1, 100), offers=(offer("100", "50"),), placements=OUTLET)
    members = other(audience=people(61, 200), offers=(offer("100", "30"),), placements=OUTLET)

    shared = findings(RULE, own, context(members))[0]

    assert [(str(way.kind), way.campaign) for way in shared.ways_out] == [
        ("exclude_shared", "C2026-0001"),
        ("exclude_shared", "C2026-0002"),
        ("align_terms", "C2026-0001"),
        ("shift_dates", "C2026-0001"),
        ("shift_dates", "C2026-0002"),
        ("leave_channel", "C2026-0001"),
        ("join_campaigns", "C2026-0001"),
    ]
    assert shared.ways_out[-1].params == {"with": "C2026-0002"}


@pytest.mark.parametrize(
    ("bound", "case"),
    [
        pytest.param({}, "shared", id="nothing binds"),
        pytest.param({"lock_months": 12}, "shared", id="bound, but nothing has to be spent"),
        pytest.param({"min_spend": Decimal(5), "lock_months": 2}, "shared_bound", id="to be spent"),
    ],
)
@pytest.mark.parametrize("is_own", [True, False])
def test_the_bound_time_is_said_where_it_costs(bound, case, is_own):
    offers = [offer("100", "50", **bound), offer("100", "30")]
    first, second = offers if is_own else reversed(offers)
    own, members = (
        plan(audience=people(9), offers=(first,)),
        other(audience=people(9), offers=(second,)),
    )

    assert cases_of(RULE, own, context(members)) == [case]


def test_where_findings_are_only_counted_no_way_out_is_sought():
    own, members = clash()

    found = list(RULE.run(own, context(members, needs_ways_out=False)))

    assert [(one.case, list(one.ways_out)) for one in found] == [("shared", [])]
