"""A file into the customers' tables: counts that add up, nothing twice, all or nothing."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from common.errors import Refused
from common.models import AuditEvent, Change
from customers.bitmaps import ORGANISATION_BASE
from customers.filter_parsing import filter_fields
from customers.grouping.commands import link_below, undo_link
from customers.grouping.commands import make_group as make_group_of
from customers.imports import staging
from customers.imports.mapping import Mapping
from customers.imports.preview import preview_file
from customers.imports.rejects import RejectWriter, read_rejects, rejects_csv
from customers.imports.running import import_file
from customers.models import (
    Consent,
    Customer,
    DoNotContact,
    Holding,
    MarketingCustomer,
    MarketingLink,
    Party,
    PartyLink,
)
from customers.wishes import record_wish
from organization.enums import Role
from tests.customers.imports.support import unusable
from tests.factories.channels import make_group, make_product
from tests.factories.customers import make_customer, make_grid, make_organisation
from tests.factories.organization import make_unit, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.database]
NOW = dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC)


@pytest.fixture
def take(tmp_path):
    """Import a text and return (created, changed, unchanged, repeated, rejected)."""

    def run(text, *, columns=None, **options):
        path = tmp_path / "customers.csv"
        path.write_text(text, encoding="utf-8")
        partial, dry_run = options.pop("partial", False), options.pop("dry_run", False)
        run.rejects = RejectWriter(tmp_path / "rejected")
        outcome = import_file(
            path,
            mapping=Mapping(columns or {}, **options),
            partial=partial,
            dry_run=dry_run,
            rejects=run.rejects,
            now=NOW,
        )
        merged = outcome.merged
        assert (
            merged.created + merged.changed + merged.unchanged + merged.repeated + outcome.rejected
            == outcome.rows
        )
        run.extras = merged.extras
        return merged.created, merged.changed, merged.unchanged, merged.repeated, outcome.rejected

    return run


def reasons(take):
    return [(reject.row, reject.case) for reject in read_rejects(take.rejects.path)[1]]


def test_only_the_number_is_needed(take):
    assert take("number\nA\nB\n") == (2, 0, 0, 0, 0)
    assert sorted(Customer.objects.values_list("number", "party__number", "party__kind")) == [
        ("A", "A", "person"),
        ("B", "B", "person"),
    ]


def test_every_field_arrives(take):
    east = make_unit("branch-east", kind="branch", name="城东")
    grid, group, product = (
        make_grid("G1", east),
        make_group("consumer", name="个人客户"),
        make_product("music", exclusive_group="music"),
    )

    take(
        "编号,名,电话,类别,等级,月均,入网,单元,格,业务,起,止,职务,单位,单位名,免打扰,同意\n"
        "A,王小明,138-0013-8000,个人客户,金卡,38.5,2020-02-29,城东,G1,music,2027-01-01,2027-12-31,总经理,O1,飞腾商贸,短信,是\n",
        columns={
            "number": "编号",
            "name": "名",
            "phone": "电话",
            "group": "类别",
            "tier": "等级",
            "arpu": "月均",
            "joined_on": "入网",
            "unit": "单元",
            "grid": "格",
            "product": "业务",
            "holding_starts_on": "起",
            "holding_ends_on": "止",
            "title": "职务",
            "organisation": "单位",
            "organisation_name": "单位名",
            "do_not_contact": "免打扰",
            "consent": "同意",
        },
    )

    customer = Customer.objects.get()
    assert (customer.name, customer.phone, customer.group, customer.tier) == (
        "王小明",
        "13800138000",
        group,
        "金卡",
    )
    assert (customer.arpu, customer.joined_on, customer.unit, customer.grid) == (
        Decimal("38.50"),
        dt.date(2020, 2, 29),
        east,
        grid,
    )
    holding, link = Holding.objects.get(), PartyLink.objects.get()
    assert (holding.product, holding.starts_on, holding.ends_on, holding.exclusive_group) == (
        product,
        dt.date(2027, 1, 1),
        dt.date(2027, 12, 31),
        "music",
    )
    assert (
        link.organisation.number,
        link.organisation.name,
        link.person,
        link.kind,
        link.title,
    ) == (
        "O1",
        "飞腾商贸",
        customer.party,
        "key_contact",
        "总经理",
    )
    assert link.organisation.ordinal == ORGANISATION_BASE
    assert list(DoNotContact.objects.values_list("contact_class", "since")) == [
        ("sms", dt.date(2027, 3, 1))
    ]
    assert sorted(Consent.objects.values_list("contact_class", flat=True)) == ["app", "call", "sms"]


def test_same_file_twice_changes_nothing(take):
    make_product("music")
    header = "number,name,arpu,product,organisation,do_not_contact,consent,x"
    text = f"{header}\nA,王,1.5,music,O1,是,短信,5\nB,李,,,,,,\n"

    assert take(text, keep_unmapped=True) == (2, 0, 0, 0, 0)
    before = [
        list(model.objects.order_by("pk").values())
        for model in (Customer, Party, Holding, PartyLink, DoNotContact, Consent)
    ]
    assert take(text, keep_unmapped=True) == (0, 0, 2, 0, 0)
    assert not any(take.extras.values())
    assert [
        list(model.objects.order_by("pk").values())
        for model in (Customer, Party, Holding, PartyLink, DoNotContact, Consent)
    ] == before


def test_filters_offer_the_columns_of_every_import_however_many_came_after(take):
    take(
        "number,tier,first column,empty column\nA,gold,x,\n",
        columns={"number": "number", "tier": "tier"},
        keep_unmapped=True,
    )
    take(
        "number,second column\n" + "".join(f"N{n},y\n" for n in range(2500)),
        columns={"number": "number"},
        keep_unmapped=True,
    )
    take(
        "number,tried column\nB,z\n", columns={"number": "number"}, keep_unmapped=True, dry_run=True
    )

    kept = [field.name for field in filter_fields() if field.name.startswith("attributes.")]

    assert kept == ["attributes.first column", "attributes.second column"]


def test_empty_cells_change_nothing_and_values_do(take):
    take("number,name,tier,x\nA,王,金卡,1\nB,李,银卡,2\n", keep_unmapped=True)

    assert take("number,name,tier,y\nA,,,9\nB,李,钻石,\n", keep_unmapped=True) == (0, 2, 0, 0, 0)
    first, second = Customer.objects.order_by("number")
    assert (first.name, first.tier, first.attributes) == ("王", "金卡", {"x": "1", "y": "9"})
    assert second.tier == "钻石"


def test_last_row_of_a_number_wins_and_each_holding_is_kept(take):
    make_product("music"), make_product("video")

    assert take("number,name,product\nA,王,music\nA,王小明,video\n") == (1, 0, 0, 1, 0)
    assert Customer.objects.get().name == "王小明"
    assert Holding.objects.count() == 2


def test_ordinals_are_dense_in_the_order_of_unit_grid_and_number(take):
    east, west = make_unit("branch-east", kind="branch"), make_unit("branch-west", kind="branch")
    make_grid("G1", east), make_grid("G2", east), make_grid("G3", west)
    make_customer("OLD")

    take("number,kind,grid\nC,,G3\nB,,G2\nA,,\nD,,G1\nZ,企业,G1\nE,,G1\n")

    numbers = list(Party.objects.filter(kind="person").values_list("ordinal", "number"))
    assert numbers == [(0, "OLD"), (1, "D"), (2, "E"), (3, "B"), (4, "C"), (5, "A")]
    assert Party.objects.get(number="Z").ordinal == ORGANISATION_BASE


def test_number_that_is_a_phone_does_not_name_the_party(take):
    take("number\n13800138000\n")

    customer = Customer.objects.get()
    assert (customer.number, customer.party.number) == ("13800138000", "P-0000000000")
    assert take("number\n13800138000\n") == (0, 0, 1, 0, 0)


@pytest.mark.parametrize("none", ["无", "-", "——", "NULL", "nan", "N/A", "／"])
def test_word_for_none_makes_no_organisation_and_no_group(take, none):
    assert take(f"number,organisation,marketing_customer\nA,{none},{none}\n")[0] == 1
    assert Party.objects.count() == 1
    assert not MarketingCustomer.objects.exists()


def test_rejected_rows_stop_everything(take):
    with unusable("rejected") as error:
        take("number,arpu\nA,1\nB,abc\n,3\n")

    assert error.value.params == {"count": 2, "rows": 3}
    assert reasons(take) == [(3, "bad-amount"), (4, "missing-number")]
    assert not Customer.objects.exists()
    assert not Change.objects.exists()


def test_partial_takes_the_good_rows_and_keeps_the_others(take):
    assert take("number,arpu\nA,1\nB,=1+1\n", partial=True) == (1, 0, 0, 0, 1)
    assert list(rejects_csv(take.rejects.path))[1].startswith("3,")
    assert list(rejects_csv(take.rejects.path))[1].rstrip().endswith("B,'=1+1")


@pytest.mark.parametrize(
    ("header", "row", "case"),
    [
        pytest.param("number,name", "number,name", "repeats-header", id="header again"),
        pytest.param("number,name", "合 计：,3", "total-row", id="total"),
        pytest.param("number,name", "小计,3", "total-row", id="subtotal"),
        pytest.param("number,arpu", "平均,15", "total-row", id="mean"),
        pytest.param("number,name", "备注：数据截至11月底,", "note-row", id="note below the table"),
        pytest.param("number,name", "填表人：李苒,", "note-row", id="who filled it in"),
        pytest.param("number,name", "无,甲", "missing-number", id="word for none"),
        pytest.param("number,name", "NULL,甲", "missing-number", id="null of a database"),
        pytest.param("number,name", "-,甲", "missing-number", id="dash"),
        pytest.param("number,name", "同上,甲", "ditto", id="as above"),
        pytest.param("number,organisation", "A,同上", "ditto", id="organisation as above"),
        pytest.param("number,name", "00123',甲", "bad-number", id="mark behind the number"),
        pytest.param("number", "a b", "bad-number", id="blank in the number"),
        pytest.param("number", "a/b", "bad-number", id="slash in the number"),
        pytest.param("number", "x" * 41, "bad-number", id="long number"),
        pytest.param("number", "A,extra", "too-many-cells", id="extra cell"),
        pytest.param("number,name", "A,x\u200by", "hidden-characters", id="zero width"),
        pytest.param("number,name", f"A,{'x' * 121}", "too-long", id="long name"),
        pytest.param("number,phone", "A,1380013800", "bad-phone", id="phone cut short"),
        pytest.param("number,joined_on", "A,2015/3/1", "bad-date", id="date not ISO"),
        pytest.param("number,unit", "A,nowhere", "unknown-value", id="unknown unit"),
        pytest.param("number,unit", "A,同名", "ambiguous-value", id="name of two units"),
        pytest.param(
            "number,holding_ends_on", "A,2027-01-01", "holding-without-product", id="dates alone"
        ),
        pytest.param(
            "number,product,holding_starts_on,holding_ends_on",
            "A,music,2027-02-01,2027-01-01",
            "dates-reversed",
            id="reversed",
        ),
        pytest.param(
            "number,kind,organisation",
            "A,企业,O1",
            "organisation-in-organisation",
            id="organisation as member",
        ),
        pytest.param("number,title", "A,总经理", "link-without-organisation", id="title alone"),
        pytest.param(
            "number,kind", "PERSON,企业", "kind-changed", id="person becomes organisation"
        ),
        pytest.param(
            "number,organisation", "A,PERSON", "organisation-is-person", id="member of a person"
        ),
        pytest.param(
            "number,organisation",
            "ORG,O2",
            "organisation-in-organisation",
            id="organisation on record as member",
        ),
    ],
)
def test_rows_are_rejected_with_a_reason(take, header, row, case):
    make_unit("one", name="同名"), make_unit("two", name="同名"), make_product("music")
    make_customer("PERSON"), make_organisation("ORG")

    assert take(f"{header}\n{row}\n", partial=True)[-1] == 1
    assert reasons(take) == [(2, case)]
    assert take.rejects.count == 1
    assert next(iter(read_rejects(take.rejects.path)[1])).text


def test_member_of_a_person_in_the_same_file_is_rejected(take):
    assert take("number,organisation\nA,B\nB,\n", partial=True) == (1, 0, 0, 0, 1)


def test_organisation_and_its_members_in_one_file(take):
    assert take("number,name,kind,organisation\nP,王,,O1\nO1,飞腾,企业,\n") == (2, 0, 0, 0, 0)
    assert PartyLink.objects.get().organisation.name == "飞腾"


def test_scientific_numbers_make_the_file_unusable(take):
    with unusable("scientific"):
        take("number,phone\nA,1.38E+10\n", partial=True)
    assert not Customer.objects.exists()


def wishes_on_record():
    return (
        list(DoNotContact.objects.values_list("contact_class", flat=True)),
        Consent.objects.filter(withdrawn_on__isnull=True).count(),
    )


def test_wishes_of_a_file_are_given_and_withdrawn_by_files(take):
    take("number,do_not_contact,consent\nA,是,是\n")
    assert wishes_on_record() == ([""], 3)
    take("number,do_not_contact,consent\nA,否,否\n")
    assert wishes_on_record() == ([], 0)
    take("number,do_not_contact,consent\nA,,是\n")
    assert wishes_on_record() == ([], 3)


def test_no_file_changes_what_people_recorded(take):
    customer = make_customer("A")
    actor = make_user(Role.SERVICE_MANAGER)
    words = {"customer": customer, "reason": "客户来电", "actor": actor}
    record_wish(kind="do_not_contact", contact_class="sms", is_given=True, **words)
    record_wish(kind="consent", contact_class="sms", is_given=True, **words)
    record_wish(kind="consent", contact_class="sms", is_given=False, **words)

    take("number,do_not_contact,consent\nA,否,短信\n")

    assert wishes_on_record() == (["sms"], 0)
    record_wish(kind="do_not_contact", contact_class="sms", is_given=False, **words)
    record_wish(kind="consent", contact_class="sms", is_given=True, **words)
    assert wishes_on_record() == ([], 1)
    with pytest.raises(Refused):
        record_wish(kind="consent", contact_class="sms", is_given=True, **words)
    events = AuditEvent.objects.filter(action="customers.wish")
    assert [(one.object_code, one.reason) for one in events] == [("A", "客户来电")] * 5


def test_dry_run_counts_and_leaves_no_trace(take):
    make_customer("A")

    assert take("number,name\nA,王\nB,李\nC D,x\n", dry_run=True) == (1, 1, 0, 0, 1)
    assert list(Customer.objects.values_list("number", "name")) == [("A", "")]


def test_prefix_keeps_numbers_of_two_sources_apart(take):
    take("number,organisation\n1,2\n", number_prefix="BJ-")

    assert set(Party.objects.values_list("number", flat=True)) == {"BJ-1", "BJ-2"}


def test_file_without_rows(take):
    with unusable("no-rows"):
        take("number,name\n\n , \n".replace(" , ", ","))


def test_blocks_are_staged_as_they_come(take, monkeypatch):
    monkeypatch.setattr("customers.imports.running.BLOCK", 3)
    sizes = []
    copy = staging.copy_rows
    monkeypatch.setattr(
        staging, "copy_rows", lambda rows, names: sizes.append(len(rows)) or copy(rows, names)
    )

    assert take("number\n" + "".join(f"N{n}\n" for n in range(8))) == (8, 0, 0, 0, 0)
    assert sizes == [3, 3, 2]


def test_preview_shows_twenty_rows_with_their_problems(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        "number,arpu\n" + "".join(f"N{n},{'x' if n == 1 else n}\n" for n in range(30)),
        encoding="gb18030",
    )

    preview = preview_file(path, mapping=Mapping({}))

    assert preview.mapping.columns == {"number": "number", "arpu": "arpu"}
    assert len(preview.rows) == 20
    assert [row for row, _parsed, reject in preview.rows if reject] == [3]


def test_merge_costs_the_same_for_many(take, django_assert_max_num_queries):
    with django_assert_max_num_queries(44):
        take("number\n" + "".join(f"N{n}\n" for n in range(100)))


def test_a_file_tells_places_in_the_decision_chain_but_not_over_what_a_person_said(take):
    take("number,organisation,decides\nA,E,决策者\nB,E,经办人\nC,E,\nD,E,使用者\n")
    PartyLink.objects.filter(person__number="B").update(placed_by="planner")

    assert take("number,organisation,role,decides\nA,E,成员,决策者\nF,,,\n", partial=True)[4] == 1
    take("number,organisation,role,decides\nA,E,关键联系人,影响者\nB,E,关键联系人,决策者\n")

    places = dict(PartyLink.objects.values_list("person__number", "decides"))
    assert places == {"A": "advises", "B": "carries_out", "C": "", "D": "uses"}


def test_a_file_groups_accounts_and_leaves_what_people_said(take):
    columns = "number,marketing_customer,marketing_name\n"
    take(f"{columns}A,M1,恒泰系\nB,M1,\nC,M1,\n")
    planner = make_user(Role.PLANNER)
    of_b, of_c = (
        MarketingLink.objects.in_force().get(account__number=number) for number in ("B", "C")
    )
    undo_link(link_id=of_b.pk, actor=planner)
    link_below(
        group=make_group_of(name="新", actor=planner),
        what=of_c.account,
        basis="told",
        may_move=True,
        actor=planner,
    )

    assert take(f"{columns}A,M2,乙\nB,M1,\nC,M2,\nD,,无码\nE,a b,\n", partial=True)[4] == 2

    standing = MarketingLink.objects.in_force().order_by("account__number")
    assert [(link.account.number, link.above.name, link.basis) for link in standing] == [
        ("A", "乙", "import"),
        ("C", "新", "told"),
    ]
    undo_link(link_id=standing[0].pk, actor=planner)
    assert MarketingLink.objects.in_force().get(account__number="A").above.name == "恒泰系"
    assert take.extras["grouped"] == 1
