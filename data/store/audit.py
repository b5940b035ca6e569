"""Everything that anybody did, in one timeline: with accounts, saves, named views, the register. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Literal, TypeAlias, cast, get_args

import pandas as pd

from data.accounts.rows import ACCOUNT_ACTIONS, AccountEvent
from data.register.editions import COMMIT, TAKE_BACK, EditionEvent
from data.store.named_views import Action, ViewEvent

AuditGroup = Literal["accounts", "saves", "views", "register"]

ACCOUNT, VIEW, EDITION = "account_", "view_", "edition_"
# What can have been done, as the column `kind` has it, by what it was done with.
AUDIT_KINDS: Mapping[AuditGroup, tuple[str, ...]] = {
    "accounts": tuple(f"{ACCOUNT}{action}" for action in ACCOUNT_ACTIONS),
    "saves": ("save", "revert", "restore"),
    "views": tuple(f"{VIEW}{action}" for action in get_args(Action)),
    "register": tuple(f"{EDITION}{action}" for action in (COMMIT, TAKE_BACK)),
}
COLUMNS = ("at", "by", "origin", "kind", "about", "detail")

_Line: TypeAlias = tuple[datetime, str, str | None, str, str, Mapping[str, Any]]


def audit_frame(
    account_events: Iterable[AccountEvent],
    batches: pd.DataFrame,
    batch_events: pd.DataFrame,
    view_events: Iterable[ViewEvent],
    edition_events: Iterable[EditionEvent] = (),
) -> pd.DataFrame:
    """Merge what was done, newest first; of one instant, what the store wrote last.

    batches, batch_events: as StoreReader.batches and events give them. Columns: at (datetime64[ns, UTC]), by, origin
    (None: not known), kind (see AUDIT_KINDS), about (an account's sign-in name, a batch's or edition's number, a
    view's name), detail (a mapping, never a secret).
    """
    lines = [
        *_of_saves(batches),
        *_of_batch_events(batch_events),
        *_of_views(view_events),
        *_of_accounts(account_events),
        *_of_editions(edition_events),
    ]
    frame = pd.DataFrame(lines, columns=list(COLUMNS), dtype=object)
    frame["at"] = pd.to_datetime(frame["at"], utc=True).astype("datetime64[ns, UTC]")
    # Oldest first with equal instants as they came, then turned round.
    return frame.sort_values("at", kind="stable").iloc[::-1].reset_index(drop=True)


def chosen_lines(
    frame: pd.DataFrame,
    *,
    by: str | None = None,
    group: AuditGroup | None = None,
    since: datetime | None = None,
) -> pd.DataFrame:
    """Give the lines of one person, of one group of kinds, from an instant on; None leaves all."""
    keep = pd.Series(data=True, index=frame.index)
    if by is not None:
        keep &= frame["by"] == by
    if group is not None:
        keep &= frame["kind"].map(group_of) == group
    if since is not None:
        keep &= frame["at"] >= since
    return frame[keep].reset_index(drop=True)


def group_of(kind: str) -> AuditGroup:
    """Tell what a kind was done with, one that is not in AUDIT_KINDS too."""
    if kind.startswith(ACCOUNT):
        return "accounts"
    if kind.startswith(EDITION):
        return "register"
    return "views" if kind.startswith(VIEW) else "saves"


def persons(frame: pd.DataFrame) -> list[str]:
    """Give everybody who did something, those who did most first."""
    return [str(name) for name in frame["by"].value_counts().index]


def _of_accounts(events: Iterable[AccountEvent]) -> Iterable[_Line]:
    for event in events:
        yield event.at, event.by, event.address, f"{ACCOUNT}{event.what}", event.about, event.detail


def _of_editions(events: Iterable[EditionEvent]) -> Iterable[_Line]:
    for event in events:
        detail = {"reason": event.note} if event.note else {}
        yield event.at, event.by, event.origin, f"{EDITION}{event.action}", str(event.edition), detail


def _of_saves(batches: pd.DataFrame) -> Iterable[_Line]:
    for batch in _records(batches):
        particulars = {
            "file": _text(batch["file_name"]),
            "note": _text(batch["note"]),
            "rows": int(batch["rows"] + batch["area_rows"]),
        }
        detail = {name: value for name, value in particulars.items() if value}
        yield (
            batch["saved_at"],
            batch["saved_by"],
            _text(batch["origin"]),
            "save",
            str(batch["batch_id"]),
            detail,
        )


def _of_batch_events(batch_events: pd.DataFrame) -> Iterable[_Line]:
    for event in _records(batch_events):
        detail = {"reason": str(event["reason"])}
        yield (
            event["at"],
            event["by"],
            _text(event["origin"]),
            event["action"],
            str(event["batch_id"]),
            detail,
        )


def _of_views(events: Iterable[ViewEvent]) -> Iterable[_Line]:
    """Give a line for each event; a renaming says what the view was called before."""
    names: dict[int, str] = {}
    for event in events:
        detail = {"page": event.page}
        before = names.get(event.view_id)
        if before is not None and before != event.name:
            detail["name_before"] = before
        names[event.view_id] = event.name
        yield event.at, event.by, event.origin, f"{VIEW}{event.action}", event.name, detail


def _records(frame: pd.DataFrame) -> Sequence[dict[str, Any]]:
    return cast("list[dict[str, Any]]", frame.to_dict("records"))


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
