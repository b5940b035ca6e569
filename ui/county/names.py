"""What a county was called and belonged to since 2012: a strip of its periods, with what it came of and went into."""

from datetime import date, timedelta
from html import escape

import streamlit as st

from data.base.formats import format_date, join_names
from data.base.language import Translate
from data.names.index import name_on
from data.register.history import History, UnitPeriod, register_history
from ui.areas import find_area
from ui.links import link_html
from ui.shell_context import Context

ONE_DAY = timedelta(days=1)


def names_strip(ctx: Context, code: str) -> None:
    """Draw the strip of the county that bears a code on the day; nothing for one that has always been the same."""
    html = names_strip_html(ctx, code)
    if html:
        st.html(html)


def names_strip_html(ctx: Context, code: str) -> str:
    """Give the strip as a list: when, the name and code, where it belonged; before and after it, what happened."""
    history = register_history()
    unit = history.bearer(code, ctx.day)
    if unit is None:
        return ""
    periods = history.unit_periods(unit)
    opening, closing = _opening(ctx, history, unit), _closing(ctx, history, unit)
    if len(periods) == 1 and not opening and not closing:
        return ""
    before, after = (f'<li class="event">{part}</li>' if part else "" for part in (opening, closing))
    items = [before, *(_item(ctx, period, now=period.holds(ctx.day)) for period in periods), after]
    label = ctx.translate("Names and places since 2012")
    return f'<ol class="county-periods" aria-label="{escape(label)}">{"".join(items)}</ol>'


def existed(code: str, day: date) -> bool:
    """Whether a county bears a code on a day."""
    return register_history().unit_of(code, day) is not None


def absence_words(ctx: Context, code: str) -> str:
    """Say that no county bore a code on the day, and whether it was set up later or ended before."""
    _, history = ctx.translate, register_history()
    unit = history.bearer(code, ctx.day)
    name = name_on(code, ctx.selection.lang, ctx.day)
    began = history.unit_periods(unit)[0].since if unit else None
    day = format_date(ctx.day, ctx.selection.lang)
    if began is not None and began > ctx.day:
        return _("{name} had not been set up by {day}").format(name=name, day=day)
    return _("{name} was no county any more on {day}").format(name=name, day=day)


def _item(ctx: Context, period: UnitPeriod, *, now: bool) -> str:
    _, lang = ctx.translate, ctx.selection.lang
    day = period.since or date.min
    area = find_area(period.code, day)
    above = [find_area(code, day) for code in (area.parent, area.province) if code] if area else []
    where = " · ".join(dict.fromkeys(part.called(lang) for part in above if part))
    last = period.until - ONE_DAY if period.until else None
    if period.since and last:
        when = _("{since} to {until}").format(
            since=format_date(period.since, lang), until=format_date(last, lang)
        )
    elif last:
        when = _("until {until}").format(until=format_date(last, lang))
    elif period.since:
        when = _("since {since}").format(since=format_date(period.since, lang))
    else:
        when = _("since before 2012")
    mark = ' class="now" aria-current="true"' if now else ""
    name = area.called(lang) if area else period.name
    return (
        f'<li{mark}><span class="when">{escape(when)}</span><b>{escape(name)}</b>'
        f'<span class="code">{period.code}</span><span class="where">{escape(where)}</span></li>'
    )


def _opening(ctx: Context, history: History, unit: str) -> str:
    change = history.opening(unit)
    if change is None or change.day is None:
        return ""
    _ = ctx.translate
    givers = _linked(
        ctx, history, history.merged_from(unit) or history.predecessors(unit), change.day - ONE_DAY
    )
    day = format_date(change.day, ctx.selection.lang)
    if not givers:
        return escape(_("set up on {day}").format(day=day))
    words = {
        "merged": _("merged of {names} on {day}"),
        "divided": _("set up on {day} where {names} was divided"),
        "rearranged": _("set up on {day} where {names} were rearranged"),
    }
    return words.get(change.kind, _("set up on {day} from parts of {names}")).format(
        day=escape(day), names=givers
    )


def _closing(ctx: Context, history: History, unit: str) -> str:
    change = history.closing(unit)
    if change is None or change.day is None:
        return ""
    takers = _linked(ctx, history, history.successors(unit), change.day)
    return _ended(change.kind, ctx.translate).format(
        day=escape(format_date(change.day, ctx.selection.lang)), names=takers
    )


def _ended(kind: str, _: Translate) -> str:
    if kind == "merged":
        return _("merged on {day}: its ground is in {names}")
    return _("divided on {day}: its ground is in {names}")


def _linked(ctx: Context, history: History, units: tuple[str, ...], day: date) -> str:
    """Name units as they were called on a day, each a way to its page of a day on which it exists."""
    links: list[str] = []
    for unit in units:
        periods = history.unit_periods(unit)
        period = next((one for one in periods if one.holds(day)), periods[-1])
        name = name_on(period.code, ctx.selection.lang, period.since or date.min)
        links.append(link_html(ctx.link("county", area=period.code, find=None, unit=None), name))
    return join_names(links, ctx.selection.lang)
