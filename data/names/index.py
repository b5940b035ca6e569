"""What names of counties, prefectures and provinces can stand for on a day: by its register and what changed.

`place_names(day)` gives the names of a day, `None` those of the newest register. A code or name that is not in the
register of the day, but was before or is later, is found among the changes.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Final

from data.base.cell_values import clean
from data.names.place_words import (
    AUTONOMOUS,
    COUNTY_NICKNAMES,
    DIRECTLY,
    DIVISIONS,
    KIND_SUFFIX,
    NUMERALS,
    PLAIN_AUTONOMOUS,
    PREFECTURE_NICKNAMES,
)
from data.register.history import kept_with_register, register_history, register_of
from data.register.register import XPCC_CODE, Change, changes_for

# Distinct names kept in memory: the register's several times over, in several spellings.
REMEMBERED_NAMES: Final = 50_000
# Registers whose names are kept in memory: a list has rows of few days.
REMEMBERED_REGISTERS: Final = 32
# The longest path of names: 新疆维吾尔自治区克孜勒苏柯尔克孜自治州… has 25 signs.
LONGEST_NAME: Final = 60
COUNTY_FIELDS: Final = (
    "code", "name", "prefecture_code", "prefecture", "province_code", "province", "map_province_code", "pinyin",
    "initials", "name_en",
)  # fmt: skip


@dataclass(frozen=True)
class County:
    """A county of the register and the areas that it lies in; `map_province_code` is 650000 for XPCC cities."""

    code: str
    name: str
    prefecture_code: str
    prefecture: str
    province_code: str
    province: str
    map_province_code: str
    pinyin: str
    initials: str
    name_en: str

    def lies_in(self, area: str) -> bool:
        """Whether the county lies in a province or a prefecture, by code; XPCC cities lie in Xinjiang too."""
        return area in (self.province_code, self.prefecture_code, self.map_province_code)


@dataclass(frozen=True)
class Candidates:
    """All that a written name can stand for, anywhere in the country.

    exact: counties of that name; changed: changes of units that bore it, or will; short: counties whose name it may
    shorten; areas: prefectures and provinces that it names as a whole.
    """

    exact: frozenset[str] = frozenset()
    changed: tuple[Change, ...] = ()
    short: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()

    def codes(self) -> frozenset[str]:
        """All counties that the name can stand for."""
        followers = frozenset(change.follower for change in self.changed if change.follower)
        return self.exact | followers | self.short


def plain_name(text: str) -> str:
    """Write a name for looking it up: without blanks, separators and words such as 省直辖."""
    return DIRECTLY.sub("", clean(text))[:LONGEST_NAME]


class PlaceNames:
    """The counties of a day by code (`counties`), and what names of places stand for on it.

    Names and codes that no county of the day bears, but one did before or does later, are in `changes`.
    """

    def __init__(self, day: date | None) -> None:
        register = register_of(day)
        self.register = register
        self.day = register.since or date.min
        self.changes = changes_for(day)
        table = register.counties.rename(columns={"county_code": "code"})
        rows = zip(*(table[column].tolist() for column in COUNTY_FIELDS), strict=True)
        self.counties = {row[0]: County(*row) for row in rows}

    def county(self, code: str) -> County | None:
        """Give the county that bears a code on the day, else the one that bore it last, else the one that will."""
        if found := self.counties.get(code):
            return found
        periods = _all_counties().get(code, ())
        begun = [county for first, county in periods if first <= self.day]
        return begun[-1] if begun else periods[0][1] if periods else None

    def lies_in(self, code: str, area: str) -> bool:
        """Whether a county of any day lies in a province or a prefecture."""
        county = self.county(code)
        return county is not None and county.lies_in(area)

    @cached_property
    def provinces(self) -> dict[str, str]:
        """Provinces' codes by each of their names."""
        table = self.register.provinces
        names: dict[str, str] = {}
        for code, name, short in zip(table["code"], table["name"], table["short_name"], strict=True):
            names |= {name: code, short: code, f"{short}省": code, f"{short}市": code, f"{short}自治区": code}
        names = {name: code for name, code in names.items() if not _misleading(name, code)}
        return names | dict.fromkeys(("兵团", "新疆兵团", "新疆生产建设兵团", "生产建设兵团"), XPCC_CODE)

    @cached_property
    def prefectures(self) -> dict[str, frozenset[str]]:
        """Prefectures' codes by each of their names: 伊犁哈萨克自治州, 伊犁州, 伊犁, 第八师 (its city)."""
        table = self.register.prefectures
        known = set(table["code"])
        names: dict[str, set[str]] = defaultdict(set)
        for code, name, short in zip(table["code"], table["name"], table["short_name"], strict=True):
            names[name].add(code)
            names[short].add(code)
            if name.endswith("自治州"):
                names[f"{short}州"].add(code)
                names[f"{short}自治州"].add(code)
        for name, code in PREFECTURE_NICKNAMES.items():
            names[name].add(code)
        for number, code in DIVISIONS.items():
            for written in (NUMERALS[number], str(number)):
                for prefix in ("第", "", "农", "兵团", "兵团第"):
                    names[f"{prefix}{written}师"].add(code)
        names = defaultdict(set, {name: codes & known for name, codes in names.items() if codes & known})
        for change in self.changes:  # 吐鲁番地区
            follower = self.counties.get(change.follower or "")
            if change.old_prefecture not in names and follower:
                names[change.old_prefecture].add(follower.prefecture_code)
        return {name: frozenset(codes) for name, codes in names.items()}

    @cached_property
    def prefecture_codes(self) -> frozenset[str]:
        """The codes of all prefectures of the day."""
        return frozenset(self.register.prefectures["code"])

    @cached_property
    def exact(self) -> Mapping[str, frozenset[str]]:
        """Counties' codes by their names."""
        names: dict[str, set[str]] = defaultdict(set)
        for county in self.counties.values():
            names[county.name].add(county.code)
        return {name: frozenset(codes) for name, codes in names.items()}

    @cached_property
    def changed(self) -> Mapping[str, tuple[Change, ...]]:
        """The changes of units that bore a name, or will, which what they stand for does not bear on the day."""
        names: dict[str, list[Change]] = defaultdict(list)
        for change in self.changes:
            follower = self.counties.get(change.follower or "")
            if follower is None or follower.name != change.old_name:
                names[clean(change.old_name)].append(change)
        return {name: tuple(changes) for name, changes in names.items()}

    @cached_property
    def short(self) -> Mapping[str, frozenset[str]]:
        """Counties' codes by the names that shorten theirs."""
        names: dict[str, set[str]] = defaultdict(set)
        for county in self.counties.values():
            for pattern in (AUTONOMOUS, PLAIN_AUTONOMOUS):
                if match := pattern.fullmatch(county.name):
                    names[match["place"]].add(county.code)
                    names[match["place"] + match["kind"]].add(county.code)
            if (match := KIND_SUFFIX.fullmatch(county.name)) and not county.name.endswith(
                ("自治县", "自治旗")
            ):
                names[match["place"]].add(county.code)
        for nickname, name in COUNTY_NICKNAMES.items():
            names[nickname] |= self.exact.get(name, frozenset())
        return {name: frozenset(codes) for name, codes in names.items()}

    def splits(self, name: str) -> list[tuple[str | None, frozenset[str], str]]:
        """List the ways to read a name as province (or None), prefectures (or none) and the rest."""
        found: list[tuple[str | None, frozenset[str], str]] = []
        for end in range(len(name) + 1):
            province = self.provinces.get(name[:end])
            if end and province is None:
                continue
            rest = name[end:]
            found.append((province, frozenset(), rest))
            found += [
                (province, prefectures, rest[stop:])
                for stop in range(1, len(rest) + 1)
                if (prefectures := self.prefectures.get(rest[:stop]))
            ]
        return found

    def change_fits(self, change: Change, province: str | None, prefectures: frozenset[str]) -> bool:
        """Whether a changed unit lay, or what it stands for lies, in the province and in one of the prefectures."""
        stands_for = [county for code in change.new_codes if (county := self.county(code))]
        if (
            province is not None
            and change.old_code[:2] != province[:2]
            and not any(county.lies_in(province) for county in stands_for)
        ):
            return False
        once = self.prefectures.get(change.old_prefecture, frozenset())
        now = frozenset(county.prefecture_code for county in stands_for)
        return not prefectures or bool(prefectures & (once | now))

    def fits(self, code: str, province: str | None, prefectures: frozenset[str]) -> bool:
        """Whether a county lies in the province and in one of the prefectures."""
        county = self.county(code)
        return (
            county is not None
            and (province is None or county.lies_in(province))
            and (not prefectures or county.prefecture_code in prefectures)
        )


def place_names(day: date | None) -> PlaceNames:
    """Give the names of a day; None: those of the newest register."""
    return _names_since(register_of(day).since or date.min)


def name_on(code: str, lang: str, day: date | None = None) -> str:
    """Say what a county is called on a day (None: now), in a language; its code where no county ever bore it."""
    county = place_names(day).county(code)
    return code if county is None else county.name if lang == "zh" else county.name_en


@kept_with_register(REMEMBERED_REGISTERS)
def _names_since(since: date) -> PlaceNames:
    return PlaceNames(since)


@kept_with_register()
def _all_counties() -> Mapping[str, tuple[tuple[date, County], ...]]:
    """Give every county of any day by code, oldest first, with the day from which it was so called."""
    units = register_history().units.sort_values("since")
    rows = zip(*(units[column].tolist() for column in ("since", *COUNTY_FIELDS)), strict=True)
    found: dict[str, list[tuple[date, County]]] = defaultdict(list)
    for since, *fields in rows:
        found[fields[0]].append((date.fromisoformat(since) if since else date.min, County(*fields)))
    return {code: tuple(periods) for code, periods in found.items()}


@lru_cache(maxsize=REMEMBERED_NAMES)
def candidates(names: PlaceNames, name: str) -> Candidates:
    """Find all that a plain name can stand for, leading provinces and prefectures taken into account."""
    exact: set[str] = set()
    short: set[str] = set()
    areas: set[str] = set()
    changed: list[Change] = []
    for province, prefectures, rest in names.splits(name):
        area = {province} if province else set[str]()
        if not rest:
            own = {code for code in prefectures if code in names.counties}
            short |= own
            areas |= _within(prefectures - own, province) if prefectures else area
            continue
        exact |= {code for code in names.exact.get(rest, ()) if names.fits(code, province, prefectures)}
        short |= {code for code in names.short.get(rest, ()) if names.fits(code, province, prefectures)}
        changed += [
            change
            for change in names.changed.get(rest, ())
            if change not in changed and names.change_fits(change, province, prefectures)
        ]
    return Candidates(frozenset(exact), tuple(changed), frozenset(short - exact), frozenset(areas))


def _misleading(name: str, code: str) -> bool:
    """吉林市 is no name of the province 吉林; 海南自治区 does no harm."""
    return name.endswith("市") and code[:2] not in {"11", "12", "31", "50"}


def _within(prefectures: frozenset[str], province: str | None) -> frozenset[str]:
    return frozenset(code for code in prefectures if province is None or code[:2] == province[:2])
