"""Editions that an operator adds to the register: changes announced after those that come with the dashboard.

An edition is a file of announced changes in a folder beside the database. `journal.jsonl` there tells who committed it
or took it back, when, and its checksum; lines are only ever added. What stands is laid over the committed history at
the start (`take_up`): each edition is replayed on what the one before it left.
"""

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import pandas as pd

from data.base.errors import DamagedEdition, DashboardError
from data.base.signatures import Signature, check_signature
from data.register.checks import change_faults, period_faults
from data.register.history import (
    Edition,
    History,
    RegisterChange,
    committed_history,
    use_editions,
    with_points,
)
from data.register.replay import Announced, Period, Replay, UnusableChange, parse_ground, parse_names
from data.register.unit_names import (
    ENDINGS,
    english_name,
    kind_of,
    known_reading,
    prefecture_code,
    proper_name,
)

JOURNAL: Final = "journal.jsonl"
EDITION_FILES: Final = "[0-9]*.json"
XPCC: Final = "6590"
XPCC_CODE: Final = "660000"
# When the journal was written last, and how long it is; None where there is none.
Stamp = tuple[int, int] | None
COMMIT: Final = "commit"
TAKE_BACK: Final = "take_back"


class EditionRefused(DashboardError):
    """An edition cannot be committed or taken back in the state that the folder is in."""


@dataclass(frozen=True)
class NewNames:
    """What a list tells beside codes and names.

    prefectures: names by code. readings: syllables of names that have a character which no known name has.
    """

    prefectures: Mapping[str, str] = field(default_factory=dict[str, str])
    readings: Mapping[str, str] = field(default_factory=dict[str, str])

    def reading(self, name: str) -> list[str] | None:
        """Read a name, or None where nobody told how."""
        given = self.readings.get(name, "").split()
        return given if len(given) == len(name) else known_reading(name)


@dataclass(frozen=True)
class Prepared:
    """What a file was understood to say: changes in order, and names. file, sha256: of what was read."""

    changes: tuple[Announced, ...]
    names: NewNames
    file: str
    sha256: str


@dataclass(frozen=True)
class Kept:
    """An edition in the folder, with the signature of who committed it."""

    number: int
    prepared: Prepared
    by: str
    at: str
    note: str


@dataclass(frozen=True)
class EditionEvent:
    """One line of the journal."""

    at: datetime
    by: str
    origin: str | None
    action: str
    edition: int
    note: str
    sha256: str


def make_edition(history: History, prepared: Prepared) -> Edition:
    """Replay changes on a history; raises UnusableChange where they contradict it or themselves."""
    counties = history.register_of(None).counties
    unit_of = dict(zip(counties["county_code"].tolist(), counties["unit"].tolist(), strict=True))
    names = dict(zip(counties["county_code"].tolist(), counties["name"].tolist(), strict=True))
    state = Replay(names, {*history.units["code"].tolist(), *history.units["unit"].tolist()})
    for change in sorted(prepared.changes, key=lambda each: each.day):
        state.apply(change)
    called = _change_names(history, [told.change for told in state.changes])
    rows: list[dict[str, Any]] = history.units.to_dict("records")  # pyright: ignore[reportAssignmentType]
    before: dict[str, list[dict[str, Any]]] = {}
    for row in sorted(rows, key=lambda each: str(each["since"])):
        before.setdefault(str(row["unit"]), []).append(dict(row))
    touched: dict[str, list[dict[str, Any]]] = {}
    write = _Rows(history, prepared)
    for period in sorted(state.all_periods(), key=lambda each: each.since):
        unit = unit_of.get(period.unit, period.unit)
        if period.opened or period.until:
            own = touched.setdefault(unit, before.get(unit, []))
            if not period.opened:
                own[-1] |= {
                    "until": period.until,
                    "source": f"{own[-1]['source']}; change {called[period.closed]}",
                }
            else:
                own.append(write.row(unit, period, called, own[-1] if own else None))
    units = pd.DataFrame(
        [row for own in touched.values() for row in own], columns=list(history.units.columns)
    )
    units = with_points(units) if units.empty else units.astype(history.units.dtypes.to_dict())
    changes = pd.DataFrame(
        [
            {
                "change": called[told.change],
                "day": told.announced.day,
                "kind": told.announced.kind,
                "before": " ".join(unit_of.get(unit, unit) for unit in told.before),
                "after": " ".join(unit_of.get(unit, unit) for unit in told.after),
                "follows": _pairs(told.follows, unit_of),
                "parts": _pairs(told.parts, unit_of),
                "document": told.announced.document,
                "source": told.announced.source or write.origin,
                "basis": told.announced.basis,
                "remark": told.announced.remark,
            }
            for told in state.changes
        ]
    ).astype("string")
    edition = Edition(units, changes, write.prefectures(units))
    _check(history, edition)
    return edition


def _check(history: History, edition: Edition) -> None:
    after = history.with_edition(edition)
    known = {*period_faults(history), *change_faults(history)}
    faults = [fault for fault in (*period_faults(after), *change_faults(after)) if fault not in known]
    faults += sorted(_shared_names(after) - _shared_names(history))
    if faults:
        raise UnusableChange(
            f"The register would contradict itself: {'; '.join(faults[:3])}.",
            "Correct the days, the codes or where the ground went.",
        )


def _shared_names(history: History) -> set[str]:
    """Tell of counties of one name in one prefecture of the newest register."""
    counties = history.register_of(None).counties
    shared = counties[counties.duplicated(["prefecture_code", "name"], keep=False)]
    return {
        f"{' and '.join(own['county_code'])} would both be called {own['name'].iloc[0]} in {own['prefecture'].iloc[0]}"
        for _key, own in shared.groupby(["prefecture_code", "name"])
    }


def _pairs(flows: Sequence[tuple[str, str]], unit_of: Mapping[str, str]) -> str:
    return " ".join(f"{unit_of.get(giver, giver)}>{unit_of.get(taker, taker)}" for giver, taker in flows)


def _change_names(history: History, names: Sequence[str]) -> dict[str, str]:
    """Give each change a name that no change of the history has."""
    taken = {change.change for change in history.changes}
    called: dict[str, str] = {}
    for name in names:
        free, number = name, 2
        while free in taken:
            free, number = f"{name}-{number}", number + 1
        taken.add(free)
        called[name] = free
    return called


class _Rows:
    """Makes the rows of an edition's tables, with the columns of the history's."""

    def __init__(self, history: History, prepared: Prepared) -> None:
        self.history = history
        self.names = prepared.names
        self.origin = f"an operator's edition, from {prepared.file}"
        newest = history.register_of(None)
        self.known = dict(
            zip(newest.prefectures["code"].tolist(), newest.prefectures["name"].tolist(), strict=True)
        )
        self.provinces = dict(
            zip(history.provinces["code"].tolist(), history.provinces["name"].tolist(), strict=True)
        )

    def row(
        self, unit: str, period: Period, called: Mapping[str, str], before: Mapping[str, Any] | None
    ) -> dict[str, Any]:
        """Make a unit's row; before: its row of the time before."""
        code, name = period.code, period.name
        if not name.endswith(ENDINGS):
            raise UnusableChange(f"{code} {name} is no name of a county-level unit.", "Correct it.")
        kind, above, province = kind_of(code, name), prefecture_code(code), f"{code[:2]}0000"
        reading = self.names.reading(name)
        if reading is None:
            raise UnusableChange(
                f"Nobody told how {name} is read.", "Add a column pinyin with syllables: he an xian."
            )
        if province not in self.provinces:
            raise UnusableChange(f"{code} {name} is of no province of the Plan.", "Leave it out.")
        prefecture = {code: name, province: self.provinces[province]}.get(above) or self.prefecture(above)
        kept = before is not None and before["name"] == name
        origin = [f"change {called[change]}" for change in (period.opened, period.closed) if change]
        reporting = XPCC_CODE if code.startswith(XPCC) else province
        return {
            "unit": unit,
            "code": code,
            "name": name,
            "name_en": before["name_en"] if kept and before else english_name(name, kind, reading),
            "kind": kind,
            "prefecture_code": above,
            "prefecture": prefecture,
            "province_code": reporting,
            "province": self.provinces[reporting],
            "map_province_code": province,
            "pinyin": "".join(reading),
            "initials": "".join(syllable[0] for syllable in reading),
            "lon": before["lon"] if before else float("nan"),
            "lat": before["lat"] if before else float("nan"),
            "since": period.since,
            "until": period.until,
            "source": "; ".join([self.origin, *origin]),
        }

    def prefecture(self, code: str) -> str:
        """Name a prefecture; raises UnusableChange for one that nobody named."""
        # Lists write a known one in other ways, and a second name would make a second prefecture of it.
        name = self.known.get(code) or self.names.prefectures.get(code)
        if name is None:
            raise UnusableChange(
                f"The prefecture {code} is not known.", "Add a column prefecture with its name to the file."
            )
        return name

    def prefectures(self, units: pd.DataFrame) -> pd.DataFrame:
        """Give the prefectures that begin or end with these rows of units."""
        columns = list(self.history.prefectures.columns)
        kept = self.history.units[~self.history.units["unit"].isin(units["unit"])]
        members: dict[tuple[str, str], list[dict[str, Any]]] = {}
        everybody: list[dict[str, Any]] = pd.concat([kept, units]).to_dict("records")  # pyright: ignore[reportAssignmentType]
        for row in everybody:
            members.setdefault((row["prefecture_code"], row["prefecture"]), []).append(row)
        standing: list[dict[str, Any]] = self.history.prefectures.to_dict("records")  # pyright: ignore[reportAssignmentType]
        known = {(row["code"], row["name"]): row for row in standing}
        rows: list[dict[str, Any]] = []
        for (code, name), own in sorted(members.items()):
            until = "" if any(not row["until"] for row in own) else max(row["until"] for row in own)
            row = known.get((code, name))
            if row is None:
                since = min(row["since"] for row in own)
                rows.append(self._prefecture_row(code, name, own[0]) | {"since": since, "until": until})
            elif row["until"] != until:
                rows.append({**row, "until": until})
        return pd.DataFrame(rows, columns=columns).astype("string")

    def _prefecture_row(self, code: str, name: str, member: Mapping[str, Any]) -> dict[str, str]:
        short = name.removesuffix("地区").removesuffix("市")
        reading = self.names.reading(name)
        if reading is None:
            raise UnusableChange(
                f"Nobody told how {name} is read.", "Add a column pinyin with syllables: he an xian."
            )
        english = member["name_en"] if member["code"] == code else proper_name(reading[: len(short)])
        return {
            "code": code,
            "name": name,
            "name_en": english,
            "short_name": short,
            "province_code": member["province_code"],
            "source": self.origin,
        }


class EditionFolder:
    """The folder that holds an operator's editions; it need not be there."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def stamp(self) -> Stamp:
        """Give what is another after each commit or taking back: one cheap look."""
        try:
            found = (self.path / JOURNAL).stat()
        except FileNotFoundError:
            return None
        return found.st_mtime_ns, found.st_size

    def events(self) -> list[EditionEvent]:
        """List what was done, oldest first."""
        journal = self.path / JOURNAL
        if not journal.exists():
            if any(self.path.glob(EDITION_FILES)):
                raise DamagedEdition(
                    f"{self.path} holds editions but no {JOURNAL}.", "Restore the folder from a backup."
                )
            return []
        # As bytes: a text has more ends of lines than a note may hold.
        lines = journal.read_bytes().splitlines()
        return [self._event(place, line) for place, line in enumerate(lines, start=1)]

    def _event(self, place: int, line: bytes) -> EditionEvent:
        try:
            told = json.loads(line)
            return EditionEvent(
                datetime.fromisoformat(told["at"]),
                told["by"],
                told["origin"],
                told["action"],
                int(told["edition"]),
                told["note"],
                told["sha256"],
            )
        except (ValueError, KeyError, TypeError):
            raise DamagedEdition(
                f"Line {place} of {self.path / JOURNAL} cannot be read.", "Restore the folder from a backup."
            ) from None

    def in_use(self) -> list[int]:
        """List the numbers of the editions that were committed and not taken back, oldest first."""
        return [event.edition for event in self._commits()]

    def faults(self) -> list[str]:
        """List what is wrong with the folder, a sentence each: files altered, or unknown to the journal."""
        try:
            commits, known = self._commits(), {self._file(event.edition) for event in self.events()}
        except DashboardError as error:
            return [str(error)]
        found: list[str] = []
        for event in commits:
            try:
                self._read(event)
            except DashboardError as error:
                found.append(str(error))
        stray = sorted(set(self.path.glob(EDITION_FILES)) - known)
        return [
            *found,
            *(f"The journal does not know {file}. Restore the folder from a backup." for file in stray),
        ]

    def _commits(self) -> list[EditionEvent]:
        events = self.events()
        gone = {event.edition for event in events if event.action == TAKE_BACK}
        return [event for event in events if event.action == COMMIT and event.edition not in gone]

    def standing(self) -> list[Kept]:
        """List the editions that were committed and not taken back, oldest first; raises DamagedEdition."""
        return [self._read(event) for event in self._commits()]

    def commit(self, prepared: Prepared, signature: Signature, note: str) -> int:
        """Add an edition that fits what stands, signed; return its number."""
        _check_signed(signature, note)
        make_edition(history_with(self.standing()), prepared)
        self.path.mkdir(parents=True, exist_ok=True)
        number = max((event.edition for event in self.events()), default=0) + 1
        content = json.dumps(
            {
                "edition": number,
                "file": prepared.file,
                "sha256": prepared.sha256,
                "by": signature.by,
                "at": signature.at.isoformat(),
                "note": note,
                "prefectures": dict(prepared.names.prefectures),
                "readings": dict(prepared.names.readings),
                "changes": [_written(change) for change in prepared.changes],
            },
            ensure_ascii=False,
            indent=1,
        ).encode()
        target = self._file(number)
        try:
            # Of two commits at one moment one has the number.
            target.touch(exist_ok=False)
        except FileExistsError:
            raise EditionRefused(
                f"There is a file {target.name} that the journal does not know.", "Move it away."
            ) from None
        _write_whole(target, content)
        self._note(signature, COMMIT, number, note, hashlib.sha256(content).hexdigest())
        return number

    def take_back(self, number: int, signature: Signature, reason: str) -> None:
        """Take the newest standing edition back; its file stays, and the journal says who did it and why."""
        _check_signed(signature, reason)
        # By the journal alone: an edition whose file is damaged can be taken back, too.
        standing = self.in_use()
        if not standing or standing[-1] != number:
            newest = standing[-1] if standing else None
            remedy = f"Take back edition {newest} first." if newest else "There is none to take back."
            raise EditionRefused(f"Edition {number} is not the newest that stands.", remedy)
        self._note(signature, TAKE_BACK, number, reason, "")

    def _note(self, signature: Signature, action: str, number: int, note: str, sha256: str) -> None:
        told = {
            "at": signature.at.isoformat(),
            "by": signature.by,
            "origin": signature.origin,
            "action": action,
            "edition": number,
            "note": note,
            "sha256": sha256,
        }
        with (self.path / JOURNAL).open("a", encoding="utf-8") as journal:
            journal.write(json.dumps(told, ensure_ascii=False) + "\n")
            journal.flush()
            os.fsync(journal.fileno())

    def _file(self, number: int) -> Path:
        return self.path / f"{number:04d}.json"

    def _read(self, event: EditionEvent) -> Kept:
        path = self._file(event.edition)
        content = path.read_bytes() if path.exists() else b""
        if hashlib.sha256(content).hexdigest() != event.sha256:
            raise DamagedEdition(
                f"The edition {path} is not the one that was committed.",
                f"Restore the file from a backup, or take it back: python -m data.register take-back {event.edition}.",
            )
        told = json.loads(content)
        prepared = Prepared(
            tuple(_announced(change) for change in told["changes"]),
            NewNames(told["prefectures"], told["readings"]),
            told["file"],
            told["sha256"],
        )
        return Kept(event.edition, prepared, told["by"], told["at"], told["note"])


def history_with(kept: Sequence[Kept]) -> History:
    """Lay editions over the committed history, oldest first."""
    history = committed_history()
    for edition in _editions(kept):
        history = history.with_edition(edition)
    return history


def take_up(folder: Path) -> None:
    """Put the editions that stand in a folder into use; without a journal there nothing changes.

    Raises DamagedEdition for a file that was changed, UnusableChange for one that contradicts the register.
    """
    editions = EditionFolder(folder)
    if editions.stamp() is not None:
        use_editions(_editions(editions.standing()))


def _editions(kept: Sequence[Kept]) -> list[Edition]:
    history, found = committed_history(), list[Edition]()
    for each in kept:
        if is_known(history, each.prepared):
            continue
        try:
            edition = make_edition(history, each.prepared)
        except UnusableChange as error:
            raise UnusableChange(
                f"Edition {each.number} of the register does not fit any more: {error.what}",
                f"Take it back: python -m data.register take-back {each.number}.",
            ) from error
        found.append(edition)
        history = history.with_edition(edition)
    return found


def is_known(history: History, prepared: Prepared) -> bool:
    """Whether a history holds every change already: a newer dashboard may bring what was added by hand."""
    told = {
        (change.day.isoformat() if change.day else "", *_codes_after(history, change))
        for change in history.changes
    }
    return all((change.day, *sorted(change.after.items())) in told for change in prepared.changes)


def _codes_after(history: History, change: RegisterChange) -> list[tuple[str, str]]:
    return sorted(
        (period.code, period.name)
        for unit in change.after
        for period in history.unit_periods(unit)
        if change.day and period.holds(change.day)
    )


def _check_signed(signature: Signature, note: str) -> None:
    check_signature(signature, note=note)


def _written(change: Announced) -> dict[str, str]:
    return {
        "day": change.day,
        "kind": change.kind,
        "before": "; ".join(f"{code} {name}" for code, name in change.before.items()),
        "after": "; ".join(f"{code} {name}" for code, name in change.after.items()),
        "ground": " ".join(f"{flow.giver}>{flow.taker}{'*' if flow.main else ''}" for flow in change.ground),
        "document": change.document,
        "source": change.source,
        "basis": change.basis,
        "remark": change.remark,
    }


def _announced(told: Mapping[str, str]) -> Announced:
    return Announced(
        told["day"],
        told["kind"],
        parse_names(told["before"]),
        parse_names(told["after"]),
        parse_ground(told["ground"]),
        told["document"],
        told["source"],
        told["basis"],
        told["remark"],
    )


def _write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    beside = path.with_suffix(".part")
    with beside.open("wb") as target:
        target.write(content)
        target.flush()
        os.fsync(target.fileno())
    beside.replace(path)
