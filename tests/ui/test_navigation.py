"""The pages on offer to whom."""

from collections.abc import Iterator

import pytest

import pages
from data.accounts.permissions import ANYBODY, NOBODY, Viewer, can_manage_accounts
from ui.navigation import entries_for, offer, offered_pages
from ui.page_list import PageEntry

EDITOR, ADMIN = Viewer(1, "乙", "editor", frozenset({"440000"})), Viewer(2, "戊", "admin", None)


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
