import pytest

from customers.masking import mask_name, mask_number, mask_phone


@pytest.mark.parametrize(
    ("phone", "masked"),
    [
        ("13800138000", "138****8000"),
        ("", ""),
        ("10086", "1****"),
        ("01012345678", "010****5678"),
        ("12345678", "****5678"),
    ],
)
def test_mask_phone(phone, masked):
    assert mask_phone(phone) == masked


@pytest.mark.parametrize(
    ("name", "masked"),
    [("王小明", "王**"), ("王", "王*"), ("", ""), ("阿不都·热合曼", "阿***"), ("Smith", "S***")],
)
def test_mask_name(name, masked):
    assert mask_name(name) == masked


def test_names_of_organisations_are_no_secret():
    assert mask_name("飞腾商贸有限公司", "organisation") == "飞腾商贸有限公司"


@pytest.mark.parametrize(
    ("number", "masked"),
    [("C0001", "C0001"), ("13800138000", "138****8000"), ("+8613800138000", "+86138****8000")],
)
def test_a_number_that_is_a_phone_is_masked_as_one(number, masked):
    assert mask_number(number) == masked
