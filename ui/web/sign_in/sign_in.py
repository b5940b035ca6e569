"""/sign-in: a name and a password, or the way to the provider."""

from collections.abc import Mapping
from datetime import datetime
from html import escape
from math import ceil

from starlette.responses import RedirectResponse, Response

from data.account_sign_in import SignInRefusal
from data.accounts import NoSuchAccount
from data.passwords import SignInsBusy
from data.words import Translate
from ui import gate, queries
from ui.web.session_cookie import set_session, tokens_in
from ui.web.sign_in.asked import Asked
from ui.web.sign_in.next_page import with_choices
from ui.web.sign_in.page import NOTHING_SAID, Field, Said, answer, form_html

# A name at the provider for the button, and the address that leads there.
ProviderLink = tuple[str, str]
# What a browser that waits by itself is told where no pause is known: the pauses begin with a minute.
WAIT_S = 60


def show(asked: Asked, said: Said = NOTHING_SAID, provider: ProviderLink | None = None) -> Response:
    """Draw the form; before there is any account, how the first one is made."""
    _ = asked.translate
    if not gate.accounts_exist():
        return answer(asked, _("Sign in"), _first_words(asked))
    if not said.text and "out" in asked.parameters:
        said = Said(_("You are signed out."), "note")
    session = gate.session_behind(asked.cookies)
    if not said.text and session is not None:
        said = Said(_("You are signed in as {name}.").format(name=session.viewer.name), "note")
    fields = (
        Field("name", _("Name"), "username", secret=False, value=said.name),
        Field("password", _("Password"), "current-password"),
    )
    onward = (
        ""
        if session is None
        else f'<a class="button other" href="{escape(asked.onward)}">{escape(_("Go on to the dashboard"))}</a>'
    )
    form = form_html(asked, fields, _("Sign in"), said)
    return answer(asked, _("Sign in"), form + _provider_html(asked, provider) + onward, said)


def take(asked: Asked, form: Mapping[str, str], provider: ProviderLink | None = None) -> Response:
    """Check name and password; who is right goes on with a session of their own."""
    _ = asked.translate
    name = form.get("name", "")
    if not gate.accounts_exist():
        return show(asked, provider=provider)
    accounts = queries.store().accounts
    try:
        account = accounts.sign_in(name, form.get("password", ""), asked.at, asked.address)
        if not isinstance(account, SignInRefusal):
            return signed_in(asked, account.account_id, asked.onward)
    except SignInsBusy:
        return show(asked, busy(_, name), provider)
    except NoSuchAccount:
        account = SignInRefusal("wrong")  # disabled in this very moment
    if account.until is not None:
        return show(asked, locked(_, account.until, asked.at, name), provider)
    return show(asked, Said(_("The name or the password is wrong."), status=403, name=name), provider)


def signed_in(asked: Asked, account_id: int, onward: str) -> Response:
    """Begin a session and go on; whatever session the browser had before, its own or one put there, ends.

    Raises NoSuchAccount if the account was disabled meanwhile.
    """
    sessions = queries.store().accounts.sessions
    token = sessions.begin(account_id, "local", asked.at, asked.address, asked.browser)
    for before in tokens_in(asked.cookies):
        sessions.end(before, asked.at)
    answered = RedirectResponse(onward, status_code=303)
    set_session(answered, token, https=asked.https, base=asked.base)
    return answered


def locked(_: Translate, until: datetime, at: datetime, name: str = "") -> Said:
    """Say how long a pause lasts: in minutes, which are the same wherever the reader's clock stands."""
    wait_s = max(1, ceil((until - at).total_seconds()))
    minutes = ceil(wait_s / 60)
    told = (
        _("Too many attempts failed. Try again in a minute.")
        if minutes == 1
        else _("Too many attempts failed. Try again in {n} minutes.").format(n=minutes)
    )
    return Said(told, status=429, name=name, wait_s=wait_s)


def busy(_: Translate, name: str = "") -> Said:
    """Say that too many sign in at once."""
    told = _("Too many people are signing in at this moment. Try again in a minute.")
    return Said(told, status=503, name=name, wait_s=WAIT_S)


def _first_words(asked: Asked) -> str:
    _ = asked.translate
    told = _("There is no account yet, so there is nothing to sign in to.")
    how = _(
        "Whoever starts the dashboard finds a link in its output that makes the first administrator; it lasts for an "
        "hour. On the server's machine this does the same:"
    )
    return (
        f"<p>{escape(told)}</p><p>{escape(how)}</p>"
        f"<p><code>.venv/bin/python -m data.accounts add {escape(_('NAME'))} --role admin</code></p>"
        f'<a class="button other" href="{escape(asked.onward)}">{escape(_("Go on to the dashboard"))}</a>'
    )


def _provider_html(asked: Asked, provider: ProviderLink | None) -> str:
    if provider is None:
        return ""
    called, address = provider
    onward = with_choices(address, {**asked.chosen, **({"next": asked.next} if asked.next else {})})
    words = asked.translate("Sign in with {provider}").format(provider=called)
    return f'<a class="button other" href="{escape(onward)}">{escape(words)}</a>'
