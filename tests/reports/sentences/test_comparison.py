from datetime import date

import pandas as pd
import pytest

from data.base.language import translator
from reports.sentences.comparison import comparison_remarks, comparison_title
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


ORDER = ("achieved", "on_track", "at_risk", "off_track", "reversing")


def compared(*rows) -> pd.DataFrame:
    frame = units(list(rows), *COLUMNS)
    frame["change"] = frame["established"] - frame["established_before"]
    frame["turned"] = frame["verdict"] != frame["verdict_before"]
    frame["covered"] = True
    place = {verdict: n for n, verdict in enumerate(ORDER)}
    frame["worse"] = frame["verdict"].map(place) > frame["verdict_before"].map(place)
    return frame


NOBODY_CAME = pd.DataFrame({"label": [], "came": pd.Series(dtype=bool)})


def some_counties(*fallen: tuple[str, str | None], newly: int = 0, net: int = 0) -> pd.DataFrame:
    """Counties gone backwards, with the stage that they have now; so many that reported first, and so many gained."""
    rows = [(label, stage, True, False, False, False) for label, stage in fallen]
    rows += [(f"C{n}", "preparing", False, True, False, False) for n in range(newly)]
    rows += [(f"D{n}", "established", False, False, net > 0, net < 0) for n in range(abs(net))]
    columns = ["label", "after", "backwards", "first_report", "gained", "lost"]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[2:], bool))


def remarks(
    *rows,
    before=2186,
    now=2231,
    newly=0,
    fallen=(),
    level="province",
    was_missing=71,
    progress=None,
    register=NOBODY_CAME,
    now_of=2848,
    _=english,
    lang="en",
):
    told = comparison_remarks(
        compared(*rows),
        an_area(established=before, not_reported=was_missing),
        an_area(established=now, counties=now_of, not_reported=71),
        counties=some_counties(*fallen, newly=newly, net=now - before if progress is None else progress),
        register=register,
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
        counties=some_counties(("Sansha", None)),
        register=NOBODY_CAME,
        level="province",
        _=english,
        lang="en",
    )
    assert [remark.tone for remark in told] == ["plain", "plain", "fall", "fall"]


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


def test_what_the_register_brings_or_takes_is_no_progress():
    register = pd.DataFrame(
        {"label": ["江北区", "渝北区", "两江新区"], "came": [False, False, True]}, index=[4, 5, 6]
    )
    told = remarks(
        HENAN, QINGHAI, now=2188, progress=3, now_of=2847, register=register, _=translator("zh"), lang="zh"
    )
    assert told[:2] == [
        "进展+3，区划变更−1：已建立的县由2,848个中的2,186个变为2,847个中的2,188个。",
        "区划变更：新设两江新区，撤销江北区、渝北区。",
    ]
    many = pd.DataFrame({"label": [f"C{n}" for n in range(5)], "came": True})
    told = remarks(HENAN, QINGHAI, now=2187, progress=1, now_of=2853, register=many)
    assert told[:2] == [
        "+1 by progress, 0 by changes of the register: established from 2,186 of 2,848 counties to 2,187 of 2,853.",
        "In the register new: 5 counties.",
    ]


def test_too_few_reports_have_no_share_that_rises():
    silent = ("620000", "Gansu", 87, 0, 0, "cannot_assess", "cannot_assess")
    counties = pd.concat([some_counties(net=3), some_counties(net=2).assign(first_report=True)])
    told = comparison_remarks(
        compared(("330000", "Zhejiang", 90, 59, 64, "cannot_assess", "cannot_assess"), silent).assign(
            covered=False
        ),
        an_area(established=59, not_reported=2770),
        an_area(established=64, not_reported=2764),
        counties=counties,
        register=NOBODY_CAME,
        level="province",
        _=english,
        lang="en",
    )
    assert [remark.text for remark in told] == [
        "+5 established, from 59 to 64; 2 of them reported for the first time.",
        "Only in Zhejiang (+5).",
        "2 counties reported for the first time; not reported: from 2,770 to 2,764.",
    ]


def gained(code: int, by: int):
    return (f"{code}0000", f"P{code}", 100, 50, 50 + by, "on_track", "on_track")


def test_one_of_several_equals_is_never_singled_out():
    assert remarks(gained(11, 5), gained(12, 3), gained(13, 3), gained(14, 3))[1] == "The most in P11 (+5)."
    assert remarks(*(gained(code, 2) for code in range(11, 16)))[1] == "The most, 2 each, in 5 provinces."
    assert remarks(gained(11, 2), gained(12, 1), QINGHAI)[1] == "Only in P11 (+2) and P12 (+1)."


def test_several_falls_are_named_and_many_are_counted():
    falls = [(f"{code}0000", f"P{code}", 100, 50, 49, "on_track", "reversing") for code in range(11, 17)]
    assert "Fewer than before in P11 (−1) and P12 (−1)." in remarks(HENAN, *falls[:2])
    assert "Fewer than before in 6 provinces." in remarks(HENAN, *falls)
    assert "P11 has 1 fewer." in remarks(HENAN, (*falls[0][:5], "reversing", "reversing"))


def test_a_worse_verdict_without_a_fall_is_told():
    assert "The verdict got worse in Shanxi (now at risk)." in remarks(HENAN, SHANXI)
    unknown = ("540000", "Xizang", 74, 30, 35, "on_track", "cannot_assess")
    told = remarks(HENAN, unknown)
    assert not any("worse" in sentence for sentence in told)
    assert "The verdict is another in Xizang (now cannot be assessed)." in told


def test_a_better_verdict_is_told():
    better = ("140000", "Shanxi", 117, 88, 95, "off_track", "at_risk")
    assert "The verdict got better in Shanxi (now at risk)." in remarks(HENAN, better)


def test_worse_verdicts_of_several_that_fell_are_told():
    falls = [(f"{code}0000", f"P{code}", 100, 50, 49, "on_track", "reversing") for code in (11, 12)]
    told = remarks(HENAN, *falls)
    assert "The verdict got worse in P11 (now reversing) and P12 (now reversing)." in told
    many = [(f"{code}0000", f"P{code}", 100, 50, 50, "on_track", "at_risk") for code in range(11, 17)]
    assert "The verdict got worse in 6 provinces." in remarks(HENAN, *many)


def test_counties_gone_backwards_are_named_or_counted():
    told = remarks(HENAN, fallen=[("Gar County", "preparing"), ("Motuo County", None)])
    assert "Gone backwards: Gar County (now preparing) and Motuo County (now not reported)." in told
    assert "5 counties have gone backwards." in remarks(HENAN, fallen=[("C", "preparing")] * 5)


def test_who_is_done_is_not_said_to_add_none_and_silence_is_not_listed():
    assert not any("None added" in sentence for sentence in remarks(HENAN, BEIJING))
    many = [(f"{code}0000", f"P{code}", 100, 50, 50, "on_track", "on_track") for code in range(11, 17)]
    assert "None added in 6 provinces." in remarks(HENAN, *many)
    assert remarks(QINGHAI, BEIJING, before=2231) == ["Established counties stay at 2,231."]


def test_counties_are_named_as_new_or_lost():
    new = ("110101", "Dongcheng", 1, 0, 1, "off_track", "achieved")
    lost = ("110102", "Xicheng", 1, 1, 0, "achieved", "reversing")
    told = remarks(new, lost, level="county", before=2231, fallen=[("Xicheng", "preparing")])
    assert told[1:] == ["New: Dongcheng.", "Gone backwards: Xicheng (now preparing)."]
    many = [(f"1101{n:02}", f"C{n}", 1, 0, 1, "off_track", "achieved") for n in range(6)]
    assert remarks(*many, level="county")[1] == "6 counties have established one."


def test_reporting():
    assert remarks(HENAN, QINGHAI, newly=1, was_missing=72)[-1] == (
        "1 county reported for the first time; not reported: from 72 to 71."
    )
    assert remarks(HENAN, QINGHAI, was_missing=60)[-1] == "Not reported: from 60 to 71."


def test_an_area_of_one_unit_is_told_once():
    assert len(remarks(HENAN, before=2230)) == 1


def test_the_title_names_the_day():
    assert comparison_title(BEFORE, AS_OF, english, "en") == "Compared with 30 Sep"
    assert comparison_title(BEFORE, AS_OF, chinese, "zh") == "与9月底相比"
    assert comparison_title(date(2025, 12, 31), AS_OF, english, "en") == "Compared with 31 Dec 2025"
