"""What the measurements say: the table, the ratios, and which targets hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

from benchmarks.measure import Round
from benchmarks.variants import Variant


@dataclass(frozen=True)
class Figures:
    """Medians of one variant: ms, bytes, ms, ms."""

    redraw: float
    traffic: float
    load: float
    server: float


@dataclass(frozen=True)
class Target:
    """A bound and what was measured against it (issue 2)."""

    says: str
    measured: float
    bound: float
    at_least: bool = False

    @property
    def holds(self) -> bool:
        """Whether the bound is kept."""
        return self.measured >= self.bound if self.at_least else self.measured <= self.bound


def figures(timed: list[Round], counted: Round) -> Figures:
    """Medians over all rounds; bytes are those of the heaviest redraw."""
    return Figures(
        redraw=median(took for taken in timed for took in taken.redraws),
        traffic=max(counted.traffic),
        load=median(taken.load for taken in timed),
        server=median(taken.server for taken in timed),
    )


def targets(by_name: Mapping[str, Figures]) -> list[Target]:
    """The targets of issue 2, with what this run measured."""
    empty, limit, ours, tutorial = (by_name[name] for name in ("as_it_comes", "limit", "map", "tutorial"))
    return [
        Target("redraw: map / empty page as it comes", ours.redraw / empty.redraw, 1.1),
        Target("redraw: map / empty page, our settings", ours.redraw / limit.redraw, 2),
        Target("redraw: tutorial / map", tutorial.redraw / ours.redraw, 15, at_least=True),
        Target("bytes a redraw: map, in kB", ours.traffic / 1000, 10),
        Target("drawn: map / empty page as it comes", ours.load / empty.load, 1.2),
    ]


def table(compared: list[Variant], by_name: Mapping[str, Figures]) -> str:
    """One line a variant, as Markdown."""
    lines = [
        "| page | drawn ms | redraw ms | kB a redraw | server CPU ms a redraw |",
        "|---|--:|--:|--:|--:|",
    ]
    for variant in compared:
        row = by_name[variant.name]
        lines.append(
            f"| {variant.label} | {row.load:,.0f} | {row.redraw:,.0f} | {row.traffic / 1000:,.1f} | {row.server:,.0f} |"
        )
    return "\n".join(lines)


def verdicts(kept: list[Target]) -> str:
    """One line a target, as Markdown."""
    lines = ["| target | bound | measured | |", "|---|--:|--:|---|"]
    for target in kept:
        sign = "≥" if target.at_least else "≤"
        state = "holds" if target.holds else "MISSED"
        lines.append(f"| {target.says} | {sign} {target.bound:g} | {target.measured:.2f} | {state} |")
    return "\n".join(lines)
