"""Headline, lead and titles of the mechanisms page, every branch against values set by hand."""

from datetime import date

import pandas as pd
import pytest

from data.figures.mechanisms import ItemGroup, load_items
from data.plan.duties import load_duties
from reports.sentences.mechanisms import (
    DutyFigures,
    GroupFigures,
    county_title,
    duty_rows,
    headline,
    heatmap_title,
    items_alternative,
    lead,
    operating_alternative,
    operating_title,
    shown_sentence,
)

DAY = date(2026, 10, 31)
ITEMS = [(group, item.code) for group, items in load_items().items() for item in items]
UNITS = pd.DataFrame({"code": ["110000", "440000"], "label": ["Beijing", "Guangdong"]})


def english(text: str) -> str:
    return text


def counts(code="100000", default=(6, 3, 1), **answers) -> pd.DataFrame:
    """One area's answers: (yes, no, not reported) for items by their codes, else `default`."""
    rows = []
    for _group, item in ITEMS:
        yes, no, blank = answers.get(item, default)
        total = yes + no + blank
        rows.append((code, item, yes, no, blank, total, yes / total if total else float("nan")))
    return pd.DataFrame(rows, columns=["code", "item", "yes", "no", "not_reported", "counties", "share"])


def figures(group: ItemGroup, *, silent=1, counties=10, only=False, name=None, default=(6, 3, 1), **answers):
    return GroupFigures(name, group, counts(default=default, **answers), counties, silent, only)


def said(group: ItemGroup, **options) -> str:
    return headline(figures(group, **options), english, "en")


def test_the_guarantee_with_most_noes_is_most_often_missing():
    assert said("guarantees", funding=(4, 5, 1)) == (
        "60.0% of counties have a coordination mechanism; funding is the guarantee most often missing"
    )
    # The guidance body and the three together are no guarantees.
    assert "venues is" in said(
        "guarantees", guidance_body=(0, 9, 1), all_guarantees=(0, 9, 1), venues=(5, 4, 1)
    )


def test_silence_is_not_a_missing_guarantee():
    assert "personnel is" in said("guarantees", funding=(1, 1, 8), personnel=(5, 4, 1))


@pytest.mark.parametrize(
    ("answers", "second"),
    [
        (
            {"funding": (4, 5, 1), "venues": (4, 5, 1)},
            "funding and venues are the guarantees most often missing",
        ),
        ({}, "the three guarantees are missing equally often"),
        (
            {"funding": (9, 0, 1), "personnel": (9, 0, 1), "venues": (0, 0, 10)},
            "no county reports a guarantee missing",
        ),
    ],
)
def test_equal_or_no_missing_guarantees(answers, second: str):
    assert said("guarantees", **answers) == f"60.0% of counties have a coordination mechanism; {second}"


def test_an_area_is_named_and_the_counties_that_count():
    text = said("guarantees", name="Beijing", only=True, funding=(4, 5, 1))
    assert text.startswith(
        "Beijing: 60.0% of counties with an alliance have a coordination mechanism; funding"
    )


def test_departments_and_resource_areas_on_average_and_the_rarest():
    assert said("departments", department_6=(2, 7, 1)) == (
        "On average 10.9 of 17 departments take part; Civil affairs least often, in 20.0% of counties"
    )
    assert said("resources", resource_2=(1, 8, 1), resource_5=(1, 8, 1)) == (
        "On average 3.6 of 7 resource areas are offered; Physical exercise and Science education least often, "
        "in 10.0% of counties"
    )
    assert said("resources").endswith("; 7 of them least often, in 60.0% of counties")


def test_everything_or_nothing():
    whole = (9, 0, 1)
    assert said("departments", default=whole) == "All 17 departments take part in every county that reported"
    assert said("resources", default=whole) == "Every county that reported offers all seven resource areas"
    nothing = (0, 0, 10)
    for group, words in (
        ("guarantees", "No county has reported on mechanisms and guarantees"),
        ("departments", "No county has reported which departments take part"),
        ("resources", "No county has reported its resource areas"),
    ):
        assert said(group, silent=10, default=nothing) == words
    assert said("guarantees", counties=0, silent=0, default=(0, 0, 0)) == "No county has an alliance yet"


@pytest.mark.parametrize(
    ("options", "text"),
    [
        (
            {"silent": 0},
            "As of 31 Oct 2026; shares of all 10 counties. Every one of them has reported on this.",
        ),
        (
            {"silent": 1},
            (
                "As of 31 Oct 2026; shares of all 10 counties. "
                "1 of them has reported nothing on this and is not counted as a no."
            ),
        ),
        (
            {"silent": 4, "only": True},
            "As of 31 Oct 2026, 6 of the 10 counties with an alliance have reported on this.",
        ),
        (
            {"silent": 2, "only": True},
            (
                "As of 31 Oct 2026; shares of the 10 counties with an alliance. "
                "2 of them have reported nothing on this and are not counted as a no."
            ),
        ),
        ({"counties": 0, "silent": 0, "only": True}, "As of 31 Oct 2026."),
    ],
)
def test_the_lead_says_out_of_how_many_and_who_keeps_silent(options, text: str):
    assert lead(figures("guarantees", **options), DAY, english, "en") == text


def title(*areas: pd.DataFrame, group: ItemGroup = "guarantees") -> str:
    return heatmap_title(pd.concat(areas), UNITS, group, english, "en")


def test_the_heat_maps_title_names_the_lowest_cell():
    assert title(counts("110000"), counts("440000", venues=(2, 8, 0))) == "Lowest: Venues in Guangdong, 20.0%"
    # All three together cannot but be lowest, and an area that keeps silent is not one that lacks.
    shy = counts("440000", funding=(1, 2, 7), all_guarantees=(0, 10, 0), venues=(5, 5, 0))
    assert title(counts("110000"), shy) == "Lowest: Venues in Guangdong, 50.0%"


def test_equally_low_cells_are_counted():
    low = {"venues": (2, 8, 0), "funding": (2, 8, 0)}
    assert (
        title(counts("110000"), counts("440000", **low)) == "Lowest: Funding in Guangdong and 1 more, 20.0%"
    )


@pytest.mark.parametrize(
    ("default", "text"),
    [
        ((0, 0, 10), "Nothing to show: no county has reported on this"),
        ((0, 0, 0), "Nothing to show: no county has reported on this"),
        ((10, 0, 0), "Everything is in place in every county"),
        ((3, 3, 4), "More than a fifth of the counties have not reported, everywhere"),
    ],
)
def test_the_heat_maps_title_of_extremes(default, text: str):
    assert title(counts("110000", default), counts("440000", default)) == text


def test_a_title_where_the_rest_keeps_silent():
    text = title(counts("110000", (10, 0, 0)), counts("440000", (1, 0, 9)))
    assert text == "Everything is in place wherever most counties have reported"


YES, NO, BLANK, OUT = (1, 0, 0), (0, 1, 0), (0, 0, 1), (0, 0, 0)


@pytest.mark.parametrize(
    ("answers", "text"),
    [
        ([YES, NO, YES], "2 of 3 counties have everything in place"),
        ([YES, NO, BLANK], "1 of 3 counties has everything in place"),
        ([NO, BLANK], "None of 2 counties has everything in place"),
        ([YES, OUT], "Everything is in place in every county"),
        ([OUT, OUT], "No county has an alliance yet"),
    ],
)
def test_single_counties_are_counted(answers, text: str):
    frame = pd.concat([counts(f"11010{n}", answer) for n, answer in enumerate(answers)])
    assert county_title(frame, "guarantees", english) == text


def operating(*rows: tuple[str, int, int]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["label", "established", "operating"])
    whole = frame["established"].where(frame["established"] > 0)
    return frame.assign(share_operating_of_established=frame["operating"] / whole)


CHINA = ("China", 10, 6)


@pytest.mark.parametrize(
    ("rows", "level", "text"),
    [
        ([CHINA, ("A", 5, 4), ("B", 5, 2)], "province", "60.0% of alliances operate; B lowest, 40.0%"),
        (
            [CHINA, ("A", 6, 4), ("B", 2, 1), ("C", 2, 1)],
            "province",
            "60.0% of alliances operate; 2 provinces lowest, 50.0%",
        ),
        ([CHINA, ("A", 5, 3), ("B", 5, 3)], "province", "60.0% of alliances operate"),
        ([CHINA, ("A", 10, 6), ("B", 0, 0)], "province", "60.0% of alliances operate"),
        ([CHINA, ("A", 5, 4), ("B", 5, 2)], "county", "60.0% of alliances operate"),
        ([("China", 4, 4), ("A", 4, 4)], "province", "Every alliance is operating"),
        ([("China", 0, 0), ("A", 0, 0)], "province", "No county has an alliance yet"),
    ],
)
def test_operating_title(rows, level: str, text: str):
    assert operating_title(operating(*rows), level, english) == text


def test_alternatives_say_what_is_drawn():
    spoken = items_alternative("Finding", figures("guarantees", funding=(4, 5, 1)), english, "en")
    assert spoken.startswith("Finding. Altogether: Coordination 60.0%, Guidance body 60.0%, Funding 40.0%")
    frame = operating(CHINA, ("A", 5, 4), ("B", 5, 2), ("C", 0, 0))
    assert operating_alternative("Finding", frame, english) == "Finding. From A at 80.0% to B at 40.0%"
    assert operating_alternative("Finding", frame.iloc[:2], english) == "Finding"


def a_duty_figures(default=(6, 3, 1), silent=1, schools=(30, 40, 9, 10)) -> DutyFigures:
    row = pd.Series(
        dict(zip(("schools_covered", "schools_total", "reported", "counties"), schools, strict=True))
    )
    groups = {group: figures(group, default=default, silent=silent) for group in load_items()}
    return DutyFigures(groups, established=7, reported=9, schools=row)


def test_duties_show_in_figures_or_say_that_none_does():
    rows = duty_rows(a_duty_figures(), english, "en")
    assert len(rows) == len(load_duties()) == 19
    said = {row.duty: shown_sentence(row, english, "en") for row in rows}
    assert said["Establish family education guidance institutions"] == (
        "Family education guidance body: 6 of 10 counties, 60.0%"
    )
    assert said["Establish education alliances suited to local conditions"] == (
        "With an alliance: 7 of 10 counties, 70.0%; "
        "Schools covered: 30 of 40, 75.0%, in 9 counties that reported"
    )
    assert said["Meet their responsibility for education within their own functions"] == (
        "Departments taking part: 11.3 of 17 on average, in 9 counties that reported"
    )
    assert said["Guide the departments to cooperate"] == "No reported figure shows it"
    assert [row.actor for row in rows][:4] == ["Government"] * 4


def test_duties_without_reports_are_not_reported_which_is_not_none():
    rows = duty_rows(a_duty_figures((0, 0, 10), 10, (0, 0, 0, 10)), english, "en")
    told = [sentence for row in rows for sentence in row.shown]
    assert "Coordination mechanism: not reported" in told
    assert "Departments taking part: not reported" in told
    assert "Resource areas: not reported" in told
    assert "Schools covered: not reported" in told
    one = duty_rows(a_duty_figures(silent=9, schools=(1, 2, 1, 10)), english, "en")
    assert any("in 1 county that reported" in sentence for row in one for sentence in row.shown)


def test_while_few_have_reported_shares_are_of_those_that_did():
    few = {"silent": 7, "default": (2, 1, 7)}
    assert said("guarantees", **few, funding=(1, 2, 7)).startswith(
        "66.7% of the counties that reported have a coordination mechanism; "
    )
    spoken = items_alternative("Finding", figures("guarantees", **few), english, "en")
    assert spoken.startswith("Finding. Altogether, of those that reported: Coordination 66.7%")
    told = [
        sentence for row in duty_rows(a_duty_figures((2, 1, 7), 7), english, "en") for sentence in row.shown
    ]
    assert "Family education guidance body: 2 of the 3 counties that reported it, 66.7%" in told
