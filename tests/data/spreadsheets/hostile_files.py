"""Files that cannot be read, by mistake or by intent, and the one reason that each is given."""

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
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def one_sheet(rows: str, after: str = "") -> bytes:
    return package(xlsx_parts(sheet_xml(rows, after)))


def plain() -> bytes:
    return one_sheet(rows_xml(PLAIN))


def far(cell: str) -> Callable[[], bytes]:
    return lambda: one_sheet(f'{rows_xml(PLAIN)}<row r="1048576">{cell}</row>')


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
        '<x:row r="1048576"><x:c s="0" r="XFD1048576"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    return package(xlsx_parts(sheet))


def encrypted_ods() -> bytes:
    return ods(
        "",
        manifest='<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>',
    )


def repeated_ods() -> bytes:
    cell = ods_cell("x", ' table:number-columns-repeated="1000"')
    row = f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>'
    return ods(f'<table:table table:name="表">{row}</table:table>')


def far_ods() -> bytes:
    rows = f'<table:table-row>{ods_cell("x")}</table:table-row><table:table-row table:number-rows-repeated="1000000"/>'
    last = f'<table:table-row><table:table-cell table:number-columns-repeated="9000"/>{ods_cell("x")}</table:table-row>'
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
    """A text of 1 MB that 100,000 cells share: 100 GB once it is copied into them."""
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 100_001))
    return package(xlsx_parts(sheet_xml(cells), strings=f"<si><t>{'x' * 1_000_000}</t></si>"))


def small_zip_of_rows(told_size: int | None = None) -> bytes:
    """1.5 GB of rows in a zip of a few MB."""
    deflated, size = repeated_part(b'<row r="2"><c r="A2"><v>1</v></c></row>' * 20_000, 2_020)
    others = {name: part for name, part in xlsx_parts("").items() if name != SHEET}
    return package_with_large_part(others, SHEET, deflated, size, told_size=told_size)


def refused(name: str, build: Callable[[], bytes], code: str, found: str = "", **also: bool) -> ReadingCase:
    return ReadingCase(name, build, refusal=code, found=found, **also)


PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0"
# Committed: all are small.
CASES = [
    refused("far_cell.xlsx", far(inline("XFD1048576", "x")), "file_far_cell", "XFD1048576"),
    refused(
        "far_cell_turned_round.xlsx",
        far('<c t="n" r="XFD1048576"><v>1</v></c>'),
        "file_far_cell",
        "XFD1048576",
    ),
    refused("far_cell_prefixed.xlsx", prefixed_far, "file_far_cell", "XFD1048576"),
    refused("far_cell.ods", far_ods, "file_far_cell", "MHE1000002"),
    refused("a_billion_cells.ods", repeated_ods, "file_too_large", "1,000,000,000"),
    refused("password.xlsx", encrypted, "file_encrypted", same_bytes=False),
    refused("password.xls", encrypted_old_workbook, "file_encrypted"),
    refused("password.ods", encrypted_ods, "file_encrypted"),
    refused("truncated.xlsx", lambda: plain()[:-300], "file_damaged"),
    refused("truncated.xls", lambda: old_workbook()[:1500], "file_damaged"),
    refused("flipped.xlsx", lambda: plain().replace(b"PK\3\4", b"PK\3\5", 1), "file_damaged"),
    refused(
        "entities.xlsx",
        lambda: package(xlsx_parts(BOMB + sheet_xml(rows_xml(PLAIN)))),
        "file_unsafe",
        "DOCTYPE",
    ),
    refused(
        "entities_in_texts.xlsx",
        lambda: package(xlsx_parts(sheet_xml(""), prolog=BOMB)),
        "file_unsafe",
        "DOCTYPE",
    ),
    refused(
        "entities_utf16.xlsx",
        lambda: package(xlsx_parts((BOMB + sheet_xml("")).encode("utf-16"))),
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
    refused(
        "spans.xls",
        page("<table>" + cells_of(["x"]).replace("<td>", "<td colspan=1000>") * 2_100 + "</table>"),
        "file_too_large",
        "2,001,000",
    ),
]
# Too large to commit: built when they are tried. Each is a reason of its own to end a reading.
LARGE_CASES = [
    refused("1.5 GB of rows in a zip.xlsx", small_zip_of_rows, "file_too_large", "1,503 MB"),
    refused(
        "1.5 GB that say they are 1 MB.xlsx",
        lambda: small_zip_of_rows(1_000_000),
        "file_unsafe",
        "false sizes",
    ),
    refused(
        "1.5 GB that say they are 200 MB.xlsx",
        lambda: small_zip_of_rows(200_000_000),
        "file_unsafe",
        "false sizes",
    ),
    refused("100 GB of shared text.xlsx", shared_text, "file_too_large", "95,375 MB"),
]
