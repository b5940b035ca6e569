"""A trend laid out as the numbers of a chart, and the workbook that it opens with."""

from datetime import date
from io import BytesIO
from typing import Any, cast

import pandas as pd
import pytest
from openpyxl import load_workbook

from charts.trend.layout import MilestoneMet, Projection, TrendLayout
from data.plan.milestones import load_milestones
from reports.figures.area import Overview
from reports.slides.powerpoint.chart_files import ChartNumbers, Series, chart_workbook, serial
from reports.slides.powerpoint.trend_chart import axis_months, trend_series
from tests.reports.areas import AS_OF, an_area

MONTHS = (date(2026, 8, 31), date(2026, 9, 30), AS_OF)


def a_layout(levels: tuple[int, ...], projection: Projection | None) -> TrendLayout:
    milestones = load_milestones()
    view = Overview(
        scope=cast("Any", None),  # a trend is drawn without it
        as_of=AS_OF,
        compare=None,
        now=an_area(),
        before=None,
        trend=pd.DataFrame(
            {
                "month_end": pd.to_datetime(list(MONTHS[: len(levels)])),
                "established": levels,
                "known_then": levels,
                "not_reported": 0,
            }
        ),
        summary=pd.DataFrame(),
        judged=pd.DataFrame(),
        milestones=milestones,
        met=[MilestoneMet(milestone) for milestone in milestones],
        projection=projection,
        path_share=0.7,
    )
    return view.trend_layout()


def at(shown, name, day):
    return getattr(shown, name)[shown.days.index(day)]


def test_actual_ends_on_the_as_of_day_and_goes_no_further():
    shown = trend_series(a_layout((2100, 2150, 2231), None))
    assert at(shown, "actual", AS_OF) == 2231
    assert all(value is None for value in shown.actual[shown.days.index(AS_OF) + 1 :])
    assert set(shown.projection) == {None}


def test_the_path_runs_from_nothing_over_half_to_all():
    shown = trend_series(a_layout((2100, 2150, 2231), None))
    assert at(shown, "path", date(2024, 11, 1)) == 0
    assert at(shown, "path", date(2025, 12, 31)) == pytest.approx(1424)
    assert at(shown, "path", date(2027, 12, 31)) == pytest.approx(2848)
    assert at(shown, "milestones", date(2025, 12, 31)) == 1424
    assert [value for value in shown.milestones if value is not None] == [1424, 2848]


def test_the_projection_runs_from_the_newest_point_to_its_day_inside_its_range():
    on, early, late = date(2027, 10, 24), date(2027, 9, 20), date(2027, 12, 5)
    shown = trend_series(a_layout((2100, 2150, 2231), Projection(2848, on, early, late)))
    assert at(shown, "projection", AS_OF) == 2231
    assert at(shown, "projection", on) == 2848
    assert at(shown, "projection", late) is None
    assert at(shown, "band", AS_OF) == 0
    for day in (date(2027, 3, 31), date(2027, 8, 31)):
        low, height = at(shown, "low", day), at(shown, "band", day)
        assert low < at(shown, "projection", day) < low + height
    assert at(shown, "low", late) == 2848


def test_a_projection_far_off_is_cut_at_the_axis_end():
    layout = a_layout((2100, 2150, 2160), Projection(2848, date(2040, 1, 1), None, None))
    shown = trend_series(layout)
    assert layout.edge < date(2030, 1, 1)
    assert shown.days[-1] == layout.edge
    assert 2160 < shown.projection[-1] < 2848
    assert set(shown.band) == {None}


def test_an_area_without_reports_has_its_path_alone():
    layout = a_layout((), None)
    shown = trend_series(layout)
    assert layout.newest is None
    assert set(shown.actual) == {None}
    assert at(shown, "path", date(2027, 12, 31)) == pytest.approx(2848)


@pytest.mark.parametrize(
    ("step", "first", "last"),
    [(6, date(2024, 7, 1), date(2028, 1, 1)), (12, date(2024, 1, 1), date(2028, 1, 1))],
)
def test_ticks_stand_on_the_new_year(step, first, last):
    assert axis_months(date(2024, 11, 1), date(2027, 12, 31), step) == (first, last)


def test_a_chart_s_workbook_holds_texts_and_days_never_formulas():
    names = ("=cmd|'/c calc'!A0", "<b>", "@x")
    values = (0.5, None, float("nan"))
    numbers = ChartNumbers("=T", "=H", names, (Series("=1+1", values, "0.0%"),), AS_OF)
    sheet = load_workbook(BytesIO(chart_workbook(numbers))).active
    assert [cell.value for cell in sheet["A"]] == ["=H", *names]
    assert [cell.value for cell in sheet["B"]] == ["=1+1", 0.5, None, None]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    days = ChartNumbers("T", "Day", MONTHS, (Series("n", (1.0, 2.0, 3.0), "#,##0"),), AS_OF)
    sheet = load_workbook(BytesIO(chart_workbook(days))).active
    assert [cell.value.date() for cell in sheet["A"][1:]] == list(MONTHS)


def test_days_are_counted_as_spreadsheets_do():
    assert serial(date(2025, 3, 1)) == 45717
