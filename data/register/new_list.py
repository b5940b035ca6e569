"""What a new list of the register, or a list of changes, says against the newest register known.

A list of units tells less than a list of changes: of a code that came and one that went it decides only what leaves no
choice (the same name, or the same name of another kind, once in a province). The rest is asked, and answered in a line:

    500157 = 500105 + 500112     merged of units that are gone
    500109 takes 500112          one that goes on took in one that is gone
    653132 from 653126           set up from parts of units that go on
    653132 new                   set up, from whose ground is not known
    500112 split 500157 + 500109 divided, and no single one follows
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

import pandas as pd

from data.base.errors import DashboardError
from data.register.editions import NewNames
from data.register.history import History
from data.register.replay import CHANGE_KINDS, GOES_ON, Announced, Flow, parse_ground
from data.register.unit_names import (
    ENDINGS,
    MUNICIPALITIES,
    RUN_BY_THEIR_PROVINCE,
    known_reading,
    prefecture_code,
)

CODE: Final = re.compile(r"\d{6}")
LONG_CODE: Final = re.compile(r"(\d{6})0{6}")
# A code that a program wrote as a number with decimals.
DECIMALS: Final = re.compile(r"(?<=\d)\.0+$")
NAMED_UNIT: Final = re.compile(r"(\d{6})\s*(\D+)")
YEAR: Final = re.compile(r"\d{4}")
WRITTEN_DAY: Final = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s+[\d:]+)?")
PLAIN_DAY: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
FLOW: Final = re.compile(r"\d{6}>\d{6}\*?")
OUTSIDE_THE_PLAN: Final = ("71", "81", "82")
# What columns may be called, in small letters and without blanks.
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "code": ("code", "代码", "区划代码", "行政区划代码", "county_code", "县级代码"),
    "name": ("name", "名称", "单位名称", "县级", "区划名称", "行政区划名称", "县（市、区）", "县(市、区)"),
    "prefecture": ("prefecture", "地级", "市州", "地级市", "地市", "市（州）", "市(州)"),
    "pinyin": ("pinyin", "拼音"),
    "day": ("day", "日期", "批准日期", "公布日期"),
    "kind": ("kind", "类型", "变更类型"),
    "before": ("before", "变更前", "原单位"),
    "after": ("after", "变更后", "现单位"),
    "ground": ("ground", "去向", "区域去向"),
    "document": ("document", "文号", "文件"),
    "source": ("source", "来源", "出处"),
    "basis": ("basis", "依据"),
    "remark": ("remark", "备注", "说明"),
}
KINDS: Final[Mapping[str, str]] = {
    "更名": "renamed", "改设": "retyped", "改变建制": "retyped", "变更代码": "recoded", "改码": "recoded",
    "合并": "merged", "分设": "divided", "划转": "transferred", "改隶": "transferred", "重组": "rearranged",
    "析置": "set_up_from", "设立": "set_up", "区域调整": "ground_moved",
}  # fmt: skip
BASES: Final[Mapping[str, str]] = {
    "": "read",
    "read": "read",
    "inferred": "inferred",
    "原文": "read",
    "推断": "inferred",
}
SEVERAL: Final = 2
ANSWER: Final = re.compile(r"\s*(\d{6})\s*(=|takes|from|new|split)\s*([\d\s+]*)\s*$")


class UnusableList(DashboardError):
    """A file is neither a list of the register's units nor one of changes."""


@dataclass(frozen=True)
class Listed:
    """A unit as a new list has it."""

    code: str
    name: str
    prefecture: str = ""
    pinyin: str = ""


@dataclass(frozen=True)
class Question:
    """Codes that came or went, and that a list alone does not explain."""

    code: str
    name: str
    came: bool
    others: tuple[str, ...]


@dataclass(frozen=True)
class Understood:
    """What a list says: changes in order, what has to be asked, and what was left out with the reason."""

    changes: tuple[Announced, ...]
    questions: tuple[Question, ...]
    names: NewNames
    left_out: tuple[tuple[str, str], ...] = ()


@dataclass
class _Comparison:
    history: History
    day: str
    document: str
    source: str
    now: dict[str, str] = field(default_factory=dict[str, str])
    given: dict[str, str] = field(default_factory=dict[str, str])
    changes: list[Announced] = field(default_factory=list[Announced])
    # The names by code that the changes so far leave.
    names: dict[str, str] = field(default_factory=dict[str, str])

    def __post_init__(self) -> None:
        self.names = dict(self.now)

    def add(self, kind: str, before: Iterable[str], after: Iterable[str], ground: Sequence[Flow]) -> None:
        """Add a change of codes, named as the register and the list name them."""
        inferred = "inferred" if kind in ("merged", "divided", "set_up_from") else "read"
        was = {code: self.names[code] for code in before}
        becomes = {code: self.given.get(code) or self.names[code] for code in after}
        self.changes.append(
            Announced(
                self.day, kind, was, becomes, tuple(ground), self.document, self.source, inferred, "",
            )
        )  # fmt: skip
        self.names = {code: name for code, name in self.names.items() if code not in was} | becomes

    def goes_on(self, before: str, after: str, gone: set[str]) -> None:
        """Add that a unit goes on, under another code or name."""
        old, new = self.now[before], self.given.get(after) or self.now[after]
        if old != new:
            kind = "retyped" if stem(old) == stem(new) and ending(old) != ending(new) else "renamed"
        else:
            moved = prefecture_code(before) != prefecture_code(after)
            stays = any(
                prefecture_code(code) == prefecture_code(before) for code in self.now if code not in gone
            )
            kind = "transferred" if moved and stays else "recoded"
        self.add(kind, [before], [after], [Flow(before, after, main=True)])


def stem(name: str) -> str:
    """Take the kind off a name: 密云县 and 密云区 have the stem 密云."""
    return name.removesuffix(ending(name))


def ending(name: str) -> str:
    """Give the kind at the end of a name, or nothing where it would leave none: 东区 has none."""
    return next((each for each in ENDINGS if name.endswith(each) and len(name) > len(each) + 1), "")


def columns_of(header: Sequence[str]) -> dict[str, int]:
    """Find which column holds what, by the words of a header."""
    plain = ["".join(cell.split()).casefold() for cell in header]
    return {
        field_name: next(place for place, word in enumerate(plain) if word in words)
        for field_name, words in COLUMNS.items()
        if any(word in words for word in plain)
    }


def rows_of(table: Sequence[Sequence[str]]) -> list[dict[str, str]]:
    """Read a sheet's texts as rows under the first header that has the columns of either list."""
    for place, header in enumerate(table):
        found = columns_of(header)
        if {"code", "name"} <= set(found) or {"kind", "before", "after"} <= set(found):
            return [
                {name: row[at].strip() if at < len(row) else "" for name, at in found.items()}
                for row in table[place + 1 :]
                if any(cell.strip() for cell in row)
            ]
    raise UnusableList(
        "The file has neither the columns code and name nor kind, before and after.",
        "Name the columns so in its first line (docs/register.md): 代码, 名称 or 类型, 变更前, 变更后.",
    )


def read_changes(rows: Sequence[Mapping[str, str]], day: str) -> Understood:
    """Read a list of changes, whose rows name their kind and the units before and after."""
    changes: list[Announced] = []
    for row in rows:
        if not (row["kind"] or row["before"] or row["after"]):
            continue
        kind = KINDS.get(row["kind"], row["kind"])
        if kind not in CHANGE_KINDS:
            known = ", ".join((*CHANGE_KINDS, *KINDS))
            raise UnusableList(f'"{row["kind"]}" is no kind of change.', f"Write one of {known}.")
        before, after = _names(row["before"]), _names(row["after"])
        if not after or not (before or kind == "set_up"):
            side = "before (变更前)" if after else "after (变更后)"
            raise UnusableList(f'A change of the kind "{row["kind"]}" names no unit {side}.', "Add it.")
        if kind in GOES_ON and before == after:
            raise UnusableList(
                f'"{row["before"]}" is the same before and after the change.', "Correct the row."
            )
        if kind == "set_up_from":
            # Those that gave ground go on, also where the row does not repeat them.
            after |= {code: name for code, name in before.items() if code not in after}
        ground = _ground(row.get("ground", "")) or _plain_ground(kind, before, after)
        basis = BASES.get(row.get("basis", ""), "")
        if not basis:
            raise UnusableList(f'"{row["basis"]}" is no basis.', "Write read or inferred (原文, 推断).")
        changes.append(
            Announced(
                _day(row.get("day", "")) or day, kind, before, after, ground, row.get("document", ""),
                row.get("source", ""), basis, row.get("remark", ""),
            )
        )  # fmt: skip
    if not changes:
        raise UnusableList("The file names no change.", "Write one a line under the names of the columns.")
    return Understood(tuple(changes), (), _new_names([], rows))


def _day(text: str) -> str:
    """Give an ISO day of a day as people write it; a year, or nothing, stays as it is."""
    if not text or YEAR.fullmatch(text):
        return text
    match = WRITTEN_DAY.fullmatch(text) or PLAIN_DAY.fullmatch(text)
    try:
        year, month, day = map(int, match.groups()) if match else (0, 0, 0)
        return date(year, month, day).isoformat()
    except ValueError:
        raise UnusableList(f'"{text}" is not a day.', "Write it like 2027-01-15 or 2027年1月15日.") from None


def _names(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in re.split(r"[;；、,，+\n]", text):
        if not part.strip():
            continue
        match = NAMED_UNIT.fullmatch(part.strip())
        if not match:
            raise UnusableList(
                f'"{part.strip()}" is not a code with its name.',
                "Write each unit like 500105 江北区, several with a semicolon between.",
            )
        found[match[1]] = "".join(match[2].split())
    return found


def _ground(text: str) -> tuple[Flow, ...]:
    """Read where ground went, with arrows and separators as people type them."""
    plain = re.sub(r"\s*(?:->|→|＞|>)\s*", ">", text.replace("＊", "*"))
    parts = [part for part in re.split(r"[;；、,，\s]+", plain) if part]
    wrong = next((part for part in parts if not FLOW.fullmatch(part)), None)
    if wrong is not None:
        raise UnusableList(
            f'"{wrong}" does not tell where ground went.', "Write it like 500112>500157* 500112>500109."
        )
    return parse_ground(" ".join(parts))


def _plain_ground(kind: str, before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Flow, ...]:
    """Give the flows that a kind leaves no choice about; the others have to be written."""
    if len(after) == 1 and kind in ("merged", "renamed", "retyped", "recoded", "transferred"):
        taker = next(iter(after))
        return tuple(Flow(giver, taker, main=True) for giver in before if giver != taker or kind == "renamed")
    if kind == "set_up_from":
        made = [code for code in after if code not in before]
        return tuple(Flow(giver, taker, main=False) for giver in before for taker in made)
    if kind == "divided" and len(before) == 1:
        giver = next(iter(before))
        return tuple(Flow(giver, taker, main=False) for taker in after)
    return ()


def listed_units(rows: Sequence[Mapping[str, str]]) -> tuple[list[Listed], list[tuple[str, str]]]:
    """Read a list of units; give those of the Plan's county level, and what was left out with the reason."""
    found: dict[str, Listed] = {}
    left_out: list[tuple[str, str]] = []
    for row in rows:
        code, name = DECIMALS.sub("", "".join(row["code"].split())), "".join(row["name"].split())
        long = LONG_CODE.fullmatch(code)
        code = long[1] if long else code
        if not CODE.fullmatch(code):
            left_out.append((f"{row['code']} {name}".strip(), "not a code of six digits"))
        elif code.startswith(OUTSIDE_THE_PLAN):
            left_out.append((f"{code} {name}", "outside the Plan"))
        elif code in found and found[code].name != name:
            raise UnusableList(f"The list has {code} twice, as {found[code].name} and {name}.", "Correct it.")
        else:
            found[code] = Listed(code, name, row.get("prefecture", ""), row.get("pinyin", ""))
    return list(found.values()), left_out


def compare(
    history: History,
    rows: Sequence[Mapping[str, str]],
    *,
    day: str,
    answers: Sequence[str] = (),
    document: str = "",
    source: str = "",
) -> Understood:
    """Compare a list of units with the newest register."""
    listed, left_out = listed_units(rows)
    counties = history.register_of(None).counties
    now = dict(zip(counties["county_code"].tolist(), counties["name"].tolist(), strict=True))
    areas = {*history.prefectures["code"].tolist(), *history.provinces["code"].tolist()}
    given: dict[str, str] = {}
    for unit in listed:
        # Prefectures and provinces stand among the counties in most lists.
        heading = unit.code not in now and (unit.code in areas or unit.code.endswith("00"))
        official = history.bearer(unit.code, None) if unit.code not in now else None
        standing = official and history.unit_periods(official)[-1]
        if heading:
            continue
        if standing and standing.until is None and standing.name == unit.name:
            left_out.append((f"{unit.code} {unit.name}", f"stands for {standing.code}"))
            given[standing.code] = unit.name
        elif not unit.name.endswith(ENDINGS):
            stays = f", {now[unit.code]} is left as it is" if unit.code in now else ""
            left_out.append((f"{unit.code} {unit.name}".strip(), f"no name of a county-level unit{stays}"))
            if unit.code in now:
                given[unit.code] = now[unit.code]
        else:
            given[unit.code] = unit.name
    if not given:
        raise UnusableList(
            "The list names no county-level unit.",
            "Look whether it holds codes of six or twelve digits and names, in the columns 代码 and 名称.",
        )
    spoken_of = {_region(code) for code in given}
    if silent := sorted({_region(code) for code in now} - spoken_of):
        left_out.append(
            (_provinces(history, silent), "the list has nothing of these provinces: left as they are")
        )
    comparison = _Comparison(history, day, document, source, now, given)
    gone = {
        code for code in now if code not in given and _region(code) in spoken_of and not _is_city(code, now)
    }
    came = {code for code in given if code not in now}
    for code in sorted(set(given) & set(now)):
        if given[code] != now[code]:
            comparison.goes_on(code, code, gone)
    _answer(comparison, answers, gone, came)
    _decide(comparison, gone, came)
    questions = [
        *(Question(code, given[code], came=True, others=_near(code, gone, now)) for code in sorted(came)),
        *(Question(code, now[code], came=False, others=_near(code, came, given)) for code in sorted(gone)),
    ]  # fmt: skip
    return Understood(tuple(comparison.changes), tuple(questions), _new_names(listed, rows), tuple(left_out))


def _region(code: str) -> str:
    """The province that reports a code: 66 for cities of the XPCC."""
    return "66" if code.startswith("6590") else code[:2]


def _provinces(history: History, regions: Iterable[str]) -> str:
    names = dict(zip(history.provinces["code"].tolist(), history.provinces["name"].tolist(), strict=True))
    return "、".join(str(names[f"{region}0000"]) for region in regions)


def _is_city(code: str, now: Mapping[str, str]) -> bool:
    """Whether a code is that of a city without counties, which lists have among the prefectures."""
    return code.endswith("00") and code in now


def _decide(comparison: _Comparison, gone: set[str], came: set[str]) -> None:
    """Decide what leaves no choice: one name, or one stem, that went and came once in a province."""
    given, now = comparison.given, comparison.now
    for same in (str, stem):
        for code in sorted(came):
            matches = [
                other for other in gone if other[:2] == code[:2] and same(now[other]) == same(given[code])
            ]
            rivals = [
                other for other in came if other[:2] == code[:2] and same(given[other]) == same(given[code])
            ]
            if len(matches) == 1 and len(rivals) == 1:
                comparison.goes_on(matches[0], code, gone)
                gone.discard(matches[0])
                came.discard(code)


def _answer(comparison: _Comparison, answers: Sequence[str], gone: set[str], came: set[str]) -> None:
    for answer in answers:
        match = ANSWER.match(answer)
        if not match:
            raise UnusableList(f'"{answer}" is no answer.', "Write it like 500157 = 500105 + 500112.")
        code, word, others = match[1], match[2], list(dict.fromkeys(CODE.findall(match[3])))
        known = {*comparison.given, *comparison.now}
        unknown = [each for each in (code, *others) if each not in known]
        if unknown:
            raise UnusableList(
                f"{', '.join(unknown)} is neither in the list nor in the register.", "Correct it."
            )
        if word != "new" and not others:
            raise UnusableList(f'"{answer}" names nobody after {word}.', "Write the codes, joined by +.")
        _check_answer(comparison, answer, (code, word, others), gone, came)
        if word == "=" and len(others) == 1:
            comparison.goes_on(others[0], code, gone)
        elif word in ("=", "takes"):
            before = [*others, *([code] if word == "takes" else [])]
            comparison.add("merged", before, [code], [Flow(each, code, main=True) for each in others])
        elif word == "from":
            comparison.add(
                "set_up_from", others, [code, *others], [Flow(each, code, main=False) for each in others]
            )
        elif word == "new":
            comparison.add("set_up", [], [code], [])
        else:
            before = [code, *(each for each in others if each in comparison.names)]
            comparison.add("divided", before, others, [Flow(code, each, main=False) for each in others])
        spent = {code, *others}
        gone -= spent
        came -= spent


def _check_answer(
    comparison: _Comparison,
    answer: str,
    parts: tuple[str, str, Sequence[str]],
    gone: set[str],
    came: set[str],
) -> None:
    """Raise UnusableList for an answer about codes of which it cannot be true, such as a new one that is known."""
    code, word, others = parts
    stays = set(comparison.names) - gone
    # What the code before the word has to be, and those behind it.
    first, second = {
        "=": ((came, "new"), (gone, "gone")),
        "takes": ((stays, "one that goes on"), (gone, "gone")),
        "from": ((came, "new"), (stays, "one that goes on")),
        "new": ((came, "new"), (set[str](), "")),
        "split": ((gone, "gone"), (came | stays, "in the list")),
    }[word]
    checked = [(code, *first), *((other, *second) for other in others)]
    for each, those, what in checked:
        if each not in those:
            name = comparison.given.get(each) or comparison.now.get(each, "")
            raise UnusableList(
                f'"{answer}" does not fit: {each} {name} is not {what}, or another answer speaks of it.',
                "Correct the answer, or leave it out to be asked again.",
            )
    if word == "split" and len(others) < SEVERAL:
        raise UnusableList(
            f'"{answer}" names one unit only.', f"Write {others[0]} = {code} or {others[0]} takes {code}."
        )


def _near(code: str, others: Iterable[str], names: Mapping[str, str]) -> tuple[str, ...]:
    """Name what came or went in the same prefecture, or else province."""
    for digits in (4, 2):
        near = [f"{other} {names[other]}" for other in sorted(others) if other[:digits] == code[:digits]]
        if near:
            return tuple(near)
    return ()


def _new_names(listed: Sequence[Listed], rows: Sequence[Mapping[str, str]]) -> NewNames:
    prefectures = {
        prefecture_code(unit.code): unit.prefecture
        for unit in listed
        if unit.prefecture and not unit.code.startswith((*MUNICIPALITIES, *RUN_BY_THEIR_PROVINCE))
    }
    for row in rows:
        if row.get("prefecture") and "after" in row:
            prefectures |= {prefecture_code(code): row["prefecture"] for code in _names(row["after"])}
    readings = {unit.name: unit.pinyin for unit in listed if unit.pinyin}
    for row in rows:
        if row.get("pinyin") and "after" in row:
            readings |= dict.fromkeys(list(_names(row["after"]).values())[:1], row["pinyin"])
    return NewNames(
        prefectures, {name: pinyin for name, pinyin in readings.items() if known_reading(name) is None}
    )


def effect_on_provinces(before: pd.DataFrame, after: pd.DataFrame) -> list[tuple[str, int, int]]:
    """Give the number of counties before and after of each province where it changes; both are registers' counties."""
    counts = [frame.groupby("province").size() for frame in (before, after)]
    provinces = sorted({*counts[0].index, *counts[1].index})
    numbers = [(str(name), int(counts[0].get(name, 0)), int(counts[1].get(name, 0))) for name in provinces]
    return [each for each in numbers if each[1] != each[2]]
