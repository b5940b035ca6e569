"""Checks across the fields of one row, and against what is stored for its county."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pandas as pd

from data.progress import ESTABLISHED_STAGES
from data.readings import Finding
from data.rules_cells import Cells

# The Ministry's first guidance on family education by schools (教基一〔2015〕10号) is of October 2015; an alliance
# said to be older is a slip in the year.
EARLIEST_ESTABLISHED: Final = date(2015, 1, 1)


@dataclass(frozen=True)
class Stored:
    """What is stored for a county: its stage, and the day that this describes."""

    stage: str | None
    as_of: date | None


def stored_status(current: pd.DataFrame | None) -> Mapping[str, Stored]:
    """Give what is stored by county code, for the counties that have reported."""
    if current is None:
        return {}
    reported = current[current["as_of"].notna()]
    stages = reported["stage"].astype("object").where(reported["stage"].notna(), None)
    days = pd.to_datetime(reported["as_of"]).dt.date
    return {
        str(code): Stored(stage, day)
        for code, stage, day in zip(reported["county_code"], stages, days, strict=True)
    }


def check_row(cells: Cells, place: int, *, stored: Mapping[str, Stored], confirmed: bool) -> None:
    """Add what does not fit together in a row to its problems."""
    row, said = cells.rows[place], cells.said
    as_of, stage = said["as_of"][place], said["stage"][place]
    if as_of is None and "as_of" in cells.columns.fields and (row, "as_of") not in cells.unreadable:
        cells.tell(Finding("as_of_missing"), row, "as_of")
    _check_date(cells, row, stage, said["established_on"][place], as_of)
    covered, total = said["schools_covered"][place], said["schools_total"][place]
    if covered is not None and total is not None and covered > total:
        details = (("total", str(total)),)
        cells.tell(Finding("covered_above_total", str(covered), details=details), row, "schools_covered")
    code = cells.places[place].county_code
    if code and code in stored and (row, "stage") not in cells.unreadable:
        _check_against(cells, row, stage, as_of, stored[code], confirmed=confirmed)


def _check_date(cells: Cells, row: int, stage: Any, day: date | None, as_of: date | None) -> None:
    if stage not in ESTABLISHED_STAGES:
        if day is not None and (row, "stage") not in cells.unreadable:
            finding = Finding(
                "date_without_establishment", day.isoformat(), details=(("stage", stage or ""),)
            )
            cells.tell(finding, row, "established_on")
        return
    if day is None:
        if (row, "established_on") not in cells.unreadable:
            cells.tell(
                Finding("established_without_date", details=(("stage", stage),)), row, "established_on"
            )
    elif as_of is not None and day > as_of:
        finding = Finding("established_after_as_of", day.isoformat(), details=(("as_of", as_of.isoformat()),))
        cells.tell(finding, row, "established_on")
    elif day < EARLIEST_ESTABLISHED:
        details = (("earliest", EARLIEST_ESTABLISHED.isoformat()),)
        cells.tell(Finding("established_too_early", day.isoformat(), details=details), row, "established_on")


def _check_against(
    cells: Cells, row: int, stage: Any, as_of: date | None, stored: Stored, *, confirmed: bool
) -> None:
    """Compare with what is stored: later reports may not take back an alliance unless somebody says so."""
    if as_of is not None and stored.as_of is not None and as_of < stored.as_of:
        finding = Finding(
            "older_than_stored", as_of.isoformat(), details=(("stored", stored.as_of.isoformat()),)
        )
        cells.tell(finding, row, "as_of")
        return
    details = (("stored", stored.stage or ""), ("stage", stage or ""))
    if stored.stage in ESTABLISHED_STAGES and stage not in ESTABLISHED_STAGES:
        code = "going_backwards_confirmed" if confirmed else "going_backwards"
        cells.tell(Finding(code, stage or "", details=details), row, "stage")
    elif stored.stage is not None and stage is None:
        cells.tell(Finding("stage_blanked", details=details), row, "stage")
