"""What the store tells: batches, events, reports, files and layouts; nothing here writes.

A batch never changes once it is saved, so its rows are read once: after a save only the new batch's rows come
from the database, and a look at a past day reads nothing at all.

Every method raises StoreBusy when the database stays locked, StoreUnreachable when it has gone.
"""

from collections.abc import Collection, Generator, Sequence
from contextlib import contextmanager
from datetime import datetime
from threading import Lock
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine, Select, func, select, union

from data.base.errors import MissingFile
from data.base.fields import AREA_COLUMNS, REPORT_COLUMNS
from data.database.errors import plain_errors
from data.register.bounds import Bound, check_within, provinces_of
from data.store.batch import STORED_TYPES, frame_of
from data.store.schema import area_reports, batches, events, files, head, layouts, reports


class RowCache:
    """Rows by batch, in the order batch, county, as-of date; safe to share between threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._batches: frozenset[int] = frozenset()
        self._rows = frame_of(("batch_id", *REPORT_COLUMNS), [])

    def of(self, connection: Connection, batch_ids: Collection[int]) -> pd.DataFrame:
        """Return the rows of these batches, a frame of the caller's own; read those not read before."""
        with self._lock:  # a second reader waits for the first instead of reading the same rows beside it
            missing = frozenset(batch_ids) - self._batches
            if missing:
                together = pd.concat([self._rows, read_rows(connection, missing)], ignore_index=True)
                self._rows = together.sort_values("batch_id", kind="stable", ignore_index=True)
                self._batches |= missing
            rows = self._rows
        return rows[rows["batch_id"].isin(batch_ids)].reset_index(drop=True)


def read_rows(connection: Connection, batch_ids: Collection[int]) -> pd.DataFrame:
    """Read the rows of these batches from the database."""
    query = (
        select(reports)
        .where(reports.c.batch_id.in_(batch_ids))
        .order_by(reports.c.batch_id, reports.c.county_code, reports.c.as_of)
    )
    found = connection.execute(query)
    return frame_of(tuple(found.keys()), found.fetchall())


class StoreReader:
    """Reads one database; safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._row_cache = RowCache()

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    def revision(self) -> int:
        """Read how many changes the store has seen: the key of every cache above it."""
        with self._reading() as connection:
            return connection.execute(select(head.c.version)).scalar_one()

    def batches(self, *, include_reverted: bool = True, known_at: datetime | None = None) -> pd.DataFrame:
        """List the saves, oldest first, as they stood at `known_at` (None: now).

        Columns: batch_id, revision (int64), kind (demo|upload), as_of (datetime64[ns]), saved_at (UTC),
        saved_by, note, file_name, file_sha256, rows and area_rows (int64), origin (from where), reverted_at
        (UTC), reverted_by, revert_reason.
        """
        reverts = last_reverts(known_at).subquery()
        query = (
            select(
                batches,
                reverts.c.at.label("reverted_at"),
                reverts.c.by.label("reverted_by"),
                reverts.c.reason.label("revert_reason"),
            )
            .outerjoin(reverts, reverts.c.batch_id == batches.c.batch_id)
            .order_by(batches.c.batch_id)
        )
        if known_at is not None:
            query = query.where(batches.c.saved_at <= known_at)
        if not include_reverted:
            query = query.where(reverts.c.batch_id.is_(None))
        return self._frame(query)

    def events(self) -> pd.DataFrame:
        """List every revert and restore, oldest first.

        Columns: event_id, batch_id, revision (int64), action (revert|restore), at (UTC), by, reason, origin.
        """
        return self._frame(select(events).order_by(events.c.event_id))

    def reports(self, *, known_at: datetime | None = None) -> pd.DataFrame:
        """Give every row of the batches that count at `known_at` (None: now), by batch, county and date.

        Columns: batch_id (int64), county_code, as_of (datetime64[ns]), saved_at (UTC), stage, established_on
        (datetime64[ns]), coordination, guidance_body, funding, personnel, venues (boolean), departments,
        resources (text, separated by 、), schools_covered, schools_total (Int64), evidence, remark.
        Missing: not reported. The frame is the caller's own.
        """
        query = live_batches(known_at).add_columns(batches.c.saved_at)
        with self._reading() as connection:
            saved_at = dict(connection.execute(query).all())
            rows = self._row_cache.of(connection, saved_at.keys())
        times = pd.Series(rows["batch_id"].map(saved_at), dtype=STORED_TYPES["saved_at"])
        rows.insert(3, "saved_at", times)
        return rows

    def shows_demo(self, *, known_at: datetime | None = None) -> bool:
        """Tell whether any batch that counts is demo data."""
        query = select(func.count()).where(
            batches.c.kind == "demo", batches.c.batch_id.in_(live_batches(known_at))
        )
        with self._reading() as connection:
            return connection.execute(query).scalar_one() > 0

    def batch_reports(self, batch_id: int) -> pd.DataFrame:
        """Give one batch's rows, reverted or not: the columns of `reports` but for saved_at."""
        with self._reading() as connection:
            return read_rows(connection, [batch_id])

    def area_reports(self, *, known_at: datetime | None = None) -> pd.DataFrame:
        """Give what functional areas reported, of the batches that count at `known_at` (None: now).

        Columns: those of `reports`, but in the place of county_code parent_code, the code of the county,
        prefecture or province that the area lies in, and area, its name. No figure counts them.
        """
        live = live_batches(known_at)
        query = (
            select(area_reports, batches.c.saved_at)
            .join(batches, batches.c.batch_id == area_reports.c.batch_id)
            .where(area_reports.c.batch_id.in_(live))
            .order_by(*area_reports.primary_key.columns)
        )
        return self._frame(query)[["batch_id", *AREA_COLUMNS[:3], "saved_at", *AREA_COLUMNS[3:]]]

    def batch_provinces(self, batch_id: int) -> frozenset[str]:
        """Give the codes of the provinces that a batch speaks of, functional areas included; see `provinces_of`."""
        with self._reading() as connection:
            return provinces_of(batch_areas(connection, [batch_id]))

    def load_file(self, sha256: str, *, allowed: Bound = None) -> bytes:
        """Give back an uploaded file as it was; raises MissingFile.

        allowed: the provinces of who asks. NotAllowed if any batch from this file speaks of another province: a file
        holds all rows that somebody sent, so it is given whole or not at all.
        """
        with self._reading() as connection:
            if allowed is not None:
                came = select(batches.c.batch_id).where(batches.c.file_sha256 == sha256)
                check_within(batch_areas(connection, came), allowed, "The file")
            content = connection.execute(
                select(files.c.content).where(files.c.sha256 == sha256)
            ).scalar_one_or_none()
        if content is None:
            raise MissingFile(
                f"The store keeps no file with the checksum {sha256[:80]}.",
                "Batches saved before files were kept, and demo data, have none.",
            )
        return bytes(content)

    def recall_layout(self, key: str) -> dict[str, str] | None:
        """Give which column held which field in the last spreadsheet saved with this layout: {field: letter}."""
        with self._reading() as connection:
            return recalled_layout(connection, key)

    def _frame(self, query: Select[Any]) -> pd.DataFrame:
        with self._reading() as connection:
            found = connection.execute(query)
            return frame_of(tuple(found.keys()), found.fetchall())

    @contextmanager
    def _reading(self) -> Generator[Connection]:
        with plain_errors(self._engine.url), self._engine.connect() as connection:
            yield connection


def last_reverts(known_at: datetime | None = None) -> Select[Any]:
    """Select, for each batch whose last event up to `known_at` is a revert, that event."""
    newest = select(func.max(events.c.event_id)).group_by(events.c.batch_id)
    if known_at is not None:
        newest = newest.where(events.c.at <= known_at)
    return select(events).where(events.c.event_id.in_(newest), events.c.action == "revert")


def live_batches(known_at: datetime | None = None) -> Select[tuple[int]]:
    """Select the numbers of the batches that count at `known_at` (None: now)."""
    reverted = last_reverts(known_at).with_only_columns(events.c.batch_id)
    query = select(batches.c.batch_id).where(batches.c.batch_id.not_in(reverted))
    return query if known_at is None else query.where(batches.c.saved_at <= known_at)


def batch_areas(connection: Connection, batch_ids: Select[tuple[int]] | Sequence[int]) -> list[str]:
    """Give the codes that batches speak of: their counties, and where their functional areas lie."""
    counties = select(reports.c.county_code).where(reports.c.batch_id.in_(batch_ids))
    parents = select(area_reports.c.parent_code).where(area_reports.c.batch_id.in_(batch_ids))
    return list(connection.execute(union(counties, parents)).scalars())


def recalled_layout(connection: Connection, key: str) -> dict[str, str] | None:
    """Give the layout remembered last under this key."""
    newest = (
        select(layouts.c.fields)
        .where(layouts.c.layout_key == key)
        .order_by(layouts.c.layout_id.desc())
        .limit(1)
    )
    return connection.execute(newest).scalar_one_or_none()
