"""Where the figures on a page come from: as of when, from which batches, out of how many."""

from data.formats import format_count, format_date
from ui import queries
from ui.shell_context import Context


def trace_line(ctx: Context) -> str:
    """One sentence for the hover of a figure: the day, the newest batch behind it, the register's size."""
    _, lang = ctx.translate, ctx.selection.lang
    batches = ctx.figures.batches()
    known = batches[batches["as_of"].dt.date <= ctx.day]
    newest = known.to_dict("records")[-1]
    return _(
        "As of {day}: {batches} batches, the newest no. {newest} of {saved} by {who}; {counties} counties in all"
    ).format(
        day=format_date(ctx.day, lang),
        batches=format_count(len(known)),
        newest=newest["batch_id"],
        saved=format_date(newest["saved_at"], lang),
        who=newest["saved_by"],
        counties=format_count(len(queries.counties())),
    )
