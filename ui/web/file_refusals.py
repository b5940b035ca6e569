"""Why a file was not handed out, as a plain page in the reader's language that leads back to where the link stood."""

from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse

from data.errors import DashboardError, NotAllowed
from ui.error_words import error_words
from ui.web.sign_in.asked import Asked, read_asked
from ui.web.sign_in.page import Said, answer


def gone(request: Request, base: str, *, signed_in: bool = True) -> HTMLResponse:
    """Say that nothing lies there (any more), in the same words whether it ever did or is somebody else's."""
    asked = read_asked(request, base)
    _ = asked.translate
    lines = (
        _("A link like this is for one sign-in, and for as long as the page it stands on is open."),
        _("Go back to the page and ask for the file again."),
    )
    return _page(asked, 404, _("This file is no longer there"), lines, sign_in=not signed_in)


def no_original(request: Request, base: str) -> HTMLResponse:
    """Say that a save is not known, or came without a file."""
    asked = read_asked(request, base)
    _ = asked.translate
    lines = (
        _("No save has this number, or its file was not kept: demo data has none."),
        _("Look for the save on the page “Records”."),
    )
    return _page(asked, 404, _("There is no such file"), lines)


def not_allowed(request: Request, base: str, error: NotAllowed, *, signed_in: bool) -> HTMLResponse:
    """Say what whoever asks lacks; who has not signed in is led there."""
    asked = read_asked(request, base)
    _ = asked.translate
    told = {
        "editor": _("Files that were handed in are for editors."),
        "admin": _("This file is for administrators."),
        "provinces": _("The file holds rows of provinces that you do not report for."),
    }.get(error.why, _("This file is for those who have signed in."))
    remedy = (
        _("Ask an administrator of the dashboard.") if signed_in else _("Sign in, then ask for it again.")
    )
    return _page(asked, 403, _("You may not have this file"), (told, remedy), sign_in=not signed_in)


def unavailable(request: Request, base: str, error: DashboardError) -> HTMLResponse:
    """Say that the store cannot be asked now; the particulars, which may name an address, are for the log."""
    asked = read_asked(request, base)
    title, remedy = error_words(error, asked.translate)
    return _page(asked, 503, title, (remedy,))


def failed(request: Request, base: str) -> HTMLResponse:
    """Say that the file could not be made."""
    asked = read_asked(request, base)
    _ = asked.translate
    lines = (
        _("That is a fault of the dashboard; nothing was changed or lost."),
        _("Try again; if it stays, tell your administrator, who finds the reason in the server's log."),
    )
    return _page(asked, 500, _("This file could not be made"), lines)


def _page(
    asked: Asked, status: int, title: str, lines: tuple[str, ...], *, sign_in: bool = False
) -> HTMLResponse:
    _ = asked.translate
    ways = [(asked.onward, _("Back to the dashboard"))]
    if sign_in:
        onward = {"next": asked.next} if asked.next else {}
        ways.insert(0, (asked.link("sign-in", **onward), _("Sign in")))
    told = "".join(f"<p>{escape(line)}</p>" for line in lines)
    led = "".join(
        f'<a class="button{" other" if place else ""}" href="{escape(to)}">{escape(words)}</a>'
        for place, (to, words) in enumerate(ways)
    )
    page = answer(asked, title, told + led, Said(status=status))
    page.headers["Cache-Control"] = "no-store"
    return page
