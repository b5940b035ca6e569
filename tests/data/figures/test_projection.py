"""The months in which a pace closes a gap, and the two ends of their 80% range."""

from datetime import date
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.figures.projection import months_to_close, projected_days, range_of_months, size_groups
from data.plan.thresholds import FEWEST_FOR_RANGE, RANGE_FACTORS, RANGE_MONTHS

EVERY_SIZE = pytest.mark.parametrize(("counties", "size"), [(13, "small"), (95, "middling"), (2851, "large")])


def close(gap: float, pace: float) -> float:
    return months_to_close(np.array([gap]), np.array([pace]))[0]


def ends(months: float, *, net: int = 10, counties: int = 95, whole: bool = True) -> tuple[float, float]:
    early, late = range_of_months(
        np.array([months]), np.array([net]), np.array([counties]), np.array([whole])
    )
    return early[0], late[0]


def test_the_pace_closes_the_gap_in_gap_over_pace_months() -> None:
    assert close(48, 2) == 24


@pytest.mark.parametrize(("gap", "pace"), [(0, 2), (-3, 2), (48, 0), (48, -1)])
def test_without_a_gap_or_a_pace_there_is_no_month(gap: float, pace: float) -> None:
    assert close(gap, pace) == np.inf


def test_areas_are_small_middling_or_large() -> None:
    sizes = np.array([1, 29, 30, 499, 500])
    assert size_groups(sizes).tolist() == ["small", "small", "middling", "middling", "large"]


@EVERY_SIZE
@pytest.mark.parametrize("whole", [True, False])
def test_the_ends_are_the_months_times_their_factors(counties: int, size: str, whole: bool) -> None:
    for months, (early, late) in zip(RANGE_MONTHS, RANGE_FACTORS[size, whole], strict=True):
        assert ends(months, counties=counties, whole=whole) == pytest.approx((months * early, months * late))


def test_beyond_the_months_of_the_study_the_nearest_factors_hold() -> None:
    factors = RANGE_FACTORS["middling", True]
    assert ends(1) == pytest.approx(factors[0])
    assert ends(40) == pytest.approx((40 * factors[-1][0], 40 * factors[-1][1]))


def test_too_few_counties_carry_no_range() -> None:
    assert ends(12, net=FEWEST_FOR_RANGE - 1) == (np.inf, np.inf)
    assert np.isfinite(ends(12, net=FEWEST_FOR_RANGE)).all()


def test_without_a_date_there_is_no_range() -> None:
    assert ends(np.inf) == (np.inf, np.inf)


@EVERY_SIZE
@given(months=st.floats(0.01, 500), whole=st.booleans())
def test_the_date_lies_within_its_range(counties: int, size: str, months: float, whole: bool) -> None:  # noqa: ARG001
    early, late = ends(months, counties=counties, whole=whole)
    assert 0 < early <= months * (1 + 1e-9)
    assert late >= months * (1 - 1e-9)


@EVERY_SIZE
@pytest.mark.parametrize("whole", [True, False])
def test_a_later_date_never_has_an_earlier_late_end(counties: int, size: str, whole: bool) -> None:  # noqa: ARG001
    steps = [ends(months, counties=counties, whole=whole)[1] for months in np.linspace(0.5, 60, 200)]
    assert all(one <= other * (1 + 1e-6) for one, other in pairwise(steps))


def test_days_are_counted_in_calendar_months_up_to_the_horizon() -> None:
    days = projected_days(np.array([2.0, 1e6, np.inf]), date(2026, 10, 31))
    assert days.tolist() == [pd.Timestamp(2026, 12, 31), pd.NaT, pd.NaT]
