"""The customers' pages: masked, closed to other roles, and each form's happy path and refusals."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from common import clock, jobs
from common.models import AuditEvent
from customers.kept_values import header_hides
from customers.models import Customer, ImportBatch, KeptHeader, Segment
from organization.enums import Role
from tests.factories.channels import make_group, make_product
from tests.factories.customers import hold, link, make_customer, make_customers, make_organisation
from tests.factories.organization import make_unit, make_user

pytestmark = pytest.mark.django_db
GOLD = {"all": [{"field": "tier", "op": "eq", "value": "gold"}]}
HTMX = {"HX-Request": "true"}


@pytest.fixture
def branch():
    return make_unit("branch-east", kind="branch")


@pytest.fixture
def customer(branch):
    return make_customer(
        "C1", name="王小明", phone="13800138000", unit=branch, group=make_group("consumer")
    )


@pytest.fixture
def as_role(client, settings, tmp_path):
    """The client signed in as a person of a role."""
    settings.MEDIA_ROOT = tmp_path / "media"

    def sign_in(role, unit=None, language="en"):
        user = make_user(role, unit, language=language)
        client.force_login(user)
        return client

    return sign_in


def url(name, *args):
    return reverse(f"customers:{name}", args=args)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("name", ["list", "import", "segments", "segment-new", "segment-new-list"])
def test_pages_open_for_a_planner(as_role, customer, name, language):
    assert as_role(Role.PLANNER, language=language).get(url(name)).status_code == 200


@pytest.mark.parametrize(
    "role", [Role.LEADERSHIP, Role.AUDITOR, Role.BRANCH_VIEWER, Role.RESOURCE_KEEPER]
)
@pytest.mark.parametrize("name", ["list", "import", "segment-new", "segment-new-list"])
def test_pages_are_closed_to_other_roles(as_role, role, name):
    assert as_role(role).get(url(name)).status_code == 403


def test_administrator_imports_without_looking(as_role, customer):
    response = as_role(Role.ADMINISTRATOR).get(url("list"))

    assert response.status_code == 200
    assert ">C1<" not in response.content.decode()


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("", True),
        ("q=C1", True),
        ("q=1380013", False),
        ("unit=branch-east", True),
        ("unit=x", False),
    ],
)
def test_list_is_masked_and_searched_by_the_whole(as_role, customer, query, is_found):
    body = as_role(Role.PLANNER).get(f"{url('list')}?{query}").content.decode()

    assert ("王**" in body) is is_found
    assert "王小明" not in body
    assert "13800138000" not in body


@pytest.mark.parametrize("written", ["138 0013 8000", "+86-138-0013-8000", "１３８-0013-8000"])
def test_phones_are_sent_and_lead_to_the_customer(as_role, customer, written):
    client = as_role(Role.PLANNER)

    assert client.post(url("lookup"), {"q": written}).url == url("detail", "C1")
    make_customer("C2", phone="13800138000")
    both = client.post(url("lookup"), {"q": written})
    assert [row.number for row in both.context["rows"]] == ["C1", "C2"]
    assert client.get(url("list"), {"q": written}).context["asked"]["q"] == ""
    assert client.get(url("detail", "13800138000")).status_code == 404
    assert set(
        AuditEvent.objects.filter(action="customers.lookup").values_list("object_code", flat=True)
    ) == {"138****8000"}


def test_wish_is_recorded_on_the_page_and_errors_stand_at_their_field(as_role, customer):
    client = as_role(Role.PLANNER)
    wish = {"kind": "do_not_contact", "contact_class": "", "is_given": "yes", "reason": "来电要求"}

    wrong = client.post(url("wish", "C1"), {**wish, "reason": " "})
    assert (wrong.status_code, list(wrong.context["wish_form"].errors)) == (422, ["reason"])
    assert client.post(url("wish", "C1"), wish).url == url("detail", "C1")
    assert client.get(url("detail", "C1")).context["closed"] == ["every way"]
    client.post(url("wish", "C1"), {**wish, "is_given": "no"})
    assert client.get(url("detail", "C1")).context["closed"] == []


def test_two_customers_of_one_phone_are_hinted_at(as_role, customer):
    client = as_role(Role.PLANNER)

    assert client.get(url("detail", "C1")).context["shares_phone"] is False
    make_customer("C2", phone="13800138000")
    assert client.get(url("detail", "C1")).context["shares_phone"] is True


def test_list_walks_on(as_role):
    make_customers(52)
    client = as_role(Role.PLANNER)

    first = client.get(url("list"))

    following = first.context["next_url"]
    assert following == f"?cursor={Customer.objects.get(number='N0050').pk}"
    assert [row.number for row in client.get(url("list") + following).context["rows"]] == [
        "N0051",
        "N0052",
    ]


def test_the_year_since_when_is_said_of_this_year_too(as_role):
    today = clock.today()
    make_customer("N1", joined_on=today)

    page = as_role(Role.PLANNER).get(url("list")).content.decode()

    assert str(today.year) in page.split("<tbody>")[1].split("</tbody>")[0]


def test_list_costs_the_same_for_many(as_role, branch):
    client = as_role(Role.PLANNER)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            client.get(url("list"))
        return len(queries)

    make_customers(1, unit=branch)
    cost()
    one = cost()
    make_customers(3, prefix="M", unit=branch)
    assert cost() == one


def test_detail_shows_roles_and_holdings(as_role, customer):
    organisation = make_organisation("O1", name="飞腾商贸")
    link(organisation, customer.party, "key_contact", title="总经理")
    hold(customer, make_product("music", name="音乐畅听包"))

    body = as_role(Role.PLANNER, language="zh-hans").get(url("detail", "C1")).content.decode()

    assert all(text in body for text in ("王**", "138****8000", "飞腾商贸", "总经理", "音乐畅听包"))
    assert "王小明" not in body


def test_unseen_customer_is_404(as_role, customer):
    client = as_role(Role.ACCOUNT_MANAGER, make_unit("branch-west", kind="branch"))

    assert client.get(url("detail", "C1")).status_code == 404
    assert client.post(url("unmask", "C1"), {"purpose": "回访"}).status_code == 404
    assert client.get(url("detail", "nobody")).status_code == 404


def test_unmask_shows_once_and_is_on_the_audit_trail(as_role, customer, branch):
    KeptHeader.objects.create(name="联系号码", is_masked=header_hides("联系号码"))
    Customer.objects.filter(number="C1").update(
        attributes={"联系号码": "8888123", "Contract": "月付"}
    )
    client = as_role(Role.ACCOUNT_MANAGER, branch)
    assert "8888123" not in client.get(url("detail", "C1")).content.decode()

    response = client.post(url("unmask", "C1"), {"purpose": "回访续约"}, headers=HTMX)

    assert response["Cache-Control"] == "no-store"
    assert "8888123" in response.content.decode()
    assert "月付" not in response.content.decode()
    assert "王小明" in response.content.decode()
    assert "13800138000" in response.content.decode()
    event = AuditEvent.objects.get(action="customers.unmask")
    assert (event.object_code, event.reason, event.unit) == ("C1", "回访续约", "branch-east")
    assert "13800138000" not in str(event.details)
    assert "王小明" not in client.get(url("detail", "C1")).content.decode()


@pytest.mark.parametrize(
    ("role", "purpose", "status"),
    [
        (Role.ACCOUNT_MANAGER, "", 422),
        (Role.ACCOUNT_MANAGER, "x", 422),
        (Role.PLANNER, "回访", 403),
    ],
)
def test_unmask_refuses(as_role, customer, branch, role, purpose, status):
    response = as_role(role, branch).post(url("unmask", "C1"), {"purpose": purpose}, headers=HTMX)

    assert response.status_code == status
    assert "王小明" not in response.content.decode()
    assert not AuditEvent.objects.filter(action="customers.unmask").exists()


def test_unmask_stops_after_the_days_number(as_role, branch):
    make_customers(31, unit=branch, name="王小明")
    client = as_role(Role.ACCOUNT_MANAGER, branch)

    answers = [
        client.post(url("unmask", f"N{n:04d}"), {"purpose": "回访"}, headers=HTMX).status_code
        for n in range(1, 32)
    ]

    assert answers == [200] * 30 + [429]


# Import
# ------------------------------------------------------------------------------


def upload(client, content=b"number,arpu,x\nA,1,7\nB,bad,8\n"):
    client.post(url("import"), {"file": SimpleUploadedFile("customers.csv", content)})
    return ImportBatch.objects.get()


def mapped(**values):
    names = {f"name-{place}": name for place, name in enumerate(("number", "arpu", "x"))}
    return {**names, "column-0": "number", "column-1": "arpu", "column-2": "", **values}


def test_import_from_upload_to_rejected_rows(as_role):
    client = as_role(Role.PLANNER)
    batch = upload(client)
    page = url("import-file", batch.stored_as)
    assert client.get(page).context["reading"].is_ready

    preview = client.post(
        page, mapped(do="preview", number_prefix="X-"), headers=HTMX
    ).content.decode()
    assert "X-A" in preview
    assert "<html" not in preview
    client.post(page, mapped(do="start", number_prefix="X-", keep_unmapped="on", partial="on"))
    assert client.get(url("import-progress", batch.stored_as)).status_code == 200
    jobs.drain()

    assert client.get(url("import-progress", batch.stored_as))["HX-Refresh"] == "true"
    assert client.get(page).status_code == 200
    assert list(Customer.objects.values_list("number", "attributes")) == [("X-A", {"x": "7"})]
    table = b"".join(client.get(url("import-rejected", batch.stored_as)).streaming_content).decode(
        "utf-8-sig"
    )
    assert table.splitlines()[1].startswith("3,")


@pytest.mark.parametrize(
    ("values", "says"),
    [
        pytest.param({"column-0": ""}, "customer number", id="no number"),
        pytest.param(
            {"column-1": "joined_on", "date_format": "MM"}, "date format", id="bad date format"
        ),
        pytest.param({"name-1": "nothing"}, "no column", id="unknown column"),
        pytest.param({"encoding": "klingon"}, "encoding", id="unknown encoding"),
    ],
)
def test_preview_says_what_is_wrong(as_role, values, says):
    client = as_role(Role.PLANNER)
    batch = upload(client)

    body = client.post(
        url("import-file", batch.stored_as), mapped(do="preview", **values), headers=HTMX
    ).content.decode()

    assert says in body
    assert 'value="start"' not in body


def test_unusable_upload_is_refused_in_words(as_role):
    client = as_role(Role.PLANNER)

    response = client.post(url("import"), {"file": SimpleUploadedFile("a.xlsx", b"<html>")})

    assert response.status_code == 422
    assert "web page" in response.content.decode()
    assert client.post(url("import")).status_code == 422
    assert not ImportBatch.objects.exists()


def test_rows_of_an_upload_are_for_who_uploaded_it(as_role):
    client = as_role(Role.ADMINISTRATOR)
    upload(client)
    batch, other = ImportBatch.objects.get(), Client()
    other.force_login(make_user(Role.ADMINISTRATOR))

    assert "name-0" in client.get(url("import-file", batch.stored_as)).content.decode()
    assert other.get(url("import-file", batch.stored_as)).status_code == 403
    client.post(url("import-file", batch.stored_as), mapped(do="start", partial="on"))
    jobs.drain()
    assert client.get(url("import-rejected", batch.stored_as)).status_code == 200
    assert other.get(url("import-rejected", batch.stored_as)).status_code == 403
    assert (
        url("import-rejected", batch.stored_as)
        not in other.get(url("import-file", batch.stored_as)).content.decode()
    )


def test_discard_and_unknown_imports(as_role):
    client = as_role(Role.PLANNER)
    batch = upload(client)

    assert client.get(url("import-rejected", batch.stored_as)).status_code == 404
    assert client.get(url("import-discard", batch.stored_as)).status_code == 405
    client.post(url("import-discard", batch.stored_as))
    assert not ImportBatch.objects.exists()
    assert client.get(url("import-file", "nothing")).status_code == 404


# Segments
# ------------------------------------------------------------------------------


def conditions(*rows, **values):
    """A form's fields of condition rows (field, comparison, value)."""
    fields = {"join": "all", **values}
    for place, (field, op, value) in enumerate(rows):
        fields |= {f"c.{place}.field": field, f"c.{place}.op": op, f"c.{place}.value": value}
    return fields


def test_segment_is_built_from_rows(as_role, exact_counts):
    make_customers(2, tier="gold", arpu=50), make_customers(3, prefix="M", tier="gold", arpu=10)
    client = as_role(Role.PLANNER, make_unit("consumer"))
    rows = (("tier", "eq", "gold"), ("arpu", "between", ["20", "60"]))

    counts = client.post(
        url("segment-new"), conditions(*rows, do="count"), headers=HTMX
    ).content.decode()
    assert "5" in counts.partition('id="n-0"')[2][:60]
    assert "2" in counts.partition('id="n-1"')[2][:60]
    saved = client.post(
        url("segment-new"), conditions(*rows, do="save", name="中等金卡", owner_unit="consumer")
    )

    assert saved.status_code == 302
    segment = Segment.objects.get()
    assert segment.definition == {
        "all": [
            {"field": "tier", "op": "eq", "value": "gold"},
            {"field": "arpu", "op": "between", "value": ["20", "60"]},
        ]
    }
    again = client.get(url("segment", segment.code))
    assert [row.values for row in again.context["rows"]] == [["gold"], ["20", "60"]]
    assert again.context["left"] == 2


def test_rows_come_and_change_as_fragments(as_role):
    client = as_role(Role.PLANNER)

    added = client.post(
        url("segment-new"), conditions(("tier", "eq", "gold"), do="add"), headers=HTMX
    )
    changed = client.post(
        url("segment-new"), conditions(("arpu", "between", ""), do="row", row="0"), headers=HTMX
    ).content.decode()
    unknown = client.post(
        url("segment-new"), conditions(("nothing", "eq", ""), do="row", row="0"), headers=HTMX
    )

    assert 'id="row-1"' in added.content.decode()
    assert added["HX-Trigger-After-Settle"] == "recount"
    assert changed.count('name="c.0.value"') == 2
    assert unknown.status_code == 200


@pytest.mark.parametrize(
    ("rows", "values"),
    [
        pytest.param([("tier", "eq", "gold")], {"name": ""}, id="no name"),
        pytest.param([], {"name": "x"}, id="no condition"),
        pytest.param([("arpu", "gte", "many")], {"name": "x"}, id="not a number"),
        pytest.param([("arpu", "between", ["5", "1"])], {"name": "x"}, id="reversed"),
        pytest.param(
            [("tier", "eq", "gold")], {"name": "x", "owner_unit": "enterprise"}, id="another unit's"
        ),
        pytest.param([("tier", "eq", "gold")], {"name": "x\u202e"}, id="hidden characters"),
    ],
)
def test_wrong_segment_is_kept_in_the_form(as_role, rows, values):
    make_unit("enterprise")

    response = as_role(Role.PLANNER, make_unit("consumer")).post(
        url("segment-new"), conditions(*rows, do="save", **values)
    )

    assert response.status_code == 422
    assert not Segment.objects.exists()


def test_another_units_segment_is_only_read(as_role):
    Segment.objects.create(
        code="gold", name="金卡", kind="filter", definition=GOLD, owner_unit=make_unit("enterprise")
    )
    client = as_role(Role.PLANNER, make_unit("consumer"))

    assert (
        '<form method="post" novalidate' not in client.get(url("segment", "gold")).content.decode()
    )
    client.post(url("segment", "gold"), conditions(("tier", "eq", "x"), do="save", name="x"))
    assert Segment.objects.get().name == "金卡"


def test_nested_filter_keeps_what_rows_cannot_show(as_role):
    nested = {
        "any": [
            {"all": [GOLD["all"][0], {"field": "arpu", "op": "gte", "value": "1"}]},
            GOLD["all"][0],
        ]
    }
    Segment.objects.create(code="nested", name="n", kind="filter", definition=nested)
    client = as_role(Role.PLANNER)

    assert client.get(url("segment", "nested")).status_code == 200
    client.post(url("segment", "nested"), conditions(do="save", name="renamed", is_active="on"))

    segment = Segment.objects.get()
    assert (segment.name, segment.definition) == ("renamed", nested)


def test_list_is_typed_or_uploaded(as_role):
    make_customers(3)
    client = as_role(Role.PLANNER)

    typed = client.post(url("segment-new-list"), {"name": "点名", "numbers": "N0001，N0002"})
    file = SimpleUploadedFile("list.csv", "编号\nN0003\n".encode("gb18030"))
    uploaded = client.post(url("segment-new-list"), {"name": "文件", "file": file})

    assert (typed.status_code, uploaded.status_code) == (302, 302)
    assert list(Segment.objects.order_by("id").values_list("members__size", flat=True)) == [2, 1]


@pytest.mark.parametrize("numbers", ["", "nobody", "N0001 nobody"])
def test_wrong_list_is_refused(as_role, numbers):
    make_customers(1)

    assert (
        as_role(Role.PLANNER)
        .post(url("segment-new-list"), {"name": "x", "numbers": numbers})
        .status_code
        == 422
    )
    assert not Segment.objects.exists()


def test_result_leads_to_what_its_file_entered_or_changed(as_role, customer):
    client = as_role(Role.PLANNER)
    batch = upload(client)
    client.post(url("import-file", batch.stored_as), mapped(do="start", partial="on"))
    jobs.drain()

    result = client.get(url("import-file", batch.stored_as)).content.decode()
    link = f"{url('list')}?imported={batch.stored_as}"
    found = client.get(link).content.decode()

    assert link in result
    assert ">A<" in found
    assert ">C1<" not in found
    assert batch.file_name in found
    admin = as_role(Role.ADMINISTRATOR).get(url("import-file", batch.stored_as)).content.decode()
    assert url("list") + "?imported" not in admin
    assert url("segment-new") not in admin


def test_samples_are_cut_as_text_and_not_within_an_entity(as_role):
    client = as_role(Role.PLANNER)
    table = f'number,x\nA,{"a" * 78}"quoted"\n'
    client.post(url("import"), {"file": SimpleUploadedFile("a.csv", table.encode())})
    batch = ImportBatch.objects.get()

    text = client.get(url("import-file", batch.stored_as)).content.decode()

    assert f"{'a' * 78}&quot;…" in text
