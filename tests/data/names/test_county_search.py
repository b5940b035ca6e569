"""Counties are found as people type them, the most useful first."""

import statistics
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.names.index import place_names
from data.names.search import Hit, search_counties, search_keys
from data.register.register import all_changes, load_counties

COUNTIES = load_counties()


def codes(text: str, limit: int | None = None) -> list[str]:
    return [hit.county_code for hit in search_counties(text, limit=limit)]


def first(text: str) -> Hit:
    return search_counties(text, limit=1)[0]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        # name: in full, without its kind, without its nationalities, as it is customary
        ("农安县", "220122"),
        ("农安", "220122"),
        ("双江拉祜族佤族布朗族傣族自治县", "530925"),
        ("双江县", "530925"),
        ("双江", "530925"),
        ("科左中旗", "150521"),
        ("金门", "350527"),
        ("东莞", "441900"),
        (" 农 安 县 ", "220122"),
        # pinyin: joined, apart, with tones, with capitals; as the place is read
        ("nongan", "220122"),
        ("nong an", "220122"),
        ("nóng'ān", "220122"),
        ("nong2an1", "220122"),
        ("NongAnXian", "220122"),
        ("yueqing", "330382"),
        ("zhangzi", "140428"),
        ("bengshan", "340303"),
        ("hongtong", "141024"),
        ("yanshanxian shangrao", "361124"),
        ("lvyuan", "220106"),
        ("lüyuan", "220106"),
        ("daicheng", "131025"),
        ("panyu", "440113"),
        ("jingxing", "130121"),
        ("dongguan", "441900"),
        ("chongqing wanzhou", "500101"),
        ("lu an jin an", "341502"),
        ("bengbu yuhui", "340304"),
        # English
        ("Shuangjiang Lahu, Va, Blang and Dai Autonomous County", "530925"),
        ("Hexigten", "150425"),
        # code; former names and codes
        ("220122", "220122"),
        ("密云县", "110118"),
        ("miyunxian", "110118"),
        ("110228", "110118"),
        ("吉利区", "410308"),
        ("吉利", "410308"),
        ("540422", "540481"),
        # the XPCC's cities and the divisions that have them
        ("石河子", "659001"),
        ("八师", "659001"),
        ("第八师", "659001"),
        ("8师", "659001"),
        ("第八师石河子市", "659001"),
        ("兵团第一师", "659002"),
        ("bashi", "659001"),
        ("兵团石河子", "659001"),
        ("新疆石河子", "659001"),
        # an area before, or set apart behind
        ("长春朝阳", "220104"),
        ("长春市朝阳区", "220104"),
        ("吉林省长春市朝阳区", "220104"),
        ("吉林长春朝阳", "220104"),
        ("changchun chaoyang", "220104"),
        ("changchunchaoyang", "220104"),
        ("cccy", "220104"),
        ("朝阳 长春", "220104"),
        ("chaoyang changchun", "220104"),
        ("Changchun, Chaoyang District", "220104"),
        ("北京朝阳", "110105"),
        ("jilin nong an", "220122"),
        ("长春 nongan", "220122"),
    ],
)
def test_what_is_meant_comes_first(text: str, code: str):
    assert codes(text)[0] == code


def test_equals_come_in_the_order_of_codes():
    assert codes("朝阳区") == ["110105", "220104"]
    assert codes("chaoyang")[:4] == ["110105", "211321", "220104", "440513"]


def test_initials_find_what_they_abbreviate():
    found = codes("cy")
    assert found[:3] == ["110105", "211321", "220104"]
    assert first("cy").fit == "initials"


def test_exact_before_prefix_before_initials_before_contains_before_areas():
    order = ["exact", "former", "prefix", "initials", "initials_prefix", "contains", "area"]
    for text in ("an", "shan", "chang", "hai", "海南", "朝阳", "xian", "1101"):
        fits = [order.index(hit.fit) for hit in search_counties(text)]
        assert fits == sorted(fits), text


def test_syllables_set_apart_are_taken_as_such():
    names = COUNTIES.set_index("county_code")["name"]
    assert {names[code] for code in codes("xi an")[:2]} == {"西安区"}
    # Six counties of 六安 before 滦州.
    assert COUNTIES.set_index("county_code").loc[codes("lu an")[0], "prefecture"] == "六安市"


def test_an_area_alone_lists_its_counties():
    changchun = COUNTIES.loc[COUNTIES["prefecture_code"] == "220100", "county_code"].tolist()
    assert codes("长春市") == changchun
    assert codes("660000") == []
    assert set(codes("兵团")) == set(COUNTIES.loc[COUNTIES["province_code"] == "660000", "county_code"])


def test_the_beginning_of_a_code_lists_what_begins_so():
    assert codes("1101")[:2] == ["110101", "110102"]


def test_a_former_name_says_so():
    assert first("密云县") == Hit("110118", "former_name", "密云县", "former")


def test_a_divided_county_leads_to_all_that_hold_its_ground():
    split = next(change for change in all_changes() if change.follower is None)
    assert set(split.new_codes) <= set(codes(split.old_code))


@pytest.mark.parametrize(
    "text", ["", "   ", "'", "区", "qu", "xian", "不存在的地方", "zzzz", "\ud800", "\x00", "%", "\n"]
)
def test_little_or_nothing_finds_no_crowd(text: str):
    assert len(codes(text)) < 500


def test_the_words_for_kinds_find_nothing_by_themselves():
    assert "110105" not in codes("qu") + codes("区") + codes("district")


@pytest.mark.slow
def test_every_county_is_found_by_each_of_its_own_words():
    columns = ("county_code", "name", "pinyin", "initials", "name_en")
    for row in COUNTIES[list(columns)].to_dict("records"):
        for column in columns:
            assert row["county_code"] in codes(str(row[column])), (row["name"], column)


def test_every_key_finds_its_county():
    for key in search_keys(place_names(None))[::31]:
        assert key.code in codes(key.text), key


@settings(max_examples=200)
@given(st.text(max_size=40))
def test_no_text_raises(text: str):
    found = codes(text)
    assert len(found) == len(set(found))
    assert codes(text, limit=3) == found[:3]


@settings(max_examples=100)
@given(st.sampled_from(COUNTIES["county_code"].tolist()), st.data())
def test_the_beginning_of_a_name_finds_it(code: str, data: st.DataObject):
    row = COUNTIES[COUNTIES["county_code"] == code].iloc[0]
    word = str(row[data.draw(st.sampled_from(["name", "pinyin", "county_code"]))])
    assert code in codes(word[: data.draw(st.integers(1, len(word)))])


def test_a_query_takes_milliseconds():
    codes("warm")
    texts = [*COUNTIES["pinyin"].str[:4].unique()[:300], *COUNTIES["name"][:300]]
    taken: list[float] = []
    for text in texts:
        start = time.process_time()
        codes(text, 12)
        taken.append(time.process_time() - start)
    assert statistics.median(taken) < 0.005
