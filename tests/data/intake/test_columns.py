from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.base.fields import FIELDS
from data.intake.columns import WORDS, header_field, layout_key, match_columns, plain_header
from data.intake.rules import check_rows
from tests.data.intake.tables import AS_OF, places, table

ROW = {
    "county_code": "440106",
    "province": "广东省",
    "prefecture": "广州市",
    "county": "天河区",
    "stage": "已建立",
    "established_on": "2025-03-12",
    "coordination": "是",
    "guidance_body": "否",
    "funding": "√",
    "personnel": "×",
    "venues": "有",
    "departments": "教育部、公安部",
    "resources": "体育锻炼",
    "schools_covered": 12,
    "schools_total": 20,
    "evidence": "天教〔2025〕3号",
    "remark": "无",
    "as_of": "2026-08-31",
}
# Headers too general to decide without what stands beneath are tried with their own content above.
HEADERS = st.fixed_dictionaries(
    {name: st.sampled_from(field.headers.split()) for name, field in FIELDS.items()}
)


@pytest.mark.slow
@settings(max_examples=60)
@given(HEADERS, st.permutations(list(FIELDS)))
def test_any_synonyms_in_any_order_give_the_same_row(headers, order):
    given_table = table([headers[name] for name in order], [ROW[name] for name in order])
    columns = match_columns(given_table)
    assert set(columns.fields) == set(FIELDS)
    assert columns.problems == ()
    checked = check_rows(given_table, columns, as_of=AS_OF)
    plain = table(list(FIELDS), [ROW[name] for name in FIELDS])
    expected = check_rows(plain, match_columns(plain), as_of=AS_OF)
    assert checked.rows.to_dict("records") == expected.rows.to_dict("records")
    assert checked.rows.loc[0, "county_code"] == "440106"
    assert len(checked.rows) == 1


@given(st.lists(st.text(max_size=20), min_size=1, max_size=8), st.lists(st.text(max_size=8), max_size=8))
def test_matching_never_raises(headers, cells):
    columns = match_columns(table(headers, (cells + [None] * len(headers))[: len(headers)]))
    assert len(set(columns.fields.values())) == len(columns.fields)
    assert set(columns.unmatched) | set(columns.fields.values()) == {
        chr(ord("A") + place) for place in range(len(headers))
    }


@given(st.text())
def test_a_header_is_certain_or_guessed_never_both(header):
    assert isinstance(plain_header(header), str)
    assert header_field(header)[0] is None or header_field(header)[1] is None


def test_each_word_names_one_field():
    words = [word for field in FIELDS.values() for word in field.headers.split()]
    assert len(words) == len(set(words))
    assert {WORDS[word] for word in words} == set(FIELDS)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("政策保障/经费保障", "funding"),
        ("政策保障（是/否）/人员保障（是/否）", "personnel"),
        ("县（市、区）", "county"),
        ("县(市、区)\n名称", "county"),
        ("行政区划\n代码", "county_code"),
        ("ＡＤＣＯＤＥ", "county_code"),
        ("County code", "county_code"),
        ("建立日期（年月日）", "established_on"),
        ("*建设阶段", "stage"),
        ("学校情况/覆盖学校数（所）", "schools_covered"),
    ],
)
def test_headers_that_are_certain(header, field):
    assert header_field(header) == (field, None)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("家长学校数", "guidance_body"),
        ("家长学校总数", "guidance_body"),
        ("家长学校的数量", "guidance_body"),
        ("辖区内学校总数", "schools_total"),
        ("截至目前的学校总数", "schools_total"),
        ("覆盖学校的总数", "schools_covered"),
        ("纳入教联体学校数", "schools_covered"),
        ("各部门协调机制情况", "coordination"),
        ("县级各部门", "departments"),
        ("教联体经费保障情况", "funding"),
        ("教联体资金情况", "funding"),
        ("县级经费名称", "funding"),
        ("人员数据截至日期", "as_of"),
    ],
)
def test_of_header_words_in_a_header_the_longest_counts(header, field):
    assert header_field(header) == (None, field)


def test_a_header_word_within_another_never_takes_its_column():
    field_of = {
        word: name for name, field in FIELDS.items() for word in field.headers.split() if not word.isascii()
    }
    within = [
        (short, long)
        for long, name in field_of.items()
        for short, other in field_of.items()
        if other != name and short in long
    ]
    assert ("学校数", "覆盖学校数") in within
    taken = {long: header_field(f"目前{long}一栏")[1] for _short, long in within}
    assert {long: name for long, name in taken.items() if name not in (None, field_of[long])} == {}


def test_longer_headers_are_guesses():
    columns = match_columns(
        table(["区县", "目前的建设阶段是", "挂牌成立的具体日期"], ["天河区", "已建立", "2025-03-01"])
    )
    assert columns.fields == {"county": "A", "stage": "B", "established_on": "C"}
    assert columns.guessed == {"stage", "established_on"}
    assert places(columns.problems) == [[1, "B", "column_guessed"], [1, "C", "column_guessed"]]


def test_columns_are_known_by_what_stands_in_them():
    columns = match_columns(
        table(
            ["甲", "乙", "丙", "丁", "戊"],
            ["广州市", 440106, "天河区", "已建成", date(2025, 3, 1)],
            ["广州市", 440104, "越秀区", "在建", None],
        )
    )
    assert columns.fields == {"county_code": "B", "county": "C", "stage": "D", "established_on": "E"}
    assert columns.guessed == set(columns.fields)
    assert [1, "A", "column_not_used"] in places(columns.problems)


def test_prefectures_are_looked_for_where_there_are_no_codes():
    columns = match_columns(
        table(["地区", "单位", "进展"], ["南京市", "鼓楼区", "已建成"], ["徐州市", "鼓楼区", "在建"])
    )
    assert columns.fields == {"prefecture": "A", "county": "B", "stage": "C"}


def test_a_general_header_is_what_stands_beneath_it():
    assert match_columns(table(["行政区划", "阶段"], ["440106", "已建"])).fields["county_code"] == "A"
    assert match_columns(table(["行政区划", "阶段"], ["天河区", "已建"])).fields["county"] == "A"


def test_two_columns_for_one_field():
    columns = match_columns(table(["县区", "阶段", "进展"], ["天河区", "已建", "正常"]))
    assert columns.fields["stage"] == "B"
    assert places(columns.problems) == [[1, "C", "column_twice"]]
    assert columns.problems[0].expected == ("B",)


def test_columns_without_a_use_are_named_but_for_numbers_people_and_blanks():
    columns = match_columns(
        table(
            ["序号", "县区", "阶段", "联盟名称", "联系电话", ""],
            [1, "天河区", "已建", "天河教联体", "020-1", None],
        )
    )
    assert columns.unmatched == ("A", "D", "E", "F")
    assert places(columns.problems) == [[1, "D", "column_not_used"]]


def test_what_is_missing_is_an_error():
    columns = match_columns(table(["甲"], ["乙"]))
    assert [(found.code, found.field) for found in columns.problems if found.severity == "error"] == [
        ("column_missing", "county_code"),
        ("column_missing", "stage"),
    ]
    assert "column_missing" not in {
        found.code for found in match_columns(table(["代码", "阶段"], [440106, "已建"])).problems
    }


def test_what_is_remembered_stands():
    given_table = table(["县区", "阶段", "说不清"], ["天河区", "已建", "在建"])
    columns = match_columns(
        given_table, remembered={"county": "A", "stage": "C", "remark": "Z", "nothing": "B"}
    )
    assert columns.fields == {"county": "A", "stage": "C"}
    assert columns.guessed == set()
    assert places(columns.problems) == [[1, "B", "column_not_used"]]


def test_layouts_are_alike_when_their_headers_are():
    one = table(["县（市、区）", "阶段"], ["天河区", "已建"])
    same = table(["县(市、区) ", "阶 段"], ["越秀区", "在建"])
    assert layout_key(one) == layout_key(same)
    assert layout_key(one) != layout_key(table(["阶段", "县（市、区）"], ["已建", "天河区"]))
