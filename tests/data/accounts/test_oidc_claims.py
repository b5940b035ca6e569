"""What a provider says of somebody, and which account that opens; on both engines."""

from datetime import UTC, datetime, timedelta

import pytest

from data.accounts.account import AccountRefused, Identity
from data.accounts.keeper import AccountKeeper
from data.accounts.provider import (
    Granted,
    Person,
    Refused,
    UnusableClaims,
    claim_values,
    granted_by,
    read_claims,
    welcome,
)
from tests.data.account_factories import OFFICE, cheap_accounts, make, signed, viewer_of
from tests.data.batches import at

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
ISSUER = "https://id.example"
CLAIMS = {
    "iss": ISSUER,
    "sub": "248289761001",
    "iat": int(NOW.timestamp()),
    "name": "王敏",
    "preferred_username": "wang.min",
    "email": "wang.min@example.cn",
    "roles": ["staff", "dashboard-editor:440000"],
}


@pytest.fixture
def accounts(store) -> AccountKeeper:
    return cheap_accounts(store)


def person(granted: Granted | None = None, subject: str = "1", name: str = "wang.min") -> Person:
    return Person(Identity(ISSUER, subject), (name, "王敏"), "王敏", granted)


def came(accounts, somebody: Person, minutes: float = 1, *, by_claim: bool = True):
    return welcome(accounts, somebody, at(minutes), OFFICE, by_claim=by_claim)


def test_claims_say_who_somebody_is_and_what_they_may_do():
    assert read_claims(CLAIMS, "roles", NOW) == Person(
        Identity(ISSUER, "248289761001"),
        ("wang.min", "wang.min@example.cn", "王敏", "248289761001"),
        "王敏",
        Granted("editor", frozenset({"440000"})),
    )


def test_without_a_claim_for_roles_nothing_is_granted():
    assert read_claims(CLAIMS, None, NOW).granted is None


def test_somebody_without_a_name_is_called_by_the_subject():
    bare = {name: CLAIMS[name] for name in ("iss", "iat")} | {"sub": "x" * 255, "name": "\u200b", "email": 7}
    told = read_claims(bare, None, NOW)
    assert (told.identity.subject, told.names, told.shown_name) == ("x" * 255, ("x" * 60,), "x" * 60)


@pytest.mark.parametrize("minutes", [-10, 0, 10])
def test_a_sign_in_is_taken_for_ten_minutes_around_its_own_time(minutes):
    assert read_claims(CLAIMS, None, NOW + timedelta(minutes=minutes))


@pytest.mark.parametrize("minutes", [-10.1, 10.1, 60 * 24])
def test_an_older_one_is_not_nor_one_that_lies_ahead(minutes):
    with pytest.raises(UnusableClaims, match="too old"):
        read_claims(CLAIMS, None, NOW + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    "wrong",
    [
        *({"iat": value} for value in (None, "1", True, float("inf"), 10**30)),
        *({name: value} for name in ("iss", "sub") for value in (None, "", 7, "a\x00b", "\ud800", "x" * 501)),
    ],
)
def test_incomplete_claims_let_nobody_in(wrong):
    with pytest.raises(UnusableClaims):
        read_claims(CLAIMS | wrong, None, NOW)


@pytest.mark.parametrize(
    ("values", "granted"),
    [
        ([], None),
        (["staff", "admin", "Dashboard-Admin", "dashboard-admin:440000", "dashboard-editor:"], None),
        (["dashboard-viewer"], Granted("viewer")),
        (["dashboard-editor", "dashboard-viewer"], Granted("editor")),
        (["dashboard-editor:440000", "dashboard-editor"], Granted("editor")),
        (
            ["dashboard-viewer", "dashboard-editor:440000", "dashboard-editor:430000"],
            Granted("editor", frozenset({"440000", "430000"})),
        ),
        (["dashboard-editor:440000", "dashboard-editor:999999"], Granted("editor", frozenset({"440000"}))),
        (["dashboard-editor:999999"], None),
        (["dashboard-editor:999999", "dashboard-viewer"], Granted("viewer")),
        (["dashboard-editor:440000", "dashboard-admin"], Granted("admin")),
    ],
)
def test_the_strongest_role_counts_and_other_words_give_nothing(values, granted):
    assert granted_by(values) == granted


@pytest.mark.parametrize(
    ("claims", "name", "values"),
    [
        ({"roles": ["a", "b"]}, "roles", ("a", "b")),
        ({"roles": "a"}, "roles", ("a",)),
        ({"roles": ["a", 1, None, ["b"]]}, "roles", ("a",)),
        ({"realm_access": {"roles": ["a"]}}, "realm_access.roles", ("a",)),
        ({"https://a.cn/roles": ["a"], "https://a": {"cn/roles": ["b"]}}, "https://a.cn/roles", ("a",)),
        ({"realm_access": ["a"]}, "realm_access.roles", ()),
        ({}, "roles", ()),
    ],
)
def test_a_claim_holds_strings_itself_or_further_inside(claims, name, values):
    assert claim_values(claims, name) == values


def test_by_the_table_an_identity_opens_its_account_and_no_name_or_address_does(accounts):
    make(accounts, "wang.min")
    assert came(accounts, person(Granted("admin")), by_claim=False) == Refused("unknown")
    made = make(accounts, "王敏", None, identity=Identity(ISSUER, "1"), role="editor", provinces=None)
    assert came(accounts, person(Granted("admin")), by_claim=False) == made
    assert [event.what for event in accounts.events()] == ["add", "add"]


def test_by_a_claim_an_account_is_made_once_and_follows_the_claim(accounts):
    make(accounts, role="admin")
    editor = Granted("editor", frozenset({"440000"}))
    made = came(accounts, person(editor))
    assert (made.sign_in_name, made.shown_name, made.has_password) == ("wang.min", "王敏", False)
    assert (made.role, made.provinces) == ("editor", {"440000"})
    assert came(accounts, person(editor), 2) == made
    assert came(accounts, person(Granted("viewer")), 3).role == "viewer"
    assert came(accounts, person(Granted("editor")), 4).provinces is None
    told = [(event.by, event.what, event.about, event.at, event.address) for event in accounts.events()[1:]]
    assert told == [
        ("provider", "add", "wang.min", at(1), OFFICE),
        ("provider", "roles", "wang.min", at(3), OFFICE),
        ("provider", "roles", "wang.min", at(4), OFFICE),
    ]


def test_who_has_lost_the_role_at_the_provider_is_refused_and_the_account_stays_as_it_is(accounts):
    assert came(accounts, person()) == Refused("no_role")
    assert accounts.listed() == []
    made = came(accounts, person(Granted("viewer")))
    assert came(accounts, person()) == Refused("no_role")
    assert accounts.listed() == [made]


def test_a_namesake_at_the_provider_gets_an_account_of_their_own(accounts):
    mine = make(accounts, "wang.min", role="admin")
    others = [came(accounts, person(Granted("viewer"), subject)) for subject in ("1", "2")]
    assert [account.sign_in_name for account in others] == ["wang.min 2", "wang.min 3"]
    assert accounts.listed() == [mine, *others]


def test_a_disabled_account_stays_outside_whatever_the_claim_says(accounts):
    made = came(accounts, person(Granted("viewer")))
    accounts.disable(made.account_id, signed(2))
    assert came(accounts, person(Granted("admin")), 3) == Refused("disabled")
    assert came(accounts, person(Granted("admin")), 3, by_claim=False) == Refused("disabled")
    assert accounts.listed()[0].role == "viewer"


def test_the_claim_does_not_take_the_role_of_the_only_administrator(accounts):
    came(accounts, person(Granted("admin")))
    assert came(accounts, person(Granted("viewer")), 2) == Refused("last_admin")
    assert accounts.listed()[0].role == "admin"
    make(accounts, "Li Qiang", role="admin")
    assert came(accounts, person(Granted("viewer")), 3).role == "viewer"


def test_a_link_opens_the_account_for_one_identity_alone_and_ends_what_another_had_open(accounts):
    first, second = Identity(ISSUER, "1"), Identity(ISSUER, "2")
    made, other = make(accounts, identity=first), make(accounts, "王芳", role="admin")
    tokens = [
        accounts.sessions.begin(made.account_id, kind, at(1), OFFICE, None) for kind in ("oidc", "local")
    ]
    linked = accounts.link(made.account_id, second, signed(2))
    assert (linked.identity, linked.has_password) == (second, True)
    assert [viewer_of(accounts.sessions, token, at(3)) is None for token in tokens] == [True, False]
    assert came(accounts, person(subject="1"), by_claim=False) == Refused("unknown")
    assert came(accounts, person(subject="2"), by_claim=False) == linked
    with pytest.raises(AccountRefused, match='account "Li Qiang" has that identity'):
        accounts.link(other.account_id, second, signed(4))
    (event,) = (event for event in accounts.events() if event.what == "link")
    assert (event.by, event.about, event.detail) == ("王芳", "Li Qiang", {"issuer": ISSUER, "subject": "2"})
