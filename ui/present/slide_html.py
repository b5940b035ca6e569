"""The slides as HTML: the body of each kind. What comes from data is escaped here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

import pandas as pd

from charts.maps.measures import Drawing
from charts.marks import mark_svg
from charts.ranking.layout import ranking_alternative, ranking_layout
from charts.ranking.picture import ranking_svg
from charts.text_widths import text_width
from charts.theme import Look
from charts.trend.picture import trend_svg
from charts.words import sentence_case, verdict_word
from data.plan.milestones import load_milestones
from reports.figures.area import Overview
from reports.figures.numbers import FigureNumbers, table_rows
from reports.sentences.big_figures import BigFigure
from reports.slides import model
from reports.slides.tables import more_areas
from ui.look import VARIABLE_PALETTE

MARK_SIZE: Final = 16

# The smallest letters that can be read from the back of a room, in px at 1080p.
LEAST_TEXT: Final = 24
FIELD: Final = (1776, 776)
RANKING_HEIGHT: Final = 716
PROVINCE_TREND: Final = (800, 240)
PROVINCE_ROWS: Final = 4


@dataclass(frozen=True)
class SlideLook:
    """How slides are drawn: look, and the codes that a click leads to a slide of their own."""

    look: Look
    leads: frozenset[str]

    @property
    def lang(self) -> str:
        """The reader's language."""
        return self.look.lang


def fits(text: str, size: float, width: float, *, bold: bool = False) -> bool:
    """Tell whether a text of `size` px fits on one line of `width` px, by estimate."""
    return text_width(text, size, bold=bold) <= width


def mark_html(verdict: str) -> str:
    """Give a verdict's mark; its word stands beside it or in the key of the slide."""
    return f'<i class="mark">{mark_svg(verdict, VARIABLE_PALETTE, size=MARK_SIZE)}</i>'


def _verdict_html(verdict: str, drawn: SlideLook) -> str:
    return escape(sentence_case(verdict_word(verdict, drawn.look.translate)))


def badge_html(verdict: str, drawn: SlideLook) -> str:
    """Give a verdict as mark and word in a frame of its colour."""
    colours = VARIABLE_PALETTE.verdicts[verdict]
    style = f"color:{colours.text};border-color:{colours.outline}"
    return f'<span class="badge" style="{style}">{mark_html(verdict)}{_verdict_html(verdict, drawn)}</span>'


def figures_html(figures: Sequence[BigFigure], *, lines: bool = True) -> str:
    """Give figures side by side; `lines` explain them."""
    cells = "".join(
        f'<div class="figure"><div class="label">{escape(figure.label)}</div>'
        f'<div class="value">{escape(figure.value)}<small>{escape(figure.unit)}</small></div>'
        + (f'<div class="line">{_parts_html(figure.line)}</div>' if lines else "")
        + "</div>"
        for figure in figures
    )
    return f'<div class="figures">{cells}</div>'


def _parts_html(line: str) -> str:
    """Keep the parts of a line, `77.7% · 较上月 +32`, whole where it has to break."""
    return " · ".join(f'<span class="part">{escape(part)}</span>' for part in line.split(" · "))


def table_html(
    numbers: FigureNumbers, drawn: SlideLook, *, most: int | None = None, more: str = "", title: bool = True
) -> str:
    """Give a table, its areas marked with their verdict where the frame has one; provinces lead to their slide."""
    frame = numbers.frame if most is None else numbers.frame.head(most)
    rows = table_rows(numbers, drawn.lang)[: len(frame)]
    codes = _column(frame, "code")
    verdicts = _column(frame, "verdict")
    head = "".join(
        f'<th scope="col" class="{"name" if place == 0 else column.kind}">{escape(column.header)}</th>'
        for place, column in enumerate(numbers.columns)
    )
    body = "".join(
        f'<tr><th scope="row">{_name_html(row[0], code, verdict, drawn)}</th>{_cells(numbers, row)}</tr>'
        for row, code, verdict in zip(rows, codes, verdicts, strict=True)
    )
    caption = f"<h2>{escape(numbers.title)}</h2>" if title else ""
    after = f'<p class="more">{escape(more)}</p>' if more else ""
    if not rows:
        return f'<div class="numbers">{caption}</div>'
    wide = "wide" if len(numbers.columns) > 5 else ""
    return (
        f'<div class="numbers {wide}">{caption}<table><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table>{after}</div>"
    )


def _column(frame: pd.DataFrame, name: str) -> list[str]:
    return [str(value) for value in frame[name]] if name in frame else [""] * len(frame)


def _cells(numbers: FigureNumbers, row: Sequence[str]) -> str:
    kinds = [column.kind for column in numbers.columns[1:]]
    return "".join(
        f'<td class="{kind}">{escape(cell)}</td>' for kind, cell in zip(kinds, row[1:], strict=True)
    )


def _name_html(name: str, code: str, verdict: str, drawn: SlideLook) -> str:
    mark = mark_html(verdict) if verdict in VARIABLE_PALETTE.verdicts else ""
    spoken = f'<span class="spoken">{_verdict_html(verdict, drawn)}</span>' if mark else ""
    if code in drawn.leads:
        name_html = f'<button type="button" data-go="{escape(code)}">{escape(name)}</button>'
    else:
        name_html = f"<span>{escape(name)}</span>"
    return f'<div class="named">{mark}{name_html}{spoken}</div>'


def verdict_key_html(counts: Mapping[str, int], drawn: SlideLook) -> str:
    """Tell how many areas have each verdict, as marks and words."""
    entries = "".join(
        f"<span>{mark_html(verdict)}{_verdict_html(verdict, drawn)} <b>{n}</b></span>"
        for verdict, n in counts.items()
        if n
    )
    return f'<div class="key">{entries}</div>'


def outside_html(drawn: SlideLook) -> str:
    """Explain the ground of what is drawn but lies outside the Plan."""
    words = drawn.look.translate("Taiwan, Hong Kong and Macau: outside the Plan's scope")
    return f'<span class="outside"><i class="chip outside"></i>{escape(words)}</span>'


def _unreported_html(drawing: Drawing, drawn: SlideLook) -> str:
    _, parts = drawn.look.translate, ""
    missing = sum(index is None for index in drawing.classes.values())
    unreported = missing if drawing.unreported is None else drawing.unreported
    if unreported or drawing.kind == "steps":
        count = f" <b>{unreported:,}</b>" if drawing.kind == "classes" else ""
        words = drawing.hatch_words or _("Not reported")
        parts += f'<span><i class="chip hatch"></i>{escape(words)}{count}</span>'
    return parts


def legend_html(drawing: Drawing, drawn: SlideLook, *, nation: bool) -> str:
    """Give the key of a map's colours."""
    if drawing.kind == "steps":
        steps = "".join(
            f'<span class="step"><i style="{_ground(entry.light, entry.dark)}"></i>'
            f"<em>{escape(entry.label)}</em></span>"
            for entry in drawing.legend
        )
        scale = f'<span class="steps">{steps}</span>'
    else:
        scale = "".join(
            f'<span><i class="chip" style="{_ground(entry.light, entry.dark)}"></i>{escape(entry.label)}'
            + (f" <b>{entry.count:,}</b></span>" if entry.count is not None else "</span>")
            for entry in drawing.legend
        )
    outside = outside_html(drawn) if nation else ""
    return f'<div class="key">{scale}{_unreported_html(drawing, drawn)}{outside}</div>'


def _ground(light: str, dark: str) -> str:
    return f"--c-light:{escape(light)};--c-dark:{escape(dark)}"


def sentence_html(text: str, look: str = "") -> str:
    """Give a sentence as a paragraph, nothing where there is none."""
    return f'<p class="{look}">{escape(text)}</p>' if text else ""


def slide_html(slide: model.Slide, drawn: SlideLook) -> str:
    """Give the body of a slide."""
    content = slide.content
    if isinstance(content, model.HeadlineContent):
        return _headline(content, drawn)
    if isinstance(content, model.MapContent):
        return _map(slide, content, drawn)
    if isinstance(content, model.RankingContent):
        return _ranking(slide.title, content, drawn)
    if isinstance(content, model.TrendContent):
        return _trend(slide.title, content.overview, drawn, FIELD)
    if isinstance(content, model.ZonesContent):
        return _zones(slide, content, drawn)
    if isinstance(content, model.ProvinceContent):
        return _province(slide, content, drawn)
    if isinstance(content, model.ActionsContent):
        return (
            f'<div class="side">{figures_html(content.figures)}</div>'
            f"{table_html(content.table, drawn, more=content.more)}"
        )
    return _sources(content)


def _headline(content: model.HeadlineContent, drawn: SlideLook) -> str:
    badge = badge_html(content.area.verdict, drawn) if content.area.verdict else ""
    remarks = "".join(
        f'<li class="{escape(remark.tone)}">{escape(remark.text)}</li>' for remark in content.remarks
    )
    heading = f"<h2>{escape(content.compared)}</h2>" if content.compared else ""
    return (
        f'<div class="lead">{badge}<span>{escape(content.lead)}</span></div>{figures_html(content.figures)}'
        f'<div class="remarks">{heading}<ul>{remarks}</ul></div>'
    )


def _map(slide: model.Slide, content: model.MapContent, drawn: SlideLook) -> str:
    if slide.kind == "trouble":
        key = verdict_key_html(content.counts, drawn)
        key = key.removesuffix("</div>") + outside_html(drawn) + "</div>"
    else:
        key = legend_html(content.map.drawing, drawn, nation=True)
    return (
        '<div class="map" data-map="0"></div>'
        f'<div class="side">{table_html(content.table, drawn, more=content.more)}{key}</div>'
    )


def _ranking(title: str, content: model.RankingContent, drawn: SlideLook) -> str:
    shown = ranking_layout(
        content.frame,
        milestones=load_milestones(),
        path_share=content.path_share,
        as_of=content.numbers.as_of,
        level="province",
        look=drawn.look,
    )
    picture = ranking_svg(
        shown,
        look=drawn.look,
        width=FIELD[0],
        height=RANKING_HEIGHT,
        text_size=LEAST_TEXT,
        alt=ranking_alternative(content.frame, title, "province", drawn.look),
    )
    return f'{verdict_key_html(content.counts, drawn)}<div class="picture">{picture}</div>'


def _trend(title: str, view: Overview, drawn: SlideLook, size: tuple[int, int]) -> str:
    shown = view.trend_layout()
    picture = trend_svg(
        shown,
        look=drawn.look,
        width=size[0],
        height=size[1],
        text_size=LEAST_TEXT,
        alt=shown.in_words(title, drawn.look),
    )
    return f'<div class="picture">{picture}</div>'


def _zones(slide: model.Slide, content: model.ZonesContent, drawn: SlideLook) -> str:
    sentence = "" if content.sentence == slide.title else content.sentence
    bars = "".join(_share_bar(figure, place) for place, figure in enumerate((content.inside, content.others)))
    return (
        f'<div class="side">{bars}{sentence_html(sentence)}</div>'
        f"{table_html(content.table, drawn, more=content.more)}"
    )


def _share_bar(figure: BigFigure, place: int) -> str:
    """Give a share as a bar from nought to the whole."""
    share = figure.value.removesuffix("%")
    return (
        f'<div class="figure"><div class="label">{escape(figure.label)}</div>'
        f'<div class="value">{escape(figure.value)}</div>'
        f'<div class="bar"><i class="{"first" if place == 0 else ""}" style="width:{escape(share)}%"></i></div>'
        f'<div class="line">{escape(figure.line)}</div></div>'
    )


def _province(slide: model.Slide, content: model.ProvinceContent, drawn: SlideLook) -> str:
    view = content.overview
    badge = badge_html(view.now.verdict, drawn) if view.now.verdict else ""
    more = more_areas(content.listed - PROVINCE_ROWS, view.scope.unit_level, drawn.look.translate)
    note = sentence_html(content.map.note, "note")
    return (
        '<div class="land"><div class="map" data-map="0"></div>'
        f"{legend_html(content.map.drawing, drawn, nation=False)}{note}</div>"
        f'<div class="side"><div class="lead">{badge}<span>{escape(content.lead)}</span></div>'
        f"{figures_html(content.figures, lines=False)}{_trend(slide.title, view, drawn, PROVINCE_TREND)}"
        f"{table_html(content.table, drawn, most=PROVINCE_ROWS, more=more)}</div>"
    )


def _sources(content: model.SourcesContent) -> str:
    lines = "".join(f"<dt>{escape(heading)}</dt><dd>{escape(text)}</dd>" for heading, text in content.lines)
    return f"<dl>{lines}</dl>"
