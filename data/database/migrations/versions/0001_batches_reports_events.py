"""Batches, their report rows, their reverts and restores, and the head that counts revisions.

Migrations spell their tables out instead of reading `data.store.schema`, which moves on. None goes back: records
are never dropped.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the four tables and the head row at revision 0."""
    head = op.create_table(
        "head",
        sa.Column("head_id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("head_id", name="pk_head"),
        sa.CheckConstraint("head_id = 1", name=op.f("ck_head_single_row")),
    )
    op.create_table(
        "batches",
        sa.Column("batch_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("revision", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("as_of", sa.Date, nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("file_name", sa.Text),
        sa.Column("file_sha256", sa.Text),
        sa.Column("rows", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("batch_id", name="pk_batches"),
        sa.CheckConstraint("kind IN ('demo', 'upload')", name=op.f("ck_batches_kind_known")),
    )
    op.create_table(
        "reports",
        sa.Column("batch_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("county_code", sa.Text, nullable=False),
        sa.Column("as_of", sa.Date, nullable=False),
        sa.Column("stage", sa.Text),
        sa.Column("established_on", sa.Date),
        sa.Column("coordination", sa.Boolean),
        sa.Column("guidance_body", sa.Boolean),
        sa.Column("funding", sa.Boolean),
        sa.Column("personnel", sa.Boolean),
        sa.Column("venues", sa.Boolean),
        sa.Column("departments", sa.Text),
        sa.Column("resources", sa.Text),
        sa.Column("schools_covered", sa.BigInteger),
        sa.Column("schools_total", sa.BigInteger),
        sa.Column("evidence", sa.Text),
        sa.Column("remark", sa.Text),
        sa.PrimaryKeyConstraint("batch_id", "county_code", "as_of", name="pk_reports"),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.batch_id"], name="fk_reports_batch_id"),
        sa.CheckConstraint(
            "stage IN ('not_started', 'preparing', 'established', 'operating')",
            name=op.f("ck_reports_stage_known"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "events",
        sa.Column("event_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("batch_id", sa.BigInteger, nullable=False),
        sa.Column("revision", sa.BigInteger, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("event_id", name="pk_events"),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.batch_id"], name="fk_events_batch_id"),
        sa.CheckConstraint("action IN ('revert', 'restore')", name=op.f("ck_events_action_known")),
    )
    op.create_index("ix_events_batch_id", "events", ["batch_id"])
    op.bulk_insert(head, [{"head_id": 1, "version": 0}])
