"""For which day, comparison and readers the stage and the hand-outs are made: one answer, so that they agree."""

from reports.briefing.model import Occasion
from ui.shell_context import Context


def meeting_occasion(ctx: Context) -> Occasion:
    """Give the occasion of the view in the address. Needs a store with reports (`ctx.as_of` set)."""
    return Occasion(
        ctx.day,
        ctx.compare,
        ctx.selection.lang,
        ctx.figures.shows_demo(),
        approval=ctx.settings.map_approval_number,
        line_file=ctx.settings.approved_line_file,
    )
