import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.names import matching
from data.names.index import place_names
from data.names.matching import as_registered, find_county, read_code, suggest_counties
from data.register.register import load_changes, load_counties
from data.register.zones import load_zones
from data.spreadsheets.problems import PROBLEM_CODES

CELLS = st.one_of(
    st.none(),
    st.text(),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.sampled_from(load_counties()["name"].tolist()),
)


def find(county=None, code=None, province=None, prefecture=None, within=None):
    return find_county(code, province, prefecture, county, within_province=within)


def summary(match):
    return (match.county_code, match.how, [finding.code for _field, finding in match.findings])


@given(CELLS, CELLS, CELLS, CELLS)
def test_finding_never_raises_and_gives_counties_of_the_register(code, province, prefecture, county):
    match = find_county(code, province, prefecture, county)
    known = set(load_counties()["county_code"])
    assert match.county_code in {None, *known}
    assert (match.county_code is None) == any(
        PROBLEM_CODES[finding.code] == "error" for _field, finding in match.findings
    ) or match.functional_area
    for _field, finding in match.findings:
        assert set(finding.suggestions) <= known


def test_every_county_is_found_by_code_and_by_its_full_path():
    for row in load_counties().itertuples():
        assert summary(find(code=row.county_code)) == (row.county_code, "code", [])
        assert find(code=float(row.county_code), county=row.name).county_code == row.county_code
        assert summary(find(f"{row.province}{row.prefecture}{row.name}")) == (row.county_code, "name", []), (
            row
        )
        assert summary(find(row.name, province=row.province, prefecture=row.prefecture)) == (
            row.county_code,
            "name",
            [],
        )


def test_every_zone_that_is_a_county_is_found_as_the_notice_writes_it():
    zones = load_zones()
    for zone in zones[zones["level"] == "county"].itertuples():
        match = find(zone.listed_name, province=zone.listed_province)
        assert match.county_code == zone.code, zone
    for zone in zones[zones["level"] == "functional_area"].itertuples():
        assert find(zone.listed_name).functional_area == zone.listed_name


def test_every_former_code_is_followed_or_asked_about():
    table = load_changes()
    for code, rows in table.groupby("old_code"):
        found = read_code(code, rows["old_name"].iloc[0])
        if code in set(load_counties()["county_code"]):
            continue
        assert found.kind == ("split" if (rows["kind"] == "split").any() else "county"), code


@pytest.mark.parametrize(
    "cell",
    [
        110105,
        110105.0,
        "110105",
        " 110105 ",
        "110 105",
        "１１０１０５",
        "110105000000",
        "110105000",
        110105000000,
        "110105.0",
        "'110105",
        "1.10105E+11",
    ],
)
def test_codes_as_cells_hold_them(cell):
    assert read_code(cell).code == "110105"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("广东省广州市天河区", "440106"),
        ("乌鲁木齐市经开区(头屯河区)", "650106"),
        ("乌鲁木齐市经开区（头屯河区）", "650106"),
        ("黔东南州岑巩县", "522626"),
        ("伊犁州伊宁市", "654002"),
        ("第八师石河子市", "659001"),
        ("兵团第十师北屯市", "659005"),
        ("巴州库尔勒市", "652801"),
        ("天河区教育局", "440106"),
        ("东莞市", "441900"),
        ("西沙区", "460302"),
        ("吉林市昌邑区", "220202"),
    ],
)
def test_names_that_are_certain(name, code):
    assert summary(find(name)) == (code, "name", [])


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ({"county": "天河", "province": "广东省"}, "440106"),
        ({"county": "天河", "within": "440000"}, "440106"),
        ({"county": "北京朝阳"}, "110105"),
        ({"county": "恭城县"}, "450332"),
        ({"county": "科右前旗", "prefecture": "兴安盟"}, "152221"),
        ({"county": "大理", "prefecture": "大理州"}, "532901"),
        ({"county": "八师"}, "659001"),
    ],
)
def test_short_names_are_guesses(place, code):
    assert summary(find(**place)) == (code, "guess", ["county_guessed"])


@pytest.mark.parametrize(
    ("place", "code", "how"),
    [
        ({"county": "密云县"}, "110118", "former_name"),
        ({"county": "莱芜市莱城区"}, "370116", "former_name"),
        ({"county": "城区", "prefecture": "长治市"}, "140403", "former_name"),
        ({"code": 110228}, "110118", "former_code"),
        ({"code": 540422, "county": "米林市"}, "540481", "former_code"),
        ({"code": 110118, "county": "密云县"}, "110118", "code"),
        ({"code": 500105, "county": "江北区"}, "500157", "former_code"),
    ],
)
def test_changes_are_followed_and_named(place, code, how):
    match = find(**place)
    assert summary(match) == (code, how, ["county_changed"])
    assert match.change is not None
    assert dict(match.findings[0][1].details)["old_name"] == match.change.old_name


@pytest.mark.parametrize(
    ("place", "code", "suggestions"),
    [
        ({"county": "鼓楼区"}, "county_ambiguous", ("320106", "320302", "350102", "410204")),
        ({"county": "清河区"}, "county_ambiguous", ("211204", "320812")),  # 淮安's was merged, 铁岭's is not
        ({"county": "城区", "prefecture": "大同市"}, "county_split", ("140213", "140214")),
        ({"code": "330104"}, "county_split", ("330102", "330114")),
        ({"county": "广州市"}, "county_is_area", ()),
        ({"county": "伊犁州"}, "county_is_area", ()),
        ({"county": "广州市本级"}, "county_is_area", ()),
        ({"code": 440100}, "county_is_area", ()),
        ({"county": "天河区", "prefecture": "深圳市"}, "area_disagrees", ("440106",)),
        ({"code": 440106, "province": "湖南省"}, "area_disagrees", ("440106",)),
        ({"county": "天河区", "prefecture": "广洲市"}, "area_unknown", ("440106",)),
        ({"code": "440106", "county": "越秀区"}, "code_and_name_disagree", ("440106", "440104")),
        ({"code": "999999"}, "code_unknown", ()),
        ({"code": "999999", "county": "天河区"}, "code_unknown", ("440106",)),
        ({"code": "11010"}, "code_malformed", ()),
        ({"code": "110105001000"}, "code_malformed", ("110105",)),
        ({"county": "天河区", "within": "350000"}, "county_outside_province", ("440106",)),
        ({"code": 440106, "within": "350000"}, "county_outside_province", ("440106",)),
        ({"code": "710101"}, "county_out_of_scope", ()),
        ({"county": "台湾省台北市"}, "county_out_of_scope", ()),
        ({}, "county_missing", ()),
        ({"county": "#REF!"}, "cell_formula_error", ()),
        ({"county": "高新区"}, "functional_area_unplaced", ()),
    ],
)
def test_what_is_asked_about(place, code, suggestions):
    match = find(**place)
    assert summary(match) == (None, None, [code])
    assert match.findings[0][1].suggestions == suggestions


def test_likeness_suggests_and_never_decides():
    match = find("天合区", province="广东省", prefecture="广州市")
    assert summary(match) == (None, None, ["county_unknown"])
    assert match.findings[0][1].suggestions[0] == "440106"
    assert suggest_counties("广州市天何区")[0] == "440106"


def test_a_misspelt_name_beside_a_code_is_an_error_with_both():
    match = find("天和区", code="440106", prefecture="广州市")
    assert summary(match) == (None, None, ["code_and_name_disagree"])
    assert match.findings[0][1].suggestions[0] == "440106"


def test_the_province_of_the_upload_narrows_names_down():
    assert find("鼓楼区", within="350000").county_code == "350102"
    assert find("鼓楼区", province="福建").county_code == "350102"
    assert find("鼓楼", prefecture="南京").county_code == "320106"


def test_xpcc_cities_lie_in_xinjiang_but_report_for_themselves():
    assert find("石河子市", province="新疆维吾尔自治区").county_code == "659001"
    assert find("石河子市", province="兵团").county_code == "659001"
    assert summary(find("石河子市", within="650000"))[2] == ["county_outside_province"]


def test_a_city_without_counties_may_leave_the_county_blank():
    assert find(province="广东省", prefecture="东莞市").county_code == "441900"
    assert find("仙桃市", province="湖北省", prefecture="省直辖县级行政区划").county_code == "429004"


@pytest.mark.parametrize(
    ("place", "parent"),
    [
        ({"county": "南京江北新区"}, "320100"),
        ({"county": "江北新区"}, "320100"),
        ({"county": "西安市曲江新区"}, "610100"),
        ({"county": "苏州工业园区", "code": "320571"}, "320500"),
        ({"county": "高新区", "prefecture": "合肥市"}, "340100"),
        ({"county": "横琴粤澳深度合作区", "province": "广东省"}, "440000"),
    ],
)
def test_functional_areas_are_no_counties(place, parent):
    match = find(**place)
    assert match.county_code is None
    assert match.functional_area == place["county"]
    assert match.parent_code == parent
    assert [finding.code for _field, finding in match.findings] == ["functional_area"]


def test_the_registers_own_new_areas_are_counties():
    assert find("浦东新区").county_code == "310115"
    assert find("滨海新区").county_code == "120116"


def test_names_are_unique_within_their_prefectures():
    counties = load_counties()
    assert not pd.DataFrame(counties).duplicated(["prefecture_code", "name"]).any()


@pytest.mark.slow
def test_a_row_written_as_the_register_has_it_is_decided_as_if_everything_were_weighed(monkeypatch):
    rows = [
        (code, province, prefecture, county.name, within)
        for county in place_names(None).counties.values()
        for code in (county.code, int(county.code), float(county.code))
        for province, prefecture in (
            (None, None),
            (county.province, None),
            (county.province, county.prefecture),
        )
        for within in (None, county.province_code)
    ]
    plain = [as_registered(*row) for row in rows]
    assert all(plain)
    assert as_registered("440106", "广西壮族自治区", None, "天河区") is None
    monkeypatch.setattr(matching, "as_registered", lambda *_row: None)
    assert plain == [find_county(*row[:4], within_province=row[4]) for row in rows]
