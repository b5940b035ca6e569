"""Named views of the dashboard: what may be one, those that ship, and what the store keeps of each.

A view is a page and the choices in its address. It is what its events say: saved, renamed, removed, brought
back. Nothing about an event ever changes.

Every method raises StoreBusy when the database stays locked, StoreUnreachable when it has gone.
"""

import re
import tomllib
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Literal, cast, get_args

from sqlalchemy import Connection, Engine, func, insert, select

from data.base.errors import DashboardError, RevisionConflict
from data.base.signatures import (
    LONGEST_NAME,
    Signature,
    check_signature,
    name_fault,
    name_key,
    tidy,
)
from data.database.engine import next_id, writing
from data.database.errors import plain_errors
from data.register.sources import FILES, missing_reference
from data.store.schema import head, view_events

Action = Literal["save", "rename", "remove", "restore"]

# A page is one word of the address, never a way out of the dashboard.
PAGE = re.compile(r"[a-z][a-z0-9_-]{0,30}")
PARAMETER = re.compile(r"[a-z][a-z0-9_]{0,30}")
# Two words of an address with a hundred counties each (ui.selection), and the rest beside them.
LONGEST_ADDRESS = 4000

# Number, name, page and parameters: what an event says that a view is.
_Kept = tuple[int, str, str, Mapping[str, str]]


@dataclass(frozen=True)
class ShippedView:
    """A view of data/files/views.toml: its names, what it is for, its page and the choices in its address."""

    key: str
    name: str
    name_en: str
    purpose: str
    purpose_en: str
    page: str
    parameters: Mapping[str, str]

    def called(self, lang: str) -> str:
        """The name in the reader's language."""
        return self.name if lang == "zh" else self.name_en

    def purpose_in(self, lang: str) -> str:
        """What it is for, in the reader's language."""
        return self.purpose if lang == "zh" else self.purpose_en


@cache
def load_shipped_views() -> tuple[ShippedView, ...]:
    """Load them in the order in which they are offered; raises MissingFile."""
    path = FILES / "views.toml"
    if not path.exists():
        raise missing_reference(path.name)
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["view"]
    return tuple(
        ShippedView(
            key=entry["key"],
            name=entry["name"],
            name_en=entry["name_en"],
            purpose=entry["purpose"],
            purpose_en=entry["purpose_en"],
            page=entry["page"],
            parameters=dict(entry.get("parameters", {})),
        )
        for entry in entries
    )


@cache
def shipped_name_keys() -> frozenset[str]:
    """Give the names that no saved view may have, in both languages, as `name_key` has them."""
    return frozenset(name_key(name) for view in load_shipped_views() for name in (view.name, view.name_en))


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
    check_signature(signature)
    if not signature.can_be_shown:
        raise InvalidView("The name of who saves the view cannot be kept.", "Write it anew, and shorter.")


def read_action(word: str) -> Action:
    """Read an action as it is stored."""
    if word not in get_args(Action):
        raise ValueError(f"{word} is nothing that is done with a view")
    return cast("Action", word)


class ViewKeeper:
    """Reads and writes the named views of one database; safe to share between threads.

    Who changes a view hands over the view as they have seen it: RevisionConflict if it has changed since.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writer = writing(engine)

    def last_event(self) -> int:
        """Read the number of the newest event, 0 without any: the key of every cache of the views."""
        with plain_errors(self._engine.url), self._engine.connect() as connection:
            return connection.execute(select(func.coalesce(func.max(view_events.c.event_id), 0))).scalar_one()

    def events(self) -> list[ViewEvent]:
        """Give everything that was ever done with a view, oldest first; `views_of` sums it up."""
        with plain_errors(self._engine.url), self._engine.connect() as connection:
            return _events(connection)

    def save(
        self,
        name: str,
        page: str,
        parameters: Mapping[str, str],
        signature: Signature,
        *,
        replacing: SavedView | None = None,
    ) -> SavedView:
        """Keep a view under a name; `replacing` is removed with the same breath.

        Raises InvalidView, ViewNameTaken with the view that has the name.
        """
        checked_signature(signature)
        name, kept = checked_name(name), checked_address(page, parameters)
        with self._changing() as connection:
            if replacing is not None:
                _add(connection, "remove", _unchanged(connection, replacing), signature)
            _check_free(connection, name)
            number = next_id(connection, view_events.c.view_id)
            return _add(connection, "save", (number, name, page, kept), signature)

    def rename(self, view: SavedView, name: str, signature: Signature) -> SavedView:
        """Give a view another name; raises InvalidView, ViewNameTaken, ViewRefused for one that is removed."""
        checked_signature(signature)
        name = checked_name(name)
        with self._changing() as connection:
            number, _name, page, parameters = _unchanged(connection, view)
            _refuse_if(view.removed, "is removed", "Bring it back first.")
            _check_free(connection, name, but=number)
            return _add(connection, "rename", (number, name, page, parameters), signature)

    def remove(self, view: SavedView, signature: Signature) -> SavedView:
        """Offer a view no longer; raises ViewRefused for one that is removed already."""
        checked_signature(signature)
        with self._changing() as connection:
            kept = _unchanged(connection, view)
            _refuse_if(view.removed, "is removed already", "Reload the page to see what there is.")
            return _add(connection, "remove", kept, signature)

    def restore(self, view: SavedView, signature: Signature) -> SavedView:
        """Offer a removed view again; raises ViewNameTaken, ViewRefused for one that is not removed."""
        checked_signature(signature)
        with self._changing() as connection:
            kept = _unchanged(connection, view)
            _refuse_if(not view.removed, "is not removed", "Reload the page to see what there is.")
            _check_free(connection, kept[1])
            return _add(connection, "restore", kept, signature)

    @contextmanager
    def _changing(self) -> Generator[Connection]:
        """One write transaction that holds the head row as every writer does, and leaves it as it is."""
        with plain_errors(self._engine.url), self._writer.begin() as connection:
            # SQLite has its one write lock from the start, and knows no FOR UPDATE.
            connection.execute(select(head.c.version).with_for_update())
            yield connection


def _events(connection: Connection) -> list[ViewEvent]:
    rows = connection.execute(select(view_events).order_by(view_events.c.event_id))
    return [
        ViewEvent(
            event_id=row.event_id,
            view_id=row.view_id,
            action=read_action(row.action),
            name=row.name,
            page=row.page,
            parameters=row.parameters,
            at=row.at,
            by=row.by,
            origin=row.origin,
        )
        for row in rows
    ]


def _unchanged(connection: Connection, view: SavedView) -> _Kept:
    """Give what is kept of a view; raises RevisionConflict if somebody changed it after the caller looked."""
    newest = select(func.max(view_events.c.event_id)).where(view_events.c.view_id == view.view_id)
    if connection.execute(newest).scalar_one() != view.last.event_id:
        raise RevisionConflict(
            f'Somebody else changed the view "{view.name}" meanwhile.', "Look at it again, then decide."
        )
    return view.view_id, view.name, view.page, view.parameters


def _check_free(connection: Connection, name: str, but: int | None = None) -> None:
    key = name_key(name)
    if key in shipped_name_keys():
        raise ViewNameTaken(name, None)
    for other in views_of(_events(connection)):
        if not other.removed and other.view_id != but and name_key(other.name) == key:
            raise ViewNameTaken(other.name, other)


def _refuse_if(wrong: bool, state: str, remedy: str) -> None:  # noqa: FBT001
    if wrong:
        raise ViewRefused(f"The view {state}.", remedy)


def _add(connection: Connection, action: Action, kept: _Kept, signature: Signature) -> SavedView:
    """Add an event and give the view as it is then."""
    number, name, page, parameters = kept
    event = {
        "event_id": next_id(connection, view_events.c.event_id),
        "view_id": number,
        "action": action,
        "name": name,
        "page": page,
        "parameters": dict(parameters),
        "at": signature.at,
        "by": signature.by,
        "origin": signature.origin,
    }
    connection.execute(insert(view_events), event)
    return next(view for view in views_of(_events(connection)) if view.view_id == number)
