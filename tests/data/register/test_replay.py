"""Announced changes replayed: which unit goes on, which ends, and what contradicts the register of its day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.register.replay import (
    Announced,
    Period,
    UnusableChange,
    parse_ground,
    parse_names,
    replayed,
    roll_back,
)

FIRST = {"110101": "甲县", "110102": "乙县", "110103": "丙区"}


def announced(kind: str, before: str, after: str, ground: str = "", day: str = "2020-01-01") -> Announced:
    return Announced(
        day, kind, parse_names(before), parse_names(after), parse_ground(ground), "", "a paper", "read", ""
    )


def periods_of(*changes: Announced) -> dict[str, list[tuple[str, str, str, str]]]:
    found: dict[str, list[tuple[str, str, str, str]]] = {}
    for period in replayed(FIRST, changes).all_periods():
        found.setdefault(period.unit, []).append((period.code, period.name, period.since, period.until))
    return found


@pytest.mark.parametrize(
    ("kind", "after", "code", "name"),
    [
        ("renamed", "110101 丁县", "110101", "丁县"),
        ("retyped", "110111 甲区", "110111", "甲区"),
        ("recoded", "120101 甲县", "120101", "甲县"),
        ("transferred", "120101 甲县", "120101", "甲县"),
    ],
)
def test_a_unit_goes_on_under_another_code_or_name(kind: str, after: str, code: str, name: str) -> None:
    found = periods_of(announced(kind, "110101 甲县", after, f"110101>{code}*"))
    assert found["110101"] == [("110101", "甲县", "", "2020-01-01"), (code, name, "2020-01-01", "")]
    assert set(found) == set(FIRST)


def test_a_merger_ends_both_and_begins_another() -> None:
    change = announced("merged", "110101 甲县; 110102 乙县", "110104 丁区", "110101>110104* 110102>110104*")
    found = periods_of(change)
    assert found["110101"] == [("110101", "甲县", "", "2020-01-01")]
    assert found["110102"] == [("110102", "乙县", "", "2020-01-01")]
    assert found["110104"] == [("110104", "丁区", "2020-01-01", "")]
    told = replayed(FIRST, [change]).changes[0]
    assert (told.change, told.follows) == (
        "2020-01-01-110104",
        (("110101", "110104"), ("110102", "110104")),
    )


def test_a_unit_set_up_anew_under_the_code_of_one_that_merged_has_the_year_in_its_name() -> None:
    change = announced("merged", "110102 乙县; 110103 丙区", "110103 丙区", "110102>110103* 110103>110103*")
    found = periods_of(change)
    assert found["110103"] == [("110103", "丙区", "", "2020-01-01")]
    assert found["110103-2020"] == [("110103", "丙区", "2020-01-01", "")]
    assert replayed(FIRST, [change]).changes[0].follows == (
        ("110102", "110103-2020"),
        ("110103", "110103-2020"),
    )


def test_a_unit_that_only_takes_in_another_goes_on() -> None:
    change = announced("merged", "110102 乙县; 110103 丙区", "110103 丙区", "110102>110103*")
    assert periods_of(change)["110103"] == [("110103", "丙区", "", "")]
    told = replayed(FIRST, [change]).changes[0]
    assert (told.before, told.after, told.follows) == (
        ("110102", "110103"),
        ("110103",),
        (("110102", "110103"),),
    )


def test_a_unit_whose_code_another_bore_before_has_the_year_in_its_name() -> None:
    recoded = announced("recoded", "110101 甲县", "120101 甲县", "110101>120101*", day="2020-01-01")
    begun = announced(
        "set_up_from", "110102 乙县", "110101 戊县; 110102 乙县", "110102>110101", day="2021-05-01"
    )
    assert periods_of(recoded, begun)["110101-2021"] == [("110101", "戊县", "2021-05-01", "")]


def test_a_divided_unit_has_no_follower_and_its_parts_are_told() -> None:
    change = announced(
        "divided", "110101 甲县; 110103 丙区", "110103 丙区; 110104 丁区", "110101>110103 110101>110104"
    )
    told = replayed(FIRST, [change]).changes[0]
    assert told.follows == ()
    assert told.parts == (("110101", "110103"), ("110101", "110104"))
    assert set(periods_of(change)) == {"110101", "110102", "110103", "110104"}


def test_a_name_that_was_replaced_on_its_first_day_is_no_period() -> None:
    first = announced("renamed", "110101 甲县", "110101 丁县", "110101>110101*")
    second = announced("retyped", "110101 丁县", "110111 丁区", "110101>110111*")
    assert periods_of(first, second)["110101"] == [
        ("110101", "甲县", "", "2020-01-01"),
        ("110111", "丁区", "2020-01-01", ""),
    ]


def test_changes_of_the_same_name_are_numbered() -> None:
    moved = announced(
        "ground_moved", "110101 甲县; 110102 乙县", "110101 甲县; 110102 乙县", "110101>110102", day="2020"
    )
    state = replayed(FIRST, [moved, moved])
    assert [told.change for told in state.changes] == ["2020-110101", "2020-110101-2"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            announced("renamed", "110109 庚县", "110109 丁县", "110109>110109*"),
            "the register has no such code",
        ),
        (announced("renamed", "110101 庚县", "110101 丁县", "110101>110101*"), "the register has 甲县"),
        (announced("set_up", "", "110101 丁县"), "sets up 110101, which another unit bears"),
        (announced("recoded", "110101 甲县", "120101 甲县"), "does not tell which unit goes on as 120101"),
        (announced("set_up", "", "110109 丁县", day="2020"), "has no day"),
        (announced("swapped", "", "110109 丁县"), "There is no kind of change swapped"),
        (announced("ground_moved", "110101 甲县", "110101 丁县"), "moves ground and changes units"),
        (
            announced("set_up_from", "", "110109 丁县", "110101>110109"),
            "110101 to 110109 and does not name both",
        ),
    ],
)
def test_a_change_that_does_not_fit_is_refused(change: Announced, said: str) -> None:
    with pytest.raises(UnusableChange, match=said):
        replayed(FIRST, [change])


def test_rolling_back_past_a_change_that_did_not_happen_is_refused() -> None:
    with pytest.raises(UnusableChange, match="speaks of 110104 丁区, and the register has no such code"):
        roll_back(FIRST, [announced("set_up", "", "110104 丁区")])


@dataclass
class Country:
    """A plain account of what is called what on each day, beside the replay."""

    names: dict[str, str]
    day: date = date(2012, 1, 1)
    next_code: int = 120000
    changes: list[Announced] = field(default_factory=list)
    days: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)

    def new_code(self) -> str:
        self.next_code += 1
        return str(self.next_code)

    def change(self, kind: str, before: list[str], after: Mapping[str, str], ground: str) -> None:
        told = {code: self.names[code] for code in before}
        self.changes.append(
            Announced(
                self.day.isoformat(), kind, told, after, parse_ground(ground), "", "a paper", "read", ""
            )
        )
        for code in before:
            del self.names[code]
        self.names |= after
        self.days.append((self.day.isoformat(), dict(self.names)))


@st.composite
def countries(draw: st.DrawFn) -> tuple[dict[str, str], Country]:
    first = {f"11010{n}": f"县{n}" for n in range(1, 6)}
    country = Country(dict(first))
    for number in range(draw(st.integers(0, 12))):
        # Several changes may be announced on one day.
        country.day += timedelta(days=draw(st.integers(0, 40)))
        codes = sorted(country.names)
        one = draw(st.sampled_from(codes))
        others = [code for code in codes if code != one]
        kind = draw(st.sampled_from(["renamed", "recoded", "set_up_from", "merged", "anew", "divided"]))
        if kind == "renamed":
            country.change(kind, [one], {one: f"名{number}"}, f"{one}>{one}*")
        elif kind == "recoded":
            code = country.new_code()
            country.change(kind, [one], {code: country.names[one]}, f"{one}>{code}*")
        elif kind == "set_up_from":
            code = country.new_code()
            country.change(kind, [one], {one: country.names[one], code: f"新{number}"}, f"{one}>{code}")
        elif kind == "divided":
            a, b = country.new_code(), country.new_code()
            country.change(kind, [one], {a: f"甲{number}", b: f"乙{number}"}, f"{one}>{a} {one}>{b}")
        elif others:
            other = draw(st.sampled_from(others))
            code = one if kind == "anew" else country.new_code()
            name = country.names[one] if kind == "anew" else f"合{number}"
            country.change("merged", [one, other], {code: name}, f"{one}>{code}* {other}>{code}*")
            # A second unit set up anew under one code in one year has no name of its own.
            country.day += timedelta(days=366)
    return first, country


def on(periods: list[Period], day: str) -> dict[str, str]:
    """What bears which code on a day; the length tells whether two do."""
    held = [period for period in periods if period.since <= day and (not period.until or period.until > day)]
    assert len({period.code for period in held}) == len({period.unit for period in held}) == len(held)
    return {period.code: period.name for period in held}


@given(countries())
def test_every_day_of_a_random_history_is_as_a_plain_account_has_it(
    made: tuple[dict[str, str], Country],
) -> None:
    first, country = made
    assert roll_back(country.names, country.changes) == first
    periods = replayed(first, country.changes).all_periods()
    assert on(periods, "") == first
    last_of_day = dict(country.days)
    for day, names in last_of_day.items():
        assert on(periods, day) == names
    for count in range(len(country.changes)):
        day = country.changes[count].day
        shorter = replayed(first, country.changes[:count]).all_periods()
        before = (date.fromisoformat(day) - timedelta(days=1)).isoformat()
        assert on(shorter, before) == on(periods, before), "a later change rewrote an earlier day"
