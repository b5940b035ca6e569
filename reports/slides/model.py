"""What a presentation is made of. The stage, the PPTX, the PDF, the DOCX and the workbook all draw these values.

Texts are in the reader's language and ready to be shown; figures are frames of `data`, so that a chart in a file holds
the numbers themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import pandas as pd

from charts.maps.measures import Drawing
from reports.figures.area import AreaFigures, Overview
from reports.figures.numbers import FigureNumbers
from reports.figures.occasion import Foot, Occasion
from reports.sentences.big_figures import BigFigure
from reports.sentences.comparison import Remark

SlideKind = Literal[
    "headline", "map", "ranking", "trend", "trouble", "zones", "province", "actions", "sources"
]


@dataclass(frozen=True)
class MapPicture:
    """A map to be drawn.

    geometry: the asset's name (geo.assets: `province`, or a province's code, whose counties it shows). level: of the
    units drawn. labels: (code, name, figure or ""), the most important first. note: a sentence that the map needs
    (who counts the XPCC's cities), or "".
    """

    geometry: str
    level: Literal["province", "county"]
    measure: Literal["share", "verdict", "stage"]
    drawing: Drawing
    labels: tuple[tuple[str, str, str], ...]
    note: str


@dataclass(frozen=True)
class HeadlineContent:
    """Where the nation stands, in one sentence, four figures, and what changed since the report before."""

    area: AreaFigures
    lead: str
    figures: tuple[BigFigure, ...]
    compared: str
    remarks: tuple[Remark, ...]


@dataclass(frozen=True)
class MapContent:
    """The map of provinces, by share (`map`) or by verdict (`trouble`), with the provinces that it is about.

    table: at most TABLE_ROWS provinces, its frame has `code` and `verdict` too. counts: provinces by verdict. more: how
    many further provinces the table has no room for, as a text, or "".
    """

    map: MapPicture
    table: FigureNumbers
    counts: dict[str, int]
    more: str


@dataclass(frozen=True)
class RankingContent:
    """All provinces by share: `frame` of `ranking_frame`, the same as numbers, provinces by verdict."""

    frame: pd.DataFrame
    numbers: FigureNumbers
    counts: dict[str, int]
    path_share: float


@dataclass(frozen=True)
class TrendContent:
    """The nation's trend (`overview.trend`) against the path, with milestones and projection from the overview."""

    overview: Overview
    numbers: FigureNumbers


@dataclass(frozen=True)
class ZonesContent:
    """Counties in zones against the others; `sentence` says what the comparison finds; the zones with most to do."""

    inside: BigFigure
    others: BigFigure
    sentence: str
    table: FigureNumbers
    more: str


@dataclass(frozen=True)
class ProvinceContent:
    """One province: its figures, its counties on a map by stage, its trend, and where the work is left.

    table: its prefectures, or its counties without an alliance where it is compared by county; at most TABLE_ROWS of
    the `listed` ones.
    """

    code: str
    overview: Overview
    lead: str
    figures: tuple[BigFigure, ...]
    map: MapPicture
    table: FigureNumbers
    more: str
    listed: int
    remarks: tuple[Remark, ...]


@dataclass(frozen=True)
class ActionsContent:
    """How many counties are on the action list for which reason, and the provinces with the longest lists."""

    figures: tuple[BigFigure, ...]
    table: FigureNumbers
    more: str


@dataclass(frozen=True)
class SourcesContent:
    """Where figures and boundaries come from and how verdicts are found: (heading, text)."""

    lines: tuple[tuple[str, str], ...]


Content: TypeAlias = (
    HeadlineContent
    | MapContent
    | RankingContent
    | TrendContent
    | ZonesContent
    | ProvinceContent
    | ActionsContent
    | SourcesContent
)


@dataclass(frozen=True)
class Slide:
    """One slide: `title` is the finding, `subtitle` what is drawn, `notes` are the speaker's talking points.

    key: what the address calls it: the kind, or a province's code. name: what a list of slides calls it.
    """

    key: str
    kind: SlideKind
    name: str
    title: str
    subtitle: str
    notes: tuple[str, ...]
    content: Content


@dataclass(frozen=True)
class Deck:
    """A presentation: its title, its slides in order, what stands at the foot of each."""

    title: str
    occasion: Occasion
    foot: Foot
    slides: tuple[Slide, ...]
