"""Which unit of the register a report speaks of: the one that bore its code on the day that it describes."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any, TypeAlias

import pandas as pd
from numpy.typing import NDArray

from data.register.history import kept_with_register, register_history

Objects: TypeAlias = NDArray[Any]


def unit_of_report(code: str, day: date | None) -> str:
    """Give the unit that a report of a day speaks of; a code that none ever bore stands for itself."""
    sole = _sole_bearers().get(code)
    return sole or register_history().bearer(code, day) or code


def units_of_reports(reports: pd.DataFrame) -> Objects:
    """Give the unit that each report speaks of, by its `county_code` and `as_of`."""
    units: Objects = reports["county_code"].map(_sole_bearers()).to_numpy(dtype=object, na_value=None)
    left = [place for place, unit in enumerate(units) if unit is None]
    if left:
        codes = reports["county_code"].take(left).tolist()
        days = pd.to_datetime(reports["as_of"].take(left)).dt.date.tolist()
        units[left] = [unit_of_report(code, day) for code, day in zip(codes, days, strict=True)]
    return units


@kept_with_register()
def _sole_bearers() -> Mapping[str, str]:
    """Give the unit of each code that only one ever bore, as nearly all are."""
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    for period in register_history().periods:
        bearers[period.code].add(period.unit)
    return {code: next(iter(units)) for code, units in bearers.items() if len(units) == 1}
