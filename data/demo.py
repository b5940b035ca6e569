"""Demo status: invented monthly reports, something to show before the first real upload.

    python -m data.demo [--database-url URL]

The reports are drawn from a seed: which provinces lag says nothing about them. Every draw is made for the whole period
up to `LAST_MONTH`, so that demo data made on a later day continue those made on an earlier one. They are ordinary
batches of kind "demo"; the first real upload takes all of them out of the figures (`data.store.store`).
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.random import Generator
from numpy.typing import NDArray

from data.base.errors import BatchRefused, DashboardError
from data.base.fields import YES_NO
from data.base.months import month_ends
from data.base.signatures import Signature
from data.commands import command_settings
from data.plan.duties import load_departments, load_resources
from data.register.history import History, register_history
from data.register.register import known_codes
from data.register.zones import covered_counties
from data.store.batch import NewBatch, Receipt
from data.store.store import Store, open_store

Array: TypeAlias = NDArray[Any]

SEED = 20241101
FIRST_MONTH = date(2024, 12, 31)
LAST_MONTH = date(2028, 12, 31)
NEVER = np.datetime64("2100-01-01", "D")

# Each role: how many provinces have it; share established on ANCHOR (a range); and the pace of the half
# year before it as a multiple of what is needed then (a range).
ANCHOR = np.datetime64("2026-10-31", "D")
MONTHS_LEFT_AT_ANCHOR = 14
ROLES = {
    "steady": (0, (0.79, 0.93), (1.5, 2.4)),  # all the others
    "complete": (3, (0.97, 0.99), (1.5, 1.6)),
    "late": (4, (0.62, 0.72), (0.74, 0.86)),
    "stalled": (2, (0.46, 0.56), (0.30, 0.46)),
    "reversing": (1, (0.70, 0.74), (0.8, 0.9)),
    "silent": (1, (0.58, 0.64), (0.8, 0.9)),
}
# Roles that need a province of some size to come out as meant.
SIZE_OF_ROLE = {"complete": (10, 60), "reversing": (60, 130), "silent": (60, 115)}

# The curves start from the few alliances that were there before the Plan, and reach their full course here.
RAMP = (np.datetime64("2024-06-01", "D"), np.datetime64("2026-04-30", "D"))
COMPLETE_BY = np.datetime64("2026-08-01", "D")
STANDSTILL_FROM = np.datetime64("2026-02-01", "D")
NEVER_REPORTS = 0.018
NEVER_REPORTS_SILENT = 0.26
LOSES_AGAIN = 0.015
LOSES_AGAIN_REVERSING = 0.14

# The stages that demo data have, in their order.
STAGES = ("not_started", "preparing", "established", "operating")

# Chance that an item is in place, by stage.
IN_PLACE = {
    "coordination": (0.12, 0.45, 0.86, 0.97),
    "guidance_body": (0.22, 0.42, 0.70, 0.90),
    "funding": (0.05, 0.22, 0.58, 0.84),
    "personnel": (0.10, 0.30, 0.64, 0.88),
    "venues": (0.10, 0.36, 0.72, 0.92),
}
TAKES_PART = (0.10, 0.45, 0.72, 0.90)
SCHOOLS_COVERED = (0.0, 0.05, 0.40, 0.66)
LEFT_BLANK = 0.04
# Of the counties that never report a stage, how many send in the rest.
SENDS_BLANKS = 0.15
NOT_STARTED, PREPARING, ESTABLISHED, OPERATING = range(4)
AUTHOR = "demo"
# A batch is saved two days after the month that it describes.
DAYS_TO_SAVE = 2


@dataclass(frozen=True)
class Course:
    """What happens to each county and when, in the order of the register; days are datetime64[D].

    months: the as-of dates. lost and regained are positions in `months` (beyond the last: never), as is
    first_report. lag: months between what happens and the report that says so. refresh: a county without
    news reports every so many months. silent: no stage is ever reported. role: of the county's province.
    """

    months: list[date]
    preparing: Array
    established: Array
    operating: Array
    lost: Array
    regained: Array
    first_report: Array
    lag: Array
    refresh: Array
    silent: Array
    role: Array


def draw_course(counties: pd.DataFrame, ahead: Array, rng: Generator) -> Course:
    """Draw every county's course; `ahead` marks those that tend to come first (the experimental zones)."""
    months = month_ends(FIRST_MONTH, LAST_MONTH)
    size = len(counties)
    roles = _draw_roles(counties, rng)
    role = counties["province_code"].map(roles).to_numpy()
    established = _draw_established(counties, roles, ahead, rng)
    lead = rng.gamma(4.0, 80.0, size).astype("timedelta64[D]")
    settling = rng.gamma(3.0, 85.0, size).astype("timedelta64[D]")
    operates = rng.random(size) < np.where(role == "stalled", 0.6, 0.86)

    silent = rng.random(size) < np.where(role == "silent", NEVER_REPORTS_SILENT, NEVER_REPORTS)
    silent &= role != "complete"
    lost, regained = _draw_losses(established, role, np.array(months, dtype="datetime64[D]"), rng)
    return Course(
        months=months,
        preparing=established - lead,
        established=established,
        operating=np.where(operates, established + settling, NEVER),
        lost=lost,
        regained=regained,
        first_report=np.minimum(rng.geometric(0.45, size) - 1, 7),
        lag=rng.choice([0, 1, 2], size, p=[0.9, 0.08, 0.02]) * (role != "complete"),
        refresh=rng.choice([2, 3, 4], size),
        silent=silent,
        role=role,
    )


def draw_reports(
    counties: pd.DataFrame,
    course: Course,
    departments: Sequence[str],
    resources: Sequence[str],
    rng: Generator,
) -> Iterator[pd.DataFrame]:
    """Yield one frame of report rows per month of the course, as the store takes them."""
    answers = _Answers.draw(counties, departments, resources, rng)
    before = np.full(len(counties), -1)
    for month, as_of in enumerate(course.months):
        stage, established_on = _state(course, month)
        begun = month >= course.first_report
        due = (month - course.first_report) % course.refresh == 0
        speaks = ~course.silent | answers.sends_blanks
        who = np.flatnonzero(begun & (due | (stage != before)) & speaks)
        silent = course.silent[who]
        rows = _answered(answers, who, stage[who], silent)
        rows.insert(0, "county_code", counties["county_code"].to_numpy()[who])
        rows.insert(1, "as_of", pd.Timestamp(as_of))
        rows.insert(2, "stage", pd.Series(np.array(STAGES)[stage[who]], dtype="string").mask(silent))
        day = pd.Series(pd.DatetimeIndex(established_on[who])).mask(silent)
        rows.insert(3, "established_on", day)
        paper = (
            "演示〔" + day.dt.strftime("%Y") + "〕" + pd.Series(answers.paper[who]).astype("string") + "号"
        )
        yield rows.assign(evidence=paper)
        before = stage


@dataclass(frozen=True)
class _Answers:
    """What each county would answer beside its stage: drawn once, so that it only grows with the stage.

    A draw is compared with the chance that a stage gives: below it the answer is yes.
    """

    items: dict[str, Array]
    blanks: dict[str, Array]
    departments: tuple[Array, Array]
    resources: tuple[Array, Array]
    schools: Array
    coverage: Array
    paper: Array
    sends_blanks: Array

    @classmethod
    def draw(
        cls, counties: pd.DataFrame, departments: Sequence[str], resources: Sequence[str], rng: Generator
    ) -> "_Answers":
        """Draw for every county; the first of `departments`, the education one, takes part everywhere."""
        size = len(counties)
        keen = rng.normal(0, 0.12, size)
        popularity = rng.uniform(0.55, 1.15, len(departments))
        popularity[0] = np.inf
        demand = rng.uniform(0.7, 1.2, len(resources))
        return cls(
            items={name: rng.random(size) + keen for name in YES_NO},
            blanks={name: rng.random(size) < LEFT_BLANK for name in YES_NO},
            departments=(np.array(departments), _draws(size, keen, popularity, rng)),
            resources=(np.array(resources), _draws(size, keen, demand, rng)),
            schools=np.clip(rng.lognormal(4.2, 0.55, size), 6, 420).astype("int64"),
            coverage=rng.random(size),
            paper=rng.integers(1, 90, size),
            sends_blanks=rng.random(size) < SENDS_BLANKS,
        )


def _draws(size: int, keen: Array, weight: Array, rng: Generator) -> Array:
    """One draw per county and choice: lower for keen counties and for choices of more weight."""
    return (rng.random((size, len(weight))) + keen[:, None]) / weight


def demo_batches(history: History, *, today: date, seed: int = SEED) -> list[NewBatch]:
    """Draw one batch for each month from 2024-12 to the last one that is over on `today`, the oldest first.

    Courses are drawn for the counties of the newest register; each month's reports are those of that month's counties,
    under the codes of then. The same seed gives the same reports; a later day only adds months.
    """
    counties = history.register_of(None).counties
    rng = np.random.default_rng(seed)
    ahead = counties["county_code"].isin(covered_counties(counties)).to_numpy(dtype=bool)
    course = _from_their_beginning(draw_course(counties, ahead, rng), counties, history)
    names = (load_departments()["name"].tolist(), load_resources()["name"].tolist())
    months_over = [as_of for as_of in course.months if as_of < today]
    return [
        NewBatch(
            _told_on(rows, history, as_of),
            "demo",
            as_of,
            Signature(AUTHOR, _saved_at(as_of, today)),
            note="demo",
        )
        for as_of, rows in zip(months_over, draw_reports(counties, course, *names, rng), strict=False)
    ]


def _from_their_beginning(course: Course, counties: pd.DataFrame, history: History) -> Course:
    """Let what happens in counties that were set up later begin with them; one of a merger goes on with its past."""
    shift = np.zeros(len(counties), dtype="timedelta64[D]")
    for place, unit in enumerate(counties["unit"].tolist()):
        begun = history.unit_periods(unit)[0].since
        if begun is not None and not history.merged_from(unit):
            shift[place] = max(np.datetime64(begun, "D") - course.preparing[place], np.timedelta64(0, "D"))
    moved = shift > np.timedelta64(0, "D")

    def later(days: Array) -> Array:
        return np.where(moved, np.busday_offset(days + shift, 0, roll="backward"), days)

    return replace(
        course,
        preparing=course.preparing + shift,
        established=later(course.established),
        operating=later(course.operating),
    )


def _told_on(rows: pd.DataFrame, history: History, as_of: date) -> pd.DataFrame:
    """Give reports of the newest register's counties to those of a day: to themselves, or to those they came of."""
    newest, then = (history.register_of(day).counties for day in (None, as_of))
    codes = dict(zip(newest["unit"].tolist(), newest["county_code"].tolist(), strict=True))
    units: list[str] = then["unit"].tolist()
    tellers = [codes.get(unit if unit in codes else history.follower(unit) or "") for unit in units]
    told = pd.DataFrame({"county_code": then["county_code"], "teller": pd.array(tellers, dtype="string")})
    return told.merge(rows.rename(columns={"county_code": "teller"}), on="teller").drop(columns="teller")


def is_empty(store: Store) -> bool:
    """Tell whether nothing was ever saved; reverted batches count as saved."""
    return store.batches().empty


def write_demo(store: Store, history: History, *, today: date) -> list[Receipt]:
    """Write the demo's batches in one transaction; return their receipts.

    Raises BatchRefused unless the store is empty, RevisionConflict when another process saved meanwhile.
    """
    revision = store.revision()
    if not is_empty(store):
        raise BatchRefused(
            "The database holds reports already, and demo data are only written into an empty one.",
            "Give the address of a new database with --database-url or DATABASE_URL.",
        )
    return store.commit_batches(demo_batches(history, today=today), expected_revision=revision)


def prepare_demo(store: Store, history: History, *, wanted: bool, at: datetime) -> int:
    """Bring demo status in, or take it out, before the dashboard opens; return how many batches changed.

    Wanted: written into an empty store, restored where it was taken out and nothing real was saved since.
    Unwanted: taken out by reverting its batches. Reports of counties are never touched.
    Raises RevisionConflict when another process saved meanwhile.
    """
    if wanted and is_empty(store):
        return len(write_demo(store, history, today=at.date()))
    batches = store.batches()
    demo = batches[batches["kind"] == "demo"]
    if wanted and len(demo) < len(batches):
        return 0
    bring_or_take = store.restore if wanted else store.revert
    concerned = demo.loc[demo["reverted_at"].notna() == wanted, "batch_id"]
    reason = "Started with demo data." if wanted else "Started without demo data."
    revision = store.revision()
    for batch_id in concerned:
        signature = Signature(AUTHOR, at)
        revision = bring_or_take(int(batch_id), signature, reason=reason, expected_revision=revision)
    return len(concerned)


def main(arguments: Sequence[str] | None = None) -> int:
    """Prepare the database of the settings for the dashboard's start; return the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m data.demo",
        description="Write demo data into an empty database; with DASHBOARD_EMPTY=1, take them out again.",
    )
    parser.add_argument("--database-url", help="the database to write to (default: DATABASE_URL, or var/)")
    given = parser.parse_args(arguments)
    try:
        settings = command_settings(given.database_url)
        history = register_history()
        wanted = not settings.start_empty
        with closing(open_store(settings.database_url, known_codes=known_codes())) as store:
            changed = prepare_demo(store, history, wanted=wanted, at=datetime.now().astimezone())
    except DashboardError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    if changed:
        sys.stdout.write(f"{changed} batches of demo data are {'in' if wanted else 'out'}.\n")
    return 0


def _draw_roles(counties: pd.DataFrame, rng: Generator) -> dict[str, str]:
    """Give every province a role, the ones that need a certain size first."""
    sizes = counties["province_code"].value_counts().sort_index()
    roles = dict.fromkeys(sizes.index.astype(str), "steady")
    for role in (*SIZE_OF_ROLE, *(role for role in ROLES if role not in SIZE_OF_ROLE)):
        smallest, largest = SIZE_OF_ROLE.get(role, (0, len(counties)))
        free = [
            code for code, n in sizes.items() if roles[str(code)] == "steady" and smallest <= n <= largest
        ]
        for code in rng.permutation(np.array(free, dtype=str))[: ROLES[role][0]]:
            roles[str(code)] = role
    return roles


def _draw_established(counties: pd.DataFrame, roles: dict[str, str], ahead: Array, rng: Generator) -> Array:
    """Draw the day on which each county is established; each province follows an S-curve of its own."""
    days = np.arange(np.datetime64("2023-06-01", "D"), np.datetime64("2032-01-01", "D"))
    established = np.full(len(counties), NEVER)
    # Towards the front for those ahead, otherwise by lot.
    place = rng.random(len(counties)) - 0.3 * ahead
    for code, role in sorted(roles.items()):
        _, (low, high), (slow, fast) = ROLES[role]
        share = _curve(days, rng.uniform(low, high), rng.uniform(slow, fast))
        members = np.flatnonzero(counties["province_code"] == code)
        members = members[np.argsort(place[members], kind="stable")]
        quantile = (np.arange(len(members)) + 0.5) / len(members)
        reached = np.searchsorted(share, quantile)
        jitter = rng.integers(-12, 13, len(members))
        day = days[np.clip(reached + jitter, 0, len(days) - 1)]
        if role == "complete":
            day = np.minimum(day, COMPLETE_BY - rng.integers(0, 60, len(members)))
        if role == "reversing":
            day = np.where(day > STANDSTILL_FROM, day + np.timedelta64(1000, "D"), day)
        established[members] = np.where(reached < len(days), day, NEVER)
    # Nobody founds anything on a weekend.
    return np.busday_offset(established, 0, roll="backward")


def _draw_losses(established: Array, role: Array, months: Array, rng: Generator) -> tuple[Array, Array]:
    """Draw the months, as positions in `months`, in which counties go backwards and are established again."""
    size, never = len(established), len(months) + 1
    loses = rng.random(size) < np.where(role == "reversing", LOSES_AGAIN_REVERSING, LOSES_AGAIN)
    loses &= ~np.isin(role, ("complete", "silent"))
    begun = np.searchsorted(months, established)
    sometime = begun + rng.integers(3, 12, size)
    at_the_end = np.searchsorted(months, STANDSTILL_FROM) + rng.integers(3, 14, size)
    lost = np.where(role == "reversing", np.maximum(begun + 2, at_the_end), sometime)
    lost = np.where(loses, lost, never)
    comes_back = loses & (rng.random(size) < 0.5) & (role != "reversing")
    return lost, np.where(comes_back, lost + rng.integers(3, 7, size), never)


def _curve(days: Array, share: float, pace: float) -> Array:
    """Return an S-curve that comes up to `share` at ANCHOR at `pace` times what is needed from there.

    A logistic curve, held down before the end of RAMP; rises throughout.
    """
    gained = pace * (1 - share) / MONTHS_LEFT_AT_ANCHOR * 6
    half_year = 184.0
    steepness = (_logit(share) - _logit(share - gained)) / half_year
    since_anchor = (days - ANCHOR).astype("float64")
    logistic = 1 / (1 + np.exp(-(_logit(share) + steepness * since_anchor)))
    ramp = np.clip((days - RAMP[0]) / (RAMP[1] - RAMP[0]), 0, 1)
    return logistic * (0.02 + 0.98 * ramp * ramp * (3 - 2 * ramp))


def _logit(share: float) -> float:
    return float(np.log(share / (1 - share)))


def _state(course: Course, month: int) -> tuple[Array, Array]:
    """Return each county's stage (position in STAGES) and day of establishment as a month's report has them."""
    ends = np.array(course.months, dtype="datetime64[D]")
    seen = ends[np.maximum(month - course.lag, 0)]
    stage = np.full(len(course.established), NOT_STARTED)
    stage[course.preparing <= seen] = PREPARING
    stage[course.established <= seen] = ESTABLISHED
    stage[course.operating <= seen] = OPERATING
    was_established = stage >= ESTABLISHED
    stage[was_established & (month >= course.lost)] = PREPARING
    again = was_established & (month >= course.regained)
    stage[again] = ESTABLISHED
    day_of_return = np.busday_offset(ends[np.minimum(course.regained, len(ends) - 1)] - 9, 0, roll="backward")
    day = np.where(again, day_of_return, course.established)
    return stage, np.where(stage >= ESTABLISHED, day, np.datetime64("NaT", "D"))


def _answered(answers: _Answers, who: Array, stage: Array, silent: Array) -> pd.DataFrame:
    """Return what the counties at positions `who` answer; the silent ones only count their schools."""
    rows = pd.DataFrame(index=pd.RangeIndex(len(who)))
    for name, chances in IN_PLACE.items():
        answer = pd.Series(answers.items[name][who] < np.array(chances)[stage], dtype="boolean")
        rows[name] = answer.mask(answers.blanks[name][who] | silent)
    chance = np.array(TAKES_PART)[stage][:, None]
    for name, (choices, draws) in (("departments", answers.departments), ("resources", answers.resources)):
        joined = ["、".join(choices[row]) or None for row in draws[who] < chance]
        rows[name] = pd.Series(joined, dtype="string").mask(silent)
    total = answers.schools[who]
    share = np.array(SCHOOLS_COVERED)[stage] + np.where(stage > NOT_STARTED, 0.34 * answers.coverage[who], 0)
    rows["schools_covered"] = pd.Series(np.floor(total * share), dtype="Int64").mask(silent)
    rows["schools_total"] = pd.Series(total, dtype="Int64")
    rows["remark"] = pd.Series("演示：建设阶段待报", index=rows.index, dtype="string").where(silent)
    return rows


def _saved_at(as_of: date, today: date) -> datetime:
    day = min(as_of + timedelta(days=DAYS_TO_SAVE), today)
    return datetime.combine(day, time(), tzinfo=UTC)


if __name__ == "__main__":
    sys.exit(main())
