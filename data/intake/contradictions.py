"""Whether what stands in a column contradicts the field that its header names: days under 建设阶段, 有 under 建立日期.

Cells that are only written badly contradict nothing; the rules say what is wrong with each. What contradicts is
plainly something of another kind.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final

from data.base.cell_values import CellValue, clean
from data.base.fields import FIELDS, Kind
from data.intake.values import (
    NO,
    WORD_STAGES,
    YES,
    read_count,
    read_departments,
    read_resources,
    read_stage,
    read_yes_no,
)
from data.intake.written_dates import read_date
from data.names.matching import read_code

# Of so many cells, and so large a share: one slip of the keyboard is no contradiction.
FEWEST: Final = 2
CONTRADICTING: Final = 0.8
FITTING: Final = 0.2

WRITTEN_DAY: Final = re.compile(r"\d{2,4}[-./年]\d{1,2}(?:[-./月].*)?|\d{1,2}[-./月]\d{1,2}[-./日].*")
NUMBER: Final = re.compile(r"-?\d{1,9}(?:\.\d+)?%?")

# A code of a town or village, or one with a slip in it.
LONG_NUMBER: Final = re.compile(r"\d{5,}(?:\.0)?")


def contradicts(name: str, cells: Sequence[CellValue]) -> bool:
    """Whether the cells with content of a column are plainly of another kind than a field's."""
    fits = FITS.get(FIELDS[name].kind) if name != "county_code" else _is_code
    if fits is None or len(cells) < FEWEST:
        return False
    different = Counted(cells)
    if different.share(fits) > FITTING:
        return False
    return any(
        different.share(holds) >= CONTRADICTING for holds in (_is_day, _is_answer, _is_stage, _is_number)
    )


class Counted:
    """The different cells of a column, with how often each stands there."""

    def __init__(self, cells: Sequence[CellValue]) -> None:
        self.all = len(cells)
        self.counts: dict[tuple[type, CellValue], int] = {}
        for cell in cells:
            key = (type(cell), cell)
            self.counts[key] = self.counts.get(key, 0) + 1

    def share(self, holds: Callable[[CellValue], bool]) -> float:
        """The share of cells of which something holds."""
        return sum(count for (_type, cell), count in self.counts.items() if holds(cell)) / self.all


def _is_day(cell: CellValue) -> bool:
    if isinstance(cell, date):
        return True
    return isinstance(cell, str) and WRITTEN_DAY.fullmatch(clean(cell)) is not None


def _is_number(cell: CellValue) -> bool:
    if isinstance(cell, int | float):
        return not isinstance(cell, bool)
    return isinstance(cell, str) and NUMBER.fullmatch(clean(cell)) is not None


def _is_answer(cell: CellValue) -> bool:
    text = clean(cell)
    return text in YES | NO and not text.isdigit()


def _is_stage(cell: CellValue) -> bool:
    return clean(cell) in WORD_STAGES


def _is_code(cell: CellValue) -> bool:
    return (
        read_code(cell).kind not in {"malformed", "error"} or LONG_NUMBER.fullmatch(clean(cell)) is not None
    )


def _reads_as_date(cell: CellValue) -> bool:
    reading = read_date(cell)
    return reading.value is not None or any(
        found.code in {"date_incomplete", "date_ambiguous", "date_impossible"} for found in reading.findings
    )


# How a cell of each kind of field is read as it should be; texts take anything.
FITS: Final[Mapping[Kind, Callable[[CellValue], bool]]] = {
    "place": lambda cell: not (_is_number(cell) or _is_day(cell) or _is_answer(cell) or _is_stage(cell)),
    "stage": lambda cell: read_stage(cell).value is not None,
    "day": _reads_as_date,
    "yes_no": lambda cell: read_yes_no(cell).value is not None,
    "departments": lambda cell: read_departments(cell).value is not None or _is_answer(cell),
    "resources": lambda cell: read_resources(cell).value is not None or _is_answer(cell),
    "whole_number": lambda cell: read_count(cell).value is not None,
}
