"""The register of every day since 2012: who was there, under which name, and what became of whom."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from data.base.errors import UnknownCodes
from data.register import history as histories
from data.register.build.tianditu import OFFICIAL_CODES, OUTSIDE_THE_PLAN, tianditu_table
from data.register.build.units import read_announced
from data.register.history import (
    COUNTY_COLUMNS,
    Edition,
    History,
    Register,
    committed_history,
    register_history,
    register_of,
    unit_of,
    use_editions,
)
from data.register.register import load_counties, load_prefectures, load_provinces
from data.register.replay import replayed, roll_back

HISTORY = committed_history()
CITIES_WITHOUT_COUNTIES = 4


def names(register: Register) -> dict[str, str]:
    return dict(zip(register.counties["county_code"], register.counties["name"], strict=True))


def of_province(register: Register, code: str) -> int:
    return int(register.provinces.set_index("code").loc[code, "counties"])


@pytest.mark.parametrize(
    ("day", "divisions", "chongqing", "xinjiang", "xpcc"),
    [
        (date(2023, 12, 31), 2844, 38, 94 + 2, 12),
        (date(2024, 12, 26), 2844, 38, 94 + 2, 12),
        (date(2024, 12, 27), 2846, 38, 96 + 2, 12),
        (date(2025, 11, 5), 2846, 38, 96 + 2, 12),
        (date(2025, 11, 6), 2845, 37, 96 + 2, 12),
        (date(2025, 12, 31), 2845, 37, 96 + 2, 12),
        (date(2026, 3, 26), 2846, 37, 97 + 2, 12),
        (date(2026, 4, 17), 2847, 37, 97 + 2, 13),
        (None, 2847, 37, 97 + 2, 13),
    ],
)
def test_the_counts_of_each_day(
    day: date | None, divisions: int, chongqing: int, xinjiang: int, xpcc: int
) -> None:
    register = register_of(day)
    assert len(register.counties) == divisions + CITIES_WITHOUT_COUNTIES
    assert [of_province(register, code) for code in ("500000", "650000", "660000")] == [
        chongqing,
        xinjiang,
        xpcc,
    ]


@pytest.mark.parametrize(
    ("code", "day_before", "day", "name", "prefecture"),
    [
        ("653229", date(2024, 12, 26), date(2024, 12, 27), "和安县", "和田地区"),
        ("653228", date(2024, 12, 26), date(2024, 12, 27), "和康县", "和田地区"),
        ("500157", date(2025, 11, 5), date(2025, 11, 6), "两江新区", "重庆市"),
        ("653132", date(2026, 3, 25), date(2026, 3, 26), "岑岭县", "喀什地区"),
        ("659013", date(2026, 4, 16), date(2026, 4, 17), "草湖市", "草湖市"),
    ],
)
def test_the_new_units_exist_from_the_day_of_their_change(
    code: str, day_before: date, day: date, name: str, prefecture: str
) -> None:
    assert code not in names(register_of(day_before))
    found = register_of(day).counties.set_index("county_code").loc[code]
    assert (found["name"], found["prefecture"], found["unit"]) == (name, prefecture, code)
    assert (unit_of(code, day_before), unit_of(code, day)) == (None, code)


def test_the_two_that_merged_leave_on_that_day() -> None:
    for code in ("500105", "500112"):
        assert (unit_of(code, date(2025, 11, 5)), unit_of(code, date(2025, 11, 6))) == (code, None)
    assert unit_of("500109", None) == "500109"


def test_old_counties_go_on_beside_those_set_up_from_them() -> None:
    assert [unit_of(code, None) for code in ("653221", "653223", "653126", "659003")] == [
        "653221",
        "653223",
        "653126",
        "659003",
    ]


def test_a_register_has_the_columns_of_the_loaders_and_two_more() -> None:
    counties = register_of(date(2025, 6, 30)).counties
    assert tuple(counties.columns) == COUNTY_COLUMNS
    assert {str(counties[column].dtype) for column in COUNTY_COLUMNS if column not in ("lon", "lat")} == {
        "string"
    }
    assert counties["county_code"].is_unique
    assert counties["county_code"].is_monotonic_increasing
    assert counties.index.equals(pd.RangeIndex(2850))


def test_at_the_end_of_2023_it_is_the_list_that_tianditu_gives() -> None:
    counties = register_of(date(2023, 12, 31)).counties
    listed = {
        OFFICIAL_CODES.get(row["district_adcode"], row["district_adcode"]): (
            row["district_name"], float(row["lon"]), float(row["lat"]),
        )
        for row in tianditu_table("district")
        if not row["district_adcode"].startswith(OUTSIDE_THE_PLAN)
    }  # fmt: skip
    columns = (counties[column] for column in ("county_code", "name", "lon", "lat"))
    held = {code: (name, lon, lat) for code, name, lon, lat in zip(*columns, strict=True)}
    # Three forest and ranch areas and an administrative committee are drawn, and are no counties.
    assert set(listed) - set(held) == {"629700", "629800", "629900", "632857"}
    assert held == {code: listed[code] for code in held}


def test_the_loaders_give_the_newest_register() -> None:
    register = register_of(None)
    pd.testing.assert_frame_equal(load_counties(), register.counties.drop(columns="later_name"))
    assert load_counties() is load_counties()
    assert load_prefectures() is register.prefectures
    assert load_provinces() is register.provinces


def test_days_between_two_changes_share_one_register() -> None:
    first, last = register_of(date(2024, 12, 27)), register_of(date(2025, 11, 5))
    assert first is last
    assert (first.since, first.until) == (date(2024, 12, 27), date(2025, 11, 6))
    assert register_of(date(2025, 11, 6)) is not last
    assert register_of(None) is register_of(date(2030, 1, 1))


def test_days_before_2012_have_its_first_register() -> None:
    first = register_of(date(2000, 1, 1))
    assert first is register_of(date(2012, 1, 1))
    assert first.since is None


def test_every_register_names_the_newest_change_that_is_known() -> None:
    for day in (date(2012, 1, 1), date(2024, 1, 1), None):
        assert (register_of(day).edition, register_of(day).edition_day) == (
            "2026-04-17-659013",
            date(2026, 4, 17),
        )


def test_names_of_the_day_and_the_later_ones() -> None:
    counties = register_of(date(2025, 6, 30)).counties.set_index("county_code")
    assert counties.loc["500105", ["name", "later_name"]].tolist() == ["江北区", "两江新区"]
    assert counties.loc["500109", "later_name"] == ""
    in_2013 = register_of(date(2013, 6, 1)).counties.set_index("county_code")
    assert in_2013.loc["110228", ["name", "later_name", "unit"]].tolist() == ["密云县", "密云区", "110228"]
    assert in_2013.loc["542301", ["name", "prefecture", "name_en"]].tolist() == [
        "日喀则市",
        "日喀则地区",
        "Xigazê City",
    ]
    # 邯郸县 was divided: no single name follows.
    assert in_2013.loc["130421", "later_name"] == ""
    assert set(register_of(None).counties["later_name"]) == {""}


def test_prefectures_have_the_name_of_the_day() -> None:
    in_2013, now = (register_of(day).prefectures.set_index("code") for day in (date(2013, 1, 1), None))
    assert in_2013.loc["632100", ["name", "name_en", "counties"]].tolist() == ["海东地区", "Haidong", 6]
    assert now.loc["630200", ["name", "name_en", "counties"]].tolist() == ["海东市", "Haidong", 6]
    assert "632100" not in now.index
    assert "630200" not in in_2013.index
    assert "371200" in register_of(date(2018, 12, 25)).prefectures["code"].tolist()
    assert "371200" not in register_of(date(2018, 12, 26)).prefectures["code"].tolist()


def test_a_city_without_counties_is_its_own_county_until_it_has_some() -> None:
    assert names(register_of(date(2014, 1, 24)))["460200"] == "三亚市"
    assert "460200" not in names(register_of(date(2014, 1, 25)))
    assert HISTORY.successors("460200") == ("460202", "460203", "460204", "460205")
    assert names(register_of(date(2019, 1, 1)))["460300"] == "三沙市"
    assert unit_of("460400", None) == unit_of("469003", date(2012, 1, 1)) == "469003"


def test_where_a_unit_comes_from_and_what_follows_it() -> None:
    assert HISTORY.predecessors("500157") == ("500105", "500112", "500109")
    assert HISTORY.merged_from("500157") == ("500105", "500112")
    assert HISTORY.successors("500112") == ("500157", "500109")
    assert HISTORY.successors("500109") == ()
    assert HISTORY.predecessors("653229") == ("653221",)
    assert HISTORY.merged_from("653229") == ()
    assert HISTORY.predecessors("110101") == ()
    assert HISTORY.follower("500105") == "500157"
    assert HISTORY.follower("110101") == "110101"
    assert HISTORY.follower("330104") is None  # 江干区 was divided
    assert HISTORY.follower("410306") == "410308"


def test_the_periods_of_a_unit_tell_its_names() -> None:
    cona = HISTORY.unit_periods("542232")
    assert [(period.code, period.name, period.prefecture) for period in cona] == [
        ("542232", "错那县", "山南地区"),
        ("540530", "错那县", "山南市"),
        ("540581", "错那市", "山南市"),
    ]
    assert [period.until for period in cona] == [date(2016, 1, 7), date(2023, 4, 3), None]
    with pytest.raises(UnknownCodes, match="No unit of the register is called 999999"):
        HISTORY.unit_periods("999999")


@pytest.mark.parametrize(
    ("code", "day", "unit"),
    [
        ("500105", date(2025, 1, 1), "500105"),
        ("500105", date(2026, 1, 1), "500105"),  # bore it last
        ("500157", date(2025, 1, 1), "500157"),  # bears it next
        ("110118", date(2012, 1, 1), "110228"),
        ("370203", date(2012, 1, 1), "370203"),
        ("370203", date(2013, 1, 1), "370203-2012"),
        ("540422", date(2024, 1, 1), "542623"),  # Tianditu's code of 米林市, its official one until 2023
        ("540481", date(2024, 1, 1), "542623"),
        ("460321", date(2024, 1, 1), "460302"),
        ("460322", None, "460303"),
        ("139001", date(2024, 1, 1), "130682"),
        ("999999", date(2024, 1, 1), None),
    ],
)
def test_the_bearer_of_a_code_is_the_one_of_the_day_or_the_nearest(
    code: str, day: date | None, unit: str | None
) -> None:
    assert HISTORY.bearer(code, day) == unit


def test_changes_between_two_days_are_those_after_the_first_up_to_the_second() -> None:
    found = HISTORY.changes_between(date(2024, 12, 27), date(2026, 3, 26))
    assert [(change.change, change.kind) for change in found] == [
        ("2025-10-31-441204", "ground_moved"),
        ("2025-11-06-500157", "merged"),
        ("2026-03-26-653132", "set_up_from"),
    ]
    assert [change.change for change in HISTORY.changes_between(date(2024, 12, 26), date(2024, 12, 27))] == [
        "2024-12-27-653229",
        "2024-12-27-653228",
    ]


def test_the_merger_of_2025_is_told_whole() -> None:
    change = HISTORY.change("2025-11-06-500157")
    assert (change.before, change.after) == (("500105", "500112", "500109"), ("500157", "500109"))
    assert (change.ended, change.begun) == (("500105", "500112"), ("500157",))
    assert change.parts == (("500112", "500109"), ("500109", "500157"))
    assert change.document == "渝府发〔2025〕15号"
    assert "2025-11-07" in change.remark
    assert HISTORY.opening("500157") == HISTORY.closing("500105") == change
    assert change in HISTORY.changes_of("500109")


def test_the_committed_tables_are_what_the_typed_changes_give() -> None:
    announced = read_announced()
    state = replayed(roll_back(names(register_of(None)), announced), announced)
    told = {
        (period.unit, period.code, period.name, period.since, period.until) for period in state.all_periods()
    }
    columns = ("unit", "code", "name", "since", "until")
    assert set(zip(*(HISTORY.units[column] for column in columns), strict=True)) == told
    assert [change.change for change in HISTORY.changes] == [change.change for change in state.changes]
    assert [change.follows for change in HISTORY.changes] == [change.follows for change in state.changes]
    assert [change.parts for change in HISTORY.changes] == [change.parts for change in state.changes]


def an_edition(history: History) -> Edition:
    """和安县 is renamed 和宁县 on 2026-10-01."""
    old = history.units[history.units["unit"] == "653229"]
    ended = old.assign(until="2026-10-01")
    begun = old.assign(name="和宁县", since="2026-10-01", until="", source="change 2026-10-01-653229")
    change = pd.DataFrame(
        [
            {
                "change": "2026-10-01-653229",
                "day": "2026-10-01",
                "kind": "renamed",
                "before": "653229",
                "after": "653229",
                "follows": "",
                "parts": "",
                "document": "",
                "source": "a notice",
                "basis": "read",
                "remark": "",
            }
        ],
        dtype="string",
    )
    return Edition(pd.concat([ended, begun]), change, history.prefectures.head(0))


@pytest.fixture
def with_edition() -> Iterator[None]:
    use_editions([an_edition(HISTORY)])
    yield
    use_editions([])


@pytest.mark.usefixtures("with_edition")
def test_an_edition_adds_what_is_newer_and_leaves_past_days() -> None:
    assert register_history().newest.change == "2026-10-01-653229"
    assert register_of(None).edition_day == date(2026, 10, 1)
    assert names(register_of(None))["653229"] == "和宁县"
    assert load_counties().set_index("county_code").loc["653229", "name"] == "和宁县"
    assert len(register_of(None).counties) == 2851
    before = register_of(date(2026, 9, 30))
    assert names(before) == names(HISTORY.register_of(date(2026, 9, 30)))
    assert before.counties.set_index("county_code").loc["653229", "later_name"] == "和宁县"
    for day in (date(2012, 1, 1), date(2023, 12, 31), date(2025, 6, 30)):
        shown = register_of(day).counties.drop(columns="later_name")
        pd.testing.assert_frame_equal(shown, HISTORY.register_of(day).counties.drop(columns="later_name"))


def test_without_editions_the_committed_history_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(histories, "_in_use", [])
    assert register_history() is committed_history()


def test_a_period_holds_its_first_day_and_not_the_day_it_ends() -> None:
    period = HISTORY.unit_periods("500105")[0]
    assert period.holds(date(2025, 11, 5))
    assert not period.holds(date(2025, 11, 6))
    assert not replace(period, since=date(2020, 1, 1)).holds(date(2019, 12, 31))
