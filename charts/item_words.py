"""The words of the items that alliances rest on, in full and as short as a column's heading."""

from __future__ import annotations

from data.base.fields import FIELDS, field_words
from data.base.language import Translate
from data.figures.mechanisms import ALL_GUARANTEES, Item


def item_name(item: Item, lang: str, _: Translate) -> str:
    """Give an item's name in full."""
    if item.name:
        return item.name if lang == "zh" else item.name_en
    if item.code == ALL_GUARANTEES:
        return _("All three guarantees")
    field = FIELDS[item.code]
    return (field.item_words or field.words)(_)


def item_heading(item: Item, lang: str, _: Translate) -> str:
    """Give an item's short name."""
    if item.name:
        return item.short_name if lang == "zh" else item.short_name_en
    return _("All three") if item.code == ALL_GUARANTEES else field_words(_)[item.code]
