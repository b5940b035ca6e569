"""What a new list says: what leaves no choice is decided, the rest is asked."""

import pytest

from data.register.editions import NewNames, Prepared, make_edition
from data.register.history import committed_history
from data.register.new_list import (
    UnusableList,
    compare,
    effect_on_provinces,
    ending,
    read_changes,
    rows_of,
    stem,
)

DAY = "2027-01-01"


def the_list(without: tuple[str, ...] = (), **more: str) -> list[dict[str, str]]:
    """The newest register as a list, without some codes, with others: c110120="首都区"."""
    counties = committed_history().register_of(None).counties
    known = dict(zip(counties["county_code"], counties["name"], strict=True))
    given = {code: name for code, name in known.items() if code not in without}
    given |= {code.removeprefix("c"): name for code, name in more.items()}
    return [{"code": code, "name": name} for code, name in given.items()]


def compared(without: tuple[str, ...] = (), answers: tuple[str, ...] = (), **more: str):
    return compare(committed_history(), the_list(without, **more), day=DAY, answers=answers)


def told(found) -> list[tuple[str, dict, dict]]:
    return [(change.kind, dict(change.before), dict(change.after)) for change in found.changes]


def test_the_newest_register_as_a_list_says_nothing_new():
    found = compared()
    assert (found.changes, found.questions, found.left_out) == ((), (), ())


@pytest.mark.parametrize(
    ("without", "more", "kind"),
    [
        ((), {"c110101": "皇城区"}, "renamed"),
        (("430121",), {"c430183": "长沙市"}, "retyped"),
        (("411102",), {"c411199": "源汇区"}, "recoded"),
        (("653022",), {"c653199": "阿克陶县"}, "transferred"),
    ],
)
def test_what_leaves_no_choice_is_decided(without: tuple[str, ...], more: dict[str, str], kind: str):
    found = compared(without, **more)
    assert found.questions == ()
    (change,) = found.changes
    assert change.kind == kind
    assert change.day == DAY
    assert [(flow.giver, flow.taker, flow.main) for flow in change.ground] == [
        (*(without or ("110101",)), next(iter(more)).removeprefix("c"), True)
    ]


def test_what_a_list_leaves_open_is_asked_with_what_is_near():
    found = compared(("110101", "110102"), c110120="首都区", c653133="新湖县")
    assert found.changes == ()
    assert [(question.code, question.came, question.others) for question in found.questions] == [
        ("110120", True, ("110101 东城区", "110102 西城区")),
        ("653133", True, ()),
        ("110101", False, ("110120 首都区",)),
        ("110102", False, ("110120 首都区",)),
    ]


def test_two_of_one_name_in_a_province_are_asked():
    # 城区 is the name of districts of two cities in Shanxi.
    found = compared(("140302",), c140399="城区", c140599="城区")
    assert found.changes == ()
    assert len(found.questions) == 3


@pytest.mark.parametrize(
    ("answer", "without", "more", "expected"),
    [
        (
            "110120 = 110101 + 110102", ("110101", "110102"), {"c110120": "首都区"},
            ("merged", {"110101": "东城区", "110102": "西城区"}, {"110120": "首都区"}),
        ),
        (
            "110105 takes 110101", ("110101",), {},
            ("merged", {"110101": "东城区", "110105": "朝阳区"}, {"110105": "朝阳区"}),
        ),
        (
            "653133 from 653126", (), {"c653133": "新湖县"},
            ("set_up_from", {"653126": "叶城县"}, {"653133": "新湖县", "653126": "叶城县"}),
        ),
        ("653133 new", (), {"c653133": "新湖县"}, ("set_up", {}, {"653133": "新湖县"})),
        (
            "110101 split 110121 + 110122", ("110101",), {"c110121": "内城区", "c110122": "外城区"},
            ("divided", {"110101": "东城区"}, {"110121": "内城区", "110122": "外城区"}),
        ),
        (
            "110121 = 110101", ("110101",), {"c110121": "皇城区"},
            ("renamed", {"110101": "东城区"}, {"110121": "皇城区"}),
        ),
    ],
)  # fmt: skip
def test_answers_become_changes(answer: str, without: tuple[str, ...], more: dict[str, str], expected: tuple):
    found = compared(without, (answer,), **more)
    assert found.questions == ()
    assert told(found) == [expected]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("110120 was 110101", "is no answer"),
        ("110120 = 999999", "999999 is neither in the list nor in the register"),
        ("110101 takes", "names nobody after takes"),
        ("110102 = 110120", "110102 西城区 is not new"),
        ("110120 takes 110102", "110120 首都区 is not one that goes on"),
        ("110120 from 110120", "110120 首都区 is not one that goes on"),
        ("110105 = 110102", "110105 朝阳区 is not new"),
        ("110120 = 110101", "110101 东城区 is not gone"),
        ("110101 new", "110101 东城区 is not new"),
        ("110102 split 110120", "names one unit only. Write 110120 = 110102"),
    ],
)
def test_answers_that_say_nothing_are_refused(answer: str, said: str):
    with pytest.raises(UnusableList, match=said):
        compared(("110102",), (answer,), c110120="首都区")


def test_headings_other_codes_and_other_regions_are_no_counties():
    rows = the_list(("540481",))
    rows += [
        {"code": "653200", "name": "和田地区"},
        {"code": "110000", "name": "北京市"},
        {"code": "110100", "name": "市辖区"},
        {"code": "710000", "name": "台湾省"},
        {"code": "540422", "name": "米林市"},
        {"code": "330371", "name": "温州经济技术开发区"},
        {"code": "合计", "name": ""},
    ]
    found = compare(committed_history(), rows, day=DAY)
    assert dict(found.left_out) == {
        "710000 台湾省": "outside the Plan", "540422 米林市": "stands for 540481", "合计": "not a code of six digits",
    }  # fmt: skip
    assert [question.code for question in found.questions] == ["330371"]


def test_a_list_of_one_province_speaks_of_no_other():
    rows = [row for row in the_list(("500106",)) if row["code"].startswith("50")]
    found = compare(committed_history(), rows, day=DAY)
    assert [question.code for question in found.questions] == ["500106"]
    ((provinces, why),) = found.left_out
    assert provinces.startswith("北京市、天津市、")
    assert len(provinces.split("、")) == 31
    assert why == "the list has nothing of these provinces: left as they are"


def test_codes_of_twelve_digits_are_read():
    rows = [{"code": f"{row['code']}000000", "name": row["name"]} for row in the_list()]
    found = compare(committed_history(), rows, day=DAY)
    assert (found.changes, found.questions) == ((), ())


def test_a_code_twice_with_two_names_is_refused():
    with pytest.raises(UnusableList, match="110101 twice, as 东城区 and 西城区"):
        compare(committed_history(), [*the_list(), {"code": "110101", "name": "西城区"}], day=DAY)


def test_the_header_may_stand_below_a_title_and_in_either_language():
    table = [
        ["全国县级行政区划"],
        [],
        ["行政区划代码", "单位名称", "地级"],
        ["110101", "东城区", "北京市"],
        ["", "", ""],
    ]
    assert rows_of(table) == [{"code": "110101", "name": "东城区", "prefecture": "北京市"}]
    with pytest.raises(UnusableList, match="neither the columns code and name nor kind"):
        rows_of([["序号", "说明"], ["1", "2"]])


def test_a_list_of_changes_is_read_in_the_words_of_either_language():
    rows = rows_of([
        ["日期", "类型", "变更前", "变更后", "文号", "依据"],
        [DAY, "合并", "500106 沙坪坝区；500107 九龙坡区", "500158 新重庆区", "渝府发〔2027〕1号", "原文"],
        [DAY, "set_up_from", "650102 天山区", "650102 天山区; 650110 新天山区", "", "推断"],
    ])  # fmt: skip
    found = read_changes(rows, "")
    first, second = found.changes
    assert (first.kind, first.document, first.basis) == ("merged", "渝府发〔2027〕1号", "read")
    assert [(flow.giver, flow.taker, flow.main) for flow in first.ground] == [
        ("500106", "500158", True), ("500107", "500158", True),
    ]  # fmt: skip
    assert (second.kind, second.basis) == ("set_up_from", "inferred")
    assert [(flow.giver, flow.taker, flow.main) for flow in second.ground] == [("650102", "650110", False)]
    assert found.names == NewNames()


def test_a_kind_that_is_none_is_refused():
    with pytest.raises(UnusableList, match="no kind of change"):
        read_changes([{"kind": "变大", "before": "", "after": ""}], DAY)


def test_the_kind_of_a_unit_is_taken_off_its_name_where_a_name_is_left():
    assert [stem(name) for name in ("密云县", "城区", "东区", "前郭尔罗斯蒙古族自治县")] == [
        "密云", "城区", "东区", "前郭尔罗斯蒙古族",
    ]  # fmt: skip
    assert ending("鄂温克族自治旗") == "自治旗"


def test_the_effect_is_told_by_province():
    counties = committed_history().register_of(None).counties
    fewer = counties[~counties["county_code"].isin(["110101", "500157"])]
    assert effect_on_provinces(counties, fewer) == [("北京市", 16, 15), ("重庆市", 37, 36)]


def test_a_merger_under_the_code_of_one_of_the_merged_and_a_new_name():
    found = compared(("110102",), ("110101 takes 110102",), c110101="首都区")
    assert told(found) == [
        ("renamed", {"110101": "东城区"}, {"110101": "首都区"}),
        ("merged", {"110102": "西城区", "110101": "首都区"}, {"110101": "首都区"}),
    ]
    make_edition(committed_history(), Prepared(found.changes, found.names, "", ""))


def test_a_list_without_a_single_county_is_refused():
    for rows in ([], [{"code": "合计", "name": ""}]):
        with pytest.raises(UnusableList, match="names no county-level unit"):
            compare(committed_history(), rows, day=DAY)


def test_a_county_without_its_name_is_left_as_it_is():
    found = compared(c110101="")
    assert (found.changes, found.questions) == ((), ())
    assert found.left_out == (("110101", "no name of a county-level unit, 东城区 is left as it is"),)


def test_codes_that_a_program_wrote_as_numbers_are_read():
    rows = [{**row, "code": f"{row['code']}.0"} for row in the_list()]
    found = compare(committed_history(), rows, day=DAY)
    assert (found.changes, found.questions, found.left_out) == ((), (), ())


def change_row(**cells: str) -> dict[str, str]:
    return {"kind": "合并", "before": "110101 东城区; 110102 西城区", "after": "110120 首都区"} | cells


@pytest.mark.parametrize(
    "day", ["2027-01-05", "2027年1月5日", "2027/1/5", "2027.01.05", "20270105", "2027-1-5 00:00:00"]
)
def test_days_are_read_as_people_write_them(day: str):
    (change,) = read_changes([change_row(day=day)], "").changes
    assert change.day == "2027-01-05"


def test_units_and_ground_are_read_as_people_type_them():
    cells = {"before": "110101东城区；110102 西 城区", "ground": "110101→110120*、110102 -> 110120*"}
    (change,) = read_changes([change_row(**cells)], DAY).changes
    assert change.before == {"110101": "东城区", "110102": "西城区"}
    assert [(flow.giver, flow.taker, flow.main) for flow in change.ground] == [
        ("110101", "110120", True), ("110102", "110120", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"day": "明年"}, '"明年" is not a day'),
        ({"day": "2027-02-30"}, '"2027-02-30" is not a day'),
        ({"before": "东城区"}, '"东城区" is not a code with its name'),
        ({"ground": "大部分"}, '"大部分" does not tell where ground went'),
        ({"kind": "", "before": "", "after": ""}, "names no change"),
        ({"after": ""}, r'A change of the kind "合并" names no unit after \(变更后\)'),
        ({"before": ""}, r'A change of the kind "合并" names no unit before \(变更前\)'),
        (
            {"kind": "更名", "before": "110101 东城区", "after": "110101 东城区"},
            "is the same before and after",
        ),
    ],
)
def test_changes_that_cannot_be_read_are_told(cells: dict[str, str], said: str):
    with pytest.raises(UnusableList, match=said):
        read_changes([change_row(**cells)], DAY)


def test_those_that_a_new_one_was_set_up_from_go_on():
    row = change_row(kind="析置", before="653126 叶城县", after="653133 新湖县")
    (change,) = read_changes([row], DAY).changes
    assert change.after == {"653133": "新湖县", "653126": "叶城县"}


def test_a_second_answer_about_one_code_is_told():
    with pytest.raises(UnusableList, match="110120 首都区 is not new, or another answer speaks of it"):
        compared(("110101", "110102"), ("110120 = 110101", "110120 = 110102"), c110120="首都区")
