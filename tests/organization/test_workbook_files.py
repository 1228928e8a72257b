"""Workbooks as files: old ones, damaged ones, cells without a value, and cells far away."""

from __future__ import annotations

import base64
import datetime as dt
import io
import zlib

import openpyxl
import pytest

from channels.models import ProductFamily
from organization.enums import Role
from organization.master_data import kinds
from organization.master_data.importing import WorkbookResult, read_workbook
from organization.models import ClosedDay, Policy, Unit
from tests.factories.organization import make_unit, make_user

pytestmark = pytest.mark.django_db

# A workbook of Excel 97 (BIFF8) with a product family and a closed day, packed.
OLD_EXCEL = (
    rb"c-rk)O=uHA6#izDG-+*{q_$!!lv1#2+Z@D;mzpYQFIs9Z77=QaU290PThjJW4_d7OFN)wv@lvP<FI6x8pa;Eq5Gr"
    rb"~Q1tHOc2fYXi9@?&NUUtK#MrgnmD*G+-X6DU%JG1-Eo0;9$i{bp-gSG-z;Q%~XF>6ud&<RSlb|nOAH%(cz^8h8&#"
    rb"il}SfQYQ|;c3GwzvNKzU4Vl7-WMc+Pn1q!9D|0gb!;FG@fc!4j-gL@Y3?bwO{o#BJgz2|36@(~-ecQmEc;n=m1Q5"
    rb"<=EX@YMhCn1Tl08C>EyOXk^+y|=L2i@q6IJIJic&U6m5Mtm`%pgo2;STTaS4Vr30F-Wo12xJE#Mu36V@DqN;f`6W"
    rb"#OpX?6fV?6`j3;p#V5FF^WV<$C{L^Z_Dqwf=_U1!iEL7IHG@upJ}b;tD;UHPorZWaLaNlT0VIi5!K>H=k_Vf<)Sw"
    rb"(A0<;o1R$0QC`<&BF}`OYLw}*jOGE1v`W$UMLT<?ZE$XwLd4LiF_qL+X=6-kwCcx`>GWuJN~it<V?ASa@?N~Igv!"
    rb">H29CCRk}85+4s*<f=&_dWet&Z;J`^2g%?$4)#T{p-d_0)AC_Tuzkz16K>}J`+@)F;52bbGeHd8=Q-Zj)>6^_iZ&"
    rb"1G)wqJH)<-bQyh%DbtY`+EFwd+u{|50w`N3g?;^-bLroNpDFde|gQKSM-WoHzl4#?Oa%E(?^!Af2>mhC1j1=w6@h"
    rb"CmStoT!Yqq5`F4b5FDlpzwpT2B!S)`xb1O}F$gij0v3GAAC!S5riKikb-ZD;nrJ6#u8V5s8@AFELp(b2=uQ(X;m-"
    rb"v$20h=#W;>(2#7cN}5aN%M-Agptnr+D_~(~UgS_^tms%am5!-z5JnhGEb(NuQL5p;Mm4bXD_b8+^jPmsq2Z{l8G+"
    rb"1ofUp3UMAss_OYm=X&9Mo;5p${#^)F+y6>6<6P(de*-)?7fb"
)


def sent(file: io.BytesIO) -> WorkbookResult:
    return read_workbook(file, kinds(), actor=make_user(Role.ADMINISTRATOR))


def saved(book: openpyxl.Workbook) -> io.BytesIO:
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    return file


def book_of(name: str, *rows: list[object]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = name
    for row in rows:
        sheet.append(row)
    return book


def test_old_excel_is_read_as_well():
    outcome = sent(io.BytesIO(zlib.decompress(base64.b85decode(b"".join([OLD_EXCEL])))))

    assert outcome.errors == []
    assert ProductFamily.objects.get(code="old").name == "旧表业务"
    assert ClosedDay.objects.get().on == dt.date(2027, 10, 31)


def test_one_cell_far_away_costs_the_reader_no_memory_of_the_web_process():
    book = book_of("product-families", ["code", "name"], ["pack", "流量包"])
    book.active["XFD1048576"] = "x"

    with pytest.raises(Exception) as refused:
        sent(saved(book))

    assert refused.value.code in {"unreadable", "too_big"}
    assert not ProductFamily.objects.exists()


def test_cell_that_shows_an_error_or_a_formula_without_value_is_named():
    book = book_of("product-families", ["code", "name"], ["pack", "=NA("], ["more", "b"])
    book.active["B2"].value = "#N/A"
    book.active["B2"].data_type = "e"
    book.active["B3"] = "=CONCAT(A1,A2)"

    outcome = sent(saved(book))

    assert [(error.row, error.column) for error in outcome.errors] == [(2, "B name"), (3, "B name")]
    assert not ProductFamily.objects.exists()


def test_code_comes_as_it_is_shown_and_merged_cells_hold_for_all_their_rows():
    make_unit("company", kind="company")
    book = book_of(
        "units",
        ["code", "name", "kind", "parent"],
        [71, "东湖", "branch", "company"],
        [72, "西岭", "branch", None],
    )
    for row in (2, 3):
        book.active[f"A{row}"].number_format = "0000"
    book.active.merge_cells("D2:D3")

    outcome = sent(saved(book))

    assert outcome.errors == []
    codes = Unit.objects.exclude(code="company").values_list("code", "parent__code")
    assert set(codes) == {("0071", "company"), ("0072", "company")}


def test_share_shown_as_per_cent_is_the_share():
    book = book_of(
        "policies", ["key", "value", "reason"], ["preflight.pressure_block_share", 0.02, "开局"]
    )
    book.active["B2"].number_format = "0%"

    outcome = sent(saved(book))

    assert outcome.errors == []
    assert Policy.objects.get().value == "0.02"
