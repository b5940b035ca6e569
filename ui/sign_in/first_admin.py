"""The first administrator: the one-time link that the start prints, and /first-admin, where it leads."""

import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from html import escape
from urllib.parse import quote

from starlette.responses import Response
from streamlit import config

from data.accounts.account import AccountRefused
from data.accounts.passwords import SignInsBusy
from data.base.errors import DashboardError
from data.base.language import LANGUAGES, Translate, translator
from data.base.signatures import tidy
from data.settings import is_loopback
from ui import access, queries
from ui.sign_in.addresses import FIRST_ADMIN, root_of
from ui.sign_in.local_sign_in import signed_in
from ui.sign_in.password_words import UNUSABLE, busy, password_lacks, password_rules
from ui.sign_in.plain_page import NO_NOTICE, Field, Notice, answer, button_html, form_html
from ui.sign_in.request import PlainRequest
from ui.signing.refusals import account_name_lacks

GONE = 410


def first_link_lines(base: str) -> Sequence[str]:
    """Give the lines to print, none where there are accounts or other machines reach the server's own address.

    The link is in the server's output only: whoever reads that has the machine, and could make an account anyway.
    """
    if not is_loopback(config.get_option("server.address")):
        return ()
    try:
        code = queries.store().accounts.make_first_link(datetime.now(UTC))
    except AccountRefused:
        return ()
    except DashboardError:
        return ()  # every page says what is wrong with the database, and the log does
    return (*(_link_lines(translator(lang)) for lang in LANGUAGES), first_link(code, base))


def _link_lines(_: Translate) -> str:
    return _("Nobody can sign in yet. This link makes the first administrator, once, within an hour:")


def print_first_link(base: str) -> None:
    """Print the link, if there is to be one, at once and whatever the terminal's signs are."""
    signs = sys.stdout.encoding or "utf-8"
    for line in first_link_lines(base):
        print(line.encode(signs, "replace").decode(signs), flush=True)


def first_link(code: str, base: str) -> str:
    """Write the link as a browser on this machine opens it."""
    scheme = "https" if config.get_option("server.sslCertFile") else "http"
    host, port = config.get_option("browser.serverAddress"), config.get_option("server.port")
    return f"{scheme}://{host}:{port}{root_of(base)}{FIRST_ADMIN}?code={quote(code)}"


def show(asked: PlainRequest, notice: Notice = NO_NOTICE) -> Response:
    """Draw the form, as long as the link is good for anything."""
    _ = asked.translate
    if not queries.store().accounts.first_link_opens(asked.parameters.get("code", ""), asked.at):
        return _used(asked)
    intro = _(
        "This link works once. The account made with it is an administrator: it may do everything, and make the "
        "accounts of the others."
    )
    fields = (
        Field("name", _("Account name"), "username", secret=False, value=notice.name),
        Field("password", _("Password"), "new-password", hints=password_rules(_)),
        Field("again", _("The password once more"), "new-password"),
    )
    form = form_html(asked, fields, _("Make the account and sign in"), notice)
    return answer(asked, _("The first administrator"), form, notice, intro=intro)


def take(asked: PlainRequest, form: Mapping[str, str]) -> Response:
    """Make the account and sign in with it; of what cannot be, nothing but the passwords is lost."""
    _ = asked.translate
    name, password = form.get("name", ""), form.get("password", "")
    if lacking := account_name_lacks(name, _):
        return show(asked, Notice(lacking, status=UNUSABLE, name=name, about=("name",)))
    if lacking := password_lacks(password, form.get("again", ""), tidy(name), _):
        return show(asked, Notice(lacking, status=UNUSABLE, name=name, about=("password", "again")))
    try:
        made = queries.store().accounts.use_first_link(
            asked.parameters.get("code", ""), name, password, asked.at, asked.address
        )
    except SignInsBusy:
        return show(asked, busy(_, name))
    except AccountRefused:
        return _used(asked)
    return signed_in(asked, made.account_id, asked.onward)


def _used(asked: PlainRequest) -> Response:
    _ = asked.translate
    if access.accounts_exist():
        text = _("The first administrator has been made: sign in, or ask an administrator for an account.")
        onward = button_html(asked.link("sign-in"), _("Sign in"))
    else:
        text = _("Start the dashboard anew: it prints another link, which lasts for an hour.")
        onward = button_html(asked.onward, _("Go on to the dashboard"), other=True)
    title = _("This link is used or too old")
    return answer(asked, title, f"<p>{escape(text)}</p>{onward}", Notice(status=GONE))
