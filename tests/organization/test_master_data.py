"""The kinds of master data: their pages, their sheets, and what a wrong workbook leaves behind."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils.translation import override

from campaigns.models import Initiative, PlanningCycle
from channels.models import Channel, LoadingRule, Product, ProductFamily
from common.models import AuditEvent, Change
from common.wording import TAKEN, TAKEN_TOGETHER
from organization import kinds as own
from organization.enums import ClosedKind, Role
from organization.master_data import kind_of, kinds
from organization.master_data.importing import read_workbook
from organization.models import ClosedDay, Membership, Policy, Unit, User, WorkDay
from organization.row_forms import RowForm
from tests.factories.channels import make_channel, make_group, make_product
from tests.factories.customers import make_segment
from tests.factories.organization import make_unit, make_user
from tests.organization.rivals import faster
from tests.organization.workbooks import read, workbook

pytestmark = pytest.mark.django_db

CHINESE = re.compile(r"[一-龥]|^[\d:]+$")
PLAIN = [kind.code for kind in kinds() if not kind.page]
# What is typed on the page of each kind, and where its row is then found.
TYPED = {
    "work-days": ({"on": "2027-10-01", "kind": "holiday", "name": "国庆节"}, "2027-10-01"),
    "closed-days": (
        {"on": "2027-10-31", "kind": "bill_run", "note": "月末"},
        "2027-10-31.bill_run",
    ),
    "product-families": ({"code": "recharge", "name": "充值", "is_active": "on"}, "recharge"),
    "customer-groups": ({"code": "consumer", "name": "个人", "is_active": "on"}, "consumer"),
    "resources": (
        {
            "code": "leaflet",
            "name": "单页",
            "kind": "material",
            "unit_cost": "0.50",
            "lead_days": "5",
            "keeper_unit": "sales",
            "is_active": "on",
        },
        "leaflet",
    ),
    "planning-cycles": (
        {"code": "2027-q1", "kind": "quarter", "starts_on": "2027-01-01", "ends_on": "2027-03-31"},
        "2027-q1",
    ),
    "initiatives": ({"code": "keep", "name": "稳存量", "owner_unit": "sales"}, "keep"),
    "grids": ({"code": "G1", "name": "一号网格", "unit": "sales"}, "G1"),
    "hotline-calls": (
        {"day_type": "mon", "valid_from": "2027-01-01", "h09": "700", "h10": "900"},
        "mon.2027-01-01",
    ),
    "hotline-rosters": (
        {"day_type": "holiday", "valid_from": "2027-01-01", "valid_until": "", "h09": "60"},
        "holiday.2027-01-01",
    ),
    "call-rates": ({"contact_class": "sms", "calls_per_ten_thousand": "125", "h10": "3"}, "sms"),
    "moments": (
        {
            "code": "term",
            "name": "开学",
            "kind": "chance",
            "starts_on": "2027-08-25",
            "ends_on": "2027-09-05",
            "is_active": "on",
        },
        "term",
    ),
    "checklist-items": (
        {
            "code": "data-terms",
            "category": "data",
            "evidence": "terms",
            "gate": "submit",
            "weight": "25",
            "is_active": "on",
        },
        "data-terms",
    ),
    "role-components": (
        {
            "code": "words",
            "name": "写好话术",
            "performer_role": "front_office",
            "customer_role": "planner",
            "conditions": "热线与营业厅都看过",
            "days_before": "5",
            "gate": "launch",
            "is_active": "on",
        },
        "words",
    ),
    "initiative-targets": (
        {"initiative": "known", "cycle": "2027-q0", "indicator": "orders", "value": "500"},
        "known.2027-q0.orders",
    ),
    "report-owners": (
        {"unit": "sales", "kind": "clash", "username": "planner.known"},
        "sales.clash",
    ),
    "plan-results": (
        {
            "campaign": "B2025-07",
            "category": "promotion",
            "ended_on": "2026-05-31",
            "reached": "20000",
            "complaints": "7",
        },
        "B2025-07",
    ),
    "brand-pairs": (
        {"code": "apart", "brand": "声浪", "other_brand": "政企", "is_active": "on"},
        "apart",
    ),
    "tariffs": (
        {
            "code": "music-10",
            "product": "music",
            "price": "10.00",
            "source": "公示 17",
            "published_on": "2026-01-01",
        },
        "music-10",
    ),
    "product-targets": ({"product": "music", "segment": "fans"}, "music"),
    "advertising-terms": (
        {"word": "最佳", "level": "forbidden", "article": "第九条", "is_active": "on"},
        "最佳",
    ),
}


def make_things() -> None:
    """What the typed rows name."""
    make_unit("sales")
    make_product("music", family="known", brand="声浪")
    make_product("line", family="known", brand="政企")
    make_segment("fans")
    make_user(Role.PLANNER, username="planner.known")
    cycle = PlanningCycle.objects.create(
        code="2027-q0", kind="quarter", starts_on="2027-01-01", ends_on="2027-03-31"
    )
    Initiative.objects.create(
        code="known", name="known", owner_unit=Unit.objects.get(code="sales"), cycle=cycle
    )


# What no check and no number stands on.
UNREAD = {"planning-cycles", "initiatives", "report-owners"}


def test_every_kind_without_a_page_of_its_own_has_an_example():
    assert set(TYPED) == set(PLAIN)


@pytest.mark.parametrize("code", PLAIN)
def test_row_is_entered_shown_changed_and_kept_from_others(client, code):
    make_things()
    kind, (typed, key) = kind_of(code), TYPED[code]
    client.force_login(make_user(Role.ADMINISTRATOR))

    client.post(kind.new_url(), typed)

    row = kind.at(key)
    assert row is not None
    assert kind.key_of(row) == key
    address = reverse("organization:entry", args=[code, key])
    assert address in client.get(kind.url()).content.decode()
    assert client.get(address).status_code == 200
    action = AuditEvent.objects.get(object_type=kind.object_type)
    assert (action.action, action.object_code) == (f"add_{kind.object_type}", key)
    assert Change.objects.filter(code=key).exists() == (code not in UNREAD)
    client.force_login(make_user(Role.BRANCH_VIEWER))
    assert client.post(kind.new_url(), typed).status_code == 403


@pytest.mark.parametrize("code", PLAIN)
def test_key_that_somebody_else_typed_an_instant_before_is_refused_at_its_field(client, code):
    make_things()
    kind, (typed, _key) = kind_of(code), TYPED[code]
    client.force_login(make_user(Role.ADMINISTRATOR))

    with faster(kind.model):
        answer = client.post(kind.new_url(), typed)

    assert answer.status_code == 400
    text = answer.content.decode()
    assert str(TAKEN if len(kind.key) == 1 else TAKEN_TOGETHER) in text
    assert f'value="{typed[kind.key[0]]}"' in text
    assert not AuditEvent.objects.filter(object_type=kind.object_type).exists()


@pytest.mark.parametrize("code", PLAIN)
def test_empty_form_says_at_its_fields_what_is_missing(client, code):
    client.force_login(make_user(Role.ADMINISTRATOR))

    response = client.post(kind_of(code).new_url(), {})

    assert response.status_code == 422
    assert response.context["form"].errors
    assert kind_of(code).model.objects.count() == (1 if code == "units" else 0)


def test_change_is_audited_with_both_values_and_saving_again_is_no_change(client):
    family = ProductFamily.objects.create(code="recharge", name="充值")
    client.force_login(make_user(Role.PRODUCT_MANAGER))
    address = reverse("organization:entry", args=["product-families", "recharge"])

    for _time in range(2):
        client.post(address, {"code": "recharge", "name": "充值送", "is_active": "on"})

    event = AuditEvent.objects.get(object_type="product_family")
    assert event.details == {"changes": {"name": ["充值", "充值送"]}}
    family.refresh_from_db()
    assert family.name == "充值送"


def test_day_entered_wrongly_is_taken_out(client):
    ClosedDay.objects.create(on=dt.date(2027, 6, 30), kind=ClosedKind.FREEZE)
    client.force_login(make_user(Role.ADMINISTRATOR))

    client.post(reverse("organization:entry-remove", args=["closed-days", "2027-06-30.freeze"]))

    assert not ClosedDay.objects.exists()
    assert AuditEvent.objects.get().action == "remove_closed_day"


def test_cycle_that_initiatives_name_stays(client):
    client.force_login(make_user(Role.ADMINISTRATOR))
    make_unit("sales")
    client.post(kind_of("planning-cycles").new_url(), TYPED["planning-cycles"][0])
    client.post(kind_of("initiatives").new_url(), {**TYPED["initiatives"][0], "cycle": "2027-q1"})

    client.post(reverse("organization:entry-remove", args=["planning-cycles", "2027-q1"]))

    assert kind_of("planning-cycles").at("2027-q1") is not None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ends_on": "2026-12-31"}, "ends_on"),
        ({"intentions_by": "2026-12-01", "submit_by": "2026-11-01"}, "submit_by"),
        ({"starts_on": "3027-01-01"}, "starts_on"),
    ],
)
def test_cycle_with_days_out_of_order_is_refused_at_the_field(client, changes, field):
    client.force_login(make_user(Role.ADMINISTRATOR))

    response = client.post(
        kind_of("planning-cycles").new_url(), TYPED["planning-cycles"][0] | changes
    )

    assert field in response.context["form"].errors


def test_unit_without_a_place_and_a_second_company_are_refused_at_their_fields(client):
    client.force_login(make_user(Role.ADMINISTRATOR))
    values = {"code": "x", "name": "X", "kind": "department", "colour": "fg", "position": "0"}

    lost = client.post(reverse("organization:unit-new"), values)
    second = client.post(reverse("organization:unit-new"), values | {"kind": "company"})

    assert lost.context["form"].errors.keys() == {"parent"}
    assert second.context["form"].errors.keys() == {"kind"}


# Days.


def test_year_by_its_notice_replaces_what_was_provisional(client):
    today = dt.date(2026, 11, 29)
    WorkDay.objects.create(on=dt.date(2026, 9, 26), kind="holiday", name="?", is_official=False)
    WorkDay.objects.create(on=dt.date(2026, 9, 27), kind="holiday", name="公司日")
    client.force_login(make_user(Role.ADMINISTRATOR))

    client.post(reverse("organization:days-load", args=[today.year]))

    days = WorkDay.objects.in_bulk(field_name="on")
    assert days[dt.date(2026, 9, 25)].name == "中秋节"
    assert days[dt.date(2026, 9, 26)].is_official
    assert days[dt.date(2026, 9, 27)].name == "公司日"
    assert days[dt.date(2026, 10, 10)].kind == "make_up"
    assert AuditEvent.objects.get().action == "load_year"


@pytest.mark.parametrize(
    ("every", "first", "last", "days"),
    [
        ("day", "2027-12-31", "2028-01-02", ["2027-12-31", "2028-01-01", "2028-01-02"]),
        ("month_end", "2027-01-15", "2027-03-30", ["2027-01-31", "2027-02-28"]),
        ("month", "2027-01-31", "2027-03-31", ["2027-01-31", "2027-02-28", "2027-03-31"]),
        ("month", "2027-01-05", "2027-02-05", ["2027-01-05", "2027-02-05"]),
    ],
)
def test_span_of_closed_days(client, every, first, last, days):
    client.force_login(make_user(Role.ADMINISTRATOR))
    typed = {"kind": "bill_run", "first": first, "last": last, "every": every, "note": "出账"}

    for _time in range(2):
        client.post(reverse("organization:closed-span"), typed)

    assert [str(row.on) for row in ClosedDay.objects.all()] == days
    assert AuditEvent.objects.filter(action="close_days").count() == 1


def test_span_without_such_a_day_is_refused_at_its_field(client):
    client.force_login(make_user(Role.ADMINISTRATOR))
    typed = {
        "kind": "freeze",
        "first": "2027-01-02",
        "last": "2027-01-03",
        "every": "month_end",
    }

    response = client.post(reverse("organization:closed-span"), typed)

    assert response.context["form"].errors.keys() == {"last"}


# The workbook.

UNITS = [
    ["编码", "名称", "类型", "上级单位"],
    ["sales-hall", "营业科", "科室", "sales"],
    ["sales", "市场部", "department", "company"],
]
FAMILIES = [["编码*", "名称*"], ["recharge", "充值"]]
PRODUCTS = [["Code", "Name", "Family", "Billed to", "Monthly fee (yuan)"]]


def sent(sheets, *, role=Role.ADMINISTRATOR, only_check=False):
    actor = User.objects.filter(memberships__role=role).first() or make_user(role)
    return read_workbook(workbook(sheets), kinds(), actor=actor, only_check=only_check)


def test_workbook_is_understood_in_both_languages_and_in_any_order():
    make_unit("company", kind="company")
    outcome = sent(
        {
            "Products": [*PRODUCTS, ["pack", "流量包", "充值", "按个人计费", "1,200.50"]],
            "业务族": FAMILIES,
            "组织单元": UNITS,
        }
    )

    assert outcome.errors == []
    assert Unit.objects.get(code="sales-hall").parent.code == "sales"
    assert str(Product.objects.get(code="pack").monthly_fee) == "1200.50"
    assert Product.objects.get(code="pack").is_active


def test_same_workbook_again_changes_nothing():
    make_unit("company", kind="company")
    sheets = {"业务族": FAMILIES, "组织单元": UNITS}
    sent(sheets)
    events = AuditEvent.objects.count()

    outcome = sent(sheets)

    assert outcome.written == 0
    assert AuditEvent.objects.count() == events


def test_wrong_workbook_says_where_and_changes_nothing(client):
    make_unit("company", kind="company")
    client.force_login(make_user(Role.ADMINISTRATOR, language="en"))
    file = workbook(
        {
            "组织单元": [*UNITS, ["Sales Two", "二部", "部门", "company"]],
            "业务族": [*FAMILIES, ["recharge", "又一次"]],
            "Products": [
                *PRODUCTS,
                ["pack", "流量包", "nowhere", "nobody", "much"],
                ["pack2", "流量包", "recharge", "person", "1"],
            ],
            "Closed": [["a"], ["b"]],
            "Customer groups": [["Code", "Title"], ["consumer", "个人"]],
        }
    )

    response = client.post(reverse("organization:workbook"), {"file": file})

    assert response.status_code == 422
    places = {
        (error.sheet, error.row, error.column.split(" ")[0])
        for error in response.context["outcome"].errors
    }
    assert places == {
        ("组织单元", 4, "A"),
        ("业务族", 3, "A"),
        ("Products", 2, "C"),
        ("Products", 2, "D"),
        ("Products", 2, "E"),
        ("Closed", None, ""),
        ("Customer groups", 1, "B"),
        ("Customer groups", 2, "Name"),
    }
    assert not Unit.objects.filter(code="sales").exists()
    assert not ProductFamily.objects.exists()
    assert not AuditEvent.objects.exists()


def test_check_alone_keeps_nothing():
    outcome = sent({"业务族": FAMILIES}, only_check=True)

    assert outcome.is_fine
    assert outcome.written == 1
    assert not ProductFamily.objects.exists()


def test_unit_that_moved_in_the_workbook_is_refused():
    make_unit("sales")
    make_unit("other")

    outcome = sent(
        {"units": [["code", "name", "kind", "parent"], ["sales", "销售", "department", "other"]]}
    )

    assert [error.column for error in outcome.errors] == ["D parent"]
    assert Unit.objects.get(code="sales").name == "sales"


def test_sheet_of_somebody_elses_work_is_refused_row_by_row():
    make_channel("sms")

    outcome = sent(
        {
            "channels": [["code", "name"], ["sms", "短信群发"]],
            "product-families": [["code", "name"], ["recharge", "充值"]],
        },
        role=Role.PRODUCT_MANAGER,
    )

    assert [(error.sheet, error.row) for error in outcome.errors] == [("channels", 2)]
    assert Channel.objects.get().name == "sms"


def test_people_get_their_roles_and_a_first_password_each():
    make_unit("sales")
    rows = [
        ["username", "display_name", "unit", "role", "valid_until"],
        ["zhang.san", "张三", "sales", "营销策划", None],
        ["zhang.san", "张三", "sales", "部门负责人", dt.datetime(2099, 1, 1)],
        ["li.si", "李四", "sales", "nonsense", None],
    ]

    wrong = sent({"people": rows})
    fine = sent({"people": rows[:3]})

    assert [error.column for error in wrong.errors] == ["D role"]
    assert [name for name, _secret in fine.secrets] == ["zhang.san"]
    assert User.objects.get(username="zhang.san").check_password(fine.secrets[0][1])
    held = Membership.objects.filter(user__username="zhang.san").order_by("id")
    assert [(one.role, one.valid_until) for one in held] == [
        ("planner", None),
        ("head", dt.date(2099, 1, 1)),
    ]


def test_policies_of_a_young_company_are_entered_by_its_administrator():
    rows = [
        ["key", "value", "reason"],
        ["preflight.pressure_sms_limit", 5, "开局"],
        ["preflight.risk_grades", "4，9，15", ""],
        ["preflight.clash_near_days", 900, "too many"],
        ["preflight.nonsense", 1, "x"],
    ]

    wrong = sent({"policies": rows})
    fine = sent({"policies": rows[:3]})

    assert [(error.row, error.column[0]) for error in wrong.errors] == [(4, "B"), (5, "A")]
    assert fine.errors == []
    assert fine.counts["policies"] == {"changed": 1, "unchanged": 1}
    assert Policy.objects.get().value == "5"


def test_policy_belongs_to_its_owner_as_soon_as_there_is_one():
    make_user(Role.SERVICE_MANAGER)

    outcome = sent(
        {"policies": [["key", "value", "reason"], ["preflight.pressure_sms_limit", 5, "x"]]}
    )

    assert [error.row for error in outcome.errors] == [2]
    assert not Policy.objects.exists()


def test_what_stands_comes_out_and_goes_in_again_unchanged(client):
    make_unit("sales")
    make_product("pack", family="recharge")
    make_group("consumer")
    make_channel("sms", needs_consent=True)
    WorkDay.objects.create(on=dt.date(2027, 10, 1), kind="holiday", name="国庆节")
    actor = make_user(Role.ADMINISTRATOR)
    entered = sent(
        {
            "loading-rules": [
                ["product", "customer_group", "channel", "fit", "reason"],
                ["pack", "consumer", "sms", "试点", "先试"],
            ]
        }
    )
    assert entered.errors == []
    client.force_login(actor)
    content = client.get(reverse("organization:workbook-file")).content
    sheets = read(content)

    outcome = sent(sheets)

    assert len(sheets) == sum(kind.may_be_seen_by(actor) for kind in kinds())
    assert outcome.errors == []
    assert outcome.written == 0
    assert LoadingRule.objects.get().reason == "先试"
    assert sum(count["unchanged"] for count in outcome.counts.values()) > 8


def test_template_has_headers_and_policies_only(client):
    make_product("pack")
    client.force_login(make_user(Role.ADMINISTRATOR))

    sheets = read(client.get(reverse("organization:workbook-file") + "?empty=1").content)

    assert {name for name, rows in sheets.items() if len(rows) > 1} == {"规则参数"}
    assert all(rows[0][0] for rows in sheets.values())


@pytest.mark.parametrize("content", [b"", b"code,name\na,b\n", b"PK\x03\x04 no zip"])
def test_other_files_are_refused_at_the_field(client, content):
    from django.core.files.uploadedfile import SimpleUploadedFile

    client.force_login(make_user(Role.ADMINISTRATOR))

    response = client.post(
        reverse("organization:workbook"), {"file": SimpleUploadedFile("a.xlsx", content)}
    )

    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {"file"}


def test_own_kinds_name_the_model_that_they_are_about():
    assert own.UNITS.model is Unit


def test_an_entry_goes_only_after_it_was_asked_for(client):
    client.force_login(make_user(Role.ADMINISTRATOR, language="en"))
    ClosedDay.objects.create(on=dt.date(2027, 6, 30), kind=ClosedKind.FREEZE)

    page = client.get(
        reverse("organization:entry", args=["closed-days", "2027-06-30.freeze"])
    ).content.decode()

    removing = reverse("organization:entry-remove", args=["closed-days", "2027-06-30.freeze"])
    dialog = page[page.index('<dialog class="dlg" id="ask-remove"') :]
    assert page.count(f'action="{removing}"') == dialog.count(f'action="{removing}"') == 1
    assert "The audit trail keeps it." in dialog


def test_a_result_is_of_a_plan_that_is_over(client):
    client.force_login(make_user(Role.SERVICE_MANAGER))
    new = reverse("organization:entry-new", args=["plan-results"])
    said = {"campaign": "B9", "category": "data", "reached": "10", "complaints": "0"}

    wrong = client.post(new, {**said, "ended_on": "2099-01-01"})
    right = client.post(new, {**said, "ended_on": "2026-01-01"})

    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["ended_on"])
    assert right.status_code == 302


MASTER_NUMBERS = [
    ("resources", "unit_cost", "1000000.01"),
    ("resources", "unit_cost", "-0.01"),
    ("resources", "lead_days", "251"),
    ("resources", "lead_days", "-1"),
    ("products", "monthly_fee", "1000000.01"),
    ("tariffs", "price", "1000000.01"),
    ("channels", "capacity_per_day", "100000001"),
    ("channels", "capacity_per_week", "0"),
    ("channels", "outlets", "100001"),
]


@pytest.mark.parametrize(("code", "name", "value"), MASTER_NUMBERS)
def test_a_number_beyond_reason_is_refused_at_its_field(code, name, value):
    kind = kind_of(code)
    form = kind.form({name: value}, instance=kind.model())

    form.is_valid()

    assert name in form.errors


def test_lists_of_choices_speak_and_units_stand_below_their_own():
    """No row of dashes in any form, and a unit stands below the one that it belongs to."""
    branch = make_unit("branch-z", kind="branch", name="甲分公司", position=9)
    make_unit("centre-a", kind="centre", name="乙中心", parent=branch, position=1)
    make_unit("branch-y", kind="branch", name="丙分公司", position=8)

    forms = {
        one.code: one.form(instance=one.model()).as_p()
        for one in kinds()
        if issubclass(one.form, RowForm)
    }

    assert not [code for code, text in forms.items() if "-----" in text]
    said = forms["channels"]
    assert said.index("丙分公司") < said.index("甲分公司") < said.index("　乙中心")


def test_every_word_of_a_form_is_said_in_chinese():
    with override("zh-hans"):
        english = [
            (kind.code, name, str(word))
            for kind in kinds()
            for name, field in kind.form.base_fields.items()
            for word in (field.label or name, field.help_text)
            if word and not CHINESE.search(str(word))
        ]

    assert english == []


def test_an_empty_choice_leads_to_set_up_only_where_it_is_entered_there():
    form = kind_of("product-targets").form(instance=kind_of("product-targets").model())

    with override("en"):
        assert "Set-up" in str(form.fields["product"].help_text)
        assert "Set-up" not in str(form.fields["segment"].help_text)
