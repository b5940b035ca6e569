"""The doors that every request passes before Streamlit sees it, in their order (docs/security.md)."""

import re
from typing import Final

from starlette.middleware import Middleware
from starlette.types import ASGIApp, Receive, Scope, Send

from data.settings import Settings
from ui.oidc_door import ProviderDoor
from ui.web.headers import SecurityHeaders
from ui.web.hosts import HostDoor, is_from_this_machine, refuse
from ui.web.page import FirstPaint
from ui.web.session_rotation import SessionRotation
from ui.web.sign_in_door import SignInDoor
from ui.web.uploads import MayUpload, UploadDoor, everyone

_METRICS: Final = re.compile(r"/_stcore/metrics/*")
# It runs the whole page for whoever asks; Streamlit has it only when a hidden option is set.
_SCRIPT_HEALTH: Final = re.compile(r"/_stcore/script-health-check/*")
# Streamlit's interface for programs, off by default: nobody here needs it, and it would pass by the pages' checks.
_AGENT: Final = re.compile(r"/_stcore/agent(/.*)?")


class InnerDoor:
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
    """Give the doors for `st.App(middleware=…)`, the outermost first: refusals carry the closed headers too.

    `may_upload` is asked in a thread before a byte of an upload is read. `base` is Streamlit's `server.baseUrlPath`.
    """
    return [
        Middleware(SecurityHeaders),
        Middleware(HostDoor, allowed_hosts=settings.allowed_hosts),
        Middleware(InnerDoor, open_metrics=settings.open_metrics),
        Middleware(SessionRotation, base=base),
        Middleware(SignInDoor, required=settings.sign_in_required, base=base),
        Middleware(UploadDoor, may_upload=may_upload, base=base),
        Middleware(ProviderDoor, base=base),
        Middleware(FirstPaint),
    ]
