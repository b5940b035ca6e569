"""Which unit of the register a report speaks of: the one that bore its code on the day that it describes."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any, TypeAlias

import numpy as np
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
    sole = _sole_bearers()
    units: list[str | None] = [sole.get(code) for code in reports["county_code"].tolist()]
    left = [place for place, unit in enumerate(units) if unit is None]
    codes = reports["county_code"].take(left).tolist()
    days = pd.to_datetime(reports["as_of"].take(left)).dt.date.tolist()
    for place, code, day in zip(left, codes, days, strict=True):
        units[place] = unit_of_report(code, day)
    return np.array(units, dtype=object)


@kept_with_register()
def _sole_bearers() -> Mapping[str, str]:
    """Give the unit of each code that only one ever bore, as nearly all are."""
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    for period in register_history().periods:
        bearers[period.code].add(period.unit)
    return {code: next(iter(units)) for code, units in bearers.items() if len(units) == 1}
