"""The problem table: each cell at fault with what is wrong, what was found, and what would do as choices."""

from dataclasses import replace
from html import escape
from typing import Any

import streamlit as st

from data.examination import Examination
from data.formats import format_count
from data.problem_texts import field_words, problem_text
from data.problems import Problem
from data.schema import STAGES
from data.words import Translate
from ui.shell_context import Context
from ui.upload.bounded import foreign_words
from ui.upload.fixes import (
    BLANK,
    choice_words,
    choices,
    county_of,
    field_of,
    take_choice,
    take_text,
    taken_action,
    typed,
)
from ui.upload.flow import Flow, change_flow
from ui.upload.words import value_words

PER_PAGE = 8
SIGNS = {"error": "!", "warning": "i", "guess": "?"}
EVERYTHING = "upload-everything"


def shown_problems(flow: Flow, examination: Examination) -> tuple[list[Problem], list[Problem]]:
    """What has been answered, and what is still open: errors, or all with a row where the reader wants all."""
    answered = list(dict.fromkeys(flow.answered.values()))
    open_ones = [
        found
        for found in examination.problems
        if found not in answered
        and (found.severity == "error" or (flow.everything and found.severity in ("warning", "guess")))
    ]
    return answered, open_ones


def counts_strip(flow: Flow, examination: Examination, _: Translate) -> str:
    """How many rows there are, can be saved and must be corrected; how many warnings and guesses."""
    severities = [found.severity for found in examination.problems]
    figures = [
        (examination.read, _("rows in the file"), ""),
        (examination.accepted_count, _("can be saved"), ""),
        (len(examination.rejected), _("rows to correct"), "bad" if examination.rejected else ""),
        (len(set(flow.answered.values())), _("corrected here"), ""),
        (severities.count("warning"), _("warnings, saved all the same"), ""),
        (severities.count("guess"), _("guesses to look at"), ""),
    ]
    cells = "".join(
        f'<div class="{look}"><b>{format_count(n)}</b>{escape(word)}</div>' for n, word, look in figures
    )
    return f'<div class="upload-counts">{cells}</div>'


def check_step(ctx: Context, flow: Flow, examination: Examination) -> None:
    """Draw the counts, the switch and a page of problems."""
    _ = ctx.translate
    st.html(counts_strip(flow, examination, _))
    answered, open_ones = shown_problems(flow, examination)
    with st.container(key="check-tools", horizontal=True, vertical_alignment="center", gap="small"):
        st.session_state[EVERYTHING] = not flow.everything
        st.toggle(
            _("Errors only"),
            key=EVERYTHING,
            on_change=lambda: change_flow(everything=not st.session_state[EVERYTHING], page=0),
        )
        told = _("{n} open, {done} corrected").format(n=len(open_ones), done=len(answered))
        st.html(f'<span class="quiet">{escape(told)}</span>')
        single = [found for found in open_ones if found.severity == "error" and len(found.suggestions) == 1]
        with st.container(horizontal=True, horizontal_alignment="right"):
            if single:
                label = _("Take all single suggestions ({n})").format(n=len(single))
                st.button(label, key="take-all", on_click=_take_all, args=(single,))
    lines = [*answered, *open_ones]
    if not lines:
        nothing = _("No cell is in doubt: every row can be saved.")
        st.html(f'<p class="all-well">✓ {escape(nothing)}</p>')
        return
    pages = -(-len(lines) // PER_PAGE)
    page = min(flow.page, pages - 1)
    st.html(_head(_))
    with st.container(key="problem-lines"):
        for found in lines[page * PER_PAGE : (page + 1) * PER_PAGE]:
            _line(ctx, flow, examination, found, done=found in answered)
    if pages > 1:
        with st.container(key="problem-pages", horizontal=True, gap="small", vertical_alignment="center"):
            st.button(
                _("Back"),
                key="problems-back",
                disabled=page == 0,
                on_click=change_flow,
                kwargs={"page": page - 1},
            )
            st.button(
                _("On"),
                key="problems-on",
                disabled=page == pages - 1,
                on_click=change_flow,
                kwargs={"page": page + 1},
            )
            where = _("Page {n} of {all}").format(n=page + 1, all=pages)
            st.html(f'<span class="quiet">{escape(where)}</span>')


def _take_all(problems: list[Problem]) -> None:
    for found in problems:
        take_choice(found, found.suggestions[0])


def _head(_: Translate) -> str:
    names = ("", _("Cell"), _("County"), _("Field"), _("In the file"), _("Problem"))
    cells = "".join(f"<span>{escape(name)}</span>" for name in names)
    fixes = escape(_("What would do"))
    return f'<div class="problem-head"><div class="problem">{cells}</div><span>{fixes}</span></div>'


def _line(ctx: Context, flow: Flow, examination: Examination, found: Problem, *, done: bool) -> None:
    _, lang = ctx.translate, ctx.selection.lang
    place = f"{flow.place}-{found.row}-{found.column}-{found.code}"
    blank = _("(blank)")
    # A fall is told in the stage's machine word; what a cell says is shown as it was written.
    written = value_words("stage", found.found, lang, _) if found.found in STAGES else found.found
    sign = "✓" if done else SIGNS[found.severity]
    said = foreign_words(ctx, found) or problem_text(replace(found, suggestions=()), _)
    cells = [
        f'<i class="sign {"done" if done else found.severity}">{sign}</i>',
        f'<span class="cell">{found.column or ""}{found.row or ""}</span>',
        f"<span>{escape(county_of(found, examination, lang))}</span>",
        f"<span>{escape(field_words(_).get(found.field or '', ''))}</span>",
        f'<span><em class="{found.severity}">{escape(written or blank)}</em></span>',
        f'<span class="said">{escape(said)}</span>',
    ]
    with st.container(key=f"problem-{'done' if done else 'open'}-{place}"):
        st.html(f'<div class="problem {"done" if done else ""}">{"".join(cells)}</div>')
        options = choices(found)
        if found.row is None or not options:
            return
        words = choice_words(ctx, found)
        chosen = next((v for k, v in flow.answers.items() if flow.answered.get(k) == found), None)
        with st.container(key=f"fixes-{place}", horizontal=True, gap="xsmall", vertical_alignment="center"):
            _pills(found, options, words, chosen, f"pills-{place}", _)
            if typed(found):
                text_key = f"text-{place}"
                if text_key not in st.session_state and isinstance(chosen, str) and chosen not in options:
                    st.session_state[text_key] = chosen
                st.text_input(
                    _("Fill in"),
                    key=text_key,
                    placeholder=_("Fill in…"),
                    label_visibility="collapsed",
                    width=108,
                    on_change=lambda: take_text(found, st.session_state[text_key], field_of(found)),
                )


def _pills(
    found: Problem, options: list[str], words: dict[str, str], chosen: Any, key: str, _: Translate
) -> None:
    held = chosen if chosen in options else None
    if chosen is True:
        held = taken_action(found, options)
    elif chosen == "":
        held = BLANK
    st.session_state[key] = held
    st.pills(
        _("What would do"),
        options,
        key=key,
        format_func=words.__getitem__,
        label_visibility="collapsed",
        on_change=lambda: take_choice(found, st.session_state[key]),
    )
