from datetime import date

import pandas as pd
import pytest

from reports.comparison import compare_units, comparison_remarks, comparison_title, first_reports
from tests.reports.areas import AS_OF, BEFORE, an_area, chinese, english, units

COLUMNS = ("code", "label", "counties", "established_before", "established", "verdict_before", "verdict")
HENAN = ("410000", "Henan", 157, 115, 123, "on_track", "on_track")
SICHUAN = ("510000", "Sichuan", 183, 133, 140, "on_track", "on_track")
HEBEI = ("130000", "Hebei", 167, 131, 136, "on_track", "on_track")
HUNAN = ("430000", "Hunan", 122, 100, 101, "on_track", "on_track")
HAINAN = ("460000", "Hainan", 26, 21, 19, "off_track", "reversing")
QINGHAI = ("630000", "Qinghai", 44, 23, 23, "off_track", "off_track")
BEIJING = ("110000", "Beijing", 16, 16, 16, "achieved", "achieved")
SHANXI = ("140000", "Shanxi", 117, 88, 89, "on_track", "at_risk")


def compared(*rows) -> pd.DataFrame:
    frame = units(list(rows), *COLUMNS)
    frame["change"] = frame["established"] - frame["established_before"]
    return frame


def remarks(*rows, before=2186, now=2231, newly=0, level="province", was_missing=71, _=english, lang="en"):
    told = comparison_remarks(
        compared(*rows),
        an_area(established=before, not_reported=was_missing),
        an_area(established=now),
        newly_reported=newly,
        level=level,
        _=_,
        lang=lang,
    )
    return [remark.text for remark in told]


def test_the_paragraph_of_the_design_page():
    told = remarks(HENAN, SICHUAN, HEBEI, HUNAN, HAINAN, QINGHAI, BEIJING, newly=18, was_missing=89)
    assert told == [
        "45 counties more, from 2,186 to 2,231; the share rose by 1.6 points.",
        "The most in Henan (+8), Sichuan (+7) and Hebei (+5).",
        "Hainan has 2 fewer and went from “off track” to “reversing”.",
        "None added in Qinghai.",
        "18 counties reported for the first time; not reported: from 89 to 71.",
    ]


def test_names_follow_the_language():
    assert "Henan（+8）、Sichuan（+7）、Hebei（+5）增加最多。" in remarks(
        HENAN, SICHUAN, HEBEI, HUNAN, _=chinese, lang="zh"
    )


def test_only_a_fall_has_the_tone_of_a_fall():
    told = comparison_remarks(
        compared(HENAN, HAINAN),
        an_area(),
        an_area(),
        newly_reported=0,
        level="province",
        _=english,
        lang="en",
    )
    assert [remark.tone for remark in told] == ["plain", "plain", "fall"]


@pytest.mark.parametrize(
    ("before", "now", "sentence"),
    [
        (2231, 2231, "Established counties stay at 2,231."),
        (2230, 2231, "1 county more, from 2,230 to 2,231; the share rose by 0.0 points."),
        (2231, 2230, "1 county fewer, from 2,231 to 2,230; the share fell by 0.0 points."),
        (2231, 2200, "31 counties fewer, from 2,231 to 2,200; the share fell by 1.1 points."),
    ],
)
def test_the_net_change(before, now, sentence):
    assert remarks(HENAN, QINGHAI, before=before, now=now)[0] == sentence


def gained(code: int, by: int):
    return (f"{code}0000", f"P{code}", 100, 50, 50 + by, "on_track", "on_track")


def test_one_of_several_equals_is_never_singled_out():
    assert remarks(gained(11, 5), gained(12, 3), gained(13, 3), gained(14, 3))[1] == "The most in P11 (+5)."
    assert remarks(*(gained(code, 2) for code in range(11, 16)))[1] == "The most, +2 each, in 5 provinces."
    assert remarks(gained(11, 2), gained(12, 1), QINGHAI)[1] == "Only in P11 (+2) and P12 (+1)."


def test_several_falls_are_named_and_many_are_counted():
    falls = [(f"{code}0000", f"P{code}", 100, 50, 49, "on_track", "reversing") for code in range(11, 17)]
    assert "Fewer than before in P11 (−1) and P12 (−1)." in remarks(HENAN, *falls[:2])
    assert "Fewer than before in 6 provinces." in remarks(HENAN, *falls)
    assert "P11 has 1 fewer." in remarks(HENAN, (*falls[0][:5], "reversing", "reversing"))


def test_a_worse_verdict_without_a_fall_is_told():
    assert "The verdict got worse in Shanxi (now at risk)." in remarks(HENAN, SHANXI)
    unknown = ("540000", "Xizang", 74, 30, 35, "on_track", "cannot_assess")
    assert not any("worse" in sentence for sentence in remarks(HENAN, unknown))


def test_who_is_done_is_not_said_to_add_none_and_silence_is_not_listed():
    assert not any("None added" in sentence for sentence in remarks(HENAN, BEIJING))
    many = [(f"{code}0000", f"P{code}", 100, 50, 50, "on_track", "on_track") for code in range(11, 17)]
    assert "None added in 6 provinces." in remarks(HENAN, *many)
    assert remarks(QINGHAI, BEIJING, before=2231) == ["Established counties stay at 2,231."]


def test_counties_are_named_as_new_or_lost():
    new = ("110101", "Dongcheng", 1, 0, 1, "off_track", "achieved")
    lost = ("110102", "Xicheng", 1, 1, 0, "achieved", "reversing")
    told = remarks(new, lost, level="county", before=2231)
    assert told[1:] == ["New: Dongcheng.", "Lost: Xicheng."]
    many = [(f"1101{n:02}", f"C{n}", 1, 0, 1, "off_track", "achieved") for n in range(6)]
    assert remarks(*many, level="county")[1] == "6 counties have established one."


def test_reporting():
    assert remarks(HENAN, QINGHAI, newly=1, was_missing=72)[-1] == (
        "1 county reported for the first time; not reported: from 72 to 71."
    )
    assert remarks(HENAN, QINGHAI, was_missing=60)[-1] == "Not reported: from 60 to 71."


def test_an_area_of_one_unit_is_told_once():
    assert len(remarks(HENAN, before=2230)) == 1


def test_two_days_are_put_side_by_side():
    labels = pd.DataFrame({"code": ["460000", "110000"], "label": ["Hainan", "Beijing"]})
    summary = pd.DataFrame(
        {"code": ["110000", "460000", "999999"], "established": [16, 21, 0], "counties": [16, 26, 1]}
    )
    judged = pd.DataFrame({"code": ["110000", "460000", "999999"], "verdict": ["achieved", "off_track", "x"]})
    later = summary.assign(established=[16, 19, 1])
    worse = judged.assign(verdict=["achieved", "reversing", "x"])
    frame = compare_units(labels, (summary, judged), (later, worse))
    assert frame[["code", "change", "verdict_before", "verdict"]].to_numpy().tolist() == [
        ["110000", 0, "achieved", "achieved"],
        ["460000", -2, "off_track", "reversing"],
    ]


def test_first_reports_are_those_that_had_no_stage():
    before = pd.DataFrame({"county_code": ["1", "2", "3"], "stage": ["preparing", None, None]})
    now = pd.DataFrame({"county_code": ["1", "2", "3"], "stage": [None, "established", None]})
    assert first_reports(before, now) == 1


def test_the_title_names_the_day():
    assert comparison_title(BEFORE, AS_OF, english, "en") == "Compared with 30 Sep"
    assert comparison_title(BEFORE, AS_OF, chinese, "zh") == "与 9 月底相比"
    assert comparison_title(date(2025, 12, 31), AS_OF, english, "en") == "Compared with 31 Dec 2025"
