"""Export a template, import it as it is: every row says what is stored, nothing is wrong, nothing is guessed."""

from datetime import UTC, date, datetime
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.base.fields import REPORT_COLUMNS, REPORTED, YES_NO
from data.figures.progress import county_status
from data.intake.examination import examine
from data.plan.duties import load_departments, load_resources
from data.register.register import load_counties
from data.store.batch import STORED_TYPES
from reports.forms.template import template_workbook
from tests.data.factories import unit_reports
from tests.data.uploads import particulars

AS_OF = date(2026, 10, 31)
XPCC = load_counties().query("province_code == '660000'")

TEXTS = (
    st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=30)
    .map(str.strip)
    .filter(bool)
)
STAGES = ("not_started", "preparing", "established", "operating")


def some_of(names: pd.Series) -> st.SearchStrategy[str | None]:
    """Some of the names, in the Plan's order; None for none."""
    order = names.tolist()
    chosen = st.sets(st.sampled_from(order)).map(
        lambda some: "、".join(name for name in order if name in some)
    )
    return chosen.map(lambda text: text or None)


@st.composite
def a_reported_row(draw: st.DrawFn) -> dict[str, Any]:
    """What a county can have reported: all that the rules let through."""
    stage = draw(st.sampled_from([None, *STAGES]))
    total = draw(st.none() | st.integers(0, 9_999))
    covered = draw(st.none() | st.integers(0, 9_999 if total is None else total))
    day = draw(st.dates(date(2015, 1, 1), AS_OF)) if stage in STAGES[2:] else None
    return {
        "stage": stage,
        "established_on": day,
        **{name: draw(st.none() | st.booleans()) for name in YES_NO},
        "departments": draw(some_of(load_departments()["name"])),
        "resources": draw(some_of(load_resources()["name"])),
        "schools_covered": covered,
        "schools_total": total,
        "evidence": draw(st.none() | TEXTS),
        "remark": draw(st.none() | TEXTS),
    }


ROWS = st.dictionaries(st.sampled_from(XPCC["county_code"].tolist()), a_reported_row(), min_size=1)


def stored(rows: dict[str, dict[str, Any]]) -> pd.DataFrame:
    """Reports as the store gives them."""
    columns: dict[str, list[Any]] = {"county_code": list(rows), "as_of": [AS_OF] * len(rows)}
    columns |= {name: [row[name] for row in rows.values()] for name in REPORTED}
    frame = pd.DataFrame(
        {name: pd.Series(columns[name], dtype=STORED_TYPES[name]) for name in REPORT_COLUMNS}
    )
    frame.insert(0, "batch_id", 1)
    return frame.assign(saved_at=pd.Timestamp(datetime(2026, 11, 2, tzinfo=UTC)))


def check_round_trip(rows: dict[str, dict[str, Any]], lang: str) -> None:
    reports = stored(rows)
    status = county_status(unit_reports(reports), as_of=AS_OF)
    content = template_workbook(XPCC, status, area_name="兵团", as_of=AS_OF, lang=lang, _=str)
    found = examine(content, "兵团.xlsx", particulars(reports, province="660000"))
    assert [each for each in found.problems if each.code != "cluster_wording"] == []
    assert (found.as_of, found.rejected, found.read) == (AS_OF, (), len(XPCC))
    assert found.unchanged == len(XPCC)
    assert found.adding.empty
    back = found.accepted.set_index("county_code")[list(REPORTED)]
    assert back.index.tolist() == XPCC["county_code"].tolist()
    expected = status.set_index("county_code").loc[back.index, list(REPORTED)]
    kinds = {name: STORED_TYPES[name] for name in REPORTED}
    pd.testing.assert_frame_equal(back.astype(kinds), expected.astype(kinds), check_index_type=False)


@pytest.mark.slow
@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(rows=ROWS, lang=st.sampled_from(["zh", "en"]))
def test_template_and_back_is_the_identity(rows, lang):
    check_round_trip(rows, lang)


@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(rows=ROWS, lang=st.sampled_from(["zh", "en"]))
def test_template_and_back_is_the_identity_again_and_again(rows, lang):
    check_round_trip(rows, lang)
