"""Named views of the dashboard: what was done with each, when and by whom."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add one table."""
    op.create_table(
        "view_events",
        sa.Column("event_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("view_id", sa.BigInteger, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("page", sa.Text, nullable=False),
        sa.Column("parameters", sa.JSON, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("origin", sa.Text),
        sa.PrimaryKeyConstraint("event_id", name="pk_view_events"),
        sa.CheckConstraint(
            "action IN ('save', 'rename', 'remove', 'restore')", name=op.f("ck_view_events_action_known")
        ),
    )
