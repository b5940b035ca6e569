"""Reports that count in no figure of a day, with their reason in words: for the records page and the workbook."""

from collections.abc import Mapping

import pandas as pd

from data.base.language import Translate
from data.figures.unit_reports import NOT_COUNTED
from data.names.index import name_on, place_names


def why_not_counted(_: Translate) -> Mapping[str, str]:
    """Say each reason of data.figures.unit_reports.reports_not_counted."""
    return {
        "unknown_code": _("No county of the register ever bore the code"),
        "after_end": _("The county had ended before the day that the report describes"),
        "ended": _("The county has ended since: the report counts on the days before"),
        "not_begun": _("The county had not been set up yet: the report counts from then on"),
        "corrected": _("Another report of the county for the same day was saved later"),
    }


def not_counted_in_words(listed: pd.DataFrame, lang: str, _: Translate) -> pd.DataFrame:
    """Give the reports with what their counties were called on their days, the least usual reasons first.

    listed: data.figures.unit_reports.reports_not_counted. Columns: its own, county, and why (the reason in words).
    """
    words = why_not_counted(_)
    place = listed["reason"].map({reason: number for number, reason in enumerate(NOT_COUNTED)})
    rows = listed.assign(place=place).sort_values(["place", "as_of", "county_code"], ignore_index=True)
    days = rows["as_of"].dt.date
    names = [
        None if place_names(day).county(code) is None else name_on(code, lang, day)
        for code, day in zip(rows["county_code"].tolist(), days, strict=True)
    ]
    return rows.drop(columns="place").assign(
        county=pd.array(names, dtype="string"), why=rows["reason"].map(words).astype("string")
    )
