"""Announced intentions of others: a preview is warned of them, a check is not. Only name, window,
products, channels and branches of them are known.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from findings.enums import Severity
from preflight.rules.audience_overlap import AudienceOverlap
from preflight.rules.channel_capacity import ChannelCapacity
from preflight.rules.contact_pressure import ContactPressure
from preflight.rules.launch_clustering import LaunchClustering
from preflight.rules.offer_clash import OfferClash
from preflight.rules.offer_stacking import OfferStacking
from tests.preflight.builders import (
    CHANNELS,
    cases_of,
    context,
    offer,
    only,
    other,
    people,
    placement,
    plan,
    wave,
)


def intended(code: str = "C2026-0009", **more):
    """What is known of an intention: nothing of terms, waves, persons and category."""
    return other(code, state="draft", **more)


def previewed(*plans, intentions=(), **more):
    return context(*plans, intentions=tuple(intentions), is_preview=True, **more)


def sms(count: int = 10, **more):
    return plan(
        audience=people(count),
        placements=(placement("sms", wave("2026-10-06", people(count))),),
        **more,
    )


def four_others():
    return [other(f"C2026-{n:04d}", starts_on="2026-10-01") for n in range(2, 6)]


@pytest.mark.parametrize(
    ("starts_on", "launching", "cases"),
    [
        pytest.param("2026-09-28", 4, ["intended"], id="80 points are a branch's limit"),
        pytest.param("2026-10-04", 4, ["intended"], id="Sunday is the same week"),
        pytest.param("2026-10-05", 4, [], id="Monday is another week"),
        pytest.param("2026-09-28", 1, [], id="32 points leave room for the heaviest"),
    ],
)
def test_a_week_that_intentions_could_fill(starts_on, launching, cases):
    rule, others = LaunchClustering(), four_others()[:launching]
    hint = intended(starts_on=starts_on)

    assert cases_of(rule, plan(), previewed(*others, intentions=[hint])) == cases
    assert cases_of(rule, plan(), context(*others, intentions=(hint,))) == []


def test_a_week_that_is_full_already_is_said_as_it_is():
    others = [other(f"C2026-{n:04d}", starts_on="2026-10-01") for n in range(2, 9)]

    cases = cases_of(LaunchClustering(), plan(), previewed(*others, intentions=[intended()]))

    assert cases == ["company"]


@pytest.mark.parametrize(
    ("channel", "window", "cases"),
    [
        pytest.param("sms", ("2026-10-20", "2026-10-25"), ["sms_intended"], id="the same way"),
        pytest.param("outbound-call", ("2026-10-20", "2026-10-25"), [], id="another way"),
        pytest.param("own-hall", ("2026-10-20", "2026-10-25"), [], id="no contact"),
        pytest.param("sms", ("2026-11-29", "2026-12-05"), ["sms_intended"], id="29 days after"),
        pytest.param("sms", ("2026-11-30", "2026-12-05"), [], id="a window later"),
    ],
)
def test_contacts_that_intentions_could_add(channel, window, cases):
    hint = intended(starts_on=window[0], ends_on=window[1], placements=(placement(channel),))

    assert cases_of(ContactPressure(), sms(), previewed(intentions=[hint])) == cases
    assert cases_of(ContactPressure(), sms(), context(intentions=(hint,))) == []


def test_many_intentions_are_one_finding_that_names_them():
    hints = [intended(f"C2026-000{n}", placements=(placement("sms"),)) for n in (8, 7)]

    found = only(ContactPressure(), sms(), previewed(intentions=hints))

    assert (found.severity, found.names, found.facts["intentions"]) == (
        Severity.NOTICE,
        {"C2026-0007", "C2026-0008"},
        ["C2026-0007", "C2026-0008"],
    )


@pytest.mark.parametrize(
    ("contacts", "starts_on", "cases"),
    [
        pytest.param(80, "2026-10-20", ["intended"], id="scarce from 80 of 100 on"),
        pytest.param(79, "2026-10-20", [], id="there is room"),
        pytest.param(101, "2026-10-20", ["approved_day"], id="over without them"),
        pytest.param(80, "2026-11-01", [], id="after the plan"),
    ],
)
def test_a_scarce_channel_that_intentions_mean_to_use(contacts, starts_on, cases):
    hint = intended(
        starts_on=starts_on, ends_on="2026-12-01", placements=(placement("sms"), placement("app"))
    )
    limited = {**CHANNELS, "sms": replace(CHANNELS["sms"], capacity_per_day=100)}
    around = previewed(intentions=[hint], channels=limited)

    assert cases_of(ChannelCapacity(), sms(contacts), around) == cases


def test_one_exclusive_group_is_enough_for_a_clash():
    grouped = frozenset({"main-plan"})
    own = plan(offers=(offer(exclusive_groups=grouped),))
    hint = intended(offers=(offer(product="x", family="other", exclusive_groups=grouped),))

    found = only(OfferClash(), own, previewed(intentions=[hint]))

    assert (found.case, found.subject) == ("intention", {"product": "x"})


@pytest.mark.parametrize("rule", [AudienceOverlap(), OfferStacking()], ids=lambda one: one.code)
def test_what_stands_on_persons_and_terms_has_nothing_to_say(rule):
    own = plan(audience=people(9), offers=(offer(),))

    assert cases_of(rule, own, previewed(intentions=[intended(offers=(offer(),))])) == []
