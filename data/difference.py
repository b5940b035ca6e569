"""What a save would change: each row of an upload against what is stored for that county on that day."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.progress import ESTABLISHED_STAGES
from data.report_rows import COUNTS, REPORTED, YES_NO
from data.schema import STAGES

Objects: TypeAlias = NDArray[Any]
Kind: TypeAlias = Literal["new", "changed", "unchanged", "backwards"]

KINDS: Final[tuple[Kind, ...]] = ("new", "changed", "backwards", "unchanged")


@dataclass(frozen=True)
class Difference:
    """rows: one line per row of the upload; fields: one line per field that differs.

    rows: row (as the spreadsheet shows it), county_code, as_of, kind (one of KINDS), adds (bool: saving the row
    adds something: False where the same is stored for the same day, or nothing is reported and nothing was).
    fields: row, county_code, as_of, kind, field, before, after (text: stages and texts as stored, ISO days, yes
    or no, digits; missing: not reported). A new row lists what it reports, with nothing before.
    """

    rows: pd.DataFrame
    fields: pd.DataFrame

    def count(self, kind: Kind) -> int:
        """How many rows are of this kind."""
        return int(self.rows["kind"].eq(kind).sum())


def difference(rows: pd.DataFrame, reports: pd.DataFrame) -> Difference:
    """Compare the rows of an upload with the reports that are stored.

    rows: row, county_code, as_of (without gaps) and the fields of REPORTED; reports: `Store.reports`. Each row
    is compared with the report that stood for its county on its as-of date, as `data.progress.county_status`
    chooses it. `backwards`: the stage falls, or a county with an alliance reports no stage.
    """
    before = standing_reports(rows, reports)
    after = rows.reset_index(drop=True)
    known = before["as_of"].notna()
    texts = {name: (_texts(before[name]), _texts(after[name])) for name in REPORTED}
    differs = {name: old != new for name, (old, new) in texts.items()}
    unchanged = ~np.any(list(differs.values()), axis=0)
    backwards = known & _goes_backwards(before["stage"], after["stage"])
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

    Columns: as_of and those of REPORTED. The latest as-of date up to the row's counts, of two reports for one
    day the one saved last.
    """
    wanted = pd.DataFrame(
        {
            "county_code": rows["county_code"].astype("string").array,
            "day": pd.to_datetime(rows["as_of"]).astype("datetime64[s]").array,
            "place": range(len(rows)),
        }
    ).sort_values("day", kind="stable")
    stored = reports.sort_values(["as_of", "saved_at", "batch_id"], kind="stable")
    stored = stored[stored["county_code"].isin(wanted["county_code"])]
    stored = stored[["county_code", "as_of", *REPORTED]].assign(
        county_code=stored["county_code"].astype("string"),
        day=pd.to_datetime(stored["as_of"]).astype("datetime64[s]"),
    )
    found = pd.merge_asof(wanted, stored, on="day", by="county_code")
    return found.sort_values("place")[["as_of", *REPORTED]].reset_index(drop=True)


def _texts(column: pd.Series) -> Objects:
    """Write a column's values as text, the same whatever dtype holds them; None where nothing is reported."""
    given = column.notna().to_numpy(dtype=bool)
    texts: Objects = np.full(len(column), None, dtype=object)
    if not given.any():
        return texts
    values = column[given]
    if column.name == "established_on":
        written = pd.to_datetime(values).dt.strftime("%Y-%m-%d")
    elif column.name in YES_NO:
        written = values.astype("boolean").map({True: "yes", False: "no"})
    elif column.name in COUNTS:
        written = values.astype("int64").astype("string")
    else:
        written = values
    texts[given] = written.astype("object").to_numpy()
    return texts


def _goes_backwards(before: pd.Series, after: pd.Series) -> pd.Series:
    """Whether a stage falls; a blank after an alliance was established is a fall too."""
    order: dict[Any, int] = {stage: place for place, stage in enumerate(STAGES)}
    falls = after.map(order).astype("Int64") < before.map(order).astype("Int64")
    lost = after.isna() & before.isin(ESTABLISHED_STAGES)
    return falls.fillna(value=False).astype(bool) | lost.astype(bool)


def _changed_fields(
    compared: pd.DataFrame, texts: Mapping[str, tuple[Objects, Objects]], differs: Mapping[str, Objects]
) -> pd.DataFrame:
    """One line per field that differs, by row and in the order of the template's columns."""
    fields = np.array(list(differs), dtype=object)
    places, columns = np.nonzero(np.column_stack(list(differs.values())))
    lines = compared[["row", "county_code", "as_of", "kind"]].take(places).reset_index(drop=True)
    old, new = (np.column_stack([pair[side] for pair in texts.values()])[places, columns] for side in (0, 1))
    return lines.assign(
        field=pd.Series(fields[columns], dtype="string"),
        before=pd.Series(old, dtype="string"),
        after=pd.Series(new, dtype="string"),
    )
