"""`python -m data.accounts`: what it does, what it prints, how it ends."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from data.accounts.__main__ import main
from data.accounts.keeper import AccountKeeper
from data.store import store as data_store
from data.store.store import open_store
from tests.data.account_factories import CHEAP, OFFICE, OTHER_PASSWORD, PASSWORD
from tests.data.batches import at


@pytest.fixture
def url(new_sqlite_store) -> str:
    return new_sqlite_store()


@pytest.fixture
def run(url, capsys, monkeypatch):
    monkeypatch.setattr(data_store, "AccountKeeper", lambda engine: AccountKeeper(engine, CHEAP))

    def ran(*arguments: str, typed: str = f"{PASSWORD}\n", at_terminal: bool = False) -> tuple[int, str, str]:
        typing = io.StringIO(typed)
        monkeypatch.setattr(typing, "isatty", lambda: at_terminal)
        monkeypatch.setattr(sys, "stdin", typing)
        try:
            code = main([*arguments, "--database-url", url])
        except SystemExit as end:
            code = end.code
        out, err = capsys.readouterr()
        assert PASSWORD not in out + err
        return code, out, err

    return ran


def accounts_of(run) -> list[dict]:
    return [json.loads(line) for line in run("list", "--json")[1].splitlines()]


def signs_in(url: str, name: str, password: str) -> bool:
    store = open_store(url, known_codes=())
    answer = AccountKeeper(store._engine, CHEAP).sign_in(name, password, at(0), OFFICE)
    store.close()
    return hasattr(answer, "viewer")


def test_an_account_is_made_with_a_password_from_standard_input(run, url):
    code, out, err = run(
        "add", "王芳", "--role", "editor", "--province", "广东", "430000", "--shown", "王老师"
    )
    assert (code, err) == (0, "")
    assert out.startswith("Made: 王芳 (王老师): editor for 430000, 440000, by password, since ")
    [account] = accounts_of(run)
    assert account["provinces"] == ["430000", "440000"]
    assert signs_in(url, "王芳", PASSWORD)


def test_list_tells_one_line_an_account(run):
    assert run("list")[:2] == (0, "There are no accounts.\n")
    run("add", "甲", "--role", "editor", "--all-provinces")
    run("add", "乙", "--role", "viewer")
    run("disable", "乙")
    lines = run("list")[1].splitlines()
    assert lines[0].startswith("甲: editor for all provinces, by password, since ")
    assert ", disabled " in lines[1]


def test_accounts_are_disabled_enabled_reset_and_given_roles(run, url):
    run("add", "甲", "--role", "editor", "--province", "Guangdong")
    assert run("disable", "甲")[0] == 0
    assert not signs_in(url, "甲", PASSWORD)
    assert run("enable", "甲")[0] == 0
    assert run("reset", "甲", typed=OTHER_PASSWORD)[0] == 0
    assert signs_in(url, "甲", OTHER_PASSWORD)
    assert run("roles", "甲", "--role", "admin")[0] == 0
    assert [(account["role"], account["provinces"]) for account in accounts_of(run)] == [("admin", None)]


def test_an_identity_takes_the_place_of_a_password_and_can_be_linked_later(run, url):
    there = ("--issuer", "https://id.example", "--subject")
    assert "viewer, by OIDC, since" in run("add", "甲", "--role", "viewer", *there, "1", typed="")[1]
    run("add", "乙", "--role", "viewer")
    code, out, _err = run("link", "乙", *there, "2")
    assert (code, out.startswith("Linked: 乙: viewer, by password or OIDC, since")) == (0, True)
    assert run("link", "乙", *there, "1")[::2] == (
        1,
        'The account "甲" has that identity already. Change that account instead.\n',
    )
    assert [account["oidc"] for account in accounts_of(run)] == [True, True]
    assert not signs_in(url, "甲", "")


def test_every_change_is_signed(run, url, monkeypatch):
    monkeypatch.setattr("getpass.getuser", lambda: "operator")
    run("add", "甲", "--role", "viewer", "--by", "王芳")
    run("disable", "甲")
    store = open_store(url, known_codes=())
    told = [(event.what, event.by, event.address) for event in store.accounts.events()]
    store.close()
    assert told == [("add", "王芳", "command line"), ("disable", "operator", "command line")]


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["disable", "nobody"], 1, 'There is no account "nobody". Look at the list of accounts.'),
        (["disable", "admin"], 1, '"admin" is the only administrator. Make another administrator first.'),
        (
            ["add", "Admin", "--role", "viewer"],
            1,
            'There is an account "admin" already. Choose another name.',
        ),
        (["add", "乙", "--role", "editor"], 2, "An editor needs --province or --all-provinces."),
        (["link", "admin", "--issuer", "https://a.cn"], 2, "An identity is --issuer and --subject, both."),
        (
            ["add", "乙", "--role", "viewer", "--subject", "1"],
            2,
            "An identity is --issuer and --subject, both.",
        ),
        (
            ["add", "乙", "--role", "viewer", "--all-provinces"],
            2,
            "Provinces bind an editor only; leave them out for viewer.",
        ),
        (
            ["add", "乙", "--role", "editor", "--province", "广洞"],
            2,
            '"广洞" is no province; do you mean 广东 or 广西?',
        ),
        (["add", " ", "--role", "viewer"], 2, "The account has no name. Give it another name."),
        (["roles", "admin"], 2, "The following arguments are required: --role"),
    ],
)
def test_an_error_is_one_sentence_and_a_code(run, arguments, code, sentence):
    run("add", "admin", "--role", "admin")
    assert run(*arguments) == (code, "", f"{sentence}\n")


def test_a_password_that_cannot_be_is_refused(run):
    code, _out, err = run("add", "甲", "--role", "viewer", typed="short\n")
    assert code == 2
    assert err.startswith("The password is shorter than 12 characters. Take a longer one")
    assert err.count("\n") == 1
    assert run("add", "甲", "--role", "viewer", typed="")[0] == 2
    assert accounts_of(run) == []


def test_at_a_terminal_a_password_is_asked_for_twice_and_not_shown(run, monkeypatch):
    answers = [PASSWORD, PASSWORD, PASSWORD, OTHER_PASSWORD]
    asked = []
    monkeypatch.setattr("getpass.getpass", lambda prompt: asked.append(prompt) or answers.pop(0))
    assert run("add", "甲", "--role", "viewer", at_terminal=True)[0] == 0
    assert run("add", "乙", "--role", "viewer", at_terminal=True) == (
        2,
        "",
        "The two passwords differ. Try again.\n",
    )
    assert asked == ["Password: ", "Once more: "] * 2


def test_a_password_is_never_an_argument(run):
    assert run("add", "甲", "--role", "viewer", "--password", "x")[0] == 2


def test_a_database_that_cannot_be_used_ends_with_three(capsys):
    assert main(["list", "--database-url", "sqlite:////nowhere/at/all.db"]) == 3
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.slow
def test_the_module_runs(url):
    ran = subprocess.run(
        [sys.executable, "-m", "data.accounts", "add", "甲", "--role", "admin", "--database-url", url],
        input=f"{PASSWORD}\n",
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[3],
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith("Made: 甲: admin, by password, since ")
