"""By when: the Plan's milestones, and those that reporting provinces have set for themselves."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, cast

import pandas as pd

from data.base.errors import DashboardError
from data.register.register import area_codes, area_of
from data.register.sources import FILES, missing_reference

PATH_START = date(2024, 11, 1)  # the day the Plan was published; milestones.toml has to say the same

# What an entry has to say, and what it may leave out.
REQUIRED = ("code", "on", "share", "name", "name_en")
OPTIONAL = ("source",)


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
    milestones, astray = _in_order(milestones)
    if astray is not None:
        raise UnusableMilestones(
            f"The milestone {astray.name} asks for {astray.share:g} on {astray.on}; "
            "shares rise from one milestone to the next, above 0 and at most 1, and so do days.",
            remedy,
        )
    return milestones


def plan_path() -> list[tuple[date, float]]:
    """List the corners of the path, as day and share: from 0 on the day of publication to each milestone.

    Straight lines join them; the Plan itself sets only the milestones, the lines between are ours.
    """
    return [(PATH_START, 0.0), *((milestone.on, milestone.share) for milestone in load_milestones())]


def load_province_milestones(path: Path | None = None) -> dict[str, list[Milestone]]:
    """Load the milestones of each province that has set any, by code, in order of their days.

    path: an operator's file; without one, those of data/files/milestones.toml. Raises MissingFile and
    UnusableMilestones.
    """
    path = path or FILES / "milestones.toml"
    if not path.exists():
        raise missing_reference(path.name)
    return read_province_milestones(path.read_text(encoding="utf-8"), path.name)


def read_province_milestones(text: str, file: str) -> dict[str, list[Milestone]]:
    """Read `[[province_milestone]]` tables from TOML; `file` is named in errors.

    Raises UnusableMilestones that names the entry, by its place in the file, and what is wrong with it.
    """
    remedy = f"Correct {file}; docs/settings.md describes it."
    try:
        entries = tomllib.loads(text).get("province_milestone", [])
    except tomllib.TOMLDecodeError as error:
        raise UnusableMilestones(f"{file} cannot be read ({error}).", remedy) from error
    if not isinstance(entries, list):
        raise UnusableMilestones(f"{file} has no list of [[province_milestone]].", remedy)
    found: dict[str, list[Milestone]] = {}
    for place, entry in enumerate(cast("list[Any]", entries), start=1):
        wrong = what_is_wrong(entry)
        if wrong:
            raise UnusableMilestones(f"{file}: [[province_milestone]] no. {place} {wrong}.", remedy)
        milestone = Milestone(
            name=entry["name"],
            name_en=entry["name_en"],
            on=entry["on"],
            share=float(entry["share"]),
            source=entry.get("source", ""),
        )
        found.setdefault(entry["code"], []).append(milestone)
    for code, milestones in found.items():
        found[code], astray = _in_order(milestones)
        if astray is not None:
            raise UnusableMilestones(
                f"{file}: the milestones of {code} do not rise from one to the next, in day and in share.",
                remedy,
            )
    return found


def what_is_wrong(entry: object) -> str:
    """Say what keeps an entry from being a province's milestone; empty where nothing does."""
    if not isinstance(entry, Mapping):
        return "is no table"
    given = cast("Mapping[str, object]", entry)
    for name in (*REQUIRED, *given):
        if name not in given:
            return f"lacks {name}"
        if name not in REQUIRED + OPTIONAL:
            return f"has {name}, which means nothing here"
    for name in ("name", "name_en", *OPTIONAL):
        text = given.get(name, "-")
        if not isinstance(text, str) or not text.strip() or not text.isprintable():
            return f"has a {name} that is not a line of text"
    code, on, share = given["code"], given["on"], given["share"]
    if code not in area_codes("province"):
        return f'has the code {code!r}, which is no reporting province; write it as "330000"'
    # A datetime is a date, too.
    if not isinstance(on, date) or isinstance(on, datetime) or on <= PATH_START:
        return f"has {on} as its day; write one after {PATH_START} as 2026-12-31, without quotes"
    if isinstance(share, bool) or not isinstance(share, int | float) or not 0 < share <= 1:
        return f"asks for {share}; a share is above 0 and at most 1, so 80% is 0.8"
    return ""


def own_of_areas(
    own: Mapping[str, Sequence[Milestone]], counties: pd.DataFrame, level: str
) -> dict[str, list[Milestone]]:
    """Give each area of a level the milestones of its province, by the area's code; none for the nation.

    What a province has set for itself holds for the prefectures and counties inside it.
    """
    if level == "nation" or not own:
        return {}
    areas = dict(zip(area_of(counties, level), counties["province_code"], strict=True))
    return {str(code): list(own[province]) for code, province in areas.items() if province in own}


def _in_order(milestones: Sequence[Milestone]) -> tuple[list[Milestone], Milestone | None]:
    """Sort milestones by day; name the first that does not rise above the one before, within (0, 1] of all counties."""
    ordered = sorted(milestones, key=lambda milestone: milestone.on)
    day, share = PATH_START, 0.0
    for milestone in ordered:
        if milestone.on <= day or not share < milestone.share <= 1:
            return ordered, milestone
        day, share = milestone.on, milestone.share
    return ordered, None
