"""The tables of accounts. Unlike batches, accounts change; what changed them stands in `account_events`.

Of every secret only a hash is kept: argon2id of a password, which people choose, SHA-256 of a token, which has 32
random bytes and needs nothing slower.
"""

from sqlalchemy import JSON, BigInteger, CheckConstraint, Column, ForeignKey, Index, Integer, Table, Text

from data.accounts.permissions import ROLES
from data.database.column_types import ID, UtcTime, metadata, one_of

SESSION_KINDS = ("local", "oidc")
OUTCOMES = ("checking", "signed_in", "wrong", "disabled", "locked", "busy", "forgiven")
ACCOUNT_ACTIONS = (
    "first_link",
    "first_admin",
    "add",
    "disable",
    "enable",
    "reset",
    "roles",
    "rehash",
    "end_session",
    "end_all",
    "link",
)

# `name_key`: what two names share that a reader takes for one. `provinces`: null stands for all.
accounts = Table(
    "accounts",
    metadata,
    Column("account_id", BigInteger, **ID),
    Column("name_key", Text, nullable=False, unique=True, index=True),
    Column("sign_in_name", Text, nullable=False),
    Column("shown_name", Text, nullable=False),
    Column("role", Text, one_of("role", ROLES), nullable=False),
    Column("provinces", JSON(none_as_null=True)),
    Column("password_hash", Text),
    Column("oidc_issuer", Text),
    Column(
        "oidc_subject",
        Text,
        CheckConstraint("(oidc_issuer IS NULL) = (oidc_subject IS NULL)", name="identity_whole"),
    ),
    Column("made_at", UtcTime, nullable=False),
    Column("disabled_at", UtcTime),
    Index("ix_accounts_identity", "oidc_issuer", "oidc_subject", unique=True),
)

# `family`: the first token's key, which those that follow it by rotation share. `revoked_at`: from when it opens
# nothing; after a rotation a minute ahead.
account_sessions = Table(
    "account_sessions",
    metadata,
    Column("token_sha256", Text, primary_key=True),
    Column("family", Text, nullable=False, index=True),
    Column("account_id", BigInteger, ForeignKey("accounts.account_id"), nullable=False, index=True),
    Column("kind", Text, one_of("kind", SESSION_KINDS), nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("seen_at", UtcTime, nullable=False),
    Column("ends_at", UtcTime, nullable=False),
    Column("revoked_at", UtcTime),
    Column("address", Text),
    Column("browser", Text),
)

# `name_key` of a name that is no account's is a mark of it (data.accounts.sign_in): it may be a password.
sign_in_attempts = Table(
    "sign_in_attempts",
    metadata,
    Column("attempt_id", Integer, primary_key=True),
    Column("at", UtcTime, nullable=False, index=True),
    Column("name_key", Text, nullable=False, index=True),
    Column("address", Text, nullable=False, index=True),
    Column("outcome", Text, one_of("outcome", OUTCOMES), nullable=False),
)

account_events = Table(
    "account_events",
    metadata,
    Column("event_id", BigInteger, **ID),
    Column("at", UtcTime, nullable=False),
    Column("by", Text, nullable=False),
    Column("what", Text, one_of("what", ACCOUNT_ACTIONS), nullable=False),
    Column("account_id", BigInteger, ForeignKey("accounts.account_id")),
    Column("about", Text, nullable=False),
    Column("detail", JSON, nullable=False),
    Column("address", Text),
)

first_links = Table(
    "first_links",
    metadata,
    Column("code_sha256", Text, primary_key=True),
    Column("ends_at", UtcTime, nullable=False),
    Column("used_at", UtcTime),
)
