"""Views of the dashboard that somebody has given a name: what they are, and what may be one.

A view is a page and the choices in its address. It is what its events say: saved, renamed, removed, brought
back. Nothing about an event ever changes.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, cast, get_args

from data.batch import check_signature
from data.errors import DashboardError
from data.given_names import LONGEST_NAME, name_fault, tidy
from data.signatures import LONGEST_SIGNER, Signature

Action = Literal["save", "rename", "remove", "restore"]

# A page is one word of the address, never a way out of the dashboard.
PAGE = re.compile(r"[a-z][a-z0-9_-]{0,30}")
PARAMETER = re.compile(r"[a-z][a-z0-9_]{0,30}")
# Two words of an address with a hundred counties each (ui.selection), and the rest beside them.
LONGEST_ADDRESS = 4000


class InvalidView(DashboardError):
    """A view cannot be kept as it is: its name or its address is not what the store takes."""


class ViewRefused(DashboardError):
    """What is asked cannot be done with a view in the state that it is in."""


class ViewNameTaken(DashboardError):
    """Another view has the name. `view` is that one; None where the dashboard ships it."""

    def __init__(self, name: str, view: "SavedView | None") -> None:
        super().__init__(f'There is a view "{name}" already.', "Choose another name, or replace that view.")
        self.view = view


@dataclass(frozen=True)
class ViewEvent:
    """What was done with a view; name, page and parameters are those from then on."""

    event_id: int
    view_id: int
    action: Action
    name: str
    page: str
    parameters: Mapping[str, str]
    at: datetime
    by: str
    origin: str | None


@dataclass(frozen=True)
class SavedView:
    """A view as its events have left it.

    parameters: of the address; without as_of it shows the newest report. last: its newest event, by which a
    caller says which state of the view they have seen.
    """

    view_id: int
    name: str
    page: str
    parameters: Mapping[str, str]
    saved_by: str
    saved_at: datetime
    last: ViewEvent

    @property
    def removed(self) -> bool:
        """Whether it is no longer offered; it can be brought back."""
        return self.last.action == "remove"


def views_of(events: Iterable[ViewEvent]) -> list[SavedView]:
    """Tell what became of each view; `events` oldest first, the views in the order of their first."""
    firsts: dict[int, ViewEvent] = {}
    lasts: dict[int, ViewEvent] = {}
    for event in events:
        firsts.setdefault(event.view_id, event)
        lasts[event.view_id] = event
    return [
        SavedView(number, last.name, last.page, last.parameters, first.by, first.at, last)
        for (number, first), last in zip(firsts.items(), lasts.values(), strict=True)
    ]


def checked_name(name: str) -> str:
    """Give the tidy name, or raise InvalidView."""
    tidied = tidy(name)
    fault = name_fault(tidied)
    if fault is not None:
        what = {
            "empty": "The view has no name.",
            "long": f"The view's name is longer than {LONGEST_NAME} characters.",
            "signs": "The view's name holds characters that cannot be seen.",
        }
        raise InvalidView(what[fault], "Give the view another name.")
    return tidied


def checked_address(page: str, parameters: Mapping[str, str]) -> dict[str, str]:
    """Give the parameters as they are kept, or raise InvalidView: only a page of the dashboard, and words."""
    long = sum(len(name) + len(value) for name, value in parameters.items()) > LONGEST_ADDRESS
    words = all(PARAMETER.fullmatch(name) and value.isprintable() for name, value in parameters.items())
    if not PAGE.fullmatch(page) or not words or long:
        raise InvalidView("The view's address cannot be kept.", "Open the page anew, then save the view.")
    return dict(parameters)


def checked_signature(signature: Signature) -> None:
    """Raise InvalidBatch or InvalidView unless somebody signs, with a name that can be shown."""
    check_signature(signature.by, signature.at, origin=signature.origin or "")
    if len(signature.by) > LONGEST_SIGNER or not signature.by.isprintable():
        raise InvalidView("The name of who saves the view cannot be kept.", "Write it anew, and shorter.")


def read_action(word: str) -> Action:
    """Read an action as it is stored."""
    if word not in get_args(Action):
        raise ValueError(f"{word} is nothing that is done with a view")
    return cast("Action", word)
