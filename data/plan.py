"""What the Plan (工作方案) sets: who issued it, who is responsible for what, which resources, and by when."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache

import pandas as pd

from data.errors import DashboardError
from data.register import FILES, missing_reference, read_reference

PATH_START = date(2024, 11, 1)  # the day the Plan was published; milestones.toml has to say the same


class UnusableMilestones(DashboardError):
    """milestones.toml cannot be read, or says something that no milestone can be."""


@dataclass(frozen=True)
class Milestone:
    """A share of all counties that is to have an alliance at the end of a day.

    `name` and `name_en` are for readers; `wording` and `wording_en` are the Plan's own words, 力争 (strive)
    included.
    """

    name: str
    on: date
    share: float
    name_en: str
    source: str
    wording: str = ""
    wording_en: str = ""


@cache
def load_departments() -> pd.DataFrame:
    """Load the 17 departments in the Plan's order.

    Columns: department_no (int64), name, name_en, short_name (教育, 卫健),
    short_name_en (ours: Education, Health).
    """
    return read_reference("departments.csv", {"department_no": "int64"})


@cache
def load_duties() -> pd.DataFrame:
    """Load who is responsible for what, in the order of the Plan's text.

    Columns: duty_no (int64); actor (government, education_department, school, family,
    departments_and_society); actor_zh, actor_en; duty_zh, duty_en; shown_by (ours: the reported figures that show
    it, an item of data.mechanisms, `departments`, `resources`, `established` or `schools_covered`, parted by spaces;
    `nothing` where the reports say nothing of it).
    """
    return read_reference("duties.csv", {"duty_no": "int64"})


@cache
def load_resources() -> pd.DataFrame:
    """Load the seven fields of resources in the Plan's order: resource_no (int64), name, name_en."""
    return read_reference("resources.csv", {"resource_no": "int64"})


@cache
def load_milestones() -> list[Milestone]:
    """Load the milestones in order of their days; raises MissingFile and UnusableMilestones."""
    path = FILES / "milestones.toml"
    if not path.exists():
        raise missing_reference(path.name)
    return read_milestones(path.read_text(encoding="utf-8"))


def read_milestones(text: str) -> list[Milestone]:
    """Read milestones from TOML; raises UnusableMilestones, naming what is wrong."""
    remedy = "Correct data/files/milestones.toml."
    try:
        table = tomllib.loads(text)
        start = table["path_start"]
        milestones = [
            Milestone(source=table["source"], **(entry | {"share": float(entry["share"])}))
            for entry in table["milestone"]
        ]
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise UnusableMilestones(f"milestones.toml cannot be read ({error}).", remedy) from error
    if start != PATH_START:
        raise UnusableMilestones(f"milestones.toml starts the path on {start}, not on {PATH_START}.", remedy)
    milestones.sort(key=lambda milestone: milestone.on)
    earlier_share, earlier_day = 0.0, PATH_START
    for milestone in milestones:
        if not earlier_share < milestone.share <= 1 or milestone.on <= earlier_day:
            raise UnusableMilestones(
                f"The milestone {milestone.name} asks for {milestone.share:g} on {milestone.on}; "
                "shares rise from one milestone to the next, above 0 and at most 1, and so do days.",
                remedy,
            )
        earlier_share, earlier_day = milestone.share, milestone.on
    return milestones


def plan_path() -> list[tuple[date, float]]:
    """List the corners of the path, as day and share: from 0 on the day of publication to each milestone.

    Straight lines join them; the Plan itself sets only the milestones, the lines between are ours.
    """
    return [(PATH_START, 0.0), *((milestone.on, milestone.share) for milestone in load_milestones())]
