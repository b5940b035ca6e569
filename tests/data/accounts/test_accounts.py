"""Accounts: what may be one, what becomes of it, who said so; on both engines."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from data.accounts.account import AccountRefused, Identity, InvalidAccount, NewAccount, NoSuchAccount
from data.accounts.keeper import AccountKeeper
from data.accounts.passwords import InvalidPassword
from data.accounts.permissions import Viewer
from data.base.errors import InvalidBatch
from data.base.signatures import LONGEST_NAME, LONGEST_SIGNER, Signature
from tests.data.account_factories import OFFICE, OTHER_PASSWORD, PASSWORD, cheap_accounts, make, signed
from tests.data.batches import at, save


@pytest.fixture
def accounts(store) -> AccountKeeper:
    return cheap_accounts(store)


def test_an_account_comes_back_as_it_was_made(accounts):
    assert not accounts.exist()
    made = make(
        accounts, "  Li\tQiang ", role="editor", provinces=frozenset({"440000", "430000"}), shown_name="李强"
    )
    assert (made.account_id, made.sign_in_name, made.shown_name) == (1, "Li Qiang", "李强")
    assert (made.made_at, made.disabled_at, made.has_password, made.identity) == (at(0), None, True, None)
    assert made.viewer == Viewer(1, "李强", "editor", frozenset({"440000", "430000"}), "Li Qiang")
    assert accounts.exist()
    assert accounts.listed() == [accounts.named("ＬＩ qiang")] == [made]


def test_accounts_leave_the_figures_revision_where_it_is(store, accounts):
    save(store)
    account = make(accounts)
    accounts.disable(account.account_id, signed(1))
    assert store.revision() == 1
    save(store)
    assert store.revision() == 2


@pytest.mark.parametrize("name", ["Li Qiang", " li  qiang ", "LI QIANG", "Ｌｉ　Ｑｉａｎｇ"])
def test_two_accounts_cannot_have_one_name_even_if_one_is_disabled(accounts, name):
    accounts.disable(make(accounts).account_id, signed(1))
    with pytest.raises(AccountRefused) as raised:
        make(accounts, name)
    assert raised.value.what == 'There is an account "Li Qiang" already.'
    assert len(accounts.listed()) == 1


def test_an_identity_at_a_provider_has_one_account(accounts):
    identity = Identity("https://id.example", "248289761001")
    made = make(accounts, password=None, identity=identity)
    assert (made.has_password, made.identity) == (False, identity)
    assert accounts.identified(identity) == made
    assert accounts.identified(Identity("https://other.example", "248289761001")) is None
    with pytest.raises(AccountRefused, match='account "Li Qiang" has that identity'):
        make(accounts, "Wang Fang", identity=identity)
    other = make(accounts, "Wang Fang", identity=Identity("https://other.example", "248289761001"))
    assert accounts.identified(other.identity) == other


@pytest.mark.parametrize(
    ("name", "particulars", "error"),
    [
        ("", {}, InvalidAccount),
        ("甲" * 61, {}, InvalidAccount),
        ("a\u200bb", {}, InvalidAccount),
        ("a\0b", {}, InvalidAccount),
        ("甲", {"shown_name": "a\u202eb"}, InvalidAccount),
        ("甲", {"role": "editor"}, InvalidAccount),
        ("甲", {"role": "editor", "provinces": frozenset({"999999"})}, InvalidAccount),
        ("甲", {"password": "short"}, InvalidPassword),
        ("甲", {"password": None}, AccountRefused),
    ],
)
def test_what_cannot_be_an_account(accounts, name, particulars, error):
    with pytest.raises(error) as raised:
        make(accounts, name, **particulars)
    assert raised.value.what.endswith(".")
    assert raised.value.remedy.endswith(".")
    assert accounts.listed() == accounts.events() == []


def test_changes_need_somebody_who_signs(accounts):
    with pytest.raises(InvalidBatch):
        accounts.add(NewAccount("甲"), Signature(" ", at(0)), PASSWORD)
    with pytest.raises(InvalidAccount):
        accounts.add(NewAccount("甲"), Signature("王" * (LONGEST_SIGNER + 1), at(0)), PASSWORD)
    assert accounts.listed() == []


def test_an_account_with_the_longest_names_can_sign(accounts):
    account = make(accounts, "j" * LONGEST_NAME, role="admin", shown_name="长" * LONGEST_NAME)
    signature = Signature(account.viewer.signed_name, at(1))
    accounts.add(NewAccount("甲"), signature, PASSWORD)
    assert accounts.events()[-1].by == "长" * LONGEST_NAME + f"（{'j' * LONGEST_NAME}）"


def test_every_change_stands_with_who_when_and_from_where(accounts):
    number = make(accounts, role="editor", provinces=frozenset({"440000"})).account_id
    accounts.set_role(number, "editor", None, signed(1, "李强"))
    accounts.disable(number, signed(2))
    accounts.enable(number, signed(3))
    accounts.reset(number, OTHER_PASSWORD, signed(4))
    accounts.sessions.end_all(number, signed(5))
    told = [(event.what, event.by, event.at) for event in accounts.events()]
    assert told == [
        ("add", "王芳", at(0)),
        ("roles", "李强", at(1)),
        ("disable", "王芳", at(2)),
        ("enable", "王芳", at(3)),
        ("reset", "王芳", at(4)),
        ("end_all", "王芳", at(5)),
    ]
    assert {(event.account_id, event.about, event.address) for event in accounts.events()} == {
        (number, "Li Qiang", OFFICE)
    }
    assert accounts.events()[0].detail == {"role": "editor", "provinces": ["440000"]}
    assert accounts.events()[1].detail == {
        "role": "editor",
        "provinces": None,
        "role_before": "editor",
        "provinces_before": ["440000"],
    }


def test_a_change_whose_event_cannot_be_kept_is_not_made(accounts, monkeypatch):
    account = make(accounts)

    def fail(*_given, **_detail):
        raise RuntimeError

    monkeypatch.setattr("data.accounts.keeper.add_event", fail)
    for change in (
        lambda: accounts.disable(account.account_id, signed(1)),
        lambda: accounts.set_role(account.account_id, "admin", None, signed(1)),
        lambda: make(accounts, "Wang Fang"),
    ):
        with pytest.raises(RuntimeError):
            change()
    assert accounts.listed() == [account]


def test_provinces_bind_editors_only(accounts):
    number = make(accounts, role="editor", provinces=frozenset({"440000"})).account_id
    changed = accounts.set_role(number, "viewer", frozenset({"440000"}), signed(1))
    assert (changed.role, changed.provinces) == ("viewer", None)


def test_the_last_administrator_stays_one(accounts):
    first = make(accounts, "甲", role="admin").account_id
    disabled = make(accounts, "乙", role="admin").account_id
    accounts.disable(disabled, signed(1))
    for change in (
        lambda: accounts.disable(first, signed(2)),
        lambda: accounts.set_role(first, "viewer", None, signed(2)),
    ):
        with pytest.raises(AccountRefused, match='"甲" is the only administrator'):
            change()
    accounts.enable(disabled, signed(3))
    assert accounts.set_role(first, "viewer", None, signed(4)).role == "viewer"


def test_two_administrators_cannot_disable_each_other_at_the_same_moment(accounts):
    numbers = [make(accounts, name, role="admin").account_id for name in ("甲", "乙")]

    def disable(number: int) -> bool:
        try:
            accounts.disable(number, signed(1))
        except AccountRefused:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(disable, numbers)) == [False, True]


def test_what_is_done_already_is_refused(accounts):
    number = make(accounts).account_id
    with pytest.raises(AccountRefused, match="is not disabled"):
        accounts.enable(number, signed(1))
    accounts.disable(number, signed(1))
    with pytest.raises(AccountRefused, match="is disabled already"):
        accounts.disable(number, signed(2))


def test_an_account_that_is_not_there_is_said_to_be_so(accounts):
    for ask in (
        lambda: accounts.named("nobody"),
        lambda: accounts.named("a\0b"),
        lambda: accounts.disable(9, signed()),
        lambda: accounts.set_role(9, "viewer", None, signed()),
        lambda: accounts.reset(9, PASSWORD, signed()),
        lambda: accounts.sessions.end_all(9, signed()),
    ):
        with pytest.raises(NoSuchAccount):
            ask()


SAME_NAME = (
    "INSERT INTO accounts (account_id, name_key, sign_in_name, shown_name, role, made_at)"
    " SELECT 7, name_key, sign_in_name, shown_name, role, made_at FROM accounts"
)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE accounts SET role = 'root'",
        "UPDATE accounts SET oidc_issuer = 'https://id.example'",
        "DELETE FROM accounts",
        "UPDATE account_events SET what = 'erase'",
        SAME_NAME,
    ],
)
def test_sql_typed_by_hand_cannot_break_accounts(store, accounts, statement):
    make(accounts)
    with store._engine.connect() as connection, pytest.raises(IntegrityError):
        connection.execute(text(statement))
