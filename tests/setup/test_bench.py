"""The door for benchmarks: its bounds decide, and absent data are said."""

from __future__ import annotations

import pytest

from tests.bench import __main__ as bench
from tests.bench import checks, entries, giving, matching, planner  # noqa: F401 - they declare theirs
from tests.bench.entries import Measure


@pytest.mark.parametrize(
    ("measure", "is_kept", "ratio"),
    [
        (Measure("recall", 0.98, 0.97), True, 0.98 / 0.97),
        (Measure("recall", 0.96, 0.97), False, 0.96 / 0.97),
        (Measure("wrong", 0, 0, at_most=True), True, 1),
        (Measure("wrong", 1, 0, at_most=True), False, float("inf")),
        (Measure("share", 0.06, 0.05, at_most=True), False, 0.06 / 0.05),
    ],
)
def test_a_measure_keeps_its_bound_or_not(measure, is_kept, ratio):
    assert (measure.is_kept, measure.ratio) == (is_kept, pytest.approx(ratio))


@pytest.mark.parametrize(("measured", "code"), [(2, 0), (0, 1)])
def test_a_missed_bound_ends_with_one(capsys, measured, code):
    assert bench.main([], {"new": lambda: [Measure("speed", measured, 1)]}) == code
    assert ("MISSED" in capsys.readouterr().out) == bool(code)


def test_absent_data_are_said_and_are_no_failure(monkeypatch, capsys):
    monkeypatch.delenv(entries.DATA, raising=False)

    assert bench.main(["company-names-cn"]) == 0
    assert "company-names-cn: skipped, JIEPAI_BENCH_DATA" in capsys.readouterr().out
