"""The administrators' page without a browser: its words, its lists, its file, and that it is for administrators."""

import csv
import io
import re

import pandas as pd
import pytest

import pages
from data.account_keeper import AccountKeeper
from data.account_reads import NamedAttempt
from data.account_schema import OUTCOMES
from data.accounts import Account, AccountRefused, Identity, InvalidAccount, NewAccount, NoSuchAccount
from data.audit import COLUMNS, KINDS
from data.errors import NotAllowed, StoreBusy
from data.language import translator
from data.passwords import SignInsBusy
from data.permissions import ANYBODY, NOBODY, ROLES, Viewer
from data.signatures import Signature
from data.store import open_store
from reports.audit_csv import audit_csv
from reports.audit_words import (
    by_told,
    detail_told,
    group_words,
    kind_words,
    provinces_told,
    role_and_provinces,
    role_words,
)
from tests.data.account_factories import CHEAP, PASSWORD
from tests.data.batches import at
from ui.accounts import adding, listing, sessions, sign_ins, timeline
from ui.accounts.address import VIEWS, account_of, account_word, person_word, session_word, view_of
from ui.accounts.browsers import SHOWN, browser_told
from ui.accounts.card import Asked, question_words
from ui.accounts.changing import Secret
from ui.accounts.lists import facts_html, line_html, table_html
from ui.accounts.refusals import refusal
from ui.accounts.roles import Allowed, allowed_of
from ui.selection import parse_selection

EN, ZH = translator("en"), translator("zh")
CHROME = "Mozilla/5.0 ({}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 {}Safari/537.36"
WINDOWS = "Windows NT 10.0; Win64; x64"
MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"


def an_account(number: int = 1, name: str = "Li Qiang", **particulars) -> Account:
    given = {
        "shown_name": name, "role": "viewer", "provinces": None, "has_password": True, "identity": None,
        "made_at": at(0), "disabled_at": None,
    }  # fmt: skip
    return Account(number, name, **(given | particulars))


def test_the_page_is_offered_to_administrators_alone():
    entry = next(entry for entry in pages.ALL if entry.path == "accounts")
    assert entry.for_whom is not None
    for viewer in (NOBODY, ANYBODY, Viewer(2, "Li Qiang", "editor", None)):
        assert not entry.for_whom(viewer)
    assert entry.for_whom(Viewer(1, "王芳", "admin", None))


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (CHROME.format(WINDOWS, ""), "Chrome 140 on Windows"),
        (CHROME.format(WINDOWS, "") + " Edg/141.0.0.0", "Edge 141 on Windows"),
        (CHROME.format("Linux; Android 15; Pixel 9", "Mobile "), "Chrome 140 on Android"),
        (CHROME.format("Linux; Android 12", "MicroMessenger/8.0.50 "), "WeChat 8 on Android"),
        (
            CHROME.format("Linux; Android 12; HarmonyOS", "HuaweiBrowser/15.0 "),
            "Huawei Browser 15 on HarmonyOS",
        ),
        (CHROME.format(WINDOWS, "") + " QQBrowser/13.5", "QQ Browser 13 on Windows"),
        (CHROME.format("X11; Linux x86_64", "").replace("Chrome", "HeadlessChrome"), "Chrome 140 on Linux"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox 140 on Linux"),
        (
            f"{MAC} Version/18.2 Safari/605.1.15",
            "Safari 18 on macOS",
        ),
        (f"{IPHONE} Version/18.2 Mobile/15E148 Safari/604.1", "Safari 18 on iPhone"),
        (f"{IPHONE} CriOS/140.0 Mobile/15E148 Safari/604.1", "Chrome 140 on iPhone"),
        ("curl/8.5.0", "curl/8.5.0"),
        ("NotFirefoxAtAll/1", "NotFirefoxAtAll/1"),
        ("", "unknown browser"),
        (None, "unknown browser"),
    ],
)
def test_a_browser_is_told_in_words(said, told):
    assert browser_told(said, EN) == told


def test_of_an_unknown_browser_little_is_shown():
    told = browser_told("x" * 200, EN)
    assert (len(told), told[-1]) == (SHOWN, "…")


def test_accounts_are_in_order_of_their_names_and_found_by_part_of_them():
    people = [
        an_account(1, "zhou"),
        an_account(2, "Anna", disabled_at=at(1)),
        an_account(3, "li", shown_name="李强"),
        an_account(4, "ＢＯ"),
    ]
    assert [one.account_id for one in listing.in_order(people)] == [4, 3, 1, 2]
    assert [one.account_id for one in listing.in_order(people, "李")] == [3]
    assert [one.account_id for one in listing.in_order(people, "bo")] == [4]
    assert listing.in_order(people, "nobody") == []


def test_the_headline_counts_administrators_who_may_sign_in():
    people = [
        an_account(1, "王芳", role="admin"),
        an_account(2, "旧", role="admin", disabled_at=at(1)),
        an_account(3, "li"),
    ]
    assert listing.finding(people[:1], EN) == "1 account, 1 administrator"
    assert listing.finding(people, EN) == "3 accounts, 1 administrator; 1 disabled"
    assert listing.finding(people, ZH) == "3 个账号，其中 1 名管理员，已停用 1 个"


def test_other_headlines():
    assert sign_ins.finding({}, EN) == "Nobody has tried to sign in with a password yet"
    counts = {"signed_in": 1000, "wrong": 2, "locked": 1, "busy": 4}
    assert sign_ins.finding(counts, EN) == "1,007 attempts to sign in within 90 days, 3 of them refused"
    assert sign_ins.finding({"wrong": 1}, EN) == "1 attempt to sign in within 90 days, 1 of them refused"
    assert "0" in sessions.finding([], EN)
    frame = pd.DataFrame({"by": ["王芳", "王芳", "李强"]})
    told = [timeline.finding(frame.head(n), EN) for n in (1, 2, 3)]
    assert told == ["1 entry in the audit", "2 entries in the audit", "3 entries in the audit, by 2 people"]


@pytest.mark.parametrize("word", ["departments", "", None, "Accounts"])
def test_an_address_of_another_page_shows_the_accounts(word):
    assert view_of(word) == "accounts"


def test_words_of_the_address_come_back():
    assert [view_of(view) for view in VIEWS] == list(VIEWS)
    assert account_of(account_word(12)) == 12
    assert [account_of(word) for word in ("account-", "account-x", "12", None)] == [None] * 4
    for word in (*VIEWS, account_word(3), session_word("f" * 64), person_word("李强（li@example.cn）'\"<b>")):
        assert parse_selection({"find": word}, locale="zh", browser_theme=None).find == word
    assert person_word("王芳") != person_word("王芳 ")


def test_every_role_outcome_and_kind_has_words():
    for translate in (EN, ZH):
        assert set(role_words(translate)) == set(ROLES)
        assert set(sign_ins.outcome_words(translate)) == set(OUTCOMES)
        assert set(group_words(translate)) == set(KINDS)
        assert set(kind_words(translate)) == {kind for kinds in KINDS.values() for kind in kinds}
    assert all(not word.isascii() for word in kind_words(ZH).values())


def test_what_an_account_may_do_is_told_by_name():
    assert role_and_provinces("admin", None, "en", EN) == "administrator"
    assert role_and_provinces("editor", None, "zh", ZH) == "编辑（全部省份）"
    assert role_and_provinces("editor", {"440000", "430000"}, "zh", ZH) == "编辑（湖南、广东）"
    assert role_and_provinces("editor", {"440000"}, "en", EN) == "editor for Guangdong"
    assert role_and_provinces("auditor", None, "en", EN) == "auditor"
    many = ["110000", "120000", "130000", "140000"]
    assert provinces_told(many, "en", EN, named=3) == "Beijing and Tianjin and 2 others"
    assert provinces_told(many, "zh", ZH, named=4) == "北京、天津、河北、山西"
    assert provinces_told(["999999"], "zh", ZH) == "999999"


@pytest.mark.parametrize(
    ("kind", "detail", "told"),
    [
        ("account_add", {"role": "viewer", "provinces": None}, "viewer"),
        (
            "account_roles",
            {"role": "admin", "provinces": None, "role_before": "editor", "provinces_before": ["440000"]},
            "editor for Guangdong → administrator",
        ),
        ("account_first_admin", {"role": "admin"}, "administrator"),
        ("account_reset", {}, ""),
        ("account_reset", {"own": True}, "by the person themselves"),
        ("account_link", {"issuer": "https://x.cn", "subject": "7"}, "https://x.cn, 7"),
        ("save", {"file": "a.xlsx", "note": "first", "rows": 1234}, "a.xlsx · first · 1,234 rows"),
        ("save", {"note": "demo", "rows": 2848}, "made-up figures · 2,848 rows"),
        ("revert", {"reason": "wrong file"}, "wrong file"),
        ("view_rename", {"page": "map", "name_before": "西部"}, "before: 西部"),
        ("view_save", {"page": "map"}, ""),
    ],
)
def test_particulars_are_told(kind, detail, told):
    assert detail_told(kind, detail, "en", EN) == told


def test_what_the_dashboard_did_itself_is_told_in_the_readers_language():
    assert (by_told("demo", ZH), by_told("start of the dashboard", ZH)) == ("演示程序", "系统启动")
    assert detail_told("revert", {"reason": "Replaced by the first real data."}, "zh", ZH) != (
        "Replaced by the first real data."
    )
    assert by_told("王芳（wangfang）", ZH) == "王芳（wangfang）"


def test_the_file_has_every_line_and_nothing_in_it_runs():
    lines = [
        (at(2), "=cmd|'/c calc'!A0", "@10.0.0.1", "account_add", "+1", {"role": "viewer", "provinces": None}),
        (at(1), "王芳", None, "save", "7", {"file": "-1.xlsx", "rows": 3}),
        (at(0), "王芳", "10.0.0.1", "account_unheard_of", '李强\n,"', {}),
    ]
    frame = pd.DataFrame(lines, columns=list(COLUMNS), dtype=object)
    frame["at"] = pd.to_datetime(frame["at"], utc=True)
    made = audit_csv(frame, "zh", ZH)
    assert made.startswith(b"\xef\xbb\xbf")
    head, *rows = list(csv.reader(io.StringIO(made.decode("utf-8-sig"), newline="")))
    assert head[0] == "时间（UTC）"
    assert rows == [
        [
            "2026-01-05T09:32:00Z",
            "'=cmd|'/c calc'!A0",
            "'@10.0.0.1",
            "account_add",
            "新建账号",
            "'+1",
            "查看者",
        ],
        ["2026-01-05T09:31:00Z", "王芳", "", "save", "保存", "第 7 批", "'-1.xlsx · 3 行"],
        [
            "2026-01-05T09:30:00Z",
            "王芳",
            "10.0.0.1",
            "account_unheard_of",
            "account_unheard_of",
            '李强\n,"',
            "",
        ],
    ]


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
        told[name] = refusal(raised.value, _)
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
        assert not refusal(error, ZH).isascii()


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
        (Asked(1, "disable"), False), (Asked(1, "disable"), True), (Asked(1, "reset"), False),
        (Asked(1, "roles", Allowed("viewer", None)), True), (Asked(1, "end_all"), True),
    ]  # fmt: skip
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
