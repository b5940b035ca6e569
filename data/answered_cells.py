"""What a reader put in the place of cells, as cells again: so that a workbook made of the rows keeps it."""

from __future__ import annotations

import pandas as pd

from data.columns import ColumnMatch
from data.rules_cells import PLACE_FIELDS, Answers


def answered_cells(
    columns: ColumnMatch, answers: Answers, counties: pd.DataFrame
) -> dict[tuple[int, str], str]:
    """Give the text of each answered cell by spreadsheet row and column letter.

    An answer that names a county by its code fills in every column that names it, from the register `counties`:
    the name that stood there may be what was wrong. What no column can hold (a confirmation) is left out.
    """
    register = counties.rename(columns={"name": "county"}).set_index("county_code", drop=False)
    cells: dict[tuple[int, str], str] = {}
    for (row, name), value in answers.items():
        if not isinstance(value, str):
            continue
        place = name == "county_code" and value in register.index
        said = register.loc[value, list(PLACE_FIELDS)].to_dict() if place else {name: value}
        for field, text in said.items():
            letter = columns.fields.get(str(field))
            if letter is not None:
                cells[row, letter] = str(text)
    return cells
