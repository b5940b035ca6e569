"""What the start prints before there is any account: the link that makes the first administrator."""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import quote

from streamlit import config

from data.accounts import AccountRefused
from data.errors import DashboardError
from data.language import LANGUAGES, translator
from data.start_check import is_loopback
from data.words import Translate
from ui import queries
from ui.web.sign_in.next_page import FIRST_ADMIN, root_of


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
    return (*(_told(translator(lang)) for lang in LANGUAGES), first_link(code, base))


def _told(_: Translate) -> str:
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
