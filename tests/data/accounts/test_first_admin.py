"""The one-time link for the first administrator, on both engines."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from data.accounts.account import Account, AccountRefused, InvalidAccount
from data.accounts.passwords import InvalidPassword
from tests.data.account_factories import OFFICE, PASSWORD, cheap_accounts, make
from tests.data.batches import at


@pytest.fixture
def accounts(store):
    return cheap_accounts(store)


def test_the_link_makes_an_administrator_who_can_sign_in(accounts):
    code = accounts.make_first_link(at(0))
    assert len(code) >= 43
    assert accounts.first_link_opens(code, at(59))
    made = accounts.use_first_link(code, "王芳", PASSWORD, at(59), OFFICE)
    assert (made.role, made.provinces, made.sign_in_name) == ("admin", None, "王芳")
    assert accounts.sign_in("王芳", PASSWORD, at(60), OFFICE) == made
    told = [(event.what, event.by, event.about, event.address) for event in accounts.events()]
    assert told == [
        ("first_link", "start of the dashboard", "", None),
        ("first_admin", "王芳", "王芳", OFFICE),
    ]


@pytest.mark.parametrize(("minutes", "opens"), [(0, True), (59.9, True), (60, False), (600, False)])
def test_the_link_ends_after_an_hour(accounts, minutes, opens):
    code = accounts.make_first_link(at(0))
    assert accounts.first_link_opens(code, at(minutes)) is opens


def test_the_link_is_used_once_and_no_other_works_after_it(accounts):
    codes = [accounts.make_first_link(at(0)) for _ in range(2)]
    accounts.use_first_link(codes[0], "王芳", PASSWORD, at(1), OFFICE)
    for code in [*codes, "guessed", "", "\0", "\ud800"]:
        with pytest.raises(AccountRefused, match="The link is used, or older than an hour"):
            accounts.use_first_link(code, "李强", PASSWORD, at(2), OFFICE)
    with pytest.raises(AccountRefused, match="There are accounts already"):
        accounts.make_first_link(at(3))
    assert len(accounts.listed()) == 1


def test_an_account_made_otherwise_ends_the_link(accounts):
    code = accounts.make_first_link(at(0))
    make(accounts)
    assert not accounts.first_link_opens(code, at(1))


def test_a_mistake_leaves_the_link_good(accounts):
    code = accounts.make_first_link(at(0))
    with pytest.raises(InvalidPassword):
        accounts.use_first_link(code, "王芳", "short", at(1), OFFICE)
    with pytest.raises(InvalidAccount):
        accounts.use_first_link(code, " ", PASSWORD, at(1), OFFICE)
    assert accounts.first_link_opens(code, at(2))


def test_who_holds_no_code_makes_nobody_hash_anything(accounts, monkeypatch):
    monkeypatch.setattr(accounts._passwords, "_hasher", None)
    with pytest.raises(AccountRefused):
        accounts.use_first_link("guessed", "王芳", PASSWORD, at(0), OFFICE)


def test_of_many_at_the_same_moment_one_becomes_administrator(accounts):
    code = accounts.make_first_link(at(0))

    def use(name: str) -> Account | None:
        try:
            return accounts.use_first_link(code, name, PASSWORD, at(1), OFFICE)
        except AccountRefused:
            return None

    with ThreadPoolExecutor(4) as pool:
        made = [account for account in pool.map(use, "甲乙丙丁") if account is not None]
    assert made == accounts.listed()
    assert len(made) == 1
