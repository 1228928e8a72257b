"""A file of what was done: columns and words in either language, all rows or none, none twice."""

import pytest
from django.core.management import call_command

from common import clock
from common.models import AuditEvent, Change
from customers.imports import files
from customers.imports.mapping import Mapping
from customers.imports.problems import Unusable
from customers.imports.rejects import RejectWriter, read_rejects
from customers.imports.running import import_file
from customers.imports.subjects import SUBJECTS
from customers.models import Touch
from organization.enums import Role
from tests.factories.customers import make_customer, make_customers
from tests.factories.organization import make_unit, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TOUCHES = SUBJECTS["touches"]


@pytest.fixture
def take(settings, tmp_path):
    """Import a text as a planner; returns the outcome and the rejected rows."""
    settings.MEDIA_ROOT = tmp_path / "media"
    make_customers(2)
    make_customers(2, prefix="S", phone="13811112222")
    make_customer("T", phone="13700001111")
    who = make_user(Role.PLANNER, make_unit("consumer")).username

    def take(text, *, partial=False, who=who):
        path = tmp_path / "done.csv"
        path.write_text(text, encoding="utf-8")
        rejects = RejectWriter(files.folder() / "rejected")
        outcome = import_file(
            path,
            name="done.csv",
            mapping=Mapping({}),
            subject=TOUCHES,
            source="crm",
            partial=partial,
            rejects=rejects,
            who=who,
        )
        found = list(read_rejects(rejects.path)[1]) if rejects.count else []
        return outcome.merged, found

    return take


def rows_of(*fields):
    return [list(row) for row in Touch.objects.order_by("id").values_list(*fields)]


def test_both_languages_are_understood_and_nothing_is_told_twice(take):
    day = clock.today()
    text = (
        "客户编号,日期,事项,单位,礼品权益类别,事由,价值\n"
        f"N0001,{day:%Y/%m/%d},礼品权益已发放,consumer,礼品,中秋,32\n"
        f"N0002,{day:%Y-%m-%d},complaint,,,,\n"
        f"N0002,{day:%Y-%m-%d},complaint,,,,\n"
    )

    first, again = take(text)[0], take(text)[0]

    assert (first.created, first.repeated, first.unchanged) == (2, 1, 0)
    assert (again.created, again.repeated, again.unchanged) == (0, 1, 2)
    assert rows_of("party__number", "kind", "unit", "occasion", "value", "told_by") == [
        ["N0001", "benefit_given", "consumer", "mid_autumn", 32, Touch.objects.first().told_by],
        ["N0002", "complaint", "", "", None, Touch.objects.first().told_by],
    ]


def test_days_money_and_phones_are_read_as_the_customer_import_reads_them(take):
    text = (
        "手机号,日期,事项,价值,礼品权益类别\n"
        '+86 137-0000-1111,2026年3月1日,礼品权益已发放,"1,234.50",礼品\n'
        "N0001,２０２６/3/2,礼品权益已发放,0.005,礼品\n"
    )

    take(text)

    assert [list(map(str, row)) for row in rows_of("party__number", "happened_on", "value")] == [
        ["T", "2026-03-01", "1234.50"],
        ["N0001", "2026-03-02", "0.01"],
    ]
    assert AuditEvent.objects.get(action="customers.lookup_list").details["found"] == 1


def test_wrong_rows_are_named_and_the_good_ones_taken_if_that_is_wished(take):
    wrong = {
        "N0001,2026-13-01,visit,": "bad-date",
        "N0001,2026-01-01,party,": "unknown-value",
        "13811112222,2026-01-01,visit,": "shared-phone",
        "13911112222,2026-01-01,visit,": "unknown-customer",
        "N0001,01/02/2026,visit,": "bad-date",
        ",2026-01-01,visit,": "missing-value",
        "nobody,2026-01-01,visit,": "unknown-customer",
        "N0001,2099-01-01,visit,": "in-the-future",
        "N0001,2026-01-01,visit,-1": "negative",
        "N0001,2026-01-01,contact,": "contact-without-way",
        "N0001,2026-01-01,benefit_given,": "benefit-without-kind",
    }
    head = "number,day,kind,value\n"
    for line, case in wrong.items():
        with pytest.raises(Unusable) as refusal:
            take(f"{head}N0001,2026-01-01,visit,\n{line}\n")
        assert refusal.value.case == "rejected", line
        found = list(read_rejects(files.folder() / "rejected")[1])
        assert [(one.row, one.case) for one in found] == [(3, case)], line
    assert not Touch.objects.exists()

    done, rejected = take(head + "\n".join(["N0001,2026-01-01,visit,", *wrong]), partial=True)

    assert (done.created, len(rejected)) == (1, len(wrong))


def test_codes_and_contradictions_are_looked_at_together(take):
    head = "number,day,kind,way,unit,channel,campaign,resource,key\n"
    take(f"{head}N0001,2026-01-01,contact,sms,,,,,k1\n")
    text = head + (
        "N0001,2026-01-01,contact,sms,nowhere,,,,a\n"
        "N0001,2026-01-01,contact,sms,,nowhere,,,b\n"
        "N0001,2026-01-01,contact,sms,,,nothing,,c\n"
        "N0001,2026-01-01,contact,sms,,,,nothing,d\n"
        "N0002,2026-01-01,contact,sms,,,,,k1\n"
        "N0001,2026-01-02,contact,sms,,,,,k2\n"
        "N0001,2026-01-03,contact,sms,,,,,k2\n"
    )

    done, rejected = take(text, partial=True)

    assert [(one.row, one.case) for one in rejected] == [
        *((row, "unknown-value") for row in (2, 3, 4, 5)),
        (6, "told-otherwise"),
        (8, "told-otherwise"),
    ]
    assert done.created == 1


def test_a_column_that_is_needed_and_digits_that_are_lost_stop_the_file(take):
    for text, case in (
        ("number,day\nN0001,2026-01-01\n", "no-column"),
        ("number,day,kind\n1.38E+10,2026-01-01,visit\n", "scientific"),
    ):
        with pytest.raises(Unusable) as refusal:
            take(text)
        assert refusal.value.case == case


def test_who_works_for_a_branch_tells_of_its_customers_alone(take):
    branch = make_unit("branch-east", kind="branch")
    make_customer("E1", unit=branch)
    seller = make_user(Role.ACCOUNT_MANAGER, branch).username
    text = "number,day,kind\nE1,2026-01-01,visit\nN0001,2026-01-01,visit\n"

    done, rejected = take(text, partial=True, who=seller)

    assert (done.created, [one.case for one in rejected]) == (1, ["unknown-customer"])


def test_the_command_imports_and_notes_the_change(take, tmp_path, capsys):
    take("number,day,kind\nN0001,2026-01-01,visit\n")
    path = tmp_path / "more.csv"
    path.write_text("number,day,kind\nN0001,2026-01-01,visit\nN0002,2026-01-02,visit\n")

    call_command("import_touches", str(path), "--source", "crm")

    assert Touch.objects.filter(source="crm").count() == 2
    assert "created 1" in capsys.readouterr().out or Touch.objects.filter(told_by="").count() == 1
    assert Change.objects.filter(kind="touches").exists()
    assert AuditEvent.objects.get(action="customers.touches").details["count"] == 1
