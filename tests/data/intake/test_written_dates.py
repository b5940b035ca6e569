from datetime import UTC, date, datetime
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.intake.date_columns import ColumnHabit, habit_of
from data.intake.written_dates import read_date


def codes(reading):
    return [finding.code for finding in reading.findings]


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2099, 12, 31)))
def test_every_full_date_is_read_in_every_way_of_writing_it(day):
    year, month, number = day.year, day.month, day.day
    chinese = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(year))
    for written in (
        day,
        datetime(year, month, number, 9, 30),  # noqa: DTZ001 - as spreadsheets hold them
        f"{year}年{month}月{number}日",
        f"{year}.{month}.{number}",
        f"{year}/{month}/{number}",
        f"{year}-{month:02}-{number:02} 00:00:00",
        f" {year} 年 {month} 月 {number} 日 ",
        int(f"{year}{month:02}{number:02}"),
        f"{year}{month:02}{number:02}",
        f"{year}．{month}．{number}",
        "".join(
            chr(ord(sign) + 0xFEE0) if sign.isdigit() else sign for sign in f"{year}年{month}月{number}日"
        ),
        f"{chinese}年{numeral(month)}月{numeral(number)}日",
    ):
        assert (read_date(written).value, codes(read_date(written))) == (day, []), written


def numeral(number):
    tens, units = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{' 一二三'[tens]}十") + (
        "" if not units else " 一二三四五六七八九"[units]
    )


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2025年3月", date(2025, 3, 1)),
        ("２０２５年３月", date(2025, 3, 1)),
        ("二〇二五年三月", date(2025, 3, 1)),
        ("2025年3月底", date(2025, 3, 31)),
        ("2024年2月下旬", date(2024, 2, 21)),
        ("2025-3", date(2025, 3, 1)),
        (2025.3, date(2025, 3, 1)),
        (2025.11, date(2025, 11, 1)),
        ("2025.10", date(2025, 10, 1)),
        (202503, date(2025, 3, 1)),
        (45717, date(2025, 3, 1)),
        ("４５７１７", date(2025, 3, 1)),
        (45717.75, date(2025, 3, 1)),
        ("25.3.12", date(2025, 3, 12)),
        ("24.11.25", date(2024, 11, 25)),
        ("11/30/24", date(2024, 11, 30)),
        ("Mar-25", date(2025, 3, 1)),
        ("March 2025", date(2025, 3, 1)),
        ("3月-25", date(2025, 3, 1)),
        ("三月-25", date(2025, 3, 1)),
        ("12-3月-25", date(2025, 3, 12)),
        ("2025-02-28T16:00:00.000Z", date(2025, 3, 1)),
        ("2025-02-28T16:00:00Z", date(2025, 3, 1)),
        ("2024-12-31T18:30:00+0000", date(2025, 1, 1)),
        ("2025-03-02T00:30:00+09:00", date(2025, 3, 1)),
        ("Fri, 28 Feb 2025 16:00:00 GMT", date(2025, 3, 1)),
        ("13/4/2025", date(2025, 4, 13)),
        ("于2025年3月12日挂牌成立", date(2025, 3, 12)),
    ],
)
def test_what_is_not_certain_about_a_date_is_a_guess(written, day):
    assert (read_date(written).value, codes(read_date(written))) == (day, ["date_guessed"])


@pytest.mark.parametrize(
    ("written", "code", "suggestions"),
    [
        (2025.1, "date_ambiguous", ("2025-01-01", "2025-10-01")),
        ("2025.1", "date_ambiguous", ("2025-01-01", "2025-10-01")),
        ("3/4/2025", "date_ambiguous", ("2025-03-04", "2025-04-03")),
        ("3/4/25", "date_ambiguous", ("2025-03-04", "2025-04-03")),
        ("10/11/24", "date_ambiguous", ("2024-10-11", "2024-11-10")),
        ("25.2.30", "date_impossible", ("2025-02-28",)),
        ("12-Mar", "date_incomplete", ()),
        ("Mar 5", "date_incomplete", ()),
        ("16:00:00", "date_unreadable", ()),
        ("2026.2.30", "date_impossible", ("2026-02-28",)),
        (20250230, "date_impossible", ("2025-02-28",)),
        ("2025年13月", "date_impossible", ()),
        ("2025年", "date_incomplete", ()),
        (2025, "date_incomplete", ()),
        ("3月12日", "date_incomplete", ()),
        ("2025年上半年", "date_incomplete", ()),
        ("去年", "date_unreadable", ()),
        ("2025年3月-5月", "date_unreadable", ()),
        (True, "date_unreadable", ()),
        (float("inf"), "date_unreadable", ()),
        (20251, "date_unreadable", ()),
        ("#N/A", "cell_formula_error", ()),
    ],
)
def test_dates_that_are_asked_about(written, code, suggestions):
    reading = read_date(written)
    assert (reading.value, codes(reading), reading.findings[0].suggestions) == (None, [code], suggestions)


def test_text_that_keeps_its_zeros_tells_january_from_october():
    assert read_date("2025.1", habit=ColumnHabit(keeps_zeros=True)).value == date(2025, 1, 1)
    assert codes(read_date(2025.1, habit=ColumnHabit(keeps_zeros=True))) == ["date_ambiguous"]


def test_a_month_is_its_last_day_for_an_as_of_date():
    assert read_date("2026年9月", month_day="last").value == date(2026, 9, 30)


def test_aware_times_are_days():
    assert read_date(datetime(2025, 3, 12, 23, 59, tzinfo=UTC)).value == date(2025, 3, 12)


@pytest.mark.parametrize("year", [1899, 1989, 2100, 2263, 9999])
def test_a_day_in_a_cell_is_held_to_the_same_years_as_one_in_text(year):
    day = date(year, 1, 1)
    at_noon = datetime(year, 1, 1, 12)  # noqa: DTZ001 - as spreadsheets hold them
    assert [codes(read_date(cell)) for cell in (day, at_noon, day.isoformat())] == [["date_unreadable"]] * 3
    assert read_date(day).value is None


JUNE: Final = date(2025, 6, 1)


@pytest.mark.parametrize(
    "written",
    [
        "Sunday, June 1, 2025",
        "Sunday, 1 June 2025",
        "June 1st, 2025",
        "1 Jun 2025",
        "2025年6月1日星期日",
        "星期日 2025年6月1日",
        "2025/6/1 上午 12:00:00",
        "2025/6/1 下午3:05",
        "2025年6月1日 10:30",
        "2025-06-01T00:00:00+08:00",
        "2025-06-01T00:00:00.000Z",
        "2025-06-01 00:00:00.0",
        "Sun Jun 01 2025 00:00:00 GMT+0800 (中国标准时间)",
        "Sun Jun 01 2025 00:00:00 GMT+0800 (China Standard Time)",
        "Sun Jun 01 2025",
        "Sun Jun 01 00:00:00 CST 2025",
        "Sun Jun  1 00:00:00 2025",
    ],
)
def test_days_as_programs_write_them_are_certain(written):
    assert (read_date(written).value, codes(read_date(written))) == (JUNE, [])


@pytest.mark.parametrize(
    "cell",
    [
        "00:00:00",
        "0:00",
        "1900/1/0",
        "1900-01-00 00:00:00",
        "0000-00-00",
        "0000-00-00 00:00:00",
        "0001-01-01T00:00:00",
        "1899-12-30",
        "NaT",
        date(1899, 12, 30),
        date(1904, 1, 1),
        datetime(1899, 12, 31),  # noqa: DTZ001 - as spreadsheets hold them
        0,
    ],
)
def test_a_zero_shown_as_a_day_is_blank(cell):
    assert (read_date(cell).value, codes(read_date(cell))) == (None, [])


def column(*cells):
    """Read cells together; gives (day, codes) of each."""
    habit = habit_of(cells)
    return [(reading.value, codes(reading)) for reading in (read_date(cell, habit=habit) for cell in cells)]


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        (["3/12/25", "10/11/24", "11/30/24"], ["2025-03-12", "2024-10-11", "2024-11-30"]),
        (["03/12/2025", "12/31/2024", "05/20/2025"], ["2025-03-12", "2024-12-31", "2025-05-20"]),
        (["03/12/2024", "25/04/2025", "31/12/2024"], ["2024-12-03", "2025-04-25", "2024-12-31"]),
        (["3/12/25", "12/31/2024"], ["2025-03-12", "2024-12-31"]),
        (["3/12/25 0:00", "12/31/24 0:00"], ["2025-03-12", "2024-12-31"]),
        (["6/1/2025, 12:00:00 AM", "12/31/2024, 12:00:00 AM"], ["2025-06-01", "2024-12-31"]),
        (["24.11.25", "25.3.12", "31/12/2024"], ["2024-11-25", "2025-03-12", "2024-12-31"]),
        (["3-12-25", "31-12-24"], ["2025-12-03", "2024-12-31"]),
    ],
)
def test_a_day_with_one_order_decides_for_its_column(cells, days):
    assert column(*cells) == [(date.fromisoformat(day), ["date_guessed"]) for day in days]


def test_days_that_contradict_each_other_decide_nothing():
    assert column("3/4/2025", "13/4/2025", "4/13/2025") == [
        (None, ["date_ambiguous"]),
        (date(2025, 4, 13), ["date_guessed"]),
        (date(2025, 4, 13), ["date_guessed"]),
    ]


def moment(*parts):
    return datetime(2025, 3, 2, *parts)  # noqa: DTZ001 - as spreadsheets hold them


@pytest.mark.parametrize(
    "cell",
    [
        moment(16),
        moment(15, 59, 59, 999_000),
        moment(15, 59, 17),
        moment(23, 59, 17),
        "2025-03-02 16:00:00",
        "2025-03-02T16:00",
    ],
)
def test_a_column_at_midnight_of_china_in_universal_time_is_moved_on_and_told(cell):
    assert column(cell, date(2025, 5, 1)) == [(date(2025, 3, 3), ["date_guessed"]), (date(2025, 5, 1), [])]


def test_ordinary_times_of_day_change_no_day():
    cells = [moment(9, 30), moment(16), moment(17, 20), "2025-03-02 16:00"]
    assert column(*cells) == [(date(2025, 3, 2), [])] * 4
