#!/usr/bin/env bash
# pyexcel-ods makes a text of an amount: 1234.5 formatted as yuan becomes "1234.5 CNY".
#
# One would guess: a cell of an ODS sheet that holds a number is a number, whether it is shown plain, as 98.5% or as
#   ￥1,234.50.
# Instead: a percentage is the number 0.985, but an amount of money comes as a text of its value, a blank and the
#   abbreviation of the currency. calamine and pandas give the number.
# Versions: PyPI pyexcel-ods 0.6.0, python-calamine 0.9.1, pandas 3.1.1 with odfpy 1.4.1 (also to write).
# Why it matters here: funds of an alliance are the one column that offices format as money; a sum over it joins texts or
#   fails, and a check for numbers throws the row out.
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

document = OpenDocumentSpreadsheet()
table = Table(name="funds")
document.spreadsheet.addElement(table)
for text, kind in (
    ("1234.5", {"valuetype": "float", "value": 1234.5}),
    ("98.5%", {"valuetype": "percentage", "value": 0.985}),
    ("￥1,234.50", {"valuetype": "currency", "value": 1234.5, "currency": "CNY"}),
):
    row, cell = TableRow(), TableCell(**kind)
    cell.addElement(P(text=text))
    row.addElement(cell)
    table.addElement(row)
document.save("funds.ods")

readings = {
    "pyexcel-ods": [row[0] for row in get_data("funds.ods")["funds"]],
    "python-calamine": [row[0] for row in CalamineWorkbook.from_path("funds.ods").get_sheet_by_index(0).to_python()],
    "pandas": pd.read_excel("funds.ods", engine="odf", header=None)[0].tolist(),
}
for name, values in readings.items():
    print(" ", name, version(name), values)
numbers = [1234.5, 0.985, 1234.5]
stated = {"pyexcel-ods": [1234.5, 0.985, "1234.5 CNY"], "python-calamine": numbers, "pandas": numbers}
sys.exit("The behaviour changed" if readings != stated else 0)
PY
