import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars.drawing.lanes import pack


@pytest.mark.parametrize(
    ("spans", "lanes"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param([(0, 10), (12, 20)], [0, 0], id="one after the other share a lane"),
        pytest.param([(0, 10), (11, 20)], [0, 1], id="too near for one lane"),
        pytest.param([(0, 10), (5, 20), (12, 30)], [0, 1, 0], id="the first free lane"),
        pytest.param(
            [(0, 5), (0, 30)], [1, 0], id="the longer of two that start together comes first"
        ),
    ],
)
def test_pack(spans, lanes):
    assert pack(spans) == lanes


@given(
    st.lists(
        st.tuples(st.integers(0, 200), st.integers(1, 60)).map(
            lambda one: (one[0], one[0] + one[1])
        ),
        max_size=60,
    )
)
def test_bars_of_one_lane_never_touch_and_no_lane_is_wasted(spans):
    lanes = pack(spans)

    for n, (start, end) in enumerate(spans):
        for k, (other_start, other_end) in enumerate(spans[:n]):
            if lanes[n] == lanes[k]:
                assert end + 2 <= other_start or other_end + 2 <= start
    busiest = max(
        (sum(1 for start, end in spans if start <= x < end + 2) for x, _ in spans), default=0
    )
    assert len(set(lanes)) == busiest
