"""The choices that every page offers: area, day, comparison, language, light or dark."""

from datetime import date

import streamlit as st

from data.register import NATION_CODE
from data.words import Translate
from ui import queries
from ui.navigation import page_drawn
from ui.pieces import demo_tag
from ui.selection import Selection, choose
from ui.shell_context import Context
from ui.views.save import save_control

# Keys of the widgets in here. Each widget's value is written to the address at once and read back from there.
AREA, AS_OF, COMPARE = "choice-area", "choice-as-of", "choice-compare"


def _chosen_area() -> None:
    choose(area=st.session_state[AREA], unit=None)


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
    )


def _area_choice(ctx: Context) -> None:
    _ = ctx.translate
    provinces = queries.provinces()
    name = "short_name" if ctx.selection.lang == "zh" else "name_en"
    names = {NATION_CODE: _("China"), **dict(zip(provinces["code"], provinces[name], strict=True))}
    chosen = ctx.province_code or NATION_CODE
    st.session_state[AREA] = chosen
    st.selectbox(
        _("Area"), list(names), key=AREA, format_func=names.__getitem__, on_change=_chosen_area, width=236
    )


def _write_choice(name: str) -> None:
    choose(**{name: st.session_state[f"choice-{name}"]})


def choice(name: str, label: str, options: dict[str, str], chosen: str) -> None:
    """Draw a row of buttons for one field of the selection; `options` maps its values to words."""
    key = f"choice-{name}"
    st.session_state[key] = chosen
    st.segmented_control(
        label,
        list(options),
        key=key,
        required=True,
        format_func=options.__getitem__,
        label_visibility="collapsed",
        on_change=_write_choice,
        args=(name,),
    )


def top_bar(ctx: Context, *, comparing: bool = False, saving: bool = True) -> None:
    """Draw the bar at the head of a page: area, as-of date, comparison where the page compares, demo mark.

    saving: whether what the page shows can be given a name.
    """
    _ = ctx.translate
    with st.container(key="top-bar", horizontal=True, gap="small", vertical_alignment="center"):
        _area_choice(ctx)
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
                save_control(ctx, page_drawn())


def sidebar_foot(selection: Selection, _: Translate) -> None:
    """Language and theme, at the foot of the sidebar.

    The theme is in the address like every choice, but Streamlit applies it when a page loads: hence a link.
    """
    with st.container(key="sidebar-foot"):
        with st.container(horizontal=True, gap="small"):
            for lang, name in (("zh", "中文"), ("en", "English")):
                st.button(
                    name,
                    key=f"lang-{lang}",
                    type="tertiary",
                    disabled=selection.lang == lang,
                    on_click=choose,
                    kwargs={"lang": lang},
                )
        with st.container(horizontal=True, gap="small"):
            for theme, name in (("light", _("Light")), ("dark", _("Dark"))):
                st.button(
                    name,
                    key=f"theme-{theme}",
                    type="tertiary",
                    disabled=selection.theme == theme,
                    on_click=choose,
                    kwargs={"theme": theme, "theme_chosen": True},
                )
