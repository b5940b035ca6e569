"""Looks for tests: English as it is, Chinese through a translator that knows a few words."""

import re

from charts.palette import palette
from charts.theme import Look

CHINESE = {
    "off track": "滞后",
    "Expected {month}": "预计{month}",
    "Expected {month} ({range})": "预计{month}（{range}）",
    "path to date": "路径今日应达",
    "{due} (past)": "{due}（已过）",
    "met in {month}": "已于{month}达成",
    "{verdict}: {names}": "{verdict}：{names}",
    "{established} of {counties} counties: {share}": "{counties}个县中已建立{established}个，占{share}",
}


def english(text: str) -> str:
    return text


def chinese(text: str) -> str:
    return CHINESE.get(text, text)


LIGHT_EN = Look(palette(dark=False), "en", english)
DARK_EN = Look(palette(dark=True), "en", english)
LIGHT_ZH = Look(palette(dark=False), "zh", chinese)


def texts(figure) -> list[str]:
    """The annotations of a figure, without their mark-up."""
    return [re.sub(r"<[^>]+>", "|", note.text).strip("|") for note in figure.layout.annotations]


def trace(figure, name: str):
    """The one trace of that name."""
    (found,) = [one for one in figure.data if one.name == name]
    return found
