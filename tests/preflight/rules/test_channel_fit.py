from __future__ import annotations

import pytest

from channels.enums import Fit
from findings.enums import Severity
from preflight.context import ChannelEvidence, LoadingFit
from preflight.evidence import interval
from preflight.rules.channel_fit import ChannelFit
from tests.preflight.builders import (
    cases_of,
    context,
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
    from dataclasses import replace

    from tests.preflight.builders import CHANNELS

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
