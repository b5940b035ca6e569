"""What alliances rest on: the items that counties answer with yes or no, the departments, the resource areas."""

from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias, cast

import pandas as pd

from data.base.fields import GUARANTEES, SEPARATOR, YES_NO
from data.base.stages import ESTABLISHED_STAGES
from data.plan.duties import load_departments, load_resources
from data.register.register import area_of

ItemGroup: TypeAlias = Literal["guarantees", "departments", "resources"]

# Not reported itself: yes where the three guarantees are.
ALL_GUARANTEES = "all_guarantees"


@dataclass(frozen=True)
class Item:
    """One thing that a county has or has not.

    name, name_en, short_name, short_name_en: of departments and resource areas; empty for the yes/no items, whose
    words belong to the reader's language.
    """

    code: str
    group: ItemGroup
    name: str = ""
    name_en: str = ""
    short_name: str = ""
    short_name_en: str = ""


@cache
def load_items() -> dict[ItemGroup, tuple[Item, ...]]:
    """Load the items of each group, in the order of the template or of the Plan."""
    departments = tuple(
        Item(f"department_{row['department_no']}", "departments", *_names(row, "short_name"))
        for row in cast("list[dict[str, object]]", load_departments().to_dict("records"))
    )
    resources = tuple(
        Item(f"resource_{row['resource_no']}", "resources", *_names(row, "name"))
        for row in cast("list[dict[str, object]]", load_resources().to_dict("records"))
    )
    return {
        "guarantees": tuple(Item(code, "guarantees") for code in (*YES_NO, ALL_GUARANTEES)),
        "departments": departments,
        "resources": resources,
    }


def item_answers(status: pd.DataFrame) -> pd.DataFrame:
    """Return each county's answers: county_code, stage, then a boolean column for each item of `load_items`.

    status: of data.figures.progress.county_status. Missing means *not reported*. A county that named departments (or
    resource areas) says no to those that it did not name. All guarantees: no as soon as one of the three is no,
    else missing as long as one is missing.
    """
    answers = status[["county_code", "stage", *YES_NO]].astype(dict.fromkeys(YES_NO, "boolean"))
    funding, personnel, venues = (answers[name] for name in GUARANTEES)
    answers[ALL_GUARANTEES] = funding & personnel & venues
    groups: tuple[ItemGroup, ...] = ("departments", "resources")
    return pd.concat(
        [answers, *(_named(status[group], load_items()[group]) for group in groups)], axis="columns"
    )


def item_counts(
    status: pd.DataFrame, counties: pd.DataFrame, level: str, *, established_only: bool = False
) -> pd.DataFrame:
    """Count the answers of each area's counties to each item, by code, items in their order.

    established_only: count only counties with an alliance; an area without any stays, with 0 counties.
    Columns: code, item, yes, no, not_reported, counties (int64; the first three add up to the fourth), share
    = yes / counties and share_of_reported = yes / (yes + no), 0..1, missing where they divide by none.
    """
    codes = [item.code for group in load_items().values() for item in group]
    answers, area, counted = _by_county(status, counties, level, established_only=established_only)
    given = answers[codes]
    yes = given.fillna(value=False).astype("int64").groupby(area).sum()
    missing = given.isna().astype("int64").where(counted, 0, axis="index").groupby(area).sum()
    total = counted.astype("int64").groupby(area).sum()
    frame = pd.DataFrame(
        {
            "code": yes.index.repeat(len(codes)),
            "item": codes * len(yes),
            "yes": yes.to_numpy().ravel(),
            "not_reported": missing.to_numpy().ravel(),
            "counties": total.to_numpy().repeat(len(codes)),
        }
    )
    frame.insert(3, "no", frame["counties"] - frame["yes"] - frame["not_reported"])
    frame["share"] = _share(frame["yes"], frame["counties"])
    frame["share_of_reported"] = _share(frame["yes"], frame["yes"] + frame["no"])
    return frame


def silent_counts(
    status: pd.DataFrame, counties: pd.DataFrame, level: str, *, established_only: bool = False
) -> pd.DataFrame:
    """Count the counties of each area that answered nothing of a group: [code, group, silent, counties, share]."""
    answers, area, counted = _by_county(status, counties, level, established_only=established_only)
    total = counted.astype("int64").groupby(area).sum()
    parts: list[pd.DataFrame] = []
    for group, items in load_items().items():
        silent = answers[[item.code for item in items]].isna().all(axis="columns") & counted
        found = silent.astype("int64").groupby(area).sum()
        parts.append(
            pd.DataFrame(
                {"code": found.index, "group": group, "silent": found.array, "counties": total.array}
            )
        )
    frame = pd.concat(parts, ignore_index=True)
    frame["share"] = _share(frame["silent"], frame["counties"])
    return frame


def operating_counts(summary: pd.DataFrame) -> pd.DataFrame:
    """Set plaque against work: [code, established, operating, counties, share_operating_of_established].

    summary: of data.figures.progress.summarise. The share is missing where nothing is established.
    """
    frame = summary[["code", "established", "operating", "counties"]].reset_index(drop=True)
    frame["share_operating_of_established"] = _share(frame["operating"], frame["established"])
    return frame


def school_counts(status: pd.DataFrame, counties: pd.DataFrame, level: str) -> pd.DataFrame:
    """Count schools that alliances cover: [code, schools_covered, schools_total, reported, counties] (int64).

    reported: counties that gave both numbers; only their schools are counted.
    """
    given = status.set_index("county_code")[["schools_covered", "schools_total"]]
    given = given.reindex(counties["county_code"]).reset_index(drop=True)
    whole = given.notna().all(axis="columns")
    frame = given.where(whole).fillna(0).astype("int64")
    frame["reported"], frame["counties"] = whole.astype("int64"), 1
    area = pd.Series(area_of(counties, level).array, name="code", dtype="string")
    return frame.groupby(area).sum().reset_index()


def _names(row: dict[str, object], short: str) -> tuple[str, ...]:
    return tuple(str(row[column]) for column in ("name", "name_en", short, f"{short}_en"))


def _named(lists: pd.Series, items: tuple[Item, ...]) -> pd.DataFrame:
    """Return a boolean column for each item: whether each list names it, missing where there is no list."""
    given = lists.astype("string").str.strip()
    blank = given.isna() | given.eq("").fillna(value=True)
    named = given.mask(blank, "").str.get_dummies(SEPARATOR)
    chosen = named.reindex(columns=[item.name for item in items], fill_value=0).astype("boolean")
    return chosen.set_axis([item.code for item in items], axis="columns").mask(blank)


def _by_county(
    status: pd.DataFrame, counties: pd.DataFrame, level: str, *, established_only: bool
) -> tuple[pd.DataFrame, pd.Series, pd.Series]:
    """Return answers, area and whether it counts of each county; those that do not count have no answers."""
    answers = item_answers(status).set_index("county_code").reindex(counties["county_code"]).reset_index()
    area = pd.Series(area_of(counties, level).array, name="code", dtype="string")
    counted = pd.Series(data=True, index=answers.index)
    if established_only:
        counted = answers["stage"].isin(ESTABLISHED_STAGES)
    codes = [item.code for group in load_items().values() for item in group]
    answers[codes] = answers[codes].where(counted)
    return answers, area, counted


def _share(part: pd.Series, whole: pd.Series) -> pd.Series:
    return part.astype("float64") / whole.where(whole > 0)
