"""One timeline of everything done, from what either engine keeps of it."""

from datetime import timedelta

import pandas as pd
import pytest

from data.accounts.keeper import AccountReads
from data.accounts.passwords import GROUP_SIGNS, GROUPS, SIGNS, check_password, drawn_password
from data.accounts.rows import OUTCOMES
from data.register.editions import EditionEvent
from data.store.audit import AUDIT_KINDS, COLUMNS, audit_frame, chosen_lines, group_of, persons
from tests.data.account_factories import OFFICE, PASSWORD, cheap_accounts, make, signed
from tests.data.batches import at, restore, revert, save


def audit(store, *, editions: bool = False) -> pd.DataFrame:
    edition = EditionEvent(at(8), "王芳", OFFICE, "commit", 1, "新一版", "")
    return audit_frame(
        store.accounts.events(),
        store.batches(),
        store.events(),
        store.views.events(),
        [edition] if editions else [],
    )


def test_everything_done_is_in_it_newest_first(store):
    accounts = cheap_accounts(store)
    account = make(accounts, role="editor", provinces=frozenset({"440000"}))
    save(store, at=at(1), file_name="十月.xlsx", note="first", origin=OFFICE)
    revert(store, 1, minutes=2)
    restore(store, 1, minutes=3)
    view = store.views.save("西部", "map", {}, signed(4))
    view = store.views.rename(view, "东部", signed(5))
    store.views.remove(view, signed(6, by="李强"))
    accounts.set_role(account.account_id, "viewer", None, signed(7))
    frame = audit(store, editions=True)
    assert tuple(frame.columns) == COLUMNS
    assert frame["at"].dtype == "datetime64[ns, UTC]"
    assert frame["at"].tolist() == [pd.Timestamp(at(minutes)) for minutes in range(8, -1, -1)]
    assert frame[["kind", "by", "about"]].to_numpy().tolist() == [
        ["edition_commit", "王芳", "1"],
        ["account_roles", "王芳", "Li Qiang"],
        ["view_remove", "李强", "东部"],
        ["view_rename", "王芳", "东部"],
        ["view_save", "王芳", "西部"],
        ["restore", "李强", "1"],
        ["revert", "李强", "1"],
        ["save", "王芳", "1"],
        ["account_add", "王芳", "Li Qiang"],
    ]
    assert frame["origin"].tolist() == [OFFICE] * 5 + [None, None, OFFICE, OFFICE]
    detail = dict(zip(frame["kind"], frame["detail"], strict=True))
    assert detail["account_roles"] == {
        "role": "viewer",
        "provinces": None,
        "role_before": "editor",
        "provinces_before": ["440000"],
    }
    assert detail["view_rename"] == {"page": "map", "name_before": "西部"}
    assert detail["save"] == {"file": "十月.xlsx", "note": "first", "rows": 2}
    assert detail["revert"] == {"reason": "wrong file"}
    assert {group_of(kind) for kind in frame["kind"]} == set(AUDIT_KINDS)


def test_of_one_instant_the_last_written_comes_first(store):
    accounts = cheap_accounts(store)
    account = make(accounts)
    accounts.reset(account.account_id, PASSWORD, signed())
    accounts.disable(account.account_id, signed())
    assert audit(store)["kind"].tolist() == ["account_disable", "account_reset", "account_add"]


def test_a_dashboard_in_which_nobody_did_anything(store):
    frame = audit(store)
    assert tuple(frame.columns) == COLUMNS
    assert frame["at"].dtype == "datetime64[ns, UTC]"
    assert (len(frame), len(chosen_lines(frame, by="王芳", group="saves", since=at(0)))) == (0, 0)
    assert persons(frame) == []


def test_lines_are_chosen_by_person_group_and_day(store):
    make(cheap_accounts(store))
    save(store, at=at(1), by="李强")
    store.views.save("西部", "map", {}, signed(2, by="李强"))
    frame = audit(store)
    assert persons(frame) == ["李强", "王芳"]
    assert chosen_lines(frame, by="李强")["kind"].tolist() == ["view_save", "save"]
    assert chosen_lines(frame, group="accounts")["kind"].tolist() == ["account_add"]
    assert chosen_lines(frame, since=at(2))["kind"].tolist() == ["view_save"]
    assert chosen_lines(frame, by="李强", group="saves", since=at(1))["about"].tolist() == ["1"]


@pytest.mark.parametrize("group", AUDIT_KINDS)
def test_every_kind_is_of_its_group(group):
    assert {group_of(kind) for kind in AUDIT_KINDS[group]} == {group}


def test_attempts_have_the_names_of_their_accounts(store):
    accounts, reads = cheap_accounts(store), AccountReads(store._engine)
    make(accounts)
    accounts.sign_in("ＬＩ qiang", PASSWORD, at(1), OFFICE)
    accounts.sign_in("li qiang", "wrong", at(2), OFFICE)
    accounts.sign_in("nobody's", "wrong", at(3), OFFICE)
    newest, wrong, right = reads.attempts(most=10)
    assert (newest.name, len(newest.mark), newest.outcome, newest.at) == (None, 8, "wrong", at(3))
    assert (wrong.name, right.name, right.outcome) == ("Li Qiang", "Li Qiang", "signed_in")
    assert reads.attempts(["signed_in"], most=10) == [right]
    assert reads.attempts(most=1, after=1) == [wrong]
    assert reads.count_attempts() == {"signed_in": 1, "wrong": 2}
    assert set(reads.count_attempts()) <= set(OUTCOMES)


def test_the_last_sign_in_is_the_newest_session(store):
    accounts, reads = cheap_accounts(store), AccountReads(store._engine)
    first, second = make(accounts), make(accounts, "Zhou Min")
    for minutes in (1, 5):
        token = accounts.sessions.begin(first.account_id, "local", at(minutes), OFFICE, None)
    accounts.sessions.rotate(token, at(20))
    accounts.sessions.end(token, at(21))
    assert reads.last_sign_ins() == {first.account_id: at(5)}
    assert second.account_id not in reads.last_sign_ins()


def test_the_newest_event_moves_with_every_change(store):
    reads = AccountReads(store._engine)
    assert reads.last_event() == 0
    account = make(cheap_accounts(store))
    before = reads.last_event()
    cheap_accounts(store).disable(account.account_id, signed(1))
    assert reads.last_event() == before + 1


def test_a_session_keeps_its_family_while_its_key_changes(store):
    accounts = cheap_accounts(store)
    token = accounts.sessions.begin(make(accounts).account_id, "local", at(0), OFFICE, None)
    (before,) = accounts.sessions.listed(at(1))
    accounts.sessions.rotate(token, at(10))
    (after,) = accounts.sessions.listed(at(10) + timedelta(minutes=1))
    assert (before.family == after.family, before.key == after.key) == (True, False)


def test_drawn_passwords_are_long_readable_and_never_the_same():
    drawn = {drawn_password() for _ in range(50)}
    assert len(drawn) == 50
    for password in drawn:
        groups = password.split("-")
        assert (len(groups), {len(group) for group in groups}) == (GROUPS, {GROUP_SIGNS})
        assert set("".join(groups)) <= set(SIGNS)
        check_password(password, "wang")
    assert not set(SIGNS) & set("01loi2z5suv")
