"""The problem table: each cell at fault with what is wrong, what was found, and what the reader can do about it."""

from dataclasses import replace
from html import escape
from typing import Any

import streamlit as st

from data.base.fields import PLACE_FIELDS, REPORTED, YES_NO, field_words, of_kind
from data.base.formats import format_count
from data.base.language import Translate
from data.base.stages import STAGES
from data.intake.examination import Examination
from data.intake.problem_texts import problem_text
from data.intake.rules import GOING_BACKWARDS, LEAVE_OUT
from data.spreadsheets.problems import Problem
from ui.areas import find_area
from ui.records.changes import value_words
from ui.shell_context import Context
from ui.upload.flow import Flow, answer, change_flow, read_flow
from ui.upload.own_provinces import foreign_words

# Choices that write no value; the name after the sign is the key of the answer.
CONFIRM, SKIP, BLANK = f"={GOING_BACKWARDS}", f"={LEAVE_OUT}", "=blank"

MOST_SUGGESTIONS = 3

PER_PAGE = 8
SIGNS = {"error": "!", "warning": "i", "guess": "?"}
EVERYTHING = "upload-everything"


def field_of(found: Problem) -> str:
    """The field whose cell an answer to this problem replaces: the code for all that name the county."""
    if found.field in PLACE_FIELDS or found.field is None:
        return "county_code"
    return found.field


def choices(found: Problem) -> list[str]:
    """The values and actions offered; empty for what only the file can mend and for mere warnings."""
    if found.row is None or found.field is None or found.code.startswith("column_"):
        return []
    values = [value for value in (*found.suggestions, *found.expected) if _takes(field_of(found), value)]
    offered = list(dict.fromkeys(values))[: max(MOST_SUGGESTIONS, len(found.suggestions))]
    if found.code == "going_backwards":
        return [CONFIRM, SKIP]
    if found.severity == "guess":
        return offered
    if found.severity == "warning":
        return []
    if field_of(found) in REPORTED and found.code != "established_without_date":
        offered.append(BLANK)
    return [*offered, SKIP]


def _takes(field: str, value: str) -> bool:
    """Whether a machine value can stand in the field's cell: `expected` also says what kind of value is meant."""
    if field == "stage":
        return value in STAGES
    if field in YES_NO:
        return value in ("yes", "no")
    if field == "county_code":
        area = find_area(value)
        return area is not None and area.level == "county"
    return value != ""


def typed(found: Problem) -> bool:
    """Whether a value can be written: not for the few that the choices name in full."""
    named_in_full = found.field == "stage" or found.field in YES_NO or found.code == "going_backwards"
    return found.field is not None and found.severity != "warning" and not named_in_full


def choice_words(ctx: Context, found: Problem) -> dict[str, str]:
    """What each choice is called."""
    _, lang, field = ctx.translate, ctx.selection.lang, field_of(found)
    words = {
        CONFIRM: _("It did go backwards"),
        SKIP: _("Leave this row out"),
        BLANK: _("Blank: not reported"),
    }
    for value in choices(found):
        if value in words:
            continue
        area = find_area(value) if field == "county_code" else None
        words[value] = f"{area.called(lang)} {value}" if area else value_words(field, value, lang, _)
        if field in of_kind("day"):
            words[value] = value
    return words


def take_choice(found: Problem, choice: str | None) -> None:
    """Answer a problem by one of its choices; None takes the answer back."""
    if choice is None:
        answer(found, field_of(found), value=None)
    elif choice in (CONFIRM, SKIP):
        answer(found, choice[1:], value=True)
    else:
        answer(found, field_of(found), value="" if choice == BLANK else choice)


def taken_action(found: Problem, options: list[str]) -> str | None:
    """Which of the choices without a value was taken: the key of its answer tells."""
    keys = [name for (_row, name), was in read_flow().answered.items() if was == found]
    return next((f"={name}" for name in keys if f"={name}" in options), None)


def take_text(found: Problem, text: str, field: str) -> None:
    """Answer a problem by what was written; a name in the place of a code is looked up as a name."""
    text = text.strip()
    if field == "county_code" and text and not text.isdigit():
        field = "county"
    answer(found, field, value=text or None)


def county_of(found: Problem, examination: Examination, lang: str) -> str:
    """The county that a problem's row names, as the file writes it; else as the register does."""
    if found.row is None or examination.table is None or examination.columns is None:
        return ""
    cells: dict[str, Any] = next(
        (dict(row.cells) for row in examination.table.rows if row.row == found.row), {}
    )
    written = cells.get(examination.columns.fields.get("county", ""))
    code = str(cells.get(examination.columns.fields.get("county_code", ""), ""))
    area = find_area(code)
    if lang == "en" and area is not None:
        return area.name_en
    return str(written or (area.name if area else ""))


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
        text = _("{n} open, {done} corrected").format(n=len(open_ones), done=len(answered))
        st.html(f'<span class="quiet">{escape(text)}</span>')
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
