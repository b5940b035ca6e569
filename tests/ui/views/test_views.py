"""Named views on screen: where they lead, what they are said to show, and that nobody's words become markup."""

from datetime import UTC, date, datetime
from urllib.parse import parse_qsl, urlsplit

import pandas as pd
import pytest

from data.base.errors import RevisionConflict, StoreBusy
from data.base.language import translator
from data.store.named_views import (
    InvalidView,
    SavedView,
    ViewEvent,
    ViewNameTaken,
    ViewRefused,
    load_shipped_views,
    views_of,
)
from reports.csv_files import frame_csv
from ui.links import copy_link_html
from ui.page_list import PAGES, page_address
from ui.selection import PAGE_WORDS, Selection, number_in, numbered_word, parse_selection
from ui.signing.refusals import view_lacks, view_refusal
from ui.views.destination import (
    TELLERS,
    Destination,
    destination,
    destination_of,
    facts_of,
    in_one_line,
    parameters_to_keep,
)
from ui.views.journal import journal_frame

EN, ZH = translator("en"), translator("zh")
SAVED = datetime(2026, 11, 20, 6, 5, tzinfo=UTC)
READER = Selection("en", "dark", lang_chosen=True, theme_chosen=True)


def event(number: int = 1, action: str = "save", name: str = "西部", **changes: object) -> ViewEvent:
    given = {
        "event_id": number,
        "view_id": 1,
        "action": action,
        "name": name,
        "page": "map",
        "parameters": {"area": "540000"},
        "at": SAVED,
        "by": "王芳",
        "origin": "10.0.0.1",
    }
    return ViewEvent(**{**given, **changes})


def a_view(**changes: object) -> SavedView:
    return views_of([event(**changes)])[0]


def line(page: str, parameters: dict[str, str], lang: str) -> str:
    return in_one_line(facts_of(destination(page, parameters), lang, EN if lang == "en" else ZH))


def test_every_page_has_an_address_of_its_own_wherever_the_link_stands():
    addresses = [page_address(page.name, {"area": "540000"}) for page in PAGES]
    assert len({urlsplit(address).path for address in addresses}) == len(PAGES)
    assert page_address("overview", {}) == "./"
    assert page_address("overview", {"area": "540000"}) == "./?area=540000"
    assert page_address("map", {}) == "map"


@pytest.mark.parametrize("view", load_shipped_views(), ids=lambda view: view.key)
def test_a_shipped_view_leads_to_a_page_that_takes_all_its_choices(view):
    shown = destination_of(view)
    assert shown.page == view.page
    assert shown.chosen.parameters() == dict(view.parameters)
    assert len(facts_of(shown, "zh", ZH)) >= 3


@pytest.mark.parametrize(
    "page", ["https://example.org", "//example.org", "javascript:alert(1)", "", "Map", "nothing"]
)
def test_a_page_that_is_not_ours_leads_nowhere(page):
    shown = destination(page, {"area": "540000"})
    assert shown.page is None
    assert [fact.which for fact in facts_of(shown, "en", EN)] == ["no longer in the dashboard"]


def test_what_no_page_could_have_written_is_not_taken():
    shown = destination(
        "map",
        {"area": "<b>", "find": "<script>", "measure": "evil", "next": "//example.org", "level": "county"},
    )
    assert shown.link() == "map?level=county"


def test_a_view_without_a_language_opens_in_the_readers():
    shown = destination("map", {"area": "540000"})
    assert shown.link() == "map?area=540000"
    assert dict(parse_qsl(urlsplit(shown.link(READER)).query)) == {
        "lang": "en",
        "theme": "dark",
        "area": "540000",
    }
    pinned = destination("map", {"lang": "zh", "theme": "light"})
    assert dict(parse_qsl(urlsplit(pinned.link(READER)).query)) == {"lang": "zh", "theme": "light"}


def test_the_newest_report_leaves_the_days_out_and_this_day_keeps_it():
    chosen = parse_selection(
        {"area": "540000", "as_of": "2026-09-30", "compare": "2026-08-31"}, locale="zh-CN", browser_theme=None
    )
    assert parameters_to_keep(chosen, None) == {"area": "540000"}
    day = date(2026, 9, 30)
    assert parameters_to_keep(chosen, day) == {
        "area": "540000",
        "as_of": "2026-09-30",
        "compare": "2026-08-31",
    }
    # The address of the newest report has no day in it; "this day" writes it down.
    newest = parse_selection({"area": "540000"}, locale="zh-CN", browser_theme=None)
    assert parameters_to_keep(newest, day) == {"area": "540000", "as_of": "2026-09-30"}


@pytest.mark.parametrize(
    ("page", "parameters", "english", "chinese"),
    [
        ("overview", {}, "Overview · China · always the newest report", "总览 · 全国 · 始终最新一期"),
        (
            "overview",
            {"as_of": "2026-09-30", "compare": "2026-08-31"},
            "Overview · China · 30 Sep 2026 · compared with 31 Aug 2026",
            "总览 · 全国 · 2026年9月30日 · 与2026年8月31日相比",
        ),
        (
            "map",
            {"measure": "verdict", "lang": "en", "theme": "dark"},
            "Map · China · always the newest report · Verdict · By province · English · Dark",
            "地图 · 全国 · 始终最新一期 · 进度评定 · 按省份 · English · 深色",
        ),
        # Verdicts are for areas: the map of counties shows their stages in that case.
        (
            "map",
            {"measure": "verdict", "area": "540000", "layout": "table"},
            "Map · Tibet · always the newest report · Stage · Table",
            "地图 · 西藏自治区 · 始终最新一期 · 建设阶段 · 表格",
        ),
        (
            "progress",
            {"order": "-gap", "pace": "5"},
            "Progress by area · China · always the newest report · Sorted by: Gap · 5 counties a month",
            "进度 · 全国 · 始终最新一期 · 按“差额”排序 · 每月建立5个县",
        ),
        (
            "progress",
            {"chosen": "110101,110102"},
            "Progress by area · China · always the newest report · 2 counties chosen by hand",
            "进度 · 全国 · 始终最新一期 · 手选2个县",
        ),
        (
            "mechanisms",
            {"item": "departments", "grouping": "established"},
            "Mechanisms · China · always the newest report · 17 departments · With an alliance",
            "机制与保障 · 全国 · 始终最新一期 · 17个部门 · 已建立教联体的",
        ),
        (
            "zones",
            {"zone": "1", "area": "110000"},
            "Zones · Beijing · always the newest report · Chaoyang District",
            "实验区 · 北京市 · 始终最新一期 · 朝阳区",
        ),
        (
            "actions",
            {"reason": "to_do", "grouping": "prefecture"},
            "Action list · China · always the newest report · No alliance yet · By prefecture",
            "督办清单 · 全国 · 始终最新一期 · 尚未建立 · 按地市",
        ),
        (
            "actions",
            {"reason": "not_reported"},
            "Action list · China · always the newest report · Not reported",
            "督办清单 · 全国 · 始终最新一期 · 未报告",
        ),
        (
            "reporting",
            {"order": "-age", "grouping": "prefecture"},
            "Reporting · China · always the newest report · Sorted by: Days old, median · By prefecture",
            "报送情况 · 全国 · 始终最新一期 · 按“距截至日天数（中位）”排序 · 按地市",
        ),
        (
            "present",
            {"slides": "headline.map.440000", "auto": "30"},
            "Present · China · always the newest report · 3 slides · every 30 s",
            "演示 · 全国 · 始终最新一期 · 3页 · 每30秒",
        ),
        (
            "records",
            {"find": "batch-3"},
            "Records · China · always the newest report · Batch 3",
            "数据记录 · 全国 · 始终最新一期 · 第3批",
        ),
        (
            "county",
            {"area": "530925", "item": "departments"},
            "County profiles · Shuangjiang Lahu, Va, Blang and Dai Autonomous County · always the newest report",
            "县域档案 · 双江拉祜族佤族布朗族傣族自治县 · 始终最新一期",
        ),
    ],
)
def test_a_view_is_told_in_the_words_of_its_page(page, parameters, english, chinese):
    assert line(page, parameters, "en") == english
    assert line(page, parameters, "zh") == chinese


@pytest.mark.parametrize("page", [page.name for page in PAGES])
def test_any_words_in_an_address_can_be_told(page):
    for word in ("999999", "batch-0", "-", "batch-x", "1", "verdict", "provinces"):
        shown = Destination(page, Selection("en", "light", **dict.fromkeys(PAGE_WORDS, word), unit="999999"))
        assert len(facts_of(shown, "en", EN)) >= 3


def test_a_view_of_the_nation_stays_one_for_whoever_starts_in_a_province():
    reader = Selection("en", "light", area="330000", home="330000")
    assert destination("overview", {}).link(reader) == "./?area=100000"
    assert destination("overview", {}).link() == "./"


def test_only_pages_are_told_of():
    assert set(TELLERS) <= {page.name for page in PAGES}


def test_a_name_is_text_wherever_it_stands():
    name = "\"><b>=cmd|'/c calc'!A0"
    html = copy_link_html("map?a=1&b=2", name, EN)
    assert "<b>" not in html
    assert 'href="map?a=1&amp;b=2"' in html
    table = journal_frame([event(name="=1+1")])
    assert b"'=1+1" in frame_csv(table)


def test_the_journal_has_every_event_newest_first():
    frame = journal_frame(
        [event(1), event(2, "rename", "西部例会", by="李强"), event(3, "remove", "西部例会")]
    )
    assert frame[["action", "name", "by", "link"]].to_numpy().tolist() == [
        ["remove", "西部例会", "王芳", "map?area=540000"],
        ["rename", "西部例会", "李强", "map?area=540000"],
        ["save", "西部", "王芳", "map?area=540000"],
    ]
    assert frame["at"].tolist() == [pd.Timestamp(SAVED)] * 3


@pytest.mark.parametrize(("word", "number"), [("view-12", 12), ("view-", None), ("12", None), (None, None)])
def test_a_view_in_the_address(word, number):
    assert number_in(word, "view") == number
    if number is not None:
        assert numbered_word("view", number) == word


@pytest.mark.parametrize(
    ("name", "signer", "told"),
    [
        ("  ", "王芳", "Give the view a name."),
        ("字" * 61, "王芳", "The name is longer than 60 characters."),
        ("a\u202eb", "王芳", "The name holds characters that cannot be seen. Type it again."),
        ("西部", "", "Give your name: it is kept with the view."),
        ("西部", "王芳", None),
    ],
)
def test_a_form_says_what_it_lacks(name, signer, told):
    assert view_lacks(name, signer, EN) == told


def test_a_refusal_is_told_in_the_readers_language():
    taken = view_refusal(ViewNameTaken("西部", a_view()), ZH)
    assert taken.startswith("已有视图“西部”，由王芳于2026-11-20")
    for error in (
        ViewNameTaken("每月简报", None),
        RevisionConflict("a", "b"),
        InvalidView("a", "b"),
        ViewRefused("a", "b"),
        StoreBusy("a", "b"),
    ):
        assert not view_refusal(error, ZH).isascii()
