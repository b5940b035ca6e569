"""What the Plan sets, and what is said of milestones that cannot be."""

from datetime import date
from pathlib import Path

import pytest

from data.base.errors import MissingFile
from data.plan import milestones
from data.plan.duties import load_departments, load_duties, load_resources
from data.plan.milestones import UnusableMilestones, load_milestones, plan_path, read_milestones

TEXT = """
path_start = 2024-11-01
source = "the Plan"
[[milestone]]
name = "一半"
name_en = "Half"
on = 2025-12-31
share = {share}
"""


def test_seventeen_departments_the_ministry_of_education_first() -> None:
    departments = load_departments()
    assert departments["department_no"].tolist() == list(range(1, 18))
    assert departments.iloc[0].tolist() == [1, "教育部", "Ministry of Education", "教育", "Education"]
    assert departments["short_name"].is_unique
    wellbeing = departments[departments["name"] == "中国关工委"]["name_en"].item()
    assert wellbeing == "China National Committee for the Wellbeing of the Youth"


def test_duties_follow_the_text() -> None:
    duties = load_duties()
    assert duties["actor"].drop_duplicates().tolist() == [
        "government",
        "education_department",
        "school",
        "family",
        "departments_and_society",
    ]
    assert (duties != "").all(axis=None)


def test_seven_resources_are_those_that_the_last_duty_lists() -> None:
    names = load_resources()["name"].tolist()
    assert names == ["文化学习", "体育锻炼", "艺术活动", "劳动教育", "科学教育", "社会实践", "课后服务"]
    assert "、".join(names) in load_duties()["duty_zh"].iloc[-1]


def test_the_path_runs_through_both_milestones() -> None:
    assert plan_path() == [(date(2024, 11, 1), 0.0), (date(2025, 12, 31), 0.5), (date(2027, 12, 31), 1.0)]
    first, second = load_milestones()
    assert first.wording.startswith("力争")
    assert not second.wording.startswith("力争")


def test_milestones_come_in_order_of_their_days() -> None:
    later = '\n[[milestone]]\nname = "早"\nname_en = "Early"\non = 2025-06-30\nshare = 0.2\n'
    milestones = read_milestones(TEXT.format(share="0.5") + later)
    assert [milestone.name_en for milestone in milestones] == ["Early", "Half"]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("path_start = ", "cannot be read"),
        (TEXT.format(share='"half"'), "cannot be read"),
        (TEXT.format(share="50"), "The milestone 一半 asks for 50 on 2025-12-31"),
        (TEXT.format(share="0"), "above 0 and at most 1"),
        (TEXT.format(share="0.5").replace("2025-12-31", "2024-01-01"), "and so do days"),
        (TEXT.format(share="0.5").replace("2024-11-01", "2024-11-04"), "starts the path on 2024-11-04"),
        (TEXT.format(share="0.5").replace("name_en", "title"), "cannot be read"),
    ],
)
def test_unusable_milestones_are_named_with_the_remedy(text: str, what: str) -> None:
    with pytest.raises(UnusableMilestones) as caught:
        read_milestones(text)
    assert what in str(caught.value)
    assert str(caught.value).endswith("Correct data/files/milestones.toml.")


def test_a_missing_file_of_milestones_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(milestones, "FILES", tmp_path)
    with pytest.raises(MissingFile, match=r"milestones\.toml is missing"):
        load_milestones.__wrapped__()
