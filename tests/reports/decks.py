"""A small history on the real register, and the figures that a deck is made from."""

from datetime import date
from pathlib import Path

import pandas as pd

from data.register.register import load_counties
from data.store.store import Store, open_store
from reports.figures.source import FigureSource
from tests.data.batches import save

BEFORE, AS_OF = date(2026, 9, 30), date(2026, 10, 31)
# Every third county operates, every third has an alliance, the rest is preparing; Guangdong is behind.
STAGES = ("operating", "established", "preparing")
GUANGDONG = "440000"


def a_history() -> pd.DataFrame:
    """Stage and day of founding of every county, the day before the newest report: Guangdong has hardly any."""
    counties = load_counties()
    places = pd.Series(range(len(counties)))
    stages = pd.Series([STAGES[place % 3] for place in places], dtype="string")
    behind = (counties["province_code"] == GUANGDONG) & (places % 10 > 0)
    stages = stages.mask(behind, "not_started")
    founded = stages.isin(["operating", "established"])
    months = [
        date(2025, 1 + place % 12, 15) if yes else None for place, yes in zip(places, founded, strict=True)
    ]
    return pd.DataFrame({"county_code": counties["county_code"], "stage": stages, "established_on": months})


def a_filled_store(folder: Path) -> Store:
    """A store with two reports of the whole nation, a month apart: forty counties more in the second."""
    counties = load_counties()
    store = open_store(f"sqlite:///{folder / 'deck.db'}", known_codes=frozenset(counties["county_code"]))
    rows = a_history()
    save(store, rows, as_of=BEFORE)
    new = rows.index.isin(rows.index[rows["stage"] == "preparing"][:40])
    later = rows.assign(
        stage=rows["stage"].mask(new, "established"), established_on=rows["established_on"].mask(new, AS_OF)
    )
    save(store, later, as_of=AS_OF)
    return store


def figures_of(store: Store) -> FigureSource:
    return FigureSource(store, {})
