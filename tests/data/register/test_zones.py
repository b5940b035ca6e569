"""The experimental zones: the notice's 97 names, what they are, and the counties that they cover."""

from data.register.build.zones import listed_rows, resolve
from data.register.register import load_counties
from data.register.zones import covered_counties, load_zones, zone_counties


def test_there_are_97_zones_in_30_rows_of_four_levels() -> None:
    zones = load_zones()
    assert zones["zone_no"].tolist() == list(range(1, 98))
    assert zones["row_no"].unique().tolist() == list(range(1, 31))
    assert zones["level"].value_counts().to_dict() == {
        "county": 80,
        "prefecture": 14,
        "province": 1,
        "functional_area": 2,
    }


def test_names_stand_as_listed_and_codes_are_what_they_name() -> None:
    zones = load_zones().set_index("listed_name")
    assert zones.loc["克拉玛依区", "code"] == "650203"
    assert zones.loc["乌鲁木齐市经开区(头屯河区)", ["level", "code"]].tolist() == ["county", "650106"]
    assert zones.loc["晋城市城区", "code"] == "140502"
    assert zones.loc["黔东南州岑巩县", "code"] == "522626"
    assert zones.loc["第七师胡杨河市", ["listed_province", "code"]].tolist() == ["新疆生产建设兵团", "659010"]
    assert zones.loc["嘉兴市", ["level", "code"]].tolist() == ["prefecture", "330400"]
    assert zones.loc["山东省", ["row_no", "level", "code"]].tolist() == [15, "province", "370000"]
    assert zones.loc[["南京江北新区", "西安市曲江新区"], "code"].tolist() == ["", ""]


def test_each_county_in_two_zones_counts_once() -> None:
    pairs = zone_counties()
    assert not pairs.duplicated().any()
    in_two = pairs[pairs["county_code"].duplicated(keep=False)].sort_values("zone_no")
    assert in_two.to_numpy().tolist() == [[21, "220122"], [22, "220122"]]  # 长春市, 农安县
    assert len(covered_counties()) == pairs["county_code"].nunique() == len(pairs) - 1 == 336


def test_a_whole_province_covers_all_its_counties_and_a_functional_area_none() -> None:
    sizes = zone_counties().groupby("zone_no").size()
    shandong = load_counties()["province_code"] == "370000"
    assert sizes[51] == shandong.sum() == 136
    assert 32 not in sizes.index
    assert 84 not in sizes.index


def test_the_notice_is_read_across_its_broken_lines() -> None:
    text = "序号 省份 地区\n1 河北省 石家庄市长安区、平泉市、\n唐山市路南区\n序号 省份 地区\n2 山西省 平顺县\n报名"
    assert listed_rows(text) == [
        ("1", "河北省", ["石家庄市长安区", "平泉市", "唐山市路南区"]),
        ("2", "山西省", ["平顺县"]),
    ]


def test_a_name_resolves_within_its_province() -> None:
    assert resolve("天津市", "和平区") == ("county", "120101")
    assert resolve("辽宁省", "沈阳市和平区") == ("county", "210102")
