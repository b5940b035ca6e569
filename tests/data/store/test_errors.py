"""Each way in which a database can fail the dashboard gives one sentence with the thing and the remedy."""

import sqlite3
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import event

from data.base.errors import DashboardError, StoreBusy, StoreUnreachable
from data.store.store import open_store
from tests.data.batches import KNOWN_CODES, a_batch, counted, save
from tests.servers import free_port

SECRET = "s3cret-and-private"  # noqa: S105


def complaint(address: str, error: type[DashboardError] = StoreUnreachable) -> DashboardError:
    """What opening this address says, after checking that it is plain and keeps the password."""
    with pytest.raises(error) as raised:
        open_store(address, known_codes=(), busy_timeout=0.2)
    said = raised.value
    assert said.what.endswith(".")
    assert said.remedy.endswith(".")
    assert "\n" not in str(said)
    assert SECRET not in str(said)
    return said


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("", "DATABASE_URL is not a database address."),
        ("our database", "DATABASE_URL is not a database address."),
        ("nonsense", 'DATABASE_URL "nonsense" is not a database address.'),
        (f"postgresql//u:{SECRET}@h/d", "DATABASE_URL is not a database address."),
        (f"postgresql://u:{SECRET}@h:port/d", "DATABASE_URL is not a database address."),
        (f"postgresql://u:x@{SECRET}@h/d", "DATABASE_URL cannot be read: it has more than one @."),
        (f"postgresql://u:{SECRET}@h", "DATABASE_URL names no PostgreSQL database."),
        ("sqlite://", "DATABASE_URL names no SQLite file, so nothing would be kept."),
        ("sqlite:///:memory:", "DATABASE_URL names no SQLite file, so nothing would be kept."),
        ("sqlite:///a.db?mode=ro", "DATABASE_URL has more than a path after sqlite:///."),
        (
            f"mysql://u:{SECRET}@h/d",
            'DATABASE_URL names the kind of database "mysql", which the dashboard does not use.',
        ),
    ],
)
def test_an_address_that_cannot_be_read(address, what):
    said = complaint(address)
    assert said.what == what
    assert "sqlite:////srv/alliance/dashboard.db" in said.remedy


def test_a_missing_folder_is_named(tmp_path):
    said = complaint(f"sqlite:///{tmp_path}/typo/store.db")
    assert (
        said.what == f"The folder {tmp_path}/typo, in which DATABASE_URL places the database, does not exist."
    )
    assert said.remedy == "Make the folder, or correct DATABASE_URL."


def test_the_projects_own_folder_is_made(tmp_path):
    open_store(f"sqlite:///{tmp_path}/var/store.db", known_codes=()).close()
    assert (tmp_path / "var" / "store.db").is_file()


@pytest.mark.skipif(
    not Path("/proc/self").exists(), reason="/proc is a folder in which nobody can make files"
)
def test_a_folder_that_takes_no_files():
    said = complaint("sqlite:////proc/store.db")
    assert said.what == "The database file /proc/store.db cannot be opened or created."
    assert "permission" in said.remedy


def test_a_folder_in_the_files_place(tmp_path):
    (tmp_path / "store.db").mkdir()
    assert complaint(f"sqlite:///{tmp_path}/store.db").what.endswith("store.db cannot be opened or created.")


def test_a_file_that_is_no_database(tmp_path):
    (tmp_path / "store.db").write_text("county_code,stage\n110101,established\n" * 50, encoding="utf-8")
    said = complaint(f"sqlite:///{tmp_path}/store.db")
    assert said.what == f"The database file {tmp_path}/store.db is not a SQLite database."
    assert "Point DATABASE_URL to another file" in said.remedy


def test_a_damaged_file(sqlite_url):
    store = open_store(sqlite_url, known_codes=KNOWN_CODES)
    save(store)
    store.close()
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    said = complaint(sqlite_url)
    assert said.what == f"The database file {file} is damaged."
    assert said.remedy == "Put back the last backup of the file."


@pytest.mark.parametrize(
    ("pragma", "trouble"),
    [("query_only=ON", "cannot be written."), ("max_page_count=1", "cannot grow: the disk is full.")],
)
def test_a_file_that_cannot_be_written_or_grow(sqlite_url, opening, pragma, trouble):
    store = opening(sqlite_url)
    event.listen(store._engine, "connect", lambda connection, _record: connection.execute(f"PRAGMA {pragma}"))
    store.close()  # the next connection obeys the pragma
    with pytest.raises(StoreUnreachable) as raised:
        store.commit_batches([a_batch(note="x" * 50_000)], expected_revision=0)
    assert raised.value.what == f"The database file {sqlite_url.removeprefix('sqlite:///')} {trouble}"
    assert store.revision() == 0


def test_a_locked_sqlite_file_is_read_but_not_written(sqlite_url, opening):
    store = opening(sqlite_url, busy_timeout=0.2)
    save(store)
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert counted(store) == [1]
    with pytest.raises(StoreBusy) as raised:
        save(store)
    other.close()
    file = sqlite_url.removeprefix("sqlite:///")
    assert raised.value.what == f"The database file {file} is locked by another process."
    assert raised.value.remedy.startswith("Try again in a moment")
    save(store)
    assert counted(store) == [1, 2]


def test_a_new_sqlite_file_locked_by_another_process(sqlite_url):
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert "is locked by another process" in complaint(sqlite_url, StoreBusy).what
    other.close()
    open_store(sqlite_url, known_codes=()).close()


def test_no_server_answers():
    port = free_port()
    said = complaint(f"postgres://u:{SECRET}@127.0.0.1:{port}/d")
    assert said.what == f"PostgreSQL at 127.0.0.1:{port} cannot be reached."
    assert said.remedy == "Start the server, or correct host, port and options in DATABASE_URL."


@pytest.mark.parametrize(
    "ending", ["127.0.0.1:99999/d", "127.0.0.1/d?nonsense=1", "127.0.0.1/d?sslmode=bogus"]
)
def test_a_port_or_option_that_postgresql_does_not_understand(ending):
    said = complaint(f"postgresql://u:{SECRET}@{ending}")
    assert said.what == "DATABASE_URL has a port or an option that PostgreSQL does not understand."


@pytest.mark.postgres
class TestPostgres:
    def test_wrong_password(self, postgres_server):
        said = complaint(postgres_server.url("postgres", password=SECRET))
        assert said.what == (
            f'PostgreSQL at 127.0.0.1:{postgres_server.port} does not accept the password of user "tracker".'
        )

    def test_no_such_database(self, postgres_server):
        said = complaint(postgres_server.url("nowhere"))
        assert said.what == f'PostgreSQL at 127.0.0.1:{postgres_server.port} has no database "nowhere".'
        assert "createdb" in said.remedy

    def test_a_user_that_may_not_connect(self, postgres_server, postgres_url):
        database = postgres_url.rpartition("/")[2]
        with psycopg.connect(postgres_url, autocommit=True) as owner:
            owner.execute(f"CREATE ROLE outsider LOGIN PASSWORD '{SECRET}'")
            owner.execute(f'REVOKE CONNECT ON DATABASE "{database}" FROM PUBLIC')
        address = postgres_server.url(database, user="outsider", password=SECRET)
        assert 'refuses user "outsider"' in complaint(address).what

    def test_a_user_that_may_not_make_tables(self, postgres_server, postgres_url):
        database = postgres_url.rpartition("/")[2]
        with psycopg.connect(postgres_url, autocommit=True) as owner:
            owner.execute(f"CREATE ROLE reader LOGIN PASSWORD '{SECRET}'")
            owner.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
        said = complaint(postgres_server.url(database, user="reader", password=SECRET))
        assert "does not let this user make or write tables" in said.what
        assert "GRANT CREATE" in said.remedy

    def test_no_connection_left(self, postgres_server, postgres_url):
        database = postgres_url.rpartition("/")[2]
        with psycopg.connect(postgres_url, autocommit=True) as owner:
            owner.execute(f"CREATE ROLE shut_out LOGIN PASSWORD '{SECRET}' CONNECTION LIMIT 0")
        said = complaint(postgres_server.url(database, user="shut_out", password=SECRET), StoreBusy)
        assert "takes no further connection now" in said.what

    def test_a_server_that_can_only_be_read(self, postgres_url):
        with psycopg.connect(postgres_url, autocommit=True) as owner:
            owner.execute(f'ALTER DATABASE "{owner.info.dbname}" SET default_transaction_read_only = on')
        assert complaint(postgres_url).remedy == "Point DATABASE_URL to the primary server."

    def test_locked_by_another_writer(self, postgres_url):
        store = open_store(postgres_url, known_codes=KNOWN_CODES, busy_timeout=0.2)
        with psycopg.connect(postgres_url) as other:
            other.execute("UPDATE head SET version = version")
            with pytest.raises(StoreBusy, match="is locked or out of connections") as raised:
                save(store)
            assert counted(store) == []
        assert raised.value.remedy.startswith("Try again in a moment")
        save(store)
        assert counted(store) == [1]
        store.close()

    def test_upgrade_waits_its_turn_and_says_so(self, postgres_url):
        with psycopg.connect(postgres_url) as other:
            other.execute("SELECT pg_advisory_xact_lock(25542623)")
            assert "is locked" in complaint(postgres_url, StoreBusy).what

    def test_a_connection_cut_by_the_server_is_replaced(self, postgres_url):
        store = open_store(postgres_url, known_codes=KNOWN_CODES)
        save(store)
        with psycopg.connect(postgres_url, autocommit=True) as other:
            other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        assert counted(store) == [1]
        store.close()

    def test_a_server_that_goes_away_in_the_middle(self, postgres_url):
        store = open_store(postgres_url, known_codes=KNOWN_CODES)
        with pytest.raises(StoreUnreachable, match="closed the connection"), store._reading() as connection:
            connection.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")
        store.close()
