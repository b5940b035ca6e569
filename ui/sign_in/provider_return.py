"""Coming back from the identity provider: what was brought is checked, then a session begins or a page says why not.

Why here and not in a script run by `st.user`: Streamlit's cookie lives for thirty days and nothing takes it back, so
whoever holds one could begin sessions with it, and where signing in is required no script runs before there is a
session. Streamlit's answer to the callback exists once, for a browser that has just come from the provider: a session
that begins with it, under a token of our own, needs no memory of cookies that were used, and Streamlit's cookie opens
nothing at all. It stays for one thing: signing out at the provider asks for the ID token in it.
"""

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from html import escape
from http.cookies import SimpleCookie
from typing import Any, Final, Literal
from urllib.parse import quote, unquote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value, decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import TOKENS_COOKIE_NAME, USER_COOKIE_NAME

from data.accounts.account import NoSuchAccount
from data.accounts.provider import (
    ADMIN_WORD,
    EDITOR_WORD,
    VIEWER_WORD,
    Refused,
    UnusableClaims,
    read_claims,
    welcome,
)
from data.base.errors import DashboardError
from ui import access, queries
from ui.access import set_session, tokens_in
from ui.sign_in.addresses import choice_in, root_of, safe_next, with_choices
from ui.sign_in.plain_page import Notice, answer
from ui.sign_in.provider import BEGIN_PATH, REFUSED_PATH, login_address, provider, provider_link
from ui.sign_in.request import PlainRequest, read_plain_request

CALLBACK: Final = "oauth2callback"

# Where `st.logout` sends the browser, and ui/sign_in/signed_out.py.
WAY_OUT: Final = "auth/logout"

# Remembers the page that was asked for, while the browser is at the provider.
ONWARD_COOKIE: Final = "ea_onward"

# Tells the next page why somebody was refused, signed: what an administrator is to link comes from nobody else.
REFUSAL_COOKIE: Final = "ea_refused"

# Time enough to find a second factor, or to write down what the refusal says.
COOKIE_LASTS_S: Final = 15 * 60

_SECONDS_A_DAY: Final = 24 * 60 * 60


Why = Literal["unknown", "no_role", "disabled", "last_admin", "unfinished", "claims", "store"]


_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True)
class Refusal:
    """Why nobody was let in; issuer and subject are empty where they are not known."""

    why: Why
    issuer: str = ""
    subject: str = ""


class ProviderGuard:
    """Stand before Streamlit's callback; nothing else is touched."""

    def __init__(self, app: ASGIApp, *, base: str = "") -> None:
        self.app = app
        self.base = base
        self.callback, self.way_out = root_of(base) + CALLBACK, root_of(base) + WAY_OUT

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let Streamlit answer, and give our own answer to what it says."""
        path = scope["path"] if scope["type"] == "http" and scope["method"] == "GET" else ""
        if path not in (self.callback, self.way_out) or provider() is None:
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        if path == self.way_out:
            await self.app(scope, receive, self._with_looks(request, send))
            return
        answer: Response
        if not {"code", "error", "state"} & request.query_params.keys():
            # The provider sends people here after a sign-out, too: the address is the one that it knows.
            answer = RedirectResponse(f"{root_of(self.base)}sign-in?{urlencode(self._looks(request))}", 303)
        else:
            given = await _cookies_set(self.app, scope, receive)
            answer = await run_in_threadpool(self._answer, request, given)
        answer.delete_cookie(ONWARD_COOKIE, path=root_of(self.base))
        answer.headers["Cache-Control"] = "no-store"
        await answer(scope, receive, send)

    def _with_looks(self, request: Request, send: Send) -> Send:
        """Remember language and theme while the browser is at the provider to sign out."""
        onward = read_plain_request(request, self.base).onward
        added = Response()
        remember(
            added, ONWARD_COOKIE, onward_cookie(onward), https=request.url.scheme == "https", base=self.base
        )
        lines = [(name, value) for name, value in added.raw_headers if name == b"set-cookie"]

        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], *lines]}
            await send(message)

        return noted

    def _looks(self, request: Request) -> dict[str, str]:
        onward = self._onward(request)
        kept = {name: choice_in(onward, name) or "" for name in ("lang", "theme")}
        return {name: value for name, value in {**kept, "out": "1"}.items() if value}

    def _onward(self, request: Request) -> str:
        return safe_next(unquote(request.cookies.get(ONWARD_COOKIE, "")), self.base) or root_of(self.base)

    def _answer(self, request: Request, given: Sequence[str]) -> Response:
        onward = self._onward(request)
        claims = claims_in(given)
        if claims is None and _is_signed_in(request):
            # Back and forth in the browser's history: what was brought is used up, and the person long inside.
            return RedirectResponse(onward, 303)
        token = begin_session(claims, request) if claims is not None else Refusal("unfinished")
        https = request.url.scheme == "https"
        if isinstance(token, str):
            answer = RedirectResponse(onward, 303)
            _hand_on(answer, given, https=https)
            set_session(answer, token, https=https, base=self.base)
        else:
            answer = RedirectResponse(
                f"{root_of(self.base)}{REFUSED_PATH}?{urlencode({'next': onward})}", 303
            )
            _hand_on(answer, [cookie for cookie in given if not _is_streamlits(cookie)], https=https)
            remember(answer, REFUSAL_COOKIE, _signed(token), https=https, base=self.base)
        return answer


def begin_session(claims: Mapping[str, Any], request: Request) -> str | Refusal:
    """Begin a session for whom the claims name; give its token, or why there is none, and for whom."""
    settings, accounts = queries.settings(), queries.store().accounts
    at, address = datetime.now(UTC), request.client.host if request.client else None
    try:
        person = read_claims(claims, settings.oidc_role_claim, at)
        account = welcome(accounts, person, at, address, by_claim=settings.oidc_role_claim is not None)
        if isinstance(account, Refused):
            _LOGGER.warning("Somebody from the identity provider is refused: %s", account.why)
            return Refusal(account.why, person.identity.issuer, person.identity.subject)
        browser = request.headers.get("user-agent")
        token = accounts.sessions.begin(account.account_id, "oidc", at, address, browser)
        for before in tokens_in(request.cookies):
            accounts.sessions.end(before, at)
    except UnusableClaims as error:
        _LOGGER.warning("The identity provider's claims cannot be used: %s", error)
        return Refusal("claims")
    except NoSuchAccount:  # disabled this instant
        return Refusal("disabled")
    except DashboardError as error:
        _LOGGER.warning("Nobody can be signed in: %s", error)
        return Refusal("store")
    return token


def claims_in(set_cookies: Sequence[str]) -> dict[str, Any] | None:
    """Read the claims out of the cookie that Streamlit sets, its signature checked; None where it sets none."""
    jar: SimpleCookie = SimpleCookie()
    for line in set_cookies:
        jar.load(line)

    def one(name: str) -> bytes | None:
        kept = jar.get(name)
        return decode_signed_value(get_cookie_secret(), name, kept.value) if kept and kept.value else None

    signed = get_cookie_with_chunks(one, USER_COOKIE_NAME)
    claims = json.loads(signed) if signed else None
    return claims if isinstance(claims, dict) else None


def refusal_in(cookies: Mapping[str, str]) -> Refusal | None:
    """Give why somebody was refused; None where this server said nothing of it."""
    kept = cookies.get(REFUSAL_COOKIE)
    if not kept:
        return None
    lasts = COOKIE_LASTS_S / _SECONDS_A_DAY
    signed = decode_signed_value(get_cookie_secret(), REFUSAL_COOKIE, kept, max_age_days=lasts)
    return Refusal(*json.loads(signed)) if signed else None


def remember(answer: Response, name: str, value: str, *, https: bool, base: str) -> None:
    """Set one of our cookies for the way to the provider and back."""
    answer.set_cookie(
        name,
        value,
        max_age=COOKIE_LASTS_S,
        httponly=True,
        samesite="lax",
        secure=https,
        path=root_of(base),
    )


def onward_cookie(onward: str) -> str:
    """Write the page that was asked for as a cookie holds it."""
    return quote(onward, safe="/")


def _signed(refusal: Refusal) -> str:
    text = json.dumps([refusal.why, refusal.issuer, refusal.subject])
    return create_signed_value(get_cookie_secret(), REFUSAL_COOKIE, text).decode()


def _is_signed_in(request: Request) -> bool:
    try:
        return access.session_behind(request.cookies) is not None
    except DashboardError:
        return False


async def _cookies_set(app: ASGIApp, scope: Scope, receive: Receive) -> list[str]:
    """Let Streamlit answer, and give the cookies it sets; where it sends the browser is for us to say."""
    lines: list[str] = []

    async def collect(message: Message) -> None:
        if message["type"] == "http.response.start":
            lines.extend(v.decode("latin-1") for k, v in message["headers"] if k.lower() == b"set-cookie")

    await app(scope, receive, collect)
    return lines


def _hand_on(answer: Response, lines: Sequence[str], *, https: bool) -> None:
    """Set Streamlit's cookies, gone with the browser instead of after thirty days, and over https kept to it."""
    for line in lines:
        name, *rest = line.split("; ")
        deletes = any(part.lower() == "max-age=0" for part in rest)
        kept = rest if deletes else [p for p in rest if not p.lower().startswith(("max-age=", "expires="))]
        secure = ["Secure"] if https and not any(part.lower() == "secure" for part in rest) else []
        answer.headers.append("set-cookie", "; ".join([name, *kept, *secure]))


def _is_streamlits(line: str) -> bool:
    return line.startswith((USER_COOKIE_NAME, TOKENS_COOKIE_NAME))


def provider_routes(base: str = "") -> list[Route]:
    """The routes for `st.App(routes=…)`; `base` is Streamlit's `server.baseUrlPath`."""
    return [
        Route(root_of(base) + BEGIN_PATH, partial(_begin, base)),
        Route(root_of(base) + REFUSED_PATH, partial(_refused, base)),
    ]


def _begin(base: str, request: Request) -> Response:
    """Send the browser to the provider, and remember which page was asked for."""
    asked, chosen = read_plain_request(request, base), provider()
    given = RedirectResponse(login_address(chosen) if chosen else asked.link("sign-in"), 303)
    if chosen:
        remember(given, ONWARD_COOKIE, onward_cookie(asked.onward), https=asked.https, base=base)
    given.headers["Cache-Control"] = "no-store"
    return given


def _refused(base: str, request: Request) -> Response:
    """Say why nobody was let in, and what mends it."""
    asked = read_plain_request(request, base)
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
    given = answer(asked, title, content, Notice(status=status))
    given.headers["Cache-Control"] = "no-store"
    return given


def _words(asked: PlainRequest, refusal: Refusal, name: str) -> tuple[str, tuple[str, ...], int]:
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


def _identity_html(asked: PlainRequest, refusal: Refusal) -> str:
    _ = asked.translate
    pairs = ((_("Issuer (iss)"), refusal.issuer), (_("Subject (sub)"), refusal.subject))
    lines = "".join(
        f"<dt>{escape(label)}</dt><dd><code>{escape(value)}</code></dd>" for label, value in pairs
    )
    return f'<dl class="identity">{lines}</dl>'
