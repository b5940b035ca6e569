"""Zones' counts against counts by hand; counties in two zones; functional areas; what speaks to duties."""

from datetime import UTC, date, datetime

import pandas as pd
import pytest

from data.base.fields import AREA_COLUMNS
from data.figures.progress import county_status, summarise
from data.figures.zone_figures import (
    SEATS,
    duty_items,
    functional_reports,
    pairing_candidates,
    zone_figures,
    zone_members,
    zone_totals,
)
from data.plan.duties import DUTY_ITEMS, ZONE_DUTIES
from data.register.register import load_counties
from data.register.zones import covered_counties, load_zones
from data.store.batch import STORED_TYPES
from tests.data.factories import a_report, some_reports, unit_reports

AS_OF = date(2026, 10, 31)
NONGAN, CHANGCHUN = 22, 21
CHAOYANG = 1


def reports(*rows: dict) -> pd.DataFrame:
    frame = some_reports(*rows)
    given = pd.DataFrame(rows)
    for item in DUTY_ITEMS:
        frame[item] = pd.array(list(given.get(item, [None] * len(rows))), dtype="boolean")
    frame["evidence"] = pd.array(list(given.get("evidence", [None] * len(rows))), dtype="string")
    return frame


def status_of(*rows: dict) -> pd.DataFrame:
    return county_status(unit_reports(reports(*rows)), as_of=AS_OF)


@pytest.fixture(scope="module")
def status() -> pd.DataFrame:
    return status_of(
        a_report(
            "220122", AS_OF, "operating", funding=True, coordination=False, evidence="农政办〔2026〕3号"
        ),
        a_report("220102", AS_OF, "established", funding=True),
        a_report("220103", AS_OF, "preparing"),
        a_report("220104", AS_OF, "not_started"),
        a_report("110105", AS_OF, None),
    )


def area_reports(*rows: tuple) -> pd.DataFrame:
    """Rows of (batch_id, parent_code, area, as_of, stage), saved on the day of their number."""
    frame = pd.DataFrame(rows, columns=["batch_id", "parent_code", "area", "as_of", "stage"])
    for name in AREA_COLUMNS:
        frame[name] = pd.Series(frame.get(name), frame.index, STORED_TYPES[name])
    frame["saved_at"] = [datetime(2026, 11, row[0], tzinfo=UTC) for row in rows]
    return frame


def test_a_zones_row_has_all_its_counties_by_stage(status):
    rows = zone_figures(status, load_counties()).set_index("zone_no")
    counts = ["counties", "established", "operating", "preparing", "not_started", "not_reported"]
    assert rows.loc[CHANGCHUN, counts].tolist() == [11, 2, 1, 1, 1, 7]
    assert rows.loc[NONGAN, counts].tolist() == [1, 1, 1, 0, 0, 0]
    assert rows.loc[CHANGCHUN, "share"] == pytest.approx(2 / 11)
    assert rows.loc[CHAOYANG, counts].tolist() == [1, 0, 0, 0, 0, 1]


def test_all_97_zones_have_a_row_and_their_province(status):
    rows = zone_figures(status, load_counties())
    assert rows["zone_no"].tolist() == list(range(1, 98))
    assert rows["listed_name"].tolist() == load_zones()["listed_name"].tolist()
    assert rows.set_index("listed_name").loc["第七师胡杨河市", "province_code"] == "660000"
    assert rows["province_code"].notna().all()
    english = rows.set_index("listed_name")["name_en"]
    assert english.notna().all()
    assert english[["朝阳区", "鞍山市", "山东省"]].tolist() == ["Chaoyang District", "Anshan", "Shandong"]


def test_a_functional_area_has_no_county_and_no_share(status):
    rows = zone_figures(status, load_counties()).set_index("zone_no").loc[list(SEATS)]
    assert rows["counties"].tolist() == [0, 0]
    assert rows["share"].isna().all()
    assert rows["level"].tolist() == ["functional_area", "functional_area"]


def test_a_county_in_two_zones_counts_once_in_the_total(status):
    rows, totals = zone_figures(status, load_counties()), zone_totals(status, load_counties())
    assert rows["counties"].sum() == 337
    assert totals["counties"] == 336 == len(covered_counties())
    assert rows["established"].sum() == 3
    assert totals["established"] == 2


def test_the_total_of_a_province_without_zones_is_nothing(status):
    counties = load_counties()
    assert zone_totals(status, counties[counties["province_code"] == "540000"])["counties"] == 0


def test_zones_and_the_rest_add_up_to_the_nation(status):
    counties = load_counties()
    rest = counties[~counties["county_code"].isin(covered_counties())]
    nation = summarise(status, counties, "nation").iloc[0]
    others = summarise(status, rest, "nation").iloc[0]
    for name in ("counties", "established", "operating", "preparing", "not_started", "not_reported"):
        assert zone_totals(status, counties)[name] + others[name] == nation[name]


def test_duty_items_keep_no_and_not_reported_apart(status):
    members = zone_members(status, load_counties())
    items = duty_items(members).set_index(["zone_no", "item"])
    assert items.loc[(CHANGCHUN, "funding")].tolist() == [2, 0, 9]
    assert items.loc[(CHANGCHUN, "coordination")].tolist() == [0, 1, 10]
    assert items.loc[(CHANGCHUN, "evidence")].tolist() == [1, 0, 10]
    assert items.loc[(CHAOYANG, "venues")].tolist() == [0, 0, 1]
    assert (items.sum(axis="columns").xs("funding", level="item").sum()) == 337


def test_there_are_three_duties_and_only_the_first_has_items_of_its_own():
    assert [bool(duty.items) for duty in ZONE_DUTIES] == [True, False, False]
    assert set(DUTY_ITEMS) == {"coordination", "guidance_body", "funding", "personnel", "venues"}


def test_the_latest_report_of_a_functional_area_counts_up_to_the_day():
    found = functional_reports(
        area_reports(
            (1, "320100", "南京江北新区", date(2026, 9, 30), "preparing"),
            (2, "320000", "江北新区", date(2026, 10, 31), "established"),
            (3, "320100", "江北新区", date(2026, 11, 30), "operating"),
            (4, "610100", "曲江新区", date(2026, 9, 30), "preparing"),
            (5, "610100", "西安市曲江新区", date(2026, 9, 30), None),
            (6, "500000", "江北新区", date(2026, 10, 31), "operating"),
            (7, "320500", "苏州工业园区", date(2026, 10, 31), "operating"),
        ),
        as_of=AS_OF,
    )
    assert found["zone_no"].tolist() == [32, 84]
    assert found["stage"].tolist()[0] == "established"
    assert pd.isna(found["stage"].tolist()[1])


def test_without_reports_no_functional_area_has_one():
    assert functional_reports(area_reports(), as_of=AS_OF).empty


def test_functional_areas_stand_at_their_seat_among_the_partners(status):
    counties = load_counties()
    own = functional_reports(
        area_reports((1, "320100", "江北新区", date(2026, 9, 30), "established")), as_of=AS_OF
    )
    rows = pairing_candidates(zone_members(status, counties), counties, own)
    seats = rows[rows["zone_no"].isin(SEATS)].set_index("zone_no")
    assert seats["county_code"].to_dict() == SEATS
    assert seats["established"].to_dict() == {32: True, 84: False}
    assert seats["province_code"].to_dict() == {32: "320000", 84: "610000"}
    assert rows.loc[rows["zone_no"] == CHANGCHUN, "established"].sum() == 2
    assert rows.loc[rows["zone_no"] == CHANGCHUN, "size"].unique().tolist() == [11]
