#!/usr/bin/env bash
# A parser of Chinese numerals makes 340 of "thirty or forty", and 55 of the five-year plan 十四五.
#
# One would guess: 三四十所 (thirty or forty schools) is left alone or becomes 30 or 40; 十四五 (the fourteenth plan, for
#   five years) is left alone, since 十四五 is no number.
# Instead: digits that stand side by side are put together and then multiplied: 340, 230, 5600. In 十四五 the 十四 is
#   read as five tens with a five: 55. The text handed back is rewritten: 55规划.
# Versions: PyPI chinese2digits 6.0.2.
# Why it matters here: offices write 十四五规划 in nearly every plan, and rough counts in the column of schools.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check chinese2digits==6.0.2

venv/bin/python - <<'PY'
import sys
from importlib.metadata import version
from chinese2digits import takeNumberFromString

stated = {
    "四十三所": "43所",
    "三四十所": "340所",
    "二三十所学校": "230所学校",
    "五六百人": "5600人",
    "十四五规划": "55规划",
}
seen = {text: takeNumberFromString(text)["replacedText"] for text in stated}
print("chinese2digits", version("chinese2digits"), seen)
sys.exit("The behaviour changed" if seen != stated else 0)
PY
