"""Making a change: asked anew who it is, signed with name, time and address, and what came of it said once."""

from collections.abc import Callable
from datetime import UTC, datetime
from html import escape
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from data.accounts.permissions import Viewer
from data.base.errors import DashboardError
from data.base.language import Translate
from data.base.signatures import Signature
from ui.access import current_viewer

# The name given last in this session, offered again to those who have no account.
SIGNER = "signer"
HOME_ZONE = "Asia/Shanghai"


def signer_field(place: str, viewer: Viewer, _: Translate) -> str:
    """Draw who makes the change: an account's names, which nobody can change here, else a field for a name.

    `place` tells its widgets apart.
    """
    if viewer.account_id is not None:
        st.html(
            f'<p class="signer"><span>{escape(_("Signed"))}</span><b>{escape(viewer.signed_name)}</b>'
            f"<small>{escape(_('from your account, kept with the record'))}</small></p>"
        )
        return viewer.signed_name
    key = f"{place}-signer"
    if key not in st.session_state:
        st.session_state[key] = st.session_state.get(SIGNER, "")
    return st.text_input(
        _("Your name"), key=key, max_chars=60, placeholder=_("Name and office, kept with the record")
    ).strip()


def signed_by_viewer(viewer: Viewer, given: str) -> str:
    """Give the name that a change carries: the account's, else the one given, which is offered again."""
    if viewer.account_id is not None:
        return viewer.signed_name
    if given:
        st.session_state[SIGNER] = given
    return given


def sign(check: Callable[[Viewer], None], given: str = "") -> tuple[Viewer, Signature]:
    """Look up anew who changes something, and sign for them: their session may have ended since the form was drawn.

    check: raises NotAllowed for who may not. given: the name that somebody without an account has given.
    """
    viewer = current_viewer()
    check(viewer)
    return viewer, Signature(signed_by_viewer(viewer, given), now(), origin())


def change(
    place: str,
    make: Callable[[Signature], str],
    *,
    check: Callable[[Viewer], None],
    refusal: Callable[[DashboardError], str],
    given: str = "",
) -> None:
    """Make a change, and keep what `say_once` is to say of it at this place.

    make: makes it and gives the sentence that says so. refusal: says why it was not made. check, given: as in `sign`.
    """
    try:
        st.session_state[place] = ("done", make(sign(check, given)[1]))
    except DashboardError as error:
        refuse(place, refusal(error))


def refuse(place: str, why: str) -> None:
    """Keep for `say_once` why nothing was changed."""
    st.session_state[place] = ("refused", why)


def say_once(place: str) -> None:
    """Draw what the last change came to, at the first drawing after it."""
    outcome: tuple[str, str] | None = st.session_state.pop(place, None)
    if outcome is not None:
        kind, text = outcome
        role = "status" if kind == "done" else "alert"
        st.html(f'<p class="view-told {kind}" role="{role}">{escape(text)}</p>')


def now() -> datetime:
    """This instant, aware."""
    return datetime.now(UTC)


def origin() -> str:
    """The address that the reader's browser calls from."""
    return st.context.ip_address or "127.0.0.1"


def reader_zone() -> ZoneInfo:
    """The reader's time zone, as their browser says; China's where it does not."""
    try:
        return ZoneInfo(st.context.timezone or HOME_ZONE)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(HOME_ZONE)


def local_time(instant: datetime) -> str:
    """An instant in the reader's time zone, to the minute: `2026-11-20 14:05`."""
    return instant.astimezone(reader_zone()).strftime("%Y-%m-%d %H:%M")
