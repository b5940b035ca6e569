"""A register through time and reports, counted again in plain Python loops; and random histories to try it on.

Nothing of data.figures, data.register.history or pandas is used to count; slow and plain on purpose.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from data.register.history import History
from tests.data.factories import a_history
from tests.data.plain_history import ALLIANCE, STAGES

ONE_DAY = timedelta(days=1)
PREFECTURES = {"440100": "440000", "440200": "440000", "450100": "450000"}
FIRST = {"440103": "440100", "440104": "440100", "440203": "440200", "450102": "450100", "450103": "450100"}
STRANGER = "999999"
KINDS = ("renamed", "recoded", "transferred", "merged", "merged", "merged", "divided", "set_up_from")


@dataclass(frozen=True)
class PlainPeriod:
    """What a unit was from a day (None: always) until the day before another (None: still)."""

    unit: str
    code: str
    name: str
    prefecture: str
    since: date | None
    until: date | None = None

    def holds(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)

    def area(self, level: str) -> str:
        return {"nation": "100000", "province": PREFECTURES[self.prefecture], "prefecture": self.prefecture}[
            level
        ]


@dataclass(frozen=True)
class PlainChange:
    """A change: the units before and after it, and who follows whom."""

    day: date
    kind: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    follows: tuple[tuple[str, str], ...] = ()
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class PlainReport:
    """A report, in the order in which the reports were saved."""

    order: int
    code: str
    as_of: date
    stage: str | None
    established_on: date | None


@dataclass(frozen=True)
class Standing:
    """Where a unit stands: its stage, since when, as of when, and whether that was taken over."""

    stage: str | None
    established_on: date | None
    as_of: date | None
    inherited: bool = False


NOWHERE = Standing(None, None, None)


@dataclass(frozen=True)
class PlainRegister:
    """Periods and changes of some units, and reports."""

    periods: Sequence[PlainPeriod]
    changes: Sequence[PlainChange]
    reports: Sequence[PlainReport]
    known: dict[Any, Any] = field(default_factory=dict)

    def of(self, unit: str) -> list[PlainPeriod]:
        return [period for period in self.periods if period.unit == unit]

    def begun(self, unit: str) -> date | None:
        return self.of(unit)[0].since

    def ended(self, unit: str) -> date | None:
        return self.of(unit)[-1].until

    def period(self, unit: str, day: date) -> PlainPeriod | None:
        return next((period for period in self.of(unit) if period.holds(day)), None)

    def units(self, day: date) -> list[PlainPeriod]:
        return sorted(
            (period for period in self.periods if period.holds(day)), key=lambda period: period.code
        )

    def bearer(self, code: str, day: date) -> str | None:
        """The unit that bore a code on a day, or last before it, or first after it."""
        borne = [period for period in self.periods if period.code == code]
        borne.sort(key=lambda period: period.since or date.min)
        before = [period for period in borne if (period.since or date.min) <= day]
        if before:
            return before[-1].unit
        return borne[0].unit if borne else None

    def counts_from(self, report: PlainReport) -> date:
        """The day that a report describes; where its code began only later, the day on which it did."""
        begun = [period.since or date.min for period in self.periods if period.code == report.code]
        return max(report.as_of, min(begun, default=report.as_of))

    def own_reports(self, unit: str, day: date) -> list[PlainReport]:
        """The unit's reports that count by a day, one for each day from which they count: the one saved last."""
        end = self.ended(unit)
        last: dict[date, PlainReport] = {}
        for report in self.reports:
            since = self.counts_from(report)
            after_end = end is not None and since >= end
            if since <= day and not after_end and self.bearer(report.code, report.as_of) == unit:
                last[since] = report
        return [last[since] for since in sorted(last)]

    def taken_over(self, unit: str) -> Standing | None:
        """What a merged unit stands on until it reports, or None."""
        for change in self.changes:
            if change.kind != "merged" or unit not in change.after or unit in change.before:
                continue
            stood = [
                self.standing(giver, change.day - ONE_DAY) for giver, taker in change.follows if taker == unit
            ]
            if any(one.stage not in ALLIANCE for one in stood):
                return None
            days = [one.established_on for one in stood if one.established_on is not None]
            lowest = min((one.stage for one in stood if one.stage), key=STAGES.index)
            oldest = min(one.as_of for one in stood if one.as_of)
            return Standing(lowest, max(days) if days else None, oldest, inherited=True)
        return None

    def standing(self, unit: str, day: date) -> Standing:
        own = self.own_reports(unit, day)
        if own:
            return Standing(own[-1].stage, own[-1].established_on, own[-1].as_of)
        return self.taken_over(unit) or NOWHERE

    def spans(self, unit: str, known_on: date) -> list[tuple[date, date | None]]:
        """When the unit had an alliance while it existed, as known on a day."""
        key = (unit, known_on)
        if key not in self.known:
            self.known[key] = self._spans(unit, known_on)
        return self.known[key]

    def _spans(self, unit: str, known_on: date) -> list[tuple[date, date | None]]:
        told = [
            (self.counts_from(report), report.stage, report.established_on)
            for report in self.own_reports(unit, known_on)
        ]
        begun, ended, taken = self.begun(unit), self.ended(unit), self.taken_over(unit)
        if taken and begun and begun <= known_on and not any(day <= begun for day, _, _ in told):
            told.insert(0, (begun, taken.stage, taken.established_on))
        found: list[tuple[date, date | None]] = []
        run: list[tuple[date, str | None, date | None]] = []
        for day, stage, since in [*told, (None, None, None)]:
            if stage in ALLIANCE:
                run.append((day, stage, since))
                continue
            if run:
                given = [one[2] for one in run if one[2] is not None]
                start = min(given[-1] if given else run[0][0], run[-1][0])
                if found and found[-1][1] is not None:
                    start = max(start, found[-1][1])
                found.append((start, day))
                run = []
        clipped = [
            (max(start, begun) if begun else start, min((day for day in (end, ended) if day), default=None))
            for start, end in found
        ]
        return [(start, end) for start, end in clipped if end is None or start < end]

    def has_alliance(self, unit: str, day: date, known_on: date) -> bool:
        return self.period(unit, day) is not None and any(
            start <= day and (end is None or day < end) for start, end in self.spans(unit, known_on)
        )

    def area(self, unit: str, day: date, level: str, known_on: date) -> str | None:
        """The area that counts a unit on a day: where that area is no more, the one that has its ground."""
        if level == "county":
            now = self.period(unit, known_on)
            return now.code if now else None
        codes = {period.area(level) for period in self.units(known_on)}
        then = self.period(unit, day)
        while then is not None:
            if then.area(level) in codes:
                return then.area(level)
            later = [one for one in self.of(then.unit) if one.since and one.since > (then.since or date.min)]
            if later:
                then = later[0]
                continue
            then = self._after(then.unit)
        return None

    def _after(self, unit: str) -> PlainPeriod | None:
        for change in self.changes:
            if unit in change.before and unit not in change.after:
                flows = (*change.follows, *change.parts)
                return self.of(next(taker for giver, taker in flows if giver == unit))[0]
        return None

    def established(self, level: str, day: date, known_on: date) -> dict[str, int]:
        return self._count(level, day, known_on, lambda unit: self.has_alliance(unit, day, known_on))

    def counties(self, level: str, day: date, known_on: date) -> dict[str, int]:
        return self._count(level, day, known_on, lambda _: True)

    def unreported(self, level: str, day: date, known_on: date) -> dict[str, int]:
        return self._count(
            level,
            day,
            known_on,
            lambda unit: (
                self.standing(unit, day).stage is None and not self.has_alliance(unit, day, known_on)
            ),
        )

    def _count(self, level: str, day: date, known_on: date, counts: Any) -> dict[str, int]:
        found: dict[str, int] = {}
        for period in self.units(day):
            area = self.area(period.unit, day, level, known_on)
            if area is not None:
                found[area] = found.get(area, 0) + bool(counts(period.unit))
        return found

    def progress(self, level: str, since: date, until: date, known_on: date) -> dict[str, int]:
        """What units gained and lost from day to day, of those that were there on both days."""
        found: dict[str, int] = {}
        events = {day for unit in {one.unit for one in self.periods} for day in self._turns(unit, known_on)}
        for day in sorted(day for day in events if since < day <= until):
            for period in self.units(day):
                if self.period(period.unit, day - ONE_DAY) is None:
                    continue
                step = self.has_alliance(period.unit, day, known_on) - self.has_alliance(
                    period.unit, day - ONE_DAY, known_on
                )
                area = self.area(period.unit, day, level, known_on)
                if area is not None:
                    found[area] = found.get(area, 0) + step
        return found

    def _turns(self, unit: str, known_on: date) -> set[date]:
        return {day for span in self.spans(unit, known_on) for day in span if day is not None}

    def not_counted(self, day: date) -> dict[int, str]:
        """Why each report up to a day is in no figure of it, by its order."""
        found: dict[int, str] = {}
        for report in self.reports:
            if report.as_of > day:
                continue
            unit = self.bearer(report.code, report.as_of)
            if unit is None:
                found[report.order] = "unknown_code"
                continue
            end, begin = self.ended(unit), self.begun(unit)
            if end is not None and report.as_of >= end:
                found[report.order] = "after_end"
            elif end is not None and end <= day:
                found[report.order] = "ended"
            elif (begin is not None and begin > day) or self.counts_from(report) > day:
                found[report.order] = "not_begun"
            elif report not in self.own_reports(unit, day):
                found[report.order] = "corrected"
        return found

    def history(self) -> History:
        """The same as the dashboard keeps it."""

        def written(day: date | None) -> str:
            return day.isoformat() if day else ""

        def pairs(flows: Sequence[tuple[str, str]]) -> str:
            return " ".join(f"{giver}>{taker}" for giver, taker in flows)

        units = [
            {
                "unit": period.unit, "code": period.code, "name": period.name,
                "prefecture_code": period.prefecture, "prefecture": f"市{period.prefecture}",
                "province_code": PREFECTURES[period.prefecture], "province": "省",
                "map_province_code": PREFECTURES[period.prefecture],
                "since": written(period.since), "until": written(period.until),
            }
            for period in self.periods
        ]  # fmt: skip
        changes = [
            {
                "change": f"{change.day}-{number}", "day": written(change.day), "kind": change.kind,
                "before": " ".join(change.before), "after": " ".join(change.after),
                "follows": pairs(change.follows), "parts": pairs(change.parts),
            }
            for number, change in enumerate(self.changes)
        ]  # fmt: skip
        return a_history(units, changes)


@st.composite
def registers(draw: st.DrawFn, days: Sequence[date]) -> PlainRegister:
    """Draw a history of changes and reports: each change on a day of its own, reports around them."""
    periods = [PlainPeriod(code, code, f"县{code}", prefecture, None) for code, prefecture in FIRST.items()]
    changes: list[PlainChange] = []
    for number, day in enumerate(sorted(draw(st.lists(st.sampled_from(days), max_size=6, unique=True)))):
        alive = [period for period in periods if period.until is None]
        one = draw(st.sampled_from(alive))
        kind = draw(st.sampled_from(KINDS))
        new = f"{PREFECTURES[one.prefecture][:2]}9{number:03d}"
        others = [
            period
            for period in alive
            if period is not one and period.area("province") == one.area("province")
        ]
        if kind == "merged" and others:
            gone = [one, *draw(st.lists(st.sampled_from(others), min_size=1, max_size=2, unique=True))]
            code = draw(st.sampled_from([new, one.code]))
            unit = code if code == new else f"{code}-{number}"
            begun = [PlainPeriod(unit, code, f"区{number}", one.prefecture, day)]
            change = PlainChange(
                day, kind, tuple(p.unit for p in gone), (unit,), tuple((p.unit, unit) for p in gone)
            )
        elif kind == "divided":
            gone = [one]
            own = [f"{new[:2]}8{number:02d}{n}" for n in (1, 2)]
            begun = [PlainPeriod(code, code, f"分{code}", one.prefecture, day) for code in own]
            after = tuple(period.unit for period in begun)
            change = PlainChange(day, kind, (one.unit,), after, (), tuple((one.unit, unit) for unit in after))
        elif kind == "set_up_from":
            gone = []
            begun = [PlainPeriod(new, new, f"新{number}", one.prefecture, day)]
            change = PlainChange(day, kind, (one.unit,), (one.unit, new), (), ((one.unit, new),))
        else:
            kind = "renamed" if kind == "merged" else kind
            gone = [one]
            code = one.code if kind == "renamed" else new
            there = draw(st.sampled_from(sorted(PREFECTURES))) if kind == "transferred" else one.prefecture
            begun = [PlainPeriod(one.unit, code, f"{one.name}改", there, day)]
            change = PlainChange(day, kind, (one.unit,), (one.unit,))
        for period in gone:
            periods[periods.index(period)] = PlainPeriod(
                period.unit, period.code, period.name, period.prefecture, period.since, day
            )
        periods += begun
        changes.append(change)
    codes = sorted({period.code for period in periods} | {STRANGER})
    report = st.tuples(
        st.sampled_from(codes),
        st.sampled_from(days),
        st.sampled_from([None, "preparing", "established", "operating", "operating"]),
        st.none() | st.sampled_from(days),
    )
    drawn = draw(st.lists(report, max_size=30))
    reports = [
        PlainReport(order, code, as_of, stage, since if stage in ALLIANCE else None)
        for order, (code, as_of, stage, since) in enumerate(drawn, start=1)
    ]
    periods.sort(key=lambda period: (period.unit, period.since or date.min))
    return PlainRegister(periods, changes, reports)
