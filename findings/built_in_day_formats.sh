#!/usr/bin/env bash
# Days in the formats that Chinese Excel and WPS have built in are numbers for openpyxl and exceljs, days for calamine.
#
# One would guess: whether a cell of an xlsx file is a day is settled by its format, and all readers agree: those that
#   read yyyy"年"m"月"d"日" as a day read the built-in format of the same look as one.
# Instead: the formats 27 to 36 and 50 to 58 are reserved for East Asian days and times; the file holds the number of
#   the format and no text, and its look follows from the language of the program (31 is 2025年3月12日 in Chinese).
#   calamine gives 2025-03-12. openpyxl has no text for them, takes them for General and gives 45728, and so does
#   exceljs. The same day under a format spelt out is a day for all three.
# Versions: PyPI openpyxl 3.1.5, python-calamine 0.9.1, xlsxwriter 3.3.1 (to write), npm exceljs 4.4.0.
# Why it matters here: a column of founding days, formatted in a Chinese program by one click, becomes five-digit
#   numbers, which look like counts; pandas reads xlsx by openpyxl unless told otherwise.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check openpyxl==3.1.5 python-calamine==0.9.1 xlsxwriter==3.3.1
npm init -y >npm.log
npm install --no-audit --no-fund --loglevel=error exceljs@4.4.0 >>npm.log 2>&1

venv/bin/python - <<'PY'
import sys
from datetime import date
from importlib.metadata import version

import openpyxl
import xlsxwriter
from python_calamine import CalamineWorkbook

formats = [14, *range(27, 37), *range(50, 59), 'yyyy"年"m"月"d"日"']
book = xlsxwriter.Workbook("days.xlsx")
sheet = book.add_worksheet()
for row, number_format in enumerate(formats):
    sheet.write_number(row, 0, 45728, book.add_format({"num_format": number_format}))
book.close()

by_calamine = [row[0] for row in CalamineWorkbook.from_path("days.xlsx").get_sheet_by_index(0).to_python()]
by_openpyxl = [row[0].value for row in openpyxl.load_workbook("days.xlsx").active.rows]
for name in ("xlsxwriter", "python-calamine", "openpyxl"):
    print(name, version(name))
for number_format, one, other in zip(formats, by_calamine, by_openpyxl, strict=True):
    print(f"  {number_format}: calamine {one}, openpyxl {other}")
changed = by_calamine != [date(2025, 3, 12)] * len(formats) or by_openpyxl[1:-1] != [45728] * 19
changed = changed or 45728 in (by_openpyxl[0], by_openpyxl[-1])
sys.exit("The behaviour of calamine or openpyxl changed" if changed else 0)
PY
cat >look.js <<'JS'
const { Workbook } = require("exceljs");
const fs = require("fs");
(async () => {
  const book = new Workbook();
  await book.xlsx.readFile("days.xlsx");
  const values = [];
  book.worksheets[0].eachRow((row) => values.push(row.getCell(1).value));
  const version = JSON.parse(fs.readFileSync("node_modules/exceljs/package.json")).version;
  const numbers = values.filter((value) => value === 45728).length;
  console.log("exceljs", version, "numbers:", numbers, "days:", values.filter((value) => value instanceof Date).length);
  if (numbers !== 19 || !(values[0] instanceof Date)) { console.error("exceljs' behaviour changed"); process.exit(1); }
})();
JS
node look.js
