"""Before the server listens: what is unsafe is refused; what every request passes (docs/security.md)."""

import os
import re
from collections.abc import Mapping
from typing import Any, Final

from starlette.middleware import Middleware
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config
from streamlit.runtime.secrets import secrets_singleton

from data.accounts.permissions import can_upload
from data.base.errors import DashboardError, StoreUnreachable
from data.register.editions import EditionFolder
from data.settings import Settings, read_settings, unsafe_combinations
from ui.access import accounts_exist, is_from_this_machine, viewer_behind
from ui.queries import ROOT, settings, take_up_editions
from ui.sign_in.provider import faults as oidc_faults
from ui.sign_in.provider_return import ProviderGuard
from ui.web.headers import SecurityHeaders
from ui.web.hosts import LOOPBACK_NAMES, HostGuard, refuse
from ui.web.index_html import FirstPaint
from ui.web.session_rotation import SessionRotation
from ui.web.sign_in_required import SignInGuard
from ui.web.uploads import MayUpload, UploadGuard, everyone

_METRICS: Final = re.compile(r"/_stcore/metrics/*")

# It runs the whole page for whoever asks; Streamlit has it only when a hidden option is set.
_SCRIPT_HEALTH: Final = re.compile(r"/_stcore/script-health-check/*")

# Streamlit's interface for programs, off by default: nobody here needs it, and it would pass by the pages' checks.
_AGENT: Final = re.compile(r"/_stcore/agent(/.*)?")


class InnerGuard:
    """Keep what Streamlit serves for operators to this machine, and its interface for programs closed."""

    def __init__(self, app: ASGIApp, *, open_metrics: bool = False) -> None:
        self.app = app
        self.open_metrics = open_metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse the few addresses; everything else goes on."""
        path = scope["path"] if scope["type"] == "http" else ""
        inner = path[path.find("/_stcore/") :] if "/_stcore/" in path else ""
        if _AGENT.fullmatch(inner):
            await refuse(scope, receive, send, 404, "There is nothing here.")
        elif _METRICS.fullmatch(inner) and not self.open_metrics and not is_from_this_machine(scope):
            await refuse(
                scope, receive, send, 403, "Metrics are for the machine itself: see DASHBOARD_METRICS."
            )
        elif _SCRIPT_HEALTH.fullmatch(inner) and not is_from_this_machine(scope):
            await refuse(scope, receive, send, 403, "This check is for the machine itself.")
        else:
            await self.app(scope, receive, send)


def middleware(settings: Settings, may_upload: MayUpload = everyone, *, base: str = "") -> list[Middleware]:
    """Give the guards for `st.App(middleware=…)`, the outermost first: refusals carry the closed headers too.

    `may_upload` is asked in a thread before a byte of an upload is read. `base` is Streamlit's `server.baseUrlPath`.
    """
    return [
        Middleware(SecurityHeaders),
        Middleware(HostGuard, allowed_hosts=settings.allowed_hosts),
        Middleware(InnerGuard, open_metrics=settings.open_metrics),
        Middleware(SessionRotation, base=base),
        Middleware(SignInGuard, required=settings.sign_in_required, base=base),
        Middleware(UploadGuard, may_upload=may_upload, base=base),
        Middleware(ProviderGuard, base=base),
        Middleware(FirstPaint),
    ]


def guarded() -> list[Middleware]:
    """Give the middleware of a server that is safe to start; one that is not ends here, with a sentence each.

    Raises SystemExit: its text goes to standard error, the exit code is 1.
    """
    try:
        decided = _decided()
        take_up_editions(EditionFolder(decided.register_folder))
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
    return middleware(decided, _may_upload, base=base_path())


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
        # Every page says what is wrong with the database's address; the guards do not depend on it.
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
