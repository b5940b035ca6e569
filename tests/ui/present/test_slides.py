"""Slides as HTML: every text escaped, verdicts with words, provinces that lead on, colours that follow the theme."""

import re
from dataclasses import fields, replace
from datetime import date

import pandas as pd
import pytest

from charts.maps.measures import Drawing, LegendClass
from charts.palette import DARK, LIGHT, VERDICTS, Palette
from charts.theme import Look
from data.base.language import translator
from reports.figures.area import AreaFigures
from reports.figures.numbers import FigureNumbers, NumberColumn
from reports.sentences.big_figures import BigFigure
from reports.sentences.comparison import Remark
from reports.slides import model
from ui.browser_modules import modules
from ui.look import VARIABLE_PALETTE, palette_variables
from ui.present.reading import title_fit
from ui.present.slide_html import SlideLook, legend_html, slide_html, table_html, verdict_key_html

EVIL = "<b onclick=x>\"'&"
FORMULA = "=cmd|'/c calc'!A0"
DRAWN = SlideLook(Look(VARIABLE_PALETTE, "en", translator("en")), frozenset({"440000"}))
FIGURE = BigFigure(EVIL, EVIL, EVIL, EVIL)


def numbers(*, verdict: bool = True) -> FigureNumbers:
    frame = pd.DataFrame(
        {"code": ["440000", "999999"], "label": [EVIL, FORMULA], "share": [0.5, float("nan")], "n": [1234, 0]}
    )
    if verdict:
        frame["verdict"] = ["at_risk", "achieved"]
    columns = (
        NumberColumn("label", EVIL, "text"),
        NumberColumn("share", "Share", "share"),
        NumberColumn("n", "N", "count"),
    )
    return FigureNumbers(EVIL, columns, frame, date(2026, 10, 31), "source", demo=True)


def slide(kind: model.SlideKind, content: model.Content) -> model.Slide:
    return model.Slide(kind, kind, "name", "title", "subtitle", (), content)


def texts(html: str) -> str:
    """What is left of HTML when its tags are taken out."""
    return re.sub(r"<[^>]*>", "", html)


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (
            "zones",
            model.ZonesContent(
                replace(FIGURE, value="92.0%"), replace(FIGURE, value="7.1%"), EVIL, numbers(), EVIL
            ),
        ),
        ("actions", model.ActionsContent((FIGURE,), numbers(), EVIL)),
        ("sources", model.SourcesContent(((EVIL, EVIL),))),
        (
            "trouble",
            model.MapContent(
                model.MapPicture(
                    "province", "province", "verdict", Drawing("classes", (), {}, frozenset(), {}), (), EVIL
                ),
                numbers(),
                {"at_risk": 1},
                EVIL,
            ),
        ),
    ],
)
def test_whatever_data_hold_is_text(kind: model.SlideKind, content: model.Content):
    html = slide_html(slide(kind, content), DRAWN)
    assert "<b onclick" not in html
    assert "&lt;b onclick=x&gt;&quot;&#x27;&amp;" in html


def test_a_remark_of_a_fall_is_marked_and_escaped():
    area = slide_area()
    content = model.HeadlineContent(
        area, EVIL, (FIGURE,), "Compared", (Remark(EVIL, "fall"), Remark("plain"))
    )
    html = slide_html(slide("headline", content), DRAWN)
    assert f'<li class="fall">{"&lt;b onclick=x&gt;&quot;&#x27;&amp;"}</li>' in html
    assert "<b onclick" not in html


def slide_area():
    values = {field.name: 0 for field in fields(AreaFigures)}
    return AreaFigures(**{**values, "verdict": "at_risk"})


def test_a_table_shows_its_rows_and_leads_to_provinces_alone():
    html = table_html(numbers(), DRAWN, more="and 3 more")
    assert re.findall(r'data-go="(\d+)"', html) == ["440000"]
    assert "50.0%" in html
    assert "1,234" in html
    assert "–" in html
    assert FORMULA.replace("'", "&#x27;") in html
    assert "and 3 more" in html
    assert html.count("<tr>") == 3
    assert table_html(numbers(), DRAWN, most=1).count("<tr>") == 2


def test_a_verdict_is_a_mark_and_a_word():
    html = table_html(numbers(), DRAWN)
    assert html.count('class="mark"') == 2
    assert {"At risk", "Achieved"} <= set(re.findall(r'class="spoken">([^<]+)', html))
    assert "mark" not in table_html(numbers(verdict=False), DRAWN)
    key = verdict_key_html({"at_risk": 3, "achieved": 0}, DRAWN)
    assert texts(key).strip() == "At risk 3"


def test_a_legend_tells_not_reported_apart_from_not_started():
    drawing = Drawing(
        "classes",
        (LegendClass("Not started", "#111111", "#222222", 4),),
        {"a": 0, "b": None},
        frozenset(),
        {},
    )
    html = legend_html(drawing, DRAWN, nation=False)
    assert "--c-light:#111111;--c-dark:#222222" in html
    assert re.search(r'chip hatch"></i>Not reported <b>1</b>', html)
    assert "outside" not in html
    assert "Taiwan" in legend_html(drawing, DRAWN, nation=True)


def test_every_colour_of_a_slide_is_a_variable_that_both_themes_define():
    light, dark = modules()["present.css"].raw.decode().split("\n")[:2]
    used = set(re.findall(r"var\((--[\w-]+)\)", repr(VARIABLE_PALETTE)))
    for rules in (light, dark):
        assert used == set(re.findall(r"(--[\w-]+):", rules))
    assert f"--ink:{LIGHT.ink};" in palette_variables(LIGHT)
    assert f"--at-risk-fill:{DARK.verdicts['at_risk'].fill};" in palette_variables(DARK)
    plain = [getattr(VARIABLE_PALETTE, field.name) for field in fields(Palette) if field.name != "dark"]
    assert "#" not in repr(plain)
    assert set(VARIABLE_PALETTE.verdicts) == set(VERDICTS)


@pytest.mark.parametrize(
    ("title", "fit"),
    [
        ("4个省份占比低于55%", ""),
        ("省" * 40, "long"),
        ("省" * 90, "longest"),
        ("7 provinces are behind", ""),
    ],
)
def test_a_title_takes_one_line_or_two_smaller_ones(title: str, fit: str):
    assert title_fit(title, 1476) == fit
