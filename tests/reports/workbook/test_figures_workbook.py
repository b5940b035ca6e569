"""The figures workbook, opened again: its counts are the data's, its texts are texts, blanks are blank."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pandas as pd
import pytest

from data.base.language import translator
from data.demo import write_demo
from data.figures.action_list import action_list, with_reason
from data.figures.mechanisms import item_counts
from data.figures.progress import summarise
from data.figures.trend import trend
from data.register.history import register_history, register_of
from data.register.register import known_codes, load_counties
from data.store.store import open_store
from reports.figures.occasion import Occasion
from reports.figures.source import FigureSource
from reports.workbook.book import figures_workbook
from tests.data.factories import unit_reports
from tests.reports.areas import english
from tests.reports.nothing_runs import assert_nothing_runs

AS_OF, BEFORE = date(2026, 10, 31), date(2026, 9, 30)
OCCASION = Occasion(AS_OF, BEFORE, "en", demo=True)
COUNTIES = load_counties()
FORMULA, MARKUP, LINK = "=cmd|'/c calc'!A0", "<b>", "https://example.test/"
TABS = [
    "Contents",
    "Nation",
    "Milestones",
    "Provinces",
    "Prefectures",
    "County list",
    "Trend",
    "Mechanisms",
    "Zones",
    "Zone duties",
    "Zone comparison",
    "Action list",
    "Reports to ask for",
    "Changes",
    "Not counted",
    "Changes by province",
    "Sources and method",
]


def table(sheet):
    """The table of a sheet as a frame, from the header that is frozen."""
    head = int(re.sub(r"\D", "", sheet.freeze_panes)) - 1
    rows = list(sheet.iter_rows(min_row=head, values_only=True))
    return pd.DataFrame(rows[1:], columns=list(rows[0]))


@pytest.fixture(scope="module")
def figures(tmp_path_factory):
    url = f"sqlite:///{tmp_path_factory.mktemp('figures') / 'store.db'}"
    store = open_store(url, known_codes=known_codes())
    write_demo(store, register_history(), today=date(2026, 11, 22))
    yield FigureSource(store, {})
    store.close()


@pytest.fixture(scope="module")
def content(figures):
    told = []
    made = figures_workbook(figures, OCCASION, english, lambda *done: told.append(done))
    assert told == [(n, len(told)) for n in range(1, len(told) + 1)]
    return made


@pytest.fixture(scope="module")
def book(content):
    return openpyxl.load_workbook(BytesIO(content))


@pytest.mark.slow
def test_there_is_a_sheet_for_each_topic_and_the_first_leads_to_them(book):
    assert book.sheetnames == TABS
    first = book["Contents"]
    assert table(first)["Sheet"].tolist() == TABS[1:]
    links = [row[0].hyperlink for row in first.iter_rows(min_row=8) if row[0].hyperlink]
    assert [link.location for link in links] == [f"'{tab}'!A1" for tab in TABS[1:]]
    assert table(first)["Rows"].tolist() == [len(table(book[tab])) for tab in TABS[1:]]


@pytest.mark.slow
def test_every_sheet_says_as_of_when_from_whom_and_that_it_is_made_up(book):
    for sheet in book.worksheets:
        top = [row[0] for row in sheet.iter_rows(max_row=4, max_col=1, values_only=True)]
        assert top[1] == "Data as of 31 Oct 2026", sheet.title
        assert top[2].startswith("Source: reports by the counties"), sheet.title
        assert top[3] == "DEMO DATA", sheet.title
        assert "31 Oct 2026 · DEMO DATA" in sheet.oddHeader.right.text, sheet.title
        assert sheet.freeze_panes, sheet.title
        assert sheet.page_setup.orientation == "landscape", sheet.title
        assert sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.title
        assert sheet.page_setup.fitToHeight == 0, sheet.title
        assert sheet.print_title_rows, sheet.title
    assert book.properties.created == pd.Timestamp(2026, 10, 31)
    assert book.properties.title == "Education alliances: the figures behind the dashboard"


@pytest.mark.slow
def test_tables_can_be_filtered(book):
    tables = [tab for tab in TABS if tab not in ("Contents", "Nation", "Sources and method")]
    assert [tab for tab in TABS if book[tab].auto_filter.ref] == tables


@pytest.mark.slow
def test_real_figures_have_no_mark(figures):
    class Real(FigureSource):
        def shows_demo(self):
            return False

    real = figures_workbook(figures, replace(OCCASION, demo=False), english)
    text = "".join(ZipFile(BytesIO(real)).read("xl/sharedStrings.xml").decode())
    assert "DEMO DATA" not in text


@pytest.mark.slow
@pytest.mark.parametrize(("tab", "level"), [("Provinces", "province"), ("Prefectures", "prefecture")])
def test_counts_are_those_of_the_data(book, figures, tab, level):
    shown = table(book[tab])
    counted = summarise(figures.status(AS_OF), COUNTIES, level)
    columns = {
        "Code": "code",
        "Counties": "counties",
        "Established": "established",
        "Operating": "operating",
        "Preparing": "preparing",
        "Not started": "not_started",
        "Not reported": "not_reported",
    }
    assert shown[list(columns)].to_numpy().tolist() == counted[list(columns.values())].to_numpy().tolist()
    judged, covered = figures.judged(level, AS_OF), counted["covered"]
    of_all = {"Gap": judged["gap"], "Needed a month": judged["needed_pace"], "Share": counted["share"]}
    near = {"Gap": 0.0, "Needed a month": 0.051, "Share": 0.00101}
    for header, expected in of_all.items():
        # Blank where too few have reported to speak of all counties.
        found = shown[header].to_numpy(dtype=float)
        assert found == pytest.approx(expected.where(covered), abs=near[header], nan_ok=True), header


@pytest.mark.slow
def test_the_nation_stands_beside_the_report_before(book, figures):
    rows = table(book["Nation"]).set_index("Figure")
    for day in (AS_OF, BEFORE):
        counted = figures.summary("nation", day).iloc[0]
        for label, field in (
            ("Counties", "counties"),
            ("Established", "established"),
            ("Not reported", "not_reported"),
        ):
            assert rows.loc[label, day.isoformat()] == counted[field]
    now, before = (figures.summary("nation", day).iloc[0] for day in (AS_OF, BEFORE))
    change = "Change (of shares: percentage points)"
    assert rows.loc["Established", change] == now["established"] - before["established"]
    assert rows.loc["Share", change] == pytest.approx((now["share"] - before["share"]) * 100, abs=0.051)
    assert pd.isna(rows.loc["Verdict", change])


@pytest.mark.slow
def test_every_county_is_there_and_what_it_does_not_report_is_blank(book, figures):
    shown = table(book["County list"])
    status = figures.status(AS_OF)
    assert shown["Code"].tolist() == COUNTIES["county_code"].tolist()
    silent = status["stage"].isna().to_numpy()
    assert silent.any()
    assert shown["Stage"].isna().tolist() == silent.tolist()
    assert shown["Funding"].isna().tolist() == status["funding"].isna().tolist()
    asked = [
        "stage",
        "coordination",
        "guidance_body",
        "funding",
        "personnel",
        "venues",
        "departments",
        "resources",
    ]
    blank = status[[*asked, "schools_covered", "schools_total"]].isna().sum(axis="columns")
    assert shown["Items not reported (of 10)"].tolist() == blank.tolist()
    told = status[["funding", "personnel", "venues"]].notna().any(axis="columns")
    assert shown["Guarantees in place"].notna().tolist() == told.tolist()


@pytest.mark.slow
def test_the_other_sheets_hold_what_the_pages_show(book, figures):
    months = trend(unit_reports(figures.reports()), as_of=AS_OF, level="nation")
    shown = table(book["Trend"])
    own = shown[shown["Code"] == "100000"]
    assert own["Established"].tolist() == months["established"].tolist()
    assert shown["Area"].nunique() == 33
    counts = item_counts(figures.status(AS_OF), COUNTIES, "province")
    shown = table(book["Mechanisms"])
    provinces = shown[shown["Code"] != "100000"]
    for header, field in (("Yes", "yes"), ("No", "no"), ("Not reported", "not_reported")):
        assert provinces[header].tolist() == counts[field].tolist()
    assert len(table(book["Zones"])) == 97
    changed = figures.changed(BEFORE, AS_OF)
    listed = action_list(figures.status(AS_OF), changed, COUNTIES, as_of=AS_OF)
    shown = table(book["Action list"])
    follow_up = with_reason(listed, None)
    assert shown["Code"].tolist() == follow_up["county_code"].tolist()
    assert (shown["Lacking a guarantee"] == "yes").tolist() == follow_up["lacking"].tolist()
    asked = table(book["Reports to ask for"])
    assert asked["Code"].tolist() == with_reason(listed, "not_reported")["county_code"].tolist()
    shown = table(book["Changes"])
    assert (shown["Change"] == "Newly established").sum() == (changed["gained"] & ~changed["backwards"]).sum()
    assert (shown["Change"] == "Gone backwards").sum() == changed["backwards"].sum()


@pytest.mark.slow
def test_the_sources_are_named_each_once(book):
    shown = table(book["Sources and method"])
    assert shown.iloc[0, 0] == "Demo data"
    reference = shown.loc[shown["Subject"] == "Reference data", "Explanation"]
    assert reference.str.contains("^Attribute tables.*Tianditu").sum() == 1
    assert reference.str.contains("boundary lines.*Tianditu").sum() == 1
    assert reference.str.contains("教基厅函〔2024〕3号").sum() == 1
    assert reference.is_unique


@pytest.mark.slow
def test_a_first_report_has_nothing_to_compare_with(figures):
    first = figures.report_dates()[-1]
    made = figures_workbook(figures, Occasion(first, None, "en", demo=True), english)
    book = openpyxl.load_workbook(BytesIO(made))
    assert [cell.value for cell in book["Nation"][7]] == ["Figure", first.isoformat()]
    assert book["Changes"]["A1"].value == "No earlier report to compare with"
    assert not table(book["Changes"]).dropna(how="all").size


@pytest.mark.slow
def test_chinese_has_chinese_headers(figures):
    made = figures_workbook(figures, replace(OCCASION, lang="zh"), translator("zh"))
    book = openpyxl.load_workbook(BytesIO(made))
    assert len(book.sheetnames) == len(TABS)
    latin = re.compile(r"[A-Za-z]{3,}")
    for sheet in book.worksheets:
        assert not latin.search(sheet.title)
        assert not any(latin.search(str(header)) for header in table(sheet).columns), sheet.title
    assert table(book["县（市、区）"]).iloc[0, 1] == "东城区"


@pytest.mark.slow
def test_hostile_names_are_texts(figures):
    names = COUNTIES.assign(
        name_en=[FORMULA, MARKUP, LINK, *COUNTIES["name_en"].tolist()[3:]],
        name=[FORMULA, MARKUP, LINK, *COUNTIES["name"].tolist()[3:]],
    )
    made = figures_workbook(figures, OCCASION, english, register=replace(register_of(AS_OF), counties=names))
    assert_nothing_runs(made)
    rows = table(openpyxl.load_workbook(BytesIO(made))["County list"])
    assert rows["County"].tolist()[:3] == [FORMULA, MARKUP, LINK]
