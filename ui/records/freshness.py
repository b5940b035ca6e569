"""How old the reports of each province are, and who reported last."""

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from data.base.formats import format_count
from data.base.language import Translate
from data.figures.lateness import lateness_by_area
from data.plan.thresholds import FRESHNESS_BANDS_DAYS
from data.register.register import short_names
from ui import queries
from ui.pieces import key_html
from ui.records.batches import signed_by
from ui.shell_context import Context


def freshness_by_province(status: pd.DataFrame, counties: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """Count the counties of each province by the age of their newest report.

    status: data.figures.progress.county_status on `day`. Columns: code, counties, newest (datetime64, NaT where none
    reported), median_age (days), band_0 to band_3 (up to each of FRESHNESS_BANDS_DAYS, older), none; by code.
    """
    joined = status[["county_code", "as_of", "batch_id"]].merge(
        counties[["county_code", "province_code"]], on="county_code", validate="one_to_one"
    )
    age = (day - pd.to_datetime(joined["as_of"])).dt.days
    bands = pd.cut(age, [-1, *FRESHNESS_BANDS_DAYS, float("inf")], labels=False)
    by = joined["province_code"]
    counted = {f"band_{n}": bands.eq(n).groupby(by).sum() for n in range(len(FRESHNESS_BANDS_DAYS) + 1)}
    grouped = joined.groupby("province_code")
    return pd.DataFrame(
        {
            "counties": grouped.size(),
            "newest": grouped["as_of"].max(),
            "median_age": age.groupby(by).median(),
            **counted,
            "none": age.isna().groupby(by).sum(),
            "batch_id": grouped["batch_id"].max(),
        }
    ).reset_index(names="code")


def band_words(_: Translate) -> list[str]:
    """The bands of age, youngest first, and those without a report."""
    first, second, third = FRESHNESS_BANDS_DAYS
    return [
        _("Up to {days} days old").format(days=first),
        _("Up to {days} days").format(days=second),
        _("Up to {days} days").format(days=third),
        _("Older"),
        sentence(_("not reported")),
    ]


def sentence(words: str) -> str:
    """The words with a capital at their head."""
    return words[:1].upper() + words[1:]


def freshness_view(ctx: Context) -> None:
    """Draw a line per province, those with the oldest reports first."""
    _, lang = ctx.translate, ctx.selection.lang
    frame = freshness_by_province(
        ctx.figures.status(ctx.day), queries.counties(ctx.day), pd.Timestamp(ctx.day)
    )
    late = lateness_by_area(ctx.figures.reports(), queries.counties(ctx.day), as_of=ctx.day, level="province")
    frame = frame.assign(lateness=frame["code"].map(late))
    if ctx.province_code is not None:
        frame = frame[frame["code"] == ctx.province_code]
    frame = frame.sort_values(["median_age", "code"], ascending=[False, True], na_position="first")
    saved_by = ctx.figures.all_batches().set_index("batch_id")["saved_by"].to_dict()
    colours = [ctx.palette.share[step] for step in (5, 3, 2, 1)]
    key = key_html(list(zip([*colours, None], band_words(_), strict=True)))
    head = "".join(
        f'<th scope="col">{escape(name)}</th>'
        for name in (
            _("Province"),
            _("Newest report"),
            _("Days old, median"),
            _("Days from as-of day to save, median"),
            _("Counties by the age of their report"),
            _("Not reported"),
            _("Reported last by"),
        )
    )
    body = "".join(_row(line, saved_by, colours, lang, _) for line in frame.to_dict("records"))
    st.html(
        f'{key}<div class="records-table"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _row(line: dict[Any, Any], saved_by: dict[Any, Any], colours: list[str], lang: str, _: Translate) -> str:
    name = short_names("province", lang)[line["code"]]
    newest, age = line["newest"], line["median_age"]
    total = int(line["counties"])
    parts = [int(line[f"band_{n}"]) for n in range(len(colours))]
    none = int(line["none"])
    bars = "".join(
        f'<i style="width:{n / total * 100:.2f}%;background:{colour}" title="{n}"></i>'
        for n, colour in zip(parts, colours, strict=True)
        if n
    ) + (f'<i class="hatch" style="width:{none / total * 100:.2f}%" title="{none}"></i>' if none else "")
    who = "–" if pd.isna(line["batch_id"]) else signed_by(saved_by[int(line["batch_id"])], _)
    cells = [
        "–" if pd.isna(newest) else f"{newest:%Y-%m-%d}",
        "–" if pd.isna(age) else format_count(age),
        "–" if pd.isna(line["lateness"]) else format_count(line["lateness"]),
        f'<div class="stack">{bars}</div>',
        format_count(none),
        escape(who),
    ]
    return (
        f'<tr><th scope="row">{escape(name)}</th>' + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
    )
