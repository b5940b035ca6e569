from datetime import date

import pytest

from data.base import formats

DAY = date(2026, 10, 31)


@pytest.mark.parametrize(
    ("write", "chinese", "english"),
    [
        (formats.format_date, "2026年10月31日", "31 Oct 2026"),
        (formats.format_month, "2026年10月", "Oct 2026"),
        (formats.format_short_day, "10月底", "31 Oct"),
        (formats.format_due, "2026年10月底", "the end of Oct 2026"),
    ],
)
def test_a_day_in_both_languages(write, chinese, english):
    assert (write(DAY, "zh"), write(DAY, "en")) == (chinese, english)


def test_a_deadline_says_no_more_than_it_has_to():
    assert formats.format_due(date(2027, 12, 31), "zh") == "2027年底"
    assert formats.format_due(date(2027, 12, 31), "en") == "the end of 2027"
    assert formats.format_due(date(2027, 6, 15), "zh") == "2027年6月15日"
    assert formats.format_short_day(date(2024, 2, 28), "zh") == "2月28日"
    assert formats.format_short_day(date(2024, 2, 29), "zh") == "2月底"


@pytest.mark.parametrize(
    ("first", "last", "known", "chinese", "english"),
    [
        (date(2027, 9, 1), date(2027, 12, 9), None, "2027年9—12月", "Sep–Dec 2027"),
        (date(2027, 9, 1), date(2027, 12, 9), 2027, "9—12月", "Sep–Dec"),
        (date(2027, 9, 1), date(2028, 2, 9), 2027, "2027年9月—2028年2月", "Sep 2027–Feb 2028"),
        (date(2027, 9, 1), date(2027, 9, 30), None, "2027年9月", "Sep 2027"),
    ],
)
def test_a_span_of_months(first, last, known, chinese, english):
    assert formats.format_months(first, last, "zh", known_year=known) == chinese
    assert formats.format_months(first, last, "en", known_year=known) == english


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.0, "0.0%"),
        (1 / 2848, "0.1%"),
        (2231 / 2848, "78.3%"),
        (0.9994, "99.9%"),
        (2847 / 2848, "99.9%"),
        (1.0, "100.0%"),
    ],
)
def test_none_and_all_are_said_of_none_and_all_only(share, said):
    assert formats.format_share(share) == said


def test_numbers_have_thousands_and_a_true_minus():
    assert formats.format_count(2231) == "2,231"
    assert formats.format_count(-1234.0) == "−1,234"
    assert [formats.format_change(n) for n in (45, 0, -18)] == ["+45", "0", "−18"]
    assert formats.format_points(-0.0158) == "1.6"
    assert formats.format_ratio(1.178) == "1.18"
    assert [formats.format_target(share) for share in (0.5, 1.0, 0.625)] == ["50%", "100%", "62.5%"]


@pytest.mark.parametrize(
    ("pace", "said"),
    [(52.3, "52"), (9.96, "10"), (9.94, "9.9"), (2.0, "2"), (0.666, "0.7"), (-0.04, "0"), (-0.3, "−0.3")],
)
def test_a_small_pace_has_a_decimal(pace, said):
    assert formats.format_pace(pace) == said


def test_names_are_joined_as_the_language_does():
    assert formats.join_names(["河南", "四川", "河北"], "zh") == "河南、四川、河北"
    assert formats.join_names(["Henan", "Sichuan", "Hebei"], "en") == "Henan, Sichuan and Hebei"
    assert formats.join_names(["Henan"], "en") == "Henan"
    assert formats.join_names([], "en") == ""
