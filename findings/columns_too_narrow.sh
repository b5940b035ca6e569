#!/usr/bin/env bash
# XlsxWriter's autofit() makes columns of Chinese text about half as wide as the text.
#
# One would guess: a Chinese letter counts about twice as much as a Latin one; it is as wide as it is high, at 11 points
#   14.7 pixels on the screen.
# Instead: every letter that is not in a table of Latin widths counts 8 pixels. 新疆维吾尔自治区伊犁哈萨克自治州 gets a column
#   of 140 pixels and needs 235; sixteen W get more room than sixteen Chinese letters.
# Versions: PyPI xlsxwriter 3.3.1, openpyxl 3.1.5 (to read the widths).
# Why it matters here: names of counties are cut off, or run over the next cell, in every list that was made to fit;
#   numbers and Latin test data look right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check xlsxwriter==3.3.1 openpyxl==3.1.5

venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

import openpyxl
import xlsxwriter

texts = {"A": "新疆维吾尔自治区伊犁哈萨克自治州", "B": "a" * 16, "C": "W" * 16}
book = xlsxwriter.Workbook("names.xlsx")
sheet = book.add_worksheet()
for column, text in texts.items():
    sheet.write(f"{column}1", text)
sheet.autofit()
book.close()

widths = openpyxl.load_workbook("names.xlsx").active.column_dimensions
# A column of n digits is 7 n + 5 pixels wide in the font that a workbook starts with.
pixels = {column: round((widths[column].width * 7)) + 5 for column in texts}
print("xlsxwriter", version("xlsxwriter"))
for column, text in texts.items():
    print(f"  {text}: width {widths[column].width}")
needed = len(texts["A"]) * 11 * 96 / 72
print(f"  sixteen Chinese letters of 11 points need {needed:.0f} pixels, and got {pixels['A'] - 5}")
stated = {"A": 19.28515625, "B": 17.0, "C": 30.7109375}
seen = {column: widths[column].width for column in texts}
sys.exit("The behaviour changed" if seen != stated else 0)
PY
