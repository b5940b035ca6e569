"""What several kinds of slides are made of, as HTML. Everything that comes from data is escaped here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

import pandas as pd

from charts.marks import mark_svg
from charts.measures import Drawing
from charts.pictures.svg import text_width
from charts.theme import Look
from charts.words import sentence_case, verdict_word
from reports.figure_numbers import FigureNumbers, table_rows
from reports.strip import BigFigure
from ui.present.colours import VARIABLE_PALETTE

MARK_SIZE: Final = 16


@dataclass(frozen=True)
class Drawn:
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


def _verdict_html(verdict: str, drawn: Drawn) -> str:
    return escape(sentence_case(verdict_word(verdict, drawn.look.translate)))


def badge_html(verdict: str, drawn: Drawn) -> str:
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
    numbers: FigureNumbers, drawn: Drawn, *, most: int | None = None, more: str = "", title: bool = True
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


def _name_html(name: str, code: str, verdict: str, drawn: Drawn) -> str:
    mark = mark_html(verdict) if verdict in VARIABLE_PALETTE.verdicts else ""
    spoken = f'<span class="spoken">{_verdict_html(verdict, drawn)}</span>' if mark else ""
    if code in drawn.leads:
        name_html = f'<button type="button" data-go="{escape(code)}">{escape(name)}</button>'
    else:
        name_html = f"<span>{escape(name)}</span>"
    return f'<div class="named">{mark}{name_html}{spoken}</div>'


def verdict_key_html(counts: Mapping[str, int], drawn: Drawn) -> str:
    """Tell how many areas have each verdict, as marks and words."""
    entries = "".join(
        f"<span>{mark_html(verdict)}{_verdict_html(verdict, drawn)} <b>{n}</b></span>"
        for verdict, n in counts.items()
        if n
    )
    return f'<div class="key">{entries}</div>'


def outside_html(drawn: Drawn) -> str:
    """Explain the ground of what is drawn but lies outside the Plan."""
    words = drawn.look.translate("Taiwan, Hong Kong and Macau: outside the Plan's scope")
    return f'<span class="outside"><i class="chip outside"></i>{escape(words)}</span>'


def _unreported_html(drawing: Drawing, drawn: Drawn) -> str:
    _, parts = drawn.look.translate, ""
    missing = sum(index is None for index in drawing.classes.values())
    unreported = missing if drawing.unreported is None else drawing.unreported
    if unreported or drawing.kind == "steps":
        count = f" <b>{unreported:,}</b>" if drawing.kind == "classes" else ""
        parts += f'<span><i class="chip hatch"></i>{escape(_("Not reported"))}{count}</span>'
    if drawing.hatched:
        parts += f'<span><i class="chip partly"></i>{escape(_("More than 20% not reported"))}</span>'
    return parts


def legend_html(drawing: Drawing, drawn: Drawn, *, nation: bool) -> str:
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
