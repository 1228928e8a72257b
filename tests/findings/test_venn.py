import pytest

from findings.effects import revalued
from findings.views.venn import WIDTH, venn


def test_venn_is_to_scale():
    drawing = venn(412_600, 62_540, 38_412, own_css="gk", other_css="zq", identity="x")

    assert drawing is not None
    total = 412_600 + 62_540 - 38_412
    assert drawing.own_width == pytest.approx(412_600 / total * WIDTH, abs=0.1)
    assert drawing.shared_width == pytest.approx(38_412 / total * WIDTH, abs=0.1)
    assert drawing.shared_x + drawing.shared_width == pytest.approx(drawing.own_width, abs=0.2)
    assert drawing.other_x + drawing.other_width == pytest.approx(WIDTH, abs=0.2)
    assert all(0 <= label.x <= WIDTH for label in drawing.labels)


@pytest.mark.parametrize(("own", "other", "shared"), [(0, 5, 0), (5, 5, 0), (5, 3, 4)])
def test_venn_draws_nothing_that_cannot_be(own, other, shared):
    assert venn(own, other, shared, own_css="", other_css="", identity="x") is None


def test_venn_keeps_its_words_apart_when_one_side_is_small():
    drawing = venn(10, 100_000, 9, own_css="", other_css="", identity="x")

    mine, both = drawing.labels[:2]
    assert both.x > mine.x + 200
    assert drawing.labels[2].y == 98


@pytest.mark.parametrize(("after", "is_said"), [("50.00", False), ("30.00", True)])
def test_what_the_customer_gets_is_said_only_where_it_changes(after, is_said):
    assert bool(revalued({"value_before": "50.00", "value_after": after})) == is_said
