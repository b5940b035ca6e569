"""The reports that the counties of the demo would send, month by month, from the courses drawn for them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.random import Generator
from numpy.typing import NDArray

from data.demo_course import Course
from data.report_rows import YES_NO
from data.schema import STAGES

Array: TypeAlias = NDArray[Any]

# Chance that an item is in place, by stage in the order of STAGES.
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
