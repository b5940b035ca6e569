"""/first-admin: the one-time link that the start prints, and the account that may do everything."""

from collections.abc import Mapping
from html import escape

from starlette.responses import Response

from data.accounts import AccountRefused
from data.given_names import tidy
from data.passwords import SignInsBusy
from ui import gate, queries
from ui.accounts.refusals import name_lacks
from ui.web.sign_in.asked import Asked
from ui.web.sign_in.page import NOTHING_SAID, Field, Said, answer, button_html, form_html
from ui.web.sign_in.sign_in import signed_in
from ui.web.sign_in.words import UNUSABLE, busy, password_lacks, password_rules

GONE = 410


def show(asked: Asked, said: Said = NOTHING_SAID) -> Response:
    """Draw the form, as long as the link is good for anything."""
    _ = asked.translate
    if not queries.store().accounts.first_link_opens(asked.parameters.get("code", ""), asked.at):
        return _used(asked)
    intro = _(
        "This link works once. The account made with it is an administrator: it may do everything, and make the "
        "accounts of the others."
    )
    fields = (
        Field("name", _("Account name"), "username", secret=False, value=said.name),
        Field("password", _("Password"), "new-password", hints=password_rules(_)),
        Field("again", _("The password once more"), "new-password"),
    )
    form = form_html(asked, fields, _("Make the account and sign in"), said)
    return answer(asked, _("The first administrator"), form, said, intro=intro)


def take(asked: Asked, form: Mapping[str, str]) -> Response:
    """Make the account and sign in with it; of what cannot be, nothing but the passwords is lost."""
    _ = asked.translate
    name, password = form.get("name", ""), form.get("password", "")
    if lacking := name_lacks(name, _):
        return show(asked, Said(lacking, status=UNUSABLE, name=name, about=("name",)))
    if lacking := password_lacks(password, form.get("again", ""), tidy(name), _):
        return show(asked, Said(lacking, status=UNUSABLE, name=name, about=("password", "again")))
    try:
        made = queries.store().accounts.use_first_link(
            asked.parameters.get("code", ""), name, password, asked.at, asked.address
        )
    except SignInsBusy:
        return show(asked, busy(_, name))
    except AccountRefused:
        return _used(asked)
    return signed_in(asked, made.account_id, asked.onward)


def _used(asked: Asked) -> Response:
    _ = asked.translate
    if gate.accounts_exist():
        told = _("The first administrator has been made: sign in, or ask an administrator for an account.")
        onward = button_html(asked.link("sign-in"), _("Sign in"))
    else:
        told = _("Start the dashboard anew: it prints another link, which lasts for an hour.")
        onward = button_html(asked.onward, _("Go on to the dashboard"), other=True)
    title = _("This link is used or too old")
    return answer(asked, title, f"<p>{escape(told)}</p>{onward}", Said(status=GONE))
