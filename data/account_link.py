"""Linking an account to an identity at an OpenID Connect provider, which signs in as it from then on."""

from sqlalchemy import Engine, and_, update

from data.account_events import add_event, changing
from data.account_rows import account_of, refuse_taken, row_of
from data.account_schema import account_sessions, accounts
from data.accounts import Account, Identity
from data.open_sessions import end_sessions
from data.signatures import Signature


def link_identity(engine: Engine, account_id: int, identity: Identity, signature: Signature) -> Account:
    """Put the identity in the place of any before, whose sessions end; raises NoSuchAccount, AccountRefused."""
    with changing(engine) as connection:
        before = account_of(row_of(connection, account_id))
        refuse_taken(connection, identity)
        given = {"oidc_issuer": identity.issuer, "oidc_subject": identity.subject}
        connection.execute(update(accounts).where(accounts.c.account_id == account_id).values(given))
        theirs = and_(account_sessions.c.account_id == account_id, account_sessions.c.kind == "oidc")
        end_sessions(connection, theirs, signature.at)
        about = (account_id, before.sign_in_name)
        add_event(connection, "link", signature, about, issuer=identity.issuer, subject=identity.subject)
        return account_of(row_of(connection, account_id))
