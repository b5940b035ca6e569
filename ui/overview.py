"""The overview of the chosen area, read for a page, and how its charts look."""

from charts.theme import Look
from reports.area_overview import Overview, area_overview
from ui.shell_context import Context


def look_of(ctx: Context) -> Look:
    """Colours and language for charts."""
    return Look(ctx.palette, ctx.selection.lang, ctx.translate)


def read_overview(ctx: Context) -> Overview:
    """Read what the overview shows. Needs a store with reports."""
    return area_overview(
        ctx.figures,
        ctx.selection.area,
        as_of=ctx.day,
        compare=ctx.compare,
        lang=ctx.selection.lang,
        _=ctx.translate,
    )
