"""The counties of a small area one by one: since when each has an alliance, or the stage it is in."""

# Plotly ships no types: what it returns is unknown, what is ours is checked.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from charts.plots import (
    HOVER_TEXT,
    ROW_BAR_HEIGHT,
    ROWS_FOOT,
    ROWS_HEAD,
    add_head,
    add_row_names,
    add_row_texts,
    blank_figure,
)
from charts.text_widths import name_room, short_name
from charts.theme import Look, plain
from charts.words import stage_word
from data.base.formats import format_date, format_target
from data.base.stages import ESTABLISHED_STAGES, STAGES, STAGES_WITHOUT
from data.plan.milestones import Milestone

# The axis runs on past its last day by this share of its length, for the words at the right.
_WORDS: Final = 0.42


def roster_frame(labels: pd.DataFrame, status: pd.DataFrame) -> pd.DataFrame:
    """Join names and stages: established first, the oldest at the top; then by stage; not reported last.

    labels: [code, label]; status: data.figures.progress.county_status. Result: [code, label, stage, established_on].
    """
    frame = labels.merge(
        status[["county_code", "stage", "established_on"]],
        left_on="code",
        right_on="county_code",
        how="left",
        validate="one_to_one",
    ).drop(columns="county_code")
    # Established and operating share a place: their date decides.
    places = dict.fromkeys(ESTABLISHED_STAGES, 0)
    places |= {stage: place for place, stage in enumerate(reversed(STAGES_WITHOUT), start=1)}
    frame["place"] = frame["stage"].map(places).fillna(len(STAGES))
    frame = frame.sort_values(["place", "established_on", "code"], na_position="last", ignore_index=True)
    return frame.drop(columns="place")


def stage_counts(frame: pd.DataFrame) -> dict[str, int]:
    """Count counties by stage in the order of the stages, those without a stage under `not_reported`."""
    found = frame["stage"].value_counts()
    counts = {stage: int(found.get(stage, 0)) for stage in reversed(STAGES)}
    return counts | {"not_reported": int(frame["stage"].isna().sum())}


def roster_figure(
    frame: pd.DataFrame,
    *,
    start: date,
    as_of: date,
    milestones: Sequence[Milestone],
    look: Look,
    height: int,
    selected: str | None = None,
) -> go.Figure:
    """Draw `roster_frame`: a bar from the day of establishment to `as_of`, or the stage in words.

    start: where the axis begins; a county established earlier is drawn from there, its date says when.
    selected: code of a county whose name is in bold.
    Traces: bars, marks, words.
    """
    figure = blank_figure(
        look, height=height, margin=(name_room(list(frame["label"])), 2, ROWS_HEAD, ROWS_FOOT)
    )
    colours = look.palette
    _ = look.translate
    stages = [None if pd.isna(stage) else str(stage) for stage in frame["stage"]]
    since = [None if pd.isna(day) else pd.Timestamp(day).date() for day in frame["established_on"]]
    words = [
        day.isoformat() if day is not None and stage in ESTABLISHED_STAGES else stage_word(stage, _)
        for stage, day in zip(stages, since, strict=True)
    ]
    hover = [
        "<br>".join([f"<b>{plain(str(label))}</b>", *_hover_lines(stage, day, look)])
        for label, stage, day in zip(frame["label"], stages, since, strict=True)
    ]
    places = list(range(len(frame)))
    drawn = [
        (place, max(day, start), stage)
        for place, day, stage in zip(places, since, stages, strict=True)
        if day is not None and stage in ESTABLISHED_STAGES
    ]
    figure.add_scatter(
        name="bars",
        mode="lines",
        hoverinfo="skip",
        line={"color": colours.share[1], "width": ROW_BAR_HEIGHT},
        x=[x for _place, day, _stage in drawn for x in (day.isoformat(), as_of.isoformat(), None)],
        y=[y for place, _day, _stage in drawn for y in (place, place, None)],
    )
    figure.add_scatter(
        name="marks",
        mode="markers",
        x=[day.isoformat() for _place, day, _stage in drawn],
        y=[place for place, _day, _stage in drawn],
        cliponaxis=False,
        marker={"size": 11, "color": [colours.stages[str(stage)] for _place, _day, stage in drawn]},
        text=[hover[place] for place, _day, _stage in drawn],
        hovertemplate=HOVER_TEXT,
    )
    last = max([as_of, *(milestone.on for milestone in milestones)])
    right = last + timedelta(days=round((last - start).days * _WORDS))
    inks = [colours.ink if stage in ESTABLISHED_STAGES else colours.muted for stage in stages]
    add_row_texts(figure, "words", places, words, end=right.isoformat(), colour=inks, hover=hover)
    figure.update_xaxes(
        type="date", range=[start.isoformat(), right.isoformat()], showticklabels=False, ticks=""
    )
    names = [
        f"<b>{short_name(str(label))}</b>" if code == selected else short_name(str(label))
        for code, label in zip(frame["code"], frame["label"], strict=True)
    ]
    add_row_names(figure, places, names)
    line = {"color": colours.ink, "width": 1}
    for milestone in milestones:
        day = milestone.on.isoformat()
        add_head(figure, day, [format_target(milestone.share), day], look, line=line)
    return figure


def _hover_lines(stage: str | None, day: date | None, look: Look) -> list[str]:
    _ = look.translate
    word = stage_word(stage, _)
    if day is None:
        return [word]
    since = _("since {date}").format(date=format_date(day, look.lang))
    return [word, since]
