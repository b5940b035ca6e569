"""Attempts to get in as each role and with every cookie that is not one: pages, changes, files, uploads.

The sessions are begun in the store, as signing in begins them; what the forms refuse: tests/ui/sign_in.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from data.accounts.sessions import ABSOLUTE_END, IDLE_END, ROTATION_GRACE
from data.base.signatures import Signature
from data.intake.examination import Particulars, examine, real_reports, save
from data.register.register import load_counties
from data.store.store import Store, open_store
from tests.browser.signed_in import ADMIN, EDITOR, VIEWER, make_accounts
from tests.ui.web.attempts import ENDPOINT, Server, Table, form, opened, run, started
from ui.access import SESSION_COOKIE
from ui.page_list import PAGES

pytestmark = pytest.mark.slow

ROLES = ("nobody", "viewer", "editor", "admin")
# Words of files and accounts that pages show to nobody but those whom they concern.
OF_THE_ADMIN_PAGE = (EDITOR, VIEWER)
OFFICE = "198.51.100.7"


@dataclass
class Place:
    """A started dashboard with accounts, its store, and a cookie for each role."""

    server: Server
    store: Store
    cookies: dict[str, str]
    hunan: int

    def begin(self, name: str, ago: timedelta = timedelta()) -> str:
        """Begin a session and give its token."""
        account = self.store.accounts.named(name)
        return self.store.accounts.sessions.begin(
            account.account_id, "local", datetime.now(UTC) - ago, "127.0.0.1", "tests"
        )


def save_file(store: Store, province: str, name: str) -> int:
    """Save one county of a province from a file, as the office there sends it."""
    counties = load_counties()
    county = counties[counties["province_code"] == province].iloc[0]
    content = f"区划代码,建设阶段\n{county['county_code']},筹建中\n".encode()
    particulars = Particulars(reports=real_reports(store), today=date(2026, 11, 22), as_of=date(2026, 10, 31))
    examination = examine(content, name, particulars)
    receipt = save(
        store,
        examination,
        by="长沙",
        at=datetime.now(UTC),
        note="",
        origin=OFFICE,
        only_good=True,
        allowed=None,
        expected_revision=store.revision(),
    )
    return receipt.batch_id


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("roles")
    url = f"sqlite:///{folder / 'dashboard.db'}"
    store = open_store(url, known_codes=frozenset(load_counties()["county_code"]))
    hunan = save_file(store, "430000", "湖南.csv")
    make_accounts(url)
    with started(url, folder / "log") as server:
        place = Place(server, store, {"nobody": ""}, hunan)
        for role, name in (("viewer", VIEWER), ("editor", EDITOR), ("admin", ADMIN)):
            place.cookies[role] = f"{SESSION_COOKIE}={place.begin(name)}"
        yield place
    store.close()


def with_token(place: Place, cookie: str) -> dict[str, Any]:
    """What an upload carries: Streamlit's own token, and the cookie."""
    own = dict(place.server.own)
    return {
        **own,
        "Origin": f"http://{place.server.host}",
        "Cookie": "; ".join(filter(None, (own["Cookie"], cookie))),
    }


def put(place: Place, cookie: str, session: str) -> tuple[int, str]:
    """Upload a file as whoever has the cookie."""
    return place.server.ask("PUT", f"{ENDPOINT}/{session}/{uuid4()}", form(b"1"), **with_token(place, cookie))


def worthless(place: Place) -> dict[str, str]:
    """Cookies that open nothing: forged, stolen and used up, of accounts that are disabled."""
    sessions, now = place.store.accounts.sessions, datetime.now(UTC)
    good = place.begin(ADMIN)
    ended, replaced = place.begin(ADMIN), place.begin(ADMIN, ago=timedelta(minutes=30))
    sessions.end(ended, now)
    sessions.rotate(replaced, now - 2 * ROTATION_GRACE)
    listed = next(session.key for session in sessions.listed(now) if session.name == ADMIN)
    tokens = {
        "empty": "",
        "guessed": "A" * 43,
        "a letter changed": good[:-1] + ("A" if good[-1] != "A" else "B"),
        "in capitals": good.upper(),
        "cut": good[:-1],
        "twice": good + good,
        "with a null": good + "%00",
        "what the database holds": listed,
        "SQL": "' OR 1=1 --",
        "7 kB": "x" * 7_000,
        "signed out": ended,
        "replaced": replaced,
        "unused for too long": place.begin(ADMIN, ago=IDLE_END),
        "too old": place.begin(ADMIN, ago=ABSOLUTE_END),
        "of a number": "1",
        "of a name": "admin",
    }
    made = {what: f"{SESSION_COOKIE}={token}" for what, token in tokens.items()}
    user = '{"is_logged_in": true, "iss": "https://login.example", "sub": "admin", "iat": 9999999999}'
    quoted = user.replace('"', "%22").replace(" ", "")
    return made | {
        "under another name": f"session={good}",
        "a role in a cookie": "role=admin; ea_role=admin; ea_account=1",
        "an unsigned cookie of a provider": f"_streamlit_user={quoted}",
        "a token as a provider's cookie, cut": f"_streamlit_user={good[:20]}; _streamlit_user_1={good[20:-1]}",
    }


def test_a_cookie_that_is_none_opens_nothing(place: Place, capsys: pytest.CaptureFixture[str]):
    table, server = Table(), place.server
    with opened(server) as (_, drawn):
        table.add("upload without a cookie", put(place, "", drawn.session), 403)
        table.add("upload of the admin", put(place, place.cookies["admin"], drawn.session), 204)
        for what, cookie in worthless(place).items():
            table.add(f"upload, cookie {what}", put(place, cookie, drawn.session), 403)
            table.add(
                f"the original file, cookie {what}",
                server.ask("GET", f"/files/original/{place.hunan}", Cookie=cookie)[0],
                403,
            )
    for what, cookie in worthless(place).items():
        with opened(server, "accounts", cookie=cookie) as (_, drawn):
            shown = any(word in drawn.text for word in OF_THE_ADMIN_PAGE)
            table.rows.append((f"the accounts, cookie {what}", shown, False))
    table.show_and_check(capsys)


def test_each_role_sees_what_is_its_own(place: Place, capsys: pytest.CaptureFixture[str]):
    table, server = Table(), place.server
    for role in ROLES:
        cookie = place.cookies[role]
        for entry in PAGES:
            # An editor of one province starts in it; the save of the other is seen from the nation.
            with opened(server, entry.path, "area=100000", cookie=cookie) as (_, drawn):
                may = role in ("editor", "admin")
                if entry.path == "upload":
                    table.rows.append((f"{role}: the uploader", "file_uploader" in drawn.kinds, may))
                elif entry.path == "accounts":
                    shown = all(word in drawn.text for word in OF_THE_ADMIN_PAGE)
                    table.rows.append((f"{role}: the accounts", shown, role == "admin"))
                elif entry.path == "records":
                    turns = any("do-turn" in widget for widget in drawn.widgets)
                    table.rows.append((f"{role}: undo of a save of 湖南", turns, role == "admin"))
                if entry.path in ("records", "views"):
                    shown = OFFICE in drawn.text
                    table.rows.append(
                        (f"{role}: an address in /{entry.path}", shown, may and entry.path == "records")
                    )
                told = "Traceback" in drawn.text or "exception" in drawn.kinds
                table.rows.append((f"{role}: /{entry.path} fails", told, False))
        with opened(server) as (_, drawn):
            answer = put(place, cookie, drawn.session)
            table.add(f"{role}: an upload", answer, 204 if role in ("editor", "admin") else 403)
        original = server.ask("GET", f"/files/original/{place.hunan}", Cookie=cookie)[0]
        table.add(f"{role}: the original file of 湖南", original, 200 if role == "admin" else 403)
    table.show_and_check(capsys)


@pytest.mark.parametrize(
    ("role", "query", "in_a_province"),
    [
        ("editor", "lang=en", True),
        ("editor", "lang=en&area=100000", False),
        ("editor", "lang=en&area=430000", True),
        ("viewer", "lang=en", False),
        ("admin", "lang=en", False),
    ],
)
def test_an_editor_of_one_province_starts_in_it_and_china_is_one_click_away(
    place, role, query, in_a_province
):
    with opened(place.server, "reporting", query, cookie=place.cookies[role]) as (_, drawn):
        assert ("← China" in drawn.text) == in_a_province
        assert ("area=100000" in drawn.text) == (role == "editor")


def test_the_admins_buttons_do_nothing_in_another_hand(place: Place, capsys: pytest.CaptureFixture[str]):
    """Press, over one's own WebSocket, every button that the administrator's pages have."""
    table, server = Table(), place.server
    before = (place.store.accounts.listed(), place.store.revision(), len(place.store.batches()))
    for page in ("accounts", "records", "upload", "views"):
        with opened(server, page, cookie=place.cookies["admin"]) as (_, drawn):
            buttons = [widget for widget, kind in drawn.widgets.items() if kind == "button"]
        table.rows.append((f"buttons of /{page} found", bool(buttons), True))
        for role in ("nobody", "viewer", "editor"):
            with opened(server, page, cookie=place.cookies[role]) as (connection, _):
                for widget in buttons:
                    pressed = BackMsg()
                    pressed.rerun_script.page_name = page
                    state = pressed.rerun_script.widget_states.widgets.add()
                    state.id, state.trigger_value = widget, True
                    drawn = run(connection, pressed)
                    shown = any(word in drawn.text for word in OF_THE_ADMIN_PAGE)
                    table.rows.append((f"{role}: {page}, {widget[-40:]}", shown, False))
    table.rows.append(
        (
            "something changed",
            (place.store.accounts.listed(), place.store.revision(), len(place.store.batches())) != before,
            False,
        )
    )
    table.show_and_check(capsys)


def test_a_connection_ends_with_its_account(place: Place):
    token = place.begin(EDITOR)
    account = place.store.accounts.named(EDITOR)
    with opened(place.server, "upload", cookie=f"{SESSION_COOKIE}={token}") as (connection, drawn):
        assert "file_uploader" in drawn.kinds
        place.store.accounts.disable(account.account_id, Signature("tests", datetime.now(UTC)))
        try:
            again = BackMsg()
            again.rerun_script.page_name = "upload"
            assert "file_uploader" not in run(connection, again).kinds
            assert put(place, f"{SESSION_COOKIE}={token}", drawn.session)[0] == 403
        finally:
            place.store.accounts.enable(account.account_id, Signature("tests", datetime.now(UTC)))
        assert "file_uploader" not in run(connection, again).kinds
