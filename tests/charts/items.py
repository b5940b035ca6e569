"""Small item tables for tests of the item heat map."""

import pandas as pd

from charts.item_table import ItemTable
from data.figures.mechanisms import load_items

GUARANTEES = load_items()["guarantees"]
# code, label, yes, no, not reported: the same for every item, but for what a test sets.
AREAS = [
    ("total", "China", 40, 40, 20),
    ("110000", "Beijing", 16, 0, 0),
    ("440000", "Guangdong", 60, 40, 24),
    ("540000", "Xizang", 20, 10, 44),
    ("660000", "XPCC", 0, 0, 12),
]


def a_table(areas=AREAS, *, items=GUARANTEES, by_county=False, **special) -> ItemTable:
    """A table of one group; `special` gives (code, item) → (yes, no, not_reported) as code_item=…"""
    rows = []
    for code, _label, *answers in areas:
        for item in items:
            yes, no, blank = special.get(f"c{code}_{item.code}", answers)
            rows.append((code, item.code, yes, no, blank, yes + no + blank))
    counts = pd.DataFrame(rows, columns=["code", "item", "yes", "no", "not_reported", "counties"])
    counts["share"] = counts["yes"] / counts["counties"].where(counts["counties"] > 0)
    silent = pd.DataFrame(
        [(code, blank, yes + no + blank) for code, _label, yes, no, blank in areas],
        columns=["code", "silent", "counties"],
    )
    labels = pd.DataFrame([(code, label) for code, label, *_rest in areas], columns=["code", "label"])
    return ItemTable(labels, tuple(items), counts, silent, by_county)


def told(figure) -> list[tuple[float, float, str, str]]:
    """Every text in the cells of a figure as (row, column, text, colour), in the order of reading."""
    return sorted(
        (round(float(y), 2), round(float(x), 2), text, part.textfont.color)
        for part in figure.data
        if part.name == "texts"
        for x, y, text in zip(part.x, part.y, part.text, strict=True)
    )
