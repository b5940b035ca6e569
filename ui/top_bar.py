"""The bar at the head of a page: area, as-of date, comparison, demo mark, and saving what is seen as a view."""

from datetime import date

import streamlit as st

from ui.navigation import page_drawn
from ui.pieces import area_choice, demo_tag
from ui.selection import AS_OF, COMPARE, choose
from ui.shell_context import Context
from ui.views.save import save_control


def _chosen_as_of() -> None:
    choose(as_of=st.session_state[AS_OF], compare=None)


def _chosen_compare() -> None:
    choose(compare=st.session_state[COMPARE])


def _day_choice(label: str, days: list[date], chosen: date, key: str) -> None:
    offered = days if chosen in days else [chosen, *days]
    st.session_state[key] = chosen
    st.selectbox(
        label,
        offered,
        key=key,
        format_func=date.isoformat,
        on_change={AS_OF: _chosen_as_of, COMPARE: _chosen_compare}[key],
        width=236,
        filter_mode=None,
        placeholder=label,
    )


def top_bar(ctx: Context, *, comparing: bool = False, saving: bool = True) -> None:
    """Draw the bar at the head of a page: area, as-of date, comparison where the page compares, demo mark.

    saving: whether what the page shows can be given a name.
    """
    _ = ctx.translate
    with st.container(key="top-bar", horizontal=True, gap="small", vertical_alignment="center"):
        area_choice(ctx, _("Area"))
        if ctx.as_of is not None:
            days = ctx.figures.report_dates()
            _day_choice(_("As of"), days, ctx.as_of, AS_OF)
            if comparing and ctx.compare is not None:
                earlier = [day for day in days if day < ctx.as_of]
                _day_choice(_("Compared with"), earlier, ctx.compare, COMPARE)
        with st.container(key="top-bar-end", horizontal=True, horizontal_alignment="right"):
            if ctx.figures.shows_demo():
                demo_tag(_)
            if saving:
                save_control(ctx, page_drawn().name)
