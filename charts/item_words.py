"""The words of the items that alliances rest on, in full and as short as a column's heading."""

from __future__ import annotations

from html import escape

from charts.text_widths import short_name
from charts.theme import Look
from data.base.fields import field_words
from data.base.language import Translate
from data.figures.mechanisms import Item


def item_name(item: Item, lang: str, _: Translate) -> str:
    """Give an item's name in full."""
    if item.name:
        return item.name if lang == "zh" else item.name_en
    return {
        "coordination": _("Coordination mechanism"),
        "guidance_body": _("Family education guidance body"),
        "funding": _("Funding"),
        "personnel": _("Personnel"),
        "venues": _("Venues"),
        "all_guarantees": _("All three guarantees"),
    }[item.code]


def item_heading(item: Item, lang: str, _: Translate) -> str:
    """Give an item's short name."""
    if item.name:
        return item.short_name if lang == "zh" else item.short_name_en
    return _("All three") if item.code == "all_guarantees" else field_words(_)[item.code]


def linked_name(label: str, address: str | None, look: Look) -> str:
    """Give an area's name as a row's label, which opens the area where it has an address."""
    name = short_name(label)
    if address is None:
        return name
    style = f"color:{look.palette.ink};cursor:pointer"
    return f'<a href="{escape(address)}" target="_self" style="{style}">{name}</a>'
