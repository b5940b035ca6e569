from datetime import UTC, date, datetime

import pytest

from data.base.language import translator
from reports.sentences.reporting import areas_title, headline, lead, saved_words
from tests.reports.areas import english

chinese = translator("zh")
DAY = date(2026, 10, 31)
NONE = dict.fromkeys(("counties", "reported", "missing", "never", "blank", "stale"), 0)


@pytest.mark.parametrize(
    ("reported", "area", "sentence"),
    [
        (0, None, "none of the 2,851 counties has reported"),
        (1, None, "1 of 2,851 counties has reported"),
        (84, None, "84 of 2,851 counties have reported"),
        (2851, None, "all 2,851 counties have reported"),
        (0, "Zhejiang", "none of the 2,851 counties of Zhejiang has reported"),
        (1, "Zhejiang", "1 of 2,851 counties of Zhejiang has reported"),
        (84, "Zhejiang", "84 of 2,851 counties of Zhejiang have reported"),
        (2851, "Zhejiang", "all 2,851 counties of Zhejiang have reported"),
    ],
)
def test_the_headline(reported, area, sentence):
    counted = NONE | {"reported": reported, "counties": 2851}
    assert headline(counted, area, DAY, english, "en") == f"As of 31 Oct 2026, {sentence}"
    told = headline(counted, area and "浙江省", DAY, chinese, "zh")
    assert not any(letter.isascii() and letter.isalpha() for letter in told)


def test_the_lead_names_what_is_missing_and_where_nobody_is_heard_of():
    counted = NONE | {"never": 2767, "blank": 1, "stale": 2}
    assert lead(counted, (31, 32, "province"), english, "en") == (
        "2,767 have never reported, 1 left its stage blank, 2 reports are more than 90 days old. "
        "From 31 of 32 provinces no county has."
    )
    assert lead(NONE | {"never": 1}, (1, 16, "county"), english, "en") == "1 has never reported."
    assert lead(NONE, (0, 32, "province"), english, "en") == "No report is more than 90 days old."
    assert lead(counted, (31, 32, "province"), chinese, "zh") == (
        "2,767个从未报告，1个未填建设阶段，2个超过90天未更新。32个省份中有31个无一县（市、区）报告。"
    )


def test_a_save_is_told_with_its_day_its_person_and_its_number():
    saved = datetime(2026, 11, 1, tzinfo=UTC).date()
    assert saved_words({"batch_id": 12}, "王芳", saved, english, "en") == (
        "Last saved 1 Nov 2026 by 王芳 (batch 12)"
    )


def test_the_areas_heard_of_are_counted():
    assert areas_title(31, 32, "province", english) == "1 of 32 provinces have counties that have reported"
    assert (
        areas_title(2, 16, "prefecture", english) == "14 of 16 prefectures have counties that have reported"
    )
    assert areas_title(2, 16, "county", english) == "The newest report of each county"
