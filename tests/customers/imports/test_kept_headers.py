"""A kept column is masked for what it holds, and for its header only where the values could be
what it says.
"""

from __future__ import annotations

import pytest

from customers.headers import remember_headers
from customers.kept_values import observed
from customers.models import Customer, KeptHeader
from tests.factories.customers import make_customer

YES_NO = ["Yes", "No", "Yes"]
MANY = [f"gz{chr(97 + n)}" for n in range(21)]


def masked(header: str, values: list[str]) -> bool:
    """Whether a file with this column leaves it masked."""
    remember_headers(observed({header: value} for value in values))
    return KeptHeader.objects.get(name=header).is_masked


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("header", "values", "hides"),
    [
        pytest.param("PhoneService", YES_NO, False, id="yes and no"),
        pytest.param("是否绑定手机", ["是", "否"], False, id="yes and no in Chinese"),
        pytest.param("手机品牌", ["华为", "苹果"] * 2, False, id="kinds that come again"),
        pytest.param("手机品牌", ["华为", "苹果", "华为"], True, id="too few to be kinds"),
        pytest.param("手机价位", ["999", "1999"] * 9, True, id="digits of a number"),
        pytest.param("手机价位", ["999", "199"] * 9, False, id="too short for one"),
        pytest.param("微信号", MANY * 2, True, id="more than kinds"),
        pytest.param("微信号", MANY[:20] * 2, False, id="as many as kinds may be"),
        pytest.param("email", ["a@b.cn"] * 9, True, id="an address"),
        pytest.param("联系电话", ["138****8000"] * 9, True, id="a number in part"),
        pytest.param("HomePhone", ["8888"] * 9, True, id="an extension"),
        pytest.param("姓名", ["王", "王"] * 9, True, id="a name is one however often"),
        pytest.param("套餐", ["13800138000"], True, id="a number under any header"),
        pytest.param("套餐", ["月付"], False, id="nothing of anybody"),
    ],
)
def test_header_and_values_say_together(header, values, hides):
    assert masked(header, values) is hides


@pytest.mark.django_db
def test_a_column_that_was_masked_for_its_header_opens_once_its_values_are_known():
    KeptHeader.objects.create(name="PhoneService", is_masked=True)
    make_customer("C1")
    Customer.objects.update(attributes={"PhoneService": "No"})

    assert masked("PhoneService", YES_NO) is False


@pytest.mark.django_db
def test_a_column_that_holds_something_else_of_somebody_stays_masked():
    KeptHeader.objects.create(name="微信号", is_masked=True)
    make_customer("C1")
    Customer.objects.update(attributes={"微信号": "xiaoming"})

    assert masked("微信号", ["无"] * 9) is True


@pytest.mark.django_db
def test_a_column_that_opened_is_masked_again_by_a_file_with_numbers():
    assert masked("PhoneService", YES_NO) is False
    assert masked("PhoneService", ["Yes", "13800138000"]) is True
