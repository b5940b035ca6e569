"""What Alembic runs: with the connection that `data.database.engine` hands over, or alone with DATABASE_URL.

Alone (`alembic.command.revision(config, message, autogenerate=True)`) it serves whoever writes the next
migration; tests/data/database/test_schema.py makes such a config.
"""

import os

from alembic import context
from sqlalchemy import Connection

from data.database.column_types import metadata
from data.database.engine import make_engine, read_address


def migrate(connection: Connection) -> None:
    """Run the migrations inside one transaction, on SQLite too, whose DDL is transactional."""
    context.configure(
        connection=connection, target_metadata=metadata, transactional_ddl=True, compare_type=True
    )
    with context.begin_transaction():
        context.run_migrations()


given: Connection | None = context.config.attributes.get("connection")
if given is not None:
    migrate(given)
else:
    with make_engine(read_address(os.environ["DATABASE_URL"])).connect() as own:
        migrate(own)
        own.commit()
