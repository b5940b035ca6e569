"""What every page of HTML gets: the theme before the first paint, our title, what to fetch at once.

Streamlit's browser code asks for the module of each kind of element when the first one comes over the connection. On
a page with a chart the text then often waits for Plotly, whose 4.7 MB are run in the meantime. Told to fetch these
modules with the page, the browser has the headline of the progress page after 1.8 s in place of 3.3, of the overview
after 1.3 in place of 1.7 (cold cache, one run each, medians of seven on the development machine).
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from charts.palette import DARK, LIGHT

# As Streamlit's build calls them: what the sidebar, the top bar and the headline are made of.
KINDS: Final = ("Html", "PageLink", "Button", "BidiComponent", "Selectbox")

_FOLDER: Final = Path(st.__file__).parent / "static" / "static" / "js"

_ENTRY: Final = re.compile(rb'<script type="module"[^>]* src="\./static/js/([\w.-]+\.js)"')

_IMPORTED: Final = re.compile(r'(?:from|import)\s*"\./([\w.-]+\.js)"')


def preload_links(page: bytes) -> bytes:
    """Give `<link>`s for Streamlit's index page, of what its own script does not fetch anyway; b"" if it has none."""
    entry = _ENTRY.search(page)
    if entry is None:
        return b""
    links = (f'<link rel="modulepreload" href="./static/js/{name}">' for name in _first(entry[1].decode()))
    return "".join(links).encode()


@cache
def _first(entry: str) -> tuple[str, ...]:
    wanted = with_imports(path.name for kind in KINDS for path in _FOLDER.glob(f"{kind}.*.js"))
    return tuple(sorted(wanted - with_imports([entry])))


def with_imports(names: Iterable[str]) -> set[str]:
    """Add to files of Streamlit's build whatever they import, and that imports in turn; unknown names are left out."""
    found: set[str] = set()
    ahead = list(names)
    while ahead:
        name = ahead.pop()
        if name in found or not (_FOLDER / name).is_file():
            continue
        found.add(name)
        ahead += _IMPORTED.findall((_FOLDER / name).read_text(encoding="utf-8"))
    return found


# Inline, because it must have run before Streamlit's own code starts.
THEME_BEFORE_FIRST_PAINT = (
    b"<script>\n" + (Path(__file__).parent / "js" / "before_first_paint.js").read_bytes() + b"</script>"
)

CURTAIN = (
    f".ea-curtain{{background:{LIGHT.paper}}}.ea-curtain.ea-dark{{background:{DARK.paper}}}"
    # A page that has nothing to present says so.
    ".ea-curtain:not(:has(.state-card)) #root{visibility:hidden}"
)

TITLE = "教联体进展看板 · Education Alliance Dashboard".encode()

STREAMLIT_FONT_PRELOAD = b"SourceSansVF-Upright"


class FirstPaint:
    """Rewrite Streamlit's index page: our title, the theme of the address, no preload of a font we do not use."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Collect an HTML answer, rewrite it, send it; everything else streams through."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        start: Message = {}
        body = bytearray()

        async def collect(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                if not _is_html(message):
                    await send(message)
                return
            if not start or not _is_html(start):
                await send(message)
                return
            body.extend(message.get("body", b""))
            if not message.get("more_body", False):
                page = first_paint(bytes(body))
                headers = MutableHeaders(scope=start)
                headers["Content-Length"] = str(len(page))
                # The page's own validators describe the page before it was rewritten.
                for stale in ("etag", "last-modified"):
                    if stale in headers:
                        del headers[stale]
                await send(start)
                await send({"type": "http.response.body", "body": page})

        scope = {
            **scope,
            "headers": [(k, v) for k, v in scope["headers"] if not _asks_for_encoding_of_page(scope, k)],
        }
        await self.app(scope, receive, collect)


def _asks_for_encoding_of_page(scope: Scope, header: bytes) -> bool:
    # A compressed page cannot be rewritten; pages are 3 kB, so they travel plain.
    wants_html = b"text/html" in dict(scope["headers"]).get(b"accept", b"")
    return wants_html and header == b"accept-encoding"


def _is_html(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    return headers.get("content-type", "").startswith("text/html") and "content-encoding" not in headers


def first_paint(page: bytes) -> bytes:
    """Streamlit's index page with our title, theme script and links; any other HTML page comes back as it was."""
    if b"<title>Streamlit</title>" not in page:
        return page
    head, _, rest = page.partition(b"<title>Streamlit</title>")
    preload = head.rfind(b'<link\n      rel="preload"')
    if preload != -1 and STREAMLIT_FONT_PRELOAD in head[preload:]:
        head = head[:preload]
    return (
        head
        + b"<title>"
        + TITLE
        + b"</title>"
        + THEME_BEFORE_FIRST_PAINT
        + f"<style>{CURTAIN}</style>".encode()
        # Last: ahead of Streamlit's own script they would hold it up.
        + rest.replace(b"</body>", preload_links(page) + b"</body>")
    )
