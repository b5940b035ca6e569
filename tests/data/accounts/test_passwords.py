"""Which passwords may be chosen, and what is kept of them."""

import re
import threading
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.accounts import passwords
from data.accounts.passwords import (
    COST,
    LONGEST,
    USUAL,
    Cost,
    InvalidPassword,
    Passwords,
    SignInsBusy,
    password_fault,
)

# Hashing as it is costs a quarter of a second; what is tested here does not depend on it.
CHEAP = Cost(memory=8, passes=1, lanes=1)
GOOD = "海风 correct 8 horse"


HASH = Passwords(CHEAP).hashed("anything at all")


@pytest.fixture(scope="module")
def cheap() -> Passwords:
    return Passwords(CHEAP)


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        (GOOD, None),
        ("eleven sign", "short"),
        ("twelve signs", None),
        ("", "short"),
        ("x1y2z3" * 43, "long"),
        ("wangfang1234", "name"),
        ("WangFang ＷａｎｇＦａｎｇ", "name"),
        ("wangfang and a horse", None),
        ("Password1234", "usual"),
        ("ｐａｓｓｗｏｒｄ１２３４", "usual"),
        ("121212121212121212", "usual"),
    ],
)
def test_what_may_be_chosen(password, fault):
    assert password_fault(password, "Wang Fang") == fault


def test_a_refusal_is_a_sentence_without_the_password():
    with pytest.raises(InvalidPassword) as raised:
        passwords.check_password("password1234", "wang")
    assert raised.value.fault == "usual"
    assert "password1234" not in str(raised.value)


def test_the_usual_ones_are_ones_that_the_other_rules_would_let_pass():
    assert [word for word in USUAL if len(word) < passwords.SHORTEST or word != word.casefold()] == []


def test_the_hash_is_argon2id_at_the_cost_that_is_named():
    kept = Passwords().hashed(GOOD)
    assert kept.startswith(f"$argon2id$v=19$m={COST.memory},t={COST.passes},p={COST.lanes}$")
    assert Passwords().verify(kept, GOOD)


def test_two_hashes_of_one_password_differ(cheap):
    assert cheap.hashed(GOOD) != cheap.hashed(GOOD)


@settings(max_examples=60)
@given(st.text(max_size=40), st.text(max_size=40))
def test_a_password_opens_what_it_closed_and_another_does_not(one, other):
    cheap = Passwords(CHEAP)
    kept = cheap.hashed(one)
    assert cheap.verify(kept, one)
    assert cheap.verify(kept, normalize("NFKC", one))
    assert cheap.verify(kept, other) == (normalize("NFKC", one) == normalize("NFKC", other))


def test_nobodys_hash_is_verified_too_and_opens_nothing(cheap, monkeypatch):
    verified = []
    real = cheap._hasher.verify

    class Counting:
        hash = staticmethod(cheap._hasher.hash)

        @staticmethod
        def verify(kept, signs):
            verified.append(kept)
            return real(kept, signs)

    monkeypatch.setattr(cheap, "_hasher", Counting())
    for password in (GOOD, "a password that opens nothing"):
        assert not cheap.verify(None, password)
    assert len(verified) == 2
    assert all(re.match(r"\$argon2id\$", kept) for kept in verified)


def test_long_inputs_are_refused_before_hashing(cheap, monkeypatch):
    kept = cheap.hashed(GOOD)
    monkeypatch.setattr(cheap, "_hasher", None)
    assert not cheap.verify(kept, "x" * (LONGEST + 1))


def test_the_first_check_of_a_process_costs_the_same_for_every_name(monkeypatch):
    made = []
    for kept in (Passwords(CHEAP).hashed(GOOD), None):
        fresh = Passwords(CHEAP)
        monkeypatch.setattr(fresh, "hashed", lambda password: made.append(password) or HASH)
        fresh.verify(kept, GOOD)
    assert len(made) == 2
    assert made[0] == made[1]


@pytest.mark.parametrize("kept", ["", "$argon2id$", "plain text", "$argon2id$v=19$m=8,t=1,p=1$AAAA$AAAA"])
def test_a_damaged_hash_opens_nothing(cheap, kept):
    assert not cheap.verify(kept, GOOD)


def test_a_hash_made_at_another_cost_is_outdated(cheap):
    kept = cheap.hashed(GOOD)
    assert not cheap.outdated(kept)
    assert Passwords(Cost(memory=16, passes=1, lanes=1)).outdated(kept)


def test_no_more_than_two_at_once_and_nobody_waits_for_ever(cheap, monkeypatch):
    inside, most, gate = [], [], threading.Event()

    class Slow:
        @staticmethod
        def hash(_signs):
            inside.append(1)
            most.append(len(inside))
            gate.wait(5)
            inside.pop()
            return "hash"

    monkeypatch.setattr(cheap, "_hasher", Slow())
    workers = [threading.Thread(target=cheap.hashed, args=(GOOD,)) for _ in range(2)]
    for worker in workers:
        worker.start()
    while len(most) < 2:
        pass
    monkeypatch.setattr(passwords, "WAIT_SECONDS", 0.01)
    with pytest.raises(SignInsBusy):
        cheap.hashed(GOOD)
    gate.set()
    for worker in workers:
        worker.join()
    assert max(most) == passwords.AT_ONCE
    assert cheap.hashed(GOOD) == "hash"
