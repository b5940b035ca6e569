"""Print current figures, for staff scripts and checks.

    python -m data.status [--as-of D] [--level county|prefecture|province|nation] [--json]

Errors are one sentence on stderr, and exit code 2.
"""

import json
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import date, datetime
from typing import Any

import pandas as pd

from data.base.errors import DashboardError
from data.base.formats import display_width
from data.commands import Arguments, command_settings, day_argument
from data.figures.judgement import judge
from data.figures.progress import COUNTS, county_status, summarise
from data.figures.trend import trend
from data.figures.unit_reports import UnitReports
from data.plan.milestones import Milestone, load_milestones, load_province_milestones, own_of_areas
from data.register.history import register_history
from data.register.register import LEVELS, known_codes
from data.store.store import open_store

AREA_COLUMNS = (
    *("code", "name", *COUNTS, "share", "gap", "needed_pace", "observed_pace", "verdict", "register_net_6"),
    *("pace_months", "deciding_pace", "reported", "share_reported", "covered"),
)
COUNTY_COLUMNS = ("county_code", "name", "province", "stage", "established_on", "as_of", "inherited")


def newest_as_of(reports: pd.DataFrame, today: date) -> date:
    """Return the newest as-of date of any report; `today` when there is none."""
    return today if reports.empty else pd.DatetimeIndex(reports["as_of"]).max().date()


def status_rows(
    reports: UnitReports,
    milestones: Sequence[Milestone],
    *,
    as_of: date,
    level: str,
    own: Mapping[str, Sequence[Milestone]] | None = None,
) -> pd.DataFrame:
    """Return one row per county (COUNTY_COLUMNS) or area (AREA_COLUMNS), sorted by code.

    The counties are those of the register of `as_of`. established includes operating; share is 0..1; paces are counties
    a month, the observed one over six months; the deciding pace is seen over pace_months (twelve for small areas), and
    the verdict rests on it. stage is missing where not reported, needed_pace where the last milestone has passed. own:
    as data.figures.judgement.judge takes it, by province. register_net_6: what changes of the register added or took in
    six months; inherited: taken over from the units that were merged into the county. reported: counties with a stage;
    share_reported: established of these, 0..1; covered: whether enough have reported for share, gap, paces and verdict
    to be told of all counties of the area (data.figures.progress.summarise).
    """
    counties = reports.history.register_of(as_of).counties
    status = county_status(reports, as_of=as_of)
    if level == "county":
        names = counties[["county_code", "name", "province"]]
        rows = names.merge(status, on="county_code", validate="one_to_one").sort_values("county_code")
        return rows[list(COUNTY_COLUMNS)].reset_index(drop=True)
    summary = summarise(status, counties, level)
    course = trend(reports, as_of=as_of, level=level)
    judged = judge(
        summary,
        course,
        milestones,
        as_of=as_of,
        own=own_of_areas(own or {}, counties, level),
    )
    latest = course.groupby("code", sort=False)["register_net_6"].last().reset_index()
    rows = summary.merge(judged, on="code", validate="one_to_one").merge(
        latest, on="code", validate="one_to_one"
    )
    rows = rows.assign(deciding_pace=rows["observed_pace"], observed_pace=rows["pace_6"])
    return rows[list(AREA_COLUMNS)]


def as_json(rows: pd.DataFrame) -> str:
    """Write rows as a JSON list of objects: missing is null, days are ISO 8601."""
    return json.dumps(
        [
            {name: _plain(value) for name, value in zip(rows.columns, row, strict=True)}
            for row in rows.astype("object").itertuples(index=False)
        ],
        ensure_ascii=False,
        indent=1,
    )


def as_table(rows: pd.DataFrame) -> str:
    """Write rows as lines of aligned columns, Chinese characters two wide, numbers to the right."""
    columns: list[list[str]] = []
    for name in rows.columns:
        cells = [name, *(_shown(name, value) for value in rows[name].astype("object"))]
        width = max(display_width(cell) for cell in cells)
        to_the_right = pd.api.types.is_numeric_dtype(rows[name])
        pads = [" " * (width - display_width(cell)) for cell in cells]
        columns.append(
            [pad + cell if to_the_right else cell + pad for cell, pad in zip(cells, pads, strict=True)]
        )
    return "\n".join("  ".join(line).rstrip() for line in zip(*columns, strict=True))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures that the arguments ask for; return the exit code."""
    parser = Arguments(prog="python -m data.status", description="Print the dashboard's figures.")
    parser.add_argument(
        "--as-of", type=day_argument, help="the day to look at (default: the newest as-of date)"
    )
    parser.add_argument("--level", choices=LEVELS, default="province")
    parser.add_argument("--json", action="store_true", help="print a JSON list instead of a table")
    parser.add_argument("--database-url", help="the database to read (default: DATABASE_URL, or var/)")
    given = parser.parse_args(arguments)
    try:
        settings = command_settings(given.database_url)
        history = register_history()
        with closing(open_store(settings.database_url, known_codes=known_codes())) as store:
            reports, shows_demo = store.reports(), store.shows_demo()
        as_of = given.as_of or newest_as_of(reports, datetime.now().astimezone().date())
        own = load_province_milestones(settings.milestones_file)
        known = UnitReports(reports, history)
        rows = status_rows(known, load_milestones(), as_of=as_of, level=given.level, own=own)
    except DashboardError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    heading = f"As of {as_of}{', demo data' if shows_demo else ''}\n"
    return _print(as_json(rows) if given.json else heading + as_table(rows))


def _plain(value: Any) -> Any:
    if pd.isna(value):
        return None
    return str(value.date()) if isinstance(value, pd.Timestamp) else value


def _shown(name: str, value: Any) -> str:
    plain = _plain(value)
    if plain is None:
        return "-"
    if name in ("share", "share_reported"):
        return f"{plain:.1%}"
    return f"{plain:.1f}" if isinstance(plain, float) else str(plain)


def _print(text: str) -> int:
    """Write to stdout, quietly giving up when the reader has left, as `head` does."""
    try:
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


if __name__ == "__main__":
    sys.exit(main())
