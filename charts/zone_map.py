"""What the map of the zones shows: the stage of every county in one, and where the others lie."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from charts.measures import Drawing, LegendClass
from charts.palette import DARK, LIGHT, STAGES
from charts.words import stage_word
from data.words import Translate

# The class of a county in no zone: after those of the stages.
OUTSIDE: Final = len(STAGES)


def draw_zone_stages(status: pd.DataFrame, zone_of: Mapping[str, str], _: Translate) -> Drawing:
    """Draw the counties in zones by stage, those that have not reported hatched, all others alike.

    status: of data.progress.county_status. zone_of: the zone's name for each county inside one.
    """
    order = {stage: index for index, stage in enumerate(STAGES)}
    inside = status["county_code"].isin(list(zone_of))
    classes = status["stage"].map(order).astype("Int64").mask(~inside, OUTSIDE)
    counts = classes.value_counts()
    words = [_sentence_case(stage_word(stage, _)) for stage in STAGES]
    legend = [
        LegendClass(word, LIGHT.stages[stage], DARK.stages[stage], int(counts.get(order[stage], 0)))
        for word, stage in zip(words, STAGES, strict=True)
    ]
    rest = LegendClass(_("Not in a zone"), LIGHT.share[0], DARK.share[0], int(counts.get(OUTSIDE, 0)))
    codes = [str(code) for code in status["county_code"]]
    lines: dict[str, str] = {}
    for code, stage in zip(codes, status["stage"], strict=True):
        if code in zone_of:
            word = _sentence_case(stage_word(None if pd.isna(stage) else str(stage), _))
            lines[code] = f"{word}\n{_('Zone: {zone}').format(zone=zone_of[code])}"
    return Drawing(
        kind="classes",
        legend=(*legend, rest),
        classes={
            code: None if pd.isna(index) else int(index) for code, index in zip(codes, classes, strict=True)
        },
        hatched=frozenset(),
        lines=lines,
    )


def _sentence_case(words: str) -> str:
    return words[:1].upper() + words[1:]
