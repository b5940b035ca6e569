"""Every save as a line to click, and the card of the one chosen: difference, original file, undo and redo."""

from datetime import datetime
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from data.accounts.permissions import can_see_addresses, can_upload
from data.base.formats import format_count, format_date
from data.base.language import Translate
from data.intake.difference import DIFFERENCE_KINDS, Difference, DifferenceKind
from data.register.bounds import Bound
from data.register.register import short_names
from reports.csv_files import frame_csv
from ui import queries
from ui.files.download import original_download
from ui.pieces import page_buttons, page_shown
from ui.records.changes import changes_html, counts_html, kind_words
from ui.records.undo import speaks_of_others, undo_form
from ui.selection import choose, number_in, numbered_word
from ui.shell_context import Context
from ui.signing.signature import local_time

PER_PAGE = 10
PAGE = "records-pages"


def batches_view(ctx: Context, *, allowed: Bound = None) -> None:
    """Draw the saves, newest first, ten at a time, and the card of the chosen one.

    allowed: the provinces whose saves the reader may take back, and whose files they may have.
    """
    _ = ctx.translate
    batches = ctx.figures.all_batches().iloc[::-1].to_dict("records")
    chosen, own = number_in(ctx.selection.find, "batch"), ctx.province_code
    if own is not None:
        of_area = [batch for batch in batches if own in queries.batch_provinces(int(batch["batch_id"]))]
        # A link to one save shows it, also to a reader of whose province it does not speak.
        elsewhere = {batch["batch_id"] for batch in batches} - {batch["batch_id"] for batch in of_area}
        batches = batches if chosen in elsewhere else of_area
    if not batches:
        nothing = _("No save speaks of this area. Choose another above.")
        st.html(f'<p class="quiet">{escape(nothing)}</p>')
        return
    numbers = [batch["batch_id"] for batch in batches]
    page, pages = page_shown(PAGE, len(batches), PER_PAGE)
    if chosen in numbers:
        page = numbers.index(chosen) // PER_PAGE
    shown = batches[page * PER_PAGE : (page + 1) * PER_PAGE]
    if chosen not in numbers:
        chosen = shown[0]["batch_id"]
    with st.container(key="records-panels"):
        with st.container(key="records-list"):
            st.html(_list_head(_))
            for batch in shown:
                _line(ctx, batch, chosen=batch["batch_id"] == chosen)
            page_buttons(PAGE, page, pages, _, place="records", words=(_("Newer"), _("Older")))
        with st.container(key="records-card"):
            _card(ctx, next(batch for batch in shown if batch["batch_id"] == chosen), allowed)


def _list_head(_: Translate) -> str:
    names = [
        _("Batch"),
        _("Saved"),
        _("As of"),
        _("By"),
        _("File or note"),
        _("Where"),
        *kind_words(_).values(),
        "",
    ]
    cells = "".join(f'<span class="c{place}">{escape(name)}</span>' for place, name in enumerate(names))
    return f'<div class="save-line head">{cells}</div>'


def _line(ctx: Context, batch: dict[Any, Any], *, chosen: bool) -> None:
    _, number = ctx.translate, int(batch["batch_id"])
    counts = queries.batch_difference(number)
    reverted = not pd.isna(batch["reverted_at"])
    demo, back = escape(_("demo")), escape(_("taken back"))
    state = f'<i class="state-tag demo">{demo}</i>' if batch["kind"] == "demo" else ""
    if reverted:
        state = f'<i class="state-tag">{back}</i>'
    cells = [
        str(number),
        local_time(batch["saved_at"]),
        f"{batch['as_of']:%Y-%m-%d}",
        escape(signed_by(batch["saved_by"], _)),
        escape(origin_words(batch, _)),
        escape(where(ctx, number)),
        *(_count(counts.count(kind), kind) for kind in DIFFERENCE_KINDS),
        state,
    ]
    spans = "".join(f'<span class="c{place}">{cell}</span>' for place, cell in enumerate(cells))
    look = "on" if chosen else "off"
    with st.container(key=f"save-{look}-{'back' if reverted else 'live'}-{number}"):
        st.html(f'<div class="save-line">{spans}</div>')
        st.button(
            _("Show batch {batch}").format(batch=number),
            key=f"show-batch-{number}",
            on_click=_choose,
            args=(number,),
        )


def _count(n: int, kind: DifferenceKind) -> str:
    if not n:
        return '<em class="zero">0</em>'
    return f'<b class="fall">↓ {format_count(n)}</b>' if kind == "backwards" else format_count(n)


def _choose(number: int) -> None:
    choose(find=numbered_word("batch", number))


def signed_by(name: str, _: Translate) -> str:
    """Who saved: a person's name as they gave it; the demo script in the reader's language."""
    return _("demo script") if name == "demo" else name


def origin_words(batch: dict[Any, Any], _: Translate) -> str:
    """What a batch came from: its file, else its note."""
    if batch["kind"] == "demo":
        return _("made-up figures")
    return str(batch["file_name"] if not pd.isna(batch["file_name"]) else batch["note"])


def where(ctx: Context, number: int) -> str:
    """Which provinces a batch speaks of: by name where it is one, else how many."""
    _, found = ctx.translate, queries.batch_provinces(number)
    if not found:
        return _("functional areas")
    if len(found) > 1:
        return _("{n} provinces").format(n=len(found))
    return short_names("province", ctx.selection.lang)[next(iter(found))]


def _card(ctx: Context, batch: dict[Any, Any], allowed: Bound) -> None:
    _, number, lang = ctx.translate, int(batch["batch_id"]), ctx.selection.lang
    counts = queries.batch_difference(number)
    rows = [
        (_("Saved"), local_time(batch["saved_at"])),
        (_("By"), signed_by(batch["saved_by"], _)),
        *([(_("From"), _text(batch["origin"]))] if can_see_addresses(ctx.viewer) else []),
        (_("As of"), format_date(batch["as_of"], lang)),
        (_("Rows"), format_count(batch["rows"] + batch["area_rows"])),
        (_("File"), _text(batch["file_name"])),
        (_("Note"), _("made-up figures") if batch["kind"] == "demo" else _text(batch["note"])),
    ]
    if not pd.isna(batch["reverted_at"]):
        rows += [(_("Taken back"), _taken_back(batch, _))]
    lines = "".join(f'<tr><th scope="row">{escape(k)}</th><td>{escape(v)}</td></tr>' for k, v in rows)
    changed = changes_html(counts.fields, ("backwards", "changed", "new"), lang, _)
    title = escape(_("Batch {batch}").format(batch=number))
    st.html(
        f'<div class="unit-card"><h2>{title} <small>{escape(where(ctx, number))}</small></h2>'
        f"{counts_html(counts, _)}{changed}<table>{lines}</table></div>"
    )
    _files(ctx, batch, counts, allowed)
    reverted, demo = not pd.isna(batch["reverted_at"]), batch["kind"] == "demo"
    undo_form(ctx, number, reverted=reverted, demo=demo, allowed=allowed)


def _text(value: Any) -> str:
    return "–" if pd.isna(value) or value == "" else str(value)


def _taken_back(batch: dict[Any, Any], _: Translate) -> str:
    when: datetime = batch["reverted_at"]
    reason = "" if pd.isna(batch["revert_reason"]) else str(batch["revert_reason"])
    text = {"Replaced by the first real data.": _("Replaced by the first real data.")}.get(reason, reason)
    return f"{local_time(when)} · {signed_by(batch['reverted_by'], _)} · {text}"


def _files(ctx: Context, batch: dict[Any, Any], made: Difference, allowed: Bound) -> None:
    _, number = ctx.translate, int(batch["batch_id"])
    with st.container(key="records-files", horizontal=True, gap="small"):
        own = can_upload(ctx.viewer) and not speaks_of_others(number, allowed)
        if own and not pd.isna(batch["file_sha256"]):
            original_download(ctx, _("Original file"), number, key=f"original-{number}")
        st.download_button(
            _("Difference as CSV"),
            lambda: frame_csv(made.fields),
            file_name=f"difference-batch-{number}.csv",
            mime="text/csv",
            key=f"difference-{number}",
        )
