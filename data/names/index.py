"""What names of counties, prefectures and provinces can stand for, from the register and its changes."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
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
from data.register.register import (
    XPCC_CODE,
    Change,
    all_changes,
    load_counties,
    load_prefectures,
    load_provinces,
)

# Distinct names kept in memory: the register's several times over, in several spellings.
REMEMBERED_NAMES: Final = 50_000
# The longest path of names: 新疆维吾尔自治区克孜勒苏柯尔克孜自治州… has 25 signs.
LONGEST_NAME: Final = 60


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

    def lies_in(self, area: str) -> bool:
        """Whether the county lies in a province or a prefecture, by code; XPCC cities lie in Xinjiang too."""
        return area in (self.province_code, self.prefecture_code, self.map_province_code)


@dataclass(frozen=True)
class Candidates:
    """All that a written name can stand for, anywhere in the country.

    exact: counties of that name; former: changes of units that bore it; short: counties whose name it may
    shorten; areas: prefectures and provinces that it names as a whole.
    """

    exact: frozenset[str] = frozenset()
    former: tuple[Change, ...] = ()
    short: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()

    def codes(self) -> frozenset[str]:
        """All counties that the name can stand for."""
        followers = frozenset(change.follower for change in self.former if change.follower)
        return self.exact | followers | self.short


def plain_name(text: str) -> str:
    """Write a name for looking it up: without blanks, separators and words such as 省直辖."""
    return DIRECTLY.sub("", clean(text))[:LONGEST_NAME]


@cache
def counties() -> dict[str, County]:
    """Give the counties of the register by code."""
    table = load_counties()
    columns = (
        "county_code",
        "name",
        "prefecture_code",
        "prefecture",
        "province_code",
        "province",
        "map_province_code",
    )
    rows = zip(*(table[column].tolist() for column in columns), strict=True)
    return {row[0]: County(*row) for row in rows}


@cache
def province_names() -> dict[str, str]:
    """Give provinces' codes by each of their names."""
    table = load_provinces()
    names: dict[str, str] = {}
    for code, name, short in zip(table["code"], table["name"], table["short_name"], strict=True):
        names |= {name: code, short: code, f"{short}省": code, f"{short}市": code, f"{short}自治区": code}
    names = {name: code for name, code in names.items() if not _misleading(name, code)}
    return names | dict.fromkeys(("兵团", "新疆兵团", "新疆生产建设兵团", "生产建设兵团"), XPCC_CODE)


@cache
def prefecture_names() -> dict[str, frozenset[str]]:
    """Give prefectures' codes by each of their names: 伊犁哈萨克自治州, 伊犁州, 伊犁, 第八师 (its city)."""
    table = load_prefectures()
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
    for change in all_changes():  # 吐鲁番地区
        if change.old_prefecture not in names and change.follower:
            names[change.old_prefecture].add(counties()[change.follower].prefecture_code)
    return {name: frozenset(codes) for name, codes in names.items()}


@lru_cache(maxsize=REMEMBERED_NAMES)
def candidates(name: str) -> Candidates:
    """Find all that a plain name can stand for, leading provinces and prefectures taken into account."""
    exact: set[str] = set()
    short: set[str] = set()
    areas: set[str] = set()
    former: list[Change] = []
    for province, prefectures, rest in splits(name):
        area = {province} if province else set[str]()
        if not rest:
            own = {code for code in prefectures if code in counties()}
            short |= own
            areas |= _within(prefectures - own, province) if prefectures else area
            continue
        exact |= {code for code in _exact_names().get(rest, ()) if _fits(code, province, prefectures)}
        short |= {code for code in _short_names().get(rest, ()) if _fits(code, province, prefectures)}
        former += [
            change
            for change in _former_names().get(rest, ())
            if change not in former and change_fits(change, province, prefectures)
        ]
    return Candidates(frozenset(exact), tuple(former), frozenset(short - exact), frozenset(areas))


def splits(name: str) -> list[tuple[str | None, frozenset[str], str]]:
    """List the ways to read a name as province (or None), prefectures (or none) and the rest."""
    found: list[tuple[str | None, frozenset[str], str]] = []
    for end in range(len(name) + 1):
        province = province_names().get(name[:end])
        if end and province is None:
            continue
        rest = name[end:]
        found.append((province, frozenset(), rest))
        found += [
            (province, prefectures, rest[stop:])
            for stop in range(1, len(rest) + 1)
            if (prefectures := prefecture_names().get(rest[:stop]))
        ]
    return found


def change_fits(change: Change, province: str | None, prefectures: frozenset[str]) -> bool:
    """Whether a former unit lay, or what follows it lies, in the province and in one of the prefectures."""
    if province is not None and change.old_code[:2] != province[:2]:
        return False
    once = prefecture_names().get(change.old_prefecture, frozenset())
    now = frozenset(counties()[code].prefecture_code for code in change.new_codes)
    return not prefectures or bool(prefectures & (once | now))


def _misleading(name: str, code: str) -> bool:
    """吉林市 is no name of the province 吉林; 海南自治区 does no harm."""
    return name.endswith("市") and code[:2] not in {"11", "12", "31", "50"}


@cache
def _exact_names() -> dict[str, frozenset[str]]:
    names: dict[str, set[str]] = defaultdict(set)
    for county in counties().values():
        names[county.name].add(county.code)
    return {name: frozenset(codes) for name, codes in names.items()}


@cache
def _former_names() -> dict[str, tuple[Change, ...]]:
    names: dict[str, list[Change]] = defaultdict(list)
    for change in all_changes():
        renamed = change.follower is None or counties()[change.follower].name != change.old_name
        if renamed:
            names[clean(change.old_name)].append(change)
    return {name: tuple(changes) for name, changes in names.items()}


@cache
def _short_names() -> dict[str, frozenset[str]]:
    names: dict[str, set[str]] = defaultdict(set)
    for county in counties().values():
        for pattern in (AUTONOMOUS, PLAIN_AUTONOMOUS):
            if match := pattern.fullmatch(county.name):
                names[match["place"]].add(county.code)
                names[match["place"] + match["kind"]].add(county.code)
        if (match := KIND_SUFFIX.fullmatch(county.name)) and not county.name.endswith(("自治县", "自治旗")):
            names[match["place"]].add(county.code)
    for nickname, name in COUNTY_NICKNAMES.items():
        names[nickname] |= _exact_names()[name]
    return {name: frozenset(codes) for name, codes in names.items()}


def _within(prefectures: frozenset[str], province: str | None) -> frozenset[str]:
    return frozenset(code for code in prefectures if province is None or code[:2] == province[:2])


def _fits(code: str, province: str | None, prefectures: frozenset[str]) -> bool:
    county = counties()[code]
    return (province is None or county.lies_in(province)) and (
        not prefectures or county.prefecture_code in prefectures
    )
