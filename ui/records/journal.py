"""The journal: every save, undo and redo, with who, when, from where, and why."""

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from data.accounts.permissions import can_see_addresses
from data.base.language import Translate
from reports.csv_files import frame_csv
from ui.files.download import private_download
from ui.records.batches import signed_by
from ui.shell_context import Context
from ui.signing.signature import local_time

# This many lines are drawn; the download has them all.
LINES_SHOWN = 200


def journal(batches: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Every change of the store, newest first.

    Columns: at (UTC), action (save|revert|restore), batch_id, by, origin, what (file and note, or the reason),
    rows (Int64, of saves), revision.
    """
    file_and_note = batches["file_name"].fillna("").str.cat(batches["note"].fillna(""), sep=" · ")
    saves = batches[["batch_id", "revision", "origin"]].assign(
        at=batches["saved_at"],
        by=batches["saved_by"],
        action="save",
        what=file_and_note.str.strip(" ·"),
        rows=(batches["rows"] + batches["area_rows"]).astype("Int64"),
    )
    turns = events[["batch_id", "revision", "origin", "at", "by", "action"]].assign(
        what=events["reason"], rows=pd.Series(pd.NA, index=events.index, dtype="Int64")
    )
    together = pd.concat([part for part in (saves, turns) if not part.empty], ignore_index=True)
    columns = ["at", "action", "batch_id", "by", "origin", "what", "rows", "revision"]
    return together.sort_values(["revision", "batch_id"], ascending=False, kind="stable", ignore_index=True)[
        columns
    ]


def action_words(_: Translate) -> dict[str, str]:
    """What was done."""
    return {"save": _("Saved"), "revert": _("Taken back"), "restore": _("Brought back")}


def journal_view(ctx: Context) -> None:
    """Draw the journal and its download."""
    _ = ctx.translate
    lines = journal(ctx.figures.all_batches(), ctx.figures.events())
    if not can_see_addresses(ctx.viewer):
        lines["origin"] = None
    names = (_("When"), _("What"), _("Batch"), _("Rows"), _("Who"), _("From"), _("File, note or reason"))
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    body = "".join(_row(line, _) for line in lines.head(LINES_SHOWN).to_dict("records"))
    st.html(
        f'<div class="records-table"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )
    private_download(
        ctx,
        _("Download as CSV"),
        lambda: frame_csv(lines),
        "education-alliance-journal.csv",
        "text/csv",
        key="download-journal",
    )


def _row(line: dict[Any, Any], _: Translate) -> str:
    text = str(line["what"])
    text = {
        "demo": _("made-up figures"),
        "Replaced by the first real data.": _("Replaced by the first real data."),
    }.get(text, text)
    cells = [
        action_words(_)[str(line["action"])],
        str(line["batch_id"]),
        "" if pd.isna(line["rows"]) else f"{line['rows']:,}",
        signed_by(str(line["by"]), _),
        "–" if pd.isna(line["origin"]) else str(line["origin"]),
        text,
    ]
    when = local_time(line["at"])
    return (
        f'<tr><th scope="row">{when}</th>' + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
    )
