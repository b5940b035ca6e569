"""What a save would change, what a batch did change, and what others saved meanwhile."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.base.errors import BatchRefused
from data.base.fields import AREA_COLUMNS, FRAME_TYPES, REPORTED, value_text
from data.base.stages import falls
from data.figures.standing import days_of, standing_order
from data.intake.units import units_of_reports
from data.store.store import Store

AREA_KEY = ["parent_code", "area", "as_of"]
Objects: TypeAlias = NDArray[Any]
DifferenceKind: TypeAlias = Literal["new", "changed", "unchanged", "backwards"]

# More than lie between any two days that are stored.
MOST_DAYS: Final = 10**7

DIFFERENCE_KINDS: Final[tuple[DifferenceKind, ...]] = ("new", "changed", "backwards", "unchanged")


def new_area_rows(rows: pd.DataFrame, stored: pd.DataFrame) -> pd.DataFrame:
    """Give the rows that are not stored, word for word, for the same area and day.

    rows: the columns of AREA_COLUMNS, others are left aside; stored: `Store.area_reports`. Of several stored
    reports of an area for a day the one saved last counts.
    """
    shaped = pd.DataFrame(
        {name: pd.Series(rows.get(name), rows.index, FRAME_TYPES[name]) for name in AREA_COLUMNS}
    )
    if shaped.empty or stored.empty:
        return shaped
    standing = stored.take(standing_order(stored)).drop_duplicates(AREA_KEY, keep="last")
    both = shaped.merge(standing, on=AREA_KEY, how="left", validate="many_to_one", suffixes=("", "_stored"))
    same = both["batch_id"].notna()
    for name in AREA_COLUMNS[len(AREA_KEY) :]:
        left, right = both[name], both[f"{name}_stored"]
        same &= (left == right).fillna(value=False).astype(bool) | (left.isna() & right.isna())
    return shaped[~same.to_numpy(dtype=bool)]


@dataclass(frozen=True)
class Difference:
    """rows: one line per row of the upload; fields: one line per field that differs.

    rows: row (as the spreadsheet shows it), county_code, as_of, kind (one of DIFFERENCE_KINDS), adds (bool: saving
    the row adds something: False where the same is stored for the same day, or nothing is reported and nothing was).
    fields: row, county_code, as_of, kind, field, before, after (text: stages and texts as stored, ISO days, yes
    or no, digits; missing: not reported). A new row lists what it reports, with nothing before.
    """

    rows: pd.DataFrame
    fields: pd.DataFrame

    def count(self, kind: DifferenceKind) -> int:
        """How many rows are of this kind."""
        return int(self.rows["kind"].eq(kind).sum())


def difference(rows: pd.DataFrame, reports: pd.DataFrame) -> Difference:
    """Compare the rows of an upload with the reports that are stored.

    rows: row, county_code, as_of (without gaps) and the fields of REPORTED; reports: `Store.reports`. Each row
    is compared with the report that stood for its county on its as-of date, as `data.figures.progress.county_status`
    chooses it. `backwards`: the stage falls, or a county with an alliance reports no stage.
    """
    before = standing_reports(rows, reports)
    after = rows.reset_index(drop=True)
    known = before["as_of"].notna()
    texts = {name: (_texts(before[name]), _texts(after[name])) for name in REPORTED}
    differs = {name: old != new for name, (old, new) in texts.items()}
    unchanged = ~np.any(list(differs.values()), axis=0)
    falling = [falls(old, new) for old, new in zip(*texts["stage"], strict=True)]
    backwards = known & np.array(falling, dtype=bool)
    kind = pd.Series("changed", index=after.index, dtype="string")
    kind[~known] = "new"
    kind[unchanged] = "unchanged"
    kind[backwards] = "backwards"
    standing_as_of = pd.to_datetime(before["as_of"]).astype("datetime64[s]")
    described = pd.to_datetime(after["as_of"]).astype("datetime64[s]")
    kept = unchanged & (~known | (standing_as_of == described))
    compared = pd.DataFrame(
        {
            "row": after["row"],
            "county_code": after["county_code"],
            "as_of": described,
            "kind": kind,
            "adds": ~kept,
        }
    )
    return Difference(compared, _changed_fields(compared, texts, differs))


def standing_reports(rows: pd.DataFrame, reports: pd.DataFrame) -> pd.DataFrame:
    """Give, row by row, the report that stood for the county on the row's as-of date; missing where none did.

    A county is the same under all the codes that it has had. Columns: as_of and those of REPORTED. The latest as-of
    date up to the row's counts, of two reports for one day the one saved last.
    """
    county, units = pd.factorize(units_of_reports(rows))
    stored_county = pd.Index(units).get_indexer(pd.Index(units_of_reports(reports)))
    kept = np.flatnonzero(stored_county >= 0)
    stored = reports.take(kept)
    # County and day as one number, so that one search finds the last report of the county up to the day.
    key = stored_county[kept] * MOST_DAYS + _day_numbers(stored["as_of"])
    wanted = county * MOST_DAYS + _day_numbers(rows["as_of"])
    order = standing_order(stored)
    order = order[np.argsort(key[order], kind="stable")]
    found = np.append(order, -1)[np.searchsorted(key[order], wanted, side="right") - 1]
    found[np.append(stored_county[kept], -1)[found] != county] = -1
    return stored[["as_of", *REPORTED]].reset_index(drop=True).reindex(found).reset_index(drop=True)


def last_reports(reports: pd.DataFrame) -> pd.DataFrame:
    """Give each county's last report (county_code, as_of, stage), in order of day and save."""
    ordered = reports[["county_code", "as_of", "stage"]].take(standing_order(reports))
    return ordered.drop_duplicates("county_code", keep="last")


@dataclass(frozen=True)
class Meanwhile:
    """What happened to the store after a revision.

    batches: those saved since and still counting (columns of `Store.batches`); events: reverts and restores since
    (columns of `Store.events`); county_codes: of the counties asked about, those that a batch of either says
    something about.
    """

    batches: pd.DataFrame
    events: pd.DataFrame
    county_codes: tuple[str, ...]


def saved_meanwhile(store: Store, revision: int, county_codes: Collection[str]) -> Meanwhile:
    """Say what has happened since `revision`, and which of these counties it is about.

    After a RevisionConflict: examine again with the new reports, show both, let the reader decide.
    """
    batches, events = store.batches(), store.events()
    saved = batches[batches["revision"] > revision]
    later = events[events["revision"] > revision]
    touched: set[str] = set()
    for batch_id in {*saved["batch_id"], *later["batch_id"]}:
        touched.update(store.batch_reports(int(batch_id))["county_code"])
    counting = saved[saved["reverted_at"].isna()].reset_index(drop=True)
    return Meanwhile(
        counting, later.reset_index(drop=True), tuple(sorted(touched.intersection(county_codes)))
    )


def made_difference(store: Store, batch_id: int) -> Difference:
    """Say what a batch changed when it was saved: its rows against what counted just before.

    The rows are numbered from 1 in order of county code: the store does not keep the spreadsheet's numbers.
    Raises BatchRefused if there is no such batch.
    """
    batches = store.batches()
    found = batches[batches["batch_id"] == batch_id]
    if found.empty:
        raise BatchRefused(f"There is no batch {batch_id}.", "Pick one from the records.")
    saved_at: Any = found["saved_at"].iloc[0]
    known_at: datetime = saved_at.to_pydatetime()
    before = store.reports(known_at=known_at)
    kinds = batches.set_index("batch_id")["kind"]
    comparable = before["batch_id"].map(kinds).eq(found["kind"].iloc[0])
    rows = store.batch_reports(batch_id)
    rows.insert(0, "row", range(1, len(rows) + 1))
    return difference(rows, before[(before["batch_id"] < batch_id) & comparable])


def _day_numbers(column: pd.Series) -> Objects:
    """Number days in their order, whatever dtype holds them."""
    return days_of(column).astype("datetime64[D]").astype("int64")


def _texts(column: pd.Series) -> Objects:
    """Write a column's values as text, the same whatever dtype holds them; None where nothing is reported."""
    given = column.notna().to_numpy(dtype=bool)
    texts: Objects = np.full(len(column), None, dtype=object)
    texts[given] = [value_text(str(column.name), value) for value in column.to_numpy(dtype=object)[given]]
    return texts


def _changed_fields(
    compared: pd.DataFrame, texts: Mapping[str, tuple[Objects, Objects]], differs: Mapping[str, Objects]
) -> pd.DataFrame:
    """One line per field that differs, by row and in the order of the template's columns."""
    places, columns = np.nonzero(np.column_stack(list(differs.values())))
    lines = compared[["row", "county_code", "as_of", "kind"]].take(places).reset_index(drop=True)
    old, new = (np.column_stack([pair[side] for pair in texts.values()])[places, columns] for side in (0, 1))
    return lines.assign(
        field=pd.Series(list(differs), dtype="string").take(columns).array,
        before=pd.Series(old, dtype="string"),
        after=pd.Series(new, dtype="string"),
    )
