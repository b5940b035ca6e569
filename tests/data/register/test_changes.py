"""What became of counties: well-known cases, and every unit that public registers of other years list."""

from datetime import date

import pandas as pd
import pytest

from data.register.register import (
    CHANGE_KINDS,
    all_changes,
    change_of_code,
    load_changes,
    load_counties,
)
from data.register.sources import read_reference


@pytest.mark.parametrize(
    ("code", "name", "new_code", "day", "kind"),
    [
        ("410306", "吉利区", "410308", date(2021, 3, 18), "merged"),
        ("410322", "孟津县", "410308", date(2021, 3, 18), "upgraded"),
        ("410381", "偃师市", "410307", date(2021, 3, 18), "upgraded"),
        ("140203", "矿区", "140214", date(2018, 2, 9), "merged"),  # 大同市
        ("110228", "密云县", "110118", date(2015, 10, 13), "upgraded"),
        ("310230", "崇明县", "310151", date(2016, 6, 8), "upgraded"),
        ("330103", "下城区", "330105", date(2021, 3, 11), "merged"),
        ("371202", "莱城区", "370116", date(2018, 12, 26), "moved"),  # the prefecture 莱芜 merged into 济南
        ("371203", "钢城区", "370117", date(2018, 12, 26), "moved"),
        ("520221", "水城县", "520204", date(2020, 6, 5), "upgraded"),
        ("431121", "祁阳县", "431181", date(2021, 2, 20), "upgraded"),
        ("532526", "弥勒县", "532504", date(2013, 1, 24), "upgraded"),
        ("130502", "桥东区", "130502", date(2020, 6, 5), "renamed"),  # 邢台: 襄都区 under the same code
        ("512081", "简阳市", "510185", date(2016, 5, 3), "moved"),
        ("469003", "儋州市", "460400", date(2015, 2, 19), "recoded"),
        ("542232", "错那县", "540581", date(2016, 1, 7), "recoded"),  # on through 540530, a city since 2023
        ("130721", "宣化县", "130705", date(2016, 1, 7), "upgraded"),
        ("500105", "江北区", "500157", date(2025, 11, 6), "merged"),
        ("500112", "渝北区", "500157", date(2025, 11, 6), "merged"),
        ("632859", "茫崖行政委员会", "632803", None, "unofficial"),
        ("460321", "西沙群岛", "460302", None, "unofficial"),
        ("540422", "米林市", "540481", None, "unofficial"),  # Tianditu's code
        ("460322", "南沙区", "460303", None, "unofficial"),
    ],
)
def test_one_unit_follows(code: str, name: str, new_code: str, day: date | None, kind: str) -> None:
    change = change_of_code(code, name)
    assert change is not None
    assert (change.old_name, change.follower, change.effective_on, change.kind) == (name, new_code, day, kind)


@pytest.mark.parametrize(
    ("code", "name", "new_codes"),
    [
        ("140202", "城区", ("140213", "140214")),  # 大同市
        ("140211", "南郊区", ("140212", "140213", "140214")),
        ("330104", "江干区", ("330102", "330114")),
        ("130421", "邯郸县", ("130402", "130403")),
    ],
)
def test_after_a_split_no_single_unit_follows(code: str, name: str, new_codes: tuple[str, ...]) -> None:
    change = change_of_code(code, name)
    assert change is not None
    assert (change.kind, change.follower, change.new_codes) == ("split", None, new_codes)


def test_a_code_in_use_without_a_change_has_none() -> None:
    assert change_of_code("110101") is None
    assert change_of_code("653229") is None  # 和安县, a unit of its own since 2024
    assert change_of_code("330110") is None  # 余杭区 goes on under its code, smaller since 临平区 left it


def test_a_code_with_two_names_goes_by_the_name() -> None:
    by_name = [change_of_code("540422", name) for name in ("米林县", "米林市", None)]
    assert [change.kind for change in by_name if change] == ["upgraded", "unofficial", "upgraded"]


def test_every_change_leads_into_the_register() -> None:
    changes, register = load_changes(), set(load_counties()["county_code"])
    assert set(changes["new_code"]) <= register
    assert set(changes["kind"]) == set(CHANGE_KINDS)
    assert not changes.duplicated(["old_code", "old_name", "new_code"]).any()
    in_use = changes[changes["old_code"].isin(register)]
    assert (in_use["old_code"] == in_use["new_code"]).all()


def test_every_unit_that_other_registers_list_resolves() -> None:
    windows = read_reference("register_windows.csv")
    pairs = {(change.old_code, change.old_name) for change in all_changes()}
    counties = load_counties()
    pairs |= set(zip(counties["county_code"], counties["name"], strict=True))
    unresolved = [pair for pair in zip(windows["code"], windows["name"], strict=True) if pair not in pairs]
    assert len(windows) > 300
    assert unresolved == []


def test_no_change_is_dated_after_the_first_edition_without_the_unit() -> None:
    windows = read_reference("register_windows.csv")
    dated = windows[windows["gone_by"] != ""].merge(
        load_changes().drop_duplicates(["old_code", "old_name"]),
        left_on=["code", "name"],
        right_on=["old_code", "old_name"],
        validate="one_to_one",
    )
    dated = dated[dated["effective_on"] != ""]
    late = dated[pd.to_datetime(dated["effective_on"]) > pd.to_datetime(dated["gone_by"])]
    assert late["name"].tolist() == []
