"""The PPTX, opened again: its master, its words, its charts' numbers; and that no name in it does anything."""

from dataclasses import replace
from datetime import datetime
from io import BytesIO
from time import process_time

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn

from charts.palette import LIGHT
from data.base.formats import format_count, share_percent
from data.base.language import translator
from data.figures.progress import county_status, summarise
from data.register.register import load_counties, load_provinces
from reports.figures.numbers import table_rows
from reports.figures.occasion import occasion_of
from reports.slides.deck import NATION_KEYS, read_deck, with_provinces
from reports.slides.powerpoint.presentation import pptx_bytes
from reports.slides.powerpoint.template import FINDING, TEXT
from reports.slides.powerpoint.theme import EAST_ASIAN, LATIN, THEME_NAME
from tests.data.factories import unit_reports
from tests.reports.areas import english
from tests.reports.decks import AS_OF, a_filled_store, figures_of
from tests.reports.papers import DEMO, as_demo
from tests.reports.slides.slides_read import charts_of, named_after, parts, shapes_of, slide_of, words_of

pytestmark = pytest.mark.slow

CHOSEN = ("440000", "660000")
HOSTILE = ("=cmd|'/c calc'!A0", "<b>bold</b>", "@SUM(1)", "+1+1", "-2+3", "&lt;a href='x'>", "\x0bbell\x07")
# What those names are without what no file may hold.
SAFE = (*HOSTILE[:-1], "bell")
APPROVAL = "GS(2026)0001"


@pytest.fixture(scope="module")
def figures(tmp_path_factory):
    store = a_filled_store(tmp_path_factory.mktemp("pptx"))
    yield figures_of(store)
    store.close()


def a_deck(figures, lang="en", keys=None):
    occasion = occasion_of(figures, as_of=AS_OF, lang=lang, approval=APPROVAL)
    return as_demo(read_deck(figures, occasion, translator(lang), keys=keys or with_provinces(CHOSEN)))


@pytest.fixture(scope="module")
def deck(figures):
    return a_deck(figures)


@pytest.fixture(scope="module")
def made(deck):
    return pptx_bytes(deck, english)


@pytest.fixture(scope="module")
def opened(made):
    return Presentation(BytesIO(made))


@pytest.fixture(scope="module")
def summary(figures):
    counties = load_counties()
    return lambda level: summarise(
        county_status(unit_reports(figures.reports()), as_of=AS_OF), counties, level
    )


def test_there_is_one_master_and_no_layout_that_is_not_used(opened, made):
    assert len(opened.slide_masters) == 1
    assert [layout.name for layout in opened.slide_layouts] == [FINDING, TEXT]
    assert all(layout.used_by_slides for layout in opened.slide_layouts)
    assert (opened.slide_width, opened.slide_height) == (12192000, 6858000)
    names = " ".join(parts(made))
    assert "printerSettings" not in names
    assert "thumbnail" not in names


def test_the_theme_is_ours(made):
    themes = {name: text.decode() for name, text in parts(made).items() if "/theme/" in name}
    assert len(themes) == 2
    for theme in themes.values():
        assert f'name="{THEME_NAME}' in theme
        assert f'<a:ea typeface="{EAST_ASIAN}"/>' in theme
        assert f'<a:latin typeface="{LATIN["en"]}"/>' in theme
        assert f'<a:accent1><a:srgbClr val="{LIGHT.accent[1:].upper()}"/>' in theme
        assert "Office" not in theme


def test_titles_are_titles_and_no_placeholder_is_empty(opened, deck):
    for slide, told in zip(opened.slides, deck.slides, strict=True):
        assert slide.shapes.title.text_frame.text == told.title
        for shape in slide.placeholders:
            assert shape.text_frame.text, (told.key, shape.name)
        kinds = [shape.placeholder_format.type for shape in slide.placeholders]
        assert kinds[0] == PP_PLACEHOLDER.TITLE
        assert PP_PLACEHOLDER.SLIDE_NUMBER in kinds
        assert [field.get("type") for field in slide.element.iter(qn("a:fld"))] == ["slidenum"]


def test_every_slide_is_marked_as_demo_and_tells_its_day(opened, deck):
    for slide in opened.slides:
        named = {shape.name: shape for shape in slide.placeholders}
        assert named["Demo mark"].text_frame.text == DEMO
        assert named["Foot"].text_frame.text.startswith(deck.foot.as_of)
    real = replace(deck, foot=replace(deck.foot, demo=""), slides=deck.slides[:1])
    (slide,) = Presentation(BytesIO(pptx_bytes(real, english))).slides
    assert "Demo mark" not in {shape.name for shape in slide.placeholders}


def test_each_run_names_a_language_and_an_east_asian_font(opened):
    for slide in opened.slides:
        runs = [run for run in slide.element.iter(qn("a:rPr")) if run.getparent().tag == qn("a:r")]
        assert runs
        for run in runs:
            assert run.get("lang") == "en-US"
            assert run.find(qn("a:ea")).get("typeface") == "+mn-ea"


def test_a_chinese_deck_speaks_chinese(figures):
    deck = a_deck(figures, "zh", keys=("headline", "ranking"))
    slides = Presentation(BytesIO(pptx_bytes(deck, translator("zh")))).slides
    runs = [run for slide in slides for run in slide.element.iter(qn("a:rPr"))]
    assert {run.get("lang") for run in runs} == {"zh-CN"}
    assert slides[0].shapes.title.text_frame.text == deck.slides[0].title


def test_numbers_are_those_of_the_summary(opened, deck, summary):
    nation = summary("nation").iloc[0]
    assert format_count(nation["established"]) in words_of(slide_of(opened, deck, "headline"))
    assert format_count(nation["counties"] - nation["established"]) in words_of(
        slide_of(opened, deck, "headline")
    )
    guangdong = summary("province").set_index("code").loc["440000"]
    words = words_of(slide_of(opened, deck, "440000"))
    assert format_count(guangdong["established"]) in words


def test_the_ranking_holds_every_province(opened, deck, summary):
    charts = charts_of(slide_of(opened, deck, "ranking"))
    shown = {
        str(name): value
        for chart in charts
        for name, value in zip(chart.plots[0].categories, chart.plots[0].series[0].values, strict=True)
    }
    provinces = load_provinces().merge(
        summary("province")[["code", "share"]], on="code", validate="one_to_one"
    )
    expected = {
        name: pytest.approx(share_percent(share) / 100)
        for name, share in zip(provinces["name_en"], provinces["share"], strict=True)
    }
    assert len(shown) == 32
    assert shown == expected


def test_marks_of_the_ranking_are_as_many_as_provinces(opened, deck):
    slide = slide_of(opened, deck, "ranking")
    groups = [shape for shape in slide.shapes if shape.name == "Verdict"]
    marks = [
        sum(not mark.has_text_frame or not mark.text_frame.text for mark in shapes_of(group.shapes))
        for group in groups
    ]
    assert sum(marks[:2]) == 32


def test_the_trend_ends_at_the_newest_count(opened, deck, summary):
    (chart,) = charts_of(slide_of(opened, deck, "trend"))
    series = {
        each.name: [value for value in each.values if value is not None]
        for plot in chart.plots
        for each in plot.series
    }
    nation = summary("nation").iloc[0]
    assert series["Established"][-1] == nation["established"]
    assert series["Milestones"] == [nation["counties"] * 0.5, nation["counties"]]
    assert series["Plan path"][0] == 0
    assert series["Plan path"][-1] == nation["counties"]


def test_tables_hold_the_deck_s_rows(opened, deck):
    for key in ("map", "trouble", "zones", "actions"):
        numbers = deck.slides[[slide.key for slide in deck.slides].index(key)].content.table
        (table,) = (shape.table for shape in slide_of(opened, deck, key).shapes if shape.has_table)
        rows = [[cell.text for cell in row.cells] for row in table.rows]
        assert rows == [[column.header for column in numbers.columns], *table_rows(numbers, "en")]


def test_the_nation_is_drawn_whole(opened, deck):
    for key in ("map", "trouble"):
        slide = slide_of(opened, deck, key)
        groups = {shape.name: shape for shape in slide.shapes if hasattr(shape, "shapes")}
        units = [shape.name for shape in groups["Map"].shapes]
        assert {"Taiwan", "Hong Kong", "Macao", "Hainan", "Xinjiang"} <= set(units)
        assert len(set(units) - {"Coast and border", "Undefined border", "Dashed line"}) == 34
        assert groups["Map"]._element.find(f".//{qn('p:cNvPr')}").get("descr")
        inset = [shape.name for shape in groups["South China Sea Islands"].shapes]
        assert inset.count("Dashed line") >= 7
        assert units.count("Dashed line") >= 2
        foot = next(shape for shape in slide.placeholders if shape.name == "Foot")
        assert APPROVAL in foot.text_frame.text


def test_a_province_is_a_click_away_and_so_is_the_map(opened, deck):
    target = slide_of(opened, deck, "440000")
    source = slide_of(opened, deck, "map")
    group = next(shape for shape in source.shapes if shape.name == "Map")
    linked = [shape for shape in group.shapes if shape._element.find(f".//{qn('a:hlinkClick')}") is not None]
    assert [shape.name for shape in linked] == ["Guangdong"]
    relation = linked[0]._element.find(f".//{qn('a:hlinkClick')}").get(qn("r:id"))
    assert source.part.related_part(relation) is target.part
    back = next(shape for shape in target.shapes if shape.name == "Back to: Map")
    assert back.click_action.target_slide == source


def test_the_xpcc_is_shown_in_xinjiang(opened, deck):
    slide = slide_of(opened, deck, "660000")
    group = next(shape for shape in slide.shapes if shape.name == "Map")
    own = {
        name
        for name, code in zip(load_counties()["name_en"], load_counties()["province_code"], strict=True)
        if code == "660000"
    }
    assert own <= {shape.name for shape in group.shapes}


def test_notes_are_the_talking_points(opened, deck):
    for slide, told in zip(opened.slides, deck.slides, strict=True):
        text = slide.notes_slide.notes_text_frame.text
        assert text.split("\n") == list(told.notes) or (not told.notes and not text)


def test_nothing_in_the_file_comes_from_the_clock(deck, made, opened):
    properties = opened.core_properties
    assert properties.title == deck.title
    assert properties.created == properties.modified == datetime(2026, 10, 31)  # noqa: DTZ001
    assert parts(made) == parts(pptx_bytes(deck, english))


def test_progress_is_told_slide_by_slide(deck):
    told = []
    pptx_bytes(replace(deck, slides=deck.slides[-2:]), english, lambda done, of: told.append((done, of)))
    assert told == [(1, 2), (2, 2)]


def test_a_deck_of_all_provinces_is_made_in_time_and_stays_light(figures):
    nation = a_deck(figures, "zh", keys=NATION_KEYS)
    whole = a_deck(figures, "zh", keys=with_provinces(list(load_provinces()["code"])))
    zh = translator("zh")
    pptx_bytes(nation, zh)
    # Of the processor's time: others may be at work beside the test.
    started = process_time()
    assert len(pptx_bytes(nation, zh)) < 1_500_000
    assert process_time() - started < 5
    started = process_time()
    made = pptx_bytes(whole, zh)
    assert process_time() - started < 20
    assert len(made) < 6_000_000
    assert len(Presentation(BytesIO(made)).slides) == len(whole.slides) == 40


def test_hostile_names_are_text(deck):
    ranking = next(slide for slide in deck.slides if slide.key == "ranking")
    frame = ranking.content.frame.head(len(HOSTILE)).assign(label=list(HOSTILE))
    trouble = next(slide for slide in deck.slides if slide.key == "map")
    content = replace(
        trouble.content,
        table=named_after(trouble.content.table, HOSTILE),
        map=replace(trouble.content.map, labels=(("650000", HOSTILE[0], "1"), ("540000", HOSTILE[1], "2"))),
    )
    slides = (
        replace(ranking, title=HOSTILE[1], content=replace(ranking.content, frame=frame), notes=HOSTILE),
        replace(trouble, subtitle=HOSTILE[0], content=content),
    )
    made = pptx_bytes(replace(deck, title=HOSTILE[0], slides=slides), english)
    first, second = Presentation(BytesIO(made)).slides
    assert first.shapes.title.text_frame.text == "<b>bold</b>"
    assert first.notes_slide.notes_text_frame.text.split("\n") == list(SAFE)
    (table,) = (shape.table for shape in second.shapes if shape.has_table)
    assert [row.cells[0].text for row in table.rows][1:] == list(SAFE)
    assert HOSTILE[0] in words_of(second)
    shown = [str(name) for chart in charts_of(first) for name in chart.plots[0].categories]
    assert shown == list(SAFE)
    held = [
        cell
        for chart in charts_of(first)
        for row in load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active.iter_rows(
            min_row=2
        )
        for cell in row[:1]
    ]
    assert [cell.value for cell in held] == list(SAFE)
    assert {cell.data_type for cell in held} == {"s"}


def test_no_workbook_in_a_chart_has_a_formula(made):
    books = [content for name, content in parts(made).items() if name.endswith(".xlsx")]
    assert len(books) == 2 + 1 + len(CHOSEN)
    for book in books:
        for row in load_workbook(BytesIO(book)).active.iter_rows():
            assert all(cell.data_type != "f" for cell in row)
