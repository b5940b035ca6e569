"""The pages on offer to whom, and the card for those who open one that is not for them."""

from collections.abc import Iterator

import pytest

import pages
from data.errors import NotAllowed
from data.language import translator
from data.permissions import (
    ANYBODY,
    NOBODY,
    Viewer,
    can_manage_accounts,
    check_can_look,
    check_can_manage_accounts,
    check_can_read_audit,
    check_can_save_for,
    check_can_save_view,
    check_can_upload,
)
from ui.error_words import error_words, refusal_words
from ui.navigation import PageEntry, entries_for, offer, offered_pages

EDITOR, ADMIN = Viewer(1, "乙", "editor", frozenset({"440000"})), Viewer(2, "戊", "admin", None)
HUNAN = "430000"


@pytest.fixture
def entries() -> Iterator[None]:
    """A page for everybody, and one for administrators."""
    offer(
        (
            PageEntry("", "Overview", "Progress", list),
            PageEntry("accounts", "Accounts", "Administration", list, for_whom=can_manage_accounts),
        )
    )
    yield
    offer(pages.ALL)


@pytest.mark.usefixtures("entries")
@pytest.mark.parametrize(
    ("viewer", "offered"),
    [(NOBODY, [""]), (ANYBODY, [""]), (EDITOR, [""]), (ADMIN, ["", "accounts"])],
)
def test_the_navigation_offers_a_page_to_those_it_is_for(viewer, offered):
    assert list(entries_for(viewer)) == offered


@pytest.mark.usefixtures("entries")
def test_an_address_leads_to_every_page_whoever_asks():
    assert list(offered_pages(str)) == ["", "accounts"]


@pytest.mark.parametrize(
    ("check", "title"),
    [
        (lambda: check_can_look(NOBODY, sign_in_required=True), "请先登录"),
        (lambda: check_can_save_view(NOBODY, has_accounts=True), "请先登录"),
        (lambda: check_can_upload(NOBODY), "仅限编辑使用"),
        (lambda: check_can_manage_accounts(EDITOR), "仅限管理员使用"),
        (lambda: check_can_read_audit(EDITOR), "仅限管理员使用"),
        (lambda: check_can_save_for(EDITOR, [HUNAN]), "涉及其他省份"),
    ],
)
def test_every_refusal_has_words_in_the_readers_language(check, title):
    with pytest.raises(NotAllowed) as raised:
        check()
    words = refusal_words(raised.value, translator("zh"))
    assert words[0] == title
    assert error_words(raised.value, translator("zh")) == (words[0], words[2])
    assert not any(sign in "".join(words) for sign in "abcdefghijklmnopqrstuvwxyz")
