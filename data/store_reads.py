"""What the store tells: batches, events, reports, files and layouts; nothing here writes.

Every method raises StoreBusy when the database stays locked, StoreUnreachable when it has gone.
"""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine, Select, func, select

from data.bounds import Bound, check_within, provinces_of
from data.database_errors import plain_errors
from data.errors import MissingFile
from data.kept_rows import KeptRows, read_rows
from data.report_rows import AREA_COLUMNS, FRAME_TYPES, frame_of
from data.schema import area_reports, batches, events, files, head
from data.store_queries import batch_areas, last_reverts, live_batches, recalled_layout


class StoreReader:
    """Reads one database; safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._kept_rows = KeptRows()

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
            rows = self._kept_rows.of(connection, saved_at.keys())
        times = pd.Series(rows["batch_id"].map(saved_at), dtype=FRAME_TYPES["saved_at"])
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
