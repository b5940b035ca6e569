from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.base.months import day_after_months, month_ends, months_before, months_between


def d(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2026-10-31", "2027-12-31", 14),
        ("2027-02-28", "2027-12-31", 10),
        ("2028-02-29", "2028-03-31", 1),
        ("2025-12-31", "2025-12-31", 0),
        ("2025-06-15", "2025-06-30", 0.5),
        ("2025-12-31", "2025-10-31", -2),
    ],
)
def test_month_ends_are_whole_months_apart(start: str, end: str, months: float) -> None:
    assert months_between(d(start), d(end)) == pytest.approx(months)


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        ("2026-10-31", 6, "2026-04-30"),
        ("2026-02-28", 6, "2025-08-31"),
        ("2028-02-28", 6, "2027-08-28"),
        ("2026-08-30", 6, "2026-02-28"),
        ("2025-01-15", 1, "2024-12-15"),
        ("2025-01-31", 12, "2024-01-31"),
    ],
)
def test_months_before_keeps_month_ends_and_days(day: str, months: int, before: str) -> None:
    assert months_before(d(day), months) == d(before)


def test_day_after_months() -> None:
    assert day_after_months(d("2026-10-31"), 14) == d("2027-12-31")
    assert day_after_months(d("2026-10-31"), 0.5) == d("2026-11-15")
    assert day_after_months(d("2026-10-31"), 0.51) == d("2026-11-16")
    assert day_after_months(d("2027-11-30"), 3) == d("2028-02-29")


@given(st.dates(d("2000-01-01"), d("2035-12-31")), st.dates(d("2000-01-01"), d("2035-12-31")))
def test_going_as_many_months_as_lie_between_arrives(start: date, end: date) -> None:
    assert day_after_months(start, months_between(start, end)) == end


def test_month_ends_close_with_the_day_itself() -> None:
    assert month_ends(d("2024-11-30"), d("2025-01-31")) == [d("2024-11-30"), d("2024-12-31"), d("2025-01-31")]
    assert month_ends(d("2024-11-30"), d("2025-01-10")) == [d("2024-11-30"), d("2024-12-31"), d("2025-01-10")]
