"""Where one reader's upload stands: kept for the session, and held in memory for their account until the last click.

In the server's memory and nowhere else. What was held for one account is never another's to see.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from hashlib import sha256
from html import escape
from threading import Lock
from typing import Any, Literal, get_args

import streamlit as st

from data.accounts.permissions import Viewer
from data.accounts.sessions import IDLE_END
from data.base.language import Translate
from data.spreadsheets.problems import Problem
from ui.signing.signature import local_time, now

Step = Literal["file", "columns", "values", "check", "difference", "save"]

STEPS: tuple[Step, ...] = get_args(Step)

FLOW = "upload-flow"

# A session that nobody uses ends after as long; who comes back later begins anew.
HELD_FOR = IDLE_END
# One of the largest that the server takes (.streamlit/config.toml), and room for others; the oldest makes room.
MOST_BYTES = 200_000_000


@dataclass(frozen=True)
class SentFile:
    """A file as it came from the browser."""

    name: str
    content: bytes = field(repr=False)

    @property
    def checksum(self) -> str:
        """The SHA-256 of the content, the key under which it is read once."""
        return sha256(self.content).hexdigest()


@dataclass(frozen=True)
class Flow:
    """One upload.

    files: those sent, taken one after the other; place: which one it is. step: None lets the file decide.
    sheet, header_row, encoding, as_of, columns: what the reader chose in the place of what was found.
    answers: what the reader put in the place of a cell, by spreadsheet row and field. answered: the problem each
    answer answers. revision: the store's when the file was first looked at. batch_id: of the save made.
    conflict: what others saved between look and save, as sentences. given_up: the reader discarded what was here.
    owner: the account that looks at it, None without one.
    """

    files: tuple[SentFile, ...] = ()
    place: int = 0
    step: Step | None = None
    sheet: str | None = None
    header_row: int | None = None
    encoding: str | None = None
    as_of: date | None = None
    columns: Mapping[str, str] | None = None
    answers: Mapping[tuple[int, str], Any] = field(default_factory=dict[tuple[int, str], Any])
    answered: Mapping[tuple[int, str], Problem] = field(default_factory=dict[tuple[int, str], Problem])
    revision: int | None = None
    batch_id: int | None = None
    conflict: tuple[str, ...] = ()
    everything: bool = False
    page: int = 0
    refusal: str = ""
    given_up: bool = False
    owner: int | None = None

    @property
    def file(self) -> SentFile | None:
        """The file at hand."""
        return self.files[self.place] if self.place < len(self.files) else None

    @property
    def last(self) -> bool:
        """Whether no file waits behind this one."""
        return self.place >= len(self.files) - 1


def read_flow() -> Flow:
    """The upload of this session."""
    return st.session_state.get(FLOW, Flow())


def write_flow(flow: Flow) -> None:
    """Keep the upload as it stands now."""
    st.session_state[FLOW] = flow


def change_flow(**changes: Any) -> None:
    """Keep the upload with `changes` made."""
    write_flow(replace(read_flow(), **changes))


def take_files(files: tuple[SentFile, ...]) -> None:
    """Begin with these files; an upload under way is given up."""
    write_flow(Flow(files=files))


def next_file() -> None:
    """Go on to the file behind the one at hand; what was chosen for this one does not hold for the next."""
    flow = read_flow()
    write_flow(Flow(files=flow.files, place=flow.place + 1))


def discard() -> None:
    """Give the upload up; nothing of it was stored."""
    write_flow(Flow(given_up=True))


def answer(found: Problem, name: str, *, value: Any) -> None:
    """Put `value` in the place of what stands in the problem's row for field `name`; None takes it back."""
    flow, key = read_flow(), (found.row or 0, name)
    same_row = {other for other, was in flow.answered.items() if was == found}
    answers = {k: v for k, v in flow.answers.items() if k not in same_row and k != key}
    answered = {k: v for k, v in flow.answered.items() if k not in same_row and k != key}
    if value is not None:
        answers[key], answered[key] = value, found
    write_flow(replace(flow, answers=answers, answered=answered, conflict=()))


@dataclass(frozen=True)
class HeldUpload:
    """An upload as it stood at an instant."""

    flow: Flow
    at: datetime

    @property
    def size(self) -> int:
        """How many bytes its files have."""
        return sum(len(file.content) for file in self.flow.files)


class HeldUploads:
    """The newest upload under way of each account."""

    def __init__(self, clock: Callable[[], datetime] = now, most_bytes: int = MOST_BYTES) -> None:
        self._clock, self._most = clock, most_bytes
        self._lock = Lock()
        self._held: dict[int, HeldUpload] = {}

    def hold(self, account_id: int, flow: Flow) -> None:
        """Keep how the account's upload stands; one that is saved, or has no file any more, is let go."""
        with self._lock:
            self._held.pop(account_id, None)
            if flow.file is not None and not (flow.batch_id is not None and flow.last):
                self._held[account_id] = HeldUpload(flow, self._clock())
            self._make_room()

    def of(self, account_id: int) -> HeldUpload | None:
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


HELD_UPLOADS = HeldUploads()


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
        HELD_UPLOADS.hold(viewer.account_id, flow)


def let_go(viewer: Viewer) -> None:
    """Keep nothing for the reader any more: they gave the upload up."""
    if viewer.account_id is not None:
        HELD_UPLOADS.hold(viewer.account_id, Flow())


def offer_held(viewer: Viewer, flow: Flow, _: Translate) -> None:
    """Offer to go on with what the reader was at, in this tab or another, before they came here anew.

    flow: of this tab, without a file; where the reader has just given one up, nothing is held any more.
    """
    if flow.given_up:
        let_go(viewer)
    held = None if viewer.account_id is None else HELD_UPLOADS.of(viewer.account_id)
    if held is None or held.flow.file is None:
        return
    text = _("You were at {file} at {time}; nothing of it is stored yet.")
    if held.flow.batch_id is not None:
        text = _("You were at {file} at {time}; it is saved, other files wait behind it.")
    with st.container(key="upload-held", horizontal=True, gap="small", vertical_alignment="center"):
        words = text.format(file=held.flow.file.name, time=local_time(held.at))
        st.html(f'<p class="upload-for">{escape(words)}</p>', width="content")
        st.button(_("Go on with it"), key="go-on", type="primary", on_click=write_flow, args=(held.flow,))
        st.button(_("Discard"), key="discard-held", on_click=let_go, args=(viewer,))
