"""What became of a county whose code or name the register no longer, or does not yet, hold.

Kinds of change:

- `renamed`: another name on the same ground;
- `upgraded`: another kind of unit on the same ground: 撤县设区, 撤县设市, 撤市设区 (密云县 → 密云区);
- `recoded`: the same name under another code, mostly because a 地区 became a 地级市;
- `moved`: it went to another prefecture, which gave it a new code;
- `merged`: its ground went into one unit that holds other ground too (吉利区 → 孟津区);
- `created`: younger than the register; the register's unit is the one whose ground it was made from;
- `unofficial`: a code that lists or maps use, though it is not the official one;
- `split`: its ground was divided among several units, so no single one follows.

Where most of a unit went on as one unit and some towns went elsewhere, that one unit follows.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from data.register import load_changes

KINDS = ("renamed", "upgraded", "recoded", "moved", "merged", "created", "unofficial", "split")


@dataclass(frozen=True)
class Change:
    """One change, to be named to the reader; `effective_on` is None where a code was never official."""

    old_code: str
    old_name: str
    old_prefecture: str
    new_codes: tuple[str, ...]
    effective_on: date | None
    kind: str

    @property
    def follower(self) -> str | None:
        """The code of the one unit that holds the ground now, or None after a split."""
        return self.new_codes[0] if len(self.new_codes) == 1 else None


@cache
def all_changes() -> tuple[Change, ...]:
    """List every change once, in the order of old codes; official ones come before unofficial ones."""
    table = load_changes()
    columns = ("old_code", "old_name", "old_prefecture", "effective_on", "kind", "new_code")
    rows: list[list[str]] = [table[column].tolist() for column in columns]
    successors: dict[tuple[str, ...], list[str]] = {}
    for *change, new_code in zip(*rows, strict=True):
        successors.setdefault(tuple(change), []).append(new_code)
    found = [
        Change(code, name, prefecture, tuple(new_codes), date.fromisoformat(day) if day else None, kind)
        for (code, name, prefecture, day, kind), new_codes in successors.items()
    ]
    return tuple(sorted(found, key=lambda change: (change.old_code, change.effective_on is None)))


def change_of_code(code: str, name: str | None = None) -> Change | None:
    """Find what became of a code; the name decides where a code has been used with two."""
    found = [change for change in all_changes() if change.old_code == code]
    named = [change for change in found if change.old_name == name]
    return next(iter(named or found), None)


def changes_of_name(name: str, prefecture: str | None = None) -> list[Change]:
    """Find the changes of units that bore a name, in the given prefecture or anywhere, oldest code first."""
    return [
        change
        for change in all_changes()
        if change.old_name == name and prefecture in (None, change.old_prefecture)
    ]
