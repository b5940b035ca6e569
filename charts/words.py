"""The words that figures share: verdicts, stages and units, in the reader's language."""

from __future__ import annotations

from typing import Final

from data.base.formats import format_count, format_target
from data.base.language import Translate
from data.base.stages import stage_words
from data.plan.thresholds import MOST_NOT_REPORTED

# Verdicts that mean: slower than the next milestone asks for.
BEHIND: Final = frozenset({"at_risk", "off_track", "reversing"})


def verdict_word(verdict: str, _: Translate) -> str:
    """Give the word of a verdict."""
    return {
        "achieved": _("achieved"),
        "nearly": _("nearly there"),
        "on_track": _("on track"),
        "at_risk": _("at risk"),
        "off_track": _("off track"),
        "reversing": _("reversing"),
        "cannot_assess": _("cannot be assessed"),
    }[verdict]


def stage_word(stage: str | None, _: Translate) -> str:
    """Give the word of a stage; None means that the county has not reported."""
    return stage_words(_)[stage or ""]


def unit_count(level: str, n: int, _: Translate) -> str:
    """Count units of a level: `1 province`, `32 provinces`."""
    if level == "province":
        return _("1 province") if n == 1 else _("{n} provinces").format(n=f"{n:,}")
    if level == "prefecture":
        return _("1 prefecture") if n == 1 else _("{n} prefectures").format(n=f"{n:,}")
    return _("1 county") if n == 1 else _("{n} counties").format(n=f"{n:,}")


def reported_words(reported: float, counties: float, established: float, _: Translate) -> str:
    """Say of an area that is not covered how many counties have reported, and how many of these have an alliance."""
    if not reported:
        return _("not reported")
    text = _("{reported} of {counties} reported, {established} of them established")
    if not established:
        text = _("{reported} of {counties} reported, none of them established")
    return text.format(
        reported=format_count(reported),
        counties=format_count(counties),
        established=format_count(established),
    )


def too_few_words(_: Translate) -> str:
    """Give the word of a legend for areas that are not covered: too few of their counties have reported."""
    return _("Fewer than {share} reported").format(share=format_target(1 - MOST_NOT_REPORTED))


def sentence_case(words: str) -> str:
    """Give words that begin a sentence: Chinese stays as it is."""
    return words[:1].upper() + words[1:]


def later_words(later: int, level: int, _: Translate) -> str:
    """Say that a past day's count was another by what was known on it. later: so many more are known now, not 0."""
    if later > 0:
        text = (
            _("1 of them was reported later; on the day {then} were known")
            if later == 1
            else _("{n} of them were reported later; on the day {then} were known")
        )
    else:
        text = (
            _("1 was taken away by a later report; on the day {then} were known")
            if later == -1
            else _("{n} were taken away by later reports; on the day {then} were known")
        )
    return text.format(n=format_count(abs(later)), then=format_count(level - later))
