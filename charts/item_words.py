"""The words of the items that alliances rest on, in full and as short as a column's heading."""

from __future__ import annotations

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
