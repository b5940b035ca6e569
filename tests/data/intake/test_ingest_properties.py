"""What holds for every file, from its bytes on: headers and their order change nothing, no cell stops the rest."""

import csv
import io
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.base.fields import FIELDS
from data.ingest import examination_json
from data.intake.examination import examine
from tests.data.intake.test_columns import HEADERS, ROW
from tests.data.spreadsheets.ingest_files import DAYS, STAGES, YES_NO
from tests.data.spreadsheets.reading_files import sheet_of
from tests.data.uploads import particulars

SECOND = {"county_code": "440104", "county": "越秀区", "stage": "筹建中", "established_on": None}
# Control characters are no text: a file with them is refused as a whole.
CELLS = st.one_of(
    st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=12),
    st.integers().map(str),
    st.floats().map(str),
    st.dates().map(str),
    st.sampled_from([str(cell) for cell in (*DAYS, *STAGES, *YES_NO)]),
)


def csv_of(rows: list[list]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("gb18030", "replace")


def check_headers(headers: dict[str, str], order: list[str], kind: str) -> None:
    rows = [[row.get(name, ROW[name]) for name in order] for row in (ROW, ROW | SECOND)]
    table = [[headers[name] for name in order], *rows]
    content = sheet_of(*table)() if kind == "xlsx" else csv_of(table)
    found = examine(content, f"a.{kind}", particulars())
    plain = examine(
        csv_of([list(FIELDS), *([row[name] for name in FIELDS] for row in (ROW, ROW | SECOND))]),
        "a.csv",
        particulars(),
    )
    assert found.problems == ()
    assert found.accepted.to_json(date_format="iso") == plain.accepted.to_json(date_format="iso")
    assert found.accepted["county_code"].tolist() == ["440106", "440104"]


@pytest.mark.slow
@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(HEADERS, st.permutations(list(FIELDS)), st.sampled_from(["xlsx", "csv"]))
def test_any_synonyms_in_any_order_give_the_same_rows(headers, order, kind):
    check_headers(headers, order, kind)


@pytest.mark.slow
@settings(max_examples=80, suppress_health_check=list(HealthCheck))
@given(HEADERS, st.permutations(list(FIELDS)), st.sampled_from(["xlsx", "csv"]))
def test_any_synonyms_in_any_order_give_the_same_rows_again_and_again(headers, order, kind):
    check_headers(headers, order, kind)


@pytest.mark.slow
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(CELLS, min_size=len(FIELDS), max_size=len(FIELDS)), min_size=1, max_size=6))
def test_whatever_stands_in_cells_each_row_is_accepted_told_or_left_out(rows):
    header = [FIELDS[name].headers.split()[0] for name in FIELDS]
    found = examine(csv_of([header, *rows]), "a.csv", particulars())
    json.loads(examination_json(found, None))
    if found.checked is not None:
        kept = [*found.accepted["row"], *found.areas["row"], *found.rejected, *found.checked.repeated]
        assert sorted(kept) == [row.row for row in found.table.rows]
