"""Every policy at its limits, through all rules: a value that may be entered never stops a
check.
"""

from __future__ import annotations

from dataclasses import fields, replace
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from channels.enums import Fit
from common import jobs
from organization.enums import Role
from organization.models import Policy
from organization.policies import Declared, declared, values_on
from preflight import engine
from preflight.context import HoldingRow, LoadingFit
from preflight.policies import PREFIX, Policies
from preflight.ranks import rank
from preflight.risk import grade
from preflight.snapshot_parts import RequestLine
from resources.availability import Coming, Held, Supply
from tests.factories.customers import make_customers
from tests.preflight.builders import (
    CHANNELS,
    TODAY,
    context,
    day,
    hotline,
    offer,
    other,
    people,
    placement,
    plan,
    touch,
    wave,
)
from tests.preflight.companies import submitted

NUMBERS = [one for one in declared().values() if isinstance(one.default, int | Decimal)]
LISTS = [one for one in declared().values() if isinstance(one.default, tuple)]
PREFLIGHT = [declared()[PREFIX + one.name] for one in fields(Policies)]


def ends(policy: Declared) -> list[str]:
    """The texts at both ends of what may be entered."""
    limits = policy.limits
    if not isinstance(policy.default, tuple):
        return [str(limits.least), str(limits.most)]
    if limits.most is None and limits.length == 1:
        return list(limits.choices)
    if limits.most is None:
        return [policy.default[0], ",".join(limits.choices or policy.default)]
    count = limits.length or 1
    return [",".join([str(one)] * count) for one in (limits.least, limits.most)]


EDGES = [
    pytest.param(policy, text, id=f"{policy.key}={text}")
    for policy in PREFLIGHT
    for text in ends(policy)
]


def busy():
    """A plan on which every rule has something to compare, and what stands around it."""
    audience = people(600)
    channels = {
        code: replace(one, capacity_per_day=500, capacity_per_week=900)
        for code, one in CHANNELS.items()
    }
    checked = plan(
        audience=audience,
        target_value=Decimal(1000),
        offers=(
            offer(exclusive_groups=frozenset({"plan"})),
            offer("50", "20", number=2, product="music"),
        ),
        placements=(
            placement("sms", wave("2026-10-05", audience), wave("2026-10-06", audience, number=2)),
            placement("outbound-call", wave("2026-10-05", audience)),
            placement("social-outlet", parties=audience, expected_orders=400),
        ),
        requests=(
            RequestLine(
                resource="leaflet", unit="branch-east", quantity=90, needed_by=day("2026-09-25")
            ),
        ),
    )
    near = [
        other(
            f"C2026-000{number}",
            audience=people(100 * number, 900),
            state=state,
            offers=(offer("100", "30"), offer("70", "30", number=2)),
            placements=(
                placement(
                    "sms",
                    *(
                        wave(f"2026-10-{on:02d}", people(100 * number, 900), number=on)
                        for on in range(2, 6)
                    ),
                ),
            ),
        )
        for number, state in ((2, "approved"), (3, "coordinating"))
    ]
    around = context(
        *near,
        *(other(f"C2026-001{number}", category="promotion") for number in range(9)),
        channels=channels,
        groups={"consumer": people(400), "member": people(401, 600)},
        fits=(
            LoadingFit(product="recharge", group="consumer", channel="sms", fit=Fit.DISCOURAGED),
            LoadingFit(product="recharge", group="member", channel="sms", fit=Fit.FORBIDDEN),
        ),
        holdings=(
            HoldingRow(
                exclusive_group="plan", product="old", ends_on=day("2027-06-01"), persons=people(50)
            ),
        ),
        touches=(touch("sms", "2026-08-30", people(300)), touch("app", "2026-08-31", people(200))),
        hotline=hotline(100, 12),
        supplies={
            ("leaflet", "branch-east"): Supply(
                on_hand=60,
                coming=(Coming(day("2026-09-20"), 5),),
                held=(Held("C2026-0002", 20, day("2026-09-20")),),
            )
        },
    )
    return checked, around


def run_with(values):
    """All rules, the grade and the rank under these policies; the crashed rules."""
    checked, around = busy()
    policies = Policies.from_values(values)
    answers = engine.evaluate(checked, replace(around, policies=policies))
    grade(checked, policies, answers.findings)
    rank(checked, policies)
    return answers.not_run


def test_busy_plan_wakes_the_rules():
    checked, around = busy()

    found = {one.rule for one in engine.evaluate(checked, around).findings}

    assert found >= {
        "offer-clash",
        "contact-pressure",
        "channel-fit",
        "channel-capacity",
        "exclusive-products",
        "hotline-capacity",
        "launch-clustering",
        "resource-shortage",
    }


@pytest.mark.parametrize(("policy", "text"), EDGES)
def test_check_runs_with_each_policy_at_its_ends(policy, text):
    assert not run_with({policy.key: policy.parse(text)})


@given(st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_check_runs_with_all_policies_at_some_end(data):
    values = {
        policy.key: policy.parse(data.draw(st.sampled_from(ends(policy)))) for policy in PREFLIGHT
    }

    assert not run_with(values)


SENSELESS = ["", "x", "NaN", "-NaN", "sNaN", "Infinity", "-inf", "1e999999", "9" * 350, "1e-999999"]


@pytest.mark.parametrize("policy", NUMBERS, ids=lambda one: one.key)
def test_number_without_sense_is_no_value(policy):
    limits = policy.limits
    assert limits.most is not None

    for text in [*SENSELESS, str(limits.least - 1), str(limits.most + 1), "1,2"]:
        with pytest.raises(ValidationError):
            policy.parse(text)


@pytest.mark.parametrize("policy", LISTS, ids=lambda one: one.key)
def test_list_without_sense_is_no_value(policy):
    wrong = [",", "", "NaN,NaN", "a b", ",".join([*policy.default, policy.default[0]])]
    if policy.limits.most is not None:
        wrong += ["a, b, c", ",".join(policy.default[:-1]), ",".join(reversed(policy.default))]
        wrong += [",".join(["-1"] * len(policy.default))]

    for text in wrong:
        with pytest.raises(ValidationError):
            policy.parse(text)


@given(st.sampled_from(sorted(declared())), st.text(max_size=40))
@settings(max_examples=300, deadline=None)
def test_any_text_is_a_value_of_the_type_or_refused(key, text):
    policy = declared()[key]

    try:
        value = policy.parse(text)
    except ValidationError:
        return

    assert type(value) is type(policy.default)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("risk_grades", "a, b, c"),
        ("clash_near_days", "999999999"),
        ("pressure_sms_days", "-5"),
        ("clash_tier_tolerance", "NaN"),
    ],
)
def test_stored_value_without_sense_never_stops_a_check(world, name, stored):
    """As it may lie there from before the limits were declared: the default holds, the plan is
    checked.
    """
    Policy.objects.create(
        key=PREFIX + name, value=stored, valid_from="2020-01-01", changed_at="2020-01-01T00:00Z"
    )

    campaign = submitted(world.planner, make_customers(3, prefix="P"))
    jobs.drain()

    campaign.refresh_from_db()
    assert campaign.state == "coordinating"
    assert campaign.working.check_runs.get().inputs["policies"][name] == str(
        getattr(Policies(), name)
    )


@pytest.mark.django_db
def test_stored_value_without_sense_leaves_the_usable_one_before_it(caplog):
    for day_of, value in (("2026-01-01", "20"), ("2026-02-01", "-3")):
        Policy.objects.create(
            key=PREFIX + "clash_near_days",
            value=value,
            valid_from=day_of,
            changed_at="2026-01-01T00:00Z",
            changed_by=None,
        )

    assert values_on(TODAY)[PREFIX + "clash_near_days"] == 20
    assert "clash_near_days" in caplog.text


def test_each_policy_belongs_to_a_role():
    assert {one.owner_role for one in declared().values()} <= set(Role.values)


@pytest.mark.parametrize("declaration", declared().values(), ids=lambda one: one.key)
def test_words_of_a_policy_can_be_translated(declaration: Declared):
    words = (declaration.label, declaration.unit)

    assert not [word for word in words if word and not isinstance(word, Promise)]
