"""Zips by hand: workbooks as no writer would write them, honest and hostile; the same bytes at every run."""

import io
import struct
import zipfile
import zlib

TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OPEN_DOCUMENT = "urn:oasis:names:tc:opendocument:xmlns:"


def package(parts: dict[str, bytes | str]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as zipped:
        for name, part in parts.items():
            zipped.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def xlsx_parts(sheet: bytes | str, *, prolog: str = "", strings: str = "") -> dict[str, bytes | str]:
    """The parts of a workbook with one sheet 表, given as XML; `prolog` stands before each of the others."""
    return {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{prolog}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
        '<sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships"><Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/sharedStrings.xml": f'{prolog}<sst xmlns="{MAIN}">{strings}</sst>',
        "xl/worksheets/sheet1.xml": sheet,
    }


def sheet_xml(rows: str, after: str = "") -> str:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'


def inline(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def rows_xml(rows: list[list[str]], first_row: int = 1) -> str:
    return "".join(
        f'<row r="{number}">'
        + "".join(
            inline(f"{chr(ord('A') + column)}{number}", text) for column, text in enumerate(row) if text
        )
        + "</row>"
        for number, row in enumerate(rows, first_row)
    )


def ods(tables: str, *, manifest: str = "") -> bytes:
    """An OpenDocument spreadsheet of the given tables; style `hidden` hides a sheet."""
    names = " ".join(
        f'xmlns:{name}="{OPEN_DOCUMENT}{name}:1.0"'
        for name in ("office", "table", "text", "style", "manifest")
    )
    media_type = "application/vnd.oasis.opendocument.spreadsheet"
    return package(
        {
            "mimetype": media_type,
            "META-INF/manifest.xml": f'<manifest:manifest {names}><manifest:file-entry manifest:full-path="/" '
            f'manifest:media-type="{media_type}"/>{manifest}</manifest:manifest>',
            "content.xml": f"<office:document-content {names}><office:automatic-styles>"
            '<style:style style:name="hidden" style:family="table"><style:table-properties table:display="false"/>'
            "</style:style></office:automatic-styles><office:body><office:spreadsheet>"
            f"{tables}</office:spreadsheet></office:body></office:document-content>",
        }
    )


def ods_cell(text: str, attributes: str = "") -> str:
    if not text:
        return f"<table:table-cell{attributes}/>"
    return (
        f'<table:table-cell office:value-type="string"{attributes}><text:p>{text}</text:p></table:table-cell>'
    )


def ods_rows(rows: list[list[str]]) -> str:
    return "".join(f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>" for row in rows)


def repeated_part(block: bytes, times: int) -> tuple[bytes, int]:
    """Deflate a block many times over without holding it: what is flushed in full can be repeated as it is."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    one = deflate.compress(block) + deflate.flush(zlib.Z_FULL_FLUSH)
    return one * times + b"\3\0", len(block) * times


def package_with_large_part(
    parts: dict[str, bytes | str], name: str, deflated: bytes, size: int, *, told_size: int | None = None
) -> bytes:
    """Add a part that was deflated before; `told_size` is what the zip says of its size, if not the truth."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as zipped:
        for other, part in parts.items():
            zipped.writestr(zipfile.ZipInfo(other), part, zipfile.ZIP_DEFLATED)
        zipped.writestr(zipfile.ZipInfo(name), deflated, zipfile.ZIP_STORED)
    written = bytearray(content.getvalue())
    told = told_size if told_size is not None else size
    told_in = 0
    for signature, method_at, size_at in ((b"PK\3\4", 8, 22), (b"PK\1\2", 10, 24)):
        at = -1
        while (at := written.find(signature, at + 1)) >= 0:
            name_at = at + (30 if signature == b"PK\3\4" else 46)
            if written[name_at : name_at + len(name)] == name.encode():
                struct.pack_into("<H", written, at + method_at, zipfile.ZIP_DEFLATED)
                struct.pack_into("<I", written, at + size_at, told)
                told_in += 1
    assert told_in == 2
    return bytes(written)
