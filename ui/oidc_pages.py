"""The plain pages of signing in at a provider: the way there, and why somebody who came back is not let in."""

from functools import partial
from html import escape

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from data.oidc_claims import ADMIN_WORD, EDITOR_WORD, VIEWER_WORD
from ui.oidc import BEGIN_PATH, REFUSED_PATH, login_address, provider, provider_link
from ui.oidc_door import ONWARD_COOKIE, Refusal, onward_cookie, refusal_in, remember
from ui.web.sign_in.asked import Asked, read_asked
from ui.web.sign_in.next_page import root_of, with_choices
from ui.web.sign_in.page import Said, answer


def provider_routes(base: str = "") -> list[Route]:
    """The routes for `st.App(routes=…)`; `base` is Streamlit's `server.baseUrlPath`."""
    return [
        Route(root_of(base) + BEGIN_PATH, partial(_begin, base)),
        Route(root_of(base) + REFUSED_PATH, partial(_refused, base)),
    ]


def _begin(base: str, request: Request) -> Response:
    """Send the browser to the provider, and remember which page was asked for."""
    asked, chosen = read_asked(request, base), provider()
    given = RedirectResponse(login_address(chosen) if chosen else asked.link("sign-in"), 303)
    if chosen:
        remember(given, ONWARD_COOKIE, onward_cookie(asked.onward), https=asked.https, base=base)
    given.headers["Cache-Control"] = "no-store"
    return given


def _refused(base: str, request: Request) -> Response:
    """Say why nobody was let in, and what mends it."""
    asked = read_asked(request, base)
    refusal, link = refusal_in(asked.cookies), provider_link(base)
    if refusal is None or link is None:
        return RedirectResponse(asked.link("sign-in"), 303)
    _ = asked.translate
    name, address = link
    title, words, status = _words(asked, refusal, name)
    onward = {**asked.chosen, **({"next": asked.next} if asked.next else {})}
    again = _("Sign in with {provider}").format(provider=name)
    content = (
        "".join(f"<p>{escape(sentence)}</p>" for sentence in words)
        + (_identity_html(asked, refusal) if refusal.why == "unknown" else "")
        + f'<a class="button" href="{escape(with_choices(address, onward))}">{escape(again)}</a>'
        + f'<a class="button other" href="{escape(asked.link("sign-in", **onward))}">'
        + f"{escape(_('Other ways to sign in'))}</a>"
    )
    given = answer(asked, title, content, Said(status=status))
    given.headers["Cache-Control"] = "no-store"
    return given


def _words(asked: Asked, refusal: Refusal, name: str) -> tuple[str, tuple[str, ...], int]:
    """Give the title, the sentences and the status."""
    _ = asked.translate
    ask = _("Ask an administrator of the dashboard.")
    knows = _("{provider} knows you, but this dashboard does not let you in.").format(provider=name)
    if refusal.why == "unknown":
        link = _(
            "No account here is linked to you yet. Send an administrator of the dashboard these two lines:"
        )
        return _("No account is linked to you"), (knows, link), 403
    if refusal.why == "no_role":
        groups = ", ".join((VIEWER_WORD, EDITOR_WORD, ADMIN_WORD))
        missing = _("Whoever manages accounts there has to give you one of these: {groups}.").format(
            groups=groups
        )
        return _("No role in this dashboard"), (knows, missing), 403
    if refusal.why == "disabled":
        return _("This account is disabled"), (knows, ask), 403
    if refusal.why == "last_admin":
        only = _(
            "{provider} no longer makes you an administrator, but here you are the only one. Make somebody else "
            "administrator first: python -m data.accounts roles NAME --role admin."
        ).format(provider=name)
        return _("You are the only administrator"), (only,), 403
    if refusal.why == "store":
        later = _("Whether you have an account cannot be read at this moment. Try again in a minute.")
        return _("Nobody can sign in now"), (later,), 503
    if refusal.why == "claims":
        unusable = _(
            "What {provider} says of you is incomplete or out of date; the server's log tells what. Try again, and "
            "if that does not help, tell your administrator."
        ).format(provider=name)
        return _("The sign-in cannot be used"), (unusable,), 403
    unfinished = _("{provider} did not confirm who you are. Nothing was changed.").format(provider=name)
    return _("The sign-in was not finished"), (unfinished,), 403


def _identity_html(asked: Asked, refusal: Refusal) -> str:
    _ = asked.translate
    pairs = ((_("Issuer (iss)"), refusal.issuer), (_("Subject (sub)"), refusal.subject))
    lines = "".join(
        f"<dt>{escape(label)}</dt><dd><code>{escape(value)}</code></dd>" for label, value in pairs
    )
    return f'<dl class="identity">{lines}</dl>'
