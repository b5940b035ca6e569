"""Both databases for the store's tests: a SQLite file, and a PostgreSQL server that lives as long as the run."""

import itertools
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from data.store.store import Store, open_store
from tests.data.batches import KNOWN_CODES
from tests.servers import started, stop

INSTALLED_AT = Path("/usr/lib/postgresql")

INITDB_OPTIONS = (
    "--username=tracker",
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--no-sync",
)
FOR_TESTS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "timezone": "Asia/Shanghai",
}


@dataclass(frozen=True)
class PostgresServer:
    """A server of the tests' own, on 127.0.0.1 only; user `tracker` with the password `s3cret`."""

    port: int

    def url(self, database: str, *, user: str = "tracker", password: str = "s3cret") -> str:  # noqa: S107
        return f"postgresql://{user}:{password}@127.0.0.1:{self.port}/{database}"

    def admin(self) -> psycopg.Connection:
        return psycopg.connect(self.url("postgres"), autocommit=True)


def newest_postgres() -> Path:
    found = sorted(INSTALLED_AT.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not found:
        pytest.fail(
            f"PostgreSQL is not installed in {INSTALLED_AT}. `make machine` installs it.", pytrace=False
        )
    return found[-1].parent


def server_account() -> str | None:
    """PostgreSQL refuses to run as root: then it runs as postgres, or nobody."""
    if os.geteuid() != 0:
        return None
    accounts = {account.pw_name for account in pwd.getpwall()}
    return "postgres" if "postgres" in accounts else "nobody"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    binaries, account = newest_postgres(), server_account()
    # Not pytest's own folder: another account has to reach it, and a socket's path must be short.
    folder = Path(tempfile.mkdtemp(prefix="alliance-pg-"))
    password_file = folder / "password"
    password_file.write_text("s3cret", encoding="utf-8")
    if account:
        for path in (folder, password_file):
            shutil.chown(path, account)
    run_as = {"user": account, "group": pwd.getpwnam(account).pw_gid, "extra_groups": []} if account else {}
    data_folder = folder / "data"
    made = subprocess.run(
        [binaries / "initdb", f"--pgdata={data_folder}", f"--pwfile={password_file}", *INITDB_OPTIONS],
        check=False,
        capture_output=True,
        text=True,
        cwd=folder,
        **run_as,
    )
    if made.returncode:
        pytest.fail(f"PostgreSQL cannot make its files:\n{made.stderr}", pytrace=False)
    log = folder / "log"

    def start(port: int) -> subprocess.Popen[bytes]:
        settings = FOR_TESTS | {"port": port, "unix_socket_directories": folder}
        options = [f"--{name}={value}" for name, value in settings.items()]
        with log.open("wb") as output:
            return subprocess.Popen(
                [binaries / "postgres", "-D", data_folder, *options],
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=folder,
                **run_as,
            )

    try:
        process, port = started(start, lambda port: lets_in(PostgresServer(port)), log)
        yield PostgresServer(port)
        # SIGQUIT: stop at once; nothing of it is kept.
        stop(process, signal.SIGQUIT)
    finally:
        shutil.rmtree(folder)


def lets_in(server: PostgresServer) -> bool:
    try:
        server.admin().close()
    except psycopg.OperationalError:
        return False
    return True


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """The address of an empty PostgreSQL database of the test's own."""
    name = f"test_{next(DATABASE_NUMBERS)}"
    with postgres_server.admin() as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
    yield postgres_server.url(name)
    with postgres_server.admin() as admin:
        admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


DATABASE_NUMBERS = itertools.count(1)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The address of a SQLite file that does not exist yet."""
    return f"sqlite:///{tmp_path}/store.db"


@pytest.fixture(scope="session")
def prepared_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the tables made, to be copied."""
    file = tmp_path_factory.mktemp("prepared") / "store.db"
    open_store(f"sqlite:///{file}", known_codes=()).close()
    return file


@pytest.fixture
def new_sqlite_store(prepared_sqlite: Path, tmp_path: Path) -> Callable[[], str]:
    def make() -> str:
        file = tmp_path / f"store_{next(DATABASE_NUMBERS)}.db"
        shutil.copyfile(prepared_sqlite, file)
        return f"sqlite:///{file}"

    return make


@pytest.fixture(scope="session")
def prepared_postgres(postgres_server: PostgresServer) -> str:
    """A database with the tables made, to be emptied: a fifth of what a new one costs."""
    with postgres_server.admin() as admin:
        admin.execute("CREATE DATABASE prepared")
    url = postgres_server.url("prepared")
    open_store(url, known_codes=()).close()
    return url


@pytest.fixture
def new_postgres_store(prepared_postgres: str) -> Callable[[], str]:
    def make() -> str:
        with psycopg.connect(prepared_postgres, autocommit=True) as admin:
            # Whoever is still connected was killed, or forgot to close, and may hold locks.
            admin.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            admin.execute("TRUNCATE events, reports, area_reports, files, layouts, batches, view_events")
            admin.execute(
                "TRUNCATE account_events, account_sessions, sign_in_attempts, first_links, accounts"
            )
            admin.execute("UPDATE head SET version = 0")
        return prepared_postgres

    return make


BOTH_ENGINES = ("sqlite", pytest.param("postgres", marks=pytest.mark.postgres))


@pytest.fixture(params=BOTH_ENGINES)
def store_url(request: pytest.FixtureRequest) -> str:
    """The address of a store without batches: a test that takes it runs on both engines."""
    return request.getfixturevalue(f"new_{request.param}_store")()


@pytest.fixture(params=BOTH_ENGINES)
def empty_url(request: pytest.FixtureRequest) -> str:
    """The address of a database without tables: a test that takes it runs on both engines."""
    return request.getfixturevalue(f"{request.param}_url")


@pytest.fixture
def opening() -> Iterator[Callable[..., Store]]:
    """Open stores, which are closed when the test is over."""
    opened: list[Store] = []

    def open_one(url: str, busy_timeout: float = 5.0) -> Store:
        opened.append(open_store(url, known_codes=KNOWN_CODES, busy_timeout=busy_timeout))
        return opened[-1]

    yield open_one
    for store in opened:
        store.close()


@pytest.fixture
def store(opening: Callable[..., Store], store_url: str) -> Store:
    """A store without batches, on either engine."""
    return opening(store_url)
