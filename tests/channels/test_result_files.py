import io

import pytest
import xlsxwriter
from django.test import Client
from openpyxl import load_workbook

from channels.models import PlacementResult
from channels.results.fields import FIELDS
from channels.results.reading import read_file
from channels.results.sheets import template_of
from organization.enums import Role
from tests.factories.channels import make_group
from tests.factories.organization import make_user
from tests.factories.results import make_result

pytestmark = pytest.mark.django_db

HEAD = "渠道,业务,客户类别,日期,接触人数,办理人数,成本\n"
ADDRESS = "/channels/results/file/"


def text(rows, head=HEAD, encoding="utf-8"):
    file = io.BytesIO((head + rows).encode(encoding))
    file.name = "results.csv"
    return file


def workbook(*rows):
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet()
        for line, row in enumerate(rows):
            sheet.write_row(line, 0, row)
    buffer.seek(0)
    buffer.name = "results.xlsx"
    return buffer


def told(read):
    return [(error.row, error.column, error.sentence) for error in read.errors]


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def client(world):
    make_group("consumer", name="公众客户")
    return client_of(make_user(Role.CHANNEL_MANAGER))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_of_either_encoding_is_read(encoding):
    read = read_file(
        text('sms,recharge,公众客户,2026年3月5日,"1,000",２０,38.5\n', encoding=encoding)
    )
    assert not read.errors
    (row,) = read.rows
    assert (row["happened_on"].isoformat(), row["contacted"], row["taken"]) == (
        "2026-03-05",
        1000,
        20,
    )
    assert (row["customer_group"], str(row["cost"])) == ("公众客户", "38.5")


def test_a_workbook_is_read_and_errors_stand_at_their_cells(client):
    file = workbook(
        ["channel", "product", "day", "contacted", "taken"],
        ["sms", "recharge", "2026-03-05", 100, 5],
        ["sms", "recharge", "2026-03-06", 100, 101],
        ["fax", "recharge", "2026-03-06", 100, 1],
        [],
        ["sms", "recharge", "6.3.2026", "viele", 1],
    )
    read = read_file(file)
    assert [(row, column) for row, column, _text in told(read)] == [
        (6, "C day"),
        (6, "D contacted"),
    ]
    file.seek(0)
    answer = client.post(ADDRESS, {"source": "platform", "file": file})
    assert answer.status_code == 422
    assert not PlacementResult.objects.exists()


def test_what_the_command_refuses_stands_at_its_cell(client):
    rows = (
        "sms,recharge,,2026-03-05,100,5,\n"
        "sms,recharge,,2026-03-06,100,101,\n"
        "fax,recharge,,2026-03-06,9,1,\n"
    )
    answer = client.post(ADDRESS, {"source": "platform", "file": text(rows)})
    assert answer.status_code == 422
    errors = [(error.row, error.column) for error in answer.context["errors"]]
    assert errors == [(3, "F 办理人数"), (4, "A 渠道")]
    assert not PlacementResult.objects.exists()


def test_a_file_is_taken_whole_and_by_name(client):
    rows = "sms,recharge,公众客户,2026-03-05,100,5,\nsms,recharge,,2026-03-06,100,9,\n"
    answer = client.post(ADDRESS, {"source": "platform", "file": text(rows)})
    assert answer.status_code == 302
    row = PlacementResult.objects.get(taken=5)
    assert (row.customer_group.code, row.source) == ("consumer", "platform")


def test_the_same_file_with_later_numbers_corrects(client):
    rows = "sms,recharge,公众客户,2026-03-05,100,{},\n"
    for taken in (5, 5, 8):
        client.post(ADDRESS, {"source": "platform", "file": text(rows.format(taken))})
    assert list(PlacementResult.objects.order_by("revision").values_list("revision", "taken")) == [
        (1, 5),
        (2, 8),
    ]


def test_a_column_known_only_after_the_contact_is_refused_with_the_reason():
    read = read_file(text("", head="channel,day,contacted,taken,通话时长\n"))
    ((row, column, sentence),) = told(read)
    assert (row, column) == (1, "E 通话时长")
    assert "接触之后才知道" in sentence


@pytest.mark.parametrize(
    ("head", "place"),
    [
        ("channel,day,contacted,taken,colour\n", "E colour"),
        ("channel,day,contacted,taken,taken\n", "E taken"),
        ("channel,day,contacted\n", ""),
    ],
)
def test_headers_that_mean_nothing_or_two_things_are_refused(head, place):
    ((row, column, _sentence),) = told(read_file(text("", head=head)))
    assert (row, column) == (1, place)


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04 no archive", b"\xff\xfe\x00\x81\xff", b'a,"b\n"c"d,', b"%PDF-1.7 x"],
)
def test_what_is_no_table_is_said_so(client, content):
    file = io.BytesIO(content)
    file.name = "results.csv"
    answer = client.post(ADDRESS, {"source": "platform", "file": file})
    assert answer.status_code == 422
    assert not PlacementResult.objects.exists()


def test_the_template_is_read_back_as_an_empty_table(client):
    sheet = load_workbook(io.BytesIO(template_of())).active
    assert len([cell.value for cell in sheet[1]]) == len(FIELDS)
    read = read_file(io.BytesIO(template_of()))
    assert (read.errors, read.rows, set(read.at)) == ([], [], set(FIELDS))


def test_the_products_own_source_is_nobody_elses(client):
    answer = client.post(ADDRESS, {"source": "jiepai", "file": text("")})
    assert answer.context["form"].errors.as_data()["source"][0].code == "taken"


def test_a_result_is_typed_and_corrected_on_its_page(client):
    said = {
        "channel": "sms",
        "product": "recharge",
        "happened_on": "2026-03-05",
        "contacted": "1,000",
    }
    answer = client.post("/channels/results/new/", said | {"taken": "2000"})
    assert answer.status_code == 422
    assert answer.context["form"].errors.as_data()["taken"][0].code == "exceeds"
    assert client.post("/channels/results/new/", said | {"taken": "20"}).status_code == 302
    row = PlacementResult.objects.get()

    page = f"/channels/results/{row.uuid}/"
    assert client.post(page, said | {"taken": "25"}).status_code == 422
    assert client.post(page, said | {"taken": "25", "reason": "late"}).status_code == 302
    newest = PlacementResult.objects.current().get()
    assert (newest.taken, newest.reason, newest.corrects) == (25, "late", row)
    assert client.get(page).headers["Location"] == f"/channels/results/{newest.uuid}/"
    assert "late" in client.get(f"/channels/results/{newest.uuid}/").content.decode()


def test_rows_are_seen_by_their_unit_and_who_answers_for_all(world):
    row = make_result(world.planner, unit="consumer")
    seen = {
        name: client_of(getattr(world, name)).get(f"/channels/results/{row.uuid}/").status_code
        for name in ("planner", "head", "rival", "service", "leader", "viewer", "admin")
    }
    assert seen == {
        "planner": 200,
        "head": 200,
        "rival": 404,
        "service": 200,
        "leader": 200,
        "viewer": 403,
        "admin": 403,
    }
