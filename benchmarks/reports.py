"""How long each handout takes: slides, briefing, its DOCX, and the workbook, for the nation and with all 32 provinces.

    python benchmarks/reports.py [--database-url URL] [--rounds N]

Each file is made from a store that nothing has been read from, as `python -m reports` does: reading, judging, drawing.
Without a database, demo status is written to a temporary one. Issue 5 asks for the PPTX in under 5 s for the nation and
under 20 s with all provinces, and for the workbook in under 5 s.
"""

import argparse
import os
import resource
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from statistics import median

# Run as a script, Python looks for modules beside it only.
sys.path.insert(0, str(Path(__file__).parents[1]))

from data.base.language import translator
from data.demo import write_demo
from data.register.history import register_history
from data.register.register import known_codes, load_provinces
from data.store.store import open_store
from reports.figures.occasion import occasion_of
from reports.figures.source import FigureSource
from reports.handouts import HANDOUTS, Handout, make_handout

TODAY = date(2026, 11, 22)
BOUNDS_S = {("pptx", 0): 5.0, ("pptx", 32): 20.0, ("xlsx", 32): 5.0}


def make(store, handout: Handout) -> tuple[float, bytes]:
    """Make a file from a store that nothing has been read from; seconds and content."""
    began = time.perf_counter()
    figures = FigureSource(store, {})
    occasion = occasion_of(figures, as_of=None, lang="zh")
    content = make_handout(handout, figures, occasion, translator("zh"))
    return time.perf_counter() - began, content


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--database-url")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    provinces = tuple(load_provinces()["code"])
    with tempfile.TemporaryDirectory() as folder:
        url = given.database_url or f"sqlite:///{Path(folder) / 'store.db'}"
        store = open_store(url, known_codes=known_codes())
        if given.database_url is None:
            write_demo(store, register_history(), today=TODAY)
        # What is loaded once, before the first file: modules, fonts, geometry.
        for kind in HANDOUTS:
            make(store, Handout.of(kind, provinces=()))
        print(
            f"{os.cpu_count()} processors, load average {os.getloadavg()[0]:.1f}, {given.rounds} rounds, medians\n"
        )
        print("| file | provinces | s | MB | bound s | |\n|---|--:|--:|--:|--:|---|")
        for kind in HANDOUTS:
            for chosen in (provinces,) if kind == "xlsx" else ((), provinces):
                times, content = [], b""
                for _round in range(given.rounds):
                    seconds, content = make(store, Handout.of(kind, provinces=chosen))
                    times.append(seconds)
                taken, bound = median(times), BOUNDS_S.get((kind, len(chosen)))
                state = "" if bound is None else "holds" if taken <= bound else "MISSED"
                asked = "" if bound is None else f"{bound:g}"
                size = f"{len(content) / 1e6:.1f}"
                print(f"| {kind} | {len(chosen)} | {taken:.1f} | {size} | {asked} | {state} |", flush=True)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
        print(f"\nThe process took {peak:,.0f} MB at most.")
        store.close()


if __name__ == "__main__":
    main()
