"""Who shares a boundary with whom: both ways round, by land and by the lines of the map, islands alone."""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from data.base.fields import GUARANTEES
from data.figures.progress import county_status
from data.register.register import load_counties
from geo.neighbours import compare_neighbours, load_neighbours
from tests.data.factories import a_report, some_reports

DAY = date(2025, 3, 31)
KINMEN = "350527"


def a_status(*reports: dict[str, Any]) -> pd.DataFrame:
    given = some_reports(*reports)
    answers = {name: [report.get(name) for report in reports] for name in GUARANTEES}
    frame = given.assign(**{name: pd.array(told, dtype="boolean") for name, told in answers.items()})
    return county_status(frame, load_counties(), as_of=DAY)


def neighbours_of(code: str) -> list[str]:
    pairs = load_neighbours()
    return pairs.loc[pairs["code"] == code, "neighbour"].tolist()


def test_every_pair_stands_both_ways_round_with_one_length():
    pairs = load_neighbours()
    there = set(zip(pairs["code"], pairs["neighbour"], pairs["km"], strict=True))
    assert there == {(other, code, km) for code, other, km in there}
    assert (pairs["km"] > 0).all()
    assert not (pairs["code"] == pairs["neighbour"]).any()


def test_neighbours_are_counties_of_the_register():
    assert set(load_neighbours()["code"]) <= set(load_counties()["county_code"])


def test_an_island_has_no_neighbour():
    assert neighbours_of(KINMEN) == []
    assert compare_neighbours(KINMEN, a_status(), load_counties()).empty


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("110101", "110102"),  # 东城、西城
        ("441900", "440306"),  # 东莞、宝安: a city without counties
        ("110117", "120119"),  # 平谷、蓟州: two municipalities
        ("659001", "652324"),  # 石河子 of the XPCC, 玛纳斯 of Xinjiang
    ],
)
def test_a_boundary_crosses_provinces_and_kinds(one: str, other: str):
    assert other in neighbours_of(one)
    assert one in neighbours_of(other)


def test_the_longest_boundary_comes_first():
    pairs = load_neighbours()
    own = pairs.loc[pairs["code"] == "220104", "km"]
    assert own.is_monotonic_decreasing


def test_neighbours_are_compared_by_what_they_last_reported():
    status = a_status(
        a_report("110102", DAY, "operating", funding=True, personnel=True, venues=False),
        a_report("110105", DAY, None),
        a_report("110106", DAY, "preparing", funding=False),
    )
    found = compare_neighbours("110101", status, load_counties()).set_index("county_code")
    assert set(found.index) == set(neighbours_of("110101"))
    assert found.loc["110102", ["stage", "guarantees", "guarantees_told"]].tolist() == ["operating", 2, 3]
    assert found.loc["110106", ["stage", "guarantees", "guarantees_told"]].tolist() == ["preparing", 0, 1]
    assert pd.isna(found.loc["110105", "stage"])
    assert pd.isna(found.loc["110105", "guarantees"])
