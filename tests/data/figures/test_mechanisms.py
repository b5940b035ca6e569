"""What alliances rest on, counted by hand and against a count one by one."""

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.base.fields import YES_NO
from data.figures.mechanisms import (
    ALL_GUARANTEES,
    Item,
    item_answers,
    item_counts,
    load_items,
    operating_counts,
    school_counts,
    silent_counts,
)
from data.plan.duties import load_departments, load_duties
from data.register.register import area_of
from data.store.batch import STORED_TYPES
from tests.data.factories import SMALL_REGISTER, a_register

COUNTIES = a_register()
CODES = [row[0] for row in SMALL_REGISTER]
COLUMNS = ("county_code", "stage", *YES_NO, "departments", "resources", "schools_covered", "schools_total")
COUNTED = ["yes", "no", "not_reported", "counties"]


def a_status(**answers: dict[str, object]) -> pd.DataFrame:
    """The status of the small register; each keyword (c110101) gives what one county answered."""
    rows = [{"county_code": code} | answers.get(f"c{code}", {}) for code in CODES]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame.astype({name: STORED_TYPES[name] for name in COLUMNS})


def counted(frame: pd.DataFrame, code: str, item: str) -> list[int]:
    row = frame[(frame["code"] == code) & (frame["item"] == item)]
    assert len(row) == 1
    return row[COUNTED].iloc[0].tolist()


def test_items_are_six_seventeen_and_seven_in_the_plans_order() -> None:
    items = load_items()
    assert [len(group) for group in items.values()] == [6, 17, 7]
    assert [item.code for item in items["guarantees"]] == [*YES_NO, ALL_GUARANTEES]
    assert items["departments"][1] == Item(
        "department_2",
        "departments",
        "中央宣传部",
        "Publicity Department of the CPC Central Committee",
        "宣传",
        "Publicity",
    )
    assert items["resources"][0].short_name == "文化学习"


def test_a_blank_answer_is_not_a_no() -> None:
    status = a_status(c110101={"coordination": True}, c440103={"coordination": False})
    frame = item_counts(status, COUNTIES, "province")
    assert counted(frame, "110000", "coordination") == [1, 0, 1, 2]
    assert counted(frame, "440000", "coordination") == [0, 1, 2, 3]
    assert counted(frame, "660000", "coordination") == [0, 0, 2, 2]
    beijing, _guangdong, xpcc = (
        frame[frame["code"] == code].iloc[0] for code in ("110000", "440000", "660000")
    )
    assert (beijing["share"], beijing["share_of_reported"]) == (0.5, 1.0)
    assert xpcc["share"] == 0
    assert math.isnan(xpcc["share_of_reported"])


@pytest.mark.parametrize(
    ("funding", "personnel", "venues", "all_three"),
    [
        (True, True, True, True),
        (True, True, None, None),
        (True, False, None, False),
        (None, None, None, None),
        (False, False, False, False),
    ],
)
def test_all_three_guarantees(funding, personnel, venues, all_three) -> None:
    status = a_status(c110101={"funding": funding, "personnel": personnel, "venues": venues})
    answer = item_answers(status)[ALL_GUARANTEES].iloc[0]
    assert (None if pd.isna(answer) else answer) == all_three


def test_a_list_without_a_department_says_no_to_it_and_no_list_says_nothing() -> None:
    status = a_status(
        c110101={"departments": "教育部、公安部", "resources": "体育锻炼"},
        c110102={"departments": " "},
        c440103={"departments": "教育部、从前的部门"},
    )
    frame = item_counts(status, COUNTIES, "nation")
    assert counted(frame, "100000", "department_1") == [2, 0, 5, 7]
    assert counted(frame, "100000", "department_5") == [1, 1, 5, 7]
    assert counted(frame, "100000", "department_17") == [0, 2, 5, 7]
    assert counted(frame, "100000", "resource_2") == [1, 0, 6, 7]
    assert counted(frame, "100000", "resource_1") == [0, 1, 6, 7]


def test_only_counties_with_an_alliance_where_that_is_asked() -> None:
    status = a_status(
        c110101={"stage": "operating", "funding": True},
        c110102={"stage": "preparing", "funding": True},
        c440103={"stage": "established"},
    )
    frame = item_counts(status, COUNTIES, "province", established_only=True)
    assert counted(frame, "110000", "funding") == [1, 0, 0, 1]
    assert counted(frame, "440000", "funding") == [0, 0, 1, 1]
    assert counted(frame, "660000", "funding") == [0, 0, 0, 0]
    assert frame.loc[frame["code"] == "660000", "share"].isna().all()
    silent = silent_counts(status, COUNTIES, "province", established_only=True)
    rows = silent[silent["group"] == "guarantees"].set_index("code")
    assert rows["silent"].to_dict() == {"110000": 0, "440000": 1, "660000": 0}
    assert rows["counties"].to_dict() == {"110000": 1, "440000": 1, "660000": 0}


def test_silent_counties_answered_nothing_of_a_group() -> None:
    status = a_status(c110101={"venues": False}, c110102={"departments": "教育部"})
    silent = silent_counts(status, COUNTIES, "nation").set_index("group")["silent"]
    assert silent.to_dict() == {"guarantees": 6, "departments": 6, "resources": 7}


def test_the_xpccs_cities_count_in_it_alone() -> None:
    status = a_status(c659001={"venues": True})
    frame = item_counts(status, COUNTIES, "province")
    assert counted(frame, "660000", "venues") == [1, 0, 1, 2]
    assert "650000" not in set(frame["code"])


def test_operating_of_established() -> None:
    summary = pd.DataFrame(
        {"code": ["110000", "440000"], "established": [4, 0], "operating": [3, 0], "counties": [5, 2]}
    )
    frame = operating_counts(summary)
    assert frame["share_operating_of_established"].iloc[0] == 0.75
    assert math.isnan(frame["share_operating_of_established"].iloc[1])


def test_schools_of_counties_that_gave_both_numbers() -> None:
    status = a_status(
        c110101={"schools_covered": 3, "schools_total": 10}, c110102={"schools_total": 40}, c440103={}
    )
    rows = school_counts(status, COUNTIES, "province").set_index("code")
    assert rows.loc["110000"].tolist() == [3, 10, 1, 2]
    assert rows.loc["440000"].tolist() == [0, 0, 0, 3]


ANSWER = st.sampled_from([True, False, None])
LISTS = st.none() | st.lists(
    st.sampled_from(load_departments()["name"].tolist()), min_size=1, unique=True
).map("、".join)
COUNTY = st.fixed_dictionaries(
    {
        "stage": st.sampled_from(["not_started", "preparing", "established", "operating", None]),
        "funding": ANSWER,
        "personnel": ANSWER,
        "venues": ANSWER,
        "departments": LISTS,
    }
)


@pytest.mark.slow
@settings(max_examples=30)
@given(
    answers=st.lists(COUNTY, min_size=len(CODES), max_size=len(CODES)),
    level=st.sampled_from(["nation", "province", "prefecture", "county"]),
    established_only=st.booleans(),
)
def test_counts_are_those_of_a_count_one_by_one(answers, level, established_only) -> None:
    status = a_status(**{f"c{code}": answer for code, answer in zip(CODES, answers, strict=True)})
    frame = item_counts(status, COUNTIES, level, established_only=established_only)
    assert (frame["yes"] + frame["no"] + frame["not_reported"]).equals(frame["counties"])
    areas = area_of(COUNTIES, level).tolist()
    assert len(frame) == 30 * len(set(areas))
    names = {item.code: item.name for item in load_items()["departments"]}
    for code, item, *found in frame[["code", "item", *COUNTED]].itertuples(index=False):
        inside = [
            answer
            for answer, area in zip(answers, areas, strict=True)
            if area == code and (not established_only or answer["stage"] in ("established", "operating"))
        ]
        if item in names:
            said = [
                None if answer["departments"] is None else names[item] in answer["departments"].split("、")
                for answer in inside
            ]
        elif item in ("funding", "personnel", "venues"):
            said = [answer[item] for answer in inside]
        else:
            continue
        assert found == [said.count(True), said.count(False), said.count(None), len(said)]


def test_duties_name_figures_that_there_are() -> None:
    known = {item.code for group in load_items().values() for item in group}
    known |= {"departments", "resources", "established", "schools_covered", "nothing"}
    shown = {figure for figures in load_duties()["shown_by"] for figure in figures.split(" ")}
    assert shown <= known
