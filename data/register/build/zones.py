"""Build zones.csv from the text of the Ministry's notice 教基厅函〔2024〕3号.

Run: python -m data.register.build.zones NOTICE.txt. The names stay exactly as the notice lists them; what each one is
(a county, a whole prefecture, a province, a functional area) is found in the register, or the build stops.
"""

import argparse
import re
from pathlib import Path

from data.register.build.tables import write_table
from data.register.register import load_counties, load_prefectures, load_provinces
from data.register.sources import FILES

COLUMNS = ("zone_no", "row_no", "listed_province", "listed_name", "level", "code")
TABLE_BEGINS = "序号 省份 地区"
ROW = re.compile(r"(\d{1,2}) (\S+) (\S+)")
ROWS_IN_NOTICE = 30
# Development zones have no code of their own in the register: they report, but are in no denominator.
FUNCTIONAL_AREAS = ("南京江北新区", "西安市曲江新区")
# The notice names the development zone that shares its administration with a district, and the district.
BRACKETED = re.compile(r"\((\S+)\)$")
# Divisions of the XPCC stand before its cities; short names of autonomous prefectures before their counties.
DIVISION = re.compile(r"第.师")


def listed_rows(text: str) -> list[tuple[str, str, list[str]]]:
    """Read the notice's 30 rows: row number, province, names in the order listed."""
    rows: list[tuple[str, str, list[str]]] = []
    lines = (line.strip() for line in text[text.index(TABLE_BEGINS) :].splitlines())
    for line in lines:
        if line == TABLE_BEGINS or not line:
            continue
        start = ROW.fullmatch(line)
        if start:
            rows.append((start[1], start[2], names_in(start[3])))
        elif rows and len(rows) <= ROWS_IN_NOTICE and rows[-1][2][-1] == "":
            rows[-1][2][-1:] = names_in(line)
    return rows


def names_in(cell: str) -> list[str]:
    """Split a cell; an empty last name says that the list goes on in the next line."""
    return cell.split("、")


def resolve(province: str, name: str) -> tuple[str, str]:
    """Find what a listed name is: its level and its code in the register."""
    if name in FUNCTIONAL_AREAS:
        return "functional_area", ""
    counties, prefectures, provinces = load_counties(), load_prefectures(), load_provinces()
    if name == province:
        return "province", provinces.loc[provinces["name"] == name, "code"].item()
    counties = counties[counties["province"] == province]
    prefectures = prefectures[prefectures["code"].isin(counties["prefecture_code"])]
    whole = prefectures[(prefectures["name"] == name) & ~prefectures["code"].isin(counties["county_code"])]
    if len(whole) == 1:
        return "prefecture", whole["code"].item()
    bracketed = BRACKETED.search(name)
    for code, full_name, short_name in prefectures[["code", "name", "short_name"]].itertuples(index=False):
        for prefix in (str(full_name), f"{short_name}州"):
            if name.startswith(prefix) and name != prefix:
                wanted = bracketed[1] if bracketed else name.removeprefix(prefix)
                within = counties["prefecture_code"] == code
                return "county", counties.loc[within & (counties["name"] == wanted), "county_code"].item()
    return "county", counties.loc[counties["name"] == DIVISION.sub("", name), "county_code"].item()


def main() -> None:
    """Write zones.csv from the notice named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("notice", type=Path)
    text = parser.parse_args().notice.read_text(encoding="utf-8")
    rows: list[tuple[str, ...]] = []
    for row_no, province, names in listed_rows(text):
        for name in names:
            rows.append((str(len(rows) + 1), row_no, province, name, *resolve(province, name)))
    print("zones.csv", write_table(FILES / "zones.csv", COLUMNS, rows))


if __name__ == "__main__":
    main()
