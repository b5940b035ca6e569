"""Sessions: when a token opens, for whom, and what ends it; on both engines."""

import logging
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event, text

from data.accounts.account import NoSuchAccount
from data.accounts.keeper import AccountKeeper
from data.accounts.sessions import ABSOLUTE_END, IDLE_END, KEPT_AFTER_END, ROTATION_GRACE, SEEN_STEP
from data.store.store import open_store
from tests.data.account_factories import (
    OFFICE,
    OTHER_PASSWORD,
    PASSWORD,
    attempts_of,
    cheap_accounts,
    make,
    signed,
    viewer_of,
)
from tests.data.batches import at

IDLE, ABSOLUTE, GRACE = (part / timedelta(minutes=1) for part in (IDLE_END, ABSOLUTE_END, ROTATION_GRACE))
BROWSER = "Firefox/140"


@pytest.fixture
def accounts(store) -> AccountKeeper:
    return cheap_accounts(store)


@pytest.fixture
def account(accounts):
    return make(accounts, role="editor", provinces=frozenset({"440000"}))


def begin(accounts, account, minutes=0.0, browser=BROWSER) -> str:
    return accounts.sessions.begin(account.account_id, "local", at(minutes), OFFICE, browser)


def test_a_token_opens_for_its_account_and_no_other_token_does(accounts, account):
    token = begin(accounts, account)
    assert len(token) >= 43
    assert viewer_of(accounts.sessions, token, at(1)) == account.viewer
    for other in ("", "guessed", token[:-1], token.lower(), "\0", "\ud800"):
        assert viewer_of(accounts.sessions, other, at(1)) is None


def test_no_two_tokens_are_alike(accounts, account):
    assert len({begin(accounts, account) for _ in range(20)}) == 20


@pytest.mark.parametrize(("idle", "opens"), [(IDLE - 0.1, True), (IDLE, False), (ABSOLUTE * 9, False)])
def test_a_session_that_nobody_uses_ends(accounts, account, idle, opens):
    token = begin(accounts, account)
    assert (viewer_of(accounts.sessions, token, at(idle)) is not None) is opens


def test_a_session_in_use_ends_after_a_working_day(accounts, account):
    token = begin(accounts, account)
    minute = 0.0
    while minute < ABSOLUTE:
        assert viewer_of(accounts.sessions, token, at(minute)) is not None
        minute += IDLE - 1
    assert viewer_of(accounts.sessions, token, at(ABSOLUTE - 0.1)) is not None
    assert viewer_of(accounts.sessions, token, at(ABSOLUTE)) is None


def test_looking_is_written_down_at_most_once_in_five_minutes(store, accounts, account):
    token, written = begin(accounts, account), []

    @event.listens_for(store._engine, "before_cursor_execute")
    def note(_connection, _cursor, statement, *_rest):
        if statement.startswith("UPDATE"):
            written.append(statement)

    step = SEEN_STEP / timedelta(minutes=1)
    for minute in (1, 2, step - 0.1, step, step + 1, 2 * step - 0.1, 2 * step):
        assert viewer_of(accounts.sessions, token, at(minute)) is not None
    assert len(written) == 2
    [session] = accounts.sessions.listed(at(2 * step))
    assert session.seen_at == at(2 * step)


@pytest.mark.parametrize("minutes", [0.5, 60])
def test_a_disabled_account_is_out_at_once_and_enabling_does_not_bring_its_sessions_back(
    accounts, account, minutes
):
    token = begin(accounts, account)
    accounts.disable(account.account_id, signed(minutes))
    assert viewer_of(accounts.sessions, token, at(minutes)) is None
    assert accounts.sessions.rotate(token, at(minutes)) is None
    with pytest.raises(NoSuchAccount):
        begin(accounts, account, minutes)
    accounts.enable(account.account_id, signed(minutes + 1))
    assert viewer_of(accounts.sessions, token, at(minutes + 1)) is None


def test_a_disabled_account_is_out_even_if_its_sessions_were_left(store, accounts, account):
    token = begin(accounts, account)
    with store._writer.begin() as connection:
        connection.execute(text("UPDATE accounts SET disabled_at = made_at"))
    assert viewer_of(accounts.sessions, token, at(1)) is None


def test_another_role_holds_at_the_next_look(accounts, account):
    token = begin(accounts, account)
    accounts.set_role(account.account_id, "viewer", None, signed(1))
    viewer = viewer_of(accounts.sessions, token, at(1))
    assert (viewer.role, viewer.provinces) == ("viewer", None)


def test_a_new_password_ends_every_session(accounts, account):
    tokens = [begin(accounts, account) for _ in range(2)]
    other = begin(accounts, make(accounts, "Wang Fang"))
    accounts.reset(account.account_id, OTHER_PASSWORD, signed(1))
    assert [viewer_of(accounts.sessions, token, at(1)) for token in tokens] == [None, None]
    assert viewer_of(accounts.sessions, other, at(1)) is not None


def test_a_token_that_was_replaced_opens_for_a_minute_more(accounts, account):
    old = begin(accounts, account)
    new = accounts.sessions.rotate(old, at(10))
    assert new != old
    assert viewer_of(accounts.sessions, old, at(10 + GRACE - 0.1)) == account.viewer
    assert viewer_of(accounts.sessions, old, at(10 + GRACE)) is None
    assert viewer_of(accounts.sessions, new, at(10 + GRACE)) == account.viewer
    assert accounts.sessions.rotate(old, at(10.1)) is None
    assert [session.seen_at for session in accounts.sessions.listed(at(10))] == [at(10)]


def test_rotation_does_not_move_the_end(accounts, account):
    token = begin(accounts, account)
    for hour in range(1, 12):
        token = accounts.sessions.rotate(token, at(hour * 60))
    assert viewer_of(accounts.sessions, token, at(ABSOLUTE - 1)) is not None
    assert viewer_of(accounts.sessions, token, at(ABSOLUTE)) is None
    assert accounts.sessions.rotate(token, at(ABSOLUTE)) is None


def test_the_newest_token_tells_since_when_it_is(accounts, account):
    token = begin(accounts, account)
    assert accounts.sessions.issued_at(accounts.sessions.opened(token, at(5))) == at(0)
    for minute in (10, 10.5, 30):
        token = accounts.sessions.rotate(token, at(minute))
        assert accounts.sessions.issued_at(accounts.sessions.opened(token, at(minute))) == at(minute)


def test_a_password_changed_by_oneself_leaves_only_the_session_that_changed_it(accounts, account):
    mine, elsewhere = begin(accounts, account), begin(accounts, account)
    session = accounts.sessions.opened(mine, at(1))
    accounts.change_own(session, OTHER_PASSWORD, signed(1, "Li Qiang"))
    assert [viewer_of(accounts.sessions, token, at(1)) is None for token in (mine, elsewhere)] == [
        False,
        True,
    ]
    assert accounts.sign_in("Li Qiang", OTHER_PASSWORD, at(2), OFFICE) == accounts.named("Li Qiang")
    event = accounts.events()[-1]
    assert (event.what, event.by, event.about, event.detail) == (
        "reset",
        "Li Qiang",
        "Li Qiang",
        {"own": True},
    )


def test_a_session_that_has_ended_changes_no_password(accounts, account):
    session = accounts.sessions.opened(begin(accounts, account), at(1))
    accounts.reset(account.account_id, OTHER_PASSWORD, signed(2))
    with pytest.raises(NoSuchAccount):
        accounts.change_own(session, PASSWORD, signed(3, "Li Qiang"))
    assert accounts.sign_in("Li Qiang", OTHER_PASSWORD, at(4), OFFICE) == accounts.named("Li Qiang")


@pytest.mark.parametrize("which", [0, 1, 2])
def test_signing_out_ends_what_came_before_and_after_the_token(accounts, account, which):
    tokens = [begin(accounts, account)]
    tokens.append(accounts.sessions.rotate(tokens[0], at(10)))
    tokens.append(accounts.sessions.rotate(tokens[1], at(10.2)))
    another_browser = begin(accounts, account, 10.3)
    accounts.sessions.end(tokens[which], at(10.5))
    assert [viewer_of(accounts.sessions, token, at(10.5)) for token in tokens] == [None] * 3
    assert viewer_of(accounts.sessions, another_browser, at(10.5)) is not None


def test_signing_out_with_a_token_that_never_was_ends_nothing(accounts, account):
    token = begin(accounts, account)
    accounts.sessions.end("guessed", at(1))
    assert viewer_of(accounts.sessions, token, at(1)) is not None


def test_an_administrator_sees_the_open_sessions_and_ends_one(accounts, account):
    tokens = [begin(accounts, account, minute, f"browser\n{minute}" + "x" * 999) for minute in (0, 1)]
    begin(accounts, account, -IDLE)
    sessions = accounts.sessions.listed(at(2))
    assert [(each.name, each.made_at, each.ends_at, each.address) for each in sessions] == [
        ("Li Qiang", at(1), at(1 + IDLE), OFFICE),
        ("Li Qiang", at(0), at(IDLE), OFFICE),
    ]
    assert sessions[0].browser.startswith("browser1x")
    assert len(sessions[0].browser) == 200
    accounts.sessions.end_one(sessions[0], signed(3))
    assert [viewer_of(accounts.sessions, token, at(3)) is None for token in tokens] == [False, True]
    assert [(told.what, told.about) for told in accounts.events()][-1] == ("end_session", "Li Qiang")


def test_sessions_long_ended_are_forgotten(store, accounts, account):
    begin(accounts, account)
    begin(accounts, account, ABSOLUTE + KEPT_AFTER_END / timedelta(minutes=1) + 1)
    with store._engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM account_sessions")).scalar() == 1


def test_no_secret_is_kept_shown_or_logged(store, accounts, caplog):
    caplog.set_level(logging.DEBUG)
    code = accounts.make_first_link(at(0))
    account = accounts.use_first_link(code, "王芳", PASSWORD, at(0), OFFICE)
    token = begin(accounts, account)
    rotated = accounts.sessions.rotate(token, at(1))
    accounts.sign_in("王芳", OTHER_PASSWORD, at(1), OFFICE)
    # A password typed where the name belongs.
    accounts.sign_in(PASSWORD, "王芳", at(1), OFFICE)
    seen = [repr(part) for part in (account, account.viewer, accounts, accounts.sessions, accounts.listed())]
    seen += [repr(accounts.events()), repr(attempts_of(accounts)), repr(accounts.sessions.listed(at(1)))]
    with store._engine.connect() as connection:
        tables = ("accounts", "account_sessions", "sign_in_attempts", "account_events", "first_links")
        kept = [repr(connection.execute(text(f"SELECT * FROM {name}")).all()) for name in tables]  # noqa: S608
    for secret in (code, token, rotated, PASSWORD, OTHER_PASSWORD):
        assert all(secret not in part for part in [*seen, *kept, caplog.text])
    assert all("argon2" not in part for part in [*seen, caplog.text])
    assert "argon2id" in kept[0]


# A plain model of one session: when it began, when it was last written down, whether it was ended.
STEPS = st.lists(
    st.tuples(st.sampled_from(["look", "look", "look", "rotate", "end"]), st.integers(1, 150)),
    max_size=14,
)


@pytest.fixture(scope="module")
def shared_accounts(prepared_sqlite, tmp_path_factory):
    file = tmp_path_factory.mktemp("sessions") / "store.db"
    file.write_bytes(prepared_sqlite.read_bytes())
    store = open_store(f"sqlite:///{file}", known_codes=())
    accounts = cheap_accounts(store)
    make(accounts)
    yield accounts
    store.close()


@pytest.mark.slow
@settings(max_examples=25)
@given(steps=STEPS)
def test_a_session_ends_as_the_plain_model_says(shared_accounts, steps):
    sessions = shared_accounts.sessions
    token = begin(shared_accounts, shared_accounts.named("Li Qiang"))
    minute, seen, ended = 0, 0, False
    for action, wait in steps:
        minute += wait
        if action == "end":
            sessions.end(token, at(minute))
            ended = True
            continue
        opens = not ended and minute - seen < IDLE and minute < ABSOLUTE
        if action == "rotate":
            new = sessions.rotate(token, at(minute))
            assert (new is not None) is opens
            token = new or token
            seen = minute if opens else seen
        else:
            assert (viewer_of(sessions, token, at(minute)) is not None) is opens
            if opens and minute - seen >= SEEN_STEP / timedelta(minutes=1):
                seen = minute


def test_a_connection_is_known_by_its_family(accounts, account):
    token = begin(accounts, account)
    family = accounts.sessions.opened(token, at(1)).family
    new = accounts.sessions.rotate(token, at(10))
    later = at(10 + GRACE + 1)
    assert accounts.sessions.opened(token, later) is None
    assert accounts.sessions.still_open(family, later).viewer == account.viewer
    assert accounts.sessions.opened(new, later).family == family
    accounts.sessions.end_family(family, later)
    assert accounts.sessions.still_open(family, later) is None
    assert accounts.sessions.opened(new, later) is None
    assert accounts.sessions.still_open(token, at(1)) is None


def test_the_use_of_a_connection_keeps_its_session_open(accounts, account):
    family = accounts.sessions.opened(begin(accounts, account), at(0)).family
    for minute in (100, 200, 300):
        assert accounts.sessions.still_open(family, at(minute)) is not None
    assert accounts.sessions.still_open(family, at(ABSOLUTE)) is None
