"""Before the server listens: refuse what is unsafe, and tell Streamlit which hosts are ours."""

import os
from collections.abc import Callable, Mapping
from typing import Any

from starlette.middleware import Middleware
from streamlit import config
from streamlit.runtime.secrets import secrets_singleton

from data.errors import DashboardError, StoreUnreachable
from data.settings import Settings, read_settings
from data.start_check import unsafe_combinations, uploads_open
from ui.queries import ROOT, settings
from ui.web import doors
from ui.web.hosts import LOOPBACK_NAMES
from ui.web.uploads import MayUpload, everyone, nobody


def guarded(
    may_upload: MayUpload | None = None, has_accounts: Callable[[], bool] = lambda: False
) -> list[Middleware]:
    """Give the middleware of a server that is safe to start; one that is not ends here, with a sentence each.

    Without `may_upload`, uploads are open as long as data.start_check says so, and closed otherwise.
    Raises SystemExit: its text goes to standard error, the exit code is 1.
    """
    try:
        decided = _decided()
    except DashboardError as error:
        raise SystemExit(str(error)) from None
    address = config.get_option("server.address")
    auth = _auth_section()
    unsafe = unsafe_combinations(
        decided,
        address=address,
        https=bool(config.get_option("server.sslCertFile")),
        has_accounts=has_accounts(),
        cookie_secret=_chosen_secret(auth),
        oidc_redirect=auth.get("redirect_uri"),
    )
    if unsafe:
        raise SystemExit("\n".join(unsafe))
    # Streamlit asks the same list before it accepts a WebSocket: a second lock on the same door.
    names = [*LOOPBACK_NAMES, *decided.allowed_hosts]
    config.set_option("server.allowedHosts", names, "ui/web/start.py")
    base = config.get_option("server.baseUrlPath") or ""
    if may_upload is not None:
        return doors.middleware(decided, may_upload, base=base)
    opened = uploads_open(decided, address=address, has_accounts=has_accounts())
    return doors.middleware(decided, everyone if opened else nobody, this_machine_only=True, base=base)


def _decided() -> Settings:
    try:
        return settings()
    except StoreUnreachable:
        # Every page says what is wrong with the database's address; the doors do not depend on it.
        return read_settings({**os.environ, "DATABASE_URL": ""}, ROOT)


def _auth_section() -> Mapping[str, Any]:
    if not secrets_singleton.load_if_toml_exists():
        return {}
    return secrets_singleton.get("auth") or {}


def _chosen_secret(auth: Mapping[str, Any]) -> str | None:
    """The secret that signs cookies, when somebody chose it; otherwise Streamlit draws one at random."""
    if "cookie_secret" in auth:
        return str(auth["cookie_secret"])
    if config.is_manually_set("server.cookieSecret"):
        return str(config.get_option("server.cookieSecret"))
    return None
