"""Check spreadsheets, and save them, from the command line: the same way as the upload page.

    python -m data.ingest FILE… [--as-of D] [--sheet S|all] [--province P] [--for-provinces P…]
        [--commit --by WHO --note TEXT] [--json]

Nothing is saved without --commit; with it the rows without errors are. Several files are taken one after the
other. `--sheet all` takes every sheet of counties, each saved as a batch of its own, and none of a file in which two
sheets speak of one county. With --json each file, or each of its sheets, gives one line, a JSON object:

{"file", "sheet", "header_row", "as_of", "columns": {field: letter}, "read", "accepted", "rejected", "unchanged",
"rows": [{"row", "county_code", "as_of", "stage", …}], "areas", "problems": [{"code", "severity", "row", "column",
"field", "found", "expected", "suggestions", "message"}], "batch": number or null}. Days are ISO 8601, what is not
reported is null. Rows of functional areas are in "areas", with "area" and "parent_code" in the place of
"county_code".

--for-provinces bounds a run: rows of other provinces are rejected, and the store takes none of them, so that one
province's nightly job cannot touch another's figures.

--by that names an account of the dashboard binds the run to what that account may do: its provinces, and nothing at
all where it is disabled or a viewer's. Any other name is the word of whoever works on this machine, who may do
everything; the records say of both that they came from the command line.

Exit code: 0 all rows accepted; 1 some rejected; 2 a file cannot be read, or the arguments, or the account may not do
it; 3 the database cannot be used, or somebody else saved meanwhile. Of several files the highest.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import pandas as pd

from data.accounts.account import Account, NoSuchAccount
from data.accounts.permissions import ASK_ADMIN, bound_of, check_can_save_for, check_can_upload
from data.base.errors import BatchRefused, DashboardError, NotAllowed
from data.base.fields import AREA_COLUMNS, REPORT_COLUMNS
from data.base.signatures import name_key
from data.commands import Arguments, command_settings, day_argument
from data.intake.examination import Examination, Particulars, examine_workbook, real_reports, save
from data.intake.problem_texts import problem_text
from data.register.bounds import Bound
from data.register.province_names import province_named
from data.register.register import known_codes
from data.spreadsheets.problems import Problem, problem
from data.spreadsheets.reading import read_spreadsheet
from data.spreadsheets.sheets import UnreadableFile
from data.store.store import Store, open_store

ALL_ACCEPTED: Final = 0
SOME_REJECTED: Final = 1
UNREADABLE: Final = 2
NO_DATABASE: Final = 3

# Every sheet of counties, unless one is called so.
ALL_SHEETS: Final = "all"


def examination_json(found: Examination, batch: int | None) -> str:
    """Write an examination, with the number of the batch it was saved as, on one line."""
    return _line(
        {
            "file": found.file_name,
            "sheet": found.sheet,
            "header_row": None if found.table is None else found.table.header_row,
            "as_of": found.as_of,
            "columns": {} if found.columns is None else dict(found.columns.fields),
            "read": found.read,
            "accepted": found.accepted_count,
            "rejected": len(found.rejected),
            "unchanged": found.unchanged,
            "rows": _records(found.accepted, ("row", *REPORT_COLUMNS)),
            "areas": _records(found.areas, ("row", *AREA_COLUMNS)),
            "problems": [problem_object(each) for each in found.problems],
            "batch": batch,
        }
    )


def unreadable_json(file_name: str, why: Problem) -> str:
    """Write that a file cannot be read, with the one problem that says why."""
    nothing: dict[str, Any] = dict.fromkeys(("sheet", "header_row", "as_of"))
    counts = dict.fromkeys(("read", "accepted", "rejected", "unchanged"), 0)
    found = {"rows": [], "areas": [], "problems": [problem_object(why)], "batch": None}
    return _line({"file": file_name, **nothing, "columns": {}, **counts, **found})


def problem_object(each: Problem) -> dict[str, Any]:
    """Give a problem as plain values, with its sentence in English."""
    return {
        "code": each.code,
        "severity": each.severity,
        "row": each.row,
        "column": each.column,
        "field": each.field,
        "found": each.found,
        "expected": list(each.expected),
        "suggestions": list(each.suggestions),
        "message": problem_text(each, str),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Examine the files that the arguments name, save them if asked; return the exit code."""
    given = parse(arguments)
    worst = ALL_ACCEPTED
    try:
        settings = command_settings(given.database_url)
        with closing(open_store(settings.database_url, known_codes=known_codes())) as store:
            given.by, given.allowed = author(store, given.by, given.for_provinces)
            for file in given.files:
                worst = max(worst, take_in(store, Path(file), given, datetime.now().astimezone()))
    except NotAllowed as error:
        sys.stderr.write(f"{error}\n")
        return UNREADABLE
    except DashboardError as error:
        sys.stderr.write(f"{error}\n")
        return NO_DATABASE
    return worst


def author(store: Store, by: str | None, for_provinces: Sequence[str] | None) -> tuple[str | None, Bound]:
    """Give who signs, and for which provinces: those asked for, within the account's where `by` names one.

    An account is named by its sign-in name, or as records name it. Raises NotAllowed where it may not do this.
    """
    asked = None if for_provinces is None else frozenset(for_provinces)
    account = None if by is None else account_named(store, by)
    if account is None:
        return by, asked
    if account.disabled_at is not None:
        raise NotAllowed(f'The account "{account.sign_in_name}" is disabled.', ASK_ADMIN, why="sign_in")
    viewer = account.viewer
    check_can_upload(viewer)
    if asked is not None:
        check_can_save_for(viewer, asked)
    return viewer.signed_name, bound_of(viewer) if asked is None else asked


def account_named(store: Store, by: str) -> Account | None:
    """Give the account that a name is the sign-in name of, or that records call so; None where it is nobody's."""
    try:
        return store.accounts.named(by)
    except NoSuchAccount:
        key = name_key(by)
        signed = (each for each in store.accounts.listed() if name_key(each.viewer.signed_name) == key)
        return next(signed, None)


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the arguments; ends the program with code 2 when they cannot be understood."""
    parser = Arguments(
        prog="python -m data.ingest", description="Check spreadsheets; with --commit, save them."
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="xlsx, xlsm, xls, et, ods, csv, txt, html")
    parser.add_argument(
        "--as-of", type=day_argument, metavar="D", help="the day that the data describe: 2026-10-31"
    )
    parser.add_argument(
        "--sheet", metavar="S", help="the sheet's name, or all (default: the one that looks right)"
    )
    parser.add_argument(
        "--province", type=_province, metavar="P", help="the province of all rows: 440000 or 广东"
    )
    parser.add_argument(
        "--for-provinces",
        nargs="+",
        action="extend",
        type=_province,
        metavar="P",
        help="after the files: reject rows of other provinces than these: 440000 430000",
    )
    parser.add_argument("--commit", action="store_true", help="save the rows without errors")
    parser.add_argument(
        "--by", metavar="WHO", help="who saves, as a name or an account's sign-in name; needed with --commit"
    )
    parser.add_argument("--note", metavar="TEXT", default="", help="for those who read the records later")
    parser.add_argument("--json", action="store_true", help="print one JSON object a file, each on a line")
    parser.add_argument("--database-url", metavar="URL", help="the database (default: DATABASE_URL, or var/)")
    given = parser.parse_args(arguments)
    if given.commit and not (given.by or "").strip():
        parser.error("--commit needs --by: say who saves.")
    return given


def take_in(store: Store, file: Path, given: argparse.Namespace, now: datetime) -> int:
    """Examine one file, save it if asked, print what came out; return its exit code."""
    try:
        content = file.read_bytes()
    except (OSError, ValueError) as error:  # a name with a zero in it is a ValueError
        forbidden = "forbidden" if isinstance(error, PermissionError) else "absent"
        why = "folder" if isinstance(error, IsADirectoryError) else forbidden
        return _tell_unreadable(file, UnreadableFile(problem("file_missing", found=why)), given)
    revision = store.revision()
    particulars = Particulars(
        reports=real_reports(store),
        today=now.date(),
        as_of=given.as_of,
        sheet=given.sheet,
        province=given.province,
        allowed=given.allowed,
        recall=store.recall_layout,
    )
    try:
        examined = examine_sheets(content, file.name, particulars)
    except UnreadableFile as error:
        return _tell_unreadable(file, error, given)
    twice = counties_twice(examined)
    if twice:
        sys.stderr.write(
            f"{file.name}: more than one sheet speaks of {', '.join(twice)}; nothing is saved.\n"
        )
    worst = SOME_REJECTED if twice else ALL_ACCEPTED
    for found in examined:
        batch = None
        if given.commit and found.adds_something and not twice:
            batch, revision = save_one(store, found, given, now, revision)
        _tell(examination_json(found, batch) if given.json else as_text(found, batch))
        worst = max(
            worst, UNREADABLE if found.unreadable else SOME_REJECTED if found.rejected else ALL_ACCEPTED
        )
    return worst


def examine_sheets(content: bytes, name: str, particulars: Particulars) -> list[Examination]:
    """Examine the sheet that the particulars name, or all of counties in their order. Raises UnreadableFile."""
    workbook = read_spreadsheet(content, name)
    names = [sheet.name for sheet in workbook.sheets]
    if particulars.sheet != ALL_SHEETS or ALL_SHEETS in names:
        return [examine_workbook(workbook, content, name, particulars)]
    first = examine_workbook(workbook, content, name, replace(particulars, sheet=None))
    others = {each.found for each in first.problems if each.code == "sheet_not_read"}
    if not others:
        return [first]
    return [
        examine_workbook(workbook, content, name, replace(particulars, sheet=sheet))
        for sheet in names
        if sheet == first.sheet or sheet in others
    ]


def counties_twice(examined: Sequence[Examination]) -> list[str]:
    """Give the codes of counties of which more than one sheet speaks on the same day."""
    said = Counter(
        pair
        for found in examined
        for pair in set(zip(found.accepted["county_code"], found.accepted["as_of"], strict=True))
    )
    return sorted({str(code) for (code, _day), sheets in said.items() if sheets > 1})


def save_one(
    store: Store, found: Examination, given: argparse.Namespace, now: datetime, revision: int
) -> tuple[int | None, int]:
    """Save what was examined; give its batch, None for none, and the revision after it."""
    try:
        receipt = save(
            store,
            found,
            by=given.by,
            at=now,
            note=given.note,
            origin="command line",
            only_good=True,
            allowed=given.allowed,
            expected_revision=revision,
        )
    except BatchRefused as error:  # nothing but functional areas, stored already
        sys.stderr.write(f"{error}\n")
        return None, revision
    return receipt.batch_id, receipt.revision


def as_text(found: Examination, batch: int | None) -> str:
    """Write what came out for a person: the counts, then each problem with its place."""
    saved = "nothing saved" if batch is None else f"saved as batch {batch}"
    counts = f"{found.accepted_count} accepted ({found.unchanged} unchanged), {len(found.rejected)} rejected"
    lines = [f"{found.file_name}: {found.read} rows read, {counts}; {saved}."]
    for each in found.problems:
        place = f"{each.column or ''}{'' if each.row is None else each.row}" or "file"
        lines.append(f"  {place:>8} {each.severity:<7} {problem_text(each, str)}")
    return "\n".join(lines)


def _records(rows: pd.DataFrame, columns: tuple[str, ...]) -> list[dict[str, Any]]:
    known = [name for name in columns if name in rows.columns]
    values = rows[known].astype("object").itertuples(index=False, name=None)
    return [{name: _plain(value) for name, value in zip(known, row, strict=True)} for row in values]


def _plain(value: Any) -> Any:
    if value is None or pd.isna(value):
        return None
    return value.date().isoformat() if isinstance(value, datetime) else value


def _iso_day(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is no value of JSON")


def _line(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, default=_iso_day)


def _tell_unreadable(file: Path, error: UnreadableFile, given: argparse.Namespace) -> int:
    _tell(unreadable_json(file.name, error.problem) if given.json else f"{file.name}: {error}")
    return UNREADABLE


def _tell(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _province(text: str) -> str:
    """Give the code of a province named by code, name or short name."""
    code = province_named(text)
    if code is None:
        raise argparse.ArgumentTypeError(f'"{text}" is no province; write it like 440000, 广东 or Guangdong.')
    return code


if __name__ == "__main__":
    sys.exit(main())
