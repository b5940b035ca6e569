"""Before the server listens: refuse what is unsafe, and tell Streamlit which hosts are ours."""

import os
from collections.abc import Mapping
from typing import Any

from starlette.middleware import Middleware
from streamlit import config
from streamlit.runtime.secrets import secrets_singleton

from data.errors import DashboardError, StoreUnreachable
from data.permissions import can_upload
from data.settings import Settings, read_settings
from data.start_check import unsafe_combinations
from ui.gate import accounts_exist, viewer_behind
from ui.oidc import faults as oidc_faults
from ui.queries import ROOT, settings
from ui.web import doors
from ui.web.hosts import LOOPBACK_NAMES


def guarded() -> list[Middleware]:
    """Give the middleware of a server that is safe to start; one that is not ends here, with a sentence each.

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
        has_accounts=_has_accounts(),
        cookie_secret=_chosen_secret(auth),
        oidc_redirect=auth.get("redirect_uri"),
    )
    unsafe += oidc_faults()
    if unsafe:
        raise SystemExit("\n".join(unsafe))
    # Streamlit asks the same list before it accepts a WebSocket: a second lock on the same door.
    names = [*LOOPBACK_NAMES, *decided.allowed_hosts]
    config.set_option("server.allowedHosts", names, "ui/web/start.py")
    return doors.middleware(decided, _may_upload, base=base_path())


def base_path() -> str:
    """Give Streamlit's `server.baseUrlPath`, empty where the dashboard has the whole host."""
    return (config.get_option("server.baseUrlPath") or "").strip("/")


def _may_upload(cookies: Mapping[str, str], from_this_machine: bool) -> bool:  # noqa: FBT001 (as MayUpload)
    return can_upload(viewer_behind(cookies, from_this_machine=from_this_machine))


def _has_accounts() -> bool:
    try:
        return accounts_exist()
    except DashboardError:
        return False  # nobody can sign in; the pages say what is wrong with the database


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
