"""The sheets of the figures workbook whose rows are counties."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from data.base.fields import COUNTS, GUARANTEES, LISTS, SEPARATOR, YES_NO, field_words, of_kind
from data.base.formats import join_names
from data.base.language import name_column
from data.figures.action_list import REASONS, SILENT, action_list, with_reason
from data.figures.mechanisms import load_items
from data.figures.zone_figures import zone_figures
from data.plan.thresholds import FRESHNESS_BANDS_DAYS
from data.register.zones import zone_counties
from reports.figures.numbers import FigureNumbers, NumberColumn
from reports.sentences.actions import filter_words, list_name, reasons_in_words
from reports.sentences.county import taken_from_words
from reports.sentences.not_counted import not_counted_in_words
from reports.workbook.topics import Basis, Topic, texts

# What a county may leave blank, apart from the dates and texts that not every county has.
ASKED: Final = ("stage", *YES_NO, *LISTS, *COUNTS)


def counties_topic(basis: Basis) -> Topic:
    """Give every county of the register with its newest report."""
    _, as_of = basis.translate, basis.occasion.as_of
    status = basis.figures.status(as_of)
    frame = basis.places().merge(status, on="county_code", how="left", validate="one_to_one")
    days = (pd.Timestamp(as_of) - frame["as_of"]).dt.days.astype("Int64")
    given = frame[list(GUARANTEES)].astype("boolean")
    told = given.notna().sum(axis="columns")
    frame = frame.assign(
        stage=basis.stages(frame["stage"]),
        days_since=days,
        freshness=_freshness(days, basis),
        unreported=frame[list(ASKED)].isna().sum(axis="columns"),
        guarantees_told=told,
        guarantees=given.fillna(value=False).sum(axis="columns").astype("Int64").where(told > 0),
        zone=frame["county_code"].map(_zone_names(basis)),
        taken_from=_taken_from(frame, basis),
        **{name: basis.answers(frame[name]) for name in YES_NO},
        **{f"{name}_named": _named(frame[name]) for name in LISTS},
        **{name: _in_words(frame[name], basis) for name in LISTS},
    )
    words = field_words(_)
    columns = (
        *basis.place_columns(),
        NumberColumn("stage", _("Stage"), "text"),
        NumberColumn("established_on", _("Established on"), "date"),
        NumberColumn("as_of", _("Reported as of"), "date"),
        NumberColumn("taken_from", _("Taken over from"), "text"),
        NumberColumn("days_since", _("Days since"), "count"),
        NumberColumn("freshness", _("Freshness"), "text"),
        NumberColumn("unreported", _("Items not reported (of {n})").format(n=len(ASKED)), "count"),
        NumberColumn("guarantees", _("Guarantees in place"), "count"),
        NumberColumn("guarantees_told", _("Guarantees told of"), "count"),
        *(NumberColumn(name, words[name], "text") for name in YES_NO),
        NumberColumn("departments_named", _("Departments taking part"), "count"),
        NumberColumn("resources_named", _("Resource areas offered"), "count"),
        *(NumberColumn(name, words[name], "count") for name in COUNTS),
        NumberColumn("zone", _("Experimental zone"), "text"),
        *(NumberColumn(name, words[name], "text") for name in (*LISTS, *of_kind("text"))),
    )
    return Topic(
        _("County list"),
        _("All {n} counties with what their newest report says; blank means not reported").format(
            n=f"{len(frame):,}"
        ),
        basis.numbers(_("Counties and their newest report"), columns, frame),
        wide=True,
    )


def _taken_from(frame: pd.DataFrame, basis: Basis) -> pd.Series:
    """Name the counties whose stage stands for one that they were merged into and that has not reported itself."""
    occasion = basis.occasion
    named = [
        join_names(list(taken_from_words(str(code), occasion.as_of, occasion.lang)), occasion.lang)
        if inherited
        else None
        for code, inherited in zip(frame["county_code"], frame["inherited"], strict=True)
    ]
    return pd.Series(named, index=frame.index, dtype="string")


def _freshness(days: pd.Series, basis: Basis) -> pd.Series:
    """Give the band of each report's age, as the map tells them apart."""
    _ = basis.translate
    first, second, third = FRESHNESS_BANDS_DAYS
    labels = [
        _("Up to {days} days old").format(days=first),
        _("Up to {days} days").format(days=second),
        _("Up to {days} days").format(days=third),
        _("Older"),
    ]
    bands = pd.cut(days.astype("Float64"), [-1, *FRESHNESS_BANDS_DAYS, float("inf")], labels=False)
    return texts(bands, dict(enumerate(labels)))


def _named(lists: pd.Series) -> pd.Series:
    """Count what each list names; a blank one says nothing."""
    given = lists.astype("string").str.strip()
    told = [None if pd.isna(text) or not text else len(str(text).split(SEPARATOR)) for text in given]
    return pd.Series(told, index=lists.index, dtype="Int64")


def _in_words(lists: pd.Series, basis: Basis) -> pd.Series:
    """Give what each list names in the reader's language; a name of nobody's list stays as it was reported."""
    if basis.occasion.lang == "zh":
        return lists
    english = {item.name: item.name_en for group in load_items().values() for item in group if item.name}
    return texts(
        lists,
        {
            text: "; ".join(english.get(name, name) for name in str(text).split(SEPARATOR))
            for text in lists.dropna().unique()
        },
    )


def _zone_names(basis: Basis) -> dict[str, str]:
    """Name the zones of each county in any."""
    zones = zone_figures(basis.figures.status(basis.occasion.as_of), basis.register.counties)
    names = zones.set_index("zone_no")[name_column(basis.occasion.lang, "listed_name")]
    covered = zone_counties(basis.register.counties)
    by_county = covered.assign(zone=covered["zone_no"].map(names)).groupby("county_code")["zone"]
    return {str(code): join_names(list(own), basis.occasion.lang) for code, own in by_county}


def actions_topic(basis: Basis) -> Topic:
    """Give every county to follow up with its reasons, in words and as columns to filter by."""
    _ = basis.translate
    numbers = _listed(basis, None, REASONS)
    return Topic(
        _("Action list"), _("The counties to follow up, and every reason for it"), numbers, wide=True
    )


def silent_topic(basis: Basis) -> Topic:
    """Give every county that has not reported, which is another list than that of those to follow up."""
    _ = basis.translate
    numbers = _listed(basis, "not_reported", SILENT)
    return Topic(list_name("not_reported", _), _("The counties that have not reported their stage"), numbers)


def _listed(basis: Basis, reason: str | None, marked: tuple[str, ...]) -> FigureNumbers:
    """Give the counties listed for a reason. marked: the reasons that have a column of their own."""
    _, lang, occasion = basis.translate, basis.occasion.lang, basis.occasion
    changed = None if occasion.compare is None else basis.figures.changed(occasion.compare, occasion.as_of)
    status = basis.figures.status(occasion.as_of)
    both = action_list(status, changed, basis.register.counties, as_of=occasion.as_of)
    listed, words = with_reason(both, reason), filter_words(_)
    own = ["county_code", "stage", "established_on", "as_of", "days_since", *marked]
    frame = basis.places().merge(listed[own], on="county_code", validate="one_to_one")
    frame = frame.assign(
        stage=basis.stages(frame["stage"]),
        why=reasons_in_words(listed, _, lang),
        **{name: basis.marked(frame[name]) for name in marked},
    )
    columns = (
        *basis.place_columns(),
        NumberColumn("stage", _("Stage"), "text"),
        NumberColumn("why", _("Why"), "text"),
        NumberColumn("established_on", _("Established on"), "date"),
        NumberColumn("as_of", _("Reported as of"), "date"),
        NumberColumn("days_since", _("Days since"), "count"),
        *(NumberColumn(name, words[name], "text") for name in marked),
    )
    return basis.numbers(list_name(reason, _), columns, frame)


def changes_topic(basis: Basis) -> Topic:
    """Give the counties whose stage is another than at the report before, or that reported for the first time."""
    _, occasion = basis.translate, basis.occasion
    columns = (
        *basis.place_columns(),
        NumberColumn("change", _("Change"), "text"),
        NumberColumn("before", _("Stage before"), "text"),
        NumberColumn("highest", _("Highest stage between"), "text"),
        NumberColumn("after", _("Stage now"), "text"),
    )
    tab, title = _("Changes"), _("No earlier report to compare with")
    if occasion.compare is None:
        nothing = pd.DataFrame({column.field: pd.Series(dtype="string") for column in columns})
        return Topic(tab, title, basis.numbers(title, columns, nothing))
    changed = basis.figures.changed(occasion.compare, occasion.as_of)
    differs = changed["before"].fillna("") != changed["after"].fillna("")
    changed = changed[differs | changed["backwards"]]
    frame = basis.places().merge(changed, on="county_code", validate="one_to_one")
    frame = frame.assign(
        change=[_change(row, basis) for row in frame.to_dict("records")],
        **{name: basis.stages(frame[name]) for name in ("before", "highest", "after")},
    )
    since = occasion.compare.isoformat()
    return Topic(
        tab,
        _("The counties whose stage is another than on {day}").format(day=since),
        basis.numbers(_("Changes since {day}").format(day=since), columns, frame),
    )


def not_counted_topic(basis: Basis) -> Topic:
    """Give the reports that count in no figure of the day, each with the reason."""
    _, occasion = basis.translate, basis.occasion
    listed = basis.figures.not_counted(occasion.as_of)
    frame = not_counted_in_words(listed, occasion.lang, _)
    frame = frame.assign(stage=basis.stages(frame["stage"]))
    columns = (
        NumberColumn("county_code", _("Code"), "text"),
        NumberColumn("county", _("County"), "text"),
        NumberColumn("as_of", _("Reported as of"), "date"),
        NumberColumn("stage", _("Stage"), "text"),
        NumberColumn("batch_id", _("Save"), "count"),
        NumberColumn("why", _("Why it does not count"), "text"),
    )
    return Topic(
        _("Not counted"),
        _("The reports that count in no figure of the day, each with the reason"),
        basis.numbers(_("Reports that are not counted"), columns, frame),
    )


def _change(row: dict[Any, Any], basis: Basis) -> str:
    _ = basis.translate
    if row["backwards"]:
        return _("Gone backwards")
    if row["gained"]:
        return _("Newly established")
    if row["first_report"]:
        return _("Reported for the first time")
    return _("No longer reported") if pd.isna(row["after"]) else _("A stage further")
