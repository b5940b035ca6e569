"""Signing in: who gets in, who is told what, and how long who guesses has to wait; on both engines."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.accounts.account import Identity
from data.accounts.keeper import AccountKeeper
from data.accounts.passwords import Cost, SignInsBusy
from data.accounts.sign_in import (
    ADDRESS,
    ATTEMPTS_KEPT,
    FIRST_PAUSE,
    LONGEST_PAUSE,
    NAME,
    NAME_AT_ADDRESS,
    WINDOW,
    WRONG,
    Attempt,
    Limit,
    SignInRefusal,
    locked_until,
    mark_of,
    pause_for,
)
from tests.data.account_factories import (
    ELSEWHERE,
    OFFICE,
    OTHER_PASSWORD,
    PASSWORD,
    attempts_of,
    cheap_accounts,
    make,
    signed,
)
from tests.data.batches import START, at

NAMED = "Li Qiang"


@pytest.fixture
def accounts(store) -> AccountKeeper:
    return cheap_accounts(store)


@pytest.fixture
def account(accounts):
    return make(accounts)


def fail(accounts, times: int, minutes: float = 0, name: str = NAMED, address: str = OFFICE) -> list:
    return [accounts.sign_in(name, OTHER_PASSWORD, at(minutes), address) for _ in range(times)]


def outcomes(accounts) -> list[str]:
    return [attempt.outcome for attempt in reversed(attempts_of(accounts))]


@pytest.mark.parametrize("name", [NAMED, " li  QIANG ", "Ｌｉ Ｑｉａｎｇ"])
def test_name_and_password_open_the_account(accounts, account, name):
    assert accounts.sign_in(name, PASSWORD, at(0), OFFICE) == account
    assert attempts_of(accounts) == [Attempt(at(0), "li qiang", OFFICE, "signed_in")]


@pytest.mark.usefixtures("account")
def test_wrong_unknown_disabled_and_without_a_password_look_the_same(accounts):
    make(accounts, "disabled")
    accounts.disable(accounts.named("disabled").account_id, signed(0))
    make(accounts, "by provider", password=None, identity=Identity("https://id.example", "1"))
    for name in (NAMED, "nobody", "disabled", "by provider", "", "a\0b", "\ud800", "x" * 10_000):
        assert accounts.sign_in(name, OTHER_PASSWORD, at(0), OFFICE) == WRONG
    assert accounts.sign_in("disabled", PASSWORD, at(0), OFFICE) == WRONG
    assert accounts.sign_in(NAMED, "x" * 300, at(0), OFFICE) == WRONG


@pytest.mark.usefixtures("account")
def test_of_an_unknown_name_only_a_mark_is_kept(accounts):
    fail(accounts, 1, name="a secret, typed in the wrong field")
    assert [attempt.name_key for attempt in attempts_of(accounts)] == [
        mark_of("a secret, typed in the wrong field")
    ]
    assert len(mark_of("a secret")) == len("UNKNOWN 12345678")


@pytest.mark.usefixtures("account")
def test_what_an_address_may_hold_is_kept_short_and_plain(accounts):
    fail(accounts, 1, address="10.0.0.1\0\n" + "9" * 999)
    [attempt] = attempts_of(accounts)
    assert attempt.address == "10.0.0.1" + "9" * 52


def test_after_five_wrong_ones_there_is_a_pause_even_for_the_right_one(accounts, account):
    assert fail(accounts, 5) == [WRONG] * 5
    assert accounts.sign_in(NAMED, PASSWORD, at(0.5), OFFICE) == SignInRefusal("locked", at(1))
    assert accounts.sign_in(NAMED, PASSWORD, at(1), OFFICE) == account


@pytest.mark.usefixtures("account")
def test_a_pause_is_the_same_for_names_that_nobody_has(accounts):
    known, unknown = fail(accounts, 6), fail(accounts, 6, name="nobody", address=ELSEWHERE)
    assert known == unknown == [WRONG] * 5 + [SignInRefusal("locked", at(1))]


@pytest.mark.usefixtures("account")
def test_nothing_is_hashed_during_a_pause(accounts, monkeypatch):
    fail(accounts, 5)
    monkeypatch.setattr(accounts._passwords, "_hasher", None)
    assert accounts.sign_in(NAMED, PASSWORD, at(0.5), OFFICE).why == "locked"


def test_attempts_during_a_pause_neither_lengthen_it_nor_fill_the_database(accounts, account):
    fail(accounts, 5)
    assert set(fail(accounts, 50, 0.9)) == {SignInRefusal("locked", at(1))}
    assert outcomes(accounts) == ["wrong"] * 5 + ["locked"]
    assert accounts.sign_in(NAMED, PASSWORD, at(1), OFFICE) == account


@pytest.mark.usefixtures("account")
def test_a_right_password_clears_the_failures(accounts):
    fail(accounts, 4)
    accounts.sign_in(NAMED, PASSWORD, at(1), OFFICE)
    assert fail(accounts, 4, 2) == [WRONG] * 4


def test_nobody_can_lock_an_administrator_out_of_their_own_office(accounts):
    admin = make(accounts, role="admin")
    accounts.sign_in(NAMED, PASSWORD, at(0), OFFICE)
    for number in range(30):
        fail(accounts, 1, 1 + number, address=f"198.51.100.{number}")
    assert accounts.sign_in(NAMED, PASSWORD, at(30.5), "203.0.113.9").why == "locked"
    assert accounts.sign_in(NAMED, PASSWORD, at(30.5), OFFICE) == admin


def test_an_address_that_tries_many_names_has_to_wait(accounts, account):
    for number in range(ADDRESS.failures):
        assert fail(accounts, 1, name=f"name {number}") == [WRONG]
    assert accounts.sign_in(NAMED, PASSWORD, at(0), OFFICE) == SignInRefusal("locked", at(1))
    assert accounts.sign_in(NAMED, PASSWORD, at(0), ELSEWHERE) == account


def test_a_new_password_or_enabling_ends_the_pause(accounts, account):
    fail(accounts, 5)
    accounts.reset(account.account_id, OTHER_PASSWORD + "!", signed(0.1))
    assert accounts.sign_in(NAMED, OTHER_PASSWORD + "!", at(0.2), OFFICE) == account
    assert accounts.sign_in(NAMED, PASSWORD, at(0.2), OFFICE) == WRONG


@pytest.mark.usefixtures("account")
def test_a_hundred_guesses_at_once_are_no_more_than_five(accounts):
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _n: accounts.sign_in(NAMED, OTHER_PASSWORD, at(0), OFFICE), range(40)))
    assert answers.count(WRONG) == NAME_AT_ADDRESS.failures


@pytest.mark.usefixtures("account")
def test_attempts_are_forgotten_after_ninety_days(accounts):
    fail(accounts, 1)
    minutes = ATTEMPTS_KEPT / timedelta(minutes=1)
    accounts.sign_in(NAMED, PASSWORD, at(minutes), OFFICE)
    assert outcomes(accounts) == ["wrong", "signed_in"]
    accounts.sign_in(NAMED, PASSWORD, at(minutes + 1), OFFICE)
    assert outcomes(accounts) == ["signed_in", "signed_in"]


def test_a_password_hashed_at_another_cost_is_hashed_anew(store, accounts, account):
    dearer = AccountKeeper(store._engine, Cost(memory=16, passes=1, lanes=1))
    assert dearer.sign_in(NAMED, PASSWORD, at(0), OFFICE) == account
    assert dearer.sign_in(NAMED, PASSWORD, at(1), OFFICE) == account
    assert [event.what for event in accounts.events()] == ["add", "rehash"]


def test_an_account_disabled_while_its_password_is_checked_does_not_get_in(accounts, account, monkeypatch):
    verify = accounts._passwords.verify

    def slow(kept, password):
        accounts.disable(account.account_id, signed(0))
        return verify(kept, password)

    monkeypatch.setattr(accounts._passwords, "verify", slow)
    assert accounts.sign_in(NAMED, PASSWORD, at(0), OFFICE) == WRONG
    assert outcomes(accounts) == ["disabled"]


def test_when_too_many_sign_in_it_is_said_and_does_not_count(accounts, account, monkeypatch):
    def busy(_kept, _password):
        raise SignInsBusy("Too many people sign in at this moment.", "Try again in a minute.")

    with monkeypatch.context() as patched:
        patched.setattr(accounts._passwords, "verify", busy)
        for _ in range(6):
            with pytest.raises(SignInsBusy):
                accounts.sign_in(NAMED, PASSWORD, at(0), OFFICE)
    assert outcomes(accounts) == ["busy"] * 6
    assert accounts.sign_in(NAMED, PASSWORD, at(0), OFFICE) == account


@pytest.mark.parametrize(
    ("failures", "minutes"), [(4, None), (5, 1), (6, 2), (7, 4), (8, 8), (9, 15), (10, 15), (4000, 15)]
)
def test_pauses_double_up_to_a_quarter_of_an_hour(failures, minutes):
    until = None if minutes is None else at(minutes)
    assert locked_until([START] * failures, NAME_AT_ADDRESS) == until


MINUTES = st.lists(st.integers(0, 300), max_size=40)


@given(MINUTES, st.integers(1, 20))
def test_no_pause_is_longer_than_the_longest_and_each_ends_by_itself(minutes, limit):
    until = locked_until([at(minute) for minute in minutes], Limit(limit))
    if until is not None:
        last = at(max(minutes))
        assert last + FIRST_PAUSE <= until <= last + LONGEST_PAUSE
    near = [minute for minute in minutes if at(minute) > at(max(minutes)) - WINDOW]
    assert (until is not None) == (len(near) >= limit)


@given(st.lists(st.tuples(st.integers(0, 9), st.booleans()), max_size=60))
def test_one_name_from_one_address_is_paused_as_a_plain_count_says(steps):
    attempts, minute, wrong, free_at = [], 0, 0, 0
    for wait, right in steps:
        minute += wait
        until = pause_for(attempts, "甲", OFFICE, at(minute), familiar=True)
        # The plain count holds while no failure is older than the window.
        if minute >= WINDOW / timedelta(minutes=1):
            break
        assert until == (at(free_at) if minute < free_at else None)
        if until is not None:
            continue
        attempts.append(Attempt(at(minute), "甲", OFFICE, "signed_in" if right else "wrong"))
        wrong = 0 if right else wrong + 1
        if wrong >= NAME_AT_ADDRESS.failures:
            free_at = minute + min(15, 2 ** (wrong - NAME_AT_ADDRESS.failures))


@given(MINUTES, st.sampled_from([OFFICE, ELSEWHERE]))
def test_a_familiar_address_knows_no_pause_made_elsewhere(minutes, address):
    attempts = [Attempt(at(minute), "甲", "203.0.113.9", "wrong") for minute in sorted(minutes)]
    assert pause_for(attempts, "甲", address, at(300), familiar=True) is None


def test_a_name_tried_from_many_addresses_is_paused_at_new_ones():
    attempts = [Attempt(at(0), "甲", f"198.51.100.{number}", "wrong") for number in range(NAME.failures)]
    assert pause_for(attempts, "甲", OFFICE, at(0), familiar=False) == at(1)
    assert pause_for(attempts[1:], "甲", OFFICE, at(0), familiar=False) is None
    assert pause_for(attempts, "乙", OFFICE, at(0), familiar=False) is None


def test_attempts_that_a_wrong_clock_wrote_into_the_future_lock_nobody():
    attempts = [Attempt(at(9999), "甲", OFFICE, "wrong")] * 30
    assert pause_for(attempts, "甲", OFFICE, at(0), familiar=False) is None
