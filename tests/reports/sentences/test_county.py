"""Sentences about a county are true of the values given, in the singular too."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from data.base.fields import REPORTED
from data.figures.county_history import CountyReport, Effect
from reports.sentences.county import (
    AreaShare,
    CountyStanding,
    comparison_title,
    county_headline,
    neighbours_title,
    report_lead,
    taken_from_words,
    taken_over_line,
    timeline_title,
)

DAY = date(2026, 10, 31)
HERE = CountyStanding("Nong'an County of Changchun", "established", date(2025, 3, 1), ever_reported=True)


def same(text: str) -> str:
    return text


def a_past(*effects: Effect, newest: date = DAY) -> list[CountyReport]:
    """Reports with these effects, the newest first, a month apart."""
    blank = dict.fromkeys(REPORTED)
    return [
        CountyReport(
            n,
            date(newest.year, newest.month - n, 28) if n else newest,
            datetime(2026, 11, 2, tzinfo=UTC),
            "Li",
            None,
            False,
            "110101",
            blank,
            effect,
            (),
        )
        for n, effect in enumerate(effects)
    ]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "has had an alliance since 1 Mar 2025"),
        ({"established_on": None}, "has an alliance"),
        ({"stage": "operating"}, "has had an alliance since 1 Mar 2025, and it is operating"),
        ({"stage": "operating", "established_on": None}, "has an alliance that is operating"),
        ({"stage": "preparing", "established_on": None}, "is preparing its alliance"),
        ({"stage": "not_started", "established_on": None}, "has not started on an alliance"),
        ({"stage": None, "established_on": None}, "has not reported a stage"),
        ({"stage": None, "established_on": None, "ever_reported": False}, "has never reported"),
        (
            {"ever_reported": False, "taken_from": ("Jiangbei District", "Yubei District")},
            "counts as established: Jiangbei District and Yubei District, merged into it, all were",
        ),
    ],
)
def test_the_headline_says_where_the_county_stands(changes: dict[str, object], sentence: str):
    told = county_headline(replace(HERE, **changes), DAY, same, "en")  # type: ignore[arg-type]
    assert told == f"As of 31 Oct 2026, Nong'an County of Changchun {sentence}"


@pytest.mark.parametrize(
    ("newest", "told"),
    [
        (DAY, "Its newest report describes this very day."),
        (date(2026, 10, 30), "Its newest report describes 30 Oct 2026, 1 day before."),
        (date(2026, 8, 2), "Its newest report describes 2 Aug 2026, 90 days before."),
        (
            date(2026, 8, 1),
            "Its newest report describes 1 Aug 2026, 91 days before: longer than 90 days ago.",
        ),
    ],
)
def test_the_lead_says_how_old_the_newest_report_is(newest: date, told: str):
    assert report_lead(HERE, a_past("first", newest=newest), DAY, 90, same, "en") == told


def test_the_lead_of_a_county_that_never_reported_says_so():
    assert report_lead(HERE, [], DAY, 90, same, "en").startswith("Nothing is known of it")


def test_the_lead_of_a_county_that_was_merged_says_whose_reports_stand_for_it():
    merged = replace(HERE, taken_from=("Jiangbei District",), told_on=date(2025, 9, 30))
    told = report_lead(merged, [], DAY, 90, same, "en")
    assert told.startswith("It has not reported itself yet.")
    assert "30 Sep 2025" in told
    assert taken_from_words("500157", DAY, "zh") == ("江北区", "渝北区")
    assert taken_from_words("500157", DAY, "en") == ("Jiangbei District", "Yubei District")
    assert taken_from_words("653228", DAY, "zh") == ()  # set up from parts of a county that goes on
    assert taken_over_line(("江北区", "渝北区"), "zh", same).count("江北区、渝北区") == 1


def test_neighbours_of_a_county_without_a_boundary_are_not_counted():
    told = neighbours_title(["established"], same, boundary_known=False)
    assert told == "Its boundary is not published, so its neighbours are not known"


@pytest.mark.parametrize(
    ("effects", "title"),
    [
        ((), "No report yet"),
        (("first",), "One report, as of 31 Oct 2026"),
        (("unchanged", "first"), "2 reports since 28 Sep 2026; nothing changed"),
        (("changed", "first"), "2 reports since 28 Sep 2026; none went backwards"),
        (("backwards", "changed", "first"), "3 reports since 28 Aug 2026; 1 of them went backwards"),
        (("backwards", "backwards", "first"), "3 reports since 28 Aug 2026; 2 of them went backwards"),
    ],
)
def test_the_timeline_says_what_became_of_the_county(effects: tuple[Effect, ...], title: str):
    assert timeline_title(a_past(*effects), same, "en") == title


@pytest.mark.parametrize(
    ("stages", "title"),
    [
        ([], "It shares no boundary with another county"),
        (["operating"], "Its only neighbour has an alliance"),
        ([None], "Its only neighbour has no alliance on record"),
        (["operating", "established"], "All 2 neighbouring counties have an alliance"),
        ([None, "preparing"], "None of the 2 neighbouring counties has an alliance on record"),
        (["established", "preparing"], "1 of 2 neighbouring counties has an alliance"),
        (["established", "operating", None], "2 of 3 neighbouring counties have an alliance"),
    ],
)
def test_neighbours_are_counted(stages: list[str | None], title: str):
    assert neighbours_title(stages, same) == title


@pytest.mark.parametrize(
    ("established", "own", "title"),
    [
        (0, False, "None of the 4 counties of Changchun has an alliance on record"),
        (1, True, "It is the only one of 4 counties of Changchun with an alliance (25.0%)"),
        (1, False, "1 of 4 counties of Changchun has an alliance (25.0%), not this one"),
        (3, False, "3 of 4 counties of Changchun have an alliance (75.0%), not this one"),
        (3, True, "It is one of 3 of 4 counties of Changchun with an alliance (75.0%)"),
        (4, True, "All 4 counties of Changchun have an alliance, this one too"),
    ],
)
def test_the_county_is_set_beside_its_area(established: int, own: bool, title: str):
    areas = [
        AreaShare("Changchun", established, 4, 4, covered=True),
        AreaShare("Jilin", 30, 60, 60, covered=True),
    ]
    assert comparison_title(areas, has_alliance=own, _=same) == title


@pytest.mark.parametrize(
    ("established", "reported", "own", "title"),
    [
        (0, 0, None, "None of the 12 counties of Changchun has reported"),
        (
            2,
            3,
            None,
            "2 of 3 counties of Changchun that have reported have an alliance (66.7%); this one has not reported",
        ),
        (3, 3, True, "All 3 counties of Changchun that have reported have an alliance, this one too"),
        (
            3,
            3,
            None,
            "3 of 3 counties of Changchun that have reported have an alliance (100.0%); this one has not reported",
        ),
    ],
)
def test_beside_few_reports_the_county_is_set_among_those_that_reported(established, reported, own, title):
    area = AreaShare("Changchun", established, reported, 12, covered=False)
    assert comparison_title([area], has_alliance=own, _=same) == title
