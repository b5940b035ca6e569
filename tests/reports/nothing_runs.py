"""What no workbook of ours may hold."""

from io import BytesIO
from zipfile import ZipFile

import openpyxl


def assert_nothing_runs(made):
    """Assert that a workbook has no formula and no link that leads out of it."""
    book = openpyxl.load_workbook(BytesIO(made))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", (sheet.title, cell.coordinate)
                link = cell.hyperlink
                assert link is None or (link.target is None and link.location.startswith("'")), (
                    cell.coordinate
                )
    with ZipFile(BytesIO(made)) as packed:
        for name in packed.namelist():
            part = packed.read(name)
            assert b'TargetMode="External"' not in part, name
            assert b"<f>" not in part, name
            assert b"<f " not in part, name
