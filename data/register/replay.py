"""From announced changes to what each unit was called from when until when: replayed one after another, in order.

A unit is what bears a piece of ground. Its permanent name is the first code that it bore, with the year in which it
began where another unit bore that code before: 370203-2012 is the 市北区 that was set up anew of 市北区 and 四方区.

What an announced change does is told by codes, before and after, and by the ground that went from one to the other:

- a main flow (`330621>330603*`) says where most of a unit's ground went, or all; another one tells of a part;
- renamed, retyped, recoded, transferred: the unit goes on along its main flow;
- merged: the units whose main flow leads to one code ended there, and a new unit began, which may bear the code of one
  of them (then that one has a main flow to itself). One that only took in another goes on;
- divided, rearranged: units ended, and no single one of the new ones is what they were;
- set_up_from, set_up: a new unit, from parts of others or of what no document tells;
- ground_moved: towns changed hands, and no unit came or went.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from data.base.errors import DashboardError

GOES_ON: Final = ("renamed", "retyped", "recoded", "transferred")
CHANGE_KINDS: Final = (*GOES_ON, "merged", "divided", "rearranged", "set_up_from", "set_up", "ground_moved")


class UnusableChange(DashboardError):
    """An announced change contradicts the register of its day or itself."""


@dataclass(frozen=True)
class Flow:
    """Ground that went from one code to another: most of the unit that bore the first (`main`), or a part."""

    giver: str
    taker: str
    main: bool


@dataclass(frozen=True)
class Announced:
    """A change as it was announced: names by code before and after it, the ground that moved, and who says so.

    `day` is an ISO day; only where no more than ground moved it may be a year or nothing. `basis` is read or inferred.
    """

    day: str
    kind: str
    before: Mapping[str, str]
    after: Mapping[str, str]
    ground: tuple[Flow, ...]
    document: str
    source: str
    basis: str
    remark: str

    def main_code(self) -> str:
        """The code that the change is known by: the first with a new bearer or name, else the first it speaks of."""
        return next(iter(self.begun()), next(iter(self.before), ""))

    def ended(self) -> list[str]:
        """The codes whose bearer ended or goes on under another code or name."""
        anew = self.anew()
        return [code for code, name in self.before.items() if self.after.get(code) != name or code in anew]

    def begun(self) -> list[str]:
        """The codes that have a new bearer, or one of a new name, from the day on."""
        anew = self.anew()
        return [code for code, name in self.after.items() if self.before.get(code) != name or code in anew]

    def anew(self) -> set[str]:
        """The codes of units that were abolished and set up anew under the same code and name."""
        return (
            {flow.giver for flow in self.ground if flow.giver == flow.taker}
            if self.kind == "merged"
            else set()
        )


@dataclass(frozen=True)
class Period:
    """A unit under one code and name: from the day of the change `opened` until that of the change `closed`."""

    unit: str
    code: str
    name: str
    since: str = ""
    until: str = ""
    opened: str = ""
    closed: str = ""


@dataclass(frozen=True)
class Replayed:
    """A change told of units: those before and after, which one follows those that ended, where parts went."""

    change: str
    announced: Announced
    before: tuple[str, ...]
    after: tuple[str, ...]
    follows: tuple[tuple[str, str], ...]
    parts: tuple[tuple[str, str], ...]


def parse_names(text: str) -> dict[str, str]:
    """Read `500105 江北区; 500112 渝北区` as names by code."""
    pairs = (part.partition(" ") for part in text.split("; ") if part)
    return {code: name for code, _, name in pairs}


def parse_ground(text: str) -> tuple[Flow, ...]:
    """Read `500112>500157* 500112>500109` as the flows of ground, the main ones marked."""
    pairs = (part.partition(">") for part in text.split())
    return tuple(Flow(giver, taker.removesuffix("*"), taker.endswith("*")) for giver, _, taker in pairs)


def roll_back(newest: Mapping[str, str], changes: Sequence[Announced]) -> dict[str, str]:
    """Give the codes and names before the first of the changes, from those after the last."""
    names = dict(newest)
    for change in reversed(changes):
        for code, name in change.after.items():
            if names.get(code) != name:
                raise _contradicts(change, code, name, names.get(code))
        for code in change.after:
            del names[code]
        names |= change.before
    return names


class Replay:
    """The state of a replay: which unit bears which code, and what has been told of units that ended."""

    def __init__(self, first: Mapping[str, str], used: Iterable[str] = ()) -> None:
        self.borne = {code: Period(code, code, name) for code, name in sorted(first.items())}
        self.periods: list[Period] = []
        self.changes: list[Replayed] = []
        self._used = {*first, *used}

    def apply(self, announced: Announced) -> Replayed:
        """Apply one change; raises UnusableChange when it does not fit what stands before it."""
        change = self._named(announced)
        self._check(announced)
        before = {code: self.borne[code].unit for code in announced.before}
        ended, begun = announced.ended(), announced.begun()
        closed = {code: replace(self.borne.pop(code), until=announced.day, closed=change) for code in ended}
        # A name that was borne for no day, for another change of the same day replaced it, is no period.
        self.periods += [period for period in closed.values() if period.since != period.until]
        for code in begun:
            if code in self.borne:
                raise UnusableChange(
                    f"The change {change} sets up {code}, which another unit bears.", "Correct its codes."
                )
            self.borne[code] = Period(
                self._unit(announced, code, closed),
                code,
                announced.after[code],
                since=announced.day,
                opened=change,
            )
        after = {code: self.borne[code].unit for code in announced.after}
        told = Replayed(
            change,
            announced,
            tuple(before.values()),
            tuple(after.values()),
            *_flows_of_units(announced, before, after),
        )
        self.changes.append(told)
        return told

    def all_periods(self) -> list[Period]:
        """Give every period, ended or not, in the order of units and days."""
        return sorted([*self.periods, *self.borne.values()], key=lambda period: (period.unit, period.since))

    def _unit(self, announced: Announced, code: str, closed: Mapping[str, Period]) -> str:
        if announced.kind in GOES_ON:
            givers = [flow.giver for flow in announced.ground if flow.main and flow.taker == code]
            if len(givers) != 1 or givers[0] not in closed:
                raise UnusableChange(
                    f"The change of {announced.day} does not tell which unit goes on as {code}.",
                    "Give it one main flow of ground to that code.",
                )
            self._used.add(code)
            return closed[givers[0]].unit
        unit = f"{code}-{announced.day[:4]}" if code in self._used else code
        if unit in self._used:
            raise UnusableChange(f"Two units of one year would be called {unit}.", "Correct their codes.")
        self._used |= {code, unit}
        return unit

    def _named(self, announced: Announced) -> str:
        name = f"{announced.day or 'undated'}-{announced.main_code()}"
        same = sum(told.change == name or told.change.startswith(f"{name}-") for told in self.changes)
        return f"{name}-{same + 1}" if same else name

    def _check(self, announced: Announced) -> None:
        if announced.kind not in CHANGE_KINDS:
            raise UnusableChange(f"There is no kind of change {announced.kind}.", "Correct it.")
        for code, name in announced.before.items():
            found = self.borne.get(code)
            if found is None or found.name != name:
                raise _contradicts(announced, code, name, found.name if found else None)
        if announced.kind == "ground_moved":
            if announced.ended() or announced.begun():
                raise UnusableChange(
                    f"The change of {announced.day} moves ground and changes units.", "Name its kind."
                )
        elif len(announced.day) != len("2012-01-01"):
            raise UnusableChange(f"The change of {announced.main_code()} has no day.", "Give it its day.")


def replayed(first: Mapping[str, str], changes: Iterable[Announced]) -> Replay:
    """Replay changes, in order, on the codes and names of the day before the first of them."""
    state = Replay(first)
    for change in changes:
        state.apply(change)
    return state


def _flows_of_units(
    announced: Announced, before: Mapping[str, str], after: Mapping[str, str]
) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """Tell which unit follows each one that ended, and the other ground that went from unit to unit."""
    gone = set(before.values()) - set(after.values())
    follows: list[tuple[str, str]] = []
    parts: list[tuple[str, str]] = []
    for flow in announced.ground:
        pair = (before.get(flow.giver, ""), after.get(flow.taker, ""))
        if "" in pair:
            raise UnusableChange(
                f"The change of {announced.day} moves ground from {flow.giver} to {flow.taker} and does not name both.",
                "Name them before and after it.",
            )
        if pair[0] != pair[1]:
            (follows if flow.main and pair[0] in gone else parts).append(pair)
    return tuple(follows), tuple(parts)


def _contradicts(change: Announced, code: str, name: str, found: str | None) -> UnusableChange:
    return UnusableChange(
        f"The change of {change.day} speaks of {code} {name}, and the register has {found or 'no such code'}.",
        "Correct the change or its place in the order.",
    )
