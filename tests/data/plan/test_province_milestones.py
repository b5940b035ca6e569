"""Milestones that provinces set for themselves: what is read, what is refused, whom they hold for."""

from datetime import date
from pathlib import Path

import pytest

from data.base.errors import MissingFile
from data.plan.milestones import (
    UnusableMilestones,
    load_province_milestones,
    own_of_areas,
    read_province_milestones,
)
from data.register.sources import FILES
from data.settings import read_settings
from tests.data.factories import a_milestone, a_register

ENTRY = """
[[province_milestone]]
code = "330000"
on = 2026-12-31
share = 0.9
name = "九成"
name_en = "90%"
"""


def test_none_is_set_and_the_example_in_the_file_is_one_that_could_be() -> None:
    assert load_province_milestones() == {}
    lines = (FILES / "milestones.toml").read_text(encoding="utf-8").splitlines()
    start = lines.index("# [[province_milestone]]")
    example = "\n".join(line.removeprefix("# ") for line in lines[start:])
    (milestone,) = read_province_milestones(example, "it")["330000"]
    assert (milestone.on, milestone.share, milestone.source) == (date(2026, 12, 31), 0.9, "文号")


def test_a_provinces_milestones_come_in_order_of_their_days() -> None:
    earlier = ENTRY.replace("2026-12-31", "2026-06-30").replace("0.9", "0.7").replace("90%", "70%")
    other = ENTRY.replace("330000", "660000")
    found = read_province_milestones(ENTRY + other + earlier, "own.toml")
    assert {code: [one.name_en for one in milestones] for code, milestones in found.items()} == {
        "330000": ["70%", "90%"],
        "660000": ["90%"],
    }


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("[[province_milestone", "own.toml cannot be read"),
        ("province_milestone = 3", "no list"),
        ("province_milestone = [3]", "no. 1 is no table"),
        (ENTRY + ENTRY.replace("share = 0.9\n", ""), "no. 2 lacks share"),
        (ENTRY + "due = 2027-01-01", "has due, which means nothing here"),
        (ENTRY.replace('"九成"', '" "'), "a name that is not a line of text"),
        (ENTRY.replace('"90%"', "90"), "a name_en that is not a line of text"),
        (ENTRY.replace('"330000"', '"330100"'), "the code '330100', which is no reporting province"),
        (ENTRY.replace('"330000"', "330000"), "the code 330000, which is no reporting province"),
        (ENTRY.replace("2026-12-31", '"2026-12-31"'), "without quotes"),
        (ENTRY.replace("2026-12-31", "2026-12-31T10:00:00"), "as its day"),
        (ENTRY.replace("2026-12-31", "2024-11-01"), "after 2024-11-01"),
        (ENTRY.replace("0.9", "90"), "so 80% is 0.8"),
        (ENTRY.replace("0.9", "0"), "asks for 0;"),
        (ENTRY.replace("0.9", "true"), "asks for True;"),
        (ENTRY + ENTRY.replace("2026-12-31", "2027-06-30"), "the milestones of 330000 do not rise"),
    ],
)
def test_an_unusable_entry_is_named_with_what_is_wrong(text: str, what: str) -> None:
    with pytest.raises(UnusableMilestones) as caught:
        read_province_milestones(text, "own.toml")
    assert what in str(caught.value)
    assert caught.value.remedy == "Correct own.toml; docs/settings.md describes it."


def test_an_operators_file_is_read_once_at_the_start(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(ENTRY.replace("0.9", "90"), encoding="utf-8")
    with pytest.raises(UnusableMilestones, match=r"no\. 1 asks for 90"):
        read_settings({"DASHBOARD_MILESTONES": "own.toml"}, tmp_path)
    with pytest.raises(MissingFile):
        load_province_milestones(tmp_path / "nowhere.toml")


def test_they_hold_for_the_province_and_what_lies_inside_it() -> None:
    own = {"440000": [a_milestone(date(2026, 12, 31), 0.9)]}
    counties = a_register()
    assert own_of_areas(own, counties, "nation") == {}
    assert own_of_areas(own, counties, "province") == own
    assert set(own_of_areas(own, counties, "prefecture")) == {"440100", "441900"}
    assert set(own_of_areas(own, counties, "county")) == {"440103", "440106", "441900"}
