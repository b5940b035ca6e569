"""Changing accounts on the page: what a form lacks, what is refused, what is asked before."""

import re

import pytest

from data.accounts.account import AccountRefused, Identity, InvalidAccount, NewAccount, NoSuchAccount
from data.accounts.keeper import AccountKeeper, NamedAttempt
from data.accounts.passwords import SignInsBusy
from data.base.errors import NotAllowed, StoreBusy
from data.base.language import translator
from data.base.signatures import Signature
from data.store.store import open_store
from tests.data.account_factories import CHEAP, PASSWORD, an_account
from tests.data.batches import at
from ui.accounts import adding, sign_ins
from ui.accounts.card import PendingChange, question_words
from ui.accounts.changing import Secret
from ui.accounts.lines import facts_html, line_html, table_html
from ui.accounts.roles import Allowed, allowed_of
from ui.signing.refusals import account_refusal

EN, ZH = translator("en"), translator("zh")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_each_refusal_of_the_keeper_is_told_in_the_readers_language(tmp_path, lang):
    """Raised by the keeper itself: a reason without words would be told as something else."""
    store, _ = open_store(f"sqlite:///{tmp_path}/a.db", known_codes=()), translator(lang)
    keeper, by = AccountKeeper(store._engine, CHEAP), Signature("王芳", at(0))
    admin = keeper.add(NewAccount("王芳", "admin"), by, PASSWORD)
    identity = Identity("https://login.example.cn", "7")
    other = keeper.add(NewAccount("Li Qiang", identity=identity), by)
    keeper.disable(other.account_id, by)
    refused = {
        "王芳": lambda: keeper.add(NewAccount("王芳"), by, PASSWORD),
        "Li Qiang": lambda: keeper.add(NewAccount("Zhou Min", identity=identity), by),
        "": lambda: keeper.add(NewAccount("Zhou Min"), by),
        "admin": lambda: keeper.set_role(admin.account_id, "viewer", None, by),
        "admin off": lambda: keeper.disable(admin.account_id, by),
        "off": lambda: keeper.disable(other.account_id, by),
        "on": lambda: keeper.enable(admin.account_id, by),
        "nobody": lambda: keeper.disable(99, by),
    }
    told = {}
    for name, attempt in refused.items():
        with pytest.raises((AccountRefused, NoSuchAccount)) as raised:
            attempt()
        told[name] = account_refusal(raised.value, _)
        assert told[name].isascii() is False or lang == "en"
        assert "{" not in told[name]
    assert len(set(told.values())) == len(told) - 1
    assert told["admin"] == told["admin off"]
    assert all(name in told[name] for name in ("王芳", "Li Qiang"))
    store.close()


def test_other_errors_are_told_too():
    for error in (
        InvalidAccount("a", "b"),
        SignInsBusy("a", "b"),
        NotAllowed("a", "b", why="admin"),
        StoreBusy("a", "b"),
        AccountRefused("a", "b"),
    ):
        assert not account_refusal(error, ZH).isascii()


@pytest.mark.parametrize(
    ("new", "opening", "told"),
    [
        (NewAccount(""), "password", "Give the account a name to sign in with."),
        (NewAccount("a" * 61), "password", "The name is longer than 60 characters."),
        (NewAccount("a", shown_name="b\u202ec"), "password", "The name holds characters that cannot be seen"),
        (NewAccount("a", "editor", frozenset()), "password", "Pick at least one province"),
        (NewAccount("a", identity=Identity("", "7")), "identity", "Give the identity"),
        (NewAccount("a", identity=Identity("https://x.cn", "")), "identity", "Give the identity"),
        (NewAccount("a", identity=Identity("javascript:alert(1)", "7")), "identity", "Give the identity"),
        (NewAccount("a", identity=Identity("https://[x", "7")), "identity", "Give the identity"),
        (NewAccount("a", identity=Identity("https://x.cn", "7")), "identity", None),
        (NewAccount("a", "editor", None), "password", None),
    ],
)
def test_the_form_says_what_it_lacks(new, opening, told):
    said = adding.lacks(new, opening, EN)
    assert said is None if told is None else str(said).startswith(told)


@pytest.mark.parametrize(
    ("choice", "codes", "allowed"),
    [
        ("viewer", ["440000"], Allowed("viewer", None)),
        ("editor", ["440000"], Allowed("editor", frozenset({"440000"}))),
        ("editor_all", [], Allowed("editor", None)),
        ("admin", ["440000"], Allowed("admin", None)),
    ],
)
def test_a_choice_is_a_role_with_its_provinces(choice, codes, allowed):
    assert allowed_of(choice, codes) == allowed
    assert allowed.choice == choice
    assert not allowed.lacking
    assert allowed_of("editor", []).lacking


def test_what_hurts_is_asked_and_ones_own_account_in_other_words():
    person = an_account(name="李强", role="admin")
    asked = [
        (PendingChange(1, "disable"), False),
        (PendingChange(1, "disable"), True),
        (PendingChange(1, "reset"), False),
        (PendingChange(1, "roles", Allowed("viewer", None)), True),
        (PendingChange(1, "end_all"), True),
    ]
    told = [question_words(person, one, EN, own=own) for one, own in asked]
    assert len({words for words, _yes in told}) == len(asked)
    assert [words.startswith("This is your own account.") for words, _yes in told] == [
        False,
        True,
        False,
        True,
        False,
    ]
    assert "As viewer you will see this page no more" in told[3][0]


def test_whatever_somebody_is_called_is_text():
    name = "<b onclick=x>&\"'"
    attempt = NamedAttempt(at(0), name, "", name, "wrong")
    html = (
        facts_html(name, name, [(name, name)])
        + line_html(f'accounts?find="{name}', [], on=True)
        + table_html("x", [name], [])
        + "".join(sign_ins._cells(attempt, {}, EN))
    )
    assert "<b " not in html
    assert not re.search(r'="[^"]*<', html)


def test_a_password_stands_in_no_representation():
    assert "kqtm" not in f"{Secret('李强', 'kqtm-x3pt')!r} {Secret('李强', 'kqtm-x3pt')}"
