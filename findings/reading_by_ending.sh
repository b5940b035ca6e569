#!/usr/bin/env bash
# How pypinyin reads the name of a place depends on whether 区, 县 or 市 stands behind it.
#
# One would guess: 朝阳 is Chaoyang everywhere, with or without its ending; the same for 宜都 (Yidu).
# Instead: 朝阳区 is chao yang qu, but 朝阳, 朝阳县 and 朝阳市 are zhao yang: the morning sun of the dictionary, not the
#   city. 宜都市 is yi du shi, and 宜都 alone yi dou. Where no phrase of the dictionary fits, 都 is dou and 长 zhang, so
#   花都区 becomes hua dou qu and 长海县 zhang hai xian, while 成都 and 长沙 are right.
# Versions: PyPI pypinyin 0.55.0.
# Why it matters here: search by pinyin, sorting and romanised labels; one office writes 朝阳县, the next 朝阳, and
#   short names are made by cutting the ending off.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check pypinyin==0.55.0

venv/bin/python - <<'PY'
import sys
from importlib.metadata import version
from pypinyin import lazy_pinyin

stated = {
    "朝阳区": "chao yang qu",
    "朝阳": "zhao yang",
    "朝阳县": "zhao yang xian",
    "辽宁省朝阳市": "liao ning sheng zhao yang shi",
    "宜都市": "yi du shi",
    "宜都": "yi dou",
    "花都区": "hua dou qu",
    "成都市": "cheng du shi",
    "长海县": "zhang hai xian",
    "长沙县": "chang sha xian",
}
seen = {name: " ".join(lazy_pinyin(name)) for name in stated}
print("pypinyin", version("pypinyin"))
for name, reading in seen.items():
    print(f"  {name}: {reading}")
sys.exit("The behaviour changed" if seen != stated else 0)
PY
