"""The months in which a pace closes a gap, and the two ends of their 80% range."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.figures.judgement import months_to_close, projected_days
from data.plan.thresholds import PROJECTION_SPREADS


def close(gap: float, pace: float, spread: float) -> tuple[float, float, float]:
    months, early, late = months_to_close(np.array([gap]), np.array([pace]), np.array([spread]))
    return months[0], early[0], late[0]


def test_the_pace_closes_the_gap_in_gap_over_pace_months() -> None:
    assert close(48, 2, 1)[0] == 24


@pytest.mark.parametrize(("gap", "pace"), [(0, 2), (-3, 2), (48, 0), (48, -1)])
def test_without_a_gap_or_a_pace_there_is_no_month(gap: float, pace: float) -> None:
    assert close(gap, pace, 1) == (np.inf, np.inf, np.inf)


def test_the_ends_are_where_the_band_around_the_line_meets_the_gap() -> None:
    gap, pace, spread = 60.0, 5.0, 4.0
    _months, early, late = close(gap, pace, spread)
    for end, side in ((early, 1), (late, -1)):
        assert pace * end + side * PROJECTION_SPREADS * spread * np.sqrt(end + end**2 / 6) == pytest.approx(
            gap
        )


def test_a_spread_below_that_of_independent_counties_is_not_believed() -> None:
    assert close(60, 5, 0) == close(60, 5, 5**0.5)
    assert close(60, 5, 0) != close(60, 5, 3)


def test_a_pace_that_may_be_none_has_no_late_end() -> None:
    # 5 - 1.476 × 9 ÷ √6 is below 0.
    _months, early, late = close(60, 5, 9)
    assert 0 < early < 12
    assert late == np.inf


@given(
    gap=st.integers(1, 3000),
    pace=st.floats(0.17, 200),
    spread=st.floats(0, 200),
)
def test_the_date_lies_within_its_range(gap: int, pace: float, spread: float) -> None:
    months, early, late = close(gap, pace, spread)
    assert 0 < early < months < late


def test_days_are_counted_in_calendar_months_up_to_the_horizon() -> None:
    days = projected_days(np.array([2.0, 1e6, np.inf]), date(2026, 10, 31))
    assert days.tolist() == [pd.Timestamp(2026, 12, 31), pd.NaT, pd.NaT]
