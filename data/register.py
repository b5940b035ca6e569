"""The register of counties: who reports, and the prefectures and provinces they add up to.

2,848 county-level units as at the end of 2023, the last edition before the Plan: the 2,844 county-level
divisions and the four prefecture-level cities that have no counties (东莞, 中山, 儋州,
嘉峪关), each a unit of its own.

Every county has a prefecture. Where there is none between a county and its province, this rule decides:

- a municipality's districts and counties belong to one prefecture, the municipality itself (110000, 北京市);
- a county administered by its province (4190xx, 4290xx, 4690xx), an XPCC city (6590xx) and a city without
  counties are their own prefecture, under their own code and name.

The XPCC (660000) reports for its twelve cities; `map_province_code` says that they are drawn within 650000.
"""

from functools import cache
from pathlib import Path

import pandas as pd

from data.errors import MissingFile, UnknownCodes

FILES = Path(__file__).resolve().parent / "files"
NATION_CODE = "100000"
NATION_NAME = "全国"
NATION_NAME_EN = "China"
XPCC_CODE = "660000"
LEVELS = ("county", "prefecture", "province", "nation")
COUNTIES = 2848


@cache
def load_counties() -> pd.DataFrame:
    """Load one row per county, sorted by code, with a RangeIndex; callers must not change it in place.

    Columns, all string but the last two: county_code, name, name_en, kind (市辖区, 县级市, 县, 自治县, 旗,
    自治旗, 特区, 林区, 地级市(不设区)), prefecture_code, prefecture, province_code, province,
    map_province_code, pinyin (toneless syllables joined: chaoyangqu), initials (cyq), lon and lat (float,
    degrees: the label point that Tianditu gives).
    """
    return read_reference("counties.csv", {"lon": "float64", "lat": "float64"})


@cache
def load_prefectures() -> pd.DataFrame:
    """Load one row per prefecture, sorted by code.

    Columns: code, name, name_en, short_name (广州, 凉山), province_code, counties (int64).
    """
    return _with_counties(read_reference("prefectures.csv"), "prefecture_code")


@cache
def load_provinces() -> pd.DataFrame:
    """Load the 32 reporting provinces sorted by code, the XPCC last.

    Columns: code, name, name_en, short_name (广东, 内蒙古, 兵团), map_province_code, counties (int64).
    """
    return _with_counties(read_reference("provinces.csv"), "province_code")


@cache
def load_changes() -> pd.DataFrame:
    """Load renamings, upgrades, mergers, splits and code changes since 2012; `data.changes` explains the kinds.

    Columns, all string: old_code; old_name; old_prefecture (its name at the time); new_code (of the register: it
    holds the ground now, later changes included; a split has one row for each successor); effective_on (ISO day of
    the official reply or announcement, "" for a code that was never official); kind.
    """
    return read_reference("county_changes.csv")


def area_codes(level: str) -> list[str]:
    """List the codes of one level in order; the level is one of `LEVELS`."""
    if level == "nation":
        return [NATION_CODE]
    if level == "county":
        return load_counties()["county_code"].tolist()
    return (load_prefectures() if level == "prefecture" else load_provinces())["code"].tolist()


def require_known(codes: "pd.Series[str]", level: str, thing: str) -> None:
    """Raise UnknownCodes when `codes` holds one that the register does not; `thing` names the frame."""
    unknown = sorted({str(code) for code in codes} - set(area_codes(level)))
    if unknown:
        shown = "、".join(unknown[:5]) + (f" and {len(unknown) - 5} more" if len(unknown) > 5 else "")
        raise UnknownCodes(
            f"{thing} has {level} codes that the register does not hold: {shown}.",
            "Correct them, or resolve codes from before or after the register's edition first.",
        )


def read_reference(file_name: str, numbers: dict[str, str] | None = None) -> pd.DataFrame:
    """Read a table of data/files: every column a string, but those named in `numbers`; raises MissingFile."""
    path = FILES / file_name
    if not path.exists():
        raise missing_reference(file_name)
    frame = pd.read_csv(path, dtype="string", keep_default_na=False, encoding="utf-8")
    return frame.astype(numbers) if numbers else frame


def missing_reference(file_name: str) -> MissingFile:
    """Say that a file of data/files is missing, and what to do."""
    return MissingFile(
        f"The reference file data/files/{file_name} is missing.",
        "Restore it from the repository, or rebuild it as data/files/SOURCES.toml says.",
    )


def _with_counties(areas: pd.DataFrame, key: str) -> pd.DataFrame:
    counted = (
        load_counties().groupby(key, as_index=False).size().rename(columns={key: "code", "size": "counties"})
    )
    joined = areas.merge(counted, on="code", how="left", validate="one_to_one")
    return joined.astype({"counties": "int64"})
