"""Uploads under way, held for their account: who is signed out in the middle, or reloads the page, goes on after it.

In the server's memory and nowhere else. What was held for one account is never another's to see.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape
from threading import Lock

import streamlit as st

from data.open_sessions import IDLE_END
from data.permissions import Viewer
from data.words import Translate
from ui.records.signature import local_time, now
from ui.upload.flow import Flow, read_flow, write_flow

# A session that nobody uses ends after as long; who comes back later begins anew.
HELD_FOR = IDLE_END
# One of the largest that the server takes (.streamlit/config.toml), and room for others; the oldest makes room.
MOST_BYTES = 200_000_000


@dataclass(frozen=True)
class Held:
    """An upload as it stood at an instant."""

    flow: Flow
    at: datetime

    @property
    def size(self) -> int:
        """How many bytes its files have."""
        return sum(len(file.content) for file in self.flow.files)


class Uploads:
    """The newest upload under way of each account."""

    def __init__(self, clock: Callable[[], datetime] = now, most_bytes: int = MOST_BYTES) -> None:
        self._clock, self._most = clock, most_bytes
        self._lock = Lock()
        self._held: dict[int, Held] = {}

    def hold(self, account_id: int, flow: Flow) -> None:
        """Keep how the account's upload stands; one that is saved, or has no file any more, is let go."""
        with self._lock:
            self._held.pop(account_id, None)
            if flow.file is not None and not (flow.batch_id is not None and flow.last):
                self._held[account_id] = Held(flow, self._clock())
            self._make_room()

    def of(self, account_id: int) -> Held | None:
        """Give what is held for the account."""
        with self._lock:
            self._make_room()
            return self._held.get(account_id)

    def holds(self, flow: Flow) -> bool:
        """Tell whether the files of an upload are held, for whomever."""
        with self._lock:
            self._make_room()
            return any(held.flow.files is flow.files for held in self._held.values())

    def _make_room(self) -> None:
        oldest_first = sorted(self._held.items(), key=lambda entry: entry[1].at)
        too_many = sum(held.size for held in self._held.values()) - self._most
        for account_id, held in oldest_first:
            if held.at <= self._clock() - HELD_FOR or too_many > 0:
                too_many -= held.size
                del self._held[account_id]


UPLOADS = Uploads()


def own_flow(viewer: Viewer) -> Flow:
    """Give how the upload of this tab stands, and keep it for its account.

    What another account was at in this tab is not shown to the one that is signed in now.
    """
    flow = read_flow()
    if viewer.account_id is None or flow.file is None:
        return flow
    if flow.owner is None:
        flow = replace(flow, owner=viewer.account_id)
        write_flow(flow)
    elif flow.owner != viewer.account_id:
        write_flow(Flow())
        return Flow()
    hold(viewer, flow)
    return flow


def hold(viewer: Viewer, flow: Flow) -> None:
    """Keep how the reader's upload stands after this run; without an account there is nobody to keep it for."""
    if viewer.account_id is not None and flow.file is not None:
        UPLOADS.hold(viewer.account_id, flow)


def let_go(viewer: Viewer) -> None:
    """Keep nothing for the reader any more: they gave the upload up."""
    if viewer.account_id is not None:
        UPLOADS.hold(viewer.account_id, Flow())


def offer_held(viewer: Viewer, flow: Flow, _: Translate) -> None:
    """Offer to go on with what the reader was at, in this tab or another, before they came here anew.

    flow: of this tab, without a file; where the reader has just given one up, nothing is held any more.
    """
    if flow.given_up:
        let_go(viewer)
    held = None if viewer.account_id is None else UPLOADS.of(viewer.account_id)
    if held is None or held.flow.file is None:
        return
    told = _("You were at {file} at {time}; nothing of it is stored yet.")
    if held.flow.batch_id is not None:
        told = _("You were at {file} at {time}; it is saved, other files wait behind it.")
    with st.container(key="upload-held", horizontal=True, gap="small", vertical_alignment="center"):
        words = told.format(file=held.flow.file.name, time=local_time(held.at))
        st.html(f'<p class="upload-for">{escape(words)}</p>', width="content")
        st.button(_("Go on with it"), key="go-on", type="primary", on_click=write_flow, args=(held.flow,))
        st.button(_("Discard"), key="discard-held", on_click=let_go, args=(viewer,))
