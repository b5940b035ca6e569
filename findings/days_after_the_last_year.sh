#!/usr/bin/env bash
# After the last announced year, one calendar of holidays raises and another calls National Day a working day.
#
# One would guess: both know days off and make-up days up to 2026, and raise for later ones; at the least 1 January
#   and 1 October, which are fixed by law, stay days off.
# Instead: chinesecalendar raises NotImplementedError for 2027. chinese-days goes on with Monday to Friday and says
#   nothing, though its readme names 2004 to 2026: New Year's Day 2030 and 1 October 2030 are working days. Nothing in
#   the answer tells a year that was announced from one that was not.
# Versions: PyPI chinesecalendar 1.11.0, npm chinese-days 1.5.7.
# Why it matters here: deadlines of reports are counted in working days, and those of the next year are set before the
#   State Council announces it, usually in November.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check chinesecalendar==1.11.0
npm init -y >npm.log
npm install --no-audit --no-fund --loglevel=error chinese-days@1.5.7 >>npm.log

venv/bin/python - <<'PY'
import sys
from datetime import date
from importlib.metadata import version
from chinese_calendar import is_workday

known = {str(day): is_workday(day) for day in (date(2026, 10, 1), date(2026, 10, 10))}
try:
    later = str(is_workday(date(2027, 10, 1)))
except NotImplementedError as error:
    later = type(error).__name__
print("chinesecalendar", version("chinesecalendar"), known, "2027-10-01:", later)
changed = known != {"2026-10-01": False, "2026-10-10": True} or later != "NotImplementedError"
sys.exit("chinesecalendar's behaviour changed" if changed else 0)
PY
cat >look.js <<'JS'
const { isWorkday } = require("chinese-days");
const stated = { "2026-10-01": false, "2026-10-10": true, "2027-10-01": true, "2030-01-01": true, "2030-10-01": true };
const seen = Object.fromEntries(Object.keys(stated).map((day) => [day, isWorkday(day)]));
console.log("chinese-days", require("chinese-days/package.json").version, "working day:", JSON.stringify(seen));
if (JSON.stringify(seen) !== JSON.stringify(stated)) { console.error("chinese-days' behaviour changed"); process.exit(1); }
JS
node look.js
