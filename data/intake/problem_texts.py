"""Fills the sentences of `data/spreadsheets/problems.py` with the values of a problem, in the reader's language."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Final

from data.base.fields import SEPARATOR, answer_words, field_words
from data.base.language import LANGUAGES_KEPT, Translate
from data.base.stages import stage_words
from data.names.index import place_names
from data.register.history import kept_with_register
from data.register.register import load_prefectures, load_provinces
from data.spreadsheets.problems import Problem, sentences, unreadable_sentences

# Suggestions that a sentence names; the page offers all of them.
NAMED_SUGGESTIONS: Final = 6


@lru_cache(maxsize=LANGUAGES_KEPT)
def change_sentences(_: Translate) -> Mapping[str, str]:
    """What became of a county, by the kind of its change (data.register.register)."""
    return {
        "renamed": _("{old_name} ({old_code}) has had another name since {on}"),
        "upgraded": _("{old_name} ({old_code}) became another kind of unit on {on}"),
        "recoded": _("{old_name} ({old_code}) has had another code since {on}"),
        "moved": _("{old_name} ({old_code}) went to another prefecture on {on}"),
        "merged": _("{old_name} ({old_code}) was merged on {on}"),
        "later": _("{old_name} ({old_code}) has been called so only since {on}"),
        "created": _("{old_name} ({old_code}) was set up on {on}, after the day that the row describes"),
        "unofficial": _("{old_code} is not the official code of {old_name}"),
    }


def problem_text(problem: Problem, _: Translate) -> str:
    """Word a problem as one sentence, what may be meant at its end; problems of files bring a remedy as a second."""
    if problem.code.startswith("file_"):
        return " ".join(unreadable_sentences(problem, _))
    details = dict(problem.details)
    day = date.fromisoformat(details["day"]) if "day" in details else None
    values = defaultdict(
        str,
        found=problem.found,
        field=value_text(problem.field or "", _),
        expected=_listed(problem.expected, _, day),
        **{name: _stage_or_text(name, value, _) for name, value in details.items()},
    )
    if problem.code == "another_province" and not problem.expected:
        values["expected"] = _("no province")
    if problem.code == "county_changed":
        values["change"] = change_sentences(_)[details["kind"]].format_map(details)
    if "rows" in details:
        values["rows"] = _(", ").join(str(details["rows"]).split(SEPARATOR))
    sentence = sentences(_)[problem.code].format_map(values)
    if not problem.suggestions:
        return _("{sentence}.").format(sentence=sentence)
    named = _listed(problem.suggestions[:NAMED_SUGGESTIONS], _, day)
    return _("{sentence}; possibly: {suggestions}.").format(sentence=sentence, suggestions=named)


def value_text(value: str, _: Translate, day: date | None = None) -> str:
    """Word a machine value: a county's code with its names, as the offices write them; stages, fields, yes and no.

    day: the one by whose register a code is named; None for the newest.
    """
    if county := place_names(day).county(value):
        parts = dict.fromkeys((county.province, county.prefecture, county.name))
        return _("{place} ({code})").format(place="".join(parts), code=value)
    if place := _areas().get(value):
        return place
    if not value:
        return ""
    return {**stage_words(_), **field_words(_), **answer_words(_)}.get(value, value)


def _listed(values: Iterable[str], _: Translate, day: date | None) -> str:
    return _(", ").join(value_text(value, _, day) for value in values)


def _stage_or_text(name: str, value: str, _: Translate) -> str:
    if name == "province":
        return value_text(value, _)
    return stage_words(_).get(value, value) if name in {"stage", "stored"} else value


@kept_with_register()
def _areas() -> dict[str, str]:
    """Names of prefectures and provinces by code."""
    tables = (load_prefectures(), load_provinces())
    return {
        str(code): str(name)
        for table in tables
        for code, name in zip(table["code"], table["name"], strict=True)
    }
