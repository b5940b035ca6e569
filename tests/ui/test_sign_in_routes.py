"""The plain pages over ASGI: signing in, the first administrator, one's own password."""

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import pytest
from starlette.applications import Starlette

from data.account_keeper import AccountKeeper
from data.accounts import Identity
from data.errors import StoreBusy, StoreUnreachable
from data.passwords import LONGEST, SignInsBusy
from data.settings import Settings
from data.signatures import Signature
from data.store import open_store
from tests.data.account_factories import OTHER_PASSWORD, PASSWORD, cheap_accounts, make
from tests.ui.plain_reader import Reader
from ui import queries
from ui.web import first_link
from ui.web.doors import middleware
from ui.web.sign_in.form import FORM_COOKIE, LONGEST_FORM
from ui.web.sign_in.next_page import LONGEST_NEXT, safe_next
from ui.web.sign_in.routes import sign_in_routes

ENGLISH = {"accept-language": "en-GB,en;q=0.9", "user-agent": "Firefox/140"}
WRONG = "The name or the password is wrong."
THIRD_PASSWORD = "seven quiet lanterns"  # noqa: S105
WRONG_PASSWORD = "x"  # noqa: S105
PLAIN = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def migrated(tmp_path_factory) -> Path:
    """An empty database whose tables are made once for all tests."""
    file = tmp_path_factory.mktemp("template") / "dashboard.db"
    open_store(f"sqlite:///{file}", known_codes=frozenset()).close()
    return file


@pytest.fixture
def accounts(migrated, tmp_path, monkeypatch) -> Iterator[AccountKeeper]:
    """An empty store's accounts behind the routes, with cheap hashes."""
    url = f"sqlite:///{shutil.copy(migrated, tmp_path)}"
    store = open_store(url, known_codes=frozenset())
    keeper = cheap_accounts(store)
    monkeypatch.setattr(queries, "store", lambda: SimpleNamespace(accounts=keeper))
    monkeypatch.setattr(queries, "settings", lambda: Settings(database_url=url))
    yield keeper
    store.close()


def signed_now() -> Signature:
    return Signature("王芳", datetime.now(UTC))


def reader(base: str = "", provider: tuple[str, str] | None = None, **given: Any) -> Reader:
    return Reader(Starlette(routes=sign_in_routes(base, provider)), headers=dict(ENGLISH), **given)


@pytest.mark.parametrize(
    "address",
    [
        "/", "/upload", "/county?area=440000&find=%E5%B9%BF", "/map?a=//b&c=http://d#e", "/password", "/über",
        "/upload?next=/sign-in",
    ],
)  # fmt: skip
def test_a_page_of_this_server_can_be_gone_on_to(address):
    assert safe_next(address, "") == address


@pytest.mark.parametrize(
    "address",
    [
        "", "upload", "//evil.cn", "///evil.cn", "https://evil.cn", "/\\evil.cn", "\\\\evil.cn", "/\t/evil.cn", "/\n/a",
        " //evil.cn", "/%5cevil.cn", "/%2fevil.cn", "/%09/evil.cn", "/a//b", "/../a", "/a/..", "/%2e%2e/a", "/./a",
        "javascript:alert(1)", "/\u202eevil", "/\x00", "/sign-in", "/sign-in?out=1", "/SIGN-IN/", "/sign%2Din",
        "/first-admin", "/" + "a" * LONGEST_NEXT, "@evil.cn", "/%0d%0aSet-Cookie:a",
    ],
)  # fmt: skip
def test_nothing_else_can_be_gone_on_to(address):
    assert safe_next(address, "") is None


def test_below_a_base_path_only_its_own_pages_can_be_gone_on_to():
    assert safe_next("/board/upload", "/board/") == "/board/upload"
    assert safe_next("/board", "board") == "/board"
    for address in ("/upload", "/boardroom", "/board/../upload", "/board/sign-in"):
        assert safe_next(address, "board") is None


def test_whoever_knows_name_and_password_goes_on_with_a_session(accounts):
    make(accounts)
    answer = reader().send("/sign-in?next=/upload%3Farea=440000", name=" li QIANG ", password=PASSWORD)
    assert (answer.status, answer.header("location")) == (303, "/upload?area=440000")
    token, *attributes = answer.cookies["ea_session"].split("; ")
    assert {each.lower() for each in attributes} == {"httponly", "samesite=lax", "path=/"}
    assert answer.header("cache-control") == "no-store"
    at = datetime.now(UTC)
    assert accounts.sessions.viewer_of(token, at) == accounts.named("Li Qiang").viewer
    [session] = accounts.sessions.listed(at)
    assert (session.kind, session.address, session.browser) == ("local", "127.0.0.1", "Firefox/140")


def test_over_https_and_below_a_base_path_cookies_stay_there(accounts):
    make(accounts)
    browser = reader("board", scheme="https")
    form = browser.get("/board/sign-in")
    assert "Secure" in form.cookies[FORM_COOKIE]
    assert "Path=/board" in form.cookies[FORM_COOKIE]
    answer = browser.send("/board/sign-in", name="Li Qiang", password=PASSWORD)
    assert answer.header("location") == "/board/"
    assert "Secure" in answer.cookies["ea_session"]
    assert "Path=/board;" in answer.cookies["ea_session"]


@pytest.mark.parametrize("hostile", ["//evil.cn", "https://evil.cn", "/\\evil.cn", "/sign-in", "/\r\nX: y"])
def test_a_hostile_address_leads_to_the_start_page(accounts, hostile):
    make(accounts)
    answer = reader().send(f"/sign-in?{urlencode({'next': hostile})}", name="Li Qiang", password=PASSWORD)
    assert answer.header("location") == "/"


def test_an_answer_does_not_say_which_of_the_two_was_wrong(accounts):
    make(accounts)
    accounts.disable(make(accounts, "Gone").account_id, signed_now())
    browser = reader()
    answers = [
        browser.send("/sign-in", name=name, password=password)
        for name, password in (
            ("Li Qiang", OTHER_PASSWORD),
            ("Nobody", PASSWORD),
            ("Gone", PASSWORD),
            ("", ""),
        )
    ]
    assert [(each.status, each.said) for each in answers] == [(403, WRONG)] * 4
    assert answers[0].value_of("name") == "Li Qiang"
    assert len({re.sub(r' value="[^"]*"', "", each.text.replace(" autofocus", "")) for each in answers}) == 1
    for each in answers:
        assert PASSWORD not in each.text
        assert "ea_session" not in each.cookies


def test_what_was_typed_for_a_name_comes_back_as_text(accounts):
    make(accounts)
    name = "\"><b onfocus=alert(1)>'&amp;</title><script>"
    answer = reader().send("/sign-in", name=name, password=WRONG_PASSWORD)
    assert answer.value_of("name") == name
    assert "<b onfocus" not in answer.text
    assert "<script" not in answer.text


def test_after_failures_it_says_how_long_the_pause_lasts(accounts):
    make(accounts)
    browser = reader()
    for _ in range(5):
        assert browser.send("/sign-in", name="Li Qiang", password=WRONG_PASSWORD).status == 403
    answer = browser.send("/sign-in", name="Li Qiang", password=PASSWORD)
    assert (answer.status, answer.said) == (429, "Too many attempts have failed. Try again in a minute.")
    assert 0 < int(answer.header("retry-after") or 0) <= 60
    assert answer.value_of("name") == "Li Qiang"
    chinese = browser.send("/sign-in?lang=zh", name="Li Qiang", password=PASSWORD)
    assert chinese.said == "失败次数过多，请一分钟后再试。"


@pytest.mark.parametrize(
    ("error", "status", "says"),
    [
        (SignInsBusy("busy", "wait"), 503, "Too many people sign in at this moment."),
        (StoreUnreachable("/srv/secret.db is gone", "x"), 503, "The database cannot be opened"),
        (StoreBusy("locked", "x"), 503, "The database is busy"),
    ],
)
def test_what_keeps_everybody_out_is_said(accounts, monkeypatch, error, status, says):
    make(accounts)

    def failing(*_given):
        raise error

    monkeypatch.setattr(accounts, "sign_in", failing)
    answer = reader().send("/sign-in", name="Li Qiang", password=PASSWORD)
    assert answer.status == status
    assert says in answer.text
    assert "/srv" not in answer.text
    assert answer.header("cache-control") == "no-store"


def test_without_the_database_the_page_says_so(monkeypatch):
    def gone():
        raise StoreUnreachable("/srv/secret.db is gone", "x")

    monkeypatch.setattr(queries, "store", gone)
    monkeypatch.setattr(queries, "settings", lambda: Settings(database_url="sqlite:///gone"))
    for path in ("/sign-in", "/first-admin?code=a"):
        answer = reader().get(path)
        assert answer.status == 503
        assert "The database cannot be opened" in answer.text
        assert "/srv" not in answer.text


def test_before_there_is_an_account_it_says_how_the_first_is_made(accounts):
    browser = reader()
    for answer in (browser.get("/sign-in"), browser.send("/sign-in", name="a", password=PASSWORD)):
        assert "data.accounts add NAME --role admin" in answer.text
        assert "<form" not in answer.text
    assert accounts.attempts() == []


def test_who_signed_out_is_told(accounts):
    make(accounts)
    assert reader().get("/sign-in?out=1").said == "You are signed out."
    assert reader().get("/sign-in").said is None


def test_the_session_that_a_browser_had_ends_when_somebody_signs_in(accounts):
    planted = accounts.sessions.begin(
        make(accounts, "Attacker").account_id, "local", datetime.now(UTC), None, None
    )
    make(accounts)
    browser = reader(cookies={"ea_session": planted})
    assert browser.get("/sign-in").said == "You are signed in as Attacker."
    answer = browser.send("/sign-in", name="Li Qiang", password=PASSWORD)
    assert answer.status == 303
    assert browser.cookies["ea_session"] != planted
    assert accounts.sessions.viewer_of(planted, datetime.now(UTC)) is None


FORGED = "A" * 43


@pytest.mark.parametrize(
    ("cookie", "field"),
    [
        (None, FORGED),
        (FORGED, None),
        (FORGED, "B" * 43),
        (FORGED, FORGED[:-1]),
        ("", ""),
        ("x", "x"),
        (None, None),
    ],
)
def test_a_form_that_this_browser_was_not_given_is_not_taken(accounts, cookie, field):
    make(accounts)
    browser = reader(cookies={} if cookie is None else {FORM_COOKIE: cookie})
    form = {"name": "Li Qiang", "password": PASSWORD} | ({} if field is None else {"form": field})
    answer = browser.post("/sign-in", urlencode(form).encode())
    assert (answer.status, answer.said) == (403, "This form had expired. Fill it in once more.")
    assert answer.value_of("name") == "Li Qiang"
    assert accounts.attempts() == []
    again = form | {"form": answer.value_of("form") or ""}
    assert browser.post("/sign-in", urlencode(again).encode()).status == 303


def test_a_form_s_token_is_out_of_reach_and_the_same_in_every_tab(accounts):
    make(accounts)
    browser = reader()
    first = browser.get("/sign-in")
    token, *attributes = first.cookies[FORM_COOKIE].split("; ")
    assert {each.lower() for each in attributes} == {"httponly", "samesite=strict", "path=/"}
    assert first.value_of("form") == token == browser.get("/sign-in").value_of("form")
    assert token != reader().get("/sign-in").value_of("form")


def test_no_more_is_read_than_a_form_can_be(accounts):
    make(accounts)
    for length, read in ((str(LONGEST_FORM + 1), 0), ("9" * 5000, 0), ("", 4)):
        answer = reader().post("/sign-in", *[b"a" * 4000] * 99, length=length)
        assert (answer.status, answer.parts_read) == (413, read)
        assert answer.said == "What was sent is longer than a name and passwords can be."
    longest = dict.fromkeys(("password", "new", "again"), "𠮷" * LONGEST) | {
        "name": "名" * 60,
        "form": FORGED,
    }
    assert len(urlencode(longest)) < LONGEST_FORM


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b'{"name":"a"}', "application/json", 415), (b"a=b", "multipart/form-data; boundary=a", 415), (b"a=b", "", 415),
        (b"name=\xff", PLAIN, 400), (b"name=%ff", f"{PLAIN}; charset=utf-8", 400),
        (b"&".join([b"a=b"] * 11), PLAIN, 400),
    ],
)  # fmt: skip
def test_only_forms_are_taken(accounts, body, kind, status):
    make(accounts)
    answer = reader().post("/sign-in", body, kind=kind)
    assert (answer.status, answer.said) == (status, "What was sent is not a form of this page.")
    assert accounts.attempts() == []


def test_other_methods_are_refused_and_nothing_is_kept_by_a_cache(accounts):
    make(accounts)
    browser = reader()
    for path in ("/sign-in", "/first-admin", "/password"):
        assert browser.ask("HEAD", path).header("cache-control") == "no-store"
        assert browser.get(path).header("cache-control") == "no-store"
        for method in ("PUT", "DELETE", "PATCH"):
            assert browser.ask(method, path).status == 405


def test_no_script_runs_on_these_pages_and_nobody_frames_them(accounts):
    make(accounts)
    site = Starlette(routes=sign_in_routes(), middleware=middleware(Settings(database_url="sqlite://")))
    answer = Reader(site).get("/sign-in")
    written = answer.header("content-security-policy") or ""
    assert "default-src 'none'" in written
    assert "script" not in written
    assert "frame-ancestors 'none'" in written
    assert [name for name, _ in answer.headers].count("content-security-policy") == 1
    assert "<script" not in answer.text


def test_the_page_speaks_the_language_and_wears_the_theme_that_were_chosen(accounts):
    make(accounts)
    browser = reader()
    assert '<html lang="en">' in browser.get("/sign-in").text
    assert '<html lang="zh-CN">' in browser.get("/sign-in", accept_language="zh-CN,zh;q=0.9").text
    assert '<html lang="zh-CN">' in Reader(browser.app).get("/sign-in").text
    chosen = browser.get("/sign-in?lang=zh&theme=dark")
    assert '<html lang="zh-CN" data-theme="dark">' in chosen.text
    assert '<html lang="en">' in browser.get('/sign-in?lang="><b>&theme=pink').text
    # A deep link says it as well; what is chosen here goes on to it.
    deep = "/sign-in?next=/map%3Flang%3Dzh%26theme%3Ddark%26area%3D440000"
    assert '<html lang="zh-CN" data-theme="dark">' in browser.get(deep).text
    answer = browser.send(f"{deep}&lang=en", name="Li Qiang", password=PASSWORD)
    assert answer.header("location") == "/map?area=440000&lang=en&theme=dark"


def test_a_provider_is_offered_with_the_way_on(accounts):
    make(accounts)
    page = reader(provider=("<Ministry>", "/sign-in/provider?a=b")).get("/sign-in?next=/upload&lang=en").text
    assert 'href="/sign-in/provider?a=b&amp;lang=en&amp;next=%2Fupload"' in page
    assert "Sign in with &lt;Ministry&gt;" in page


def test_the_one_time_link_makes_the_first_administrator_and_signs_in(accounts):
    code = accounts.make_first_link(datetime.now(UTC))
    browser = reader()
    assert PASSWORD not in browser.get(f"/first-admin?code={code}").text
    answer = browser.send(f"/first-admin?code={code}", name=" 王 芳 ", password=PASSWORD, again=PASSWORD)
    assert (answer.status, answer.header("location")) == (303, "/")
    [made] = accounts.listed()
    assert (made.sign_in_name, made.role) == ("王 芳", "admin")
    assert accounts.sessions.viewer_of(browser.cookies["ea_session"], datetime.now(UTC)) == made.viewer
    assert accounts.events()[-1].address == "127.0.0.1"
    used = reader().send(f"/first-admin?code={code}", name="b", password=OTHER_PASSWORD, again=OTHER_PASSWORD)
    assert used.status == 410
    assert "sign in, or ask an administrator" in used.text


@pytest.mark.parametrize(
    ("name", "password", "again", "says"),
    [
        ("王芳", "short", "short", "shorter than 12"), ("王芳", "x" * 257, "x" * 257, "longer than 256"),
        ("王芳", PASSWORD, OTHER_PASSWORD, "not the same"), ("王芳", "password1234", "password1234", "tried first"),
        ("administratrix", "administratrix1", "administratrix1", "little more than"),
        (" ", PASSWORD, PASSWORD, "Give the"),
        ("名" * 61, PASSWORD, PASSWORD, "longer than 60"), ("a\u200bb", PASSWORD, PASSWORD, "cannot be seen"),
    ],
)  # fmt: skip
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


def signed_in_reader(accounts: AccountKeeper, account_id: int = 1, kind: str = "local") -> Reader:
    token = accounts.sessions.begin(account_id, kind, datetime.now(UTC), None, None)
    return reader(cookies={"ea_session": token})


def test_who_changes_their_password_goes_on_and_is_signed_out_everywhere_else(accounts):
    make(accounts)
    mine, elsewhere = signed_in_reader(accounts), signed_in_reader(accounts)
    before = mine.cookies["ea_session"]
    change = {"password": PASSWORD, "new": THIRD_PASSWORD, "again": THIRD_PASSWORD}
    answer = mine.send("/password?lang=en", **change)
    assert (answer.status, answer.header("location")) == (303, "/password?lang=en&changed=1")
    assert mine.cookies["ea_session"] != before
    assert "Your password is changed." in (mine.get("/password?changed=1").said or "")
    assert elsewhere.get("/password").status == 303
    assert reader().send("/sign-in", name="Li Qiang", password=PASSWORD).status == 403
    assert reader().send("/sign-in", name="Li Qiang", password=THIRD_PASSWORD).status == 303
    told = [event for event in accounts.events() if event.what == "reset"]
    assert [(event.by, event.about, event.detail, event.address) for event in told] == [
        ("Li Qiang", "Li Qiang", {"own": True}, "127.0.0.1")
    ]


def test_guessing_at_a_browser_left_open_meets_the_same_pause(accounts):
    make(accounts)
    browser = signed_in_reader(accounts)
    change = {"new": THIRD_PASSWORD, "again": THIRD_PASSWORD}
    for _ in range(5):
        answer = browser.send("/password", password=WRONG_PASSWORD, **change)
        assert (answer.status, answer.said) == (403, "Your password now is another one.")
    assert browser.send("/password", password=PASSWORD, **change).status == 429
    assert reader().send("/sign-in", name="Li Qiang", password=PASSWORD).status == 429


@pytest.mark.parametrize(
    ("new", "again", "says"),
    [
        ("short", "short", "shorter"),
        (THIRD_PASSWORD, PASSWORD, "not the same"),
        (PASSWORD, PASSWORD, "you have"),
    ],
)
def test_a_new_password_that_cannot_be_costs_no_attempt(accounts, new, again, says):
    make(accounts)
    answer = signed_in_reader(accounts).send("/password", password=PASSWORD, new=new, again=again)
    assert answer.status == 422
    assert says in (answer.said or "")
    assert accounts.attempts() == []


def test_nobody_is_sent_to_sign_in_before_changing_a_password(accounts):
    make(accounts)
    for answer in (reader().get("/password?lang=en"), reader().get("/password?lang=en")):
        assert (answer.status, answer.header("location")) == (303, "/sign-in?lang=en&next=%2Fpassword")
    ended = signed_in_reader(accounts)
    ended.get("/password")
    accounts.disable(make(accounts, "Another").account_id, signed_now())
    accounts.disable(1, signed_now())
    form = {
        "form": ended.cookies[FORM_COOKIE],
        "password": PASSWORD,
        "new": THIRD_PASSWORD,
        "again": THIRD_PASSWORD,
    }
    assert ended.post("/password", urlencode(form).encode()).header("location") == "/sign-in?next=%2Fpassword"


def test_an_account_of_a_provider_has_no_password_here(accounts):
    make(accounts, password=None, identity=Identity("https://id.example", "1"))
    answer = signed_in_reader(accounts).get("/password")
    assert "which keeps your password" in answer.text
    assert "<form" not in answer.text


@pytest.fixture
def options(monkeypatch) -> dict[str, Any]:
    """Streamlit's options as far as the printed link asks for them."""
    given = {"server.address": "127.0.0.1", "server.port": 8502, "browser.serverAddress": "localhost"}
    monkeypatch.setattr(first_link.config, "get_option", given.get)
    return given


@pytest.mark.usefixtures("options")
def test_the_start_prints_a_link_that_works(accounts, capsys):
    first_link.print_first_link("board")
    zh, en, link = capsys.readouterr().out.splitlines()
    assert "首位管理员" in zh
    assert "first administrator" in en
    address, _, code = link.partition("?code=")
    assert address == "http://localhost:8502/board/first-admin"
    assert accounts.first_link_opens(code, datetime.now(UTC))


def test_no_link_is_printed_where_there_are_accounts_or_others_listen(accounts, options):
    options["server.address"] = "0.0.0.0"  # noqa: S104
    assert first_link.first_link_lines("") == ()
    options["server.address"] = "localhost"
    assert len(first_link.first_link_lines("")) == 3
    make(accounts)
    assert first_link.first_link_lines("") == ()


@pytest.mark.usefixtures("options")
def test_a_database_that_cannot_be_opened_does_not_stop_the_start(monkeypatch, capsys):
    def gone():
        raise StoreUnreachable("gone", "x")

    monkeypatch.setattr(queries, "store", gone)
    first_link.print_first_link("")
    assert capsys.readouterr().out == ""
