#!/usr/bin/env bash
# Two parsers of Chinese numerals read a year written digit by digit as 5 or 225.
#
# One would guess: what turns 一百零五 into 105 turns 二〇二五 into 2025, or says that it cannot.
# Instead: without 十, 百 or 千 between the digits, pycnnum keeps the last digit alone, and nzh adds up what stands on
#   either side of the zero: 2, 25 and nothing for the place of the zero. nzh also takes 两 and 廿 for nothing: 两千 is 0.
#   Neither raises anything. 一九九八 comes out right in nzh, which hides the matter in a short trial.
# Versions: PyPI pycnnum 2.1.1, npm nzh 1.0.14.
# Why it matters here: notices of education bureaus date themselves 二〇二五年三月, and the number is plausible
#   where a count of schools is expected.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check pycnnum==2.1.1
npm init -y >npm.log
npm install --no-audit --no-fund --loglevel=error nzh@1.0.14 >>npm.log

venv/bin/python - <<'PY'
import sys
from importlib.metadata import version
from pycnnum import cn2num

stated = {"一百零五": 105, "三千零五十": 3050, "二〇二五": 5, "二零二五": 5, "一九九八": 8}
seen = {word: cn2num(word) for word in stated}
print("pycnnum", version("pycnnum"), seen)
sys.exit("pycnnum's behaviour changed" if seen != stated else 0)
PY
cat >look.js <<'JS'
const parser = require("nzh/cn");
const stated = { 一百零五: 105, 三千零五十: 3050, 二〇二五: 225, 二零二六: 226, 一九九八: 1998, 两千: 0, 廿五: 5 };
const seen = Object.fromEntries(Object.keys(stated).map((word) => [word, Number(parser.decodeS(word))]));
console.log("nzh", JSON.parse(require("fs").readFileSync("node_modules/nzh/package.json")).version, JSON.stringify(seen));
if (JSON.stringify(seen) !== JSON.stringify(stated)) { console.error("nzh's behaviour changed"); process.exit(1); }
JS
node look.js
