"""Our map of all counties and a button; each turn draws another measure, which no cache has seen."""

import random
from datetime import date, timedelta

import streamlit as st

from charts.maps.measures import LegendClass
from charts.palette import DARK, LIGHT
from data.base.language import translator
from geo.assets import asset_units
from ui.map.component import status_map
from ui.map.view import MapView, class_string, map_words, month_string
from ui.web.assets import geometry_url

LAST_DAY = date(2026, 10, 31)

st.set_page_config(layout="wide")
st.session_state.setdefault("turn", 0)
if st.button("Redraw"):
    st.session_state["turn"] += 1
turn = st.session_state["turn"]

units = asset_units("county")
measure = random.Random(turn)  # noqa: S311 (nothing secret)
classes = dict(
    zip(units, measure.choices([0, 1, 2, 3, None], [12, 30, 33, 22, 3], k=len(units)), strict=True)
)
days = {code: LAST_DAY - timedelta(days=measure.randrange(900)) for code in units}
stages = zip(
    ("Not started", "Preparing", "Established", "Operating"),
    LIGHT.stages.values(),
    DARK.stages.values(),
    strict=True,
)
status_map(
    MapView(
        url=geometry_url("county"),
        level="county",
        lang="zh",
        units=units,
        classes=class_string(units, classes),
        legend=[
            LegendClass(label, light, dark, list(classes.values()).count(index))
            for index, (label, light, dark) in enumerate(stages)
        ],
        text=map_words(
            translator("zh"),
            title=f"Turn {turn}",
            subtitle="Stage by county",
            legend_title="Stage",
            source="Source: drawn by lot for the benchmark. Boundaries: Tianditu, simplified.",
            approval="Map approval number: GS(    )",
            as_of="Data as of 31 Oct 2026",
        ),
        alt=f"Map of China, turn {turn}.",
        hover_months=month_string(units, days, latest=LAST_DAY),
    ),
    key="map",
)
