"""The slides on which all provinces stand side by side: the map, the ranking, and the provinces behind."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from charts.maps.measures import draw_share, draw_verdict, share_labels
from charts.ranking.layout import ranking_frame, verdict_counts
from charts.words import BEHIND, sentence_case, unit_count, verdict_word
from data.base.formats import format_count, format_due, format_share, format_target, join_names, share_percent
from data.base.language import Translate
from data.plan.thresholds import LONG_PACE_MONTHS, PACE_MONTHS, SMALL_AREA_BELOW
from data.register.register import short_names
from geo.assets import asset_units
from reports.figures.area import AreaFigures, Overview
from reports.figures.numbers import FigureNumbers, NumberColumn
from reports.figures.occasion import Occasion
from reports.figures.source import FigureSource
from reports.sentences import findings
from reports.sentences.findings import NAMES_SAID, areas_with_share, region_of, region_phrase, xpcc_note
from reports.sentences.progress import progress_frame
from reports.slides.model import MapContent, MapPicture, RankingContent, Slide
from reports.slides.tables import TABLE_ROWS, deck_table, more_areas, share_table, with_verdict_words


def map_slide(figures: FigureSource, view: Overview, occasion: Occasion, _: Translate) -> Slide:
    """Show the share of every province, and those with the lowest."""
    units = view.judged_units()
    table, listed = share_table(units, "province", occasion, _)
    content = MapContent(
        map=_share_map(figures, occasion, _),
        table=table,
        counts=verdict_counts(view.judged),
        more=more_areas(listed - TABLE_ROWS, "province", _),
    )
    return Slide(
        key="map",
        kind="map",
        name=_("Map"),
        title=findings.map_title(units, "province", _, occasion.lang),
        subtitle=_("Share of counties with an alliance, by province (%)"),
        notes=_map_notes(view.now, units, _, occasion.lang),
        content=content,
    )


def _share_map(figures: FigureSource, occasion: Occasion, _: Translate) -> MapPicture:
    """Provinces by share established; the lowest are labelled first, with their share."""
    summary = figures.summary("province", occasion.as_of)
    labels = share_labels(summary, short_names("province", occasion.lang))
    drawing = draw_share(summary, _)
    return MapPicture("province", "province", "share", drawing, _drawn(labels), xpcc_note(occasion.as_of, _))


def _map_notes(nation: AreaFigures, units: pd.DataFrame, _: Translate, lang: str) -> tuple[str, ...]:
    """Who is lowest and highest of those with enough reports. units: the provinces, as `Overview.judged_units`."""
    rows = units[units["covered"]].sort_values(["share", "code"])
    points: list[str] = []
    # Of a few every one would be among the lowest and the highest.
    if len(rows) >= 2 * (NAMES_SAID - 1):
        highest = rows.iloc[::-1].head(NAMES_SAID - 1)
        points = [
            _("Lowest: {areas}.").format(areas=areas_with_share(rows.head(NAMES_SAID - 1), _, lang)),
            _("Highest: {areas}.").format(areas=areas_with_share(highest, _, lang)),
        ]
    silent = units[units["not_reported"] > 0].sort_values(["not_reported", "code"], ascending=[False, True])
    # While most are silent everywhere, the province with the most of them is the largest one.
    if len(silent) and nation.covered:
        most = silent.iloc[0]
        points.append(
            _("Most not reported: {area}, {n} of {counties} counties.").format(
                area=most["label"],
                n=format_count(most["not_reported"]),
                counties=format_count(most["counties"]),
            )
        )
    return tuple(points)


def ranking_slide(view: Overview, occasion: Occasion, _: Translate) -> Slide:
    """Rank all provinces by share."""
    frame = ranking_frame(view.summary, view.judged, view.scope.units)
    title = ranking_title(frame, _)
    counts = verdict_counts(frame)
    content = RankingContent(frame, _ranking_numbers(title, frame, occasion, _), counts, view.path_share)
    return Slide(
        key="ranking",
        kind="ranking",
        name=_("Ranking"),
        title=title,
        subtitle=_("Share of counties with an alliance (%). Marks: verdict against the next milestone"),
        notes=_ranking_notes(frame, view.path_share, _, occasion.lang),
        content=content,
    )


def _ranking_numbers(title: str, frame: pd.DataFrame, occasion: Occasion, _: Translate) -> FigureNumbers:
    """Give the ranking as numbers."""
    columns = (
        NumberColumn("label", _("Province"), "text"),
        NumberColumn("counties", _("Counties"), "count"),
        NumberColumn("established", _("Established"), "count"),
        NumberColumn("not_reported", _("Not reported"), "count"),
        NumberColumn("share", _("Share"), "share"),
        NumberColumn("needed_pace", _("Needed a month"), "pace"),
        NumberColumn("observed_pace", _("Seen a month"), "pace"),
        NumberColumn("verdict_word", _("Verdict"), "text"),
        NumberColumn("projected_on", _("Expected"), "month"),
    )
    return deck_table(title, columns, with_verdict_words(frame, _), occasion, _)


def ranking_title(frame: pd.DataFrame, _: Translate) -> str:
    """Say from which share to which the provinces reach, and how many are not ranked. frame: of `ranking_frame`."""
    ranked = frame[frame["covered"]]
    if len(ranked) == len(frame):
        return _reach(ranked, _)
    every = unit_count("province", len(frame), _)
    if ranked.empty:
        return _("None of {units} can be ranked yet: too few reports").format(units=every)
    if len(ranked) == 1:
        only = ranked.iloc[0]
        reach = _("{area} at {share}").format(area=only["label"], share=format_share(float(only["share"])))
    else:
        reach = _reach(ranked, _)
    return _("{finding}; {n} of {units} not ranked, too few reports").format(
        finding=reach, n=format_count(len(frame) - len(ranked)), units=every
    )


def _reach(frame: pd.DataFrame, _: Translate) -> str:
    """Say from which share to which these provinces reach. frame: of `ranking_frame`, highest first."""
    highest, lowest = frame.iloc[0], frame.iloc[-1]
    low, high = format_share(float(lowest["share"])), format_share(float(highest["share"]))
    if low == high:
        return _("All {units} are at {share}").format(units=unit_count("province", len(frame), _), share=low)
    leading = int((frame["share"].map(share_percent) == share_percent(float(highest["share"]))).sum())
    if leading > 1:
        text = _("From {low} in {lowest} to {high} in {units}")
    else:
        text = _("From {low} in {lowest} to {high} in {highest}")
    return text.format(
        low=low,
        lowest=lowest["label"],
        high=high,
        highest=highest["label"],
        units=unit_count("province", leading, _),
    )


def _ranking_notes(frame: pd.DataFrame, path_share: float, _: Translate, lang: str) -> tuple[str, ...]:
    """How many reach what the path asks for today, and who has reached the milestone."""
    above, ranked = int((frame["share"] >= path_share).sum()), int(frame["covered"].sum())
    text = _("The path asks for {share} by this day; {n} of {units} are there.")
    if ranked < len(frame):
        text = _(
            "The path asks for {share} by this day; {n} of the {units} from which enough reports came are there."
        )
    points = [
        text.format(
            share=format_share(path_share),
            n=format_count(above),
            units=unit_count("province", ranked, _),
        )
    ]
    if not ranked:
        points = []
    achieved = [str(label) for label in frame.loc[frame["verdict"] == "achieved", "label"]]
    if achieved and len(achieved) <= NAMES_SAID:
        points.append(_("Already there: {names}.").format(names=join_names(achieved, lang)))
    elif achieved:
        points.append(
            _("{units} have reached the next milestone already.").format(
                units=sentence_case(unit_count("province", len(achieved), _))
            )
        )
    return tuple(points)


def trouble_slide(figures: FigureSource, view: Overview, occasion: Occasion, _: Translate) -> Slide:
    """Show the verdict of every province, and those behind the pace they need, the worst first."""
    rows = progress_frame(view.scope.units, view.summary, view.judged)
    counts = verdict_counts(rows)
    behind = rows[rows["verdict"].isin(BEHIND)]
    listed = behind if len(behind) else rows[rows["covered"]]
    table_title = (
        _("Behind the pace needed, the worst first") if len(behind) else _("Provinces with the most to do")
    )
    shown = with_verdict_words(listed.head(TABLE_ROWS), _)
    table, in_all = deck_table(table_title, _pace_columns(_), shown, occasion, _), len(listed)
    if listed.empty:
        # Of no province can a share be told: who has begun to report.
        table, in_all = share_table(view.judged_units(), "province", occasion, _)
    content = MapContent(
        map=_verdict_map(figures, occasion, shown["code"].tolist(), _),
        table=table,
        counts=counts,
        more=more_areas(in_all - TABLE_ROWS, "province", _),
    )
    return Slide(
        key="trouble",
        kind="trouble",
        name=_("Provinces behind"),
        title=trouble_title(behind, counts, _),
        subtitle=_verdict_subtitle(view, _, occasion.lang),
        notes=_trouble_notes(behind, rows, _, occasion.lang),
        content=content,
    )


def trouble_title(behind: pd.DataFrame, counts: dict[str, int], _: Translate) -> str:
    """Say how many provinces are behind, and in which region most of them lie where that is one."""
    title = findings.ranking_title(counts, "province", _)
    if len(behind) < 3 or counts.get("cannot_assess", 0):
        return title
    regions = pd.Series([region_of(str(code)) for code in behind["code"]]).value_counts()
    region, most = str(regions.index[0]), int(regions.iloc[0])
    if most == len(behind):
        return _("{finding}, all {region}").format(finding=title, region=region_phrase(region, _))
    if most * 2 <= len(behind):
        return title
    return _("{finding}, {n} of them {region}").format(
        finding=title, n=format_count(most), region=region_phrase(region, _)
    )


def _verdict_subtitle(view: Overview, _: Translate, lang: str) -> str:
    now = view.now
    text = _(
        "Against {share} by {due}: net gain a month over {months} months ({long} for fewer than {small} counties) "
        "÷ needed a month"
    )
    return text.format(
        share=format_target(now.target),
        due=format_due(now.due, lang),
        months=PACE_MONTHS,
        long=LONG_PACE_MONTHS,
        small=SMALL_AREA_BELOW,
    )


def _pace_columns(_: Translate) -> tuple[NumberColumn, ...]:
    """Name the columns of a table of areas against the pace they need."""
    return (
        NumberColumn("label", _("Province"), "text"),
        NumberColumn("share", _("Established"), "share"),
        NumberColumn("gap", _("To go"), "count"),
        NumberColumn("needed_pace", _("Needed a month"), "pace"),
        NumberColumn("observed_pace", _("Seen a month"), "pace"),
    )


def _verdict_map(figures: FigureSource, occasion: Occasion, named: Sequence[str], _: Translate) -> MapPicture:
    """Provinces by verdict; `named` are the codes of those that are labelled."""
    summary = figures.summary("province", occasion.as_of)
    drawing = draw_verdict(figures.judged("province", occasion.as_of), summary, _)
    labels = [(code, name, "") for code, name in zip(named, _names_of(named, occasion), strict=True)]
    return MapPicture(
        "province", "province", "verdict", drawing, _drawn(labels), xpcc_note(occasion.as_of, _)
    )


def _trouble_notes(behind: pd.DataFrame, rows: pd.DataFrame, _: Translate, lang: str) -> tuple[str, ...]:
    """Who is behind, by verdict, and how much they lack together."""
    if (rows["verdict"] == "cannot_assess").all():
        return (_("No province can be assessed yet."),)
    if behind.empty and (rows["verdict"] == "nearly").any():
        return (_("Every province keeps the pace that it needs or is nearly there."),)
    if behind.empty:
        return (_("No province is known to be behind the pace that it needs."),)
    points: list[str] = []
    for verdict in ("reversing", "off_track", "at_risk"):
        names = [str(label) for label in behind.loc[behind["verdict"] == verdict, "label"]]
        if names:
            few = len(names) <= NAMES_SAID
            areas = join_names(names, lang) if few else unit_count("province", len(names), _)
            words = sentence_case(verdict_word(verdict, _))
            points.append(_("{verdict}: {areas}.").format(verdict=words, areas=areas))
    left = int(behind["gap"].clip(lower=0).sum())
    every = int(rows["gap"].clip(lower=0).sum())
    if rows["covered"].all():
        points.append(
            _("Together they lack {n} of the {all} counties that the provinces still have to go.").format(
                n=format_count(left), all=format_count(every)
            )
        )
    return tuple(points)


def _names_of(codes: Sequence[str], occasion: Occasion) -> list[str]:
    names = short_names("province", occasion.lang)
    return [names[code] for code in codes]


def _drawn(labels: Sequence[tuple[str, str, str]]) -> tuple[tuple[str, str, str], ...]:
    """Leave out what has no ground of its own in the province layer: the XPCC."""
    return tuple(label for label in labels if label[0] in asset_units("province"))
