"""The weaker cases of a clash: an offer that others see, an intention without terms yet."""

from __future__ import annotations

import pytest
from django.utils import translation

from customers.bitmaps import ORGANISATION_BASE
from findings.enums import Severity
from preflight.rules.offer_clash import OfferClash
from tests.preflight.builders import (
    LANGUAGES,
    NAMES,
    cases_of,
    context,
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


def near(**more: object) -> tuple[object, object]:
    """Different terms for persons 1–60 and 61–200, whom no plan has in common; both are shown in
    the outlet unless said.
    """
    own = plan(audience=people(1, 60), offers=(offer("100", "50"),), placements=OUTLET)
    return own, other(
        **{
            "audience": people(61, 200),
            "offers": (offer("100", "30"),),
            "placements": OUTLET,
            **more,
        }
    )


def test_b_names_who_sees_what_and_where():
    own, members = near(audience=people(401, 700))

    found = only(RULE, own, context(members))

    assert (found.case, found.severity, found.campaigns, found.names) == (
        "visible",
        Severity.WARNING,
        ("C2026-0001", "C2026-0002"),
        {"C2026-0002"},
    )
    assert found.persons == people(1, 60) | people(401, 700)
    facts = found.facts
    assert (facts["exposed_persons"], facts["exposed_own"], facts["exposed_other"]) == (
        360,
        60,
        300,
    )
    assert facts["by_branch"] == {"branch-west": 200, "branch-east": 160}
    assert (facts["gap_points"], facts["shared_channels"], facts["public_channels"]) == (
        20,
        ["social-outlet"],
        ["social-outlet"],
    )
    assert [(str(way.kind), way.campaign, way.solves) for way in found.ways_out] == [
        ("attach_script", "C2026-0001", True),
        ("attach_script", "C2026-0002", True),
        ("leave_channel", "C2026-0001", False),
        ("shift_dates", "C2026-0001", True),
        ("shift_dates", "C2026-0002", True),
    ]


@pytest.mark.parametrize(
    ("channels", "branches", "solves"),
    [
        pytest.param(["social-outlet"], ["branch-west"], True, id="nobody else sees anything"),
        pytest.param(["social-outlet"], ["branch-east"], False, id="the own see the other's"),
        pytest.param(["social-outlet", "own-hall"], ["branch-west"], False, id="another public"),
        pytest.param(["social-outlet", "sms"], ["branch-west"], True, id="another, not public"),
    ],
)
def test_leaving_the_outlet_settles_b_where_nothing_else_shows(channels, branches, solves):
    own = plan(
        audience=people(1, 60),
        offers=(offer("100", "50"),),
        placements=tuple(placement(channel) for channel in channels),
    )
    _, members = near(audience=people(501, 700), branches=frozenset(branches))

    assert ways(only(RULE, own, context(members)))["leave_channel"].solves is solves


@pytest.mark.parametrize(
    ("own", "theirs", "channel", "visibility"),
    [
        pytest.param(["own-hall"], [], "own-hall", "neighbours", id="only the own is shown"),
        pytest.param([], ["own-hall"], "own-hall", "neighbours", id="only the other is shown"),
        pytest.param(
            ["social-outlet"], ["own-hall"], "own-hall", "neighbours", id="the first of both"
        ),
        pytest.param(
            ["own-hall", "social-outlet"],
            ["social-outlet"],
            "social-outlet",
            "same_outlet",
            id="one outlet before another",
        ),
        pytest.param(
            ["app", "social-outlet"], ["app"], "social-outlet", "same_outlet", id="or the same app"
        ),
    ],
)
def test_b_names_the_outlet_and_how_plainly_it_shows(own, theirs, channel, visibility):
    mine = plan(
        audience=people(1, 60),
        offers=(offer("100", "50"),),
        placements=tuple(placement(one) for one in own),
    )
    _, members = near(placements=tuple(placement(one) for one in theirs))

    found = only(RULE, mine, context(members))

    assert (found.subject["channel"], found.facts["visibility"]) == (channel, visibility)


@pytest.mark.parametrize(
    ("sold", "cases"),
    [
        pytest.param(None, ["visible"], id="all that the plan offers"),
        pytest.param("recharge", ["visible"], id="the offer that clashes"),
        pytest.param("ring", [], id="another product of the plan"),
    ],
)
def test_b_asks_which_product_is_shown_in_public(sold, cases):
    """In the outlet stands what its placement sells; who sees something else sees no clash."""
    own = plan(
        audience=people(1, 60),
        offers=(offer("100", "50"), offer(product="ring", family="ring", number=2)),
        placements=(placement("social-outlet", product=sold), placement("sms")),
    )
    _, members = near(placements=(placement("sms"),))

    assert cases_of(RULE, own, context(members)) == cases
    assert cases_of(RULE, members, context(own)) == cases


EAST, WEST = frozenset({"branch-east"}), frozenset({"branch-west"})
FIRM = ORGANISATION_BASE + 7


@pytest.mark.parametrize(
    ("own", "theirs", "visibility"),
    [
        pytest.param({}, {}, "same_outlet", id="one outlet has both"),
        pytest.param(
            {"branches": EAST}, {"branches": EAST}, "same_outlet", id="in a branch of both"
        ),
        pytest.param(
            {"branches": EAST}, {"branches": WEST}, "neighbours", id="in other branches each"
        ),
        pytest.param(
            {"branches": WEST, "audience": people(510, 520)},
            {"placements": (), "audience": people(530, 540)},
            "neighbours",
            id="who may take it lives there, too",
        ),
        pytest.param(
            {"branches": WEST},
            {"placements": (), "audience": people(530, 540)},
            "hotline",
            id="nobody who may take it lives there",
        ),
        pytest.param(
            {"branches": WEST, "audience": [*people(1, 60), FIRM]},
            {"placements": (), "audience": [*people(530, 540), FIRM]},
            "neighbours",
            id="members of one enterprise compare",
        ),
    ],
)
def test_b_is_graded_by_how_plainly_both_are_seen(own, theirs, visibility):
    """The same from either side, and said in the sentence in both languages."""
    mine = plan(**{"audience": people(1, 60), "placements": OUTLET, "offers": (offer(),), **own})
    _, members = near(**theirs)

    found = [
        only(RULE, mine, context(members)),
        only(RULE, members, context(mine)),
    ]

    assert [one.facts["visibility"] for one in found] == [visibility] * 2
    for language in LANGUAGES:
        with translation.override(language):
            word = RULE.facts.read(found[0].facts, NAMES)["visibility"]
            assert word != visibility


@pytest.mark.parametrize(
    ("branches", "exposed"),
    [
        pytest.param(["branch-east", "branch-west"], 200, id="both"),
        pytest.param(["branch-west"], 100, id="one"),
        pytest.param(["branch-west", "branch-new"], 100, id="one without customers"),
        pytest.param([], 300, id="everywhere, also who lives in no branch"),
    ],
)
def test_b_counts_the_branches_where_it_is_shown(branches, exposed):
    own = plan(
        audience=people(1, 60),
        offers=(offer("100", "50"),),
        placements=OUTLET,
        branches=frozenset(branches),
    )
    _, members = near(
        audience=people(401, 600) | people(1101, 1200), placements=(placement("sms"),)
    )

    assert only(RULE, own, context(members)).facts["exposed_persons"] == exposed


@pytest.mark.parametrize(
    ("starts_on", "family", "cases"),
    [
        pytest.param("2026-10-10", "top-up", ["intention"], id="at the same time"),
        pytest.param("2026-11-15", "top-up", ["intention"], id="15 days apart"),
        pytest.param("2026-11-16", "top-up", [], id="16 days apart"),
        pytest.param("2026-10-10", "data", [], id="another family"),
    ],
)
def test_windows_of_an_intention(starts_on, family, cases):
    own = plan(audience=people(9), offers=(offer(),))
    intended = other(
        state="draft", starts_on=starts_on, ends_on="2026-12-31", offers=(offer(family=family),)
    )

    assert cases_of(RULE, own, context(intentions=(intended,), is_preview=True)) == cases


def test_an_intention_is_named_with_what_is_known():
    own = plan(
        audience=people(9),
        offers=(offer(),),
        placements=(placement("sms"), placement("own-hall"), placement("app")),
    )
    far = other("C2026-0003", state="draft", offers=(offer(family="data"),))
    intended = other(
        state="draft",
        starts_on="2026-11-03",
        ends_on="2026-11-30",
        offers=(offer(product="member"), offer(product="data-10g", family="data", number=2)),
        placements=(placement("own-hall"), placement("sms"), placement("hotline")),
    )

    found = only(RULE, own, context(intentions=(far, intended), is_preview=True))

    assert (found.severity, found.campaigns, found.subject, found.names) == (
        Severity.WARNING,
        ("C2026-0001", "C2026-0002"),
        {"product": "member"},
        {"C2026-0002"},
    )
    assert found.facts == {
        "overlap_days": 0,
        "days_apart": 3,
        "shared_channels": ["own-hall", "sms"],
        "missing": "terms_and_audience",
    }
    assert not found.ways_out
