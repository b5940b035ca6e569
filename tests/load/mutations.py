"""Changes to a file that still reach the parsers: bytes, zips whose sums stay right, XML, cells.

No size that is put in is one that a library outside would set memory aside for: what such sizes do is known, and the
guards before them are tried with lowered limits (tests/data/spreadsheets/hostile_files.py).
"""

import io
import re
import zipfile
from random import Random
from typing import Final

from tests.load.hostile_tables import WRITTEN, hostile_cell, xml_text

WORST_NUMBERS: Final = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF)
WORST_VALUES: Final = (
    *(
        b"-1",
        b"0",
        b"1",
        b"",
        b"A0",
        b"ZZ9",
        b"300",
    ),
    *(
        b"AA9",
        b"a1",
        b"1A",
        b"A1:B",
        b"B2:A1",
        b"A1:ZZ900",
        b"\xff\xfe",
        b"&#0;",
        b"&#xD800;",
        b"&x;",
        b"true",
    ),
)
ATTRIBUTE: Final = re.compile(rb'(?<==")[^"]*(?=")')
TEXT: Final = re.compile(rb">[^<>]+<")
TAG: Final = re.compile(rb"<[^<>]+>")
LARGEST: Final = 400_000


def mutate(rng: Random, content: bytes) -> bytes:
    """Change a file a little; a zip mostly within its parts."""
    if content.startswith(b"PK") and rng.random() < 0.85:
        return mutate_package(rng, content)
    if b"<" in content[:200] and rng.random() < 0.7:
        return mutate_markup(rng, content)
    if not content.startswith(b"\xd0\xcf") and b"," in content and rng.random() < 0.6:
        return mutate_text(rng, content)
    return mutate_bytes(rng, content)


def mutate_bytes(rng: Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _change in range(rng.choice([1, 1, 2, 4, 16])):
        at, length = rng.randint(0, max(0, len(changed) - 1)), rng.choice([1, 2, 4, 8, 64, 512])
        match rng.randint(0, 6):
            case 0:
                changed[at : at + 1] = bytes([rng.randint(0, 255)])
            case 1:
                worst = rng.choice(WORST_NUMBERS)
                width = rng.choice([width for width in (1, 2, 4, 8) if worst < 1 << 8 * width])
                changed[at : at + width] = worst.to_bytes(width, rng.choice(["little", "little", "big"]))
            case 2:
                del changed[at : at + length]
            case 3:
                changed[at:at] = changed[at : at + length] * rng.choice([1, 2, 50])
            case 4:
                other = rng.randint(0, max(0, len(changed) - 1))
                changed[at : at + length] = changed[other : other + length]
            case 5:
                changed[at:at] = rng.choice(WORST_VALUES)
            case _ if rng.random() < 0.3:
                del changed[at:]
            case _:
                changed[at : at + 1] = bytes([(changed[at] ^ (1 << rng.randint(0, 7))) if changed else 0])
    return bytes(changed[:LARGEST])


def mutate_text(rng: Random, content: bytes) -> bytes:
    """Put hostile cells in a text's place, and change its delimiters, in an encoding of its own."""
    encoding = next(name for name in ("utf-8", "gb18030", "latin-1") if decodes(content, name))
    parts = re.split(r"([,\t;|\r\n]+)", content.decode(encoding))
    for _change in range(rng.randint(1, 6)):
        at = rng.randrange(len(parts))
        parts[at] = (
            rng.choice(['"', "\n", "\t", ",", "，", "\r", "\0", ",,,,"])
            if rng.random() < 0.2
            else hostile_cell(rng)
        )
    return "".join(parts).encode(rng.choice([encoding, "utf-8", "gb18030", "utf-16"]), "replace")


def decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeError:
        return False
    return True


def mutate_markup(rng: Random, content: bytes) -> bytes:
    for _change in range(rng.choice([1, 1, 2, 3, 8])):
        pattern = rng.choice([ATTRIBUTE, TEXT, TEXT, TEXT, TEXT, TAG])
        found = list(pattern.finditer(content[:LARGEST]))
        if not found:
            continue
        one, other = rng.choice(found), rng.choice(found)
        new = {
            ATTRIBUTE: lambda other=other: rng.choice(
                [rng.choice(WORST_VALUES), other[0], attribute_text(rng)]
            ),
            TEXT: lambda one=one: b">" + text_like(rng, one[0][1:-1]) + b"<",
            TAG: lambda other=other: rng.choice([b"", other[0], other[0] * 2, other[0] * 100]),
        }[pattern]()
        content = content[: one.start()] + new + content[one.end() :]
        if rng.random() < 0.1:
            at, end = sorted((one.start(), min(other.end(), len(content))))
            content = content[:end] + content[at:end] * rng.choice([1, 3, 40]) + content[end:]
    return mutate_bytes(rng, content) if rng.random() < 0.1 else content[:LARGEST]


def text_like(rng: Random, text: bytes) -> bytes:
    """A hostile text, or a number for a number: a parser that stops at the first letter sees nothing more."""
    is_number = text.replace(b".", b"").isdigit()
    return rng.choice(WRITTEN).encode() if is_number and rng.random() < 0.9 else attribute_text(rng)


def attribute_text(rng: Random) -> bytes:
    return xml_text(hostile_cell(rng)).encode("utf-8", "replace")


def mutate_package(rng: Random, content: bytes) -> bytes:
    """Change parts of a zip and pack them again, sums and sizes right."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as zipped:
            parts = {info.filename: zipped.read(info) for info in zipped.infolist()}
    except Exception:  # noqa: BLE001 - a seed that is broken, or locked
        return mutate_bytes(rng, content)
    names = list(parts)
    likely = [
        name
        for name in names
        if "sheet" in name or name in {"content.xml", "xl/sharedStrings.xml", "xl/styles.xml"}
    ]
    for _change in range(rng.choice([1, 1, 1, 2, 3])):
        name = rng.choice(likely if likely and rng.random() < 0.75 else names)
        match rng.randint(0, 19):
            case 0:
                parts.pop(name, None)
            case 1:
                parts[rng.choice(names)] = parts.get(name, b"")
            case 2:
                parts[rng.choice([name.upper(), "/" + name, name + "/", "../" + name, "\u9635.xml"])] = (
                    parts.get(name, b"")
                )
            case 3:
                parts[name] = mutate_bytes(rng, parts.get(name, b""))
            case 4:
                text = parts.get(name, b"").decode("utf-8", "replace")
                parts[name] = text.encode(
                    rng.choice(["utf-16", "gb18030", "utf-8-sig", "utf-16-be"]), "replace"
                )
            case _:
                parts[name] = mutate_markup(rng, parts.get(name, b""))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", rng.choice([zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])) as zipped:
        for name, part in parts.items():
            zipped.writestr(zipfile.ZipInfo(name), part)
    return packed.getvalue()
