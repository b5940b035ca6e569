"""The first administrator over ASGI: by the one-time link, and the link that the start prints."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from data.base.errors import StoreUnreachable
from tests.data.account_factories import OTHER_PASSWORD, PASSWORD, make, viewer_of
from tests.ui.sign_in.asking import reader
from ui import queries
from ui.sign_in import first_admin


def test_the_one_time_link_makes_the_first_administrator_and_signs_in(accounts):
    code = accounts.make_first_link(datetime.now(UTC))
    browser = reader()
    assert PASSWORD not in browser.get(f"/first-admin?code={code}").text
    answer = browser.send(f"/first-admin?code={code}", name=" 王 芳 ", password=PASSWORD, again=PASSWORD)
    assert (answer.status, answer.header("location")) == (303, "/")
    [made] = accounts.listed()
    assert (made.sign_in_name, made.role) == ("王 芳", "admin")
    assert viewer_of(accounts.sessions, browser.cookies["ea_session"], datetime.now(UTC)) == made.viewer
    assert accounts.events()[-1].address == "127.0.0.1"
    used = reader().send(f"/first-admin?code={code}", name="b", password=OTHER_PASSWORD, again=OTHER_PASSWORD)
    assert used.status == 410
    assert "sign in, or ask an administrator" in used.text


@pytest.mark.parametrize(
    ("name", "password", "again", "says"),
    [
        ("王芳", "short", "short", "shorter than 12"),
        ("王芳", "x" * 257, "x" * 257, "longer than 256"),
        ("王芳", PASSWORD, OTHER_PASSWORD, "not the same"),
        ("王芳", "password1234", "password1234", "tried first"),
        ("administratrix", "administratrix1", "administratrix1", "little more than"),
        (" ", PASSWORD, PASSWORD, "Give the"),
        ("名" * 61, PASSWORD, PASSWORD, "longer than 60"),
        ("a\u200bb", PASSWORD, PASSWORD, "cannot be seen"),
    ],
)
def test_what_cannot_be_an_administrator_keeps_all_but_the_passwords(accounts, name, password, again, says):
    code = accounts.make_first_link(datetime.now(UTC))
    answer = reader().send(f"/first-admin?code={code}", name=name, password=password, again=again)
    assert answer.status == 422
    assert says in (answer.said or "")
    assert answer.value_of("name") == name
    assert (answer.value_of("password"), answer.value_of("again")) == ("", "")
    assert accounts.listed() == []


def test_a_link_that_is_old_or_never_was_says_what_to_do(accounts):
    old = accounts.make_first_link(datetime.now(UTC) - timedelta(hours=2))
    for address in (f"/first-admin?code={old}", "/first-admin?code=guessed", "/first-admin"):
        answer = reader().get(address)
        assert answer.status == 410
        assert "Start the dashboard anew" in answer.text
        assert "<form" not in answer.text


@pytest.fixture
def options(monkeypatch) -> dict[str, Any]:
    """Streamlit's options as far as the printed link asks for them."""
    given = {"server.address": "127.0.0.1", "server.port": 8502, "browser.serverAddress": "localhost"}
    monkeypatch.setattr(first_admin.config, "get_option", given.get)
    return given


@pytest.mark.usefixtures("options")
def test_the_start_prints_a_link_that_works(accounts, capsys):
    first_admin.print_first_link("board")
    zh, en, link = capsys.readouterr().out.splitlines()
    assert "首位管理员" in zh
    assert "first administrator" in en
    address, _, code = link.partition("?code=")
    assert address == "http://localhost:8502/board/first-admin"
    assert accounts.first_link_opens(code, datetime.now(UTC))


def test_no_link_is_printed_where_there_are_accounts_or_others_listen(accounts, options):
    options["server.address"] = "0.0.0.0"  # noqa: S104
    assert first_admin.first_link_lines("") == ()
    options["server.address"] = "localhost"
    assert len(first_admin.first_link_lines("")) == 3
    make(accounts)
    assert first_admin.first_link_lines("") == ()


@pytest.mark.usefixtures("options")
def test_a_database_that_cannot_be_opened_does_not_stop_the_start(monkeypatch, capsys):
    def gone():
        raise StoreUnreachable("gone", "x")

    monkeypatch.setattr(queries, "store", gone)
    first_admin.print_first_link("")
    assert capsys.readouterr().out == ""
