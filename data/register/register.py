"""The register of counties: who reports, the areas they add up to, and what became of former ones.

This is the newest register that `data.register.history` knows, for places where no day is meant: the county-level
divisions and the four prefecture-level cities that have no counties (东莞, 中山, 儋州, 嘉峪关), each a unit of its own.

Every county has a prefecture. Where there is none between a county and its province, this rule decides:

- a municipality's districts and counties belong to one prefecture, the municipality itself (110000, 北京市);
- a county administered by its province (4190xx, 4290xx, 4690xx), an XPCC city (6590xx) and a city without
  counties are their own prefecture, under their own code and name.

The XPCC (660000) reports for its cities; `map_province_code` says that they are drawn within 650000.

Units change. What became of one that is no longer in the register is of one of these kinds:

- `renamed`: another name on the same ground;
- `upgraded`: another kind of unit on the same ground: 撤县设区, 撤县设市, 撤市设区 (密云县 → 密云区);
- `recoded`: the same name under another code, mostly because a 地区 became a 地级市;
- `moved`: it went to another prefecture, which gave it a new code;
- `merged`: its ground went into one unit that holds other ground too (吉利区 → 孟津区);
- `unofficial`: a code that lists or maps use, though it is not the official one;
- `split`: its ground was divided among several units, so no single one follows.

Where most of a unit went on as one unit and some towns went elsewhere, that one unit follows. For the register of a
past day there are two kinds more: `later`, a code or name that a unit of that day has had only since, and `created`,
one of a unit that was set up only after it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

import pandas as pd

from data.base.language import name_column
from data.register.former import former_units, later_units
from data.register.history import kept_with_register, register_history, register_of
from data.register.sources import read_reference

NATION_CODE = "100000"
NATION_NAME = "全国"
NATION_NAME_EN = "China"
XPCC_CODE = "660000"
LEVELS = ("county", "prefecture", "province", "nation")
CHANGE_KINDS = ("renamed", "upgraded", "recoded", "moved", "merged", "unofficial", "split")
LATER_KINDS = ("later", "created")
# Both levels in both languages of some days.
MOST_SHORT_NAMES = 64
# The one in use, and another that a test or an edition replaced.
HISTORIES = 2
CHANGE_COLUMNS = ("old_code", "old_name", "old_prefecture", "new_code", "effective_on", "kind")

# The columns of `counties` that name an area of each level; the nation has none of its own.
LEVEL_COLUMNS = {
    "county": ("county_code", "name"),
    "prefecture": ("prefecture_code", "prefecture"),
    "province": ("province_code", "province"),
}


def load_counties() -> pd.DataFrame:
    """Give the counties of the newest register: one row each, sorted by code, with a RangeIndex.

    Columns, all string but lon and lat: county_code, name, name_en, kind (市辖区, 县级市, 县, 自治县, 旗,
    自治旗, 特区, 林区, 地级市(不设区)), prefecture_code, prefecture, province_code, province,
    map_province_code, pinyin (toneless syllables joined: chaoyangqu), initials (cyq), lon and lat (float,
    degrees: the label point that Tianditu gives; missing for a unit that its layer does not have), unit (its permanent
    name). Callers must not change the frame in place.
    """
    return _newest()


def load_prefectures() -> pd.DataFrame:
    """Give the prefectures of the newest register, sorted by code.

    Columns: code, name, name_en, short_name (广州, 凉山), province_code, counties (int64).
    """
    return register_of(None).prefectures


def load_provinces() -> pd.DataFrame:
    """Give the 32 reporting provinces sorted by code, the XPCC last.

    Columns: code, name, name_en, short_name (广东, 内蒙古, 兵团), map_province_code, counties (int64).
    """
    return register_of(None).provinces


@kept_with_register()
def _newest() -> pd.DataFrame:
    return register_of(None).counties.drop(columns="later_name")


def short_names(level: str, lang: str, day: date | None = None) -> Mapping[str, str]:
    """Give what the areas of a level (province or prefecture) are called in lists and on maps, by code, in order.

    day: the one whose areas they are; None for the newest register.
    """
    return _short_names(level, lang, register_of(day).since or date.min)


@kept_with_register(MOST_SHORT_NAMES)
def _short_names(level: str, lang: str, since: date) -> Mapping[str, str]:
    register = register_of(since)
    areas = register.provinces if level == "province" else register.prefectures
    column = name_column(lang, "short_name")
    return dict(zip(areas["code"].tolist(), areas[column].tolist(), strict=True))


@kept_with_register()
def load_changes() -> pd.DataFrame:
    """Give renamings, upgrades, mergers, splits and code changes since 2012; the module explains the kinds.

    Columns, all string: old_code; old_name; old_prefecture (its name at the time); new_code (of the newest register:
    it holds the ground now, later changes included; a split has one row for each successor); effective_on (ISO day of
    the official reply or announcement, "" for a code that was never official); kind.
    """
    rows = [*former_units(register_history(), date.max), *_unofficial()]
    return pd.DataFrame(sorted(rows), columns=list(CHANGE_COLUMNS), dtype="string")


def _unofficial() -> list[tuple[str, ...]]:
    return [
        (row["code"], row["name"], row["prefecture"], row["official_code"], "", "unofficial")
        for row in read_reference("unofficial_codes.csv").to_dict("records")
    ]


def xpcc_cities(day: date | None) -> int:
    """Count the cities of the XPCC on a day; None: now."""
    return int((register_of(day).counties["province_code"] == XPCC_CODE).sum())


def area_codes(level: str) -> list[str]:
    """List the codes of one level in order; the level is one of `LEVELS`."""
    if level == "nation":
        return [NATION_CODE]
    if level == "county":
        return load_counties()["county_code"].tolist()
    return (load_prefectures() if level == "prefecture" else load_provinces())["code"].tolist()


@dataclass(frozen=True)
class Change:
    """One change, to be named to the reader; `effective_on` is None where a code was never official."""

    old_code: str
    old_name: str
    old_prefecture: str
    new_codes: tuple[str, ...]
    effective_on: date | None
    kind: str

    @property
    def follower(self) -> str | None:
        """The code of the one unit that holds the ground now, or None after a split."""
        return self.new_codes[0] if len(self.new_codes) == 1 else None


def all_changes() -> tuple[Change, ...]:
    """List every change up to now once, in the order of old codes; official ones come before unofficial ones."""
    return changes_for(None)


def changes_for(day: date | None) -> tuple[Change, ...]:
    """List what codes and names mean that the register of a day does not hold; None is the newest register.

    Former ones come before later ones, and unofficial codes last.
    """
    since = register_of(day).since
    return _changes_since(since or date.min)


@kept_with_register()
def _changes_since(since: date) -> tuple[Change, ...]:
    history = register_history()
    held = set(history.register_of(since).counties["county_code"])
    unofficial = [row for row in _unofficial() if row[0] not in held and row[3] in held]
    rows = [*former_units(history, since), *later_units(history, since), *unofficial]
    successors: dict[tuple[str, ...], list[str]] = {}
    for code, name, prefecture, new_code, day, kind in rows:
        successors.setdefault((code, name, prefecture, day, kind), []).append(new_code)
    found = [
        Change(code, name, prefecture, tuple(new_codes), date.fromisoformat(day) if day else None, kind)
        for (code, name, prefecture, day, kind), new_codes in successors.items()
    ]
    return tuple(sorted(found, key=_former_first))


def _former_first(change: Change) -> tuple[str, bool, bool]:
    return change.old_code, change.effective_on is None, change.kind in LATER_KINDS


def change_of_code(code: str, name: str | None = None, day: date | None = None) -> Change | None:
    """Find what a code means for the register of a day; the name decides where a code has been used with two."""
    found = _changes_by_code(register_of(day).since or date.min).get(code, ())
    named = [change for change in found if change.old_name == name]
    return next(iter(named or found), None)


@kept_with_register()
def _changes_by_code(since: date) -> Mapping[str, tuple[Change, ...]]:
    found: dict[str, tuple[Change, ...]] = {}
    for change in _changes_since(since):
        found[change.old_code] = (*found.get(change.old_code, ()), change)
    return found


def known_codes() -> frozenset[str]:
    """Give every code that a county has borne since 2012: those by which a report can be kept."""
    return frozenset(period.code for period in register_history().periods)


@cache
def load_syllables() -> dict[str, tuple[str, ...]]:
    """Load the syllables of every name, one a character, ü written v: 六安 → lu, an; 绿园区 → lv, yuan, qu."""
    table = read_reference("pinyin.csv")
    return {name: tuple(parts.split()) for name, parts in zip(table["name"], table["syllables"], strict=True)}


def unread_names() -> list[str]:
    """List names without syllables, with more or fewer than characters, or read otherwise in the register."""
    known, counties = load_syllables(), load_counties()
    areas = (*load_prefectures()["name"], *load_provinces()["name"], *load_changes()["old_name"])
    missing = {str(name) for name in areas if len(known.get(str(name), ())) != len(str(name))}
    columns: tuple[list[str], ...] = (counties["name"].tolist(), counties["pinyin"].tolist())
    apart = {name for name, joined in zip(*columns, strict=True) if "".join(known.get(name, ())) != joined}
    uneven = {name for name, parts in known.items() if len(name) != len(parts)}
    return sorted(missing | apart | uneven)


def area_of(counties: pd.DataFrame, level: str) -> pd.Series:
    """Return, for each row of `counties`, the code of the area of `level` that counts it.

    A city of the XPCC counts in 660000, not in the province that surrounds it on the map. Raises KeyError
    for a level that does not exist.
    """
    if level == "nation":
        return pd.Series(NATION_CODE, index=counties.index, name="code")
    return counties[LEVEL_COLUMNS[level][0]].rename("code")
