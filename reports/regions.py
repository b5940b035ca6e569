"""The four regions in which official statistics sum up provinces.

Source: National Bureau of Statistics, 东西中部和东北地区划分方法 (2011). The XPCC is counted with the West,
where it lies.
"""

from __future__ import annotations

from typing import Final

from data.words import Translate

_EAST = ("11", "12", "13", "31", "32", "33", "35", "37", "44", "46")
_CENTRAL = ("14", "34", "36", "41", "42", "43")
_WEST = ("15", "45", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "66")
_NORTHEAST = ("21", "22", "23")
_REGIONS: Final = {
    **dict.fromkeys(_EAST, "east"),
    **dict.fromkeys(_CENTRAL, "central"),
    **dict.fromkeys(_WEST, "west"),
    **dict.fromkeys(_NORTHEAST, "northeast"),
}


def region_of(province_code: str) -> str:
    """Give the region of a reporting province. Raises KeyError for a code outside the register."""
    return _REGIONS[province_code[:2]]


def region_phrase(region: str, _: Translate) -> str:
    """Say where a region's provinces are: `in the west`."""
    return {
        "east": _("in the east"),
        "central": _("in the centre"),
        "west": _("in the west"),
        "northeast": _("in the northeast"),
    }[region]
