"""What a map shows of a frame: for each measure the class of every unit, the legend, and the hover lines.

A class is an index into the legend. A unit without a class is hatched: a county that has not reported, an area from
which too few reports came for a share or a verdict of all its counties.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

import pandas as pd

from charts.palette import DARK, LIGHT, VERDICTS
from charts.words import reported_words, sentence_case, stage_word, too_few_words, verdict_word
from data.base.fields import GUARANTEES
from data.base.formats import format_count, format_date, format_share, share_percent
from data.base.language import Translate
from data.base.stages import RANKS, STAGES
from data.plan.thresholds import FRESHNESS_BANDS_DAYS

# What can be shown of an area, and what of a county.
AREA_MEASURES: Final = ("share", "verdict", "freshness")

COUNTY_MEASURES: Final = ("stage", "freshness", "guarantees", "zones")

# The class of a county in no zone: after those of the stages.
IN_NO_ZONE: Final = len(STAGES)


@dataclass(frozen=True)
class LegendClass:
    """One class of a scale: its words (for steps: the lower break), its two colours, the units that have it."""

    label: str
    light: str
    dark: str
    count: int | None = None


@dataclass(frozen=True)
class Drawing:
    """A measure laid out for a map.

    kind: `steps` of one scale, or separate `classes`.
    classes: unit code → index into `legend`, None where not reported; units that it lacks lie outside the Plan.
    lines: unit code → what the hover card says beneath the unit's name.
    unreported: how many the legend counts as hatched; None counts the units of `classes` without a class.
    hatch_words: what the legend calls units without a class; "" where these have not reported.
    """

    kind: Literal["steps", "classes"]
    legend: tuple[LegendClass, ...]
    classes: Mapping[str, int | None]
    lines: Mapping[str, str]
    unreported: int | None = None
    hatch_words: str = ""


def measure_words(_: Translate) -> dict[str, str]:
    """The measures' names, in the order in which they are offered."""
    return {
        "share": _("Share established"),
        "stage": _("Stage"),
        "verdict": _("Verdict"),
        "freshness": _("Freshness"),
        "guarantees": _("Guarantees"),
        "zones": _("Zones"),
    }


def draw_share(summary: pd.DataFrame, _: Translate) -> Drawing:
    """Share established by area, in seven steps. `summary` as data.figures.progress.summarise gives it."""
    steps = summary["share_told"].map(LIGHT.share_step, na_action="ignore")
    labels = ["0", "50", "60", "70", "80", "90", "100%"]
    return Drawing(
        kind="steps",
        legend=_legend(labels, list(LIGHT.share), list(DARK.share), steps),
        classes=_by_code(summary["code"], steps),
        lines=_share_lines(summary, _),
        hatch_words=too_few_words(_),
    )


def share_labels(summary: pd.DataFrame, names: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Give (code, name, share in percent) of each area, the lowest share first.

    Those that are not covered come last, without a figure. summary: of data.figures.progress.summarise.
    """
    rows = summary.sort_values(["share_told", "code"])
    return [
        (code, names[code], "" if pd.isna(share) else f"{share_percent(share):.1f}")
        for code, share in zip(rows["code"], rows["share_told"], strict=True)
    ]


def draw_verdict(judged: pd.DataFrame, summary: pd.DataFrame, _: Translate) -> Drawing:
    """Verdict by area against the next milestone; an area that cannot be assessed gets the hatch, not a fill."""
    words = {verdict: sentence_case(verdict_word(verdict, _)) for verdict in VERDICTS}
    assessed = VERDICTS[:-1]
    order = {verdict: index for index, verdict in enumerate(assessed)}
    classes = judged["verdict"].map(order)
    lines = _share_lines(summary, _)
    verdicts = dict(zip(judged["code"], judged["verdict"], strict=True))
    return Drawing(
        kind="classes",
        legend=_legend(
            [words[verdict] for verdict in assessed],
            [LIGHT.verdicts[verdict].fill for verdict in assessed],
            [DARK.verdicts[verdict].fill for verdict in assessed],
            classes,
        ),
        classes=_by_code(judged["code"], classes),
        lines={code: f"{words[verdicts[code]]} · {line}" for code, line in lines.items()},
        hatch_words=words["cannot_assess"],
    )


def draw_stage(status: pd.DataFrame, lang: str, _: Translate) -> Drawing:
    """Stage by county. `status` as data.figures.progress.county_status gives it."""
    words = {stage: sentence_case(stage_word(stage, _)) for stage in STAGES}
    classes = status["stage"].map(RANKS)
    return Drawing(
        kind="classes",
        legend=_legend(
            [words[stage] for stage in STAGES],
            [LIGHT.stages[stage] for stage in STAGES],
            [DARK.stages[stage] for stage in STAGES],
            classes,
        ),
        classes=_by_code(status["county_code"], classes),
        lines=_dated_lines(status, words, lang, _),
    )


def draw_freshness(
    status: pd.DataFrame, as_of: date, level: str, area_of: pd.Series, _: Translate
) -> Drawing:
    """Age of the newest report in days at `as_of`: of a county, or the median of an area's counties.

    `area_of` gives the area's code for each row of `status`; at county level it is the county's own.
    """
    ages = (pd.Timestamp(as_of) - pd.to_datetime(status["as_of"])).dt.days
    by_area = ages.groupby(area_of).median()
    classes = _in_bands(by_area, FRESHNESS_BANDS_DAYS)
    first, second, third = FRESHNESS_BANDS_DAYS
    labels = [
        _("Up to {days} days old").format(days=first),
        _("Up to {days} days").format(days=second),
        _("Up to {days} days").format(days=third),
        _("Older"),
    ]
    sentence = (
        _("Report {days} days old") if level == "county" else _("Reports {days} days old at the median")
    )
    return Drawing(
        kind="classes",
        legend=_legend(labels, *_four_steps(), classes),
        classes=_by_code(by_area.index.to_series(), classes),
        lines={str(code): sentence.format(days=round(age)) for code, age in by_area.dropna().items()},
    )


def draw_guarantees(status: pd.DataFrame, _: Translate) -> Drawing:
    """How many of funding, personnel and venues a county has in place; not reported where all three are blank."""
    guarantees = status[list(GUARANTEES)]
    in_place = (
        guarantees.fillna(value=False).sum(axis="columns").where(guarantees.notna().any(axis="columns"))
    )
    classes = 3 - in_place
    labels = [_("All three"), _("Two"), _("One"), _("None")]
    known = zip(status["county_code"], in_place, strict=True)
    sentence = _("{count} of 3 guarantees in place")
    return Drawing(
        kind="classes",
        legend=_legend(labels, *_four_steps(), classes),
        classes=_by_code(status["county_code"], classes),
        lines={code: sentence.format(count=int(n)) for code, n in known if not pd.isna(n)},
    )


def draw_zone_stages(status: pd.DataFrame, zone_of: Mapping[str, str], _: Translate) -> Drawing:
    """Draw the counties in zones by stage, those that have not reported hatched, all others alike.

    status: of data.figures.progress.county_status. zone_of: the zone's name for each county inside one.
    """
    words = {stage: sentence_case(stage_word(stage, _)) for stage in (*STAGES, None)}
    in_zone = _("Zone: {zone}")
    classes: dict[str, int | None] = {}
    lines: dict[str, str] = {}
    for code, reported in zip(status["county_code"].tolist(), status["stage"].tolist(), strict=True):
        zone = zone_of.get(code)
        stage = reported if reported in RANKS else None
        classes[code] = IN_NO_ZONE if zone is None else None if stage is None else RANKS[stage]
        if zone is not None:
            lines[code] = f"{words[stage]}\n{in_zone.format(zone=zone)}"
    counts = list(classes.values())
    legend = [
        LegendClass(words[stage], LIGHT.stages[stage], DARK.stages[stage], counts.count(RANKS[stage]))
        for stage in STAGES
    ]
    rest = LegendClass(_("Not in a zone"), LIGHT.share[0], DARK.share[0], counts.count(IN_NO_ZONE))
    return Drawing(kind="classes", legend=(*legend, rest), classes=classes, lines=lines)


def counted_in(drawing: Drawing, codes: Collection[str]) -> Drawing:
    """Count in the legend only the units in `codes`: a map may draw more than its area counts, as Xinjiang's does."""
    inside = [index for code, index in drawing.classes.items() if code in codes]
    legend = [replace(entry, count=inside.count(index)) for index, entry in enumerate(drawing.legend)]
    return replace(drawing, legend=tuple(legend), unreported=inside.count(None))


def _legend(
    labels: list[str], light: list[str], dark: list[str], classes: pd.Series
) -> tuple[LegendClass, ...]:
    counts = classes.value_counts()
    return tuple(
        LegendClass(label, day, night, int(counts.get(index, 0)))
        for index, (label, day, night) in enumerate(zip(labels, light, dark, strict=True))
    )


def _by_code(codes: pd.Series, values: pd.Series) -> dict[str, int | None]:
    return {
        str(code): None if pd.isna(value) else int(value) for code, value in zip(codes, values, strict=True)
    }


def _share_lines(summary: pd.DataFrame, _: Translate) -> dict[str, str]:
    lines: dict[str, str] = {}
    for row in summary.to_dict("records"):
        told = sentence_case(reported_words(row["reported"], row["counties"], row["established"], _))
        if row["covered"]:
            told = _("{established} of {counties} counties · {share}").format(
                established=format_count(row["established"]),
                counties=format_count(row["counties"]),
                share=format_share(row["share"]),
            )
        lines[row["code"]] = told
    return lines


def _dated_lines(status: pd.DataFrame, words: dict[str, str], lang: str, _: Translate) -> dict[str, str]:
    lines: dict[str, str] = {}
    for row in status[["county_code", "stage", "established_on"]].to_dict("records"):
        if pd.isna(row["stage"]):
            continue
        line = words[row["stage"]]
        if not pd.isna(row["established_on"]):
            day = format_date(row["established_on"], lang)
            line = _("{stage}, established {day}").format(stage=line, day=day)
        lines[row["county_code"]] = line
    return lines


def _in_bands(values: pd.Series, upper_bounds: tuple[int, ...]) -> pd.Series:
    edges = [-1, *upper_bounds, float("inf")]
    return pd.cut(values, edges, labels=False)


def _four_steps() -> tuple[list[str], list[str]]:
    # The strongest colour for the best class, on the share scale's own steps.
    steps = (5, 3, 1, 0)
    return [LIGHT.share[step] for step in steps], [DARK.share[step] for step in steps]
