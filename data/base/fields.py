"""The fields of a report: their kinds, their order, and what they are called."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from data.base.language import LANGUAGES_KEPT, Translate

DATES = ("as_of", "established_on")

YES_NO = ("coordination", "guidance_body", "funding", "personnel", "venues")

COUNTS = ("schools_covered", "schools_total")

TEXTS = ("county_code", "parent_code", "area", "stage", "departments", "resources", "evidence", "remark")

REPORTED = ("stage", "established_on", *YES_NO, "departments", "resources", *COUNTS, "evidence", "remark")

REPORT_COLUMNS = ("county_code", "as_of", *REPORTED)

AREA_COLUMNS = ("parent_code", "area", "as_of", *REPORTED)


# `Any`, because the types of pandas list the names of dtypes one by one.
FRAME_TYPES: dict[str, Any] = {
    "batch_id": "int64",
    **dict.fromkeys(DATES, "datetime64[ns]"),
    **dict.fromkeys(YES_NO, "boolean"),
    **dict.fromkeys(COUNTS, "Int64"),
    **dict.fromkeys(TEXTS, "string"),
    # Columns of batches and events, which `data.store.store` reads.
    **dict.fromkeys(("event_id", "revision", "rows", "area_rows"), "int64"),
    **dict.fromkeys(("saved_at", "reverted_at", "at"), "datetime64[ns, UTC]"),
}


# What pandas' infer_dtype calls the values that a column takes as they are.
TAKEN: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(DATES, ("date", "datetime", "datetime64")),
    **dict.fromkeys(YES_NO, ("boolean",)),
    **dict.fromkeys(COUNTS, ("integer", "integer-na", "floating", "mixed-integer-float")),
    **dict.fromkeys(TEXTS, ("string",)),
}

KIND_NAMES = {
    **dict.fromkeys(DATES, "dates"),
    **dict.fromkeys(YES_NO, "True or False"),
    **dict.fromkeys(COUNTS, "whole numbers"),
    **dict.fromkeys(TEXTS, "text"),
}


# The fields of a row, in the template's order; the last is an as-of date of the row's own.
FIELDS: Final = (
    *("county_code", "province", "prefecture", "county", "stage", "established_on", *YES_NO),
    *("departments", "resources", "schools_covered", "schools_total", "evidence", "remark", "as_of"),
)


GUARANTEES = ("funding", "personnel", "venues")

SEPARATOR = "、"


@lru_cache(maxsize=LANGUAGES_KEPT)
def field_words(_: Translate) -> Mapping[str, str]:
    """Names of the report fields."""
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


@lru_cache(maxsize=LANGUAGES_KEPT)
def answer_words(_: Translate) -> Mapping[str, str]:
    """Words of the answers to yes-or-no questions."""
    return {
        "yes": _("yes"),
        "no": _("no"),
    }
