"""Where one reader's upload stands: one value, kept for the session and nowhere else until the last click."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from typing import Any, Literal, get_args

import streamlit as st

from data.problems import Problem

Step = Literal["file", "columns", "values", "check", "difference", "save"]
STEPS: tuple[Step, ...] = get_args(Step)
FLOW = "upload-flow"


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
    told: str = ""
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
