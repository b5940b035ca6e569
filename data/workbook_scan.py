"""Looking through a zipped workbook before anything parses it: sizes, ratio, entities, far cells, formulas.

calamine keeps the whole box around a sheet's cells and aborts the process when that does not fit; so what each
sheet holds is counted here first. Runs in the reading child, under its limits.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Final

from data.spreadsheets.refusal import Refusal, told

# An honest sheet of 100,000 × 14 cells shrinks 10- to 30-fold; deflate can reach 1,032. Small parts may do as they
# like: a page of blank cells shrinks well too.
MOST_RATIO: Final = 200
RATIO_FROM_BYTES: Final = 32 * 1024 * 1024
# A workbook of 100 sheets with pictures has some hundred parts.
MOST_PARTS: Final = 5_000
ENCRYPTED_FLAG: Final = 0x1
STORED, DEFLATED = 0, 8
LOCAL_HEADER: Final = struct.Struct("<4s22xHH")


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
    return Refusal("file_too_large", told(unpacked), limit=told(limit), what="unpacked")


def check_entities(part: bytes) -> None:
    """Refuse XML that defines a document type: entities are how small files make readers read others or explode."""
    # Without its NULs, UTF-16 reads as ASCII does.
    head = part.replace(b"\0", b"") if b"\0" in part[:400] else part
    if b"<!" in head and (b"<!DOCTYPE" in head or b"<!ENTITY" in head):
        raise Refusal("file_unsafe", "DOCTYPE")
