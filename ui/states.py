"""The designed states of pages that have nothing to show."""

from ui.pieces import empty_state
from ui.shell_context import Context


def nothing_reported(ctx: Context) -> None:
    """Say that no county has reported yet, and how reports get in."""
    _ = ctx.translate
    empty_state(
        _("No county has reported yet"),
        _(
            "The register of 2,848 counties, the 97 zones and the boundaries are in place; what is missing is reports."
        ),
        _("To look around with made-up figures first, start the dashboard with `make run`, without EMPTY=1."),
    )
