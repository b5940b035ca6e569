"""Rows about the same county on the same day: told once if they agree, refused all together if they do not."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from data.problems import Problem, problem
from data.report_rows import REPORTED
from data.rules_cells import Cells


@dataclass
class Doubles:
    """repeated: rows that say again what an earlier one says; problems: of these, and of rows that contradict."""

    repeated: set[int] = field(default_factory=set[int])
    problems: list[Problem] = field(default_factory=list[Problem])


def find_doubles(cells: Cells) -> Doubles:
    """Find counties, and functional areas, that more than one row reports for the same day."""
    groups: defaultdict[tuple[Any, ...], list[int]] = defaultdict(list)
    for place, match in enumerate(cells.places):
        named = match.county_code or match.functional_area
        if named:
            groups[named, match.parent_code, cells.said["as_of"][place]].append(place)
    doubles = Doubles()
    column = next((letter for name in ("county", "county_code") if (letter := cells.letter(name))), None)
    for (named, _parent, _day), places in groups.items():
        if len(places) == 1:
            continue
        said = {tuple(cells.said[name][place] for name in REPORTED) for place in places}
        rows = [cells.rows[place] for place in places]
        conflict = len(said) > 1
        code = "duplicate_conflict" if conflict else "duplicate_identical"
        for row in rows if conflict else rows[1:]:
            others = "、".join(str(other) for other in rows if other != row)
            doubles.problems.append(problem(code, row, column, field="county", found=str(named), rows=others))
        if not conflict:
            doubles.repeated.update(rows[1:])
    return doubles
