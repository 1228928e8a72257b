import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.evidence.beta import below, polygamma, quantile

# p, a, b, what scipy.stats.beta.ppf of SciPy 1.17 says.
SCIPY = [
    (0.05, 0.5, 0.5, 0.006155829702),
    (0.05, 1, 1, 0.05),
    (0.05, 2, 198, 0.001788639138),
    (0.05, 0.4, 900, 4.608798512e-07),
    (0.05, 29, 71, 0.2181571716),
    (0.05, 31, 2000, 0.01107709436),
    (0.05, 400, 9600, 0.036830043),
    (0.05, 5000, 120000, 0.03909253611),
    (0.5, 0.5, 0.5, 0.5),
    (0.5, 1, 1, 0.5),
    (0.5, 2, 198, 0.008419545803),
    (0.5, 0.4, 900, 0.0001612386777),
    (0.5, 29, 71, 0.288595155),
    (0.5, 31, 2000, 0.01510456718),
    (0.5, 400, 9600, 0.03996933612),
    (0.5, 5000, 120000, 0.03999754668),
    (0.95, 0.5, 0.5, 0.9938441703),
    (0.95, 1, 1, 0.95),
    (0.95, 2, 198, 0.02361544364),
    (0.95, 0.4, 900, 0.001845534938),
    (0.95, 29, 71, 0.3666416011),
    (0.95, 31, 2000, 0.01999171398),
    (0.95, 400, 9600, 0.04327455683),
    (0.95, 5000, 120000, 0.04091583238),
]


@pytest.mark.parametrize(("p", "a", "b", "said"), SCIPY)
def test_quantiles_are_those_of_scipy(p, a, b, said):
    assert quantile(p, a, b) == pytest.approx(said, rel=2e-4)


@given(
    st.sampled_from([0.05, 0.5, 0.95]),
    st.floats(0.3, 5e4),
    st.floats(0.3, 5e5),
)
def test_as_much_lies_below_a_quantile_as_was_asked(p, a, b):
    assert below(quantile(p, a, b), a, b) == pytest.approx(p, abs=5e-4)


def test_polygamma_at_one_and_a_half():
    """−γ, π²/6, −2 ζ(3), π⁴/15 at one; its recurrence from a half to one and a half."""
    assert polygamma(1.0) == pytest.approx((-0.57721566, 1.64493407, -2.40411381, 6.49393940))
    half, more = polygamma(0.5), polygamma(1.5)
    assert more[0] - half[0] == pytest.approx(2)
    assert more[1] - half[1] == pytest.approx(-4)
