"""Files that cannot be read, by mistake or by intent, and the one reason that each is given.

None of them harms a program without our guards. What such files do outside is known and stated here alone:
python-calamine 0.9.1 sets aside every cell between the first and the last of a sheet, and of an ODS every repetition,
so that a cell far away takes all memory; zip readers unpack what a part holds, not what it says; a text that many
cells share is copied into each. The guards that stand before such files are tried with small ones against lowered
limits (`GUARDED`).
"""

# ruff: noqa: E501 - a table of cases reads best with few breaks

import io
from collections.abc import Callable

import msoffcrypto.format.ooxml

from tests.data.spreadsheets.cases import ReadingCase
from tests.data.spreadsheets.packages import (
    MAIN,
    inline,
    ods,
    ods_cell,
    package,
    package_with_large_part,
    repeated_part,
    rows_xml,
    sheet_xml,
    xlsx_parts,
)
from tests.data.spreadsheets.reading_files import PLAIN, cells_of, old_workbook, page

SHEET = "xl/worksheets/sheet1.xml"
ENTITY = '<!DOCTYPE x [<!ENTITY a "甲">]>'


def one_sheet(rows: str, after: str = "") -> bytes:
    return package(xlsx_parts(sheet_xml(rows, after)))


def plain() -> bytes:
    return one_sheet(rows_xml(PLAIN))


def far(cell: str) -> Callable[[], bytes]:
    return lambda: one_sheet(f'{rows_xml(PLAIN)}<row r="300">{cell}</row>')


def encrypted() -> bytes:
    locked = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(plain())).encrypt("s3cret", locked)
    return locked.getvalue()


def encrypted_old_workbook() -> bytes:
    """The record after the beginning of the stream turned into the one that asks for a password."""
    content = bytearray(old_workbook())
    after_beginning = content.find(b"\x09\x08\x10\x00") + 20
    content[after_beginning : after_beginning + 2] = b"\x2f\x00"
    return bytes(content)


def prefixed_far() -> bytes:
    sheet = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row>'
        '<x:row r="300"><x:c s="0" r="AZ300"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    return package(xlsx_parts(sheet))


def encrypted_ods() -> bytes:
    return ods(
        "",
        manifest='<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>',
    )


def repeated_ods() -> bytes:
    cell = ods_cell("x", ' table:number-columns-repeated="20"')
    row = f'<table:table-row table:number-rows-repeated="100">{cell}</table:table-row>'
    return ods(f'<table:table table:name="表">{row}</table:table>')


def far_ods() -> bytes:
    rows = f'<table:table-row>{ods_cell("x")}</table:table-row><table:table-row table:number-rows-repeated="300"/>'
    last = f'<table:table-row><table:table-cell table:number-columns-repeated="50"/>{ods_cell("x")}</table:table-row>'
    return ods(f'<table:table table:name="表">{rows}{last}</table:table>')


def xml_of_2003() -> bytes:
    cell = '<Cell><Data ss:Type="String">440106</Data></Cell>'
    names = 'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
    return (
        '<?xml version="1.0"?>\r\n<?mso-application progid="Excel.Sheet"?>\r\n'
        f'<Workbook {names}><Worksheet ss:Name="表"><Table><Row>{cell}</Row></Table></Worksheet></Workbook>'
    ).encode()


def two_sheets_of_one_name() -> bytes:
    """Which of the two a reader takes is anybody's guess: a scan of one would say nothing about the other."""
    parts = xlsx_parts(sheet_xml(rows_xml(PLAIN)))
    return package({**parts, SHEET.upper(): sheet_xml("")})


def shared_text() -> bytes:
    """A text of 1,000 signs that 100 cells share."""
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 101))
    return package(xlsx_parts(sheet_xml(cells), strings=f"<si><t>{'x' * 1_000}</t></si>"))


def repeated_rows(told_size: int | None = None) -> bytes:
    """100 kB of rows, or what the zip says of them."""
    deflated, size = repeated_part(b'<row r="2"><c r="A2"><v>1</v></c></row>' * 100, 26)
    others = {name: part for name, part in xlsx_parts("").items() if name != SHEET}
    return package_with_large_part(others, SHEET, deflated, size, told_size=told_size)


def refused(name: str, build: Callable[[], bytes], code: str, found: str = "", **also: bool) -> ReadingCase:
    return ReadingCase(name, build, refusal=code, found=found, **also)


PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0"
# Committed: all are small.
CASES = [
    refused("password.xlsx", encrypted, "file_encrypted", same_bytes=False),
    refused("password.xls", encrypted_old_workbook, "file_encrypted"),
    refused("password.ods", encrypted_ods, "file_encrypted"),
    refused("truncated.xlsx", lambda: plain()[:-300], "file_damaged"),
    refused("truncated.xls", lambda: old_workbook()[:1500], "file_damaged"),
    refused("flipped.xlsx", lambda: plain().replace(b"PK\3\4", b"PK\3\5", 1), "file_damaged"),
    refused(
        "entities.xlsx",
        lambda: package(xlsx_parts(ENTITY + sheet_xml(rows_xml(PLAIN)))),
        "file_unsafe",
        "DOCTYPE",
    ),
    refused(
        "entities_in_texts.xlsx",
        lambda: package(xlsx_parts(sheet_xml(""), prolog=ENTITY)),
        "file_unsafe",
        "DOCTYPE",
    ),
    refused(
        "entities_utf16.xlsx",
        lambda: package(xlsx_parts((ENTITY + sheet_xml("")).encode("utf-16"))),
        "file_unsafe",
        "DOCTYPE",
    ),
    refused("two_of_one_name.xlsx", two_sheets_of_one_name, "file_unsafe", "parts of one name"),
    refused("empty.csv", lambda: b"", "file_empty"),
    refused("only_a_mark.csv", lambda: b"\xef\xbb\xbf\r\n", "file_empty"),
    refused("blank.xlsx", lambda: one_sheet(""), "file_no_table"),
    refused("only_commas.csv", lambda: b",,,\r\n,,,\r\n", "file_no_table"),
    refused("document.xlsx", lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "file_wrong_type", "PDF"),
    refused("picture.xls", lambda: PNG, "file_wrong_type", "picture"),
    refused("letter.xlsx", lambda: package({"word/document.xml": "<w/>"}), "file_wrong_type", "Word"),
    refused("archive.xlsx", lambda: package({"a.csv": "1,2"}), "file_wrong_type", "archive"),
    refused("bytes.csv", lambda: bytes(range(256)) * 4, "file_wrong_type", "unknown"),
    refused("no_encoding.csv", lambda: b"\xff\xff\x80\x81,\xfe\xfe\xa0\r\n" * 5, "file_encoding"),
    refused("page_without_table.xls", page("<p>请登录</p>"), "file_wrong_type", "page"),
    refused("xml_of_2003.xls", xml_of_2003, "file_wrong_type", "xml2003"),
    refused("binary.xlsb", lambda: package({"xl/workbook.bin": b"\x83\x01"}), "file_wrong_type", "xlsb"),
    refused("data.csv", lambda: b'<?xml version="1.0"?><a><b/></a>', "file_wrong_type", "xml"),
]
# Each with the limit that is lowered for it.
GUARDED = [
    (refused("far.xlsx", far(inline("AZ300", "x")), "file_far_cell", "AZ300"), {"cells": 1_000}),
    (
        refused("turned round.xlsx", far('<c t="n" r="AZ300"><v>1</v></c>'), "file_far_cell", "AZ300"),
        {"cells": 1_000},
    ),
    (refused("prefixed.xlsx", prefixed_far, "file_far_cell", "AZ300"), {"cells": 1_000}),
    (refused("far.ods", far_ods, "file_far_cell", "AY302"), {"cells": 1_000}),
    (refused("repeated.ods", repeated_ods, "file_too_large", "2,000"), {"cells": 1_000}),
    (
        refused(
            "spans.xls",
            page("<table>" + cells_of(["x"]).replace("<td>", "<td colspan=100>") * 21 + "</table>"),
            "file_too_large",
            "1,100",
        ),
        {"cells": 1_000},
    ),
    (refused("rows.xlsx", repeated_rows, "file_too_large", "100 kB"), {"unpacked_bytes": 50_000}),
    (refused("false sizes.xlsx", lambda: repeated_rows(1_000), "file_unsafe", "false sizes"), {}),
    (refused("shared text.xlsx", shared_text, "file_too_large", "105 kB"), {"answer_bytes": 50_000}),
]
