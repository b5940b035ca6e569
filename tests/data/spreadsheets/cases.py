"""What a generated spreadsheet is and what reading it gives, to the row."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class ReadingCase:
    """A file and its outcome: either `refusal`, a problem code, or everything else.

    sheets: (name, visible); the table is that of sheet `sheet`. columns: `A 行政区划代码`; rows: numbers of the
    rows of data; cells: (row, letter, value) among them; left_out: [row, reason]; formulas: [row, letter].
    """

    name: str
    build: Callable[[], bytes]
    kind: str = ""
    encoding: str | None = None
    sheets: tuple[tuple[str, bool], ...] = (("表", True),)
    sheet: int = 0
    header_rows: tuple[int, int] = (1, 1)
    columns: str = ""
    rows: list[int] = field(default_factory=list)
    cells: list[tuple[int, str, object]] = field(default_factory=list)
    left_out: list[tuple[int, str]] = field(default_factory=list)
    formulas: list[tuple[int, str]] = field(default_factory=list)
    as_of: str | None = None
    as_of_from: str | None = None
    refusal: str = ""
    found: str = ""
    # Encryption and nothing else makes other bytes at every run: such a file is written once.
    same_bytes: bool = True
