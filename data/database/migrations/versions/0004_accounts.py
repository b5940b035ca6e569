"""Accounts: who may sign in, their sessions, attempts to sign in, and what was done with each account."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add five tables."""
    op.create_table(
        "accounts",
        sa.Column("account_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("name_key", sa.Text, nullable=False),
        sa.Column("sign_in_name", sa.Text, nullable=False),
        sa.Column("shown_name", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("provinces", sa.JSON),
        sa.Column("password_hash", sa.Text),
        sa.Column("oidc_issuer", sa.Text),
        sa.Column("oidc_subject", sa.Text),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("disabled_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("account_id", name="pk_accounts"),
        sa.CheckConstraint("role IN ('viewer', 'editor', 'admin')", name=op.f("ck_accounts_role_known")),
        sa.CheckConstraint(
            "(oidc_issuer IS NULL) = (oidc_subject IS NULL)", name=op.f("ck_accounts_identity_whole")
        ),
    )
    op.create_index("ix_accounts_name_key", "accounts", ["name_key"], unique=True)
    op.create_index("ix_accounts_identity", "accounts", ["oidc_issuer", "oidc_subject"], unique=True)
    op.create_table(
        "account_sessions",
        sa.Column("token_sha256", sa.Text, nullable=False),
        sa.Column("family", sa.Text, nullable=False),
        sa.Column("account_id", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True)),
        sa.Column("address", sa.Text),
        sa.Column("browser", sa.Text),
        sa.PrimaryKeyConstraint("token_sha256", name="pk_account_sessions"),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.account_id"], name="fk_account_sessions_account_id"
        ),
        sa.CheckConstraint("kind IN ('local', 'oidc')", name=op.f("ck_account_sessions_kind_known")),
    )
    op.create_index("ix_account_sessions_family", "account_sessions", ["family"])
    op.create_index("ix_account_sessions_account_id", "account_sessions", ["account_id"])
    op.create_table(
        "sign_in_attempts",
        sa.Column("attempt_id", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name_key", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("attempt_id", name="pk_sign_in_attempts"),
        sa.CheckConstraint(
            "outcome IN ('checking', 'signed_in', 'wrong', 'disabled', 'locked', 'busy', 'forgiven')",
            name=op.f("ck_sign_in_attempts_outcome_known"),
        ),
    )
    for column in ("at", "name_key", "address"):
        op.create_index(f"ix_sign_in_attempts_{column}", "sign_in_attempts", [column])
    op.create_table(
        "account_events",
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
        sa.CheckConstraint(
            "what IN ('first_link', 'first_admin', 'add', 'disable', 'enable', 'reset', 'roles', 'rehash', "
            "'end_session', 'end_all')",
            name=op.f("ck_account_events_what_known"),
        ),
    )
    op.create_table(
        "first_links",
        sa.Column("code_sha256", sa.Text, nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("code_sha256", name="pk_first_links"),
    )
