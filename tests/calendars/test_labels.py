import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars.drawing.labels import cut, place, width


@pytest.mark.parametrize(
    ("text", "pixels"),
    [("充值", 24), ("ab", 13.44), ("5G升档", 37.44), ("…", 12), ("", 0)],
)
def test_width_counts_a_chinese_character_as_one_em(text, pixels):
    assert width(text) == pytest.approx(pixels)


def test_label_that_fits_is_whole():
    assert cut("国庆充值送", 60) == "国庆充值送"


def test_long_label_is_cut_with_an_ellipsis():
    assert cut("国庆充值送", 48) == "国庆充…"


def test_label_without_room_is_empty():
    assert cut("国庆充值送", 11) == ""


@given(st.text(max_size=30), st.floats(0, 300))
def test_a_cut_label_never_exceeds_its_room(text, room):
    assert width(cut(text, room)) <= room or cut(text, room) == text


def test_label_lies_inside_its_bar():
    placed = place("国庆充值送", 100, 300, limit=900)

    assert (placed.text, placed.icon_x, placed.text_x, placed.outside) == (
        "国庆充值送",
        104,
        120,
        False,
    )


def test_label_of_a_short_bar_stands_beside_it_and_takes_room():
    placed = place("国庆充值送", 100, 120, limit=900)

    assert placed.outside
    assert placed.text == "国庆充值送"
    assert placed.end == pytest.approx(184)


def test_label_at_the_charts_edge_is_not_drawn_outside():
    placed = place("国庆充值送", 880, 898, limit=900)

    assert not placed.outside
    assert placed.text == ""


def test_label_moves_past_the_today_line():
    placed = place("国庆充值送", 100, 300, limit=900, today=150)

    assert placed.icon_x > 150
    assert placed.text == "国庆充值送"


def test_label_before_the_today_line_stays():
    assert place("充值", 100, 300, limit=900, today=200).icon_x == 104


def test_label_that_fits_only_before_the_today_line_is_cut_there():
    placed = place("国庆充值送大礼包", 100, 230, limit=900, today=210)

    assert placed.text_x + width(placed.text) < 210


def test_mark_and_chevrons_take_their_room():
    whole = place("国庆充值送", 100, 200, limit=900)
    narrow = place(
        "国庆充值送", 100, 200, limit=900, marked=True, clipped_left=True, clipped_right=True
    )

    assert whole.text == "国庆充值送"
    assert narrow.text.endswith("…")
    assert narrow.icon_x > whole.icon_x
