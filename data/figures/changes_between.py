"""What changed between two as-of dates: counties that gained or went backwards, areas whose verdict turned.

What a change of the register adds or takes is told apart from progress: `units_changed` lists who came and who went.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import numpy as np
import pandas as pd

from data.base.stages import STAGES
from data.figures.standing import Array
from data.figures.unit_reports import BLANK, LOWEST_ESTABLISHED, UnitReports
from data.figures.verdicts import VERDICTS
from data.register.history import Register, RegisterChange
from data.register.register import area_of

UNIT_COLUMNS: Final = ("county_code", "name", "name_en", "prefecture_code", "province_code")


def changed_counties(reports: UnitReports, *, since: date, until: date) -> pd.DataFrame:
    """Compare what was known of each county on `since` with what was known on `until`.

    Columns, one row per county of the register of `until`, sorted by code: county_code; before, after (stage; missing:
    not reported); highest (the highest stage that any report gave from the one standing on `since` on), highest_on
    (datetime64: the last as-of date with it); gained, lost (bool: established on one of the two days alone);
    first_report (bool: a stage now, none before); backwards (bool: a lower stage than `highest`, or none where
    that was established); came (bool: the county was not in the register of `since`; it is compared with where it stood
    on its own first day). A county may go backwards without being lost: from operating to established, or by
    gaining and losing between the two days. Raises ValueError unless `since` is before `until`.
    """
    if since >= until:
        raise ValueError(f"{since} is not before {until}")
    ordered = reports.ordered.until(until)
    unit, rank, described = ordered.unit, ordered.rank, ordered.as_of
    units = len(reports.units.names)
    from_day = np.fmax(reports.units.begun, np.datetime64(since))
    early = described <= from_day[unit]
    before = _last(unit[early], rank[early], units)
    after = _last(unit, rank, units)
    highest, highest_on = before.copy(), np.full(units, np.datetime64("NaT"), described.dtype)
    np.maximum.at(highest, unit[~early], rank[~early])
    # In order of the as-of dates, so that the last one stays.
    at_height = rank == highest[unit]
    highest_on[unit[at_height]] = ordered.told_on[at_height]
    highest_on[highest == BLANK] = np.datetime64("NaT")
    counties = reports.history.register_of(until).counties
    place = reports.units.places(counties["unit"])
    before, after, highest, highest_on = before[place], after[place], highest[place], highest_on[place]
    established = after >= LOWEST_ESTABLISHED
    was_established = before >= LOWEST_ESTABLISHED
    return pd.DataFrame(
        {
            "county_code": counties["county_code"].array,
            "before": _stages(before),
            "after": _stages(after),
            "highest": _stages(highest),
            "highest_on": highest_on,
            "gained": established & ~was_established,
            "lost": was_established & ~established,
            "first_report": (before == BLANK) & (after != BLANK),
            "backwards": np.where(after == BLANK, highest >= LOWEST_ESTABLISHED, after < highest),
            "came": reports.units.begun[place] > np.datetime64(since),
        }
    )


def units_changed(reports: UnitReports, *, since: date, until: date) -> pd.DataFrame:
    """List the counties that came into the register or went from it after `since`, up to `until`, by day and code.

    Columns: county_code, name, name_en, prefecture_code, province_code (on its first or last day); came (bool); day
    (datetime64), kind, change (its name) and document of the change; stage: where it stood on that day, missing where
    not reported. One that came and went between the two days has two rows.
    """
    history, units, ordered = reports.history, reports.units, reports.ordered
    stages = tuple(STAGES)
    rows: list[dict[str, Any]] = []
    for change in history.changes_between(since, until):
        for unit in (*change.ended, *change.begun):
            came, place = unit in change.begun, int(units.places(pd.Series([unit]))[0])
            rows.append(_row(history.units, change, unit, came=came))
            own = (ordered.unit == place) & (ordered.as_of <= np.datetime64(change.day))
            rank = ordered.rank[own][-1] if own.any() else BLANK
            rows[-1]["stage"] = stages[rank] if rank != BLANK else None
    columns = [*UNIT_COLUMNS, "came", "day", "kind", "change", "document", "stage"]
    frame = pd.DataFrame(rows, columns=columns).astype(
        {"day": "datetime64[s]", "came": bool, "stage": "string"}
    )
    return frame.sort_values(["day", "county_code"], ignore_index=True)


def progress_by_area(changed: pd.DataFrame, register: Register, level: str) -> dict[str, int]:
    """Count by area what its counties gained and lost: `changed_counties`, and the register of its later day."""
    net: dict[str, int] = {}
    codes: list[str] = area_of(register.counties, level).tolist()
    for code, gained, lost in zip(codes, changed["gained"].tolist(), changed["lost"].tolist(), strict=True):
        net[code] = net.get(code, 0) + gained - lost
    return net


def compare_areas(
    before: tuple[pd.DataFrame, pd.DataFrame],
    now: tuple[pd.DataFrame, pd.DataFrame],
    progress: Mapping[str, int],
) -> pd.DataFrame:
    """Put two days side by side for the areas of one level that the later has, sorted by code.

    before, now: (summary, judged) of data.figures.progress.summarise and data.figures.judgement.judge; progress: of
    `progress_by_area`. Columns: code, counties, counties_before, established_before, established, change (int64: of
    progress), register_change (int64: what changes of the register added or took), verdict_before (missing for an
    area that was not there), verdict, turned (bool: the verdict is another), worse (bool: a worse one; what cannot be
    assessed is neither better nor worse), covered (bool: enough had reported on both days).
    """
    frame = now[0][["code", "counties", "established", "covered"]].merge(
        now[1][["code", "verdict"]], on="code", validate="one_to_one"
    )
    then = before[0][["code", "counties", "established", "covered"]].merge(
        before[1][["code", "verdict"]], on="code", validate="one_to_one"
    )
    frame = frame.merge(then, on="code", how="left", suffixes=("", "_before"), validate="one_to_one")
    for name in ("counties_before", "established_before"):
        frame[name] = frame[name].fillna(0).astype("int64")
    covered = frame["covered"] & frame.pop("covered_before").fillna(value=False).astype(bool)
    change = frame["code"].map(progress).fillna(0).astype("int64")
    order = {verdict: place for place, verdict in enumerate(VERDICTS[:-1])}
    return frame.assign(
        covered=covered,
        change=change,
        register_change=frame["established"] - frame["established_before"] - change,
        turned=frame["verdict_before"].notna() & (frame["verdict"] != frame["verdict_before"]),
        worse=frame["verdict"].map(order) > frame["verdict_before"].map(order),
    ).sort_values("code", ignore_index=True)


def _row(table: pd.DataFrame, change: RegisterChange, unit: str, *, came: bool) -> dict[str, Any]:
    """Name a unit as it was called on its first or last day."""
    own = table[table["unit"] == unit].sort_values("since").iloc[0 if came else -1]
    named = {name: own["code" if name == "county_code" else name] for name in UNIT_COLUMNS}
    told = {"day": change.day, "kind": change.kind, "change": change.change, "document": change.document}
    return {**named, "came": came, **told}


def _last(unit: Array, rank: Array, units: int) -> Array:
    """Give each unit's last rank; rows are in order, so the last assignment stands."""
    last = np.full(units, BLANK, dtype=np.int64)
    last[unit] = rank
    return last


def _stages(rank: Array) -> Any:
    """Write ranks as stages, missing where blank."""
    names = np.array([*STAGES, None], dtype=object)
    return pd.array(names[rank], dtype="string")
