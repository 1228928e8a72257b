"""What customers see outside the theme of its days, and what communication lacks to go by."""

from __future__ import annotations

import random

import pytest

from findings.enums import Severity
from preflight.applying import applied
from preflight.context import Context
from preflight.rules.comms_theme import CommsTheme
from preflight.said import CommunicationFacts, ThemeFacts
from preflight.snapshot import PlanSnapshot
from preflight.snapshot_parts import RequestLine
from resources.availability import Coming, Held, Supply
from tests.preflight.builders import (
    cases_of,
    context,
    day,
    findings,
    only,
    people,
    placement,
    plan,
    wave,
    ways,
)
from tests.seeds import times

RULE = CommsTheme()


def theme(first: str, last: str, code: str = "T1", **more: object) -> ThemeFacts:
    values = {"name": f"theme {code}", **more}
    return ThemeFacts(code=code, starts_on=day(first), ends_on=day(last), **values)


def said(theme: str | None = "T1", code: str = "K1", **more: object) -> CommunicationFacts:
    return CommunicationFacts(code=code, name=f"plan {code}", theme=theme, **more)


def sms(*days: str) -> PlanSnapshot:
    waves = [wave(on, people(5), number=n) for n, on in enumerate(days, start=1)]
    return plan(placements=(placement("sms", *waves),), selling_points=("Cheap.",))


def under(*themes: ThemeFacts, plans: tuple[CommunicationFacts, ...] = (said(),)) -> Context:
    return context(themes=themes, communications=plans)


@pytest.mark.parametrize(
    ("on", "cases"),
    [
        ("2026-10-09", ["outside"]),
        ("2026-10-10", []),
        ("2026-10-20", []),
        ("2026-10-21", ["outside"]),
    ],
)
def test_a_wave_lies_in_the_days_of_its_theme(on, cases):
    assert cases_of(RULE, sms(on), under(theme("2026-10-10", "2026-10-20"))) == cases


def test_public_placements_show_from_the_first_day_on_others_not_at_all():
    around = under(theme("2026-10-10", "2026-10-20"))

    for channel, cases in (("own-hall", ["outside"]), ("hotline", [])):
        checked = plan(placements=(placement(channel),), selling_points=("Cheap.",))
        assert cases_of(RULE, checked, around) == cases


def test_a_wave_outside_is_moved_into_the_theme():
    checked = sms("2026-10-12", "2026-10-25")
    around = under(theme("2026-10-10", "2026-10-20"))
    found = only(RULE, checked, around)

    assert found.severity == Severity.WARNING
    assert (found.facts["days"], found.facts["themes"]) == (["2026-10-25"], ["theme T1"])
    move = ways(found)["move_wave"]
    assert (move.params["wave"], move.params["to"]) == (2, day("2026-10-20"))
    assert ways(found)["align_theme"].params == {"theme": "theme T1"}
    after = applied(checked, move, found, around)
    assert after is not None
    assert cases_of(RULE, after, around) == []


def test_of_several_own_themes_the_earliest_is_named():
    themes = (theme("2026-11-01", "2026-11-10"), theme("2026-10-10", "2026-10-20", "T2"))
    plans = (said("T1"), said("T2", "K2"))
    found = only(RULE, sms("2026-10-25"), under(*themes, plans=plans))

    assert found.subject == {"theme": "T2"}
    assert (found.facts["starts_on"], found.facts["ends_on"]) == ("2026-10-10", "2026-10-20")
    assert ways(found)["align_theme"].params == {"theme": "theme T2"}


@pytest.mark.parametrize(
    ("plans", "severity", "case"),
    [
        pytest.param((said("T1"),), Severity.BLOCKING, "binding", id="under another theme"),
        pytest.param((said(None, reason="x"),), Severity.BLOCKING, "binding", id="under none"),
        pytest.param((), Severity.WARNING, "untold", id="nobody speaks of it yet"),
        pytest.param((said("T2"),), None, "", id="under it"),
    ],
)
def test_what_runs_in_the_days_of_a_binding_theme_keeps_to_it(plans, severity, case):
    own = theme("2026-10-01", "2026-10-31")
    bound = theme("2026-10-08", "2026-10-12", "T2", is_binding=True)
    found = findings(RULE, sms("2026-10-10"), under(own, bound, plans=plans))

    assert [(one.severity, one.case) for one in found] == ([(severity, case)] if case else [])


@pytest.mark.parametrize(
    ("on", "more", "cases"),
    [
        ("2026-10-13", {}, []),
        ("2026-10-12", {}, ["untold"]),
        ("2026-10-12", {"branch": "branch-east"}, ["untold"]),
        ("2026-10-12", {"branch": "branch-west"}, []),
        ("2026-10-12", {"is_binding": False}, []),
    ],
)
def test_it_binds_in_its_days_and_its_branch(on, more, cases):
    bound = theme("2026-10-08", "2026-10-12", **{"is_binding": True, **more})
    checked = sms(on)
    in_east = plan(
        placements=checked.placements, branches=frozenset({"branch-east"}), selling_points=("x",)
    )

    assert cases_of(RULE, in_east, under(bound, plans=())) == cases


@pytest.mark.parametrize(
    ("plans", "cases"),
    [
        ((said(None),), ["no_theme"]),
        ((said(None, reason="省公司素材"),), []),
        ((said(None), said(None, "K2")), ["no_theme", "no_theme"]),
    ],
)
def test_a_communication_plan_belongs_to_a_theme_or_says_why_not(plans, cases):
    assert cases_of(RULE, sms("2026-10-10"), under(plans=plans)) == cases


def test_only_themes_of_the_first_day_are_proposed():
    themes = (theme("2026-10-01", "2026-10-31"), theme("2026-10-02", "2026-10-31", "T2"))
    found = only(RULE, sms("2026-10-10"), under(*themes, plans=(said(None),)))

    assert [way.params["theme"] for way in found.ways_out] == ["theme T1"]


@pytest.mark.parametrize(
    ("points", "plans", "cases"),
    [
        ((), (said(),), ["no_points"]),
        ((), (), []),
        (("Cheap.",), (said(),), []),
    ],
)
def test_who_is_to_be_spoken_of_says_the_points(points, plans, cases):
    checked = plan(selling_points=points)

    assert cases_of(RULE, checked, under(theme("2026-10-01", "2026-10-31"), plans=plans)) == cases


def slots(taken: int, free: int) -> Context:
    held = (Held("C2026-0009", taken, day("2026-09-01")),) if taken else ()
    return context(
        media_slots=frozenset({"screen", "lift"}),
        supplies={
            ("screen", "branch-east"): Supply(on_hand=2, held=held),
            ("lift", "branch-east"): Supply(on_hand=free),
        },
    )


@pytest.mark.parametrize(("taken", "free", "cases"), [(2, 1, ["slot"]), (1, 1, []), (2, 0, [])])
def test_a_slot_that_is_taken_while_another_is_free(taken, free, cases):
    request = RequestLine(
        resource="screen", unit="branch-east", quantity=1, needed_by=day("2026-09-20")
    )
    checked = plan(requests=(request,))
    around = slots(taken, free)
    found = findings(RULE, checked, around)

    assert [one.case for one in found] == cases
    for one in found:
        assert one.facts["holders"] == {"C2026-0009": 2}
        way = ways(one)["change_resource"]
        after = applied(checked, way, one, around)
        assert after is not None
        assert [line.resource for line in after.requests] == ["lift"]
        assert cases_of(RULE, after, around) == []


def test_a_taken_slot_names_who_holds_it_on_that_day_and_three_free_ones():
    """Other goods of the plan are no slot, even where a slot could be had."""
    needed = day("2026-09-20")
    held = (
        Held("C2026-0009", 2, needed),
        Held("C2026-0009", 1, day("2026-09-19")),
        Held("C2026-0001", 1, needed),
        Held("C2026-0007", 1, needed, is_hard=False),
        Held("C2026-0006", 1, day("2026-09-21")),
    )
    free = {f"lift-{n}": Supply(on_hand=1) for n in range(4)}
    supplies = {"screen": Supply(on_hand=3, held=held, coming=(Coming(day("2026-09-21"), 9),))}
    around = context(
        media_slots=frozenset({"screen", *free}),
        supplies={(code, "branch-east"): one for code, one in {**supplies, **free}.items()},
    )
    asked = [
        RequestLine(resource=code, unit="branch-east", quantity=1, needed_by=needed)
        for code in ("thermos", "screen")
    ]

    found = only(RULE, plan(requests=tuple(asked)), around)

    assert found.facts["holders"] == {"C2026-0009": 3}
    assert [way.params["to"] for way in found.ways_out] == ["lift-0", "lift-1", "lift-2"]


@pytest.mark.parametrize("seed", range(times(40)))
def test_as_looked_up_day_by_day(seed):
    dice = random.Random(seed)

    def span() -> tuple[str, str]:
        first = dice.randint(1, 28)
        return f"2026-10-{first:02d}", f"2026-10-{dice.randint(first, 31):02d}"

    themes = [theme(*span(), f"T{n}", is_binding=dice.random() < 0.5) for n in range(3)]
    plans = tuple(
        said(dice.choice([None, "T0", "T1", "T2"]), f"K{n}", reason="x" if n else "")
        for n in range(dice.randint(0, 2))
    )
    waves = [f"2026-10-{dice.randint(1, 31):02d}" for _ in range(dice.randint(1, 3))]

    own = {one.theme for one in plans} - {None}
    expected = []
    if own and any(
        not any(one.starts_on <= day(on) <= one.ends_on for one in themes if one.code in own)
        for on in waves
    ):
        expected.append("outside")
    for one in themes:
        hit = any(one.starts_on <= day(on) <= one.ends_on for on in waves)
        if one.is_binding and one.code not in own and hit:
            expected.append("binding" if plans else "untold")
    expected += ["no_theme" for one in plans if one.theme is None and not one.reason]

    assert cases_of(RULE, sms(*waves), under(*themes, plans=plans)) == expected
