"""The pieces that pages are made of, as HTML and drawn. What comes from data or from a person is escaped here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from string import punctuation
from typing import Literal
from urllib.parse import quote

import plotly.graph_objects as go
import streamlit as st

from charts.marks import mark_svg
from charts.palette import Palette
from charts.plots import CONFIG
from charts.words import sentence_case, stage_word, verdict_word
from data.base.formats import format_count, format_date
from data.base.language import Translate
from data.register.register import NATION_CODE, short_names
from reports.figures.occasion import approval_words, edition_words
from reports.sentences.comparison import Remark
from ui import queries
from ui.selection import AREA, choose
from ui.shell_context import Context

_ESCAPED = str.maketrans({sign: f"\\{sign}" for sign in punctuation})


@dataclass(frozen=True)
class StripFigure:
    """One figure of the strip: what it is, the number and its unit, a sparkline (SVG) and its span, a line below."""

    label: str
    value: str
    unit: str
    sparkline: str
    span: str
    detail: str


def svg_html(svg: str, *, alternative: str = "", shape: str) -> str:
    """Give an SVG as an image of CSS class `shape`: st.html takes SVG elements out of what it is given."""
    return f'<img class="{shape}" alt="{escape(alternative)}" src="data:image/svg+xml,{quote(svg)}">'


def headline_html(text: str, trace: str = "") -> str:
    """Give the one sentence at the head of a page."""
    return f'<h1 class="headline" title="{escape(trace)}">{escape(text)}</h1>'


def verdict_badge_html(verdict: str, palette: Palette, _: Translate) -> str:
    """Give a verdict as mark and word, in a frame of its colour."""
    colours = palette.verdicts[verdict]
    word = escape(sentence_case(verdict_word(verdict, _)))
    return (
        f'<span class="verdict" style="color:{colours.text};border-color:{colours.outline or colours.fill}">'
        f"{svg_html(mark_svg(verdict, palette, size=18), shape='mark')}{word}</span>"
    )


def lead_html(verdict: str | None, text: str, palette: Palette, _: Translate) -> str:
    """Give the line under the headline: the verdict, where there is one, and a sentence."""
    badge = verdict_badge_html(verdict, palette, _) if verdict else ""
    return f'<div class="lead">{badge}<span>{escape(text)}</span></div>'


def strip_html(figures: Sequence[StripFigure], trace: str = "") -> str:
    """Give figures side by side, each with its sparkline."""
    cells = [
        f'<div class="figure"><div class="label">{escape(figure.label)}</div>'
        f'<div class="row"><span class="value">{escape(figure.value)}'
        f"<small>{escape(figure.unit)}</small></span>"
        f"{_sparkline_html(figure)}</div>"
        f'<div class="detail">{escape(figure.detail)}</div></div>'
        for figure in figures
    ]
    return f'<div class="strip" title="{escape(trace)}">{"".join(cells)}</div>'


def _sparkline_html(figure: StripFigure) -> str:
    if not figure.sparkline:
        return ""
    return svg_html(figure.sparkline, alternative=f"{figure.label}: {figure.span}", shape="spark")


def swatch_html(colour: str | None) -> str:
    """Give a patch of a colour for a key, hatched for what was not reported (None)."""
    return f'<i class="swatch" style="background:{colour}"></i>' if colour else '<i class="swatch hatch"></i>'


def stage_html(stage: str | None, palette: Palette, _: Translate) -> str:
    """Give a stage as its colour and its word; None stands for not reported."""
    colour = palette.stages[stage] if stage else None
    return swatch_html(colour) + escape(sentence_case(stage_word(stage, _)))


def key_html(entries: Sequence[tuple[str | None, str]]) -> str:
    """Give a key in one line: colours (None: hatched) and what they mean."""
    spans = "".join(f"<span>{swatch_html(colour)}{escape(words)}</span>" for colour, words in entries)
    return f'<div class="verdict-key">{spans}</div>'


def panel_head_html(title: str, subtitle: str = "") -> str:
    """Give a panel's finding and, below it, what is drawn."""
    below = f'<div class="subtitle">{escape(subtitle)}</div>' if subtitle else ""
    return f'<div class="panel-head"><h2>{escape(title)}</h2>{below}</div>'


def verdict_key_html(counts: Mapping[str, int], palette: Palette, _: Translate) -> str:
    """Tell how many areas have each verdict, in one line; verdicts without areas are left out."""
    words = {verdict: escape(sentence_case(verdict_word(verdict, _))) for verdict in counts}
    entries = [
        f"<span>{svg_html(mark_svg(verdict, palette, size=14), shape='mark')}{words[verdict]} {n}</span>"
        for verdict, n in counts.items()
        if n
    ]
    return f'<div class="verdict-key">{"".join(entries)}</div>'


def stage_key_html(counts: Mapping[str, int], palette: Palette, _: Translate) -> str:
    """Tell how many counties are in each stage, in one line; `not_reported` is hatched."""
    stages = {None if stage == "not_reported" else stage: n for stage, n in counts.items() if n}
    entries = [f"<span>{stage_html(stage, palette, _)} {n}</span>" for stage, n in stages.items()]
    return f'<div class="verdict-key">{"".join(entries)}</div>'


def paragraph_html(title: str, remarks: Sequence[Remark]) -> str:
    """Give a titled paragraph of sentences, set off by a line above."""
    sentences: list[str] = []
    for remark in remarks:
        text = escape(remark.text)
        # Chinese sentences follow each other without a space: their full stop brings its own.
        gap = "" if remark.text.endswith("。") else " "
        sentences.append((f'<b class="fall">{text}</b>' if remark.tone == "fall" else text) + gap)
    return f'<div class="paragraph"><h2>{escape(title)}</h2><p>{"".join(sentences).rstrip()}</p></div>'


def footer_html(left: str, right: str, tables: Sequence[str] = ()) -> str:
    """Give the line that ends a page: how to read it, its numbers as tables (table_html), where it comes from."""
    return (
        f'<div class="page-foot"><span>{escape(left)}</span>{"".join(tables)}'
        f'<span class="source">{escape(right)}</span></div>'
    )


def demo_tag_html(_: Translate) -> str:
    """Give the mark of demo data, explained on hover."""
    why = _(
        "Made-up figures to try the dashboard with. Which provinces lag is drawn by chance and says nothing "
        "about them. They go away with the first real upload."
    )
    return f'<span class="demo-tag" title="{escape(why)}">{escape(_("DEMO DATA"))}</span>'


def state_html(title: str, text: str, remedy: str, *, kind: Literal["empty", "error"]) -> str:
    """Give a card in place of figures: what is so, and what to do."""
    sign = '<i class="error-sign">!</i>' if kind == "error" else ""
    role = "alert" if kind == "error" else "status"
    remedy_line = f'<p class="remedy">{escape(remedy)}</p>' if remedy else ""
    return (
        f'<div class="state-card {kind}" role="{role}"><h2>{sign}{escape(title)}</h2>'
        f"<p>{escape(text)}</p>{remedy_line}</div>"
    )


def plain_table_html(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Give a table whose first column names the row."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in header)
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f"<td>{escape(value)}</td>" for value in row[1:])
        + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def table_html(caption: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Give the numbers of a figure as a table that opens on a click; the first column names the row."""
    return (
        f'<details class="numbers"><summary>{escape(caption)}</summary>'
        f'<div class="scroll">{plain_table_html(header, rows)}</div></details>'
    )


def plain_label(text: str) -> str:
    """Give Markdown that shows the text as it is: no link, picture, emphasis, colour or formula in it."""
    return text.translate(_ESCAPED)


def headline(text: str, trace: str = "") -> None:
    """Draw the one sentence at the head of a page; `trace` says on hover where its figures come from."""
    st.html(headline_html(text, trace))


def lead(verdict: str | None, text: str, palette: Palette, _: Translate) -> None:
    """Draw the line under the headline, the verdict first where there is one."""
    st.html(lead_html(verdict, text, palette, _))


def figure_strip(figures: Sequence[StripFigure], trace: str = "") -> None:
    """Draw figures side by side with their sparklines; `trace` says on hover where they come from."""
    st.html(strip_html(figures, trace))


def panel_head(title: str, subtitle: str = "") -> None:
    """Draw a panel's finding and what is drawn below it."""
    st.html(panel_head_html(title, subtitle))


def chart(figure: go.Figure, *, key: str, alternative: str) -> None:
    """Draw a Plotly figure, with `alternative` for those who do not see it."""
    st.plotly_chart(figure, key=key, config=CONFIG, theme=None, alt=alternative)


def paragraph(title: str, remarks: Sequence[Remark]) -> None:
    """Draw a titled paragraph of sentences."""
    st.html(paragraph_html(title, remarks))


def page_foot(left: str, right: str, tables: Sequence[str] = ()) -> None:
    """Draw the line that ends a page; `tables` are of `table_html`."""
    st.html(footer_html(left, right, tables))


def demo_tag(_: Translate) -> None:
    """Draw the mark of demo data."""
    st.html(demo_tag_html(_))


def empty_state(
    title: str, text: str, remedy: str = "", *, kind: Literal["empty", "error"] = "empty"
) -> None:
    """Draw a card in place of figures: what is so, and what to do."""
    st.html(state_html(title, text, remedy, kind=kind))


def nothing_reported(ctx: Context) -> None:
    """Say that no county has reported yet, and how reports get in."""
    _ = ctx.translate
    empty_state(
        _("No county has reported yet"),
        _(
            "The register of {n} counties, the 97 zones and the boundaries are in place; what is missing is reports."
        ).format(n=format_count(len(queries.counties()))),
        _("To look around with made-up figures first, start the dashboard with `make run`, without EMPTY=1."),
    )


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
        counties=format_count(len(queries.counties(ctx.day))),
    )


def approval_line(ctx: Context) -> str:
    """The map approval number as set by the operator, or the room left for it."""
    return approval_words(ctx.settings.map_approval_number, ctx.translate)


def source_line(ctx: Context) -> str:
    """Where the figures and the boundaries come from, and the register's edition."""
    _ = ctx.translate
    return _(
        "Source: reports by the counties, checked by the province. {edition}. Boundaries: Tianditu, simplified."
    ).format(edition=edition_words(ctx.selection.lang, _))


def area_choice(ctx: Context, label: str) -> None:
    """Draw the choice of the area: the nation or a reporting province."""
    names = {NATION_CODE: ctx.translate("China"), **short_names("province", ctx.selection.lang)}
    st.session_state[AREA] = ctx.province_code or NATION_CODE
    st.selectbox(
        label,
        list(names),
        key=AREA,
        format_func=names.__getitem__,
        on_change=_write_area,
        width=236,
        placeholder=label,
    )


def _write_area() -> None:
    choose(area=st.session_state[AREA], unit=None)


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


def _write_choice(name: str) -> None:
    choose(**{name: st.session_state[f"choice-{name}"]})


def page_shown(key: str, total: int, per_page: int) -> tuple[int, int]:
    """Give which page of a list is shown, from 0, and how many there are; `key` names the list and its filter."""
    pages = max(1, -(-total // per_page))
    return min(st.session_state.get(key, 0), pages - 1), pages


def page_buttons(
    key: str,
    page: int,
    pages: int,
    _: Translate,
    *,
    place: str,
    words: tuple[str, str] | None = None,
    closes: bool = True,
) -> None:
    """Draw the way to the pages before and after, where there are several.

    place: tells the container and the buttons apart. words: what the two ways are called. closes: the card of a line
    closes with it, for the list is on the page of the line whose card is open.
    """
    if pages == 1:
        return
    before, after = words or (_("Previous page"), _("Next page"))
    with st.container(key=f"{place}-pages", horizontal=True, gap="small", vertical_alignment="center"):
        for way, label, to in (("before", before, page - 1), ("after", after, page + 1)):
            out = not 0 <= to < pages
            st.button(label, key=f"{place}-{way}", disabled=out, on_click=_turn_to, args=(key, to, closes))
        where = _("Page {n} of {all}").format(n=page + 1, all=pages)
        st.html(f'<span class="quiet">{escape(where)}</span>')


def _turn_to(key: str, page: int, closes: bool) -> None:  # noqa: FBT001 (Streamlit hands it over by place)
    st.session_state[key] = page
    if closes:
        choose(find=None)
