"""The words of the report fields and of their values, as the upload and the records show them."""

from datetime import date
from typing import Any

import pandas as pd

from charts.words import sentence_case, stage_word
from data.formats import format_date
from data.report_rows import YES_NO
from data.schema import STAGES
from data.words import Translate

LISTS = ("departments", "resources")


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
