"""Bring the register up to date from the command line, by an edition that lies beside the database (docs/register.md).

    python -m data.register new FILE [--day D] [--sheet S] [--answer "500157 = 500105 + 500112"]…
        [--document TEXT] [--source TEXT] [--past] [--commit --by WHO --note TEXT]
    python -m data.register list · take-back N --by WHO --reason TEXT

FILE is a spreadsheet or CSV: a new list of units (code, name) or of changes (kind, before, after). Nothing is written
without --commit: a dry run shows what was understood, and how many counties each province has then. What a list leaves
open is asked: on a terminal at once, else by --answer.

--by that names an account of the dashboard has to name an administrator's. A running dashboard takes an edition up
with its next page, the commands when they start.

Exit code: 0 understood, or done; 1 questions are open; 2 the file, the arguments or the changes cannot be used, or the
account may not do it; 3 the database or a setting cannot be used.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from data.accounts.account import NoSuchAccount
from data.accounts.permissions import ASK_ADMIN
from data.base.errors import DashboardError, NotAllowed, StoreBusy, StoreUnreachable
from data.base.signatures import Signature
from data.commands import Arguments, command_settings, day_argument, plain_settings
from data.register.editions import EditionFolder, EditionRefused, Prepared, history_with, make_edition
from data.register.history import History
from data.register.new_list import (
    Question,
    Understood,
    UnusableList,
    compare,
    effect_on_provinces,
    read_changes,
    rows_of,
)
from data.register.replay import Announced, UnusableChange
from data.settings import Settings
from data.spreadsheets.reading import read_spreadsheet
from data.spreadsheets.sheets import Sheet, UnreadableFile
from data.store.store import open_store

DONE: Final = 0
OPEN: Final = 1
UNUSABLE: Final = 2
NO_DATABASE: Final = 3
ORIGIN: Final = "command line"
FAR_AHEAD: Final = timedelta(days=366)
MOST_LEFT_OUT: Final = 20

KIND_WORDS: Final = {
    "renamed": "renamed", "retyped": "another kind of unit", "recoded": "another code",
    "transferred": "to another prefecture", "merged": "merged", "divided": "divided", "rearranged": "rearranged",
    "set_up_from": "set up from parts of others", "set_up": "set up", "ground_moved": "ground moved",
}  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments say; return the exit code."""
    given = parse(arguments)
    try:
        if given.what == "new":
            settings = command_settings(given.database_url)
            return new(EditionFolder(settings.register_folder), settings, given)
        # Nothing is taken up: what is damaged has to be told, and can be taken back.
        settings = plain_settings(given.database_url)
        folder = EditionFolder(settings.register_folder)
        if given.what == "take-back":
            signature = Signature(signed_by(settings, given.by), datetime.now().astimezone(), ORIGIN)
            folder.take_back(given.edition, signature, given.reason)
            return _say(f"Edition {given.edition} is taken back; the dashboard follows with its next page.")
        return _list(folder)
    except (UnreadableFile, UnusableList, UnusableChange, EditionRefused, NotAllowed) as error:
        sys.stderr.write(f"{error}\n")
        return UNUSABLE
    except (StoreBusy, StoreUnreachable, DashboardError) as error:
        sys.stderr.write(f"{error}\n")
        return NO_DATABASE


def _list(folder: EditionFolder) -> int:
    """Tell what was committed, or what is wrong with the folder."""
    faults = folder.faults()
    if not faults:
        return _say(listed(folder))
    sys.stderr.write("".join(f"{fault}\n" for fault in faults))
    return UNUSABLE


def new(folder: EditionFolder, settings: Settings, given: argparse.Namespace) -> int:
    """Tell what a file says against the register, and commit it if asked."""
    try:
        content = Path(given.file).read_bytes()
    except OSError as error:
        raise UnusableList(f"{given.file} cannot be read: {error.strerror}.", "Correct the path.") from error
    history = history_with(folder.standing())
    texts, unread = sheet_texts(content, Path(given.file).name, given.sheet)
    rows = rows_of(texts)
    answers = list(given.answer)
    found = understand(history, rows, given, answers)
    while found.questions and sys.stdin.isatty():
        sys.stdout.write("\n".join(["", asked(found.questions[0]), "> "]))
        sys.stdout.flush()
        # The questions show answers as arguments: typed so, they are understood, too.
        line = sys.stdin.readline().strip().removeprefix("--answer").strip().strip('"')
        if not line:
            break
        try:
            found = understand(history, rows, given, [*answers, line])
            answers.append(line)
        except UnusableList as error:
            sys.stdout.write(f"{error}\n")
    check_days(history, found, past=given.past)
    prepared = Prepared(
        found.changes, found.names, Path(given.file).name, hashlib.sha256(content).hexdigest()
    )
    _say(told(history, found, prepared, unread))
    if found.questions:
        return OPEN
    if given.commit and found.changes:
        signature = Signature(signed_by(settings, given.by), datetime.now().astimezone(), ORIGIN)
        number = folder.commit(prepared, signature, given.note)
        _say(
            f"Committed as edition {number}, signed by {signature.by}; the dashboard takes it up with its next page."
        )
    elif found.changes:
        _say("Nothing was written: this was a dry run. Add --commit --by WHO --note TEXT.")
    return DONE


def check_days(history: History, found: Understood, *, past: bool) -> None:
    """Raise UnusableList for a day from which on known days would change, and for one far ahead."""
    days = sorted(change.day for change in found.changes)
    newest = history.newest.day
    if days and newest and days[0] < newest.isoformat() and not past:
        raise UnusableList(
            f"{days[0]} lies before the newest change of the register, of {newest}: past days would change.",
            "Correct the day, or add --past where it is meant.",
        )
    if days and days[-1] > (datetime.now().astimezone().date() + FAR_AHEAD).isoformat():
        raise UnusableList(f"{days[-1]} lies more than a year ahead.", "Correct the day.")


def understand(
    history: History, rows: Sequence[dict[str, str]], given: argparse.Namespace, answers: Sequence[str]
) -> Understood:
    """Read rows as a list of units or of changes."""
    day: date | None = given.day
    written = day.isoformat() if day else ""
    if rows and "kind" in rows[0]:
        found = read_changes(rows, written)
        if any(not change.day for change in found.changes):
            raise UnusableList("A change has no day.", "Add a column day (日期), or --day.")
        return found
    if day is None:
        raise UnusableList("A list of units does not tell when it changed.", "Add --day 2026-10-31.")
    return compare(history, rows, day=written, answers=answers, document=given.document, source=given.source)


def sheet_texts(content: bytes, name: str, sheet: str | None) -> tuple[list[list[str]], list[str]]:
    """Read a spreadsheet's cells as texts: the sheet of that name, else the first that is shown; name the others."""
    sheets = read_spreadsheet(content, name).sheets
    chosen = (
        [each for each in sheets if each.name == sheet]
        if sheet
        else [each for each in sheets if each.visible]
    )
    if not chosen:
        names = ", ".join(each.name for each in sheets)
        raise UnusableList(
            f"{name} has no sheet {sheet or 'that is shown'}.", f"Name one of these with --sheet: {names}."
        )
    others = [each.name for each in sheets if each is not chosen[0] and each.visible and each.rows]
    return _texts(chosen[0]), others


def _texts(sheet: Sheet) -> list[list[str]]:
    def text(cell: object) -> str:
        if cell is None:
            return ""
        # A workbook keeps a day with a time of midnight.
        return (cell.date() if isinstance(cell, datetime) else cell).__str__()

    return [[text(cell) for cell in row] for row in sheet.rows]


def told(history: History, found: Understood, prepared: Prepared, unread: Sequence[str]) -> str:
    """Write what was understood: the changes by kind, what was left out, the effect, what is asked."""
    lines = [f"{prepared.file}, against the register of {history.newest.day}:"]
    if unread:
        lines.append(f"Sheets that were not read; name one with --sheet: {', '.join(unread)}")
    if not found.changes and not found.questions:
        lines.append("  nothing differs.")
    for kind, word in KIND_WORDS.items():
        lines += [f"  {word}: {change_line(change)}" for change in found.changes if change.kind == kind]
    if found.left_out:
        lines.append(f"Left out: {len(found.left_out)}")
        lines += [f"  {what}: {why}" for what, why in found.left_out[:MOST_LEFT_OUT]]
        if len(found.left_out) > MOST_LEFT_OUT:
            lines.append(
                f"  and {len(found.left_out) - MOST_LEFT_OUT} more, the last: {' : '.join(found.left_out[-1])}"
            )
    if found.changes:
        before = history.register_of(None).counties
        after = history.with_edition(make_edition(history, prepared)).register_of(None).counties
        lines.append(f"Counties in all: {len(before)} → {len(after)}")
        lines += [f"  {name}: {was} → {will}" for name, was, will in effect_on_provinces(before, after)]
    if found.questions:
        lines.append(f"To be decided: {len(found.questions)}")
        lines += [asked(question) for question in found.questions]
    return "\n".join(lines)


def change_line(change: Announced) -> str:
    """Tell a change in one line."""
    sides = [
        " + ".join(f"{code} {name}" for code, name in side.items()) for side in (change.before, change.after)
    ]
    document = f" ({change.document})" if change.document else ""
    return f"{change.day} {' → '.join(side for side in sides if side)}{document}"


def asked(question: Question) -> str:
    """Ask what became of a code, with the answers that can be given."""
    code = question.code
    nearby = f" Near it: {', '.join(question.others)}." if question.others else ""
    if question.came:
        sample = " + ".join(each.split()[0] for each in question.others) or "CODE"
        return (
            f"  {code} {question.name} is new.{nearby}\n"
            f'    merged of units that are gone: --answer "{code} = {sample}"\n'
            f'    set up from parts of units that go on: --answer "{code} from CODE + CODE"\n'
            f'    set up, from whose ground is not known: --answer "{code} new"'
        )
    sample = next((each.split()[0] for each in question.others), "CODE")
    return (
        f"  {code} {question.name} is gone.{nearby}\n"
        f'    it goes on under another code: --answer "{sample} = {code}"\n'
        f'    merged into one that goes on: --answer "CODE takes {code}"\n'
        f'    divided: --answer "{code} split CODE + CODE"'
    )  # fmt: skip


def listed(folder: EditionFolder) -> str:
    """Write the journal, one line an entry, and what stands."""
    events = folder.events()
    if not events:
        return f"There are no editions in {folder.path}."
    standing = {kept.number: kept for kept in folder.standing()}
    lines = [
        f"{event.at:%Y-%m-%d %H:%M} {event.by}: {event.action.replace('_', ' ')} edition {event.edition}"
        f"{f' · {event.note}' if event.note else ''}"
        for event in events
    ]
    lines.append(f"In use: {', '.join(map(str, standing)) or 'none'}")
    for kept in standing.values():
        lines += [f"  {kept.number} {change.kind}: {change_line(change)}" for change in kept.prepared.changes]
    return "\n".join(lines)


def signed_by(settings: Settings, by: str) -> str:
    """Give who signs; where the name is an account's it has to be an administrator's that is not disabled."""
    store = open_store(settings.database_url, known_codes=())
    try:
        account = store.accounts.named(by)
    except NoSuchAccount:
        return by
    finally:
        store.close()
    if account.disabled_at is not None or account.role != "admin":
        raise NotAllowed(
            f'The account "{account.sign_in_name}" may not change the register.', ASK_ADMIN, why="admin"
        )
    return account.viewer.signed_name


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the arguments; ends the program with code 2 when they cannot be understood."""
    common = Arguments(add_help=False)
    common.add_argument("--database-url", metavar="URL", help="the database (default: DATABASE_URL, or var/)")
    parser = Arguments(
        prog="python -m data.register", description="Bring the register of counties up to date."
    )
    commands = parser.add_subparsers(dest="what", required=True, metavar="new | list | take-back")
    made = commands.add_parser("new", parents=[common], help="read a new list of units or of changes")
    made.add_argument("file", metavar="FILE", help="xlsx, xls, et, ods, csv, txt, html")
    made.add_argument("--day", type=day_argument, metavar="D", help="the day from which it holds: 2026-10-31")
    made.add_argument("--sheet", metavar="S", help="the sheet's name (default: the first)")
    made.add_argument(
        "--answer", action="append", default=[], metavar="TEXT", help='such as "653132 from 653126"'
    )
    made.add_argument("--document", default="", metavar="TEXT", help="the number of the official document")
    made.add_argument("--source", default="", metavar="TEXT", help="where the list is from")
    made.add_argument("--past", action="store_true", help="let days change that lie before the newest change")
    made.add_argument("--commit", action="store_true", help="write the edition")
    made.add_argument("--by", metavar="WHO", help="who signs; needed with --commit")
    made.add_argument("--note", default="", metavar="TEXT", help="for those who read the journal later")
    commands.add_parser("list", parents=[common], help="tell what was committed and what stands")
    back = commands.add_parser("take-back", parents=[common], help="take the newest edition back")
    back.add_argument("edition", type=int, metavar="N", help="its number")
    back.add_argument("--by", required=True, metavar="WHO", help="who takes it back")
    back.add_argument("--reason", required=True, metavar="TEXT", help="why")
    given = parser.parse_args(arguments)
    if given.what == "new" and given.commit and not (given.by or "").strip():
        parser.error("--commit needs --by: say who signs.")
    return given


def _say(text: str) -> int:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
    return DONE


if __name__ == "__main__":
    sys.exit(main())
