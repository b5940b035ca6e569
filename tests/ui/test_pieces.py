import re
from html.parser import HTMLParser

import pytest

from charts.palette import DARK, LIGHT, VERDICTS
from reports.sentences.comparison import Remark
from ui import pieces
from ui.look import STYLE_SHEETS
from ui.pieces import StripFigure

HOSTILE = '<img src=x onerror=alert(1)> & "quoted"'


class Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag, attrs) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data) -> None:
        self.text += data


def parsed(html: str) -> Elements:
    elements = Elements()
    elements.feed(html)
    return elements


def english(text: str) -> str:
    return text


@pytest.mark.parametrize(
    "html",
    [
        pieces.headline_html(HOSTILE),
        pieces.lead_html("on_track", HOSTILE, LIGHT, english),
        pieces.strip_html([StripFigure(HOSTILE, HOSTILE, HOSTILE, "<svg/>", HOSTILE, HOSTILE)]),
        pieces.panel_head_html(HOSTILE, HOSTILE),
        pieces.paragraph_html(HOSTILE, [Remark(HOSTILE), Remark(HOSTILE, "fall")]),
        pieces.footer_html(HOSTILE, HOSTILE, [pieces.table_html(HOSTILE, [HOSTILE], [[HOSTILE, HOSTILE]])]),
        pieces.state_html(HOSTILE, HOSTILE, HOSTILE, kind="error"),
        pieces.demo_tag_html(lambda _text: HOSTILE),
        pieces.verdict_key_html({"on_track": 3}, LIGHT, lambda _text: HOSTILE),
        pieces.stage_key_html({"operating": 3, "not_reported": 1}, LIGHT, lambda _text: HOSTILE),
    ],
)
def test_nothing_that_is_shown_becomes_markup(html):
    elements = parsed(html)
    assert HOSTILE in elements.text
    assert not any("onerror" in attributes for _tag, attributes in elements.found)
    sources = [attributes["src"] for tag, attributes in elements.found if tag == "img"]
    assert all(source.startswith("data:image/svg+xml,") for source in sources)


@pytest.mark.parametrize("verdict", VERDICTS)
def test_a_badge_is_mark_and_word(verdict):
    elements = parsed(pieces.verdict_badge_html(verdict, DARK, english))
    assert [tag for tag, _attributes in elements.found] == ["span", "img"]
    assert elements.text == elements.text.capitalize()
    assert DARK.verdicts[verdict].text in elements.found[0][1]["style"]


def test_a_sparkline_is_an_image_that_says_what_it_draws():
    figure = StripFigure("Established", "2,231", "counties", "<svg/>", "the last 12 months", "78.3%")
    (image,) = [a for tag, a in parsed(pieces.strip_html([figure])).found if tag == "img"]
    assert image["alt"] == "Established: the last 12 months"
    bare = StripFigure("Established", "0", "counties", "", "", "")
    assert "img" not in [tag for tag, _a in parsed(pieces.strip_html([bare])).found]


def test_a_fall_is_emphasised_and_chinese_sentences_follow_without_a_space():
    html = pieces.paragraph_html("与9月底相比", [Remark("净增45个县。"), Remark("海南减少2个。", "fall")])
    assert "<p>净增45个县。<b" in html
    assert html.count('class="fall"') == 1
    english_text = parsed(pieces.paragraph_html("Since", [Remark("One."), Remark("Two.")])).text
    assert english_text == "SinceOne. Two."


def test_verdicts_without_areas_are_left_out_of_the_key():
    assert parsed(pieces.verdict_key_html({"on_track": 3, "at_risk": 0}, LIGHT, english)).text == "On track 3"


def test_a_table_has_headers_for_rows_and_columns():
    found = parsed(pieces.table_html("Numbers", ["Area", "Share"], [["Henan", "78.3%"]])).found
    scopes = [attributes["scope"] for tag, attributes in found if tag == "th"]
    assert scopes == ["col", "col", "row"]


def test_an_error_is_announced_and_marked_with_more_than_colour():
    error = parsed(pieces.state_html("No figures", "The database is locked.", "Try again.", kind="error"))
    assert error.found[0][1]["role"] == "alert"
    assert "!" in error.text
    assert "!" not in parsed(pieces.state_html("Nothing yet", "No reports.", "", kind="empty")).text


def test_the_style_sheet_names_no_colour_of_its_own():
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(", STYLE_SHEETS)
