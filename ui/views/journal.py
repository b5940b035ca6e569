"""What was done with views, when and by whom."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape

import pandas as pd
import streamlit as st

from data.accounts.permissions import can_see_addresses
from data.base.language import Translate
from data.store.named_views import ViewEvent
from reports.csv_files import frame_csv
from ui.files.download import private_download
from ui.shell_context import Context
from ui.signing.signature import local_time
from ui.views.destination import destination

# This many lines are drawn; the download has them all.
LINES_SHOWN = 100


def action_words(_: Translate) -> dict[str, str]:
    """What was done."""
    return {
        "save": _("Saved"),
        "rename": _("Renamed"),
        "remove": _("Removed"),
        "restore": _("Brought back"),
    }


def journal_frame(events: Sequence[ViewEvent]) -> pd.DataFrame:
    """Everything done, newest first: at (UTC), action, view_id, name, by, origin, link."""
    lines = [
        (
            *(event.at, event.action, event.view_id, event.name, event.by, event.origin),
            destination(event.page, event.parameters).link(),
        )
        for event in reversed(events)
    ]
    return pd.DataFrame(lines, columns=["at", "action", "view_id", "name", "by", "origin", "link"])


def views_journal(ctx: Context, events: Sequence[ViewEvent]) -> None:
    """Draw the journal, closed, and its download."""
    _ = ctx.translate
    if not can_see_addresses(ctx.viewer):
        events = [replace(event, origin=None) for event in events]
    with st.expander(_("Journal of the views")):
        names = (_("When"), _("What"), _("View"), _("Who"), _("From"))
        head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
        newest = list(reversed(events))[:LINES_SHOWN]
        body = "".join(_row(event, _) for event in newest)
        st.html(
            f'<div class="records-table"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
        )
        private_download(
            ctx,
            _("Download as CSV"),
            lambda: frame_csv(journal_frame(events)),
            "education-alliance-views.csv",
            "text/csv",
            key="download-views-journal",
        )


def _row(event: ViewEvent, _: Translate) -> str:
    cells = [action_words(_)[event.action], event.name, event.by, event.origin or "–"]
    when = local_time(event.at)
    return (
        f'<tr><th scope="row">{when}</th>' + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
    )
