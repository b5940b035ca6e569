"""How the store reaches its database: reading the address, making the engine, upgrading the schema."""

import re
import time
from contextlib import suppress
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from sqlite3 import OperationalError as SqliteError
from typing import Any

from sqlalchemy import (
    URL,
    Column,
    Connection,
    Engine,
    create_engine,
    event,
    func,
    inspect,
    make_url,
    select,
    text,
)
from sqlalchemy.exc import ArgumentError

from data.base.errors import StoreUnreachable
from data.database.errors import plain_errors

EXAMPLES = "sqlite:////srv/alliance/dashboard.db or postgresql://user:password@host:5432/database"
POSTGRES = ("postgres", "postgresql")
# The project's own folder for what it writes. Git ignores it, so a fresh clone lacks it: it is made on first
# use. Any other missing folder is more likely a mistyped path.
OWN_FOLDER = "var"
HARMLESS = re.compile(r"[\w./-]{1,80}")
MIGRATIONS = Path(__file__).parent / "migrations"

# The newest file in migrations/versions. Knowing it here spares every start the import of Alembic.
SCHEMA_REVISION = "0005"

# Any number that nothing else in the same PostgreSQL database locks: "alliance" on a telephone's keys.
UPGRADE_LOCK = 25542623
CONNECT_SECONDS = 5
RETRY_SECONDS = 0.05


def read_address(address: str) -> URL:
    """Understand a DATABASE_URL, or raise StoreUnreachable.

    The sentence repeats an address only if no password can be in it: in a mistyped one that may stand anywhere.
    """
    remedy = f"Write it like {EXAMPLES}, with %40 for @ and %2F for / in a password."
    try:
        url = make_url(address.strip())
    except (ArgumentError, ValueError) as error:
        shown = f' "{address}"' if HARMLESS.fullmatch(address) else ""
        raise StoreUnreachable(f"DATABASE_URL{shown} is not a database address.", remedy) from error
    if any("@" in part for part in (url.host or "", url.database or "") if url.drivername != "sqlite"):
        raise StoreUnreachable("DATABASE_URL cannot be read: it has more than one @.", remedy)
    kind = url.drivername.partition("+")[0]
    if kind in POSTGRES:
        if not url.database:
            raise StoreUnreachable("DATABASE_URL names no PostgreSQL database.", remedy)
        return url.set(drivername="postgresql+psycopg")
    if url.drivername in ("sqlite", "sqlite+pysqlite"):
        if not url.database or url.database == ":memory:" or url.database.startswith("file:"):
            raise StoreUnreachable("DATABASE_URL names no SQLite file, so nothing would be kept.", remedy)
        if url.host or url.query:
            raise StoreUnreachable("DATABASE_URL has more than a path after sqlite:///.", remedy)
        return url
    raise StoreUnreachable(
        f'DATABASE_URL names the kind of database "{url.drivername}", which the dashboard does not use.',
        remedy,
    )


def make_engine(url: URL, *, busy_timeout: float = 5.0) -> Engine:
    """Make the engine. `busy_timeout`: seconds to wait for a lock before giving up."""
    if url.get_backend_name() == "sqlite":
        prepare_folder(url)
        engine = create_engine(url, connect_args={"timeout": busy_timeout})

        def connected(connection: SqliteConnection, _record: object) -> None:
            prepare_sqlite(connection, busy_timeout)

        event.listen(engine, "connect", connected)
        event.listen(engine, "begin", begin_sqlite)
        return engine
    options: dict[str, Any] = {
        "connect_timeout": CONNECT_SECONDS,
        "application_name": "education-alliance-dashboard",
    }
    # PostgreSQL counts in milliseconds; 0 would mean for ever. What the address says goes first.
    options["options"] = f"-c lock_timeout={max(1, round(busy_timeout * 1000))}"
    chosen = {name: value for name, value in options.items() if name not in url.query}
    return create_engine(url, connect_args=chosen, pool_pre_ping=True)


def writing(engine: Engine) -> Engine:
    """Return the same engine, whose SQLite transactions take the write lock at once, not halfway."""
    return engine.execution_options(sqlite_begin="BEGIN IMMEDIATE")


def prepare_folder(url: URL) -> None:
    """Make the project's own folder if it is the only one missing; complain about any other."""
    folder = Path(str(url.database)).absolute().parent
    if folder.name == OWN_FOLDER and folder.parent.is_dir():
        # A refusal shows, with its own sentence, when SQLite opens the file.
        with suppress(OSError):
            folder.mkdir(exist_ok=True)
    if not folder.is_dir():
        raise StoreUnreachable(
            f"The folder {folder}, in which DATABASE_URL places the database, does not exist.",
            "Make the folder, or correct DATABASE_URL.",
        )


def prepare_sqlite(connection: SqliteConnection, busy_timeout: float) -> None:
    """Readers beside one writer (WAL), nothing lost at a power cut, foreign keys checked.

    SQLite ignores its busy timeout when two connections switch a new file to WAL at once, so this waits.
    """
    connection.isolation_level = None  # transactions begin where `begin_sqlite` says
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA synchronous=FULL")
    for attempts_left in reversed(range(1 + round(busy_timeout / RETRY_SECONDS))):
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except SqliteError as error:
            if not attempts_left or not error.sqlite_errorname.startswith("SQLITE_BUSY"):
                raise
            time.sleep(RETRY_SECONDS)
        else:
            return


def begin_sqlite(connection: Connection) -> None:
    """Begin as the execution option `sqlite_begin` says; plain BEGIN reads one consistent state."""
    connection.exec_driver_sql(connection.get_execution_options().get("sqlite_begin", "BEGIN"))


def upgrade(engine: Engine, url: URL) -> None:
    """Bring the database's schema to this code's; processes that start together take turns.

    Raises StoreUnreachable if a newer version of the dashboard has already upgraded it.
    """
    with plain_errors(url), engine.connect() as connection:
        if schema_revision(connection) == SCHEMA_REVISION:
            return
    exclusive = engine.execution_options(sqlite_begin="BEGIN EXCLUSIVE")
    with plain_errors(url), exclusive.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(UPGRADE_LOCK)))
        if schema_revision(connection) != SCHEMA_REVISION:
            run_migrations(connection, url)


def schema_revision(connection: Connection) -> str | None:
    """Read which migration the database has reached: None for a new one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def run_migrations(connection: Connection, url: URL, upto: str = SCHEMA_REVISION) -> None:
    """Run Alembic's migrations up to `upto` on this connection, inside its transaction."""
    from alembic import command  # noqa: PLC0415 - half a second that only a new database costs
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    current = schema_revision(connection)
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if current is not None and current not in known:
        raise StoreUnreachable(
            f'The database {url.database} has the schema "{current}", newer than this version of the '
            f'dashboard, which knows "{SCHEMA_REVISION}".',
            "Update the dashboard, or point DATABASE_URL to another database.",
        )
    command.upgrade(config, upto)


def next_id(connection: Connection, column: Column[int]) -> int:
    """Give the next number; safe because every writer holds the head row first."""
    return connection.execute(select(func.coalesce(func.max(column), 0) + 1)).scalar_one()
