"""Links to files that not everybody may have: they go through the route of ui/files/route.py."""

from collections.abc import Callable
from html import escape
from urllib.parse import urlencode, urlsplit

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from data.accounts.permissions import ANYBODY, Viewer
from ui.access import open_session
from ui.files.offered import OFFERED, OfferedFile, anybody
from ui.files.route import offered_path, original_path
from ui.shell_context import Context


def private_download(
    ctx: Context,
    label: str,
    make: Callable[[], bytes],
    name: str,
    media_type: str,
    *,
    key: str,
    check: Callable[[Viewer], None] = anybody,
) -> None:
    """Offer a file that is made when it is asked for, to this reader alone and for as long as they are signed in.

    `key` names the place on the page. `check` is asked again at each download and raises NotAllowed. Nothing is drawn
    for who has not signed in, but on one's own machine before there are accounts.
    """
    session = open_session()
    running = get_script_run_ctx()
    if running is None or (session is None and ctx.viewer != ANYBODY):
        return
    file = OfferedFile(session.family if session else None, name, media_type, make, check)
    _link(ctx, label, offered_path(OFFERED.offer(running.session_id, key, file)), key)


def original_download(ctx: Context, label: str, batch_id: int, *, key: str) -> None:
    """Offer the file that a batch came from; the route asks whether the reader may have it."""
    _link(ctx, label, original_path(batch_id), key)


def _link(ctx: Context, label: str, path: str, key: str) -> None:
    """Draw a link that looks as buttons do.

    It has no `download` attribute: the answer says that it is to be kept, and a browser told so beforehand shows
    nothing of an answer that is a sentence. The tab of its own closes at once, or shows that sentence; the page and
    what is being done on it stay.
    """
    here = urlsplit(st.context.url or "").path + f"?{urlencode(ctx.selection.parameters())}"
    chosen = {"lang": ctx.selection.lang, "theme": ctx.selection.theme, "next": here}
    st.html(
        f'<a class="private-file" data-file="{escape(key)}" href="{escape(f"{path}?{urlencode(chosen)}")}" '
        f'target="_blank">{escape(label)}</a>',
        width="content",
    )
