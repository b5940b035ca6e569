"""Who may do what: pure rules over a viewer, asked by pages, by routes and by the store alike.

`check_can_…` raises NotAllowed with a sentence; where a page only asks whether to offer something, `can_…` answers
yes or no. A viewer looks, an editor also uploads and corrects for its provinces, an admin does everything.

Named views are everybody's until there are accounts, and then for those signed in, whatever their role: no figure
changes by one, nothing is deleted, and the journal says which account it was (docs/views.md).
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Literal, get_args

from data.base.errors import NotAllowed

Role = Literal["viewer", "editor", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)

ASK_ADMIN = "Ask an administrator of the dashboard."


@dataclass(frozen=True)
class Viewer:
    """Who looks at the dashboard, or changes what it holds.

    name: as it is shown. provinces: codes of the reporting provinces whose records an editor may change; None stands
    for all. sign_in_name: empty for those without an account.
    """

    account_id: int | None
    name: str
    role: Role
    provinces: frozenset[str] | None
    sign_in_name: str = ""

    @property
    def signed_name(self) -> str:
        """What stands under their changes: two people may be called the same, so the sign-in name where it differs."""
        return self.name if self.sign_in_name in ("", self.name) else f"{self.name}（{self.sign_in_name}）"


# Who is not signed in, or whose account is disabled.
NOBODY = Viewer(None, "", "viewer", frozenset())


# Whoever is in front of a dashboard without any account, where the operator has left uploads open.
ANYBODY = Viewer(None, "", "editor", None)


def bound_of(viewer: Viewer) -> frozenset[str] | None:
    """Give the provinces that the viewer's changes may touch, as the store asks for them; None for all."""
    if viewer.role == "admin":
        return None
    return viewer.provinces if viewer.role == "editor" else frozenset()


def check_can_look(viewer: Viewer, *, sign_in_required: bool) -> None:
    """Raise NotAllowed unless the viewer may see figures."""
    if sign_in_required and viewer.account_id is None:
        raise NotAllowed("The dashboard is open to those signed in only.", "Sign in.", why="sign_in")


def check_can_upload(viewer: Viewer) -> None:
    """Raise NotAllowed unless the viewer may hand in files for at least one province."""
    if viewer.role == "viewer" or (viewer.role == "editor" and viewer.provinces == frozenset()):
        raise _lacking(viewer, "editor", "Uploading is for editors.")


def check_can_save_for(viewer: Viewer, provinces: Collection[str]) -> None:
    """Raise NotAllowed unless the viewer may change the records of all these provinces, given by code."""
    check_can_upload(viewer)
    _check_provinces(viewer, provinces, "Rows of {} cannot be saved with this account.")


def check_can_download_original(viewer: Viewer, provinces: Collection[str]) -> None:
    """Raise NotAllowed unless the viewer may have the uploaded file, which may say more than any page shows."""
    check_can_upload(viewer)
    _check_provinces(viewer, provinces, "The file holds rows of {}, which this account cannot download.")


def check_can_save_view(viewer: Viewer, *, has_accounts: bool) -> None:
    """Raise NotAllowed unless the viewer may name a view, or rename, remove or bring back any."""
    if has_accounts and viewer.account_id is None:
        raise NotAllowed("Views are saved and changed by those signed in.", "Sign in.", why="sign_in")


def check_can_see_addresses(viewer: Viewer) -> None:
    """Raise NotAllowed unless the viewer may see from which address a change was made: whoever makes changes may."""
    check_can_upload(viewer)


def check_can_manage_accounts(viewer: Viewer) -> None:
    """Raise NotAllowed unless the viewer may make, change and disable accounts, and end sessions."""
    if viewer.role != "admin":
        raise _lacking(viewer, "admin", "Accounts are for administrators.")


def check_can_read_audit(viewer: Viewer) -> None:
    """Raise NotAllowed unless the viewer may read who did what, when and from where."""
    if viewer.role != "admin":
        raise _lacking(viewer, "admin", "The audit is for administrators.")


def can_upload(viewer: Viewer) -> bool:
    """Tell whether the viewer may hand in files for at least one province."""
    return _passes(lambda: check_can_upload(viewer))


def can_save_view(viewer: Viewer, *, has_accounts: bool) -> bool:
    """Tell whether the viewer may name a view, or rename, remove or bring back any."""
    return _passes(lambda: check_can_save_view(viewer, has_accounts=has_accounts))


def can_see_addresses(viewer: Viewer) -> bool:
    """Tell whether the viewer may see from which address a change was made."""
    return _passes(lambda: check_can_see_addresses(viewer))


def can_manage_accounts(viewer: Viewer) -> bool:
    """Tell whether the viewer may make, change and disable accounts, and end sessions."""
    return _passes(lambda: check_can_manage_accounts(viewer))


def read_role(word: str) -> Role:
    """Read a role as it is stored."""
    if word not in ROLES:
        raise ValueError(f"{word} is no role")
    return word


def _passes(check: Callable[[], None]) -> bool:
    try:
        check()
    except NotAllowed:
        return False
    return True


def _lacking(viewer: Viewer, role: Literal["editor", "admin"], what: str) -> NotAllowed:
    return NotAllowed(what, "Sign in." if viewer.account_id is None else ASK_ADMIN, why=role)


def _check_provinces(viewer: Viewer, provinces: Collection[str], what: str) -> None:
    """Refuse what lies outside the viewer's provinces.

    What is of no known province may be anybody's: it is for those who may change all.
    """
    if viewer.role == "admin" or viewer.provinces is None:
        return
    outside = tuple(sorted(set(provinces) - viewer.provinces))
    if outside or not provinces:
        named = ", ".join(outside) if outside else "no known province"
        raise NotAllowed(what.format(named), ASK_ADMIN, why="provinces", provinces=outside)
