"""An Office file without what its template left in it: the clock, and a picture of somebody else's page."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

THUMBNAIL: Final = "docProps/thumbnail.jpeg"
ROOT_RELATIONS: Final = "_rels/.rels"
_TO_THUMBNAIL: Final = re.compile(rb"<Relationship [^>]*metadata/thumbnail[^>]*/>")


def finished(package: bytes) -> bytes:
    """Give the package without python-docx's thumbnail, all parts dated alike: equal contents give equal bytes."""
    buffer = BytesIO()
    with ZipFile(BytesIO(package)) as read, ZipFile(buffer, "w", ZIP_DEFLATED) as written:
        for name in read.namelist():
            if name == THUMBNAIL:
                continue
            content = read.read(name)
            if name == ROOT_RELATIONS:
                content = _TO_THUMBNAIL.sub(b"", content)
            part = ZipInfo(name)
            part.compress_type = ZIP_DEFLATED
            written.writestr(part, content)
    return buffer.getvalue()
