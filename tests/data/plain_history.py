"""What the store's rows mean, counted again in plain Python loops: the pages' numbers must be these.

Nothing of data.figures.progress, data.figures.trend or pandas is used here; slow and plain on purpose.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from math import ceil
from typing import Any

from data.base.months import month_ends, months_before, months_between

STAGES = ("not_started", "preparing", "established", "operating")
ALLIANCE = ("established", "operating")
GUARANTEES = ("funding", "personnel", "venues")


@dataclass(frozen=True)
class SavedRow:
    """A row of a batch, in the order in which the batches were saved."""

    order: int
    as_of: date
    county: str
    stage: str | None
    established_on: date | None
    guarantees: dict[str, bool | None] = field(default_factory=dict)


@dataclass(frozen=True)
class PlainHistory:
    """rows: those of the batches that count. areas: level → area → its counties."""

    rows: Sequence[SavedRow]
    areas: dict[str, dict[str, list[str]]]
    known: dict[tuple[str, str, date], Any] = field(default_factory=dict)

    def reports(self, county: str, day: date) -> list[SavedRow]:
        """One report per as-of date up to a day, oldest first; of several the one saved last."""
        key = ("reports", county, day)
        if key not in self.known:
            self.known[key] = self._reports(county, day)
        return self.known[key]

    def _reports(self, county: str, day: date) -> list[SavedRow]:
        last: dict[date, SavedRow] = {}
        for row in self.rows:
            if row.county == county and row.as_of <= day:
                known = last.get(row.as_of)
                if known is None or row.order > known.order:
                    last[row.as_of] = row
        return [last[as_of] for as_of in sorted(last)]

    def standing(self, county: str, day: date) -> SavedRow | None:
        reports = self.reports(county, day)
        return reports[-1] if reports else None

    def stage(self, county: str, day: date) -> str | None:
        row = self.standing(county, day)
        return None if row is None else row.stage

    def counts(self, counties: Sequence[str], day: date) -> dict[str, int]:
        counted = {"counties": len(counties), "established": 0, "operating": 0}
        counted |= {"preparing": 0, "not_started": 0, "not_reported": 0}
        for county in counties:
            stage = self.stage(county, day)
            if stage is None:
                counted["not_reported"] += 1
            elif stage == "established":
                counted["established"] += 1
            elif stage == "operating":
                counted["established"] += 1
                counted["operating"] += 1
            else:
                counted[stage] += 1
        return counted

    def spans(self, county: str, known_on: date) -> list[tuple[date, date | None]]:
        """When the county had an alliance, as known on a day: from … up to, but without, …"""
        key = ("spans", county, known_on)
        if key not in self.known:
            self.known[key] = self._spans(county, known_on)
        return self.known[key]

    def _spans(self, county: str, known_on: date) -> list[tuple[date, date | None]]:
        found: list[tuple[date, date | None]] = []
        run: list[SavedRow] = []

        def close(until: date | None) -> None:
            if not run:
                return
            since = run[0].as_of
            for row in run:
                if row.established_on is not None:
                    since = row.established_on
            since = min(since, run[-1].as_of)
            if found and found[-1][1] is not None:
                since = max(since, found[-1][1])
            found.append((since, until))
            run.clear()

        for row in self.reports(county, known_on):
            if row.stage in ALLIANCE:
                run.append(row)
            else:
                close(row.as_of)
        close(None)
        return found

    def had_alliance(self, county: str, day: date, known_on: date) -> bool:
        return any(
            since <= day and (until is None or day < until) for since, until in self.spans(county, known_on)
        )

    def had_stage(self, county: str, day: date) -> bool:
        return self.stage(county, day) is not None

    def established(self, counties: Sequence[str], day: date, known_on: date) -> int:
        return sum(self.had_alliance(county, day, known_on) for county in counties)

    def unreported(self, counties: Sequence[str], day: date, known_on: date) -> int:
        return sum(
            not self.had_stage(county, day) and not self.had_alliance(county, day, known_on)
            for county in counties
        )

    def verdict(self, counties: Sequence[str], day: date, milestones: Sequence[tuple[date, float]]) -> str:
        """Go through the month ends up to a day, as known on it; the verdict of the day itself is the last."""
        bands = ("on_track", "at_risk", "off_track")
        dates = {
            row.as_of for county in counties for row in self.reports(county, day) if row.stage is not None
        }
        months = 12 if len(counties) < 30 else 6
        band, judged_by, word = None, None, ""
        for point in month_ends(min(date(2024, 11, 30), day), day):
            due, share = ([one for one in sorted(milestones) if one[0] > point] or [max(milestones)])[0]
            needed = ceil(Fraction(str(share)) * len(counties))
            there = self.established(counties, point, day)
            gap, left = needed - there, months_between(point, due)
            gained = there - self.established(counties, months_before(point, months), day)

            def place(net: float, gap: int = gap, left: float = left) -> int:
                if gap <= 0:
                    return 0
                ratio = round(net / months / (gap / left), 9) if left > 0 else 0
                return 0 if ratio >= 0.95 else 1 if ratio >= 0.60 else 2

            now = place(gained)
            if band is not None and judged_by == (due, share):
                doubt = max(1, 0.05 * max(gap, 0) / left * months) if left > 0 else 1
                band = min(max(band, place(gained + doubt)), place(gained - doubt))
                band = min(max(band, now - 1), now + 1)
            else:
                band = now
            silent = self.unreported(counties, point, day)
            too_few = len([one for one in dates if one <= point]) < 2
            if gap <= 0:
                word = "achieved"
            elif too_few or silent > 0.20 * len(counties):
                word = "cannot_assess"
            elif gained < 0:
                word = "reversing"
            elif left > 0 and gap <= 2 and there >= 0.75 * needed:
                word = "nearly"
            else:
                word = bands[band]
            judged_by = (due, share)
            if too_few or silent > 0.20 * len(counties):
                band = None
        return word

    def change(self, county: str, since: date, until: date) -> dict[str, Any]:
        before, after = self.stage(county, since), self.stage(county, until)
        seen = [before, *(row.stage for row in self.reports(county, until) if row.as_of > since)]
        highest = None
        for stage in seen:
            if stage is not None and (highest is None or STAGES.index(stage) > STAGES.index(highest)):
                highest = stage
        if highest is None:
            backwards = False
        elif after is None:
            backwards = highest in ALLIANCE
        else:
            backwards = STAGES.index(after) < STAGES.index(highest)
        return {
            "before": before,
            "after": after,
            "highest": highest,
            "gained": after in ALLIANCE and before not in ALLIANCE,
            "lost": before in ALLIANCE and after not in ALLIANCE,
            "first_report": before is None and after is not None,
            "backwards": backwards,
        }

    def reasons(self, county: str, day: date, since: date) -> set[str]:
        row = self.standing(county, day)
        stage = None if row is None else row.stage
        found: set[str] = set()
        if stage is None:
            found |= {"not_reported", "never" if row is None else "blank"}
        elif stage not in ALLIANCE:
            found |= {"to_do", stage}
        elif row is not None:
            answers = [row.guarantees.get(name) for name in GUARANTEES]
            if any(answer is False for answer in answers):
                found.add("lacking")
            if any(answer is None for answer in answers):
                found.add("unstated")
        if row is not None and (day - row.as_of).days > 90:
            found.add("stale")
        if self.change(county, since, day)["backwards"]:
            found.add("backwards")
        return found
