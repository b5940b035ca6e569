"""About: where the figures come from, how they are judged, what the words mean."""

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import streamlit as st

from data.base.formats import format_date, format_target, join_names
from data.base.language import Translate
from data.plan.milestones import load_milestones, plan_path
from data.plan.thresholds import (
    AT_RISK_FROM,
    FEWEST_FOR_RANGE,
    HELD_COUNTIES,
    HELD_SHARE,
    LONG_PACE_MONTHS,
    MOST_NOT_REPORTED,
    NEARLY_DONE,
    NEARLY_LACKING,
    ON_TRACK_FROM,
    PACE_MONTHS,
    PROJECTION_PROMISE,
    SMALL_AREA_BELOW,
)
from data.register.register import load_changes, xpcc_cities
from data.register.sources import read_sources
from reports.figures.occasion import edition_words
from ui import queries
from ui.areas import area_name
from ui.pieces import approval_line, headline, page_foot, panel_head, plain_table_html, source_line
from ui.shell_context import Context, context
from ui.top_bar import top_bar


def method(_: Translate, lang: str) -> list[str]:
    """How progress is judged, paragraph by paragraph, with the thresholds in force."""
    return [
        _(
            "**Needed** is the milestone's share of the counties, rounded up. **Gap** is needed less established; "
            "*operating* counts as established. **Needed pace** is the gap divided by the months left."
        ),
        _(
            "**Seen pace** is the net gain of counties a month over the last {months} months, over the last {long} in "
            "areas of fewer than {small} counties: an alliance counts from the day it was established, and is taken "
            "off on the as-of day of a report that takes it back."
        ).format(months=PACE_MONTHS, long=LONG_PACE_MONTHS, small=SMALL_AREA_BELOW),
        _(
            "**Verdict**, from R = seen pace ÷ needed pace: *achieved* when there is no gap; *on track* from "
            "{on_track}; *at risk* from {at_risk}; *off track* from 0; *reversing* below 0; *cannot be assessed* "
            "with fewer than two dated reports or more than {share} of counties not reported."
        ).format(on_track=ON_TRACK_FROM, at_risk=AT_RISK_FROM, share=f"{MOST_NOT_REPORTED:.0%}"),
        _(
            "**Nearly there** is an area with at most {lacking} counties to go and {done} of those needed, whatever "
            "its pace: in a small area one county more or fewer makes the pace. A verdict of pace moves only when the "
            "pace has passed its bound by more than {county} county, or by more than {share} of those needed, in the "
            "months seen."
        ).format(
            lacking=NEARLY_LACKING, done=f"{NEARLY_DONE:.0%}", county=HELD_COUNTIES, share=f"{HELD_SHARE:.0%}"
        ),
        _(
            "**Expected** is the as-of day plus gap ÷ seen pace; its range held {share} of the cases in a study of "
            "made histories: by the size of the area, the months still to go, and whether every county is asked "
            "for. Fewer than {few} counties carry no range. A province that has set a milestone of its own is judged "
            "by it while it lies ahead."
        ).format(share=f"{PROJECTION_PROMISE:.0%}", few=FEWEST_FOR_RANGE),
        _(
            "The bands 0.95 and 0.60 are those of Eurostat and Open SDG; that the next target year decides is how "
            "Germany's sustainability indicators are judged. The **path** runs straight from one to the next of "
            "these: {corners}."
        ).format(
            corners=join_names([f"{format_date(day, lang)} {share:.0%}" for day, share in plan_path()], lang)
        ),
    ]


def glossary(_: Translate) -> list[tuple[str, str]]:
    """The words of the field: term and meaning."""
    return [
        (_("Education alliance"), _("how families, schools and society educate together in one county")),
        (_("County"), _("the unit that is counted: a county, county-level city, district or banner")),
        (_("Experimental zone"), _("one of the 97 places named in the Ministry's notice of early 2024")),
        (
            _("XPCC"),
            _(
                "the Xinjiang Production and Construction Corps: its {n} cities are drawn in Xinjiang, counted apart"
            ).format(n=xpcc_cities(None)),
        ),
        (_("Functional area"), _("a development or new area: may report, is in no denominator")),
        (_("Not reported"), _("no report, or a blank cell; never the same as not started")),
        (_("As of"), _("the day that a report describes")),
    ]


ROOT = Path(__file__).parent.parent

FOLDERS = (ROOT / "data" / "files", ROOT / "geo" / "files")


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return f'<div class="plain-table">{plain_table_html(header, rows)}</div>'


def source_table(_: Translate) -> str:
    """Every committed data file: producer, licence, as of when, the start of its checksum."""
    # The map's 70 drawings are the boundary files once more, made ready for the browser: one row would say it all.
    sources = [s for folder in FOLDERS for s in read_sources(folder) if not s.file.startswith("map/")]
    return _table(
        [_("File"), _("Producer"), _("Licence"), _("Date"), "SHA-256"],
        [
            [
                f"{_(s.title)} · {s.file}",
                _(s.producer),
                _(s.licence),
                _(s.edition) if s.edition else s.date,
                s.sha256[:12],
            ]
            for s in sources
        ],
    )


def milestone_table(lang: str, _: Translate) -> str:
    """The Plan's milestones, and below them those that provinces have set for themselves."""
    named = [("", milestone) for milestone in load_milestones()]
    for code, own in queries.province_milestones().items():
        named += [(f"{area_name(code, lang, _)} · ", milestone) for milestone in own]
    return _table(
        [_("Milestone"), _("Day"), _("Share")],
        [
            [where + (m.name if lang == "zh" else m.name_en), m.on.isoformat(), format_target(m.share)]
            for where, m in named
        ],
    )


def change_kinds(_: Translate) -> dict[str, str]:
    """The kinds of register changes in the reader's language."""
    return {
        "renamed": _("renamed"),
        "upgraded": _("upgraded"),
        "recoded": _("recoded"),
        "moved": _("moved"),
        "merged": _("merged"),
        "split": _("split"),
        "unofficial": _("unofficial code"),
    }


def change_table(_: Translate) -> str:
    """Every change of the register since 2012, the newest first."""
    changes = load_changes().sort_values(["effective_on", "old_code"], ascending=[False, True])
    kinds = change_kinds(_)
    columns = ["effective_on", "old_code", "old_name", "old_prefecture", "new_code", "kind"]
    rows = [
        [*row[:-1], kinds.get(row[-1], row[-1])] for row in changes[columns].astype(str).to_numpy().tolist()
    ]
    header = [_("Since"), _("Old code"), _("Old name"), _("Old prefecture"), _("Code now"), _("Kind")]
    return _table(header, rows)


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
    for paragraph in method(_, ctx.selection.lang):
        st.markdown(paragraph)
    st.html(milestone_table(ctx.selection.lang, _))


def _register(ctx: Context) -> None:
    _ = ctx.translate
    panel_head(
        _("The register: {n} counties").format(n=f"{len(queries.counties()):,}"),
        _(
            "{edition}, four cities without counties among them; Taiwan, Hong Kong and Macao lie outside "
            "the Plan's scope"
        ).format(edition=edition_words(ctx.selection.lang, _)),
    )
    title = _("Renamed, merged, split and recoded since 2012: {n} changes").format(
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
