"""Accounts linked to an identity at a provider: one more thing that can have been done with an account."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

NAME = "ck_account_events_what_known"
BEFORE = (
    "what IN ('first_link', 'first_admin', 'add', 'disable', 'enable', 'reset', 'roles', 'rehash', "
    "'end_session', 'end_all')"
)
AFTER = f"{BEFORE[:-1]}, 'link')"


def upgrade() -> None:
    """Put another check in the place of the one on `what`; SQLite makes the table anew for that."""
    as_it_is = sa.Table(
        "account_events",
        sa.MetaData(),
        sa.Column("event_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("account_id", sa.BigInteger),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("detail", sa.JSON, nullable=False),
        sa.Column("address", sa.Text),
        sa.PrimaryKeyConstraint("event_id", name="pk_account_events"),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.account_id"], name="fk_account_events_account_id"),
        sa.CheckConstraint(BEFORE, name=NAME),
    )
    with op.batch_alter_table("account_events", copy_from=as_it_is) as batch:
        batch.drop_constraint(op.f(NAME), type_="check")
        batch.create_check_constraint(op.f(NAME), sa.text(AFTER))
