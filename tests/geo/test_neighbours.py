"""Who shares a boundary with whom: both ways round, by land and by the lines of the map, islands alone."""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from data.base.fields import GUARANTEES
from data.figures.progress import county_status
from data.register.history import register_of
from data.register.register import load_counties
from geo.held_ground import SHAPES_DAY
from geo.neighbours import compare_neighbours, load_neighbours, neighbours_on
from tests.data.factories import a_report, some_reports, unit_reports

DAY = date(2025, 3, 31)
KINMEN = "350527"


def a_status(*reports: dict[str, Any]) -> pd.DataFrame:
    given = some_reports(*reports)
    answers = {name: [report.get(name) for report in reports] for name in GUARANTEES}
    frame = given.assign(**{name: pd.array(told, dtype="boolean") for name, told in answers.items()})
    return county_status(unit_reports(frame), as_of=DAY)


def neighbours_of(code: str) -> list[str]:
    pairs = load_neighbours()
    return pairs.loc[pairs["code"] == code, "neighbour"].tolist()


def test_every_pair_stands_both_ways_round_with_one_length():
    pairs = load_neighbours()
    there = set(zip(pairs["code"], pairs["neighbour"], pairs["km"], strict=True))
    assert there == {(other, code, km) for code, other, km in there}
    assert (pairs["km"] > 0).all()
    assert not (pairs["code"] == pairs["neighbour"]).any()


def test_the_prepared_pairs_are_of_the_units_whose_shapes_are_drawn():
    assert set(load_neighbours()["code"]) <= set(register_of(SHAPES_DAY).counties["county_code"])


@pytest.mark.parametrize(
    "day", [None, date(2025, 12, 1), date(2025, 1, 31), date(2024, 6, 30), date(2020, 12, 31)]
)
def test_neighbours_of_a_day_are_counties_of_its_register(day: date | None):
    pairs, codes = neighbours_on(day), set(register_of(day).counties["county_code"])
    assert set(pairs["code"]) == set(pairs["neighbour"]) <= codes
    assert not pairs.duplicated(["code", "neighbour"]).any()
    there = set(zip(pairs["code"], pairs["neighbour"], pairs["km"].fillna(-1), strict=True))
    assert there == {(other, code, km) for code, other, km in there}


def test_a_merged_unit_has_the_outer_boundary_of_its_predecessors():
    before, after = neighbours_on(date(2025, 11, 5)), neighbours_on(date(2025, 11, 6))
    old = before[before["code"].isin(["500105", "500112"]) & ~before["neighbour"].isin(["500105", "500112"])]
    new = after[after["code"] == "500157"]
    assert new["km"].sum() == pytest.approx(old["km"].sum())
    assert set(new["neighbour"]) == set(old["neighbour"])


def test_a_unit_without_a_shape_borders_on_those_whose_ground_it_shares():
    pairs = neighbours_on(date(2026, 9, 11)).set_index(["code", "neighbour"])["km"]
    assert pd.isna(pairs["653228", "653223"])
    assert pd.isna(pairs["653223", "653228"])
    assert list(pairs["659013"].index.sort_values()) == ["653022", "653121", "653122", "659003"]
    assert "653228" not in neighbours_on(date(2024, 12, 26))["code"].tolist()


def test_an_island_has_no_neighbour():
    assert neighbours_of(KINMEN) == []
    assert compare_neighbours(KINMEN, a_status(), load_counties(), neighbours_on(None)).empty


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
    found = compare_neighbours("110101", status, load_counties(), neighbours_on(None)).set_index(
        "county_code"
    )
    assert set(found.index) == set(neighbours_of("110101"))
    assert found.loc["110102", ["stage", "guarantees", "guarantees_told"]].tolist() == ["operating", 2, 3]
    assert found.loc["110106", ["stage", "guarantees", "guarantees_told"]].tolist() == ["preparing", 0, 1]
    assert pd.isna(found.loc["110105", "stage"])
    assert pd.isna(found.loc["110105", "guarantees"])
