from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.base.cell_values import Reading, clean, shown
from data.base.fields import MOST_SCHOOLS
from data.base.stages import STAGES
from data.intake.date_columns import ColumnHabit
from data.intake.values import (
    is_cluster_wording,
    read_count,
    read_departments,
    read_resources,
    read_stage,
    read_text,
    read_yes_no,
)
from data.intake.written_dates import read_date
from data.plan.duties import load_departments, load_resources
from data.spreadsheets.problems import PROBLEM_CODES

CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(),
    st.dates(),
    st.datetimes(),
    st.just(pd.NaT),
    st.just(10**5000),
    st.text(alphabet="0123456789年月日.-/〇一二三十廿 :約约所,个有无未已建√×", max_size=14),
    st.from_regex(r"\A(19|20)\d\d[-./年]\d{1,2}([-./月]\d{1,2}日?)?\Z"),
)


def codes(reading):
    return [finding.code for finding in reading.findings]


@given(CELLS)
def test_no_reader_ever_raises_and_each_gives_what_it_promises(cell):
    assert isinstance(shown(cell), str)
    assert not any(sign.isspace() for sign in clean(cell))
    assert read_stage(cell).value in {None, *STAGES}
    assert read_yes_no(cell).value in {None, True, False}
    count = read_count(cell).value
    assert count is None or 0 <= count <= MOST_SCHOOLS
    assert isinstance(read_text(cell).value, str | None)
    for reading in (read_date(cell), read_date(cell, month_day="last", habit=ColumnHabit(keeps_zeros=True))):
        assert reading.value is None or type(reading.value) is date
    for read in (read_stage, read_yes_no, read_count, read_text, read_date, read_departments, read_resources):
        reading = read(cell)
        assert {finding.code for finding in reading.findings} <= set(PROBLEM_CODES)
        if any(PROBLEM_CODES[finding.code] == "error" for finding in reading.findings):
            assert reading.value is None


@pytest.mark.parametrize(
    ("stage", "words"),
    [
        ("established", "已建 建成 已成立 挂牌 已建成 已 建 立 established 已建立。"),
        ("preparing", "筹备 在建 推进中 筹建中 preparing"),
        ("not_started", "未建 无 未启动 not_started"),
        ("operating", "有效运转 运行良好 Operating ＯＰＥＲＡＴＩＮＧ"),
    ],
)
def test_certain_words_for_stages(stage, words):
    for word in words.replace("已 建 立", "已\u3000建\u3000立").split(" "):
        assert (read_stage(word).value, codes(read_stage(word))) == (stage, []), word


@pytest.mark.parametrize(
    ("written", "stage"),
    [
        ("是", "established"),
        (1, "established"),
        ("1.0", "established"),
        (0, "not_started"),
        (False, "not_started"),
        ("已成立，运转良好", "operating"),
        ("尚未成立，正在筹备", "preparing"),
        ("于去年挂牌", "established"),
        ("至今未挂牌", "not_started"),
    ],
)
def test_guessed_stages(written, stage):
    assert (read_stage(written).value, codes(read_stage(written))) == (stage, ["stage_guessed"])


@pytest.mark.parametrize("written", ["预计2025年建成", "正常", "abc", 2, "未启动，正在推进"])
def test_unknown_stages(written):
    assert (read_stage(written).value, codes(read_stage(written))) == (None, ["stage_unknown"])


def test_unknown_stages_come_with_what_they_point_to():
    assert read_stage("预计2025年建成").findings[0].suggestions == ("preparing", "established")


@pytest.mark.parametrize(
    ("written", "answer", "found"),
    [
        *((yes, True, []) for yes in ("是", "有", "√", "Y", "Ｙ", "yes", 1, 1.0, True, "已落实", "TRUE")),
        *((no, False, []) for no in ("否", "无", "×", "N", "no", 0, False, "未落实", "x", "没有")),
        ("50万元", True, ["yes_no_guessed"]),
        ("0万元", False, ["yes_no_guessed"]),
        ("县家庭教育指导中心", True, ["yes_no_guessed"]),
        ("正在建立", False, ["yes_no_guessed"]),
        ("部分", None, ["yes_no_unknown"]),
        ("#REF!", None, ["cell_formula_error"]),
        *((blank, None, []) for blank in (None, "", " ", "-", "—", "/", "N/A", float("nan"))),
    ],
)
def test_yes_and_no(written, answer, found):
    assert (read_yes_no(written).value, codes(read_yes_no(written))) == (answer, found)


@pytest.mark.parametrize(
    ("written", "count", "found"),
    [
        *((certain, 12, []) for certain in (12, 12.0, "12", "１２", "12所", "十二", "12.0", "12 所")),
        ("1,024", 1024, []),
        ("一百零五所", 105, []),
        ("约30所", 30, ["count_guessed"]),
        ("30余所", 30, ["count_guessed"]),
        (3.5, None, ["count_not_whole"]),
        (-1, None, ["count_negative"]),
        (10_000, None, ["count_too_large"]),
        ("80%", None, ["count_unreadable"]),
        ("12/15", None, ["count_unreadable"]),
        (True, None, ["count_unreadable"]),
        (date(2025, 1, 1), None, ["count_unreadable"]),
        ("#DIV/0!", None, ["cell_formula_error"]),
    ],
)
def test_counts(written, count, found):
    assert (read_count(written).value, codes(read_count(written))) == (count, found)


def test_departments_are_known_by_their_bureaus():
    reading = read_departments("天河区妇联、区教育局,市监局；团区委 卫健局和公安局")
    assert reading.value == "教育部、公安部、国家卫生健康委、市场监管总局、共青团中央、全国妇联"
    assert codes(reading) == []


def test_departments_outside_the_plan_are_told_and_left_out():
    reading = read_departments("教育局、财政局")
    assert reading.value == "教育部"
    assert [(finding.code, finding.found) for finding in reading.findings] == [
        ("list_item_unknown", "财政局")
    ]


def test_all_17_are_guessed_from_their_number():
    reading = read_departments("17个部门")
    assert reading.value == "、".join(load_departments()["name"])
    assert codes(reading) == ["list_item_guessed"]


@given(st.sets(st.sampled_from(load_departments()["name"].tolist())), st.sampled_from("、,，; \n"))
def test_the_plans_own_names_come_back_in_its_order(names, separator):
    expected = "、".join(name for name in load_departments()["name"] if name in names) or None
    assert (
        read_departments(separator.join(names)).value,
        codes(read_departments(separator.join(names))),
    ) == (expected, [])


@given(st.sets(st.sampled_from(load_resources()["name"].tolist())))
def test_resources_come_back_in_the_plans_order(names):
    expected = "、".join(name for name in load_resources()["name"] if name in names) or None
    assert read_resources("、".join(names)).value == expected


def test_resources_by_their_short_names():
    assert read_resources("体育，科普、游泳").value == "体育锻炼、科学教育"
    assert codes(read_resources("体育，科普、游泳")) == ["list_item_unknown"]


def test_texts_hold_nothing_that_a_database_cannot():
    assert read_text("a\x00b\ud800").value == "ab"
    assert read_text(45717).value == "45717"
    assert codes(read_text("长" * 3000)) == ["text_shortened"]
    assert len(read_text("长" * 3000).value) == 2000


@pytest.mark.parametrize(
    ("text", "cluster"),
    [
        ("第一小学教育集团", True),
        ("城乡教联体", True),
        ("教育共同体", True),
        ("协同育人共同体", False),
        ("教联体", False),
    ],
)
def test_wording_of_clusters(text, cluster):
    assert is_cluster_wording(text) is cluster


@pytest.mark.parametrize("cell", ["NaN", "nan", "None", "NaT", "null", "<NA>", float("nan")])
def test_what_programs_write_for_nothing_is_no_text(cell):
    assert read_text(cell) == Reading()
    assert read_text("Nancy") == Reading("Nancy")


@pytest.mark.parametrize("cell", ["#N/A", "Err:502", "错误:504"])
def test_the_errors_of_formulas_are_told_by_every_reader_of_words(cell):
    for read in (read_stage, read_yes_no, read_count, read_date):
        assert [finding.code for finding in read(cell).findings] == ["cell_formula_error"]
