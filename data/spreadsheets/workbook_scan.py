"""Looking through a zipped workbook before anything parses it, sheet by sheet.

calamine keeps the whole box around a sheet's cells and aborts the process when that does not fit; so what each
sheet holds is counted here first. Runs in the reading child, under its limits.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from data.spreadsheets.kinds import Refusal, size_text

# An honest sheet of 100,000 × 14 cells shrinks 10- to 30-fold; deflate can reach 1,032. Small parts may do as they
# like: a page of blank cells shrinks well too.
MOST_RATIO: Final = 200
RATIO_FROM_BYTES: Final = 32 * 1024 * 1024
# A workbook of 100 sheets with pictures has some hundred parts.
MOST_PARTS: Final = 5_000
ENCRYPTED_FLAG: Final = 0x1
STORED, DEFLATED = 0, 8
LOCAL_HEADER: Final = struct.Struct("<4s22xHH")

# A cell that is not closed at once: one with a value, a formula or a text in it. This is what every writer that
# matters writes; a sheet with any other cell is counted row by row.
PLAIN_CELL: Final = re.compile(rb'<c r="([A-Z]{1,7})(\d{1,10})"[^>]*(?<!/)>')
BEYOND_Z: Final = re.compile(rb'<c r="[A-Z]{2,}\d+"[^>]*(?<!/)>')
BEYOND_ROW_9999: Final = re.compile(rb'<c r="[A-Z]+\d{5,}"[^>]*(?<!/)>')
NO_REFERENCE: Final = re.compile(rb'<c r="(?![A-Z]{1,7}\d{1,10}")')
PREFIXED_CELL: Final = re.compile(rb":c[ >\t\n\r]")
UNUSUAL_CELL: Final = re.compile(rb"<c[>\t\n\r]")
# Anything but a plain cell within A1:Z9999.
NOT_NEAR: Final = re.compile(rb'<c (?!r="[A-Z]\d{1,4}")')
NEAR: Final = (9_999, 26)
ANY_ROW: Final = re.compile(rb"<(?:\w+:)?row\b")
ANY_CELL: Final = re.compile(rb"<(?:\w+:)?c(\s[^>]*)?(?<!/)>")
ROW_NUMBER: Final = re.compile(rb"[^>]*?\br\s*=\s*[\"'](\d{1,10})[\"']")
REFERENCE: Final = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{1,7})(\d{1,10})[\"']")
SHARED_END: Final = re.compile(rb"</(?:\w+:)?si>")
SHARED_CELL: Final = re.compile(rb't="s"[^>]*><(?:\w+:)?v>(\d{1,9})<')
SLICE_BYTES: Final = 4 * 1024 * 1024


class Package:
    """The parts of a zip: names in lower case, sizes checked, each unpacked when it is asked for.

    Raises Refusal where the zip is damaged, encrypted, or unpacks to more than `unpacked_bytes`.
    """

    def __init__(self, content: bytes, unpacked_bytes: int) -> None:
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as package:
                infos = package.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, UnicodeError) as error:
            raise Refusal("file_damaged") from error
        if any(info.flag_bits & ENCRYPTED_FLAG for info in infos):
            raise Refusal("file_encrypted")
        unpacked = sum(info.file_size for info in infos)
        packed = sum(info.compress_size for info in infos)
        if unpacked > unpacked_bytes:
            raise too_large(unpacked, unpacked_bytes)
        if packed > len(content) or len(infos) > MOST_PARTS:
            raise Refusal("file_unsafe", "overlapping parts" if packed > len(content) else "parts")
        if unpacked > RATIO_FROM_BYTES and unpacked > MOST_RATIO * max(1, packed):
            raise too_large(unpacked, MOST_RATIO * packed)
        self._content = content
        self._infos = infos
        self.names = [info.filename.lower() for info in infos]
        if len(set(self.names)) < len(self.names):
            raise Refusal("file_unsafe", "parts of one name")

    def part(self, index: int) -> bytes:
        """Unpack one part; raises Refusal where it is damaged or larger than it says it is."""
        info = self._infos[index]
        signature, name_length, extra_length = self._local_header(info.header_offset)
        begin = info.header_offset + LOCAL_HEADER.size + name_length + extra_length
        packed = self._content[begin : begin + info.compress_size]
        if signature != b"PK\3\4" or len(packed) < info.compress_size:
            raise Refusal("file_damaged")
        if info.compress_type == STORED:
            return packed
        if info.compress_type != DEFLATED:
            raise Refusal("file_unsafe", f"compression {info.compress_type}")
        # One byte more than declared shows a part that lies about its size, without unpacking all of it.
        inflate = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            unpacked = inflate.decompress(packed, info.file_size + 1)
        except zlib.error as error:
            raise Refusal("file_damaged") from error
        if len(unpacked) > info.file_size:
            raise Refusal("file_unsafe", "false sizes")
        if len(unpacked) < info.file_size or zlib.crc32(unpacked) != info.CRC:
            raise Refusal("file_damaged")
        return unpacked

    def named(self, name: str) -> bytes:
        """Unpack the part of that name (lower case), or give nothing if there is none."""
        return self.part(self.names.index(name)) if name in self.names else b""

    def _local_header(self, offset: int) -> tuple[bytes, int, int]:
        try:
            return LOCAL_HEADER.unpack_from(self._content, offset)
        except struct.error as error:
            raise Refusal("file_damaged") from error


def too_large(unpacked: int, limit: int) -> Refusal:
    """The refusal of a package that unpacks to more bytes than the limit."""
    return Refusal("file_too_large", size_text(unpacked), limit=size_text(limit), what="unpacked")


def check_entities(part: bytes) -> None:
    """Refuse XML that defines a document type: entities are how small files make readers read others or explode."""
    # Without its NULs, UTF-16 reads as ASCII does.
    head = part.replace(b"\0", b"") if b"\0" in part[:400] else part
    if b"<!" in head and (b"<!DOCTYPE" in head or b"<!ENTITY" in head):
        raise Refusal("file_unsafe", "DOCTYPE")


def column_number(letters: str) -> int:
    """The number of a column by its letters, A is 1."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def column_letter(number: int) -> str:
    """The letters of a column by its number, 1 is A."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def count_cells(sheet: bytes, most: int) -> tuple[int, int, int]:
    """Count the filled cells of a sheet's XML and find the last row and column that have one, both from 1.

    All three are upper bounds: of a sheet within A1:Z9999, which is most of them, nothing more is looked for as
    long as that is no more than the `most` cells that matter to the caller.
    """
    prefixed = PREFIXED_CELL.search(sheet) or UNUSUAL_CELL.search(sheet)
    if not prefixed and NEAR[0] * NEAR[1] <= most and not NOT_NEAR.search(sheet):
        return sheet.count(b"<c "), *NEAR
    if prefixed or sheet.count(b"<c ") != sheet.count(b'<c r="') or NO_REFERENCE.search(sheet):
        return _count_unusual_cells(sheet)
    if NEAR[0] * NEAR[1] <= most and not BEYOND_Z.search(sheet) and not BEYOND_ROW_9999.search(sheet):
        return sheet.count(b"<c "), *NEAR
    cells, last_row, columns = 0, 0, set[bytes]()
    for part in _slices(sheet):
        found = PLAIN_CELL.findall(part)
        if found:
            cells += len(found)
            columns.update({letters for letters, _row in found})
            last_in_slice = max(int(row) for _letters, row in found)
            last_row = max(last_row, last_in_slice)
    return cells, last_row, max((column_number(letters.decode()) for letters in columns), default=0)


def shared_lengths(strings: bytes) -> list[int]:
    """Give the length of each shared text, its markup included."""
    return [len(text) for text in SHARED_END.split(strings)]


def shared_text_bytes(sheet: bytes, lengths: list[int], most: int) -> int:
    """Say how much text the cells take once each has its copy of a shared one; 0 if that cannot exceed `most`."""
    if max(lengths, default=0) * sheet.count(b't="s"') <= most:
        return 0
    return sum(lengths[int(number)] for number in SHARED_CELL.findall(sheet) if int(number) < len(lengths))


def _count_unusual_cells(sheet: bytes) -> tuple[int, int, int]:
    """Count where cells have prefixes, or no reference: those stand beside or beneath the one before."""
    cells, last_row, last_column, row = 0, 0, 0, 0
    for part in ANY_ROW.split(sheet)[1:]:
        number = ROW_NUMBER.match(part)
        row = int(number[1]) if number else row + 1
        column = 0
        for cell in ANY_CELL.finditer(part):
            where = REFERENCE.search(cell[1] or b"")
            column = column_number(where[1].decode()) if where else column + 1
            row = int(where[2]) if where else row
            cells += 1
            last_row, last_column = max(last_row, row), max(last_column, column)
    return cells, last_row, last_column


def _slices(sheet: bytes) -> Iterator[bytes]:
    """Cut at cells, so that lists of what is found in one slice stay small."""
    begin = 0
    while begin < len(sheet):
        end = sheet.find(b"<", begin + SLICE_BYTES)
        end = len(sheet) if end < 0 else end
        yield sheet[begin:end]
        begin = end
