"""Uploaded files, remembered layouts, reports of functional areas, and where each change came from.

Batches and events from before this migration have no origin.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add three tables, and three columns to those that are there."""
    op.add_column("batches", sa.Column("area_rows", sa.BigInteger, server_default="0", nullable=False))
    op.add_column("batches", sa.Column("origin", sa.Text))
    op.add_column("events", sa.Column("origin", sa.Text))
    op.create_table(
        "area_reports",
        sa.Column("batch_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("parent_code", sa.Text, nullable=False),
        sa.Column("area", sa.Text, nullable=False),
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
        sa.PrimaryKeyConstraint("batch_id", "parent_code", "area", "as_of", name="pk_area_reports"),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.batch_id"], name="fk_area_reports_batch_id"),
        sa.CheckConstraint(
            "stage IN ('not_started', 'preparing', 'established', 'operating')",
            name=op.f("ck_area_reports_stage_known"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "files",
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_files"),
    )
    op.create_table(
        "layouts",
        sa.Column("layout_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("layout_key", sa.Text, nullable=False),
        sa.Column("fields", sa.JSON, nullable=False),
        sa.Column("remembered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("remembered_by", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("layout_id", name="pk_layouts"),
    )
    op.create_index("ix_layouts_layout_key", "layouts", ["layout_key"])
