"""Values in the form in which they are compared; nothing hidden or common is compared."""

from __future__ import annotations

import pytest

from customers.matching import fields, values
from customers.matching.fields import Agreement, Field


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("王 小明", "王小明"),
        ("王小明先生", "王小明"),
        ("欧阳·娜", "欧阳娜"),
        ("王**", ""),
        ("王某", ""),
        ("王", ""),
        ("O'Neill,  Anna", "oneill anna"),
        ("Müller", "muller"),
    ],
)
def test_person_name(text, name):
    assert values.person_name(text) == name


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("138-1111-2222", "13811112222"),
        ("+86 13811112222", "13811112222"),
        ("0512-65221234", "051265221234"),
        ("10086", ""),
        ("13800000000", ""),
        ("no phone", ""),
    ],
)
def test_phone(text, phone):
    assert values.phone(text) == phone


@pytest.mark.parametrize(
    ("text", "certificate"),
    [
        pytest.param("11010519491231002X", "11010519491231002X", id="GB 11643's own example"),
        pytest.param("110105 19491231 002x", "11010519491231002X", id="blanks"),
        pytest.param("110105491231002", "11010519491231002X", id="fifteen digits"),
        pytest.param("110105194912310021", "", id="wrong check digit"),
        pytest.param("91310000MA1FL4NX0W", "91310000MA1FL4NX0W", id="credit code"),
        pytest.param("13811112222", "", id="a phone"),
    ],
)
def test_certificate(text, certificate):
    assert values.certificate(text) == certificate


def test_address_without_region_and_repetition():
    assert values.address("浙江省杭州市余杭区文一西路969号") == values.address(
        "余杭区文一西路969号"
    )
    assert values.address("杭州市余杭区杭州市余杭区文一西路９６９号").endswith("文一西路969号")


@pytest.mark.parametrize(
    ("compare", "left", "right", "least", "most"),
    [
        (fields.name, "王小明", "王小敏", 0, 0),
        (fields.name, "anna oneill", "oneill anna", 1, 1),
        (fields.code, "6988048", "6988084", 0.9, 0.9),
        (fields.code, "123", "124", 0, 0),
        (fields.text, "methods part i", "methods part ii", 0, 0),
        (fields.place, "文一西路969号", "文一西路969号2幢", 0.85, 1),
        (fields.place, "435 s la cienega blv", "435 s la cienega blvd", 0.85, 1),
        (fields.place, "文一西路969号", "文一西路96号", 0, 0),
    ],
)
def test_how_alike(compare, left, right, least, most):
    assert least <= compare(left, right) <= most


def test_field_says_what_differs():
    proof = Field("certificate", fields.exact, 22, 30, is_proof=True)

    assert proof.agreement("A", "A")[0] == Agreement.EQUAL
    assert proof.agreement("A", "B")[0] == Agreement.CONTRADICTS
    assert proof.agreement("A", "")[0] == Agreement.UNKNOWN
    assert proof.weight(Agreement.CONTRADICTS, 0, 5) == -30
    assert proof.weight(Agreement.EQUAL, 1, 5) == 5
