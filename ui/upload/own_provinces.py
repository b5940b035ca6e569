"""For whom an editor reports, and which rows of their file are somebody else's: said before anything else."""

from collections import Counter
from html import escape

import streamlit as st

from data.base.formats import format_count, join_names
from data.intake.examination import Examination
from data.register.bounds import Bound
from data.spreadsheets.problems import Problem
from ui.areas import find_area
from ui.shell_context import Context

# A sentence names so many provinces and counts the rest.
NAMED = 6


def report_for(ctx: Context, allowed: Bound) -> None:
    """Say for which provinces the reader reports; nothing to who has no account, for whom there is no bound."""
    _ = ctx.translate
    if ctx.viewer.account_id is None:
        return
    if allowed is None:
        text = _("You report for all provinces.")
    else:
        text = _("You report for {provinces}.").format(provinces=named_provinces(ctx, list(allowed)))
    st.html(f'<p class="upload-for">{escape(text)}</p>')


def foreign_rows(examination: Examination) -> dict[str, int]:
    """How many rows of the file are of each province that the reader may not report for, by its code."""
    rows = {(found.row, code) for found in examination.problems if (code := _foreign(found))}
    return dict(sorted(Counter(code for _row, code in rows).items()))


def foreign_words(ctx: Context, found: Problem) -> str:
    """Say of a row in another province whose it is; empty for any other problem.

    Shorter than data.intake.problem_texts, which names the reader's provinces with every row: here the banner does,
    once.
    """
    code = _foreign(found)
    text = ctx.translate("Of {province}, for which you do not report.")
    return text.format(province=named_provinces(ctx, [code])) if code else ""


def _foreign(found: Problem) -> str:
    return dict(found.details)["province"] if found.code == "another_province" else ""


def foreign_banner(ctx: Context, examination: Examination, allowed: Bound) -> None:
    """Say whose the rows are that the reader may not report, and that the others go on."""
    _, foreign = ctx.translate, foreign_rows(examination)
    if not foreign or allowed is None:
        return
    n, theirs, own = (
        sum(foreign.values()),
        named_provinces(ctx, list(foreign)),
        named_provinces(ctx, list(allowed)),
    )
    text = _("{n} rows are of {theirs}; you report for {own}.")
    if n == 1:
        text = _("1 row is of {theirs}; you report for {own}.")
    on = _("You cannot save them: let those who report there send them. The other rows are not affected.")
    title = text.format(n=format_count(n), theirs=theirs, own=own)
    st.html(f'<div class="upload-banner foreign" role="status"><b>{escape(title)}</b><br>{escape(on)}</div>')


def named_provinces(ctx: Context, codes: list[str]) -> str:
    """Name provinces in the reader's language, by code; of many the first, and how many more."""
    _, lang = ctx.translate, ctx.selection.lang
    names = [area.called(lang) if (area := find_area(code)) else code for code in sorted(codes)]
    if len(names) <= NAMED:
        return join_names(names, lang)
    text = _("{names} and {n} more")
    return text.format(names=_(", ").join(names[:NAMED]), n=format_count(len(names) - NAMED))
