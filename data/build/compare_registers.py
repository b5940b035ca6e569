"""Write register_windows.csv: which codes and names left the public registers between which editions.

Run: python -m data.build.compare_registers FOLDER, with the npm packages unpacked in FOLDER (see
`data.build.registers`). The result is the evidence that `data.reference check` and the tests hold county_changes.csv
against: each unit that ever left has to resolve, and no change may be dated after the first edition without the unit.
"""

import argparse
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from data.build.registers import EDITIONS, county_level
from data.build.tables import FILES, write_table
from data.register import load_counties

COLUMNS = ("code", "name", "last_listed", "gone_by", "source")
REGISTER_EDITION = date(2023, 12, 31)
# Some lists have these, but they are no counties: forest districts of 大兴安岭 without a code of their own, and the
# administrative committee of 大柴旦.
NOT_COUNTIES = ("232701", "232702", "232703", "232704", "232761", "232762", "232763", "232764", "632857")
# A slip of the pen in the edition of 2012 and a heading that it lists as a unit.
SLIPS = ("江洲区", "晋城市市辖区")


def editions(folder: Path) -> list[tuple[date, str, Mapping[str, str]]]:
    """Read all editions and the register itself, oldest first."""
    found: list[tuple[date, str, Mapping[str, str]]] = [
        (edition.on, edition.package, county_level(edition.entries(folder))) for edition in EDITIONS
    ]
    counties = load_counties()
    register = dict(zip(counties["county_code"].tolist(), counties["name"].tolist(), strict=True))
    return sorted([*found, (REGISTER_EDITION, "the register", register)], key=lambda edition: edition[0])


def windows(folder: Path) -> list[tuple[str, ...]]:
    """List each code and name that the register does not hold, with its last edition and the one after that.

    Units younger than the register (in the last edition only) have an empty `gone_by`.
    """
    listed = editions(folder)
    register = dict(next(units for on, _, units in listed if on == REGISTER_EDITION))
    pairs = {
        (code, name) for _, _, units in listed for code, name in units.items() if register.get(code) != name
    }
    rows: list[tuple[str, ...]] = []
    for code, name in sorted(pairs):
        of_district = code in NOT_COUNTIES and name.endswith(("区", "会"))
        if of_district or name in SLIPS:
            continue
        days = [index for index, (_, _, units) in enumerate(listed) if units.get(code) == name]
        last = days[-1]
        gone_by = listed[last + 1][0].isoformat() if last + 1 < len(listed) else ""
        rows.append((code, name, listed[last][0].isoformat(), gone_by, listed[last][1]))
    return rows


def main() -> None:
    """Write register_windows.csv from the folder named on the command line."""
    parser = argparse.ArgumentParser(description="Compare public registers of different years.")
    parser.add_argument("folder", type=Path)
    rows = windows(parser.parse_args().folder)
    print("register_windows.csv", write_table(FILES / "register_windows.csv", COLUMNS, rows))


if __name__ == "__main__":
    main()
