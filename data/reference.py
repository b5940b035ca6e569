"""Check the reference data: `python -m data.reference check [--json]` verifies counts, codes, joins and checksums.

It prints one line per check, or with `--json` a list of {check, ok, found}, and exits with 1 when one fails.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import pandas as pd

from data.base.errors import DashboardError
from data.commands import plain_settings
from data.plan.duties import load_departments, load_duties, load_resources
from data.plan.milestones import load_milestones
from data.register.checks import (
    NOTICE_DAY,
    UNOFFICIAL,
    change_faults,
    code_faults,
    count_faults,
    period_faults,
    source_faults,
    zone_faults,
)
from data.register.editions import EditionFolder
from data.register.history import register_history
from data.register.register import (
    CHANGE_KINDS,
    all_changes,
    change_of_code,
    load_changes,
    load_counties,
    load_prefectures,
    load_provinces,
    load_syllables,
    unread_names,
)
from data.register.sources import FILES, read_reference, unrecorded_files, verify_sources
from data.register.zones import covered_counties, load_zones

BOUNDARY_FILES = FILES.parents[1] / "geo" / "files"
# The Ministry of Civil Affairs' own count in September 2026, and the four cities without counties.
UNITS_OF_EACH_KIND = {
    "市辖区": 976,
    "县级市": 398,
    "县": 1302,
    "自治县": 117,
    "旗": 49,
    "自治旗": 3,
    "特区": 1,
    "林区": 1,
    "地级市(不设区)": 4,
}
ZONES_OF_EACH_LEVEL = {"county": 80, "prefecture": 14, "province": 1, "functional_area": 2}
# Lists follow a decision within a year; these took longer (a district without an office, the islands' headings).
LISTED_LONG_AFTER = ("410211", "460321", "460322", "460323")
DAYS_LISTED_AFTER = 366


@dataclass(frozen=True)
class Check:
    """The outcome of one check: what was verified, whether it holds, and what was found."""

    check: str
    ok: bool
    found: str


class Mismatch(Exception):
    """What a check found instead of what has to be there."""


def expect(holds: bool, found: object) -> None:  # noqa: FBT001 - reads as a sentence where it is called
    """Raise Mismatch with what was found unless the condition holds."""
    if not holds:
        raise Mismatch(str(found))


def expect_none(faults: list[str]) -> None:
    """Raise Mismatch with the first faults, unless there are none."""
    expect(not faults, "; ".join(faults[:5]) + (f" and {len(faults) - 5} more" if len(faults) > 5 else ""))


def county_counts() -> str:
    """Verify the number of counties of each kind."""
    counties = load_counties()
    kinds: dict[str, int] = dict(Counter(counties["kind"].tolist()))
    expect(kinds == UNITS_OF_EACH_KIND, kinds)
    return f"{len(counties):,} counties of {len(kinds)} kinds"


def county_codes() -> str:
    """Verify that codes are six digits, unique, in order, and begin like their province's and prefecture's."""
    counties = load_counties()
    codes = counties["county_code"]
    wrong = codes[~codes.str.fullmatch(r"\d{6}")].tolist()
    expect(not wrong, f"not six digits: {wrong}")
    expect(codes.is_unique and codes.is_monotonic_increasing, "codes repeat or are out of order")
    astray = codes[codes.str[:2] + "0000" != counties["map_province_code"]].tolist()
    expect(not astray, f"not in the province their code begins with: {astray}")
    prefecture = counties["prefecture_code"]
    own, above = prefecture == codes, prefecture == codes.str[:4] + "00"
    municipality = prefecture == counties["province_code"]
    odd = codes[~(own | above | municipality)].tolist()
    expect(not odd, f"not in the prefecture their code begins with: {odd}")
    return f"{codes.iloc[0]} to {codes.iloc[-1]}"


def county_names() -> str:
    """Verify that every field is filled, names are unique in their prefecture, and pinyin is plain letters."""
    counties = load_counties()
    texts = counties.drop(columns=["lon", "lat"])
    empty = [column for column in texts if texts[column].isna().any() or (texts[column] == "").any()]
    expect(not empty, f"empty cells in {empty}")
    repeated = counties[counties.duplicated(["prefecture_code", "name"], keep=False)]["county_code"].tolist()
    expect(not repeated, f"same name in one prefecture: {repeated}")
    unplain = counties[
        ~counties["pinyin"].str.fullmatch("[a-z]+") | ~counties["initials"].str.fullmatch("[a-z]+")
    ]
    expect(unplain.empty, f"pinyin with other than letters: {unplain['county_code'].tolist()}")
    counties = counties[counties["lon"].notna()]
    outside = counties[~counties["lon"].between(73, 136) | ~counties["lat"].between(3, 54)][
        "county_code"
    ].tolist()
    expect(not outside, f"positions outside the country: {outside}")
    return "filled, unique in their prefecture, searchable"


def pinyin() -> str:
    """Verify that every name has its syllables, one a character, the same as in the register."""
    expect(not unread_names(), f"without syllables, or with others: {unread_names()}")
    return f"{len(load_syllables()):,} names"


def areas_above() -> str:
    """Verify that counties, prefectures and provinces join without remainder, with the same names."""
    counties, prefectures, provinces = load_counties(), load_prefectures(), load_provinces()
    for level, areas in (("prefecture", prefectures), ("province", provinces)):
        pairs = counties[[f"{level}_code", level]].drop_duplicates()
        joined = pairs.merge(
            areas[["code", "name"]],
            left_on=[f"{level}_code", level],
            right_on=["code", "name"],
            how="outer",
            indicator=True,
            validate="one_to_one",
        )
        apart = joined[joined["_merge"] != "both"]
        expect(apart.empty, f"{level}: {apart[[f'{level}_code', 'code']].to_dict('records')}")
    expect(len(provinces) == 32, f"{len(provinces)} provinces")
    return f"{len(prefectures)} prefectures, {len(provinces)} provinces"


def zones() -> str:
    """Verify the number of zones, of each level of them, and that their codes are the register's."""
    listed = load_zones()
    levels: dict[str, int] = dict(Counter(listed["level"].tolist()))
    expect(levels == ZONES_OF_EACH_LEVEL, levels)
    expect(listed["zone_no"].tolist() == list(range(1, 98)) and listed["row_no"].nunique() == 30, "numbering")
    coded = listed[listed["level"] != "functional_area"]
    known = (
        set(load_counties()["county_code"]) | set(load_prefectures()["code"]) | set(load_provinces()["code"])
    )
    unknown = sorted(set(coded["code"]) - known)
    expect(not unknown and coded["code"].is_unique, f"unknown or repeated codes: {unknown}")
    return f"{len(listed)} zones, {len(covered_counties())} counties in them"


def changes() -> str:
    """Verify that every change leads into the register and says so consistently."""
    register = set(load_counties()["county_code"])
    for change in all_changes():
        named = f"{change.old_code} {change.old_name}"
        expect(set(change.new_codes) <= register, f"{named} leads to {change.new_codes}")
        expect(change.kind in CHANGE_KINDS, f"{named} is {change.kind}")
        expect(
            (change.kind == "split") == (change.follower is None),
            f"{named}: {change.kind}, {change.new_codes}",
        )
        expect(
            (change.kind == "unofficial") == (change.effective_on is None), f"{named}: day and {change.kind}"
        )
        still = change.old_code in register
        expect(not still or change.new_codes == (change.old_code,), f"{named} is in use and leads elsewhere")
    return f"{len(all_changes())} changes, {sum(change.follower is None for change in all_changes())} of them splits"


def register_windows() -> str:
    """Verify changes against public registers: each unit that left resolves, at a day that fits the editions."""
    windows = read_reference("register_windows.csv")
    # Some were younger than the edition that the lists were compared with.
    counties = load_counties()
    held = set(zip(counties["county_code"], counties["name"], strict=True))
    windows = windows[[pair not in held for pair in zip(windows["code"], windows["name"], strict=True)]]
    for code, name, last_listed, gone_by in windows[["code", "name", "last_listed", "gone_by"]].itertuples(
        index=False
    ):
        change = change_of_code(str(code), str(name))
        if change is None or change.old_name != name:
            raise Mismatch(f"{code} {name} left the registers and does not resolve")
        if change.effective_on is None or not gone_by:
            continue
        day = pd.Timestamp(change.effective_on)
        expect(
            day <= pd.Timestamp(str(gone_by)), f"{code} {name}: gone by {gone_by}, changed on {day:%Y-%m-%d}"
        )
        earliest = pd.Timestamp(str(last_listed)) - pd.Timedelta(days=DAYS_LISTED_AFTER)
        fits = day >= earliest or code in LISTED_LONG_AFTER
        expect(fits, f"{code} {name}: listed on {last_listed}, changed on {day:%Y-%m-%d}")
    return f"{len(windows)} units that other editions list resolve"


def periods() -> str:
    """Verify that every unit's periods follow each other, and no code has two bearers at once."""
    history = register_history()
    expect_none(period_faults(history))
    return f"{len(history.periods):,} periods of {history.units['unit'].nunique():,} units"


def announced_changes() -> str:
    """Verify that every change closes what it opens, and nothing begins or ends without one."""
    history = register_history()
    expect_none(change_faults(history))
    return f"{len(history.changes)} changes, the newest {history.newest.change}"


def official_counts() -> str:
    """Verify the number of county-level divisions at each year's end, in all and by province."""
    counts = read_reference("register_counts.csv")
    expect_none(count_faults(register_history(), counts))
    return f"{len(counts)} official numbers from {counts['day'].min()} to {counts['day'].max()}"


def sources_of_rows() -> str:
    """Verify that every row of the register through time has its source."""
    companions = {name: read_reference(name) for name in ("register_counts.csv", "unofficial_codes.csv")}
    expect_none(source_faults(register_history(), companions))
    return "every row has its source"


def zones_through_time() -> str:
    """Verify that every zone resolves on the notice's day and today."""
    expect_none(zone_faults(register_history()))
    return f"{len(load_zones())} zones resolve on {NOTICE_DAY} and today"


def codes_through_time() -> str:
    """Verify that every code that was in use resolves, on days that fit the public registers."""
    old = load_changes()
    windows = read_reference("register_windows.csv")
    expect_none(code_faults(register_history(), old, windows))
    return f"{old['old_code'].nunique()} former codes resolve, {len(UNOFFICIAL)} unofficial ones among them"


def plan() -> str:
    """Verify the number of departments, resources and milestones, and that every duty has its words."""
    found = (len(load_departments()), len(load_resources()), len(load_milestones()))
    expect(found == (17, 7, 2), f"departments, resources, milestones: {found}")
    duties = load_duties()
    expect(bool((duties != "").all(axis=None)), "a duty lacks words")
    return f"17 departments, {len(duties)} duties, 7 resources, 2 milestones"


def checksums(folder: Path) -> str:
    """Verify that every file of a folder is recorded and is the one recorded."""
    sources = verify_sources(folder)
    unrecorded = unrecorded_files(folder)
    expect(not unrecorded, f"not in SOURCES.toml: {unrecorded}")
    return f"{len(sources)} files"


def editions() -> str:
    """Verify the operator's editions of the register beside the database, those that the settings name."""
    folder = EditionFolder(plain_settings(None).register_folder)
    expect_none(folder.faults())
    return f"{len(folder.in_use())} in use in {folder.path}"


CHECKS: Final[dict[str, Callable[[], str]]] = {
    "checksums of data/files": lambda: checksums(FILES),
    "checksums of geo/files": lambda: checksums(BOUNDARY_FILES),
    "counts of counties": county_counts,
    "codes of counties": county_codes,
    "names of counties": county_names,
    "pinyin": pinyin,
    "prefectures and provinces": areas_above,
    "zones": zones,
    "changes": changes,
    "changes against public registers": register_windows,
    "periods of units": periods,
    "announced changes": announced_changes,
    "official counts by year": official_counts,
    "sources of rows": sources_of_rows,
    "zones through time": zones_through_time,
    "codes through time": codes_through_time,
    "plan": plan,
    "editions beside the database": editions,
}


def run_check(name: str) -> Check:
    """Run a check of CHECKS; one that cannot be run for a missing or unreadable file fails with its sentence."""
    try:
        return Check(name, ok=True, found=CHECKS[name]())
    except (Mismatch, DashboardError) as fault:
        return Check(name, ok=False, found=str(fault))
    except (KeyError, ValueError) as fault:
        return Check(name, ok=False, found=f"The table cannot be read: {type(fault).__name__} {fault}")


def main(arguments: list[str] | None = None) -> int:
    """Print the checks as a table or as JSON; return 1 when one fails."""
    parser = argparse.ArgumentParser(prog="python -m data.reference", description="Check the reference data.")
    parser.add_argument("command", choices=["check"])
    parser.add_argument("--json", action="store_true", help="print a list of {check, ok, found}")
    options = parser.parse_args(arguments)
    checks = [run_check(name) for name in CHECKS]
    if options.json:
        print(json.dumps([asdict(check) for check in checks], ensure_ascii=False, indent=1))
    else:
        for check in checks:
            print(f"{'ok  ' if check.ok else 'FAIL'}  {check.check:<34}  {check.found}")
    return 0 if all(check.ok for check in checks) else 1


if __name__ == "__main__":
    sys.exit(main())
