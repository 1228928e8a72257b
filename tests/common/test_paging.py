import pytest

from common.paging import MAX_START, page_at, start_of


@pytest.mark.parametrize(
    ("cursor", "start"),
    [
        ("", 0),
        ("0", 0),
        ("50", 50),
        ("-1", 0),
        ("x", 0),
        ("५०", 0),
        ("1000001", MAX_START),
        ("99999999", 0),
    ],
)
def test_place_of_an_address(cursor, start):
    assert start_of(cursor) == start


@pytest.mark.parametrize(
    ("count", "start", "rows", "following", "preceding"),
    [
        pytest.param(0, 0, [], None, None, id="nothing"),
        pytest.param(3, 0, [0, 1, 2], None, None, id="exactly one page"),
        pytest.param(4, 0, [0, 1, 2], 3, None, id="one more"),
        pytest.param(7, 3, [3, 4, 5], 6, 0, id="in the middle"),
        pytest.param(6, 3, [3, 4, 5], None, 0, id="the last, full"),
        pytest.param(7, 2, [2, 3, 4], 5, 0, id="back never below the first"),
        pytest.param(3, 9, [], None, 6, id="beyond the end"),
    ],
)
@pytest.mark.parametrize("is_counted", [True, False])
def test_page_and_what_lies_beside_it(count, start, rows, following, preceding, is_counted):
    page = page_at(range(count), start, size=3, is_counted=is_counted)

    assert (list(page.rows), page.following, page.preceding) == (rows, following, preceding)
    assert page.total == (count if is_counted else None)


def test_pager_shows_the_way_back_to_the_first_page():
    assert page_at(range(7), 3, size=3).context() == {"total": 7, "next": "6", "previous": "0"}
    assert page_at(range(2), 0, size=3).context() == {"total": 2, "next": "", "previous": ""}
