#!/usr/bin/env bash
# pandas reads a true boolean of an ODS sheet as False when the cell shows 是.
#
# One would guess: a cell with value type boolean and boolean-value="true" is True, whatever text it shows; the file
#   says so in an attribute, and numbers and percentages are read from theirs.
# Instead: pandas compares the text that is shown with the word TRUE. Shown as 是, 真 or WAHR, a true cell is False, as if
#   it had been false. calamine and pyexcel-ods read the attribute.
# Versions: PyPI pandas 3.1.1 with odfpy 1.4.1 (also to write), python-calamine 0.9.1, pyexcel-ods 0.6.0.
# Why it matters here: whether a county has an alliance is a yes/no column, and 是 and 否 is how a sheet shows it: every
#   county becomes a no, without a warning.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check pandas==3.1.1 odfpy==1.4.1 python-calamine==0.9.1 pyexcel-ods==0.6.0

venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

import pandas as pd
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from pyexcel_ods import get_data
from python_calamine import CalamineWorkbook

shown = [("TRUE", "true"), ("是", "true"), ("真", "true"), ("WAHR", "true"), ("否", "false")]
document = OpenDocumentSpreadsheet()
table = Table(name="reports")
document.spreadsheet.addElement(table)
for text, value in shown:
    row, cell = TableRow(), TableCell(valuetype="boolean", booleanvalue=value)
    cell.addElement(P(text=text))
    row.addElement(cell)
    table.addElement(row)
document.save("yes.ods")

readings = {
    "pandas": [bool(value) for value in pd.read_excel("yes.ods", engine="odf", header=None)[0]],
    "python-calamine": [row[0] for row in CalamineWorkbook.from_path("yes.ods").get_sheet_by_index(0).to_python()],
    "pyexcel-ods": [row[0] for row in get_data("yes.ods")["reports"]],
}
print("the cells show and are:", shown)
for name, values in readings.items():
    print(" ", name, version(name), values)
true_but_the_last = [True, True, True, True, False]
stated = {
    "pandas": [True, False, False, False, False],
    "python-calamine": true_but_the_last,
    "pyexcel-ods": true_but_the_last,
}
sys.exit("The behaviour changed" if readings != stated else 0)
PY
