"""Which column holds which field, and how the values were understood."""

from html import escape

import streamlit as st

from data.base.fields import FIELDS, field_words
from data.base.formats import format_count
from data.intake.examination import Examination
from data.intake.problem_texts import problem_text
from ui.pieces import panel_head
from ui.records.changes import value_words
from ui.shell_context import Context
from ui.upload.flow import change_flow

EXAMPLES = 3
NOT_IN_FILE = ""


def columns_step(ctx: Context, examination: Examination) -> None:
    """Draw one choice per field: the column that holds it, with what stands there."""
    _, table, columns = ctx.translate, examination.table, examination.columns
    if table is None or columns is None:
        return
    panel_head(
        _("{n} of {all} fields found").format(n=len(columns.fields), all=len(FIELDS)),
        _("Choose another column where one is wrong; the choice is remembered for files that look alike"),
    )
    headers = {column.letter: column.header for column in table.columns}
    absent, words = _("not in this file"), field_words(_)

    def told(letter: str) -> str:
        return f"{letter} · {headers[letter]}" if letter else absent

    with st.container(key="upload-columns"):
        for name in FIELDS:
            key = f"column-{name}"
            st.session_state[key] = columns.fields.get(name, NOT_IN_FILE)
            with st.container(key=f"column-{'guess' if name in columns.guessed else 'sure'}-{name}"):
                st.selectbox(
                    words[name],
                    [NOT_IN_FILE, *headers],
                    key=key,
                    format_func=told,
                    on_change=_choose,
                    args=(dict(columns.fields), name),
                    placeholder=_("Choose"),
                )
                letter = columns.fields.get(name)
                examples = [
                    str(row.cells[letter])
                    for row in table.rows
                    if letter and row.cells.get(letter) is not None
                ][:EXAMPLES]
                shown = " · ".join(examples) if examples else "–"
                guess = _("guessed") if name in columns.guessed else ""
                st.html(f'<p class="quiet"><b>{escape(guess)}</b> {escape(shown)}</p>')
    notes = "".join(f"<li>{escape(problem_text(found, _))}</li>" for found in columns.problems)
    if notes:
        st.html(f'<ul class="upload-notes">{notes}</ul>')


def _choose(fields: dict[str, str], name: str) -> None:
    letter = st.session_state[f"column-{name}"]
    others = {field: at for field, at in fields.items() if field != name and at != letter}
    chosen = {**others, name: letter} if letter else others
    change_flow(columns=chosen, answers={}, answered={})


def values_step(ctx: Context, examination: Examination) -> None:
    """Draw how each spelling was understood, guesses first."""
    _, lang, checked = ctx.translate, ctx.selection.lang, examination.checked
    if checked is None:
        return
    guessed = sum(match.guessed for match in checked.values)
    title = _("{n} spellings understood").format(n=len(checked.values))
    if guessed:
        title = _("{n} spellings understood, {guessed} of them guessed").format(
            n=len(checked.values), guessed=guessed
        )
    panel_head(title, _("What is guessed wrongly can be corrected in the next step, cell by cell"))
    words = field_words(_)
    head = "".join(
        f'<th scope="col">{escape(name)}</th>'
        for name in (_("Field"), _("In the file"), _("Understood as"), _("Rows"), "")
    )
    body = "".join(
        f'<tr><th scope="row">{escape(words[match.field])}</th><td>{escape(match.found)}</td>'
        f"<td><b>{escape(value_words(match.field, match.value, lang, _))}</b></td>"
        f"<td>{format_count(match.rows)}</td><td>{escape(_guess(match.guessed, _('guessed')))}</td></tr>"
        for match in sorted(checked.values, key=lambda match: not match.guessed)
    )
    st.html(
        f'<div class="records-table narrow"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def _guess(guessed: bool, word: str) -> str:  # noqa: FBT001 (a column of the table, not a switch)
    return word if guessed else ""
