"""Hostile spreadsheets on the whole way from bytes to texts: `python -m tests.load.fuzz_ingest --minutes 10`.

Files are drawn from a seed: the committed spreadsheets with changes, and tables of hostile cells. Each is read by a
fork of the reading child under its limits, some by the child as it is (`--real`); then the table is found, its
columns matched, its rows checked and compared, its problems worded in both languages, its rejects written. A finding
is any exception but UnreadableFile, an exception of our own in the child, and what is too slow or too large; each is
made as small as a minute allows and left in `--out`. Ends with 1 if there is any.
"""

import argparse
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from typing import Any, Final

import pandas as pd

from data.base.fields import REPORT_COLUMNS
from data.base.language import translator
from data.ingest import examination_json
from data.intake.examination import examine_workbook
from data.intake.problem_texts import problem_text
from data.register.register import load_counties
from data.spreadsheets import reading
from data.spreadsheets.sheets import UnreadableFile
from data.store.batch import STORED_TYPES, checked_rows
from reports.forms.rejects import rejects_workbook
from tests.data.spreadsheets.build import FILES
from tests.data.uploads import TODAY, particulars
from tests.load.forking_reader import SLOWEST, Finding, Reader
from tests.load.hostile_tables import hostile_cell, hostile_table, write_table
from tests.load.mutations import mutate

CHILD_STARTS_IN: Final = 0.5


def stored_reports() -> pd.DataFrame:
    """A nation that has reported: counties go back, repeat themselves and are older than what is stored."""
    codes = load_counties()["county_code"].tolist()
    stages = [
        ("not_started", "preparing", "established", "operating")[place % 4] for place in range(len(codes))
    ]
    columns: dict[str, list[Any]] = {
        "county_code": codes,
        "stage": stages,
        "as_of": [date(2026, 6, 30)] * len(codes),
        "established_on": [date(2025, 3, 1) if place % 4 > 1 else None for place in range(len(codes))],
    }
    shaped = {
        name: pd.Series(columns.get(name, [None] * len(codes)), dtype=STORED_TYPES[name])
        for name in REPORT_COLUMNS
    }
    frame = pd.DataFrame({"batch_id": 1, **shaped})
    return frame.assign(saved_at=pd.Timestamp("2026-07-01", tz="UTC"))


class Ingest:
    """The way from bytes to texts; `__call__` raises whatever goes wrong, and UnreadableFile."""

    def __init__(self) -> None:
        self.reports, self.codes = stored_reports(), set(load_counties()["county_code"])
        self.languages: tuple[Callable[[str], str], ...] = (translator("en"), translator("zh"))
        self.texts: set[str] = set()
        self.codes_met = Counter[str]()

    def __call__(self, name: str, content: bytes, seed: int) -> None:
        rng = Random(seed)  # noqa: S311 - nothing secret
        book = reading.read_spreadsheet(content, name)
        answers = {
            (
                rng.randint(1, 12),
                rng.choice(["stage", "county_code", "established_on", "leave_out", "going_backwards"]),
            ): (rng.choice([True, hostile_cell(rng), 12, None, date(2025, 3, 1)]))
            for _answer in range(rng.choice([0, 0, 3]))
        }
        asked = particulars(
            self.reports,
            answers=answers,
            province=rng.choice([None, None, "440000", "660000"]),
            as_of=rng.choice([None, None, date(2026, 10, 31)]),
            header_row=rng.choice([None, None, None, 1, 3]),
        )
        found = examine_workbook(book, content, name, asked)
        for each in found.problems:
            self.codes_met[each.code] += 1
            for translate in self.languages:
                text = problem_text(each, translate)
                if len(text) > 30_000 or text[-1] not in ".。":
                    raise Finding(f"text of {each.code}: {text[:200]}")
        examination_json(found, None)
        if found.table is None or found.checked is None:
            return
        numbers = [row.row for row in found.table.rows]
        kept = [*found.accepted["row"], *found.areas["row"], *found.rejected, *found.checked.repeated]
        if sorted([*kept, *found.checked.left_out]) != numbers and set(found.checked.left_out) <= set(
            numbers
        ):
            raise Finding("a row is neither accepted nor told")
        if len(found.accepted):
            rows = found.accepted.drop(columns="row")
            checked_rows(rows, as_of=date(2026, 10, 31), known_codes=self.codes)
        if found.rejected:
            again = rejects_workbook(
                found.table,
                found.rejected,
                found.problems,
                corrected={},
                as_of=found.as_of,
                today=TODAY,
                lang=rng.choice(["zh", "en"]),
                _=self.languages[1],
            )
            if rng.random() < 0.2:
                reading.read_spreadsheet(again, "rejects.xlsx")


def too_slow(_signal: int, _frame: object) -> None:
    raise Finding("more than 10 s in all")


def trouble(ingest: Ingest, name: str, content: bytes, seed: int) -> str | None:
    """What goes wrong with a file, told so that the same is told alike; None if nothing does."""
    signal.alarm(10)
    try:
        ingest(name, content, seed)
    except UnreadableFile as refused:
        ingest.codes_met[refused.problem.code] += 1
        return None
    except Exception as error:  # noqa: BLE001 - this is what is looked for
        frames = traceback.extract_tb(error.__traceback__)
        text = f"{type(error).__name__} at {Path(frames[-1].filename).name}:{frames[-1].lineno}"
        return f"{text}: {str(error)[:160]}" if isinstance(error, Finding) else text
    finally:
        signal.alarm(0)
    return None


def smallest(content: bytes, fails: Callable[[bytes], bool], seconds: float = 60) -> bytes:
    """Take pieces away as long as the same goes wrong."""
    until, piece = time.monotonic() + seconds, max(1, len(content) // 2)
    while piece and time.monotonic() < until:
        at = 0
        while at < len(content) and time.monotonic() < until:
            shorter = content[:at] + content[at + piece :]
            if fails(shorter):
                content = shorter
            else:
                at += piece
        piece //= 2
    return content


def draw(rng: Random, seeds: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    if rng.random() < 0.5:
        name, content = write_table(rng, hostile_table(rng))
        return name, mutate(rng, content) if rng.random() < 0.3 else content
    name, content = rng.choice(seeds)
    return rng.choice([name, "a.csv"]), mutate(rng, content)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1, help="the same seed draws the same files")
    parser.add_argument(
        "--real", type=int, default=40, help="one file of so many is read by a child of its own"
    )
    parser.add_argument("--out", type=Path, default=Path(tempfile.gettempdir()) / "fuzz_ingest")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGALRM, too_slow)
    rng, reader, ingest, real = Random(given.seed), Reader(), Ingest(), reading._ask_child  # noqa: S311
    seeds = [(path.name, path.read_bytes()) for path in sorted(FILES.iterdir())]
    found: dict[str, Path] = {}
    begin = told = time.monotonic()
    tried, longest = 0, (0.0, "")
    while (now := time.monotonic()) - begin < given.minutes * 60:
        name, content = draw(rng, seeds)
        tried += 1
        reading._ask_child = real if tried % given.real == 0 else reader.ask
        what = trouble(ingest, name, content, tried)
        longest = max(longest, (time.monotonic() - now, f"{tried} {name} {len(content)} B"))
        if what is None and time.monotonic() - now > SLOWEST + CHILD_STARTS_IN:
            what = "more than 5 s"
        if what and what not in found:
            reading._ask_child = reader.ask
            content = smallest(
                content,
                lambda less, name=name, what=what, seed=tried: trouble(ingest, name, less, seed) == what,
            )
            found[what] = given.out / f"{given.seed}-{tried}-{name}"
            found[what].write_bytes(content)
            sys.stdout.write(f"FOUND {what}\n  {found[what]} ({len(content)} B, draw {tried})\n")
        if now - told > 60:
            told = now
            sys.stdout.write(summary(tried, now - begin, found, longest, reader, ingest) + "\n")
            sys.stdout.flush()
    sys.stdout.write(summary(tried, time.monotonic() - begin, found, longest, reader, ingest) + "\n")
    reader.close()
    sys.stdout.write(f"codes met: {dict(ingest.codes_met.most_common())}\n")
    return 1 if found else 0


def summary(
    tried: int,
    seconds: float,
    found: dict[str, Path],
    longest: tuple[float, str],
    reader: Reader,
    ingest: Ingest,
) -> str:
    children_mib = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return (
        f"{tried} files in {seconds:.0f} s, {len(found)} findings; longest {longest[0]:.2f} s ({longest[1]}); "
        f"forks: slowest {reader.slowest:.2f} s, largest {reader.largest_kb / 1024:.0f} MiB, "
        f"ended by signal {dict(reader.signals)}; "
        f"children: largest {children_mib:.0f} MiB; {len(ingest.codes_met)} codes met"
    )


if __name__ == "__main__":
    sys.exit(main())
