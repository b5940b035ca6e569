"""What the paper briefing says, page by page, before it is set: texts as they are shown, pictures as SVG.

The typst template and the DOCX writer draw these values; neither computes or words anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from reports.figures.occasion import Foot
from reports.sentences.big_figures import BigFigure
from reports.sentences.comparison import Remark

Look = Literal["class", "not_reported", "outside", "unpublished", "mark"]


@dataclass(frozen=True)
class LegendEntry:
    """One entry of a map's legend; `count` is a text, `verdict` whose mark stands beside it, or "".

    look: as charts.maps.shapes.ShapeLook; `mark`: no field, the mark alone.
    """

    label: str
    fill: str
    count: str
    look: Look
    verdict: str = ""


@dataclass(frozen=True)
class Picture:
    """A map or chart. title: its finding; subtitle: what is drawn; alternative: for those who do not see it.

    width, height: of the SVG, in px. note: a sentence that the picture needs, or "".
    """

    title: str
    subtitle: str
    svg: str
    width: int
    height: int
    alternative: str
    legend: tuple[LegendEntry, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Table:
    """A table of shown texts. The first column is a name; `words` are the places of further columns that hold words.

    verdicts: one for each row, drawn as a mark before the name, or empty. total: whether the last row
    sums up the others. more: what the table has no room for, or "".
    """

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: tuple[int, ...] = ()
    verdicts: tuple[str, ...] = ()
    total: bool = False
    more: str = ""


@dataclass(frozen=True)
class VerdictShown:
    """Where an area stands: its verdict, and the verdict's word as a heading writes it."""

    verdict: str
    word: str


@dataclass(frozen=True)
class ToDo:
    """Counties without an alliance, by name: (stage, names) of each stage that there are some in."""

    title: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class AreaPage:
    """A page about the nation or one province. table: the nation's provinces behind, a province's units.

    to_do: a province's counties without an alliance, and those that have not reported, where the table does not name
    them.
    name: what the bookmark says. compared: the day that `remarks` compare with.
    """

    name: str
    title: str
    lead: str
    standing: VerdictShown | None
    figures: tuple[BigFigure, ...]
    map: Picture | None
    trend: Picture | None
    table: Table | None
    to_do: tuple[ToDo, ...]
    compared: str
    remarks: tuple[Remark, ...]


@dataclass(frozen=True)
class FiguresTable:
    """A finding with figures told large, and a table beneath."""

    title: str
    subtitle: str
    figures: tuple[BigFigure, ...]
    table: Table


@dataclass(frozen=True)
class DetailPage:
    """The nation's second page: what a deck shows of trend, ranking, zones and action list."""

    name: str
    trend: Picture | None
    ranking: Picture | None
    zones: FiguresTable | None
    actions: FiguresTable | None


@dataclass(frozen=True)
class Notes:
    """Sources and method: (heading, text)."""

    title: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Briefing:
    """The whole paper. foot: what stands on every page. page_number: a text with `{n}` and `{all}`."""

    title: str
    lang: str
    as_of: date
    foot: Foot
    page_number: str
    nation: AreaPage | None
    detail: DetailPage | None
    provinces: tuple[AreaPage, ...]
    annex: Table
    annex_name: str
    notes: Notes | None
