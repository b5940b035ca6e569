"""The choice of what an account may do: a role, and for an editor the provinces."""

from dataclasses import dataclass
from typing import Literal

import streamlit as st

from data.accounts.permissions import Role
from data.base.language import Translate
from data.register.register import short_names

RoleChoice = Literal["viewer", "editor", "editor_all", "admin"]


@dataclass(frozen=True)
class Allowed:
    """A role with its provinces: what the keeper takes. provinces: codes, None for all."""

    role: Role
    provinces: frozenset[str] | None

    @property
    def choice(self) -> RoleChoice:
        """Which of the choices it is."""
        return "editor_all" if self.role == "editor" and self.provinces is None else self.role

    @property
    def lacking(self) -> bool:
        """Whether it is an editor of nothing, which the keeper refuses."""
        return self.role == "editor" and self.provinces == frozenset()


def allowed_of(choice: RoleChoice, codes: list[str]) -> Allowed:
    """Read a choice with the provinces picked beside it, which bind no other."""
    if choice == "editor":
        return Allowed("editor", frozenset(codes))
    return Allowed("editor" if choice == "editor_all" else choice, None)


def role_chosen(place: str, before: Allowed) -> Allowed:
    """Read the choice as its fields hold it now, for a button's callback.

    A quick hand presses the button before the page has been drawn with the role just chosen.
    """
    state = st.session_state
    choice: RoleChoice = state.get(f"role-{place}", before.choice)
    return allowed_of(choice, state.get(f"provinces-{place}", sorted(before.provinces or ())))


def role_choice(place: str, before: Allowed, lang: str, _: Translate) -> None:
    """Draw the choice; `place` tells its widgets apart, and names them to `role_chosen`."""
    words: dict[RoleChoice, str] = {
        "viewer": _("Viewer: looks"),
        "editor": _("Editor: uploads and corrects for some provinces"),
        "editor_all": _("Editor: uploads and corrects for all provinces"),
        "admin": _("Administrator: everything, accounts and audit too"),
    }
    offered = list(words)
    choice = st.radio(
        _("Role"),
        offered,
        index=offered.index(before.choice),
        key=f"role-{place}",
        format_func=words.__getitem__,
    )
    if choice == "editor":
        names = short_names("province", lang)
        st.multiselect(
            _("For which provinces"),
            list(names),
            default=sorted(before.provinces or ()),
            key=f"provinces-{place}",
            format_func=names.__getitem__,
            placeholder=_("Type a name"),
            select_all=False,
        )
