"""The words of the report fields and of their values, as the upload and the records show them."""

from datetime import date
from typing import Any

import pandas as pd

from charts.words import stage_word
from data.formats import format_date
from data.report_rows import YES_NO
from data.schema import STAGES
from data.words import Translate
from ui.markup import sentence_case

LISTS = ("departments", "resources")


def field_words(_: Translate) -> dict[str, str]:
    """Report field → its name, in the order of the template."""
    return {
        "county_code": _("County code"),
        "province": _("Province"),
        "prefecture": _("Prefecture"),
        "county": _("County"),
        "stage": _("Stage"),
        "established_on": _("Established on"),
        "coordination": _("Coordination"),
        "guidance_body": _("Guidance body"),
        "funding": _("Funding"),
        "personnel": _("Personnel"),
        "venues": _("Venues"),
        "departments": _("Departments"),
        "resources": _("Resource areas"),
        "schools_covered": _("Schools covered"),
        "schools_total": _("Schools in all"),
        "evidence": _("Evidence"),
        "remark": _("Remark"),
        "as_of": _("As of"),
    }


def value_words(field: str | None, value: Any, lang: str, _: Translate) -> str:
    """A value of a field as a reader reads it.

    `value` is as data.difference and data.problems write it: stages and texts as stored, ISO days, yes or no,
    digits; missing means not reported.
    """
    if value is None or pd.isna(value) or value == "":
        return _("not reported")
    text = str(value)
    if field == "stage" and text in STAGES:
        return sentence_case(stage_word(text, _))
    if field in YES_NO and text in ("yes", "no"):
        return _("Yes") if text == "yes" else _("No")
    if field in ("established_on", "as_of"):
        try:
            return format_date(date.fromisoformat(text), lang)
        except ValueError:
            return text
    if field in LISTS and "、" in text:
        return _("{n} listed").format(n=text.count("、") + 1)
    return text
