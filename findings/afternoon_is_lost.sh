#!/usr/bin/env bash
# Babel writes 下午3:30 and reads it back as half past three in the night.
#
# One would guess: what format_time writes for a language, parse_time reads in that language; 下午3:30 is 15:30, or an
#   error.
# Instead: only the English PM in an English locale counts. With zh_CN, 下午3:30 and even 3:30 PM become 03:30, and so do
#   the Taiwanese, Japanese and Korean forms. Nothing is raised.
# Versions: PyPI Babel 2.19.0.
# Why it matters here: exports of forms and chat programs stamp replies 下午3:30; a report of the afternoon then
#   stands before that of the morning of the same day.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check Babel==2.19.0

venv/bin/python - <<'PY'
import sys
from datetime import time
from importlib.metadata import version
from babel.dates import format_time, parse_time

half_past_three = time(15, 30)
stated = {"en": "15:30", "zh_CN": "03:30", "zh_TW": "03:30", "ja": "03:30", "ko": "03:30"}
seen = {}
print("Babel", version("Babel"))
for locale in stated:
    written = format_time(half_past_three, "ah:mm", locale=locale)
    seen[locale] = f"{parse_time(written, locale=locale):%H:%M}"
    print(f"  {locale}: 15:30 is written {written} and read as {seen[locale]}")
english = f"{parse_time('3:30 PM', locale='zh_CN'):%H:%M}"
print("  zh_CN: 3:30 PM is read as", english)
sys.exit("The behaviour changed" if seen != stated or english != "03:30" else 0)
PY
