"""What has to hold of the register through time: each function lists the faults that it found, as short sentences."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

import pandas as pd

from data.register.history import History, RegisterChange, UnitPeriod
from data.register.zones import NOTICE_DAY, load_zones

ONE_DAY: Final = timedelta(days=1)
BASES: Final = ("read", "inferred")
NO_COUNTIES: Final = "地级市(不设区)"
# Codes of Tianditu's tables, and the official ones.
UNOFFICIAL: Final = {"540422": "540481", "540530": "540581", "460321": "460302", "460322": "460303"}
# Lists follow a decision within a year; these took longer (a district without an office, headings of islands).
LISTED_LONG_AFTER: Final = ("410211",)
DAYS_LISTED_AFTER: Final = 366


def period_faults(history: History) -> list[str]:
    """Find gaps and overlaps: in the periods of one unit, and of one code between units."""
    faults: list[str] = []
    by_code: dict[str, list[UnitPeriod]] = {}
    for unit in dict.fromkeys(period.unit for period in history.periods):
        periods = history.unit_periods(unit)
        faults += [
            f"{unit} has a gap or overlap between {before.until} and {after.since}"
            for before, after in pairwise(periods)
            if before.until is None or before.until != after.since
        ]
        for period in periods:
            by_code.setdefault(period.code, []).append(period)
            if period.since and period.until and period.since >= period.until:
                faults.append(f"{unit} ends on {period.until} before it begins")
    for code, periods in by_code.items():
        ordered = sorted(periods, key=lambda period: period.since or date.min)
        faults += [
            f"{code} is borne by {before.unit} and {after.unit} at once"
            for before, after in pairwise(ordered)
            if before.until is None or after.since is None or before.until > after.since
        ]
    return faults


def change_faults(history: History) -> list[str]:
    """Find changes that do not close what they open, and beginnings and ends that no change tells of."""
    faults = [fault for change in history.changes for fault in _faults_of(history, change)]
    for unit in dict.fromkeys(period.unit for period in history.periods):
        periods = history.unit_periods(unit)
        first, last = periods[0], periods[-1]
        opening, closing = history.opening(unit), history.closing(unit)
        if first.since != (opening.day if opening else None):
            faults.append(f"{unit} begins on {first.since}, and its change is {opening and opening.change}")
        if last.until != (closing.day if closing else None):
            faults.append(f"{unit} ends on {last.until}, and its change is {closing and closing.change}")
        told = {change.day for change in history.changes_of(unit) if change.kind != "ground_moved"}
        faults += [
            f"{unit} changes on {period.since}, and nothing tells of it"
            for period in periods[1:]
            if period.since not in told
        ]
    return faults


def _faults_of(history: History, change: RegisterChange) -> Iterator[str]:
    if change.kind == "ground_moved":
        if change.ended or change.begun or not change.parts:
            yield f"{change.change} moves ground and changes units, or moves none"
        return
    if change.day is None:
        yield f"{change.change} has no day"
        return
    for unit in change.before:
        if not _borne(history, unit, change.day - ONE_DAY, change.day):
            yield f"{change.change} speaks of {unit}, which did not exist before it"
    for unit in change.after:
        if not _borne(history, unit, change.day):
            yield f"{change.change} speaks of {unit}, which does not exist after it"
    yield from _unclosed(change)


def _borne(history: History, unit: str, *days: date) -> bool:
    """Whether a unit exists on one of some days: a change may be the second of its day."""
    return any(period.holds(day) for period in history.unit_periods(unit) for day in days)


def _unclosed(change: RegisterChange) -> Iterator[str]:
    flows = (*change.follows, *change.parts)
    for unit in change.ended:
        if not any(giver == unit and taker in change.after for giver, taker in flows):
            yield f"{change.change} ends {unit} and does not say who holds its ground"
    if change.kind not in ("set_up", "set_up_from") and not change.ended and change.begun:
        yield f"{change.change} begins {change.begun} of nothing"


def count_faults(history: History, counts: pd.DataFrame) -> list[str]:
    """Find days on which the register has other numbers of county-level divisions than the official ones."""
    faults: list[str] = []
    for row in counts.to_dict("records"):
        counties = history.register_of(date.fromisoformat(row["day"])).counties
        counties = counties[counties["kind"] != NO_COUNTIES]
        nation = row["code"] == "100000"
        found = len(counties) if nation else int((counties["province_code"] == row["code"]).sum())
        if found != int(row["counties"]):
            faults.append(f"{row['code']} on {row['day']}: {found}, officially {row['counties']}")
    return faults


def source_faults(history: History, companions: dict[str, pd.DataFrame]) -> list[str]:
    """Find rows without a source, and sources that name a change which does not exist."""
    faults: list[str] = []
    known = {f"change {change.change}" for change in history.changes}
    for unit, source in zip(history.units["unit"], history.units["source"], strict=True):
        named = source.split("; ")
        if not source or any(part.startswith("change ") and part not in known for part in named):
            faults.append(f"{unit} has the source {source or 'none'}")
    faults += [
        f"{change.change} has no source, or is neither read nor inferred"
        for change in history.changes
        if not change.source or change.basis not in BASES
    ]
    tables = {"register_prefectures.csv": history.prefectures} | companions
    faults += [
        f"{name} has rows without a source" for name, table in tables.items() if (table["source"] == "").any()
    ]
    return faults


def zone_faults(history: History) -> list[str]:
    """Find zones that are not in the register of the notice's day, or that nothing follows today."""
    faults: list[str] = []
    then, now = history.register_of(NOTICE_DAY), history.register_of(None)
    for zone in load_zones().to_dict("records"):
        code = zone["code"]
        if zone["level"] == "county":
            unit = history.unit_of(code, NOTICE_DAY)
            resolved = unit is not None and history.follower(unit) is not None
        elif zone["level"] in ("prefecture", "province"):
            level = f"{zone['level']}s"
            resolved = all(code in set(getattr(register, level)["code"]) for register in (then, now))
        else:
            resolved = not code
        if not resolved:
            faults.append(f"{zone['listed_name']} {code} does not resolve")
    return faults


def code_faults(history: History, changes: pd.DataFrame, windows: pd.DataFrame) -> list[str]:
    """Find codes that have been in use, officially or not, and resolve to no unit, or on days that do not fit."""
    faults = [
        f"{code} does not stand for {official}"
        for code, official in UNOFFICIAL.items()
        if _now(history, code) != _now(history, official)
    ]
    faults += [
        f"{code} resolves to no unit"
        for code in sorted({*changes["old_code"], *changes["new_code"]})
        if history.bearer(code, None) is None
    ]
    days = {(period.code, period.name): period for period in history.periods}
    for row in windows.to_dict("records"):
        period = days.get((row["code"], row["name"]))
        if period is None or row["code"] in LISTED_LONG_AFTER:
            continue
        last = date.fromisoformat(row["last_listed"])
        if period.since and period.since > last:
            faults.append(
                f"{row['code']} {row['name']} is listed on {last}, before it began on {period.since}"
            )
        if period.until is None:
            continue
        if period.until < last - timedelta(days=DAYS_LISTED_AFTER):
            faults.append(
                f"{row['code']} {row['name']} is listed on {last}, long after it ended on {period.until}"
            )
        if row["gone_by"] and period.until > date.fromisoformat(row["gone_by"]):
            faults.append(
                f"{row['code']} {row['name']} ended on {period.until}, and was gone by {row['gone_by']}"
            )
    return faults


def _now(history: History, code: str) -> str | None:
    unit = history.bearer(code, None)
    return history.follower(unit) if unit else None
