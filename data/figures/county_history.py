"""One county's reports in order: what each said, who saved it and when, and what it changed.

Two times are kept apart. `as_of` is the day that a report describes, and orders the timeline; `saved_at` is when
it became known. A report saved after another that describes a later day is `late`; one that describes a day that
was reported before is a correction, and the one before it no longer stands.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal, TypeAlias

import numpy as np
import pandas as pd

from data.base.fields import LISTS, REPORTED, SEPARATOR, value_text
from data.base.stages import falls
from data.figures.standing import standing_order
from data.figures.unit_reports import UnitReports

Effect: TypeAlias = Literal["first", "changed", "backwards", "unchanged"]
Values: TypeAlias = dict[str, str | None]


@dataclass(frozen=True)
class FieldChange:
    """One field before and after, as text (see `CountyReport.answers`); of a list also what came and what went."""

    field: str
    before: str | None
    after: str | None
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True)
class CountyReport:
    """One report of a county.

    answers: by field of data.base.fields.REPORTED, as data.intake.difference writes them: stages and texts as
    stored, ISO days, yes or no, digits; None for not reported. changes: against the report that stood before, on
    the same day where this is a correction (`corrects`: its batch), else on the latest day before. effect:
    `backwards` only against an earlier day, since what was wrong was never so. stands: whether it is the one that
    counts for its day. saved_by, file_name: of the batch. county_code: the code that it was sent under.
    """

    batch_id: int
    as_of: date
    saved_at: datetime
    saved_by: str
    file_name: str | None
    demo: bool
    county_code: str
    answers: Values
    effect: Effect
    changes: tuple[FieldChange, ...]
    corrects: int | None = None
    stands: bool = True
    late: bool = False


def county_history(
    code: str, reports: UnitReports, batches: pd.DataFrame, *, as_of: date | None = None
) -> list[CountyReport]:
    """List the reports of the unit that bears a code, whatever it was called; the newest day first.

    Of one day the one saved last comes first. reports: of data.store.store.Store.reports, so that those of batches
    taken back are not there; batches: Store.batches. as_of: the day of the code (None: it bears it now), and leave out
    what describes a later day. What a unit reports for a day after its end is left out: it counts nowhere.
    """
    unit = reports.history.unit_of(code, as_of)
    if unit is None:
        return []
    place = int(reports.units.places(pd.Series([unit]))[0])
    counts = (reports.unit == place) & ~(reports.counts_from >= reports.units.ended[place])
    if as_of is not None:
        counts &= reports.counts_from <= np.datetime64(as_of)
    own = reports.reports.take(np.flatnonzero(counts))
    rows = own.take(standing_order(own)).to_dict("records")
    particulars: dict[int, Mapping[Any, Any]] = {
        int(batch["batch_id"]): batch for batch in batches.to_dict("records")
    }
    found: list[CountyReport] = []
    for row in rows:
        day = pd.Timestamp(row["as_of"]).date()
        report = _report(row, day, particulars[int(row["batch_id"])])
        before = found[-1] if found else None
        if before is not None:
            earlier = next((other for other in reversed(found) if other.as_of < day), None)
            report = _against(report, before, earlier)
            if report.corrects is not None:
                found[-1] = replace(before, stands=False)
        found.append(report)
    return [_with_lateness(report, found) for report in reversed(found)]


def _report(row: Mapping[Any, Any], day: date, batch: Mapping[Any, Any]) -> CountyReport:
    file_name = batch.get("file_name")
    return CountyReport(
        batch_id=int(row["batch_id"]),
        as_of=day,
        saved_at=pd.Timestamp(row["saved_at"]).to_pydatetime(),
        saved_by=str(batch["saved_by"]),
        file_name=None if pd.isna(file_name) else str(file_name),
        demo=batch.get("kind") == "demo",
        county_code=str(row["county_code"]),
        answers={name: _text(name, row.get(name)) for name in REPORTED},
        effect="first",
        changes=(),
    )


def _text(name: str, value: Any) -> str | None:
    return None if value is None or pd.isna(value) or value == "" else value_text(name, value)


def _against(report: CountyReport, before: CountyReport, earlier: CountyReport | None) -> CountyReport:
    changes = tuple(
        _change(name, before.answers[name], report.answers[name])
        for name in REPORTED
        if before.answers[name] != report.answers[name]
    )
    effect: Effect = "changed" if changes else "unchanged"
    if earlier is not None and falls(earlier.answers["stage"], report.answers["stage"]):
        effect = "backwards"
    corrects = before.batch_id if before.as_of == report.as_of else None
    return replace(report, effect=effect, changes=changes, corrects=corrects)


def _change(name: str, before: str | None, after: str | None) -> FieldChange:
    if name not in LISTS:
        return FieldChange(name, before, after)
    old, new = (tuple(text.split(SEPARATOR)) if text else () for text in (before, after))
    added = tuple(item for item in new if item not in old)
    removed = tuple(item for item in old if item not in new)
    return FieldChange(name, before, after, added, removed)


def _with_lateness(report: CountyReport, history: list[CountyReport]) -> CountyReport:
    late = any(other.as_of > report.as_of and other.saved_at < report.saved_at for other in history)
    return replace(report, late=late) if late else report
