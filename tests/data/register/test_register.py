"""The register as it is committed, and what its loaders say when a file is gone."""

from pathlib import Path

import pandas as pd
import pytest

from data.base.errors import MissingFile
from data.register import sources
from data.register.register import area_codes, load_counties, load_prefectures, load_provinces


def county(code: str) -> dict[str, str]:
    counties = load_counties()
    return counties[counties["county_code"] == code].iloc[0].to_dict()


def test_it_holds_the_counties_of_the_newest_register() -> None:
    counties = load_counties()
    assert len(counties) == 2851
    assert list(counties.columns) == [
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
        "unit",
    ]
    assert counties["county_code"].is_monotonic_increasing
    assert counties["county_code"].is_unique
    assert counties.index.equals(pd.RangeIndex(2851))


def test_codes_are_strings_and_positions_numbers() -> None:
    dtypes = load_counties().dtypes
    assert {str(dtypes[column]) for column in dtypes.index if column not in ("lon", "lat")} == {"string"}
    assert {str(dtypes[column]) for column in ("lon", "lat")} == {"float64"}


@pytest.mark.parametrize(
    ("code", "name", "english", "kind", "prefecture", "province"),
    [
        ("110105", "朝阳区", "Chaoyang District", "市辖区", "110000", "110000"),
        ("131028", "大厂回族自治县", "Dachang Hui Autonomous County", "自治县", "131000", "130000"),
        ("410104", "管城回族区", "Guancheng Hui District", "市辖区", "410100", "410000"),
        (
            "520526",
            "威宁彝族回族苗族自治县",
            "Weining Yi, Hui and Miao Autonomous County",
            "自治县",
            "520500",
            "520000",
        ),
        ("150723", "鄂伦春自治旗", "Oroqen Autonomous Banner", "自治旗", "150700", "150000"),
        ("520203", "六枝特区", "Liuzhi Special District", "特区", "520200", "520000"),
        ("429021", "神农架林区", "Shennongjia Forestry District", "林区", "429021", "420000"),
        ("140109", "万柏林区", "Wanbailin District", "市辖区", "140100", "140000"),
        ("441900", "东莞市", "Dongguan City", "地级市(不设区)", "441900", "440000"),
        ("659001", "石河子市", "Shihezi City", "县级市", "659001", "660000"),
        ("540481", "米林市", "Mainling City", "县级市", "540400", "540000"),
        ("460302", "西沙区", "Xisha District", "市辖区", "460300", "460000"),
        ("310115", "浦东新区", "Pudong New Area", "市辖区", "310000", "310000"),
    ],
)
def test_known_counties(
    code: str, name: str, english: str, kind: str, prefecture: str, province: str
) -> None:
    found = county(code)
    fields = ("name", "name_en", "kind", "prefecture_code", "province_code")
    assert [found[field] for field in fields] == [name, english, kind, prefecture, province]


@pytest.mark.parametrize(
    ("code", "pinyin", "initials"),
    [
        ("110105", "chaoyangqu", "cyq"),
        ("500103", "yuzhongqu", "yzq"),
        ("130225", "laotingxian", "ltx"),  # 乐亭, not le
        ("371481", "laolingshi", "lls"),  # 乐陵, not le
        ("330382", "yueqingshi", "yqs"),  # 乐清, not le
        ("140428", "zhangzixian", "zzx"),  # 长子, elsewhere chang
        ("350821", "changtingxian", "ctx"),  # 长汀
        ("320116", "luhequ", "lhq"),  # 六合, not liu
        ("350105", "maweiqu", "mwq"),  # 马尾, not yi
        ("371722", "shanxian", "sx"),  # 单县, not dan
        ("610829", "wubuxian", "wbx"),  # 吴堡, not bao
        ("532504", "mileshi", "mls"),  # 弥勒, not lei
        ("460302", "xishaqu", "xsq"),
    ],
)
def test_names_are_found_by_the_reading_that_people_use(code: str, pinyin: str, initials: str) -> None:
    assert (county(code)["pinyin"], county(code)["initials"]) == (pinyin, initials)


def test_english_names_carry_apostrophes_and_umlauts_and_no_chinese() -> None:
    counties, prefectures = load_counties(), load_prefectures()
    english = pd.concat([counties["name_en"], prefectures["name_en"], load_provinces()["name_en"]])
    assert not english.str.contains(r"[\u4e00-\u9fff]").any()
    names = prefectures.set_index("code")["name_en"]
    assert [names[code] for code in ("341500", "141100", "650100", "152500", "610100", "441900")] == [
        "Lu'an",
        "Lüliang",
        "Ürümqi",
        "Xilingol League",
        "Xi'an",
        "Dongguan",
    ]


def test_thirty_two_provinces_report_and_the_corps_comes_last() -> None:
    provinces = load_provinces()
    assert len(provinces) == 32
    last = provinces.iloc[-1]
    assert [last[c] for c in ("code", "name_en", "short_name", "map_province_code", "counties")] == [
        "660000",
        "XPCC",
        "兵团",
        "650000",
        13,
    ]
    assert provinces["counties"].sum() == 2851
    outside = load_counties()["province_code"].str[:2].isin(["71", "81", "82"])
    assert not outside.any()


def test_every_county_belongs_to_a_prefecture_that_counts_it() -> None:
    prefectures = load_prefectures().set_index("code")
    counties = load_counties()
    assert set(counties["prefecture_code"]) == set(prefectures.index)
    assert prefectures["counties"].sum() == 2851
    assert prefectures.loc["110000", ["name", "counties"]].tolist() == ["北京市", 16]
    assert prefectures.loc["469026", ["short_name", "counties"]].tolist() == ["昌江", 1]


def test_area_codes_of_each_level() -> None:
    assert [len(area_codes(level)) for level in ("county", "prefecture", "province", "nation")] == [
        2851,
        370,
        32,
        1,
    ]
    assert area_codes("nation") == ["100000"]


def test_a_missing_file_is_named_with_the_remedy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sources, "FILES", tmp_path)
    with pytest.raises(MissingFile, match=r"data/files/zones\.csv is missing\. Restore it"):
        sources.read_reference("zones.csv")
