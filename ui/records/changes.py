"""What a save changes, county by county: before and after, as small tables, in the reader's words."""

from datetime import date
from html import escape
from typing import Any

import pandas as pd

from charts.words import sentence_case, stage_word
from data.base.fields import SEPARATOR, field_words, kind_of
from data.base.formats import format_count, format_date
from data.base.language import Translate
from data.base.stages import STAGES
from data.intake.difference import DIFFERENCE_KINDS, Difference, DifferenceKind
from data.names.index import name_on

# A card shows this many counties; the download and the full view have all of them.
COUNTIES_SHOWN = 6


def value_words(field: str | None, value: Any, lang: str, _: Translate) -> str:
    """A value of a field as a reader reads it.

    `value` is as data.intake.difference and data.spreadsheets.problems write it: stages and texts as stored, ISO
    days, yes or no, digits; missing means not reported.
    """
    if value is None or pd.isna(value) or value == "":
        return _("not reported")
    text = str(value)
    kind = kind_of(field or "")
    if kind == "stage" and text in STAGES:
        return sentence_case(stage_word(text, _))
    if kind == "yes_no" and text in ("yes", "no"):
        return _("Yes") if text == "yes" else _("No")
    if kind == "day":
        try:
            return format_date(date.fromisoformat(text), lang)
        except ValueError:
            return text
    if kind in ("departments", "resources") and SEPARATOR in text:
        return _("{n} listed").format(n=text.count(SEPARATOR) + 1)
    return text


def kind_words(_: Translate) -> dict[DifferenceKind, str]:
    """What a save does to a county, in the order of data.intake.difference.DIFFERENCE_KINDS."""
    words: dict[DifferenceKind, str] = {
        "new": _("New"),
        "changed": _("Changed"),
        "backwards": _("Backwards"),
        "unchanged": _("Unchanged"),
    }
    return {kind: words[kind] for kind in DIFFERENCE_KINDS}


def counts_html(made: Difference, _: Translate) -> str:
    """Give how many rows are new, changed, going backwards and unchanged, as four figures."""
    figures = "".join(
        f'<div class="{kind}{"" if made.count(kind) else " none"}"><b>{format_count(made.count(kind))}</b>'
        f"{escape(word)}</div>"
        for kind, word in kind_words(_).items()
    )
    return f'<div class="four">{figures}</div>'


def first_fields(fields: pd.DataFrame) -> pd.DataFrame:
    """One line per row of the upload: the first field that differs, the stage where it does; `more` counts the rest."""
    first = fields.drop_duplicates("row")
    more = fields.groupby("row").size().sub(1).rename("more")
    return first.merge(more, left_on="row", right_index=True, validate="one_to_one")


def changes_html(
    fields: pd.DataFrame, kinds: tuple[str, ...], lang: str, _: Translate, *, limit: int = COUNTIES_SHOWN
) -> str:
    """Give the rows of these kinds as a table: county, field, before → after; the order of `kinds` counts.

    fields: data.intake.difference.Difference.fields.
    """
    chosen = fields[fields["kind"].isin(kinds)]
    lines = first_fields(chosen)
    lines = lines.assign(place=lines["kind"].map({kind: n for n, kind in enumerate(kinds)}))
    lines = lines.sort_values("place", kind="stable").head(limit)
    if lines.empty:
        return ""
    rows = "".join(_line(line, lang, _) for line in lines.to_dict("records"))
    return f'<table class="changes">{rows}</table>'


def _line(line: dict[Any, Any], lang: str, _: Translate) -> str:
    name = name_on(line["county_code"], lang, line["as_of"].date())
    field = field_words(_)[line["field"]]
    before = value_words(line["field"], line["before"], lang, _)
    after = value_words(line["field"], line["after"], lang, _)
    more = f"+{line['more']}" if line["more"] else ""
    return (
        f'<tr class="{line["kind"]}"><td>{escape(name)}</td>'
        f'<td class="f">{escape(field)} <small>{escape(more)}</small></td>'
        f'<td class="bf">{escape(before)}</td><td class="ar">→</td><td class="af">{escape(after)}</td></tr>'
    )
