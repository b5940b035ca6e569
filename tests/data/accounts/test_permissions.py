"""Who may do what: the whole table, and the sentence of each refusal."""

from contextlib import nullcontext

import pytest

from data.accounts import permissions
from data.accounts.permissions import ANYBODY, NOBODY, Viewer, read_role
from data.base.errors import NotAllowed

GUANGDONG, HUNAN = "440000", "430000"
VIEWER = Viewer(1, "甲", "viewer", None)
EDITOR = Viewer(2, "乙", "editor", frozenset({GUANGDONG}))
EDITOR_OF_ALL = Viewer(3, "丙", "editor", None)
EDITOR_OF_NONE = Viewer(4, "丁", "editor", frozenset())
ADMIN = Viewer(5, "戊", "admin", None)
# Provinces are an editor's bound, never an administrator's.
ADMIN_OF_ONE = Viewer(6, "己", "admin", frozenset({GUANGDONG}))
EVERYONE = (NOBODY, ANYBODY, VIEWER, EDITOR, EDITOR_OF_ALL, EDITOR_OF_NONE, ADMIN, ADMIN_OF_ONE)
EDITING = (ANYBODY, EDITOR, EDITOR_OF_ALL, ADMIN, ADMIN_OF_ONE)
FOR_ALL = (ANYBODY, EDITOR_OF_ALL, ADMIN, ADMIN_OF_ONE)

QUESTIONS = [
    ("look", {"sign_in_required": False}, EVERYONE),
    (
        "look",
        {"sign_in_required": True},
        (VIEWER, EDITOR, EDITOR_OF_ALL, EDITOR_OF_NONE, ADMIN, ADMIN_OF_ONE),
    ),
    ("upload", {}, EDITING),
    ("save_view", {"has_accounts": False}, EVERYONE),
    (
        "save_view",
        {"has_accounts": True},
        (VIEWER, EDITOR, EDITOR_OF_ALL, EDITOR_OF_NONE, ADMIN, ADMIN_OF_ONE),
    ),
    ("see_addresses", {}, EDITING),
    ("manage_accounts", {}, (ADMIN, ADMIN_OF_ONE)),
    ("read_audit", {}, (ADMIN, ADMIN_OF_ONE)),
    *(
        (action, {"provinces": provinces}, allowed)
        for action in ("save_for", "download_original")
        for provinces, allowed in (
            ({GUANGDONG}, EDITING),
            ({GUANGDONG, HUNAN}, FOR_ALL),
            ({HUNAN}, FOR_ALL),
            (set(), FOR_ALL),
        )
    ),
]


@pytest.mark.parametrize(("action", "asked", "allowed"), QUESTIONS)
@pytest.mark.parametrize("viewer", EVERYONE)
def test_both_ways_of_asking_follow_the_table(action, asked, allowed, viewer):
    may = viewer in allowed
    answer = getattr(permissions, f"can_{action}", None)
    assert answer is None or answer(viewer, **asked) is may
    check = getattr(permissions, f"check_can_{action}")
    if may:
        check(viewer, **asked)
    else:
        with pytest.raises(NotAllowed) as raised:
            check(viewer, **asked)
        assert raised.value.what.endswith(".")
        assert raised.value.remedy.endswith(".")


def test_every_question_is_in_the_table_and_every_answer_has_its_refusal():
    checked = {name.removeprefix("check_can_") for name in vars(permissions) if name.startswith("check_can_")}
    answered = {name.removeprefix("can_") for name in vars(permissions) if name.startswith("can_")}
    assert checked == {action for action, _asked, _allowed in QUESTIONS}
    assert answered <= checked
    assert answered == {"upload", "save_view", "see_addresses", "manage_accounts"}


def test_a_refusal_names_the_provinces_it_is_for():
    with pytest.raises(NotAllowed) as raised:
        permissions.check_can_save_for(EDITOR, ["430000", "440000", "420000"])
    assert (raised.value.why, raised.value.provinces) == ("provinces", ("420000", "430000"))
    assert raised.value.what == "Rows of 420000, 430000 cannot be saved with this account."


@pytest.mark.parametrize(
    ("viewer", "remedy"), [(NOBODY, "Sign in."), (VIEWER, "Ask an administrator of the dashboard.")]
)
def test_who_is_not_signed_in_is_told_to(viewer, remedy):
    with pytest.raises(NotAllowed) as raised:
        permissions.check_can_upload(viewer)
    assert (raised.value.why, raised.value.remedy) == ("editor", remedy)


@pytest.mark.parametrize(
    ("viewer", "bound"),
    [
        (NOBODY, frozenset()),
        (ANYBODY, None),
        (VIEWER, frozenset()),
        (EDITOR, frozenset({GUANGDONG})),
        (EDITOR_OF_ALL, None),
        (EDITOR_OF_NONE, frozenset()),
        (ADMIN, None),
        (ADMIN_OF_ONE, None),
    ],
)
def test_the_bound_given_to_the_store_is_what_the_viewer_may_change(viewer, bound):
    assert permissions.bound_of(viewer) == bound
    assert permissions.can_upload(viewer) is (bound != frozenset())
    for provinces in ({GUANGDONG}, {GUANGDONG, HUNAN}):
        refused = nullcontext() if bound is None or provinces <= bound else pytest.raises(NotAllowed)
        with refused:
            permissions.check_can_save_for(viewer, provinces)


@pytest.mark.parametrize(
    ("shown", "sign_in_name", "signed"),
    [("王敏", "wangmin", "王敏（wangmin）"), ("王敏", "王敏", "王敏"), ("", "", "")],
)
def test_a_change_is_signed_with_both_names_where_they_differ(shown, sign_in_name, signed):
    assert Viewer(7, shown, "editor", None, sign_in_name).signed_name == signed


def test_a_role_that_nobody_has_is_no_role():
    assert [read_role(word) for word in ("viewer", "editor", "admin")] == ["viewer", "editor", "admin"]
    with pytest.raises(ValueError, match="root is no role"):
        read_role("root")
