"""Who makes a change, when, and from where: what every write carries."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from data.words import Translate

# The name given last in this session, offered again. There are no accounts yet.
SIGNER = "signer"
HOME_ZONE = "Asia/Shanghai"


def signer_field(place: str, _: Translate) -> str:
    """Draw the field for the name of whoever makes the change; `place` tells its widgets apart."""
    key = f"{place}-signer"
    if key not in st.session_state:
        st.session_state[key] = st.session_state.get(SIGNER, "")
    return st.text_input(
        _("Your name"), key=key, max_chars=60, placeholder=_("Name and office, kept with the record")
    ).strip()


def remember_signer(name: str) -> None:
    """Offer this name from now on."""
    st.session_state[SIGNER] = name


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
