"""The audit in words: what somebody did, to what, and what it was about; on the page and as a file."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC
from typing import Any, Final

import pandas as pd

from data.accounts.first_link import STARTED_BY
from data.base.formats import format_count, join_names
from data.base.language import Translate
from data.register.register import short_names
from data.store.audit import AuditGroup, group_of
from data.store.store import REPLACED_BY_REAL
from reports.csv_files import csv_file

# At most so many provinces are named in a line; the account's card has them all.
PROVINCES_NAMED: Final = 6
DEMO: Final = "demo"


def group_words(_: Translate) -> dict[AuditGroup, str]:
    """Name each group of kinds."""
    return {"accounts": _("Accounts"), "saves": _("Saves"), "views": _("Views"), "register": _("Register")}


def kind_words(_: Translate) -> dict[str, str]:
    """Say what was done, for each of data.store.audit.KINDS."""
    return {
        "account_first_link": _("One-time link made"),
        "account_first_admin": _("First administrator made"),
        "account_add": _("Account added"),
        "account_disable": _("Account disabled"),
        "account_enable": _("Account enabled"),
        "account_reset": _("New password given"),
        "account_roles": _("Role or provinces changed"),
        "account_rehash": _("Password hash renewed"),
        "account_end_session": _("Session ended"),
        "account_end_all": _("All sessions ended"),
        "account_link": _("Identity at a provider linked"),
        "save": _("Saved"),
        "revert": _("Taken back"),
        "restore": _("Brought back"),
        "view_save": _("View saved"),
        "view_rename": _("View renamed"),
        "view_remove": _("View removed"),
        "view_restore": _("View brought back"),
        "edition_commit": _("Edition of the register added"),
        "edition_take_back": _("Edition of the register taken back"),
    }


def kind_word(kind: str, _: Translate) -> str:
    """Say what was done; a kind without words of its own stands as it is."""
    return kind_words(_).get(kind, kind)


def role_words(_: Translate) -> dict[str, str]:
    """Name each of data.accounts.permissions.ROLES."""
    return {"viewer": _("viewer"), "editor": _("editor"), "admin": _("administrator")}


def role_and_provinces(
    role: str, provinces: Collection[str] | None, lang: str, _: Translate, *, named: int = PROVINCES_NAMED
) -> str:
    """Say what an account may do: an editor with the provinces, by name; the other roles by themselves."""
    word = role_words(_).get(role, role)
    if role != "editor":
        return word
    return _("{role} for {provinces}").format(
        role=word, provinces=provinces_in_words(provinces, lang, _, named)
    )


def provinces_in_words(
    provinces: Collection[str] | None, lang: str, _: Translate, named: int = PROVINCES_NAMED
) -> str:
    """Name provinces, by code; None stands for all of them."""
    if provinces is None:
        return _("all provinces")
    names = short_names("province", lang)
    codes = sorted(provinces)
    if len(codes) <= named:
        return join_names([names.get(code, code) for code in codes], lang)
    first = join_names([names.get(code, code) for code in codes[: named - 1]], lang)
    return _("{names} and {n} others").format(names=first, n=format_count(len(codes) - named + 1))


def who_in_words(by: str, _: Translate) -> str:
    """Say who did it: a person as they signed, the dashboard's own doings in the reader's language."""
    return {DEMO: _("demo script"), STARTED_BY: _("start of the dashboard")}.get(by, by)


def about_in_words(kind: str, about: str, _: Translate) -> str:
    """Say what it was done with."""
    group = group_of(kind)
    if group == "register":
        return _("Edition {edition}").format(edition=about)
    return _("Batch {batch}").format(batch=about) if group == "saves" else about


def detail_in_words(kind: str, detail: Mapping[str, Any], lang: str, _: Translate) -> str:
    """Say what a line has beyond its kind: the role given and the one before, the file, the reason."""
    if "role_before" in detail:
        before = role_and_provinces(str(detail["role_before"]), detail["provinces_before"], lang, _)
        return _("{before} → {after}").format(before=before, after=_role_given(detail, lang, _))
    if "role" in detail:
        return _role_given(detail, lang, _)
    if kind == "save":
        return _save_in_words(detail, _)
    if "reason" in detail:
        told = str(detail["reason"])
        return {REPLACED_BY_REAL: _("Replaced by the first real data.")}.get(told, told)
    if "issuer" in detail:
        return _("{issuer}, {subject}").format(issuer=detail["issuer"], subject=detail["subject"])
    if detail.get("own"):
        return _("by the person themselves")
    if "name_before" in detail:
        return _("before: {name}").format(name=detail["name_before"])
    return ""


def _role_given(detail: Mapping[str, Any], lang: str, _: Translate) -> str:
    return role_and_provinces(str(detail["role"]), detail.get("provinces"), lang, _)


def _save_in_words(detail: Mapping[str, Any], _: Translate) -> str:
    note = str(detail.get("note", ""))
    told = [str(detail.get("file", "")), _("made-up figures") if note == DEMO else note]
    rows = _("{n} rows").format(n=format_count(int(detail.get("rows", 0))))
    return " · ".join(part for part in (*told, rows) if part)


def audit_csv(frame: pd.DataFrame, lang: str, _: Translate) -> bytes:
    """Write a frame of data.store.audit, or a part of one; times are UTC, to the second, as ISO 8601 writes them."""
    header = (
        _("When (UTC)"),
        _("Who"),
        _("From"),
        _("Kind"),
        _("What"),
        _("Done to"),
        _("Particulars"),
    )
    return csv_file(
        header,
        (
            (
                at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
                who_in_words(by, _),
                origin,
                kind,
                kind_word(kind, _),
                about_in_words(kind, about, _),
                detail_in_words(kind, detail, lang, _),
            )
            for at, by, origin, kind, about, detail in frame.itertuples(index=False, name=None)
        ),
    )
