"""Headers that keep every answer closed: what a page may load, who may frame it, what it may ask the browser for."""

import base64
import hashlib
import re
from pathlib import Path
from typing import Final

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.look import RELOAD_IF_OTHER
from ui.sign_in.signed_out import leaving_scripts
from ui.web.index_html import first_paint

# Nothing may be fetched from another host: the dashboard has to work, and stay, on a closed intranet.
# What Streamlit's bundle needs beyond 'self' was found by leaving it out (docs/security.md): styles are written into
# the page by its style library, a component's JavaScript is imported from a blob, pictures come as data and blobs.
_POLICY: Final = {
    "default-src": "'self'",
    "script-src": "'self' blob:",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self' data: blob:",
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "frame-ancestors": "'self'",
    "base-uri": "'self'",
    "form-action": "'self'",
}

# Nothing of the dashboard asks for any of these; full screen and the clipboard it does use.
_NOT_ASKED_FOR: Final = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
)

# A year; subdomains are another operator's business.
_HTTPS_FOR_A_YEAR: Final = "max-age=31536000"

_INLINE_SCRIPT: Final = re.compile(
    rb"<script(?![^>]*\bsrc\s*=)[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE
)

_ALWAYS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    # For browsers that do not know frame-ancestors.
    "X-Frame-Options": "SAMEORIGIN",
    # The window of the speaker's notes is of the same origin, so it keeps its opener.
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in _NOT_ASKED_FOR),
}
# If a browser showed it after all, it would be a page that may do nothing: no script, no form, no request.
KEPT_NOT_RUN: Final = {
    "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def policy(page: bytes) -> str:
    """Write the Content-Security-Policy: of inline scripts, exactly those of `page` may run."""
    digests = (hashlib.sha256(script).digest() for script in _INLINE_SCRIPT.findall(page))
    hashes = [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]
    allowed = {**_POLICY, "script-src": " ".join((_POLICY["script-src"], *hashes))}
    return "; ".join(f"{name} {sources}" for name, sources in allowed.items())


def index_page() -> bytes:
    """Read Streamlit's index page as every reader gets it, and the scripts that the shell puts into it later."""
    page = first_paint((Path(st.__file__).parent / "static" / "index.html").read_bytes())
    themes = "".join(RELOAD_IF_OTHER % theme for theme in ("light", "dark"))
    return page + (themes + leaving_scripts()).encode()


class SecurityHeaders:
    """Add the content security policy and its companions to every HTTP response."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        # From the page as it lies on the disk, once: what somebody may have put into an answer is not in it.
        self.always = {"Content-Security-Policy": policy(index_page()), **_ALWAYS}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; websockets go through untouched."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        # Streamlit gives its downloads to everybody who has the address: at least they are neither run nor left behind.
        download = KEPT_NOT_RUN if "/media/" in scope["path"] else {}

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in {**self.always, **download}.items():
                    headers.setdefault(name, value)
                if headers.get("content-type", "").startswith("text/html"):
                    # A page names modules by their content: after an update it has to be asked for again.
                    headers.setdefault("Cache-Control", "no-cache")
                if scope.get("scheme") == "https":
                    headers.setdefault("Strict-Transport-Security", _HTTPS_FOR_A_YEAR)
            await send(message)

        await self.app(scope, receive, send_with_headers)
