"""The tables of the store, for SQLite and PostgreSQL alike.

Rows are only ever added. Which batches count follows from the *events*: a batch counts unless its last
event is a revert. The one row that changes is `head`, whose version is the store's revision and its lock.

Functional areas report too, but they are no counties: their rows stand in `area_reports`, a table that no
count reads. Uploaded files are kept once by checksum. `origin` is where a change came from, such as a browser's
address. Named views are events too, and no figure's: they leave the revision where it is. Accounts stand in
`data.accounts.rows`, what the tables are made of in `data.database.column_types`.
"""

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Integer,
    LargeBinary,
    Table,
    Text,
)
from sqlalchemy.types import TypeEngine

import data.accounts.rows  # noqa: F401 # pyright: ignore[reportUnusedImport] - its tables join the metadata
from data.base.fields import FIELDS, REPORTED
from data.base.stages import STAGES
from data.database.column_types import ID, UtcTime, metadata, one_of

BATCH_KINDS = ("demo", "upload")
ACTIONS = ("revert", "restore")
VIEW_ACTIONS = ("save", "rename", "remove", "restore")

head = Table(
    "head",
    metadata,
    Column("head_id", Integer, CheckConstraint("head_id = 1", name="single_row"), **ID),
    Column("version", BigInteger, nullable=False),
)

batches = Table(
    "batches",
    metadata,
    Column("batch_id", BigInteger, **ID),
    Column("revision", BigInteger, nullable=False),
    Column("kind", Text, one_of("kind", BATCH_KINDS), nullable=False),
    Column("as_of", Date, nullable=False),
    Column("saved_at", UtcTime, nullable=False),
    Column("saved_by", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("file_name", Text),
    Column("file_sha256", Text),
    Column("rows", BigInteger, nullable=False),
    Column("area_rows", BigInteger, nullable=False, server_default="0"),
    Column("origin", Text),
)

files = Table(
    "files",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("kept_at", UtcTime, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

# Which column of a spreadsheet held which field, for the next one with the same headers; the newest counts.
layouts = Table(
    "layouts",
    metadata,
    Column("layout_id", BigInteger, **ID),
    Column("layout_key", Text, nullable=False, index=True),
    Column("fields", JSON, nullable=False),
    Column("remembered_at", UtcTime, nullable=False),
    Column("remembered_by", Text, nullable=False),
)

events = Table(
    "events",
    metadata,
    Column("event_id", BigInteger, **ID),
    Column("batch_id", BigInteger, ForeignKey("batches.batch_id"), nullable=False, index=True),
    Column("revision", BigInteger, nullable=False),
    Column("action", Text, one_of("action", ACTIONS), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("by", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("origin", Text),
)

# Each event holds what the view is from then on; the newest counts.
view_events = Table(
    "view_events",
    metadata,
    Column("event_id", BigInteger, **ID),
    Column("view_id", BigInteger, nullable=False),
    Column("action", Text, one_of("action", VIEW_ACTIONS), nullable=False),
    Column("name", Text, nullable=False),
    Column("page", Text, nullable=False),
    Column("parameters", JSON, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("by", Text, nullable=False),
    Column("origin", Text),
)


# What the database holds of a field, by its kind; of all other kinds it holds text.
COLUMN_TYPES: dict[str, type[TypeEngine[Any]]] = {
    "day": Date,
    "yes_no": Boolean,
    "whole_number": BigInteger,
}


def reported_columns() -> list[Column[Any]]:
    """Make the columns of what is reported, the same for counties and functional areas."""
    checks = {"stage": one_of("stage", tuple(STAGES))}
    return [
        Column(name, COLUMN_TYPES.get(FIELDS[name].kind, Text), *([checks[name]] if name in checks else ()))
        for name in REPORTED
    ]


reports = Table(
    "reports",
    metadata,
    Column("batch_id", BigInteger, ForeignKey("batches.batch_id"), **ID),
    Column("county_code", Text, primary_key=True),
    Column("as_of", Date, primary_key=True),
    *reported_columns(),
    sqlite_with_rowid=False,
)


# `parent_code`: the county, prefecture or province that the area lies in, as far as its row says.
area_reports = Table(
    "area_reports",
    metadata,
    Column("batch_id", BigInteger, ForeignKey("batches.batch_id"), **ID),
    Column("parent_code", Text, primary_key=True),
    Column("area", Text, primary_key=True),
    Column("as_of", Date, primary_key=True),
    *reported_columns(),
    sqlite_with_rowid=False,
)
