"""The words of problems: one sentence each, in the reader's language. The text is made at the top, from values."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from data.names_index import counties
from data.problems import Problem
from data.register import load_prefectures, load_provinces
from data.spreadsheets.sentences import unreadable_sentences
from data.words import Translate


def N_(text: str) -> str:  # noqa: N802 - the name by which babel knows a text to be translated later
    """Mark a text for the catalogue; it is translated where it is used."""
    return text


# Without its full stop: a list of what may be meant can follow.
TEXTS: Final[Mapping[str, str]] = {
    "formula_without_value": N_(
        "The formula has no computed value; open the file in Excel or WPS, save it and try again"
    ),
    "column_guessed": N_("The column “{found}” was taken for “{expected}”"),
    "column_missing": N_("No column was found for “{field}”; choose it among the columns"),
    "column_twice": N_("The column “{found}” was not used, because another one stands for “{field}” already"),
    "column_not_used": N_("The column “{found}” was not recognised, and is not used"),
    "county_missing": N_("The row names no county; give its code or its name"),
    "county_unknown": N_("“{found}” is no county in the register; check how it is written"),
    "county_ambiguous": N_("“{found}” can be more than one county; add its prefecture or its code"),
    "county_split": N_(
        "{old_name} ({old_code}) was divided among several counties on {on}; report for each of them"
    ),
    "county_is_area": N_("“{found}” is a whole prefecture or province, or its own level, not a county"),
    "county_outside_province": N_("{found} does not lie in {expected}, for which this upload is made"),
    "county_out_of_scope": N_("“{found}” lies outside the Plan's scope (Taiwan, Hong Kong and Macau)"),
    "code_malformed": N_("“{found}” is no county code; it has to have six digits"),
    "code_unknown": N_("The register knows no county with the code {found}"),
    "code_and_name_disagree": N_("The code {found} and the name “{name}” do not belong to the same county"),
    "area_disagrees": N_("“{found}” does not lie in the province and prefecture that the row gives"),
    "area_unknown": N_("“{found}” is no province or prefecture; check how it is written"),
    "county_changed": N_("{change}; the row counts for {expected}"),
    "county_guessed": N_("“{found}” was taken for {expected}"),
    "functional_area": N_("“{found}” is a functional area: it is kept, but counted nowhere as a county"),
    "functional_area_unplaced": N_(
        "“{found}” looks like a functional area, but nothing says where it lies; add its prefecture"
    ),
    "duplicate_conflict": N_("Row {rows} says something else about the same county; keep one of them"),
    "duplicate_identical": N_("The row says the same as row {rows} and is counted once"),
    "cell_formula_error": N_("The cell holds the error {found} of a formula; type the value instead"),
    "stage_unknown": N_("“{found}” is no stage; write one of {expected}"),
    "stage_guessed": N_("“{found}” was taken for the stage “{expected}”"),
    "cluster_wording": N_(
        "“{found}” sounds like a cluster of schools, which is not an education alliance; check the row"
    ),
    "yes_no_unknown": N_("“{found}” is neither yes nor no"),
    "yes_no_guessed": N_("“{found}” was taken for “{expected}”"),
    "date_unreadable": N_("“{found}” cannot be read as a date; write it like 2025-03-12"),
    "date_impossible": N_("There is no such day as {found}"),
    "date_incomplete": N_("“{found}” is no whole date; give year, month and day"),
    "date_ambiguous": N_("“{found}” can be read as more than one date; choose one"),
    "date_guessed": N_("“{found}” was taken for {expected}"),
    "count_unreadable": N_("“{found}” cannot be read as a number of schools"),
    "count_not_whole": N_("{found} is no whole number of schools"),
    "count_negative": N_("{found} is less than no school"),
    "count_too_large": N_("{found} schools are more than a county can have ({expected})"),
    "count_guessed": N_("“{found}” was taken for {expected} schools"),
    "list_item_unknown": N_("“{found}” is none of those in the Plan and is left out"),
    "list_item_guessed": N_("“{found}” was taken for {expected}"),
    "text_shortened": N_("The text is longer than {expected} characters and was cut"),
    "as_of_missing": N_("Nothing says which day the figures describe; give the as-of date"),
    "established_without_date": N_(
        "A county at the stage “{stage}” needs the date on which its alliance was established"
    ),
    "established_after_as_of": N_(
        "The alliance is said to be established on {found}, after the as-of date {as_of}"
    ),
    "established_too_early": N_(
        "The alliance is said to be established on {found}, before there were any ({earliest})"
    ),
    "date_without_establishment": N_("There is a date ({found}), but the stage is “{stage}”"),
    "covered_above_total": N_("{found} schools covered are more than the {total} schools in all"),
    "going_backwards": N_("The county went from “{stored}” back to “{stage}”; confirm that this is meant"),
    "going_backwards_confirmed": N_("The county went from “{stored}” back to “{stage}”, as confirmed"),
    "stage_blanked": N_(
        "The stage is blank, where “{stored}” was reported before; the county will count as not reported"
    ),
    "older_than_stored": N_(
        "The row describes {found}, but a report of {stored} is stored already and stays in force"
    ),
}  # fmt: skip

# What became of a county, by the kind of its change (data.changes); the second text is for codes never official.
CHANGES: Final[Mapping[str, str]] = {
    "renamed": N_("{old_name} ({old_code}) has had another name since {on}"),
    "upgraded": N_("{old_name} ({old_code}) became another kind of unit on {on}"),
    "recoded": N_("{old_name} ({old_code}) has had another code since {on}"),
    "moved": N_("{old_name} ({old_code}) went to another prefecture on {on}"),
    "merged": N_("{old_name} ({old_code}) was merged on {on}"),
    "created": N_("{old_name} ({old_code}) was set up on {on}, after this edition of the register"),
    "unofficial": N_("{old_code} is not the official code of {old_name}"),
}
STAGE_WORDS: Final[Mapping[str, str]] = {
    "not_started": N_("not started"),
    "preparing": N_("preparing"),
    "established": N_("established"),
    "operating": N_("operating"),
    "": N_("not reported"),
}
FIELD_WORDS: Final[Mapping[str, str]] = {
    "county_code": N_("County code"),
    "province": N_("Province"),
    "prefecture": N_("Prefecture"),
    "county": N_("County"),
    "stage": N_("Stage"),
    "established_on": N_("Established on"),
    "coordination": N_("Coordination"),
    "guidance_body": N_("Guidance body"),
    "funding": N_("Funding"),
    "personnel": N_("Personnel"),
    "venues": N_("Venues"),
    "departments": N_("Departments"),
    "resources": N_("Resource areas"),
    "schools_covered": N_("Schools covered"),
    "schools_total": N_("Schools in all"),
    "evidence": N_("Evidence"),
    "remark": N_("Remark"),
    "as_of": N_("As of"),
}
ANSWERS: Final[Mapping[str, str]] = {"yes": N_("yes"), "no": N_("no")}
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
    if problem.code == "county_changed":
        values["change"] = _(CHANGES[details["kind"]]).format_map(details)
    sentence = _(TEXTS[problem.code]).format_map(values)
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
    word = STAGE_WORDS.get(value) or FIELD_WORDS.get(value) or ANSWERS.get(value)
    return _(word) if value and word else value


def _stage_or_text(name: str, value: str, _: Translate) -> str:
    return _(STAGE_WORDS[value]) if name in {"stage", "stored"} and value in STAGE_WORDS else value


@cache
def _areas() -> dict[str, str]:
    """Names of prefectures and provinces by code."""
    tables = (load_prefectures(), load_provinces())
    return {
        str(code): str(name)
        for table in tables
        for code, name in zip(table["code"], table["name"], strict=True)
    }
