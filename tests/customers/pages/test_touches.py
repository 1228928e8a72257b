"""A file of what was done: columns and words in either language, all rows or none."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from common import clock
from common.models import AuditEvent
from customers.models import Touch
from organization.enums import Role
from tests.factories.customers import make_customer, make_customers
from tests.factories.organization import make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def send(client):
    make_customers(2)
    make_customers(2, prefix="S", phone="13811112222")
    make_customer("T", phone="13700001111")
    client.force_login(make_user(Role.PLANNER, make_unit("consumer"), language="en"))

    def send(text):
        upload = SimpleUploadedFile("done.csv", text.encode())
        return client.post(reverse("customers:touches"), {"source": "crm", "file": upload})

    return send


def rows_of(*fields):
    return [list(row) for row in Touch.objects.order_by("id").values_list(*fields)]


def test_both_languages_are_understood_and_nothing_is_told_twice(send):
    day = clock.today()
    text = (
        "客户编号,日期,事项,单位,礼品权益类别,事由,价值\n"
        f"N0001,{day:%Y/%m/%d},礼品权益已发放,consumer,礼品,中秋,32\n"
        f"N0002,{day:%Y-%m-%d},complaint,,,,\n"
    )

    for _each in range(2):
        assert send(text).status_code == 302

    assert rows_of("party__number", "kind", "unit", "occasion", "value", "happened_on") == [
        ["N0001", "benefit_given", "consumer", "mid_autumn", 32, day],
        ["N0002", "complaint", "", "", None, day],
    ]


def test_days_money_and_phones_are_read_as_the_customer_import_reads_them(send):
    text = (
        "手机号,日期,事项,价值,礼品权益类别\n"
        '+86 137-0000-1111,2026年3月1日,礼品权益已发放,"1,234.50",礼品\n'
        "N0001,２０２６/3/2,礼品权益已发放,0.005,礼品\n"
    )

    assert send(text).status_code == 302

    assert [
        [one[0], str(one[1]), str(one[2])]
        for one in rows_of("party__number", "happened_on", "value")
    ] == [["T", "2026-03-01", "1234.50"], ["N0001", "2026-03-02", "0.01"]]
    assert AuditEvent.objects.filter(action="customers.lookup_list").count() == 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("N0001,2026-13-01,visit,", "Row 3, day / 日期"),
        ("N0001,2026-01-01,party,", "something unknown: party."),
        ("13811112222,2026-01-01,visit,", "Several customers have this phone; name the number."),
        ("13911112222,2026-01-01,visit,", "Unknown: 13911112222."),
        ("N0001,01/02/2026,visit,", "not a date"),
        ("1.38E+10,2026-01-01,visit,", "damaged by a spreadsheet program"),
        (",2026-01-01,visit,", "Row 3, number / 客户编号 / phone / 手机号: Fill this in."),
        ("nobody,2026-01-01,visit,", "Unknown: nobody."),
        ("N0001,2099-01-01,visit,", "A touch cannot lie in the future."),
        ("N0001,2026-01-01,visit,-1", "Row 3, value / 价值"),
    ],
)
def test_one_wrong_row_takes_none_and_is_named(send, line, said):
    answer = send(f"number,day,kind,value\nN0001,2026-01-01,visit,\n{line}\n")

    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert not Touch.objects.exists()


def test_a_file_without_a_needed_column_is_refused(send):
    answer = send("number,day\nN0001,2026-01-01\n")

    assert "These columns are missing: kind / 事项." in answer.content.decode()
