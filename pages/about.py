"""About: where the figures come from, how they are judged, what the words mean."""

from importlib.metadata import version

import pandas as pd
import streamlit as st
from ui.sources import source_table

from data.plan import load_milestones
from data.register import load_changes
from ui import queries
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
    milestones = load_milestones()
    st.dataframe(
        pd.DataFrame(
            {
                _("Milestone"): [m.name if ctx.selection.lang == "zh" else m.name_en for m in milestones],
                _("Day"): [m.on for m in milestones],
                _("Share %"): [m.share * 100 for m in milestones],
            }
        ),
        hide_index=True,
    )


def _register(ctx: Context) -> None:
    _ = ctx.translate
    panel_head(
        _("The register: {n} counties").format(n=f"{len(queries.counties()):,}"),
        _(
            "County-level divisions of mainland China {edition}; Taiwan, Hong Kong and Macao lie outside the Plan"
        ).format(edition=_(REGISTER_EDITION)),
    )
    changes = load_changes().rename(columns={
        "old_code": _("Old code"), "old_name": _("Old name"), "old_prefecture": _("Old prefecture"),
        "new_code": _("Code now"), "effective_on": _("Since"), "kind": _("Kind"),
    })  # fmt: skip
    with st.expander(
        _("Renamed, merged, split and recoded since 2013: {n} changes").format(n=f"{len(changes):,}")
    ):
        st.dataframe(changes, hide_index=True, height=320)


def _sources(ctx: Context) -> None:
    _ = ctx.translate
    panel_head(_("Sources"), _("Each file with its producer, licence and checksum; anyone can rebuild it"))
    st.dataframe(source_table(_), hide_index=True)
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
