"""Private files over ASGI: who gets an original, and whose a parcel is."""

import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.accounts.permissions import check_can_read_audit
from data.accounts.sessions import IDLE_END
from data.base.errors import StoreBusy
from data.base.signatures import Signature
from data.intake.examination import examine_workbook, real_reports, save
from data.register.register import load_counties
from data.store.store import Store, open_store
from tests.data.account_factories import cheap_accounts, make, signed
from tests.data.batches import at
from tests.data.uploads import ALSO_GOOD, GOOD, a_workbook, content_of, particulars
from tests.ui.files.private_place import HERE, Place
from ui import queries
from ui.files.offered import OFFERED

GUANGDONG, HUNAN = "440000", "430000"
OF_HUNAN = ("430103", "天心区", "筹建中", None, None)
OF_BOTH, OWN = a_workbook(GOOD, OF_HUNAN), a_workbook(ALSO_GOOD)
ROLES = {
    "viewer": ("viewer", frozenset()),
    "editor": ("editor", frozenset({GUANGDONG})),
    "everywhere": ("editor", None),
    "admin": ("admin", None),
}
GONE = "A link like this is for one sign-in"
ELSEWHERE = "198.51.100.7"


def keep(store: Store, book, name: str) -> None:
    found = examine_workbook(book, content_of(book), name, particulars(real_reports(store)))
    save(store, found, by="王芳", at=at(0), expected_revision=store.revision())


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the two batches and an account of each role."""
    file = tmp_path_factory.mktemp("private") / "dashboard.db"
    store = open_store(f"sqlite:///{file}", known_codes=frozenset(load_counties()["county_code"]))
    keep(store, OF_BOTH, "上报<1>.xlsx")
    keep(store, OWN, "上报.xlsx")
    store.close()
    return file


@pytest.fixture
def without_accounts(database: Path, tmp_path: Path) -> Iterator[Place]:
    """The routes, in the database that they ask."""
    copy = tmp_path / "dashboard.db"
    copy.write_bytes(database.read_bytes())
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "DATABASE_URL", f"sqlite:///{copy}")
        st.cache_resource.clear()
        st.cache_data.clear()
        yield Place(queries.store())
    queries.store().close()
    st.cache_resource.clear()
    st.cache_data.clear()


@pytest.fixture
def place(without_accounts: Place) -> Place:
    """The routes with an account of each role, each signed in."""
    accounts = cheap_accounts(without_accounts.store)
    for name, (role, provinces) in ROLES.items():
        make(accounts, name, role=role, provinces=provinces)
        without_accounts.tokens[name] = without_accounts.sign_in(name)
    return without_accounts


@pytest.mark.parametrize(
    ("who", "of_both", "own"),
    [
        ("nobody", 403, 403),
        ("viewer", 403, 403),
        ("editor", 403, 200),
        ("everywhere", 200, 200),
        ("admin", 200, 200),
    ],
)
def test_an_original_is_for_editors_of_all_its_provinces(place, who, of_both, own):
    token = place.tokens.get(who, "")
    answers = [place.ask(f"/files/original/{number}", token) for number in (1, 2)]
    assert [answer.status for answer in answers] == [of_both, own]
    for answer, book in zip(answers, (OF_BOTH, OWN), strict=True):
        assert (answer.body == content_of(book)) is (answer.status == 200)
        assert answer.headers["cache-control"] == "no-store"
    if own != 200:
        told = [answer.text.replace(f"original/{number}", "") for number, answer in enumerate(answers, 1)]
        unknown = place.ask("/files/original/99", token)
        assert (unknown.status, unknown.text.replace("original/99", "")) == (403, told[0])


def test_an_original_is_kept_and_never_run(place):
    answer = place.ask("/files/original/1", place.tokens["admin"])
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert answer.headers["content-disposition"] == (
        "attachment; filename=\"___1_.xlsx\"; filename*=UTF-8''%E4%B8%8A%E6%8A%A5_1_.xlsx"
    )


@pytest.mark.parametrize(
    "path",
    [
        "/files/original/3",
        "/files/original/0",
        "/files/original/01",
        "/files/original/-1",
        "/files/original/²",
        "/files/original/" + "9" * 5000,
        "/files/original/1 OR 1=1",
        "/files/original/..",
        "/files/original/",
        "/files/original/1/x",
        "/files/original/../../etc/passwd",
        "/files/../data/store/store.py",
        "/files/",
        "/files/parcel/",
        "/files/parcel/" + "A" * 43,
        "/files/parcel/../original/1",
        "/files/parcel/%00",
    ],
)
def test_what_is_not_there_is_said_to_be_not_there(place, path):
    answer = place.ask(path, place.tokens["admin"])
    assert answer.status == 404
    assert answer.headers["content-type"].startswith("text/html")
    assert "Back to the dashboard" in answer.text
    assert content_of(OF_BOTH) not in answer.body


def test_a_file_that_came_twice_is_whole_or_not_at_all(place):
    book = a_workbook(ALSO_GOOD, OF_HUNAN)
    place.store.revert(1, Signature("王芳", at(1)), reason="错", expected_revision=place.store.revision())
    found = examine_workbook(book, content_of(OWN), "again.xlsx", particulars(real_reports(place.store)))
    save(place.store, found, by="王芳", at=at(2), expected_revision=place.store.revision())
    assert place.store.batch_provinces(2) == {GUANGDONG}
    assert place.ask("/files/original/2", place.tokens["editor"]).status == 403
    assert place.ask("/files/original/2", place.tokens["admin"]).body == content_of(OWN)


def test_without_accounts_files_are_for_this_machine(without_accounts):
    place, key = without_accounts, without_accounts.lay()
    for path, content in (("/files/original/1", content_of(OF_BOTH)), (key, b"made")):
        assert place.ask(path).body == content
        assert place.ask(path, client=ELSEWHERE).status in (403, 404)
        assert place.ask(path, x_forwarded_for=HERE).status in (403, 404)
    make(cheap_accounts(place.store), role="admin", provinces=None)
    assert place.ask("/files/original/1").status == 403
    assert place.ask(key).status == 404


def test_a_parcel_is_for_one_sign_in(place):
    mine = place.lay(place.tokens["editor"])
    answer = place.ask(mine, place.tokens["editor"])
    assert (answer.status, answer.body) == (200, b"made")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    others = ["", "forged", place.tokens["admin"], place.tokens["viewer"], place.sign_in("editor")]
    guessed = f"/files/parcel/{'A' * 43}"
    answers = [(mine, place.ask(mine, token)) for token in others]
    answers.append((guessed, place.ask(guessed, place.tokens["editor"])))
    assert {answer.status for _path, answer in answers} == {404}
    told = [answer.text.replace(path, "") for path, answer in answers]
    # Whether the key opens something for somebody else, nothing tells: only who asks does.
    assert len(set(told)) == 2
    assert ['href="/sign-in' in text for text in told] == [True, True, False, False, False, False]
    assert 'href="/sign-in' in place.ask(guessed).text
    assert GONE in answers[0][1].text


def test_a_parcel_follows_its_session_when_the_token_is_replaced(place):
    mine = place.lay(place.tokens["editor"])
    token = place.store.accounts.sessions.rotate(place.tokens["editor"], datetime.now(UTC))
    assert place.ask(mine, token).body == b"made"


@pytest.mark.parametrize("ended", ["signed out", "disabled", "unused"])
def test_a_parcel_and_an_original_end_with_the_session(place, ended, monkeypatch):
    token = place.tokens["editor"]
    mine = place.lay(token)
    assert place.ask(mine, token).status == 200
    now = datetime.now(UTC)
    if ended == "signed out":
        place.store.accounts.sessions.end(token, now)
    elif ended == "disabled":
        place.store.accounts.disable(place.store.accounts.named("editor").account_id, signed())
    else:
        later = now + IDLE_END + timedelta(minutes=1)
        monkeypatch.setattr(
            "ui.access.datetime", type("Later", (), {"now": staticmethod(lambda _zone: later)})
        )
    assert place.ask(mine, token).status == 404
    assert place.ask("/files/original/2", token).status == 403


def test_a_parcel_asks_again_at_each_fetch(place):
    admin = place.lay(place.tokens["admin"], check=check_can_read_audit)
    assert place.ask(admin, place.tokens["admin"]).status == 200
    editor = place.lay(place.tokens["editor"], check=check_can_read_audit)
    answer = place.ask(editor, place.tokens["editor"])
    assert answer.status == 403
    assert "This file is for administrators." in answer.text


def test_a_parcel_is_what_the_page_offers_now(place):
    first = place.lay(place.tokens["editor"])
    assert place.lay(place.tokens["editor"], made=b"newer") == first
    assert place.ask(first, place.tokens["editor"]).body == b"newer"
    other = place.lay(place.tokens["admin"])
    assert other != first
    assert place.ask(first, place.tokens["editor"]).status == 404


def test_what_cannot_be_made_is_told_without_particulars(place, caplog):
    def fails(error: Exception):
        def make() -> bytes:
            raise error

        return make

    for error, status in ((StoreBusy("postgresql://secret", "Wait."), 503), (KeyError("secret"), 500)):
        answer = place.ask(place.lay(place.tokens["admin"], make=fails(error)), place.tokens["admin"])
        assert answer.status == status
        assert "secret" not in answer.text
    assert "secret" in caplog.text


def test_refusals_speak_the_readers_language_and_lead_back(place):
    path = "/files/original/1"
    assert "此文件不可下载" in place.ask(path, accept_language="zh-CN,zh;q=0.9").text
    assert "此文件不可下载" in place.ask(path + "?lang=zh").text
    assert "You may not have" in place.ask(path + "?lang=en", accept_language="zh-CN").text
    came = place.ask(path + "?next=/records%3Ffind%3Dbatch-1%26x%3D%2522%253E").text
    assert 'href="/records?find=batch-1&amp;x=%22%3E"' in came
    assert 'href="/sign-in?next=%2Frecords%3Ffind%3Dbatch-1%26x%3D%2522%253E"' in came
    for foreign in ("http://evil.example/records", "//evil.example", "javascript:alert(1)", "http://["):
        told = place.ask(f"{path}?next={foreign}").text
        assert re.findall(r'class="button.*?" href="([^"]*)"', told) == ["/sign-in", "/"]
    assert 'href="/edu/sign-in"' in place.ask("/edu/files/original/1", base="edu").text


OFFERING = """
from ui.files.download import private_download
from ui.shell_context import context
private_download(context(), "Journal <1>", lambda: b"made", "a.csv", "text/csv", key="journal")
"""


def test_a_page_offers_a_parcel_to_those_who_can_fetch_it(without_accounts, monkeypatch):
    monkeypatch.setattr("ui.access._on_this_machine", lambda: True)

    def links() -> list[str]:
        page = AppTest.from_string(OFFERING, default_timeout=60).run()
        assert not page.exception
        return [element.proto.body for element in page.get("html")]

    (link,) = links()
    assert "Journal &lt;1&gt;" in link
    key = re.search(r'href="(files/parcel/[\w-]{43})\?', link)
    assert key
    assert Place(without_accounts.store, OFFERED).ask(f"/{key[1]}").body == b"made"
    make(cheap_accounts(without_accounts.store), role="admin", provinces=None)
    assert links() == []
