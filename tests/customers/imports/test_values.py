from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from channels.enums import AGREEABLE
from customers.imports import choices, values
from customers.imports.cells import BadCell, Row
from customers.imports.lookups import Lookups
from customers.imports.mapping import Columns, Mapping
from customers.imports.problems import RowProblem
from customers.imports.rows import RowReader
from customers.kept_values import read_value
from tests.customers.imports.support import unusable


@pytest.mark.parametrize(
    ("written", "phone"),
    [
        ("13800138000", "13800138000"),
        ("138-0013-8000", "13800138000"),
        ("+86 138 0013 8000", "13800138000"),
        ("008613800138000", "13800138000"),
        ("10086", "10086"),
        ("010-62345678", "01062345678"),
        ("+1 650 253 0000", "+16502530000"),
        ("", None),
    ],
)
def test_phone_is_made_uniform(written, phone):
    assert values.phone_of(written, "手机") == phone


@pytest.mark.parametrize("written", ["1380013800", "138001380001", "phone", "12"])
def test_phone_that_is_none(written):
    with pytest.raises(RowProblem, match="bad-phone"):
        values.phone_of(written, "手机")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("１３８", "138"),
        (13800138000.0, "13800138000"),
        (7, "7"),
        (" A-1 ", "A-1"),
        (None, ""),
        ("12E3", "12E3"),
        ("'00123", "00123"),
        ('="00123"', "00123"),
        ("’１３８", "138"),
    ],
)
def test_exact_text(cell, text):
    assert values.exact_text(cell, "号码", 2) == text


@pytest.mark.parametrize(
    "cell",
    [
        "1.38E+10",
        "1E+10",
        "1.38001380012E10",
        "1.38e10",
        "1E10",
        "１.３８E１０",
        "1.38E-5",
        "1,38E+10",
        "138E+8",
        "1.38×10^10",
        1.2345678901234567e17,
        10**17,
    ],
)
def test_rounded_numbers_make_the_whole_file_unusable(cell):
    with unusable("scientific") as error:
        values.exact_text(cell, "号码", 9)
    assert error.value.params["row"] == 9


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("38.5", "38.50"),
        ("1,234.505", "1234.51"),
        (29.85, "29.85"),
        (30, "30.00"),
        ("0", "0.00"),
        (" ", None),
        (None, None),
    ],
)
def test_amount(cell, value):
    assert values.amount("arpu")(cell) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("cell", "case"),
    [
        ("-1", "negative"),
        ("NaN", "bad-amount"),
        ("1e400", "bad-amount"),
        ("３８", "bad-amount"),
        ("¥38", "bad-amount"),
        (float("nan"), "bad-amount"),
        (float("inf"), "bad-amount"),
        ("1,23", "bad-amount"),
        ("9999999999999", "bad-amount"),
        (True, "bad-amount"),
    ],
)
def test_amount_that_is_none(cell, case):
    with pytest.raises(RowProblem, match=case):
        values.amount("arpu")(cell)


@pytest.mark.parametrize(
    ("date_format", "cell", "day"),
    [
        ("", "2015-03-01", (2015, 3, 1)),
        ("", "2015-03-01 00:00:00", (2015, 3, 1)),
        ("", "2015-03-01 08:30", (2015, 3, 1)),
        ("YYYYMMDD", "20150301", (2015, 3, 1)),
        ("", dt.datetime(2015, 3, 1, 8), (2015, 3, 1)),
        ("YYYY/M/D", "2015/3/1", (2015, 3, 1)),
        ("%d.%m.%Y", "01.03.2015", (2015, 3, 1)),
        ("YYYY年M月D日", "2015年3月1日", (2015, 3, 1)),
        ("YYYY/M/D", dt.date(2015, 3, 1), (2015, 3, 1)),
        ("", "", None),
        ("", None, None),
    ],
)
def test_date(date_format, cell, day):
    assert values.date("日期", date_format)(cell) == (dt.date(*day) if day else None)


@pytest.mark.parametrize(
    ("date_format", "cell", "case"),
    [
        ("", "2015/3/1", "bad-date"),
        ("", "20150301", "bad-date"),
        ("", 42064.0, "bad-date"),
        ("", "2015-02-30", "bad-date"),
        ("", "2015-03", "bad-date"),
        ("YYYYMMDD", "2024111", "bad-date"),
        ("YYYY/M/D", "2015-03-01", "bad-date"),
        ("", "0001-01-01", "date-range"),
        ("", True, "bad-date"),
    ],
)
def test_date_is_never_guessed(date_format, cell, case):
    with pytest.raises(RowProblem, match=case):
        values.date("日期", date_format)(cell)


@pytest.mark.parametrize("date_format", ["YYYY", "MM/DD", "%y", "abc", "%"])
def test_date_format_that_says_too_little(date_format):
    with unusable("bad-date-format"):
        values.date("日期", date_format)


def test_contact_classes():
    convert = choices.contact_classes("同意", AGREEABLE)

    assert [convert(cell) for cell in ("是", "否", "", "短信, 外呼", "SMS")] == [
        AGREEABLE,
        (),
        None,
        ("call", "sms"),
        ("sms",),
    ]
    with pytest.raises(RowProblem, match="unknown-value"):
        convert("也许")


def test_text_refuses_hidden_characters_and_flattens_lines():
    assert values.text("名", 10)("a\nb") == "a b"
    with pytest.raises(RowProblem, match="hidden-characters"):
        values.text("名", 10)("a\u202eb")
    with pytest.raises(RowProblem, match="too-long"):
        values.text("名", 3)("abcd")


def test_small_numbers_are_kept_in_digits():
    assert [values.text("占比", 40)(cell) for cell in (0.00001, 0.25, 3.0)] == [
        "0.00001",
        "0.25",
        "3",
    ]


def test_error_of_a_spreadsheet_is_no_value_of_a_kept_column_and_refused_in_a_field():
    kept, error = [(2, "备注")], BadCell("error-cell", "#N/A")
    headers = ["编号", "消费", "备注"]
    columns = Columns({"number": 0, "arpu": 1}, headers, headers, kept)
    reader = RowReader(columns, Mapping({}), Lookups({}, {}, {}, {}))

    assert reader.read(Row(2, ["A1", 30, error], 0)).attributes == {}
    with pytest.raises(RowProblem) as problem:
        reader.read(Row(3, ["A1", error, "x"], 0))
    assert problem.value.case == "error-cell"


@pytest.mark.parametrize(
    ("value", "hides"),
    [
        ("0.13812345678%", False),
        ("12.13812345678 ％", False),
        ("0.13812345678", False),
        ("1.13812345678", True),
        ("13812345678", True),
        ("13812345678%", True),
    ],
)
def test_the_places_of_a_share_are_no_phone(value, hides):
    assert read_value(value)[1] is hides
