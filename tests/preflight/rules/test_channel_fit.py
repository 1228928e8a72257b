from __future__ import annotations

import pytest
from pyroaring import BitMap

from channels.enums import Fit
from customers.bitmaps import ORGANISATION_BASE
from findings.enums import Severity
from preflight.context import LoadingFit
from preflight.rules.channel_fit import ChannelFit
from tests.preflight.builders import (
    cases_of,
    context,
    findings,
    offer,
    only,
    people,
    placement,
    plan,
    ways,
)

RULE = ChannelFit()
GROUPS = {"consumer": people(1, 80), "enterprise-member": people(81, 100)}


def rule(
    fit: Fit, group: str = "enterprise-member", *, channel: str = "sms", product: str = "recharge"
) -> LoadingFit:
    return LoadingFit(
        product=product, group=group, channel=channel, fit=fit, version=3, reason="complaints"
    )


def on(channel: str = "sms", parties: object = None, **more: object):
    meant = parties or people(100)
    return plan(
        audience=meant, offers=(offer(),), placements=(placement(channel, parties=meant, **more),)
    )


@pytest.mark.parametrize(
    ("checked", "rules", "cases"),
    [
        pytest.param(on(), [rule(Fit.FORBIDDEN)], ["forbidden"], id="forbidden for some"),
        pytest.param(
            on(parties=people(80)), [rule(Fit.FORBIDDEN)], [], id="forbidden for nobody here"
        ),
        pytest.param(on(), [rule(Fit.FORBIDDEN, channel="app")], [], id="another channel"),
        pytest.param(on(), [rule(Fit.FORBIDDEN, product="music-pack")], [], id="another product"),
        pytest.param(
            on(product="music-pack"),
            [rule(Fit.FORBIDDEN, product="music-pack")],
            ["forbidden"],
            id="the placement's product",
        ),
        pytest.param(on(), [rule(Fit.DISCOURAGED)], ["discouraged"], id="discouraged for a fifth"),
        pytest.param(
            on(parties=people(84)),
            [rule(Fit.DISCOURAGED)],
            [],
            id="discouraged for under five per cent",
        ),
        pytest.param(
            on(),
            [rule(Fit.PREFERRED), rule(Fit.ALLOWED), rule(Fit.TRIAL)],
            [],
            id="nothing against it",
        ),
        pytest.param(
            on(),
            [rule(Fit.FORBIDDEN), rule(Fit.DISCOURAGED, "consumer")],
            ["forbidden"],
            id="the worst is the row",
        ),
    ],
)
def test_loading_rules(checked, rules, cases):
    assert cases_of(RULE, checked, context(fits=tuple(rules), groups=GROUPS)) == cases


def test_forbidden_counts_the_groups_persons_and_names_the_rule():
    found = only(
        RULE,
        on(),
        context(fits=(rule(Fit.FORBIDDEN), rule(Fit.PREFERRED, channel="app")), groups=GROUPS),
    )

    assert found.severity == Severity.BLOCKING
    assert (found.facts["persons"], found.facts["percent_placement"], found.facts["groups"]) == (
        20,
        20,
        ["enterprise-member"],
    )
    assert (found.facts["rules"][0]["version"], found.facts["rules"][0]["persons"]) == (3, 20)
    assert found.persons == people(81, 100)
    steps = ways(found)
    assert [str(way.kind) for way in found.ways_out] == [
        "exclude_persons",
        "change_channel",
        "request_exception",
    ]
    assert steps["exclude_persons"].effect["persons_after"] == 80
    assert steps["change_channel"].params["to"] == "app"
    assert steps["request_exception"].params["group"] == "enterprise-member"


def test_where_nobody_would_be_left_another_channel_comes_first():
    found = only(
        RULE, on(parties=people(81, 100)), context(fits=(rule(Fit.FORBIDDEN),), groups=GROUPS)
    )

    assert str(found.ways_out[0].kind) == "change_channel"


def test_discouraged_warns():
    found = only(RULE, on(), context(fits=(rule(Fit.DISCOURAGED),), groups=GROUPS))

    assert found.severity == Severity.WARNING


def test_what_is_billed_to_a_group_needs_a_channel_that_sells_it():
    line = plan(
        audience=people(9),
        offers=(offer(product="leased-line"),),
        placements=(placement("sms"),),
        group_billed=frozenset({"leased-line"}),
    )
    at_the_hall = plan(
        audience=people(9),
        offers=(offer(product="leased-line"),),
        placements=(placement("own-hall"),),
        group_billed=frozenset({"leased-line"}),
    )

    found = only(RULE, line)

    assert (found.case, found.severity, ways(found)["change_channel"].params["to"]) == (
        "billing",
        Severity.WARNING,
        "hotline",
    )
    assert cases_of(RULE, at_the_hall) == []


def test_organisations_count_with_their_people_as_the_way_out_excludes_them():
    firm, other_firm = ORGANISATION_BASE + 1, ORGANISATION_BASE + 2
    groups = {"enterprise": BitMap([firm, other_firm])}
    around = context(
        fits=(rule(Fit.DISCOURAGED, "enterprise"),),
        groups=groups,
        people_of={firm: people(1, 12), other_firm: people(900, 905)},
    )

    found = only(RULE, on(parties=[*people(15), firm]), around)

    assert (found.facts["persons"], found.facts["organisations"]) == (12, 1)
    assert found.facts["percent_placement"] == 80
    assert found.persons == BitMap([*people(12), firm])
    effect = ways(found)["exclude_persons"].effect
    assert (effect["persons_excluded"], effect["persons_after"]) == (12, 3)


def test_an_organisation_without_known_people_counts_itself():
    firms = [ORGANISATION_BASE + n for n in range(4)]
    around = context(
        fits=(rule(Fit.FORBIDDEN, "enterprise"),), groups={"enterprise": BitMap(firms[:1])}
    )

    found = only(RULE, on(parties=BitMap(firms)), around)

    assert (found.facts["persons"], found.facts["percent_placement"]) == (0, 25)


@pytest.mark.parametrize(
    ("meant", "policies", "cases"),
    [
        pytest.param(people(62, 100), {}, ["discouraged"], id="more than half"),
        pytest.param([*people(19), 81], {}, ["discouraged"], id="exactly five per cent"),
        pytest.param([*people(20), 81], {}, [], id="a person less than five per cent"),
        pytest.param(
            [*people(20), 81], {"fit_discouraged_share": 0}, ["discouraged"], id="no tolerance"
        ),
        pytest.param(people(20), {"fit_discouraged_share": 0}, [], id="nobody at all"),
    ],
)
def test_discouraged_from_a_share_of_the_placement_on(meant, policies, cases):
    around = context(fits=(rule(Fit.DISCOURAGED),), groups=GROUPS, policies=policies)

    assert cases_of(RULE, on(parties=meant), around) == cases


def test_several_rules_make_one_finding_with_all_of_their_groups():
    firm = ORGANISATION_BASE + 1
    groups = {
        "student": people(1, 10),
        "elder": people(6, 15),
        "firm": [*people(16, 17), firm],
        "nobody": people(900, 910),
    }
    rules = [
        rule(Fit.FORBIDDEN, "nobody"),
        rule(Fit.FORBIDDEN, "unknown"),
        rule(Fit.FORBIDDEN, "student", channel="app"),
        rule(Fit.FORBIDDEN, "student"),
        rule(Fit.DISCOURAGED, "elder"),
        rule(Fit.FORBIDDEN, "elder"),
        rule(Fit.FORBIDDEN, "firm"),
    ]

    found = only(
        RULE,
        on(parties=[*people(19), firm]),
        context(fits=tuple(rules), groups={name: BitMap(who) for name, who in groups.items()}),
    )

    assert found.persons == BitMap([*people(17), firm])
    assert found.subject == {"channel": "sms"}
    assert found.facts == {
        "persons": 17,
        "organisations": 1,
        "percent_placement": 89.5,
        "groups": ["elder", "firm", "student"],
        "rules": [
            {
                "product": "recharge",
                "group": group,
                "version": 3,
                "reason": "complaints",
                "persons": persons,
                "organisations": organisations,
            }
            for group, persons, organisations in [
                ("student", 10, 0),
                ("elder", 10, 0),
                ("firm", 2, 1),
            ]
        ],
    }


def test_ways_out_of_what_is_forbidden_with_their_effects():
    firm = ORGANISATION_BASE + 1
    meant = [*people(100), firm]
    checked = on(product="recharge", parties=meant, expected_orders=300)

    found = only(RULE, checked, context(fits=(rule(Fit.FORBIDDEN),), groups=GROUPS))

    key = {"channel": "sms", "product": "recharge"}
    assert found.subject == key
    assert [(way.campaign, way.params, way.effect, way.solves) for way in found.ways_out] == [
        (
            "C2026-0001",
            {"placements": [key]},
            {"persons_excluded": 20, "persons_before": 100, "persons_after": 80},
            True,
        ),
        ("C2026-0001", {**key, "to": "app"}, {"persons": 100, "expected_orders": 300}, True),
        ("C2026-0001", {**key, "group": "enterprise-member"}, {"persons": 20}, True),
    ]


def test_where_nobody_would_be_left_the_exclusion_comes_second():
    found = only(
        RULE, on(parties=people(81, 100)), context(fits=(rule(Fit.FORBIDDEN),), groups=GROUPS)
    )

    assert [str(way.kind) for way in found.ways_out] == [
        "change_channel",
        "exclude_persons",
        "request_exception",
    ]


def test_every_placement_is_looked_at():
    checked = plan(
        audience=people(100),
        offers=(offer(),),
        placements=tuple(
            placement(channel, parties=people(100)) for channel in ("hotline", "sms", "app")
        ),
    )
    rules = (rule(Fit.FORBIDDEN), rule(Fit.DISCOURAGED, channel="app"))

    assert [
        (one.case, one.subject["channel"])
        for one in findings(RULE, checked, context(fits=rules, groups=GROUPS))
    ] == [("forbidden", "sms"), ("discouraged", "app")]


def test_billing_names_the_products_and_the_channels_that_sell_them():
    checked = plan(
        audience=people(9),
        offers=(
            offer(product="recharge"),
            offer(product="leased-line", number=2),
            offer(product="cloud-desk", number=3),
        ),
        placements=(placement("sms", parties=people(7)),),
        group_billed=frozenset({"leased-line", "cloud-desk", "switchboard"}),
    )
    around = context(policies={"fit_group_channels": ("social-outlet", "own-hall")})

    found = only(RULE, checked, around)

    assert found.subject == {"channel": "sms"}
    assert found.facts == {
        "products": ["cloud-desk", "leased-line"],
        "persons": 7,
        "group_channels": ["social-outlet", "own-hall"],
    }
    assert [(str(way.kind), way.params["to"]) for way in found.ways_out] == [
        ("change_channel", "own-hall")
    ]


def test_billing_looks_at_what_the_placement_sells():
    def sold(product: str):
        return plan(
            audience=people(9),
            offers=(offer(product="recharge"), offer(product="leased-line", number=2)),
            placements=(placement("sms", product=product),),
            group_billed=frozenset({"leased-line"}),
        )

    assert cases_of(RULE, sold("recharge")) == []
    assert cases_of(RULE, sold("leased-line")) == ["billing"]
    assert only(RULE, sold("leased-line")).subject == {"channel": "sms", "product": "leased-line"}
