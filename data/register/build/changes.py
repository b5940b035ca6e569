"""Build county_changes.csv from the areacodes project's history of codes, and from what is newer than that.

Run: python -m data.register.build.changes FOLDER, where FOLDER is a clone of yescallop/areacodes (CC0-1.0): yearly
lists of codes from the Ministry of Civil Affairs, what each retired code became, and the official replies with their
dates. `data.register.build.compare_registers` then checks the result against public registers that were collected
independently.
"""

import argparse
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from data.register.build.tables import FILES, read_table, write_table
from data.register.register import load_counties

COLUMNS = ("old_code", "old_name", "old_prefecture", "new_code", "effective_on", "kind")
# A year before the first of interest: registers of 2013 still carry what was retired in 2012.
FIRST_YEAR = 2012
ENDINGS = ("自治县", "自治旗", "新区", "区", "县", "市", "旗")
MUNICIPALITIES = ("110000", "120000", "310000", "500000")
DATE = re.compile(r"# *日期：(\d{4})年(\d{1,2})月(\d{1,2})日")
RETIRED = re.compile(r"-(\d{6}) ([^>]+)")

# Units that were retired in favour of one successor, though some towns went elsewhere. The replies say "以原X的行政区域
# (不含…)为Y的行政区域" of each. Where the ground was divided without such a successor, nothing stands here and
# the change is a split.
FOLLOWERS = {
    "130323": "130306", "130429": "130408", "130721": "130705", "330621": "330603", "360402": "360402",
    "360782": "360703", "371081": "371003", "445121": "445103", "445221": "445203", "445323": "445303",
    "511521": "511504", "511721": "511703", "520221": "520204", "520321": "520304",
}  # fmt: skip
# Three groups of islands that became 三沙市 in 2012; its districts are younger, see below.
BECAME_A_PREFECTURE = ("460300",)
# The reply on 三明 gives no date; the province published it on this day.
DATES_FROM_ELSEWHERE = {"350402": "2021-02-02", "350403": "2021-02-02", "350427": "2021-02-02"}

# What the history does not hold: changes after the register's edition, which resolve to the unit of the register that
# holds the ground, and codes that lists or maps use although they were never the official ones.
FURTHER_CHANGES = (
    ("500157", "两江新区", "重庆市", "500105", "2025-11-06", "split"),
    ("500157", "两江新区", "重庆市", "500109", "2025-11-06", "split"),
    ("500157", "两江新区", "重庆市", "500112", "2025-11-06", "split"),
    ("653228", "和康县", "和田地区", "653223", "2024-12-27", "created"),
    ("653229", "和安县", "和田地区", "653221", "2024-12-27", "created"),
    ("632858", "冷湖行政委员会", "海西蒙古族藏族自治州", "632803", "2018-02-22", "merged"),
    ("632859", "茫崖行政委员会", "海西蒙古族藏族自治州", "632803", "2018-02-22", "merged"),
    ("460321", "西沙群岛", "三沙市", "460302", "2020-04-18", "created"),
    ("460322", "南沙群岛", "三沙市", "460303", "2020-04-18", "created"),
    ("460323", "中沙群岛的岛礁及其海域", "三沙市", "460302", "2020-04-18", "created"),
    ("460321", "西沙区", "三沙市", "460302", "", "unofficial"),
    ("460322", "南沙区", "三沙市", "460303", "", "unofficial"),
    ("540422", "米林市", "林芝市", "540481", "", "unofficial"),
    ("540530", "错那市", "山南市", "540581", "", "unofficial"),
    ("139001", "定州市", "定州市", "130682", "", "unofficial"),
    ("139002", "辛集市", "辛集市", "130181", "", "unofficial"),
    ("620201", "嘉峪关市", "嘉峪关市", "620200", "", "unofficial"),
)  # fmt: skip


@dataclass(frozen=True)
class Retired:
    """A county-level unit that lost its code or name in a year, and the codes that took over its ground."""

    code: str
    name: str
    prefecture: str
    year: int
    successors: tuple[str, ...]


def retired_units(history: list[dict[str, str]]) -> list[Retired]:
    """List what was retired since `FIRST_YEAR`; successors in brackets took a part over earlier and are left out."""
    found: list[Retired] = []
    for row in history:
        if row["级别"] != "县级" or not row["变更/弃用时间"] or int(row["变更/弃用时间"]) < FIRST_YEAR:
            continue
        successors = tuple(code for code in row["新代码"].split(";") if "[" not in code)
        if successors == BECAME_A_PREFECTURE:
            continue
        prefecture = row["二级行政区"] if row["二级行政区"] != "直辖" else row["名称"]
        if row["代码"][:2] + "0000" in MUNICIPALITIES:
            prefecture = row["一级行政区"]
        found.append(Retired(row["代码"], row["名称"], prefecture, int(row["变更/弃用时间"]), successors))
    return found


def dates_of_replies(folder: Path, year: int) -> dict[str, str]:
    """Read the day of the official reply for each code retired in `year`."""
    dates: dict[str, str] = {}
    day, in_reply = "", False
    for line in (folder / "diff" / f"{year - 1}-{year}.diff").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") and not in_reply:
            day = ""
        in_reply = line.startswith("#")
        found, retired = DATE.match(line), RETIRED.match(line)
        if found:
            day = f"{int(found[1]):04}-{int(found[2]):02}-{int(found[3]):02}"
        elif retired:
            dates[retired[1]] = day
    return dates


def stem(name: str) -> str:
    """Take the kind off a name: 密云县 and 密云区 have the stem 密云."""
    ending = next((ending for ending in ENDINGS if name.endswith(ending) and len(name) > len(ending)), "")
    return name.removesuffix(ending)


def names_in(folder: Path, year: int) -> dict[str, str]:
    """Read the list of codes and names at the end of a year."""
    lines = (folder / "data" / f"{year}.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split(maxsplit=1) for line in lines if line.strip())


def kind_of(unit: Retired, follower: str, before: dict[str, str], after: dict[str, str], sources: int) -> str:
    """Name the change from `unit` to its one follower; the kinds are explained in `data.register.register`."""
    name = after[follower]
    if follower == unit.code:
        return "renamed"
    if not same_prefecture(unit, follower, after):
        return "moved"
    if stem(name) != stem(unit.name) and (sources > 1 or follower in before):
        return "merged"
    if name[-1] == unit.name[-1]:
        return "recoded" if name == unit.name else "renamed"
    return "upgraded"


def same_prefecture(unit: Retired, follower: str, after: dict[str, str]) -> bool:
    """Tell whether the follower belongs to the same prefecture, though that may have become a city."""
    prefecture = after.get(follower[:4] + "00", unit.prefecture)
    return prefecture.removesuffix("市") == unit.prefecture.removesuffix("地区").removesuffix("市")


def change_rows(folder: Path) -> list[tuple[str, ...]]:
    """Make the rows of county_changes.csv, sorted."""
    history = read_table(folder / "result.csv")
    units = retired_units(history)
    next_codes = {unit.code: unit for unit in units}
    register = set(load_counties()["county_code"])

    def codes_now(codes: tuple[str, ...]) -> list[str]:
        now: set[str] = set()
        for code in codes:
            now |= {code} if code in register else set(codes_now(next_codes[code].successors))
        return sorted(now)

    rows: set[tuple[str, ...]] = set(FURTHER_CHANGES)
    for year in sorted({unit.year for unit in units}):
        of_year = [unit for unit in units if unit.year == year]
        before, after, dates = (
            names_in(folder, year - 1),
            names_in(folder, year),
            dates_of_replies(folder, year),
        )
        sources = Counter(code for unit in of_year for code in unit.successors)
        for unit in of_year:
            day = DATES_FROM_ELSEWHERE.get(unit.code) or dates[unit.code]
            follower = FOLLOWERS.get(unit.code) or (unit.successors[0] if len(unit.successors) == 1 else None)
            now = codes_now((follower,) if follower else unit.successors)
            kind = kind_of(unit, follower, before, after, sources[follower]) if follower else "split"
            if len(now) > 1:
                kind = "split"
            rows |= {(unit.code, unit.name, unit.prefecture, code, day, kind) for code in now}
    return sorted(rows)


def main() -> None:
    """Write county_changes.csv from the clone named on the command line."""
    parser = argparse.ArgumentParser(description="Build county_changes.csv.")
    parser.add_argument("folder", type=Path)
    rows = change_rows(parser.parse_args().folder)
    print("county_changes.csv", write_table(FILES / "county_changes.csv", COLUMNS, rows))


if __name__ == "__main__":
    main()
