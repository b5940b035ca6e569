from datetime import date

import pandas as pd
import pytest

from data.base.language import translator
from data.figures.action_list import FILTERS
from reports.sentences.actions import (
    areas_title,
    changes_title,
    fall_words,
    filter_words,
    headline,
    lead,
    list_title,
    since_words,
    why_listed,
)
from tests.reports.areas import english

chinese = translator("zh")
DAY, BEFORE = date(2026, 10, 31), date(2026, 9, 30)
COUNTY = {
    **dict.fromkeys(FILTERS, False),
    "stage": "operating",
    "highest": None,
    "days_since": 0,
    "funding": True,
    "personnel": True,
    "venues": True,
}


def why(lang="en", **fields):
    return why_listed(COUNTY | fields, chinese if lang == "zh" else english, lang)


def counted(**counts):
    return dict.fromkeys(("listed", *FILTERS), 0) | counts


def test_every_filter_has_a_word_in_both_languages():
    assert set(filter_words(english)) == set(filter_words(chinese)) == set(FILTERS)
    assert filter_words(chinese)["stale"] == "超期未更新"


def test_not_started_and_not_reported_are_told_apart():
    assert why(to_do=True, not_started=True, stage="not_started") == [
        ("not_started", "No alliance: not started")
    ]
    assert why(to_do=True, not_reported=True, stage=pd.NA) == [("not_reported", "Stage not reported")]


def test_all_reasons_at_once_in_order():
    told = why(
        stale=True,
        lacking=True,
        unstated=True,
        backwards=True,
        days_since=1234,
        funding=False,
        personnel=False,
        venues=pd.NA,
        stage="established",
        highest="operating",
    )
    assert told == [
        ("stale", "Last report 1,234 days old"),
        ("lacking", "No guarantee of funding and personnel"),
        ("unstated", "Not reported: venues"),
        ("backwards", "Back from “operating” to “established”"),
    ]


def test_reasons_in_chinese():
    assert why("zh", lacking=True, funding=False, venues=False) == [("lacking", "缺经费、场地保障")]


def test_a_fall_into_silence_says_so():
    assert fall_words("established", pd.NA, english) == "Back from “established” to “not reported”"


@pytest.mark.parametrize(
    ("n", "counties", "area", "sentence"),
    [
        (0, 2848, None, "none of the 2,848 counties is on the action list"),
        (1, 2848, None, "1 of 2,848 counties is on the action list"),
        (1822, 2848, None, "1,822 of 2,848 counties are on the action list"),
        (2848, 2848, None, "all 2,848 counties are on the action list"),
        (0, 16, "Beijing", "nothing in Beijing is on the action list"),
        (1, 16, "Beijing", "1 of 16 counties of Beijing is on the action list"),
        (7, 16, "Beijing", "7 of 16 counties of Beijing are on the action list"),
        (16, 16, "Beijing", "every county of Beijing is on the action list (16)"),
    ],
)
def test_the_headline(n, counties, area, sentence):
    assert headline(counted(listed=n), counties, area, DAY, english, "en") == f"As of 31 Oct 2026, {sentence}"


def test_the_lead_names_only_reasons_that_somebody_has():
    told = lead(counted(listed=5, to_do=3, stale=1, backwards=2), english, "en")
    assert told == (
        "3 have no alliance, 1 is stale, 2 have gone backwards. A county may be on it for several reasons."
    )
    assert lead(counted(listed=3, lacking=3), english, "en") == "3 lack a guarantee."
    assert "within 90 days" in lead(counted(), english, "en")
    assert lead(counted(listed=2, to_do=1, unstated=1), chinese, "zh") == (
        "尚未建立1个，保障情况未报全1个。一县可有多项事由。"
    )


@pytest.mark.parametrize("reason", [None, *FILTERS])
def test_every_list_has_a_title_for_none_one_and_many(reason):
    assert list_title(reason, 0, english) == "No county is on the list for this reason"
    assert list_title(reason, 1, english).startswith("1 county ")
    assert list_title(reason, 1234, english).startswith("1,234 counties ")
    for n in (0, 1, 2):
        assert not any(letter.isascii() and letter.isalpha() for letter in list_title(reason, n, chinese))


def areas(*counts):
    return pd.DataFrame({"label": [f"P{n}" for n in range(len(counts))], "shown": counts})


@pytest.mark.parametrize(
    ("counts", "title"),
    [
        ((0, 0), "No area has any"),
        ((0, 3), "All in P1"),
        ((2, 3), "Only in P1 (3) and P0 (2)"),
        ((5, 4, 3, 2), "The most in P0 (5), P1 (4) and P2 (3)"),
        # The third is no longer than the fourth, and so is not named.
        ((5, 4, 3, 3), "The most in P0 (5) and P1 (4)"),
        ((3, 3, 3, 3, 1), "The most, 3 each, in 4 provinces"),
    ],
)
def test_one_of_several_equals_is_never_singled_out(counts, title):
    assert areas_title(areas(*counts), "province", english, "en") == title


def test_what_changed_since():
    assert changes_title((35, 3, 1, 0), BEFORE, DAY, english, "en") == (
        "Compared with 30 Sep: 35 newly established, 3 gone backwards, 1 verdict changed"
    )
    assert changes_title((0, 0, 2, 0), date(2025, 10, 31), DAY, english, "en") == (
        "Compared with 31 Oct 2025: 2 verdicts changed"
    )
    assert "no county gained" in changes_title((0, 0, 0, 0), BEFORE, DAY, english, "en")
    assert changes_title((1, 0, 0, 3), BEFORE, DAY, chinese, "zh").endswith("3项区划变更")
    assert since_words(None, DAY, english, "en") == "no earlier report to compare with"
