"""The administrators' page without a browser: its lists, its headlines, and that it is for administrators."""

import pandas as pd
import pytest

from data.accounts.permissions import ANYBODY, NOBODY, Viewer
from data.base.language import translator
from tests.data.account_factories import an_account
from tests.data.batches import at
from ui.accounts import listing, sessions, sign_ins, timeline
from ui.accounts.lines import VIEWS, person_word, session_word, view_of
from ui.accounts.sessions import SHOWN, browser_words
from ui.page_list import find_page
from ui.selection import number_in, numbered_word, parse_selection

EN, ZH = translator("en"), translator("zh")
CHROME = "Mozilla/5.0 ({}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 {}Safari/537.36"
WINDOWS = "Windows NT 10.0; Win64; x64"
MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"


def test_the_page_is_offered_to_administrators_alone():
    entry = find_page("accounts")
    assert entry is not None
    for viewer in (NOBODY, ANYBODY, Viewer(2, "Li Qiang", "editor", None)):
        assert not entry.may_open(viewer)
    assert entry.may_open(Viewer(1, "王芳", "admin", None))


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
    assert browser_words(said, EN) == told


def test_of_an_unknown_browser_little_is_shown():
    told = browser_words("x" * 200, EN)
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
    assert listing.finding(people, ZH) == "3个账号，其中1名管理员，已停用1个"


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
    assert number_in(numbered_word("account", 12), "account") == 12
    assert [number_in(word, "account") for word in ("account-", "account-x", "12", None)] == [None] * 4
    own = (numbered_word("account", 3), session_word("f" * 64), person_word("李强（li@example.cn）'\"<b>"))
    for word in (*VIEWS, *own):
        assert parse_selection({"find": word}, locale="zh", browser_theme=None).find == word
    assert person_word("王芳") != person_word("王芳 ")
