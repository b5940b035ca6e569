"""Demo status: invented monthly reports, something to show before the first real upload.

    python -m data.demo [--database-url URL]

The reports are ordinary batches of kind "demo". Which provinces lag is drawn by the seed and says nothing
about them. The first real upload takes all of it out of the figures (`data.store`).
"""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import numpy as np
import pandas as pd

from data.batch import NewBatch, Receipt
from data.demo_course import SEED, draw_course
from data.demo_rows import draw_reports
from data.errors import BatchRefused, DashboardError
from data.plan import load_departments, load_resources
from data.register import load_counties
from data.settings import read_settings
from data.store import Store, open_store
from data.zones import covered_counties

AUTHOR = "demo"
# A batch is saved two days after the month that it describes.
DAYS_TO_SAVE = 2


def demo_batches(counties: pd.DataFrame, *, today: date, seed: int = SEED) -> list[NewBatch]:
    """Draw one batch for each month from 2024-12 to the last one that is over on `today`, the oldest first.

    `counties` is the register. The same seed gives the same reports; a later day only adds months.
    """
    rng = np.random.default_rng(seed)
    ahead = counties["county_code"].isin(covered_counties()).to_numpy(dtype=bool)
    course = draw_course(counties, ahead, rng)
    names = (load_departments()["name"].tolist(), load_resources()["name"].tolist())
    months_over = [as_of for as_of in course.months if as_of < today]
    return [
        NewBatch(rows, "demo", as_of, AUTHOR, _saved_at(as_of, today), note="demo")
        for as_of, rows in zip(months_over, draw_reports(counties, course, *names, rng), strict=False)
    ]


def is_empty(store: Store) -> bool:
    """Tell whether nothing was ever saved; reverted batches count as saved."""
    return store.batches().empty


def write_demo(store: Store, counties: pd.DataFrame, *, today: date) -> list[Receipt]:
    """Write the demo's batches in one transaction; return their receipts.

    Raises BatchRefused unless the store is empty, RevisionConflict when another process saved meanwhile.
    """
    revision = store.revision()
    if not is_empty(store):
        raise BatchRefused(
            "The database holds reports already, and demo data are only written into an empty one.",
            "Give the address of a new database with --database-url or DATABASE_URL.",
        )
    return store.commit_batches(demo_batches(counties, today=today), expected_revision=revision)


def _saved_at(as_of: date, today: date) -> datetime:
    day = min(as_of + timedelta(days=DAYS_TO_SAVE), today)
    return datetime.combine(day, time(), tzinfo=UTC)


def prepare_demo(store: Store, counties: pd.DataFrame, *, wanted: bool, at: datetime) -> int:
    """Bring demo status in, or take it out, before the dashboard opens; return how many batches changed.

    Wanted: written into an empty store, restored where it was taken out and nothing real was saved since.
    Unwanted: taken out by reverting its batches. Reports of counties are never touched.
    Raises RevisionConflict when another process saved meanwhile.
    """
    if wanted and is_empty(store):
        return len(write_demo(store, counties, today=at.date()))
    batches = store.batches()
    demo = batches[batches["kind"] == "demo"]
    if wanted and len(demo) < len(batches):
        return 0
    turn = store.restore if wanted else store.revert
    to_turn = demo.loc[demo["reverted_at"].notna() == wanted, "batch_id"]
    reason = "Started with demo data." if wanted else "Started without demo data."
    revision = store.revision()
    for batch_id in to_turn:
        revision = turn(int(batch_id), by=AUTHOR, at=at, reason=reason, expected_revision=revision)
    return len(to_turn)


def main(arguments: Sequence[str] | None = None) -> int:
    """Prepare the database of the settings for the dashboard's start; return the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m data.demo",
        description="Write demo data into an empty database; with DASHBOARD_EMPTY=1, take them out again.",
    )
    parser.add_argument("--database-url", help="the database to write to (default: DATABASE_URL, or var/)")
    given = parser.parse_args(arguments)
    environ = dict(os.environ)
    if given.database_url:
        environ["DATABASE_URL"] = given.database_url
    counties = load_counties()
    try:
        settings = read_settings(environ, Path(__file__).resolve().parent.parent)
        store = open_store(settings.database_url, known_codes=counties["county_code"])
        try:
            wanted = not settings.start_empty
            changed = prepare_demo(store, counties, wanted=wanted, at=datetime.now().astimezone())
        finally:
            store.close()
    except DashboardError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    if changed:
        sys.stdout.write(f"{changed} batches of demo data are {'in' if wanted else 'out'}.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
