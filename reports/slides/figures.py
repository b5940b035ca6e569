"""Figures told large, and sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from charts.palette import LIGHT
from reports.briefing.model import BigFigure
from reports.comparison import Remark
from reports.slides.canvas import Canvas
from reports.slides.page import Box
from reports.slides.words import Paragraph, Run, fitting, line_px, lines_needed, one, width_px

GAP: Final = 48


def draw_figures(
    canvas: Canvas, box: Box, figures: Sequence[BigFigure], *, value: float = 40, text: float = 16
) -> None:
    """Draw figures side by side, parted by thin rules: what it is, the number with its unit, a line under it."""
    cells = box.columns(len(figures), GAP)
    # One size for all labels, and one for all lines.
    width = cells[0].width
    label = min(_label_size(figure, width, text) for figure in figures)
    line = min(_line_size(figure, width, text) for figure in figures)
    for place, (cell, figure) in enumerate(zip(cells, figures, strict=True)):
        if place:
            at = cell.left - GAP / 2
            canvas.line((at, box.top), (at, box.bottom), LIGHT.line, name="—")
        _draw(canvas, cell, figure, value, label, line)


def draw_figure(canvas: Canvas, box: Box, figure: BigFigure, *, value: float, text: float) -> None:
    """Draw one figure as one text box, so that it is read and moved as one."""
    label, line = _label_size(figure, box.width, text), _line_size(figure, box.width, text)
    _draw(canvas, box, figure, value, label, line)


def _label_size(figure: BigFigure, width: float, text: float) -> float:
    return fitting(figure.label, width, [(text - smaller, 1) for smaller in range(4)])[0]


def _line_size(figure: BigFigure, width: float, text: float) -> float:
    return fitting(figure.line, width, [*((text - smaller, 2) for smaller in range(4)), (12, 3)])[0]


def _draw(canvas: Canvas, box: Box, figure: BigFigure, value: float, label: float, line: float) -> None:
    unit = f" {figure.unit}" if figure.unit else ""
    steps = [(value * part, 1) for part in (1, 0.8, 0.65, 0.5)]
    number = fitting(figure.value, box.width - width_px(unit, label), steps, bold=True)[0]
    runs = [Run(figure.value, number, LIGHT.ink, bold=True)]
    if unit:
        runs.append(Run(unit, label, LIGHT.muted))
    paragraphs = [one(figure.label, label, LIGHT.muted), Paragraph(tuple(runs))]
    if figure.line:
        paragraphs.append(one(figure.line, line, LIGHT.muted, before=2))
    canvas.text(box, paragraphs, name=figure.label)


def draw_remarks(canvas: Canvas, box: Box, title: str, remarks: Sequence[Remark]) -> None:
    """Write what changed, a line each with a dash before it; a fall in bold and in its colour."""
    size = 18.0
    for size in (18, 17, 16, 15, 14):
        needed = sum(lines_needed(remark.text, size, box.width - 40) for remark in remarks)
        if needed * line_px(size) + (len(remarks) + 2) * 12 + line_px(size) <= box.height:
            break
    paragraphs = [one(title, size, LIGHT.ink, bold=True)] if title else []
    paragraphs += [
        one(
            remark.text,
            size,
            LIGHT.error_text if remark.tone == "fall" else LIGHT.ink,
            bold=remark.tone == "fall",
            before=6,
        )
        for remark in remarks
    ]
    canvas.text(box, paragraphs, name=title or "—")


def draw_sentence(canvas: Canvas, box: Box, text: str, *, name: str, size: float = 20) -> None:
    """Write one sentence, in the largest size that fits."""
    most = int(box.height // line_px(size)) or 1
    fitted = fitting(
        text,
        box.width,
        ((size, most), (size - 2, most), (size - 4, most + 1), (14, most + 1), (12, most + 2)),
    )[0]
    canvas.text(box, [one(text, fitted, LIGHT.ink)], name=name)
