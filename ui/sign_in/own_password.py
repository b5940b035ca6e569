"""/password: whoever is signed in gives their own account another password."""

from collections.abc import Mapping
from html import escape

from starlette.responses import RedirectResponse, Response

from data.accounts.account import NoSuchAccount
from data.accounts.passwords import SignInsBusy
from data.accounts.sessions import OpenSession
from data.accounts.sign_in import SignInRefusal
from data.base.signatures import Signature
from ui import access, queries
from ui.access import SESSION_COOKIE, set_session
from ui.sign_in.addresses import with_choices
from ui.sign_in.password_words import UNUSABLE, busy, locked, password_lacks, password_rules
from ui.sign_in.plain_page import NO_NOTICE, Field, Notice, answer, button_html, form_html
from ui.sign_in.request import PlainRequest


def show(asked: PlainRequest, notice: Notice = NO_NOTICE) -> Response:
    """Draw the form for whoever is signed in; everybody else signs in first."""
    _ = asked.translate
    session = access.session_behind(asked.cookies)
    if session is None:
        return _sign_in_first(asked)
    title = _("Change password")
    back = button_html(asked.onward, _("Go on to the dashboard"), other=True)
    if not queries.store().accounts.named(session.viewer.sign_in_name).has_password:
        text = _(
            "You sign in through your organisation's provider, which keeps your password. Change it there."
        )
        return answer(asked, title, f"<p>{escape(text)}</p>{back}")
    if not notice.text and "changed" in asked.parameters:
        text = _("Your password is changed. Wherever else you were signed in, you are signed out.")
        return answer(asked, title, back, Notice(text, "note"))
    fields = (
        Field(
            "name", _("Account name"), "username", secret=False, value=session.viewer.sign_in_name, fixed=True
        ),
        Field("password", _("Your password now"), "current-password"),
        Field("new", _("The new password"), "new-password", hints=password_rules(_)),
        Field("again", _("The new password once more"), "new-password"),
    )
    return answer(asked, title, form_html(asked, fields, title, notice) + back, notice)


def take(asked: PlainRequest, form: Mapping[str, str]) -> Response:
    """Change the password of whoever knows the one now; other sessions of the account end, this one goes on."""
    _ = asked.translate
    session = access.session_behind(asked.cookies)
    if session is None:
        return _sign_in_first(asked)
    name, new = session.viewer.sign_in_name, form.get("new", "")
    lacking = password_lacks(new, form.get("again", ""), name, _)
    if lacking is None and new == form.get("password"):
        lacking = _("That is the password you have. Take another one.")
    if lacking:
        return show(asked, Notice(lacking, status=UNUSABLE, about=("new", "again")))
    accounts = queries.store().accounts
    try:
        # Counted like any attempt to sign in: a browser left open is no way to guess on without a pause.
        checked = accounts.sign_in(name, form.get("password", ""), asked.at, asked.address)
        if isinstance(checked, SignInRefusal):
            until = checked.until
            wrong = Notice(_("Your password now is another one."), status=403, about=("password",))
            return show(asked, wrong if until is None else locked(_, until, asked.at))
        accounts.change_own(session, new, Signature(name, asked.at, asked.address))
    except SignInsBusy:
        return show(asked, busy(_))
    except NoSuchAccount:
        return _sign_in_first(asked)  # ended in this very moment
    return _changed(asked, session)


def _changed(asked: PlainRequest, session: OpenSession) -> Response:
    answered = RedirectResponse(with_choices(asked.page, {**asked.chosen, "changed": "1"}), status_code=303)
    # Whoever may have read the token of this browser shall not go on with it either.
    fresh = None
    if session.kind == "local":
        fresh = queries.store().accounts.sessions.rotate(asked.cookies.get(SESSION_COOKIE, ""), asked.at)
    if fresh is not None:
        set_session(answered, fresh, https=asked.https, base=asked.base)
    return answered


def _sign_in_first(asked: PlainRequest) -> Response:
    return RedirectResponse(asked.link("sign-in", next=asked.page), status_code=303)
