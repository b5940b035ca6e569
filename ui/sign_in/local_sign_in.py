"""/sign-in: a name and a password, or the way to the provider."""

from collections.abc import Mapping
from html import escape

from starlette.responses import RedirectResponse, Response

from data.accounts.account import NoSuchAccount
from data.accounts.passwords import SignInsBusy
from data.accounts.sign_in import SignInRefusal
from ui import access, queries
from ui.access import set_session, tokens_in
from ui.sign_in.addresses import with_choices
from ui.sign_in.password_words import busy, locked
from ui.sign_in.plain_page import NO_NOTICE, Field, Notice, answer, button_html, form_html
from ui.sign_in.request import PlainRequest

# A name at the provider for the button, and the address that leads there.
ProviderLink = tuple[str, str]


def show(asked: PlainRequest, notice: Notice = NO_NOTICE, provider: ProviderLink | None = None) -> Response:
    """Draw the form; before there is any account, how the first one is made."""
    _ = asked.translate
    if not access.accounts_exist():
        return _no_accounts(asked, provider)
    session = access.session_behind(asked.cookies)
    if not notice.text and session is not None:
        notice = Notice(_("You are signed in as {name}.").format(name=session.viewer.name), "note")
    elif not notice.text and "out" in asked.parameters:
        notice = Notice(_("You are signed out."), "note")
    fields = (
        Field("name", _("Account name"), "username", secret=False, value=notice.name),
        Field("password", _("Password"), "current-password"),
    )
    onward = button_html(asked.onward, _("Go on to the dashboard"), other=True) if session else ""
    form = form_html(asked, fields, _("Sign in"), notice)
    return answer(asked, _("Sign in"), form + _provider_html(asked, provider) + onward, notice)


def take(asked: PlainRequest, form: Mapping[str, str], provider: ProviderLink | None = None) -> Response:
    """Check name and password; who is right goes on with a session of their own."""
    _ = asked.translate
    name = form.get("name", "")
    if not access.accounts_exist():
        return _no_accounts(asked, provider)
    try:
        found = queries.store().accounts.sign_in(name, form.get("password", ""), asked.at, asked.address)
        if not isinstance(found, SignInRefusal):
            return signed_in(asked, found.account_id, asked.onward)
        until = found.until
    except SignInsBusy:
        return show(asked, busy(_, name), provider)
    except NoSuchAccount:
        until = None  # disabled in this very moment
    if until is not None:
        return show(asked, locked(_, until, asked.at, name), provider)
    wrong = Notice(_("The name or the password is wrong."), status=403, name=name, about=("name", "password"))
    return show(asked, wrong, provider)


def signed_in(asked: PlainRequest, account_id: int, onward: str) -> Response:
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


def _no_accounts(asked: PlainRequest, provider: ProviderLink | None) -> Response:
    _ = asked.translate
    text = _("There is no account yet, so nobody can sign in with a password.")
    how = _(
        "Whoever starts the dashboard finds a link in what it prints: it makes the first administrator and lasts for "
        "an hour. On the server's machine, this does the same:"
    )
    content = (
        f"<p>{escape(text)}</p><p>{escape(how)}</p>"
        f"<p><code>.venv/bin/python -m data.accounts add {escape(_('NAME'))} --role admin</code></p>"
    )
    # Where signing in is required it would lead back here.
    closed = queries.settings().sign_in_required
    onward = "" if closed else button_html(asked.onward, _("Go on to the dashboard"), other=True)
    return answer(asked, _("Sign in"), content + _provider_html(asked, provider) + onward)


def _provider_html(asked: PlainRequest, provider: ProviderLink | None) -> str:
    if provider is None:
        return ""
    called, address = provider
    onward = with_choices(address, {**asked.chosen, **({"next": asked.next} if asked.next else {})})
    words = asked.translate("Sign in with {provider}").format(provider=called)
    return button_html(onward, words, other=True)
