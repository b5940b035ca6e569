"""What the map of the zones shows: the stage of every county in one, and where the others lie."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from charts.measures import Drawing, LegendClass
from charts.palette import DARK, LIGHT, STAGES
from charts.words import sentence_case, stage_word
from data.words import Translate

# The class of a county in no zone: after those of the stages.
OUTSIDE: Final = len(STAGES)


def draw_zone_stages(status: pd.DataFrame, zone_of: Mapping[str, str], _: Translate) -> Drawing:
    """Draw the counties in zones by stage, those that have not reported hatched, all others alike.

    status: of data.progress.county_status. zone_of: the zone's name for each county inside one.
    """
    order = {stage: index for index, stage in enumerate(STAGES)}
    words = {stage: sentence_case(stage_word(stage, _)) for stage in (*STAGES, None)}
    in_zone = _("Zone: {zone}")
    classes: dict[str, int | None] = {}
    lines: dict[str, str] = {}
    for code, reported in zip(status["county_code"].tolist(), status["stage"].tolist(), strict=True):
        zone = zone_of.get(code)
        stage = reported if reported in order else None
        classes[code] = OUTSIDE if zone is None else None if stage is None else order[stage]
        if zone is not None:
            lines[code] = f"{words[stage]}\n{in_zone.format(zone=zone)}"
    counts = list(classes.values())
    legend = [
        LegendClass(words[stage], LIGHT.stages[stage], DARK.stages[stage], counts.count(order[stage]))
        for stage in STAGES
    ]
    rest = LegendClass(_("Not in a zone"), LIGHT.share[0], DARK.share[0], counts.count(OUTSIDE))
    return Drawing(kind="classes", legend=(*legend, rest), classes=classes, hatched=frozenset(), lines=lines)
