"""The files of real sources that lie beside the project; without them these tests are left out."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from customers.filter_parsing import parse_filter
from customers.filters import evaluate
from customers.imports.mapping import Mapping
from customers.imports.rejects import RejectWriter, read_rejects
from customers.imports.running import import_file
from customers.models import Customer
from tests.customers.imports.support import unusable

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
pytestmark = [
    pytest.mark.database,
    pytest.mark.django_db,
    pytest.mark.skipif(
        not DATA.is_dir(), reason="the folder shared/data with real files is not beside the project"
    ),
]
BEIJING = Mapping(
    {"number": "用户id", "arpu": "当月ARPU", "tier": "客户星级标识"},
    number_prefix="BJ-",
    keep_unmapped=True,
)


def take(pattern, mapping, tmp_path, **options):
    path = next(DATA.glob(pattern))
    rejects = RejectWriter(tmp_path / "rejected")
    outcome = import_file(path, mapping=mapping, rejects=rejects, **options)
    return outcome, rejects


def counts(outcome):
    merged = outcome.merged
    return outcome.rows, merged.created, merged.changed, merged.unchanged, outcome.rejected


def count(tree):
    return len(evaluate(parse_filter(tree)))


def test_beijing_survey_with_repeated_headers(tmp_path):
    outcome, _rejects = take("beijing-mobile-satisfaction/附件1*.xlsx", BEIJING, tmp_path)

    assert counts(outcome) == (5433, 5433, 0, 0, 0)
    customer = Customer.objects.get(number="BJ-1")
    assert (customer.arpu, customer.tier, customer.attributes["办公室"]) == (
        Decimal("347.32"),
        "银卡",
        "2",
    )
    assert {"其他，请注明", "其他，请注明#2", "4\\5G用户"} <= set(customer.attributes)
    assert count({"field": "attributes.语音通话整体满意度", "op": "eq", "value": 10}) > 1241
    assert counts(take("beijing-mobile-satisfaction/附件1*.xlsx", BEIJING, tmp_path)[0]) == (
        5433,
        0,
        0,
        5433,
        0,
    )
    assert counts(take("beijing-mobile-satisfaction/附件3*.xlsx", BEIJING, tmp_path)[0])[:2] == (
        2599,
        0,
    )


def test_beijing_second_workbook(tmp_path):
    mapping = Mapping(
        {"number": "@1", "arpu": "当月ARPU", "tier": "客户星级标识"},
        sheet="语音",
        keep_unmapped=True,
    )

    assert counts(take("beijing-mobile-satisfaction/附件3*.xlsx", mapping, tmp_path)[0]) == (
        2599,
        2599,
        0,
        0,
        0,
    )
    assert count({"field": "attributes.是否投诉", "op": "eq", "value": "是"}) == 8


def test_beijing_field_notes_hold_no_customers(tmp_path):
    with unusable("no-number"):
        take("beijing-mobile-satisfaction/附件5*.xlsx", Mapping({}), tmp_path)


def test_ibm_churn(tmp_path):
    mapping = Mapping({"number": "customerID", "arpu": "MonthlyCharges"}, keep_unmapped=True)

    assert counts(take("telco-churn-ibm/*.csv", mapping, tmp_path)[0]) == (7043, 7043, 0, 0, 0)
    assert count({"field": "attributes.Churn", "op": "eq", "value": "Yes"}) == 1869
    assert count({"field": "attributes.TotalCharges", "op": "is_null", "value": True}) == 11
    with unusable("rejected"):
        take(
            "telco-churn-ibm/*.csv",
            Mapping({"number": "customerID", "joined_on": "tenure"}),
            tmp_path,
        )


def test_mlc_churn_asks_for_a_number(tmp_path):
    with unusable("no-number"):
        take("telco-churn-mlc/*.csv", Mapping({}), tmp_path)
    outcome, _rejects = take(
        "telco-churn-mlc/*.csv",
        Mapping({"number": "rownames"}, number_prefix="MLC-", keep_unmapped=True),
        tmp_path,
    )
    assert counts(outcome) == (5000, 5000, 0, 0, 0)
    assert count({"field": "attributes.churn", "op": "eq", "value": "yes"}) == 707


def test_old_workbook(tmp_path):
    mapping = Mapping({"number": "基站编号"}, keep_unmapped=True)

    assert counts(take("legacy-chinese-files/business_circle.xls", mapping, tmp_path)[0]) == (
        431,
        431,
        0,
        0,
        0,
    )
    assert Customer.objects.get(number="36902").attributes["日均人流量"] == "2863"


def test_gb18030_text_with_dates_that_are_not_guessed(tmp_path):
    columns = {"number": "销量", "joined_on": "日期"}
    with unusable("rejected") as error:
        take("legacy-chinese-files/catering_sale.csv", Mapping(columns), tmp_path)
    assert error.value.params == {"count": 201, "rows": 201}

    outcome, rejects = take(
        "legacy-chinese-files/catering_sale.csv",
        Mapping(columns, date_format="YYYY/M/D"),
        tmp_path,
        partial=True,
    )

    assert outcome.encoding == "gb18030"
    assert [(reject.row, reject.case) for reject in read_rejects(rejects.path)[1]] == [
        (16, "missing-number")
    ]
