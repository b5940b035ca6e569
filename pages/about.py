"""About: where the figures come from, how they are judged, what the words mean."""

from importlib.metadata import version

import streamlit as st

from data.register import load_changes
from ui import queries
from ui.about_tables import change_table, milestone_table, source_table
from ui.about_texts import REGISTER_EDITION, glossary, method
from ui.controls import top_bar
from ui.maps import approval_line, source_line
from ui.pieces import headline, page_foot, panel_head
from ui.shell_context import Context, context

PROJECT_VERSION = "0.1.0"


def show() -> None:
    """Draw the page."""
    ctx = context()
    _ = ctx.translate
    top_bar(ctx)
    headline(_("What is counted, where it comes from, and how it is judged"))
    left, right = st.columns(2, gap="large")
    with left:
        _method(ctx)
        _register(ctx)
    with right:
        _sources(ctx)
        _glossary(ctx)
    page_foot(source_line(ctx), approval_line(ctx))


def _method(ctx: Context) -> None:
    _ = ctx.translate
    panel_head(_("How progress is judged"), _("In counties, against the next milestone"))
    for paragraph in method(_):
        st.markdown(paragraph)
    st.html(milestone_table(ctx.selection.lang, _))


def _register(ctx: Context) -> None:
    _ = ctx.translate
    panel_head(
        _("The register: {n} counties").format(n=f"{len(queries.counties()):,}"),
        _(
            "County-level divisions {edition}; Taiwan, Hong Kong and Macao lie outside the Plan's scope"
        ).format(edition=_(REGISTER_EDITION)),
    )
    title = _("Renamed, merged, split and recoded since 2013: {n} changes").format(
        n=f"{len(load_changes()):,}"
    )
    with st.expander(title):
        st.html(change_table(_))


def _sources(ctx: Context) -> None:
    _ = ctx.translate
    panel_head(_("Sources"), _("Each file with its producer, licence and checksum; anyone can rebuild it"))
    st.html(source_table(_))
    st.html(f"<p>{approval_line(ctx)}</p>")
    st.markdown(
        _(
            "The dashed line of the boundaries in use has nine segments; an operator can supply an approved line file."
        )
    )


def _glossary(ctx: Context) -> None:
    _ = ctx.translate
    panel_head(_("Words"), "")
    for term, meaning in glossary(_):
        st.markdown(f"**{term}** {meaning}")
    batches = ctx.figures.batches()
    st.html(
        "<p>"
        + _("Version {version} · Streamlit {streamlit} · revision {revision} · {batches} batches").format(
            version=PROJECT_VERSION,
            streamlit=version("streamlit"),
            revision=ctx.figures.revision,
            batches=len(batches),
        )
        + "</p>"
    )
