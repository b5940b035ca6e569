"""The words of problems: one sentence each, in the reader's language. The text is made at the top, from values."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Final

from data.names_index import counties
from data.problems import Problem
from data.register import load_prefectures, load_provinces
from data.spreadsheets.sentences import unreadable_sentences
from data.words import Translate

# Languages whose texts are kept made out.
LANGUAGES: Final = 4


@lru_cache(maxsize=LANGUAGES)
def sentences(_: Translate) -> Mapping[str, str]:
    """The sentence of each code, without its full stop: a list of what may be meant can follow."""
    return {
        "formula_without_value": _(
            "The formula has no computed value; open the file in Excel or WPS, save it and try again"
        ),
        "column_guessed": _("The column “{found}” was taken for “{expected}”"),
        "column_missing": _("No column was found for “{field}”; choose it among the columns"),
        "column_twice": _(
            "The column “{found}” was not used, because another one stands for “{field}” already"
        ),
        "column_not_used": _("The column “{found}” was not recognised, and is not used"),
        "county_missing": _("The row names no county; give its code or its name"),
        "county_unknown": _("“{found}” is no county in the register; check how it is written"),
        "county_ambiguous": _("“{found}” can be more than one county; add its prefecture or its code"),
        "county_split": _(
            "{old_name} ({old_code}) was divided among several counties on {on}; report for each of them"
        ),
        "county_is_area": _("“{found}” is a whole prefecture or province, or its own level, not a county"),
        "county_outside_province": _("{found} does not lie in {expected}, for which this upload is made"),
        "another_province": _(
            "{found} belongs to {province}; you may report for {expected}, so let {province} send this row"
        ),
        "county_out_of_scope": _("“{found}” lies outside the Plan's scope (Taiwan, Hong Kong and Macau)"),
        "code_malformed": _("“{found}” is no county code; it has to have six digits"),
        "code_unknown": _("The register knows no county with the code {found}"),
        "code_and_name_disagree": _(
            "The code {found} and the name “{name}” do not belong to the same county"
        ),
        "area_disagrees": _("“{found}” does not lie in the province and prefecture that the row gives"),
        "area_unknown": _("“{found}” is no province or prefecture; check how it is written"),
        "county_changed": _("{change}; the row counts for {expected}"),
        "county_guessed": _("“{found}” was taken for {expected}"),
        "functional_area": _("“{found}” is a functional area: it is kept, but counted nowhere as a county"),
        "functional_area_unplaced": _(
            "“{found}” looks like a functional area, but nothing says where it lies; add its prefecture"
        ),
        "duplicate_conflict": _("Row {rows} says something else about the same county; keep one of them"),
        "duplicate_identical": _("The row says the same as row {rows} and is counted once"),
        "cell_formula_error": _("The cell holds the error {found} of a formula; type the value instead"),
        "stage_unknown": _("“{found}” is no stage; write one of {expected}"),
        "stage_guessed": _("“{found}” was taken for the stage “{expected}”"),
        "cluster_wording": _(
            "“{found}” sounds like a cluster of schools, which is not an education alliance; check the row"
        ),
        "yes_no_unknown": _("“{found}” is neither yes nor no"),
        "yes_no_guessed": _("“{found}” was taken for “{expected}”"),
        "date_unreadable": _("“{found}” cannot be read as a date; write it like 2025-03-12"),
        "date_impossible": _("There is no such day as {found}"),
        "date_incomplete": _("“{found}” is no whole date; give year, month and day"),
        "date_ambiguous": _("“{found}” can be read as more than one date; choose one"),
        "date_guessed": _("“{found}” was taken for {expected}"),
        "count_unreadable": _("“{found}” cannot be read as a number of schools"),
        "count_not_whole": _("{found} is no whole number of schools"),
        "count_negative": _("{found} is less than no school"),
        "count_too_large": _("{found} schools are more than a county can have ({expected})"),
        "count_guessed": _("“{found}” was taken for {expected} schools"),
        "list_item_unknown": _("“{found}” is none of those in the Plan and is left out"),
        "list_item_guessed": _("“{found}” was taken for {expected}"),
        "text_shortened": _("The text is longer than {expected} characters and was cut"),
        "as_of_missing": _("Nothing says which day the figures describe; give the as-of date"),
        "established_without_date": _(
            "A county at the stage “{stage}” needs the date on which its alliance was established"
        ),
        "established_after_as_of": _(
            "The alliance is said to be established on {found}, after the as-of date {as_of}"
        ),
        "established_too_early": _(
            "The alliance is said to be established on {found}, before there were any ({earliest})"
        ),
        "date_without_establishment": _("There is a date ({found}), but the stage is “{stage}”"),
        "covered_above_total": _("{found} schools covered are more than the {total} schools in all"),
        "going_backwards": _("The county went from “{stored}” back to “{stage}”; confirm that this is meant"),
        "going_backwards_confirmed": _("The county went from “{stored}” back to “{stage}”, as confirmed"),
        "stage_blanked": _(
            "The stage is blank, where “{stored}” was reported before; the county will count as not reported"
        ),
        "older_than_stored": _(
            "The row describes {found}, but a report of {stored} is stored already and stays in force"
        ),
    }


@lru_cache(maxsize=LANGUAGES)
def change_sentences(_: Translate) -> Mapping[str, str]:
    """What became of a county, by the kind of its change (data.changes)."""
    return {
        "renamed": _("{old_name} ({old_code}) has had another name since {on}"),
        "upgraded": _("{old_name} ({old_code}) became another kind of unit on {on}"),
        "recoded": _("{old_name} ({old_code}) has had another code since {on}"),
        "moved": _("{old_name} ({old_code}) went to another prefecture on {on}"),
        "merged": _("{old_name} ({old_code}) was merged on {on}"),
        "created": _("{old_name} ({old_code}) was set up on {on}, after this edition of the register"),
        "unofficial": _("{old_code} is not the official code of {old_name}"),
    }


@lru_cache(maxsize=LANGUAGES)
def stage_words(_: Translate) -> Mapping[str, str]:
    """Words of the stages, and of none."""
    return {
        "not_started": _("not started"),
        "preparing": _("preparing"),
        "established": _("established"),
        "operating": _("operating"),
        "": _("not reported"),
    }


@lru_cache(maxsize=LANGUAGES)
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


@lru_cache(maxsize=LANGUAGES)
def answer_words(_: Translate) -> Mapping[str, str]:
    """Words of the answers to yes-or-no questions."""
    return {
        "yes": _("yes"),
        "no": _("no"),
    }


# Suggestions that a sentence names; the page offers all of them.
NAMED_SUGGESTIONS: Final = 6


def problem_text(problem: Problem, _: Translate) -> str:
    """Word a problem as one sentence, what may be meant at its end; problems of files bring a remedy as a second."""
    if problem.code.startswith("file_"):
        return " ".join(unreadable_sentences(problem, _))
    details = dict(problem.details)
    values = defaultdict(
        str,
        found=problem.found,
        field=value_text(problem.field or "", _),
        expected=_listed(problem.expected, _),
        **{name: _stage_or_text(name, value, _) for name, value in details.items()},
    )
    if problem.code == "another_province" and not problem.expected:
        values["expected"] = _("no province")
    if problem.code == "county_changed":
        values["change"] = change_sentences(_)[details["kind"]].format_map(details)
    sentence = sentences(_)[problem.code].format_map(values)
    if not problem.suggestions:
        return _("{sentence}.").format(sentence=sentence)
    named = _listed(problem.suggestions[:NAMED_SUGGESTIONS], _)
    return _("{sentence}; possibly: {suggestions}.").format(sentence=sentence, suggestions=named)


def _listed(values: Iterable[str], _: Translate) -> str:
    return _(", ").join(value_text(value, _) for value in values)


def value_text(value: str, _: Translate) -> str:
    """Word a machine value: a county's code with its names, as the offices write them; stages, fields, yes and no."""
    if value in counties():
        county = counties()[value]
        parts = dict.fromkeys((county.province, county.prefecture, county.name))
        return _("{place} ({code})").format(place="".join(parts), code=value)
    if place := _areas().get(value):
        return place
    if not value:
        return ""
    return {**stage_words(_), **field_words(_), **answer_words(_)}.get(value, value)


def _stage_or_text(name: str, value: str, _: Translate) -> str:
    if name == "province":
        return value_text(value, _)
    return stage_words(_).get(value, value) if name in {"stage", "stored"} else value


@cache
def _areas() -> dict[str, str]:
    """Names of prefectures and provinces by code."""
    tables = (load_prefectures(), load_provinces())
    return {
        str(code): str(name)
        for table in tables
        for code, name in zip(table["code"], table["name"], strict=True)
    }
