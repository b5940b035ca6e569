#!/usr/bin/env bash
# calamine runs the lines of an ODS cell together where they are parted by a line break and not by a paragraph.
#
# One would guess: two lines in a cell come with a sign between them, whichever of its two ways the format wrote them
#   in; a tab comes as a tab.
# Instead: paragraphs are joined by a line feed, but the element for a line break, and that for a tab, give nothing at
#   all: 城东小学 and 城西小学 become 城东小学城西小学. The element for several blanks is read. pandas keeps the break
#   and loses the tab, pyexcel-ods keeps both.
# Versions: PyPI python-calamine 0.9.1, pandas 3.1.1 with odfpy 1.4.1 (also to write), pyexcel-ods 0.6.0.
# Why it matters here: cells with the names of member schools, one a line, cannot be taken apart any more.
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
from odf.text import LineBreak, P, S, Tab
from pyexcel_ods import get_data
from python_calamine import CalamineWorkbook

document = OpenDocumentSpreadsheet()
table = Table(name="schools")
document.spreadsheet.addElement(table)
for between in (None, LineBreak(), Tab(), S(c=2)):
    row, cell, first = TableRow(), TableCell(valuetype="string"), P(text="城东小学")
    if between is None:
        second = P(text="城西小学")
        cell.addElement(first)
        cell.addElement(second)
    else:
        first.addElement(between)
        first.addText("城西小学")
        cell.addElement(first)
    row.addElement(cell)
    table.addElement(row)
document.save("schools.ods")

readings = {
    "python-calamine": [row[0] for row in CalamineWorkbook.from_path("schools.ods").get_sheet_by_index(0).to_python()],
    "pandas": pd.read_excel("schools.ods", engine="odf", header=None)[0].tolist(),
    "pyexcel-ods": [row[0] for row in get_data("schools.ods")["schools"]],
}
print("between the names: paragraph, line break, tab, two blanks")
for name, values in readings.items():
    print(" ", name, version(name), values)
signs = {name: [value[4:-4] for value in values] for name, values in readings.items()}
stated = {
    "python-calamine": ["\n", "", "", "  "],
    "pandas": ["\n", "\n", "", "  "],
    "pyexcel-ods": ["\n", "\n", "\t", "  "],
}
sys.exit("The behaviour changed" if signs != stated else 0)
PY
