"""What the store keeps of named views; no save in here moves the store's revision, since no figure changes.

Every method raises StoreBusy when the database stays locked, StoreUnreachable when it has gone.
"""

from collections.abc import Generator, Mapping
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, func, insert, select

from data.database import writing
from data.database_errors import plain_errors
from data.errors import RevisionConflict
from data.given_names import name_key
from data.saved_views import (
    Action,
    SavedView,
    ViewEvent,
    ViewNameTaken,
    ViewRefused,
    checked_address,
    checked_name,
    checked_signature,
    read_action,
    views_of,
)
from data.schema import head, view_events
from data.shipped_views import shipped_name_keys
from data.signatures import Signature
from data.store_queries import next_id


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
        """Give everything that was ever done with a view, oldest first; data.saved_views.views_of sums it up."""
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


# Number, name, page and parameters: what an event says that a view is.
_Kept = tuple[int, str, str, Mapping[str, str]]


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
