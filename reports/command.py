"""Make what is handed out, from the command line, for a nightly job.

    python -m reports {pptx,pdf,docx,xlsx} [--as-of D] [--province P…] [--lang zh|en] [--slides k.k.k] -o FILE

P is a reporting province by code, name or short name (440000, 广东省, 广东, Guangdong), or `all`. Without it a PPTX has
the nation's slides only, a PDF or DOCX a page for each of the 32; the workbook (xlsx) always holds everything. FILE is
replaced when the new one is whole: it is written under another name beside it first.

On a terminal stderr shows how far it is; elsewhere nothing is printed but errors, one sentence each.

Exit code: 0 FILE is there; 1 the program has a fault; 2 the arguments cannot be understood; 3 the database or a setting
cannot be used; 4 nothing had been reported by that day; 5 FILE cannot be written.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from data.base.errors import DashboardError, NothingReported
from data.base.language import LANGUAGES, translator
from data.commands import Arguments, command_settings, day_argument
from data.plan.milestones import load_province_milestones
from data.register.province_names import ALL, UnknownProvince, find_provinces
from data.register.register import known_codes
from data.settings import Settings
from data.store.store import open_store
from reports.figures.occasion import occasion_of
from reports.figures.source import FigureSource
from reports.handouts import HANDOUTS, Handout, Progress, make_handout
from reports.slides.deck import parse_keys

MADE: Final = 0
MISUNDERSTOOD: Final = 2
UNUSABLE: Final = 3
NOTHING: Final = 4
UNWRITABLE: Final = 5


class UnwritableFile(DashboardError):
    """The file that is asked for cannot be written where it is to go."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the file that the arguments ask for; return the exit code."""
    given = parse(arguments)
    try:
        settings = command_settings(given.database_url)
        size = write_whole(Path(given.output), lambda: make(given, settings))
    except NothingReported as error:
        return _say(str(error), NOTHING)
    except UnwritableFile as error:
        return _say(str(error), UNWRITABLE)
    except DashboardError as error:
        return _say(str(error), UNUSABLE)
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{given.output}: {size / 1000:,.0f} kB\x1b[K\n")
    return MADE


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the arguments; ends the program with code 2 when they cannot be understood."""
    parser = Arguments(prog="python -m reports", description="Make what is handed out.")
    parser.add_argument(
        "kind", choices=HANDOUTS, help="pptx: slides; pdf, docx: a briefing; xlsx: the figures"
    )
    parser.add_argument(
        "--as-of", type=day_argument, metavar="D", help="as known on a day (default: the newest report)"
    )
    parser.add_argument(
        "--province",
        action="extend",
        nargs="+",
        metavar="P",
        help=f"provinces: 440000, 广东, Guangdong, or {ALL} (default: pptx none, pdf and docx all)",
    )
    parser.add_argument("--lang", choices=LANGUAGES, default="zh", help="the language (default: zh)")
    parser.add_argument("--slides", metavar="K.K", help="of a pptx, the slides in order: headline.map.440000")
    parser.add_argument("--database-url", metavar="URL", help="the database (default: DATABASE_URL, or var/)")
    parser.add_argument("-o", "--output", required=True, metavar="FILE", help="where the file goes")
    given = parser.parse_args(arguments)
    if given.kind == "xlsx" and given.province:
        parser.error("--province does not go with xlsx: the workbook always holds every province.")
    if given.slides is not None and (given.kind != "pptx" or given.province):
        parser.error("--slides goes with pptx alone, without --province.")
    if given.slides is not None and parse_keys(given.slides) is None:
        parser.error(f'--slides: "{given.slides}" names no slide; write it like headline.map.440000.')
    try:
        given.codes = None if given.province is None else find_provinces(given.province)
    except UnknownProvince as error:
        parser.error(f"--province: {error}")
    return given


def make(given: argparse.Namespace, settings: Settings) -> bytes:
    """Make the file's content. Raises NothingReported, and other DashboardErrors for store and settings."""
    store = open_store(settings.database_url, known_codes=known_codes())
    try:
        figures = FigureSource(store, load_province_milestones(settings.milestones_file))
        occasion = occasion_of(
            figures,
            as_of=given.as_of,
            lang=given.lang,
            approval=settings.map_approval_number,
            line_file=settings.approved_line_file,
        )
        wanted = Handout.of(given.kind, provinces=given.codes, keys=parse_keys(given.slides))
        return make_handout(wanted, figures, occasion, translator(given.lang), _shower())
    finally:
        store.close()


def write_whole(output: Path, make_content: Callable[[], bytes]) -> int:
    """Write a file under another name beside `output`, which it replaces once it is whole; return its size.

    A link is followed. Raises UnwritableFile, where nothing can be written there before anything is made; whatever
    happens, no half file stays.
    """
    target = output.resolve()
    partial = target.with_name(f".{target.name[:100]}.{os.getpid()}.partial")
    try:
        try:
            if target.is_dir():
                raise IsADirectoryError(None, "it is a folder")
            partial.write_bytes(b"")
        except OSError as error:
            raise _unwritable(output, error) from error
        content = make_content()
        try:
            partial.write_bytes(content)
            partial.replace(target)
        except OSError as error:
            raise _unwritable(output, error) from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
    return len(content)


def _unwritable(output: Path, error: OSError) -> UnwritableFile:
    why = error.strerror or str(error)
    return UnwritableFile(
        f"{output} cannot be written: {why[:1].lower()}{why[1:]}.", "Give -o another place."
    )


def _shower() -> Progress | None:
    """Show on a terminal how much is done."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        sys.stderr.write(f"\r{done / max(total, 1):4.0%}\x1b[K")
        sys.stderr.flush()

    return show


def _say(sentence: str, code: int) -> int:
    cleared = "\r\x1b[K" if sys.stderr.isatty() else ""
    sys.stderr.write(f"{cleared}{sentence}\n")
    return code
