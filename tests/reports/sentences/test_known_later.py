"""A past day that is counted otherwise today: the comparison says what the trend shows, and why."""

from datetime import date

import pytest

from charts.words import later_words
from reports.sentences.comparison import known_later_sentence
from tests.charts.looks import LIGHT_EN

DAY = date(2026, 9, 30)


@pytest.mark.parametrize(
    ("later", "said"),
    [
        (2, "The trend shows 2,182 for 30 Sep 2026: 2 more were reported later."),
        (1, "The trend shows 2,181 for 30 Sep 2026: 1 more was reported later."),
        (-3, "The trend shows 2,177 for 30 Sep 2026: later reports took 3 away."),
    ],
)
def test_the_comparison_names_the_trend_s_number(later, said):
    assert known_later_sentence(later, 2180, DAY, LIGHT_EN.translate, "en") == said


@pytest.mark.parametrize(
    ("later", "said"),
    [
        (2, "2 of them were reported later; on the day 2,180 were known"),
        (1, "1 of them was reported later; on the day 2,181 were known"),
        (-1, "1 was taken away by a later report; on the day 2,183 were known"),
        (-3, "3 were taken away by later reports; on the day 2,185 were known"),
    ],
)
def test_a_point_of_the_trend_names_what_was_known_on_its_day(later, said):
    assert later_words(later, 2182, LIGHT_EN.translate) == said
