"""What a file is: encodings, formats, and files that must not be opened."""

from __future__ import annotations

import datetime as dt
import zipfile

import openpyxl
import pytest
import xlsxwriter

from customers.imports import sniffing
from customers.imports.cells import BadCell
from customers.imports.sniffing import examine
from customers.imports.tables import open_table
from tests.customers.imports.support import unusable

CHINESE = "客户编号,姓名\n" + "".join(f"C{n},王小明䶮\n" for n in range(50))


def written(tmp_path, content, name="customers.csv", encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def workbook(tmp_path, rows, name="customers.xlsx", sheets=("Sheet",)):
    book = openpyxl.Workbook()
    book.active.title = sheets[0]
    for title in sheets[1:]:
        book.create_sheet(title)
    for row in rows:
        book.active.append(row)
    path = tmp_path / name
    book.save(path)
    return path


def archive(tmp_path, entries, name="customers.xlsx"):
    path = tmp_path / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for entry, content in entries.items():
            file.writestr(entry, content)
    return path


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-16-le", None),
    ],
)
def test_encoding_is_taken_from_the_whole_text(tmp_path, encoding, found):
    path = written(tmp_path, CHINESE, encoding=encoding)

    if found is None:
        with unusable("unmarked-utf-16"):
            examine(path)
    else:
        assert examine(path).encoding == found
        with open_table(path) as table:
            assert table.headers == ["客户编号", "姓名"]
            assert next(table.rows()).cells == ["C0", "王小明䶮"]


def test_encoding_that_is_named_must_fit(tmp_path):
    path = written(tmp_path, CHINESE, encoding="gb18030")

    assert examine(path, encoding="GBK").encoding == "gb18030"
    with unusable("bad-encoding") as error:
        examine(path, encoding="utf-8")
    assert error.value.params == {"encoding": "utf-8", "line": 1}
    with unusable("unknown-encoding"):
        examine(path, encoding="klingon")


def test_mixed_encodings_name_the_line(tmp_path):
    path = written(tmp_path, CHINESE.encode() + "C99,张伟\n".encode("gb18030"))

    with unusable("mixed-encoding") as error:
        examine(path)
    assert error.value.params["line"] == 52


def test_text_that_is_neither_names_the_line(tmp_path):
    with unusable("bad-encoding") as error:
        examine(written(tmp_path, b"number\nA\n\xff\xff\n"))
    assert error.value.params["line"] == 3


@pytest.mark.parametrize(
    ("content", "name", "case"),
    [
        pytest.param(b"", "a.csv", "empty", id="empty"),
        pytest.param(b"<html><table>", "a.xls", "web-page", id="html named xls"),
        pytest.param(b"number\nA\n", "a.xlsx", "name-mismatch", id="csv named xlsx"),
        pytest.param(b"%PDF-1.7", "a.csv", "not-a-table", id="pdf"),
        pytest.param(b'{"name": "A", "code": "1"}\n', "a.jsonl", "not-a-table", id="json lines"),
        pytest.param(b'[\n {"name": "A"},', "a.csv", "not-a-table", id="json"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00", "a.csv", "no-text", id="picture"),
        pytest.param(
            "number,name\nA,甲\n".encode("utf-16-le"), "a.csv", "unmarked-utf-16", id="no mark"
        ),
        pytest.param(b"PK\x03\x04broken", "a.xlsx", "damaged", id="broken zip"),
        pytest.param(sniffing.OLE + b"\x00" * 600, "a.xls", "damaged", id="broken xls"),
    ],
)
def test_files_that_are_no_tables(tmp_path, content, name, case):
    with unusable(case), open_table(written(tmp_path, content, name)):
        pass


@pytest.mark.parametrize(
    ("entries", "case"),
    [
        pytest.param({"xl/workbook.xml": "0" * (20 * 2**20)}, "too-dense", id="bomb by ratio"),
        pytest.param(
            {"xl/workbook.xml": "x"} | {f"p{n}": "" for n in range(2001)},
            "too-many-parts",
            id="bomb by parts",
        ),
        pytest.param(
            {"xl/workbook.xml": "<!DOCTYPE lolz [<!ENTITY a 'b'>]>"},
            "suspicious-xml",
            id="entities",
        ),
        pytest.param({"xl/workbook.xml": "x", "xl/vbaProject.bin": "x"}, "macros", id="macros"),
        pytest.param(
            {"xl/workbook.xml": "x", "xl/externalLinks/externalLink1.xml": "x"},
            "external-links",
            id="other files",
        ),
        pytest.param({"readme.txt": "x"}, "not-a-table", id="plain zip"),
    ],
)
def test_archives_are_refused_before_unpacking(tmp_path, entries, case):
    with unusable(case):
        examine(archive(tmp_path, entries))


def test_declared_size_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(sniffing, "MAX_UNPACKED", 1000)

    with unusable("too-large-inside"):
        examine(archive(tmp_path, {"xl/workbook.xml": "x" * 1001}))


def test_workbook_rows_keep_their_numbers(tmp_path):
    path = workbook(
        tmp_path,
        [[], [], ["number", "name"], ["A", 1], [], [None, None], ["B", 2.5]],
        sheets=("名单", "其他"),
    )

    with open_table(path) as table:
        assert (table.sheet, table.sheets, table.headers) == (
            "名单",
            ("名单", "其他"),
            ["number", "name"],
        )
        assert [(row.number, row.cells) for row in table.rows()] == [
            (4, ["A", 1.0]),
            (7, ["B", 2.5]),
        ]


def test_unknown_sheet_names_those_that_are_there(tmp_path):
    with (
        unusable("unknown-sheet") as error,
        open_table(workbook(tmp_path, [["number"]]), sheet="x"),
    ):
        pass
    assert error.value.params == {"sheet": "x", "sheets": ["Sheet"]}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiter_is_the_one_of_the_header_line(tmp_path, delimiter):
    path = written(tmp_path, f'number{delimiter}"a,b;c"\nA{delimiter}x\n')

    with open_table(path) as table:
        assert table.headers == ["number", "a,b;c"]
        assert next(table.rows()).cells == ["A", "x"]


TAIL = "".join(f"K{n},x,y,{n}\n" for n in range(100))


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        pytest.param('K1,x,y,1\nK2,x,"5 inch,2\n' + TAIL, 3, id="never closed, small"),
        pytest.param('K1,x,y,1\nK2,x,"' + "y" * 200_000, 3, id="never closed, large"),
        pytest.param('K1,x,"5 inch,1\n' + TAIL + 'K9,x,"z,9\n' + TAIL, 2, id="closed later"),
        pytest.param('K1,x,"5 inch,1\nK2,x,",2\n' + TAIL, 2, id="closed before a comma"),
        pytest.param('K1,x,"a,1\n' + TAIL + 'K9,x,y"\n', 2, id="closed at the end of a line"),
        pytest.param('K1,x,"one""\ntwo",1\nK2,"5"inch,y,2\n', 4, id="after a real line break"),
        pytest.param('"K1","x",""5 inch","1"\n', 2, id="not doubled"),
        pytest.param('"K1","x","5 inch"","1"\n"K2","x","y","2"\n', 2, id="half doubled"),
    ],
)
def test_stray_quotation_marks_are_refused_with_their_line(tmp_path, lines, line):
    path = written(tmp_path, "number,name,note,arpu\n" + lines)

    with unusable("bad-quotes") as error, open_table(path) as table:
        list(table.rows())
    assert error.value.params["line"] == line


@pytest.mark.parametrize(
    "note",
    [
        "one\ntwo",
        "No. 1, Road\nCity",
        "No. 1, Road\nHall, 2\nCity",
        'say "5 inch", then\r\nwait',
        "\n\n",
    ],
)
def test_quoted_text_of_several_lines_is_one_cell(tmp_path, note):
    quoted = note.replace('"', '""')
    path = written(tmp_path, f'number,name,note,arpu\nA,x,"{quoted}",1\nB,5"x,y,2\n')

    with open_table(path) as table:
        assert [row.cells for row in table.rows()] == [
            ["A", "x", note, "1"],
            ["B", '5"x', "y", "2"],
        ]


@pytest.mark.parametrize(
    ("lines", "row", "headers"),
    [
        pytest.param("客户清单\n客户编号,姓名\nA,甲\n", 2, ["客户编号", "姓名"], id="title"),
        pytest.param("客户清单,,\n\n编码,称呼,x\nA,甲,\n", 3, ["编码", "称呼", "x"], id="unknown"),
        pytest.param(
            "清单,导出人\n客户编号\t姓名,手机\n客户编号,姓名,手机\nA,甲,\n",
            3,
            ["客户编号", "姓名", "手机"],
            id="two cells above",
        ),
        pytest.param("编码,称呼\n客户编号,甲\n", 1, ["编码", "称呼"], id="one known word below"),
        pytest.param("编码\n1,甲\n", 1, ["编码"], id="numbers below"),
        pytest.param("number\nA,x\n", 1, ["number"], id="known header"),
    ],
)
def test_headers_are_found_below_titles(tmp_path, lines, row, headers):
    with open_table(written(tmp_path, lines)) as table:
        assert (table.header_row, table.headers) == (row, headers)


def test_headers_stand_where_one_says(tmp_path):
    path = written(tmp_path, "number,name\nA,x\n编号,y\nB,z\n")

    with open_table(path, header_row=3) as table:
        assert table.headers == ["编号", "y"]
        assert [row.number for row in table.rows()] == [4]
    with unusable("no-such-row"), open_table(path, header_row=9):
        pass


def test_workbook_tells_what_its_cells_show(tmp_path):
    path = tmp_path / "customers.xlsx"
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("旧").hide()
    sheet = book.add_worksheet("客户")
    sheet.activate()
    sheet.set_first_sheet()
    zeros = book.add_format({"num_format": "00000"})
    sheet.merge_range(0, 0, 0, 3, "客户清单")
    sheet.write_row(1, 0, ["客户编号", "姓名", "支局", "消费"])
    sheet.write_number(2, 0, 77, zeros)
    sheet.merge_range(2, 2, 3, 2, "东湖")
    sheet.write_number(3, 0, 123456, zeros)
    sheet.write_formula(3, 3, "=A1+1", None, "")
    sheet.write_formula(4, 3, "=NA()", None, "#N/A")
    book.close()

    with open_table(path) as table:
        assert (table.sheet, table.sheets, table.header_row) == ("客户", ("客户", "旧"), 2)
        rows = [row.cells for row in table.rows()]
    assert [(row[0], row[2]) for row in rows[:2]] == [("00077", "东湖"), ("123456", "东湖")]
    assert [row[3] for row in rows[1:]] == [
        BadCell("formula-without-value"),
        BadCell("error-cell", "#N/A"),
    ]


PERCENTS = [(0.5, "50%"), (0.853, "85.3%"), (1, "100%"), (-0.02, "-2%"), (0.07, "7%")]


def test_per_cents_of_an_xlsx_come_as_per_cents(tmp_path):
    path = tmp_path / "customers.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["number", "share", "percent", "count"])
    built_in, own, words = (
        book.add_format({"num_format": code}) for code in ("0%", "0.0%;[Red]-0.0%", '0" %"')
    )
    for place, (value, _shown) in enumerate(PERCENTS, start=1):
        sheet.write_string(place, 0, f"A{place}")
        for column, style in enumerate((built_in, own, words), start=1):
            sheet.write_number(place, column, value, style)
    book.close()

    with open_table(path) as table:
        rows = [row.cells[1:] for row in table.rows()]

    assert [row[:2] for row in rows] == [[shown, shown] for _value, shown in PERCENTS]
    assert [row[2] for row in rows] == [value for value, _shown in PERCENTS]


def ods(tmp_path, *rows):
    """An ods with one sheet, of rows of cells: what is said of a cell, and the text it shows."""
    names = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text")
    )
    lines = "".join(
        "<table:table-row>"
        + "".join(
            f"<table:table-cell {said}><text:p>{shown}</text:p></table:table-cell>"
            for said, shown in row
        )
        + "</table:table-row>"
        for row in rows
    )
    content = (
        f"<office:document-content{names}><office:body><office:spreadsheet>"
        f'<table:table table:name="客户">{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        "</manifest:manifest>"
    )
    parts = {"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content}
    return archive(tmp_path, parts, "customers.ods")


def test_an_ods_tells_what_its_cells_show(tmp_path):
    text = 'office:value-type="string"'
    number = 'office:value-type="float" office:value="{}"'.format
    percent = 'office:value-type="percentage" office:value="{}"'.format
    day = 'office:value-type="date" office:date-value="2026-12-01"'
    path = ods(
        tmp_path,
        [(text, "客户编号"), (text, "占比"), (text, "入网日期"), (text, "消费")],
        [(number(77), "00077"), (percent(0.853), "85%"), (day, "12月1日"), (number(30), "30.00")],
        [
            (number(13811112222), "13811112222"),
            (percent(1), "100.00%"),
            (day, "1"),
            (number("0.5"), "0.5"),
        ],
    )

    with open_table(path) as table:
        rows = [row.cells for row in table.rows()]

    assert [row[0] for row in rows] == ["00077", 13811112222]
    assert [row[1] for row in rows] == ["85.3%", "100%"]
    assert {row[2] for row in rows} == {dt.date(2026, 12, 1)}
    assert [row[3] for row in rows] == [30, 0.5]


def test_short_text_that_may_be_two_encodings_asks(tmp_path):
    path = written(tmp_path, "number,name\n1,石\n2,谢姚\n", encoding="gb18030")

    with unusable("ambiguous-encoding"), open_table(path):
        pass
    with open_table(path, encoding="gb18030") as table:
        assert [row.cells[1] for row in table.rows()] == ["石", "谢姚"]
    assert examine(written(tmp_path, "number,name\n1,石\n")).encoding == "utf-8"
    assert examine(written(tmp_path, "number,name\n1,x\n")).encoding == "utf-8"
