from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django.utils.translation import override

from common import display, messages
from common.errors import Reason
from common.templatetags import jiepai

NBSP = "\u00a0"
TODAY = dt.datetime(2026, 9, 9, 2, 42, tzinfo=dt.UTC)


def day(month: int, number: int, year: int = 2026) -> dt.date:
    return dt.date(year, month, number)


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        pytest.param(412600, None, "412,600", id="grouped by three in both languages"),
        pytest.param(Decimal("1234.50"), None, "1,234.50", id="keeps its own places"),
        pytest.param(2.345, 2, "2.35", id="half up, as people round"),
        pytest.param(-61900, None, "\u221261,900", id="a true minus"),
        pytest.param(0, None, "0", id="zero is a number"),
        pytest.param(None, None, "—", id="nothing is a dash"),
        pytest.param((10, 2000), None, f"10{NBSP}–{NBSP}2,000", id="a pair is a range"),
        pytest.param("n/a", None, "n/a", id="words stay"),
    ],
)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_number(value: object, digits: int | None, text: str, language: str) -> None:
    with override(language):
        assert display.number(value, digits) == text


@pytest.mark.parametrize(
    ("value", "chinese", "english"),
    [
        pytest.param(
            Decimal("36120.00"), f"36,120{NBSP}元", "¥36,120", id="no cents when there are none"
        ),
        pytest.param(Decimal("0.5"), f"0.50{NBSP}元", "¥0.50", id="two places when there are"),
        pytest.param(-5, f"\u22125{NBSP}元", "\u2212¥5", id="minus before the sign"),
        pytest.param(None, "—", "—", id="nothing"),
    ],
)
def test_money(value: object, chinese: str, english: str) -> None:
    with override("zh-hans"):
        assert display.money(value) == chinese
    with override("en"):
        assert display.money(value) == english


@pytest.mark.parametrize(
    ("ratio", "text"),
    [(0.093, "9.3%"), (1, "100%"), (0, "0%"), (Decimal("0.5"), "50.0%"), (None, "—")],
)
def test_percent(ratio: object, text: str) -> None:
    assert display.percent(ratio) == text


@pytest.mark.parametrize(
    ("first", "last", "chinese", "english"),
    [
        pytest.param(
            day(9, 25),
            day(10, 11),
            "9月25日 – 10月11日",
            f"25{NBSP}Sep – 11{NBSP}Oct",
            id="two months",
        ),
        pytest.param(
            day(9, 19),
            day(9, 20),
            "9月19日 – 20日",
            f"19 – 20{NBSP}Sep",
            id="the month is said once",
        ),
        pytest.param(day(9, 19), day(9, 19), "9月19日", f"19{NBSP}Sep", id="one day stands alone"),
        pytest.param(
            day(12, 28),
            day(1, 3, 2027),
            "2026年12月28日 – 2027年1月3日",
            f"28{NBSP}Dec{NBSP}2026 – 3{NBSP}Jan{NBSP}2027",
            id="two years",
        ),
        pytest.param(
            day(3, 1, 2027),
            day(4, 2, 2027),
            "2027年3月1日 – 4月2日",
            f"1{NBSP}Mar – 2{NBSP}Apr{NBSP}2027",
            id="another year is said once",
        ),
        pytest.param(day(9, 25), None, "9月25日 –", f"25{NBSP}Sep –", id="an open end"),
        pytest.param(None, None, "—", "—", id="nothing known"),
    ],
)
@time_machine.travel(TODAY)
def test_date_range(
    first: dt.date | None, last: dt.date | None, chinese: str, english: str
) -> None:
    with override("zh-hans"):
        assert display.date_range(first, last) == chinese
    with override("en"):
        assert display.date_range(first, last) == english


@time_machine.travel(TODAY)
def test_short_dates_of_tables_and_charts() -> None:
    next_year = day(9, 25).replace(year=2027), day(10, 11).replace(year=2027)
    with override("zh-hans"):
        assert display.short_date(day(9, 25)) == "9/25"
        assert display.date_range(day(9, 25), day(10, 11), short=True) == "9/25 – 10/11"
        assert display.date_range(*next_year, short=True) == "2027/9/25 – 10/11"
        assert display.date_range(next_year[0], None, short=True, year=False) == "9/25 –"
    with override("en"):
        assert display.short_date(day(9, 25)) == f"25{NBSP}Sep"
        assert (
            display.date_range(day(9, 25), day(10, 11), short=True) == f"25{NBSP}Sep – 11{NBSP}Oct"
        )


@pytest.mark.parametrize("value", [dt.date(2026, 12, 18), "2026-12-18"])
def test_a_day_in_a_sentence_is_written_out_however_it_was_stored(value: object) -> None:
    reason = Reason(
        "not-started", "starts on %(day)s, %(code)s", params={"day": value, "code": "C1"}
    )
    with override("zh-hans"), time_machine.travel(TODAY):
        assert str(reason) == "starts on 12月18日, C1"
        assert messages.readable(value) == "12月18日"


@pytest.mark.parametrize("text", ["2026-13-01", "2026-02-30", "C2026-0001", "2026-12-18T09:00"])
def test_what_is_no_day_stays_as_it_is(text: str) -> None:
    assert display.day_of(text) is None


def test_few_of_many_names() -> None:
    with override("en"):
        assert display.few(["a", "b"]) == "a, b"
        assert display.few(["a", "b", "c", "d"]) == "a, b and 2 more"


@time_machine.travel(TODAY)
def test_moment_shows_the_day_only_when_it_is_another_one() -> None:
    with override("zh-hans"):
        assert display.moment(TODAY) == "10:42"
        assert display.moment(TODAY - dt.timedelta(days=1)) == f"9月8日{NBSP}10:42"


def test_a_late_instant_belongs_to_the_companys_day() -> None:
    assert display.local_day(dt.datetime(2026, 9, 8, 23, 0, tzinfo=dt.UTC)) == day(9, 9)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "改期到2026年12月17日 – 2027年1月15日",
            ["改期到2026", "年12", "月17", "日 – 2027", "年1", "月15", "日"],
        ),
        ("25 Sep – 11 Oct", ["25 Sep – 11 Oct"]),
        ("4,370 人", ["4,370 人"]),
        ("几月几日", ["几月几日"]),
    ],
)
def test_no_line_ends_within_a_chinese_date(text: str, parts: list[str]) -> None:
    assert display.unbroken(text).split("\u2060") == parts


@time_machine.travel(TODAY)
def test_dates_of_pages_hold_together_and_those_for_programs_are_plain() -> None:
    last = day(12, 17)
    with override("zh-hans"):
        assert jiepai.fulldate(last) == "12\u2060月17\u2060日"
        assert jiepai.moment(TODAY - dt.timedelta(days=1)) == f"9\u2060月8\u2060日{NBSP}10:42"
        assert "\u2060" in jiepai.daterange(last, day(12, 20))
        assert display.full_date(last) == "12月17日"


def test_words_are_sorted_as_people_look_them_up():
    words = ["资费", "促销", "短信", "SMS", "外呼", "app"]

    assert sorted(words, key=display.by_word) == ["app", "SMS", "促销", "短信", "外呼", "资费"]


def test_sentences_in_a_list_leave_their_stops_outside():
    with override("zh-hans"):
        assert (
            messages.readable(["先告知原套餐。", "逐档核对；", "培训"])
            == "先告知原套餐、逐档核对、培训"
        )
        assert messages.readable(["再请客户确认。"]) == "再请客户确认"
