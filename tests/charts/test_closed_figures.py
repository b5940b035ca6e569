"""No figure asks another host for anything, and none speaks Plotly's own English."""

import re
from pathlib import Path

import pytest

from charts.plots import CONFIG
from tests.charts.test_ranking import a_figure as a_ranking_figure
from tests.charts.test_roster import a_figure as a_roster_figure

CHARTS = Path(__file__).parents[2] / "charts"
SOURCES = {
    path.relative_to(CHARTS).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(CHARTS.rglob("*.py"))
}
# Traces and layouts whose shapes or tiles Plotly fetches from its makers' hosts.
FETCHING = re.compile(
    r"[Cc]horopleth|[Ss]cattergeo|[Ss]catter_?map|[Dd]ensity_?map|mapbox|topojson|\bgeo=|\"geo\""
)
# Month and weekday names, which Plotly writes in English unless a locale of its own is there.
NAMED_DATES = re.compile(r"%[aAbBp]")


@pytest.mark.parametrize("name", SOURCES)
def test_no_chart_draws_what_is_fetched_from_elsewhere(name):
    assert FETCHING.search(SOURCES[name]) is None
    assert "plotly.com" not in SOURCES[name]
    assert NAMED_DATES.search(SOURCES[name]) is None


def test_a_figure_names_no_host():
    for figure in (a_ranking_figure(), a_roster_figure()):
        assert re.findall(r"https?:|topojsonURL|plotly\.com|cdn\.", figure.to_json()) == []


def test_plotly_shows_no_tool_bar_no_logo_and_no_tips():
    assert CONFIG["displayModeBar"] is False
    assert CONFIG["displaylogo"] is False
    assert CONFIG["showTips"] is False
    assert not {"topojsonURL", "plotlyServerURL", "showLink", "showSendToCloud"} & set(CONFIG)


def test_every_chart_is_drawn_with_that_configuration():
    drawn = {
        path.name: path.read_text(encoding="utf-8").count("plotly_chart(")
        for room in ("ui", "pages")
        for path in (CHARTS.parent / room).rglob("*.py")
    }
    assert {name: count for name, count in drawn.items() if count} == {"pieces.py": 1}
