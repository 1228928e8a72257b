"""Moving a plan to other days, and which windows a plan may have."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from rest_framework.exceptions import ValidationError as RefusedByApi

from calendars.forms import MoveForm
from campaigns.dates import move
from campaigns.validators import validate_window
from tests.factories.campaigns import make_world, plan_json, read_plan
from tests.preflight.builders import placement, plan, wave

OCTOBER = dt.date(2026, 10, 1), dt.date(2026, 10, 31)


def october(day: int) -> dt.date:
    return dt.date(2026, 10, day)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "wave_on", "expected"),
    [
        pytest.param(8, None, 1, october(8), id="as many days as the first day"),
        pytest.param(8, None, 31, dt.date(2026, 11, 7), id="the last day"),
        pytest.param(1, 10, 10, october(10), id="on the last day of a shorter window"),
        pytest.param(1, 10, 11, october(10), id="a day after a shorter window"),
        pytest.param(3, 9, 8, october(9), id="moved and cut"),
    ],
)
def test_waves_stay_inside_the_window(starts_on, ends_on, wave_on, expected):
    to = move(*OCTOBER, starts_on=october(starts_on), ends_on=october(ends_on) if ends_on else None)

    assert to.wave(october(wave_on)) == expected
    assert to.day(october(wave_on)) == october(wave_on) + to.by


def test_snapshot_moves_as_the_plan_does():
    before = plan(placements=(placement("sms", wave("2026-10-05", [1])),))

    after = before.moved(october(11))

    to = move(*OCTOBER, starts_on=october(11))
    assert (after.starts_on, after.ends_on) == (to.starts_on, to.ends_on)
    assert [one.on for _, one in after.waves()] == [to.wave(october(5))]
    assert after.service_plan.training_on == to.day(before.service_plan.training_on)


WINDOWS = [
    pytest.param("2026-10-01", "2026-10-01", None, id="one day"),
    pytest.param("2026-10-01", "2027-10-01", None, id="366 days"),
    pytest.param("2026-10-01", "2027-10-02", ("ends_on", "window_too_long"), id="367 days"),
    pytest.param("2026-10-01", "2026-09-30", ("ends_on", "dates_reversed"), id="reversed"),
    pytest.param("1999-12-31", "2000-01-02", ("starts_on", "out_of_range"), id="before 2000"),
    pytest.param("2100-12-31", "2101-01-01", ("ends_on", "out_of_range"), id="after 2100"),
]


@pytest.mark.parametrize(("starts_on", "ends_on", "fault"), WINDOWS)
def test_api_and_move_form_take_the_same_windows(db, starts_on, ends_on, fault):
    world = make_world()
    form = MoveForm({"starts_on": starts_on, "ends_on": ends_on})
    form.is_valid()
    at_form = {(name, one.code) for name, rows in form.errors.as_data().items() for one in rows}

    try:
        read_plan(world.planner, **plan_json(starts_on=starts_on, ends_on=ends_on))
        at_api = set()
    except RefusedByApi as error:
        at_api = {(name, one.code) for name, rows in error.detail.items() for one in rows}

    assert at_form == at_api == ({fault} if fault else set())


def test_window_is_refused_at_the_last_day():
    with pytest.raises(ValidationError) as refusal:
        validate_window(october(2), october(1))

    assert list(refusal.value.error_dict) == ["ends_on"]
