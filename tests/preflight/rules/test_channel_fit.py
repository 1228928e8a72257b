from __future__ import annotations

from dataclasses import replace

import pytest
from pyroaring import BitMap

from channels.enums import Fit
from customers.bitmaps import ORGANISATION_BASE
from findings.enums import Severity
from preflight.context import ChannelEvidence, LoadingFit
from preflight.evidence import interval
from preflight.rules.channel_fit import ChannelFit
from tests.preflight.builders import (
    CHANNELS,
    cases_of,
    context,
    findings,
    offer,
    only,
    other,
    people,
    placement,
    plan,
    wave,
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


def evidence(channel: str, orders: int, contacts: int = 2000, rounds: int = 2) -> ChannelEvidence:
    return ChannelEvidence(
        product="recharge",
        group="consumer",
        channel=channel,
        contacts=contacts,
        orders=orders,
        rounds=rounds,
    )


@pytest.mark.parametrize(
    ("known", "better", "cases"),
    [
        pytest.param(evidence("sms", 100), evidence("app", 160), ["better"], id="intervals apart"),
        pytest.param(evidence("sms", 100), evidence("app", 115), [], id="intervals meet"),
        pytest.param(
            evidence("sms", 100), evidence("app", 80, contacts=999), [], id="too few contacts"
        ),
        pytest.param(evidence("sms", 100), evidence("app", 160, rounds=1), [], id="one round only"),
        pytest.param(
            evidence("app", 100), evidence("hotline", 160), [], id="nothing known of this channel"
        ),
    ],
)
def test_better_channel(known, better, cases):
    assert cases_of(RULE, on(), context(evidence=(known, better), groups=GROUPS)) == cases


def test_better_is_a_notice_with_its_evidence():
    found = only(
        RULE, on(), context(evidence=(evidence("sms", 100), evidence("app", 160)), groups=GROUPS)
    )

    assert (found.severity, found.facts["better_channel"]) == (Severity.NOTICE, "app")
    assert (found.facts["rate"], found.facts["rate_better"]) == (5, 8)


def test_a_full_or_forbidden_channel_is_not_better():
    rows = (evidence("sms", 100), evidence("app", 160))
    full = {**CHANNELS, "app": replace(CHANNELS["app"], capacity_per_week=50)}
    busy = other(
        audience=people(50), placements=(placement("app", wave("2026-10-06", people(50))),)
    )

    assert cases_of(RULE, on(), context(busy, evidence=rows, groups=GROUPS, channels=full)) == []
    forbidden = (rule(Fit.FORBIDDEN, "consumer", channel="app"),)
    assert cases_of(RULE, on(), context(evidence=rows, groups=GROUPS, fits=forbidden)) == []


def test_wilson_interval():
    low, high = interval(evidence("sms", 100))

    assert (round(low, 4), round(high, 4)) == (0.0426, 0.0586)


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
        "percent_placement": 90,
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


@pytest.mark.parametrize(
    ("contacts", "rounds", "cases"),
    [
        pytest.param(1000, 2, ["better"], id="enough contacts and rounds"),
        pytest.param(999, 2, [], id="a contact too few"),
        pytest.param(1000, 1, [], id="a round too few"),
    ],
)
@pytest.mark.parametrize("is_known", [True, False])
def test_better_needs_contacts_and_rounds_on_both_sides(contacts, rounds, cases, is_known):
    few = {"contacts": contacts, "rounds": rounds}
    known = evidence("sms", 10, **(few if is_known else {}))
    better = evidence("app", 200, **({} if is_known else few))

    assert cases_of(RULE, on(), context(evidence=(known, better), groups=GROUPS)) == cases


def test_better_tells_its_numbers_and_the_change():
    rows = (evidence("app", 160, contacts=1600, rounds=3), evidence("sms", 100))

    found = only(RULE, on(product="recharge"), context(evidence=rows, groups=GROUPS))

    assert found.subject == {"channel": "sms", "product": "recharge"}
    assert found.facts == {
        "groups": ["consumer"],
        "better_channel": "app",
        "rate": 5,
        "rate_better": 10,
        "interval": [0.0426, 0.0586],
        "interval_better": [0.0883, 0.113],
        "contacts": 2000,
        "contacts_better": 1600,
        "rounds_better": 3,
    }
    (change,) = found.ways_out
    assert (str(change.kind), change.campaign, change.params, change.effect) == (
        "change_channel",
        "C2026-0001",
        {"channel": "sms", "product": "recharge", "to": "app"},
        {"rate_before": 5, "rate_after": 10},
    )


def test_the_first_product_and_group_with_a_better_channel_is_named():
    def row(channel: str, orders: int, *, product: str, group: str) -> ChannelEvidence:
        return replace(evidence(channel, orders), product=product, group=group)

    checked = plan(
        audience=people(100),
        offers=(offer(product="recharge"), offer(product="member", number=2)),
        placements=(placement("sms", parties=people(100)),),
    )
    groups = {"student": people(50), "elder": people(51, 100), "absent": people(300, 310)}
    rows = [
        # Known of nobody here, of no better channel, and last of two that have one.
        row("sms", 100, product="member", group="absent"),
        row("app", 900, product="member", group="absent"),
        row("sms", 100, product="member", group="elder"),
        row("sms", 100, product="recharge", group="student"),
        row("app", 300, product="recharge", group="student"),
        row("sms", 100, product="recharge", group="elder"),
        row("app", 200, product="recharge", group="elder"),
    ]

    found = only(RULE, checked, context(evidence=tuple(rows), groups=groups))

    assert (found.facts["groups"], found.facts["rate_better"]) == (["elder"], 10)
