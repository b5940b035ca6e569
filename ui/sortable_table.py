"""A table whose headings sort it by the address: each heading a link to the same page in another order."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, TypeAlias

from ui.shell_context import Context

Row: TypeAlias = Mapping[Any, Any]


@dataclass(frozen=True)
class TableColumn:
    """A heading, the order it sorts by (None: none), what its cells say, as HTML, and their class."""

    header: str
    order: str | None
    cell: Callable[[Row], str]
    look: str = "number"


@dataclass(frozen=True)
class Sorting:
    """In which order a page shows its table; with a minus before it the largest first.

    usual: the order that the address need not name. largest_first: what begins with its largest value when its heading
    is clicked: there it is what needs looking at.
    """

    page: str
    shown: str
    usual: str
    largest_first: tuple[str, ...]


def sortable_head(ctx: Context, columns: Iterable[TableColumn], sorting: Sorting) -> str:
    """Give the row of headings; one that is clicked again turns its order round."""
    cells = "".join(_heading(ctx, column, sorting) for column in columns)
    return f"<thead><tr>{cells}</tr></thead>"


def sortable_body(columns: Sequence[TableColumn], rows: Iterable[Row]) -> str:
    """Give the rows; the first cell of each names it."""
    return f"<tbody>{''.join(_row(columns, row) for row in rows)}</tbody>"


def _heading(ctx: Context, column: TableColumn, sorting: Sorting) -> str:
    name = escape(column.header)
    if column.order is None:
        return f'<th scope="col" class="{column.look}">{name}</th>'
    aria, arrow = "none", ""
    then = f"-{column.order}" if column.order in sorting.largest_first else column.order
    if sorting.shown.removeprefix("-") == column.order:
        down = sorting.shown.startswith("-")
        aria, arrow = ("descending", "↓") if down else ("ascending", "↑")
        then = column.order if down else f"-{column.order}"
    address = escape(ctx.link(sorting.page, order=None if then == sorting.usual else then))
    return (
        f'<th scope="col" class="{column.look}" aria-sort="{aria}"><a class="in-app" href="{address}" '
        f'target="_self">{name}<i aria-hidden="true">{arrow}</i></a></th>'
    )


def _row(columns: Sequence[TableColumn], row: Row) -> str:
    first, *others = columns
    cells = "".join(f'<td class="{column.look}">{column.cell(row)}</td>' for column in others)
    return f'<tr><th scope="row" class="{first.look}">{first.cell(row)}</th>{cells}</tr>'
