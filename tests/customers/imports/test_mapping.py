from __future__ import annotations

from dataclasses import fields

import pytest
from django.utils.translation import override

from customers.imports.fields import FIELDS, Parsed
from customers.imports.mapping import Mapping, column_names, read_mapping, resolve
from customers.imports.suggestions import by_name, last_mapping, suggest
from tests.customers.imports.support import unusable

HEADERS = ["用户id", "其他，请注明", "用户描述", "其他，请注明", "", "4\\5G用户"]


def test_columns_are_named_by_header_place_and_repetition():
    assert column_names(HEADERS) == [
        "用户id",
        "其他，请注明",
        "用户描述",
        "其他，请注明#2",
        "@5",
        "4\\5G用户",
    ]


@pytest.mark.parametrize(
    ("column", "position"),
    [
        ("其他，请注明", 1),
        ("其他，请注明#2", 3),
        ("其他，请注明#1", 1),
        ("@5", 4),
        ("@6", 5),
        ("4\\5G用户", 5),
    ],
)
def test_resolve_finds_columns(column, position):
    columns = resolve(Mapping({"number": "用户id", "name": column}), HEADERS)

    assert columns.fields["name"] == position


def test_resolve_keeps_the_rest_when_asked():
    columns = resolve(Mapping({"number": "用户id"}, keep_unmapped=True), HEADERS)

    assert columns.kept == [
        (1, "其他，请注明"),
        (2, "用户描述"),
        (3, "其他，请注明#2"),
        (4, "@5"),
        (5, "4\\5G用户"),
    ]


@pytest.mark.parametrize(
    ("columns", "case"),
    [
        pytest.param({}, "no-number", id="no number"),
        pytest.param({"name": "用户描述"}, "no-number", id="another field only"),
        pytest.param({"number": "nothing"}, "unknown-column", id="unknown header"),
        pytest.param({"number": "@7"}, "unknown-column", id="place beyond the last"),
        pytest.param({"number": "@0"}, "unknown-column", id="place 0"),
        pytest.param({"number": "其他，请注明#3"}, "unknown-column", id="no third one"),
        pytest.param({"number": "用户id", "name": "@1"}, "column-twice", id="twice"),
    ],
)
def test_resolve_refuses(columns, case):
    with unusable(case):
        resolve(Mapping(columns), HEADERS)


@pytest.mark.parametrize(
    ("text", "case"),
    [
        pytest.param("[columns", "mapping-syntax", id="syntax"),
        pytest.param("[colums]\nnumber='a'", "mapping-unknown", id="unknown table"),
        pytest.param("[columns]\nfone='a'", "mapping-unknown", id="unknown field"),
        pytest.param("[options]\nskip=1", "mapping-unknown", id="unknown option"),
        pytest.param("[columns]\nnumber=7", "mapping-value", id="column as number"),
        pytest.param("columns=1", "mapping-value", id="columns as number"),
        pytest.param("[options]\nkeep_unmapped='yes'", "mapping-value", id="text for truth"),
    ],
)
def test_read_mapping_refuses(text, case):
    with unusable(case):
        read_mapping(text)


def test_mapping_survives_toml():
    mapping = Mapping(
        {"number": '用户"id\\', "name": "a#2"},
        number_prefix="BJ-",
        keep_unmapped=True,
        date_format="YYYY/M/D",
        sheet="表 1",
    )

    assert read_mapping(mapping.to_toml()) == mapping


def test_suggest_takes_only_what_is_beyond_doubt():
    assert suggest(["Customer ID", "姓名", "手机号", "说明", "rownames"]) == {
        "number": "Customer ID",
        "name": "姓名",
        "phone": "手机号",
    }
    assert suggest(["rownames", "state"]) == {}


def test_own_labels_of_the_page_are_recognised():
    headers = ["客户号码", "名称", "等级", "单位", "Customer since", "电 话"]

    assert suggest(headers) == {
        "number": "客户号码",
        "name": "名称",
        "phone": "电 话",
        "tier": "等级",
        "joined_on": "Customer since",
        "unit": "单位",
    }
    for language in ("en", "zh-hans"):
        with override(language):
            labels = {name: str(field.label) for name, field in FIELDS.items()}
        assert suggest(list(labels.values())) == labels


def test_last_mapping_that_fits_is_taken():
    texts = ['[columns]\nnumber = "编号"\narpu = "消费"\n', '[columns]\nnumber = "编号"\n']

    assert last_mapping(["编号", "x"], texts).columns == {"number": "编号"}
    assert last_mapping(["编号", "消费"], texts).columns == {"number": "编号", "arpu": "消费"}
    assert last_mapping(["x"], texts) is None


def test_columns_named_by_their_place_get_their_names():
    mapping = by_name(Mapping({"number": "@2", "name": "姓名"}), ["姓名", "编号"])

    assert mapping.columns == {"number": "编号", "name": "姓名"}


def test_every_field_has_a_value_in_a_row():
    """What no field of the file is, the columns kept beside them, has one too."""
    assert {field.name for field in fields(Parsed)} - {"attributes"} == set(FIELDS)
