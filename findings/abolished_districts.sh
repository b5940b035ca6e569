#!/usr/bin/env bash
# An address reader puts districts that were abolished in Hangzhou and Laiwu into Yangquan, hundreds of kilometres away.
#
# One would guess: a district that is no longer in the table (下城区 of Hangzhou, 莱城区 of Laiwu, both abolished) is not
#   found, as 江干区 is not, or the city before it decides.
# Instead: the table has three districts that are called 城区 and nothing more, and names are looked for anywhere in the
#   text, with no regard for what stands before them. 下城区 contains 城区, so it is 城区 of Yangquan in Shanxi, code 140302;
#   莱芜市莱城区 as well. A province or a city of the table before the name prevents it.
# Versions: PyPI cpca-new 0.1.2 (with pyahocorasick 2.3.0 and pandas 2.3.3, which it needs and does not declare).
# Why it matters here: offices keep old lists of schools for years; a wrong code looks like any right one, and the rows
#   are counted for a county in another province.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check cpca-new==0.1.2 pyahocorasick==2.3.0 pandas==2.3.3

venv/bin/python - <<'PY'
import sys
from importlib.metadata import requires, version
from cpca_new import transform

yangquan = ("山西省", "阳泉市", "城区", "140302")
nothing = ("", "", "", "")
stated = {
    "下城区": yangquan,
    "莱城区": yangquan,
    "莱芜市莱城区": yangquan,
    "江干区": nothing,
    "杭州市下城区": ("浙江省", "杭州市", "", "330100"),
}
rows = transform(list(stated)).fillna("")[["省", "市", "区", "adcode"]].itertuples(index=False)
seen = {text: tuple(row) for text, row in zip(stated, rows, strict=True)}
print("cpca-new", version("cpca-new"), "declares as needed:", requires("cpca-new"))
for text, found in seen.items():
    print(f"  {text}: {found}")
sys.exit("The behaviour changed" if seen != stated else 0)
PY
