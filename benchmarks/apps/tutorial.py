"""The map as Plotly's tutorial draws it: read the GeoJSON, `px.choropleth`, show; another measure each turn.

BENCHMARK_GEOJSON names a file that variants.py has simplified as far as the geometry of our map.
"""

import json
import os
import random
from pathlib import Path

import pandas as pd
import plotly.express as px
import streamlit as st

st.set_page_config(layout="wide")
st.session_state.setdefault("turn", 0)
if st.button("Redraw"):
    st.session_state["turn"] += 1

with Path(os.environ["BENCHMARK_GEOJSON"]).open() as file:
    counties = json.load(file)
codes = [county["properties"]["code"] for county in counties["features"]]
measure = random.Random(st.session_state["turn"])  # noqa: S311 (nothing secret)
frame = pd.DataFrame({"code": codes, "share": [measure.random() * 100 for _ in codes]})

figure = px.choropleth(
    frame, geojson=counties, locations="code", featureidkey="properties.code", color="share", height=690
)
figure.update_geos(fitbounds="locations", visible=False)
figure.update_layout(margin={"l": 0, "r": 0, "t": 0, "b": 0})
st.plotly_chart(figure)
