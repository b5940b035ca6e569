"""The tables: made once, the same as data.store.schema says, and never older or newer than the code without a word."""

from io import StringIO

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from data.base.errors import StoreUnreachable
from data.database.column_types import metadata
from data.database.engine import MIGRATIONS, SCHEMA_REVISION, make_engine, read_address
from tests.data.batches import counted, save
from tests.data.store.savers import PROCESSES, open_together


@pytest.fixture
def engine(store, store_url):
    """A connection beside the store's own, to tables that the store has made."""
    assert store.revision() == 0
    made = make_engine(read_address(store_url))
    yield made
    made.dispose()


def test_the_migrations_make_the_tables_of_the_schema(engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        for table in metadata.sorted_tables:
            named = {check["name"] for check in inspect(connection).get_check_constraints(table.name)}
            meant = {check.name for column in table.columns for check in column.constraints}
            assert {name for name in named if name} == meant


@pytest.fixture
def alembic_config():
    config = Config(stdout=StringIO())
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    return config


def test_the_newest_migration_is_the_one_that_the_code_names(alembic_config):
    assert ScriptDirectory.from_config(alembic_config).get_heads() == [SCHEMA_REVISION]


def test_alembic_works_alone_for_whoever_writes_the_next_migration(alembic_config, sqlite_url, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    command.upgrade(alembic_config, "head")
    command.check(alembic_config)
    assert alembic_config.stdout.getvalue() == "No new upgrade operations detected.\n"


def test_opening_again_keeps_what_is_there(empty_url, opening):
    first = opening(empty_url)
    save(first)
    first.close()
    again = opening(empty_url)
    assert counted(again) == [1]
    assert again.revision() == 1


def test_a_schema_newer_than_the_code_is_refused(empty_url, opening):
    store = opening(empty_url)
    with store._writer.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreUnreachable) as raised:
        opening(empty_url)
    assert 'has the schema "9999", newer than this version of the dashboard' in raised.value.what
    assert raised.value.remedy == "Update the dashboard, or point DATABASE_URL to another database."


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO head (head_id, version) VALUES (2, 0)",
        "INSERT INTO reports (batch_id, county_code, as_of) VALUES (99, '110101', '2026-01-01')",
        "UPDATE reports SET stage = '已建立'",
        "UPDATE batches SET kind = 'import'",
    ],
)
def test_sql_typed_by_hand_cannot_break_the_records(store, engine, statement):
    save(store)
    with engine.connect() as connection, pytest.raises(IntegrityError):
        connection.execute(text(statement))


def test_sqlite_keeps_readers_beside_a_writer_and_loses_nothing(sqlite_url):
    engine = make_engine(read_address(sqlite_url), busy_timeout=1.25)
    with engine.connect() as connection:
        asked = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    engine.dispose()
    assert asked == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 1250}


@pytest.mark.slow
def test_processes_that_start_together_make_the_tables_once(empty_url, opening):
    together = PROCESSES.Barrier(3)
    starters = [PROCESSES.Process(target=open_together, args=(empty_url, together)) for _ in range(3)]
    for starter in starters:
        starter.start()
    for starter in starters:
        starter.join(30)
    assert [starter.exitcode for starter in starters] == [0, 0, 0]
    assert opening(empty_url).revision() == 0
