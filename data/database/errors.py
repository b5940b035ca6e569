"""Plain sentences for what databases complain of. None of them ever shows a password."""

from collections.abc import Generator
from contextlib import contextmanager

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from data.base.errors import DashboardError, StoreBusy, StoreUnreachable

AGAIN = "Try again in a moment; if it goes on, look for another process that holds the database open."
# SQLite's result codes, by their beginning, and what to say of the file.
SQLITE_TROUBLE = {
    "SQLITE_NOTADB": (
        "is not a SQLite database.",
        "Point DATABASE_URL to another file, or move this one away and start anew.",
    ),
    "SQLITE_CORRUPT": ("is damaged.", "Put back the last backup of the file."),
    "SQLITE_CANTOPEN": (
        "cannot be opened or created.",
        "Correct DATABASE_URL, or give the dashboard's account permission to write there.",
    ),
    "SQLITE_READONLY": (
        "cannot be written.",
        "Give the dashboard's account permission to write the file and its folder.",
    ),
    "SQLITE_PERM": ("cannot be written.", "Give the dashboard's account permission to write the file."),
    "SQLITE_FULL": ("cannot grow: the disk is full.", "Make room on the disk, then try again."),
    "SQLITE_IOERR": (
        "cannot be read or written: the disk reports an error.",
        "Check the disk; SQLite needs a local one, not a network share.",
    ),
}
# PostgreSQL's SQLSTATE codes (appendix A of its manual).
POSTGRES_BUSY = ("55P03", "40P01", "40001", "57014", "53300", "57P03")
POSTGRES_TROUBLE = {
    "42501": (
        "does not let this user make or write tables.",
        "Have its owner run GRANT CREATE, USAGE ON SCHEMA public TO the user named in DATABASE_URL.",
    ),
    "25006": ("can only be read.", "Point DATABASE_URL to the primary server."),
    "53100": ("cannot grow: the server's disk is full.", "Make room on the server's disk, then try again."),
}

# How the client library begins its complaints about the address itself.
NOT_UNDERSTOOD = ("invalid ", "bad value for ", "connection is bad: invalid ")


@contextmanager
def plain_errors(url: URL) -> Generator[None]:
    """Raise StoreBusy or StoreUnreachable in place of a database's own complaint that means it."""
    try:
        yield
    except PoolTimeout as error:
        raise StoreBusy(f"All connections to {place(url)} are in use.", AGAIN) from error
    except DBAPIError as error:
        plain = sqlite_error(error, url) if url.get_backend_name() == "sqlite" else postgres_error(error, url)
        if plain is None:
            raise
        raise plain from error


def place(url: URL) -> str:
    """Name the database without its password."""
    if url.get_backend_name() == "sqlite":
        return f"the database file {url.database}"
    return f'the PostgreSQL database "{url.database}" at {server(url)}'


def server(url: URL) -> str:
    """Name the PostgreSQL server: host and port, or the folder of its socket."""
    host = url.host or url.query.get("host") or "localhost"
    return f"{host}:{url.port or 5432}"


def sqlite_error(error: DBAPIError, url: URL) -> DashboardError | None:
    """Word SQLite's result code; None for one that tells of a fault in the dashboard."""
    code = str(getattr(error.orig, "sqlite_errorname", ""))
    subject = sentence_start(place(url))
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return StoreBusy(f"{subject} is locked by another process.", AGAIN)
    for beginning, (trouble, remedy) in SQLITE_TROUBLE.items():
        if code.startswith(beginning):
            return StoreUnreachable(f"{subject} {trouble}", remedy)
    return None


def postgres_error(error: DBAPIError, url: URL) -> DashboardError | None:
    """Word PostgreSQL's SQLSTATE, or the refusal to connect, which carries none."""
    state = getattr(error.orig, "sqlstate", None)
    subject = sentence_start(place(url))
    if state in POSTGRES_BUSY:
        return StoreBusy(f"{subject} is locked or out of connections.", AGAIN)
    if state in POSTGRES_TROUBLE:
        trouble, remedy = POSTGRES_TROUBLE[state]
        return StoreUnreachable(f"{subject} {trouble}", remedy)
    if error.connection_invalidated:
        return StoreUnreachable(
            f"{subject} closed the connection.", "Check that the server runs, then try again."
        )
    return connection_refused(str(error.orig), url) if state is None else None


def connection_refused(complaint: str, url: URL) -> DashboardError:
    """Word why a connection did not come about, as far as the server's (possibly translated) text tells."""
    if "too many" in complaint or "starting up" in complaint:
        return StoreBusy(f"PostgreSQL at {server(url)} takes no further connection now.", AGAIN)
    if f'database "{url.database}" does not exist' in complaint:
        return StoreUnreachable(
            f'PostgreSQL at {server(url)} has no database "{url.database}".',
            "Create it with createdb, or correct the name in DATABASE_URL.",
        )
    if "password authentication failed" in complaint or "no password supplied" in complaint:
        return StoreUnreachable(
            f'PostgreSQL at {server(url)} does not accept the password of user "{url.username}".',
            "Correct the user name or the password in DATABASE_URL.",
        )
    if "FATAL" in complaint or "致命" in complaint:
        return StoreUnreachable(
            f'PostgreSQL at {server(url)} refuses user "{url.username}" on database "{url.database}".',
            "Check user name, password and database name in DATABASE_URL, and the server's pg_hba.conf.",
        )
    if complaint.startswith(NOT_UNDERSTOOD):
        return StoreUnreachable(
            "DATABASE_URL has a port or an option that PostgreSQL does not understand.",
            "Correct the port, or what follows the question mark.",
        )
    return StoreUnreachable(
        f"PostgreSQL at {server(url)} cannot be reached.",
        "Start the server, or correct host, port and options in DATABASE_URL.",
    )


def sentence_start(words: str) -> str:
    """Begin a sentence with these words."""
    return words[0].upper() + words[1:]
