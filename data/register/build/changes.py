"""Build county_changes.csv from the history of the register: what former codes and names mean at the end of 2023.

Run: python -m data.register.build.changes, after data.register.build.units. Besides what the history tells there are
units that began after that day, which resolve to the unit that holds the ground in the register of that day, and the
codes of unofficial_codes.csv. `data.register.build.compare_registers` checks the result against public registers that
were collected independently.
"""

from datetime import date

from data.register.build.tables import read_table, write_table
from data.register.former import former_units
from data.register.history import committed_history
from data.register.register import FILES

COLUMNS = ("old_code", "old_name", "old_prefecture", "new_code", "effective_on", "kind")
REGISTER_EDITION = date(2023, 12, 31)
# Units that began after the register's edition, and what is no code of a unit but was followed by one.
FURTHER_CHANGES = (
    ("500157", "两江新区", "重庆市", "500105", "2025-11-06", "split"),
    ("500157", "两江新区", "重庆市", "500109", "2025-11-06", "split"),
    ("500157", "两江新区", "重庆市", "500112", "2025-11-06", "split"),
    ("653228", "和康县", "和田地区", "653223", "2024-12-27", "created"),
    ("653229", "和安县", "和田地区", "653221", "2024-12-27", "created"),
    ("632858", "冷湖行政委员会", "海西蒙古族藏族自治州", "632803", "2018-02-22", "merged"),
    ("632859", "茫崖行政委员会", "海西蒙古族藏族自治州", "632803", "2018-02-22", "merged"),
    ("460321", "西沙群岛", "三沙市", "460302", "2020-04-18", "created"),
    ("460322", "南沙群岛", "三沙市", "460303", "2020-04-18", "created"),
    ("460323", "中沙群岛的岛礁及其海域", "三沙市", "460302", "2020-04-18", "created"),
)


def change_rows() -> list[tuple[str, ...]]:
    """Make the rows of county_changes.csv, sorted."""
    further = {(code, name) for code, name, *_ in FURTHER_CHANGES}
    unofficial = [
        (row["code"], row["name"], row["prefecture"], row["official_code"], "", "unofficial")
        for row in read_table(FILES / "unofficial_codes.csv")
        if (row["code"], row["name"]) not in further
    ]
    return sorted([*former_units(committed_history(), REGISTER_EDITION), *FURTHER_CHANGES, *unofficial])


def main() -> None:
    """Write county_changes.csv."""
    print("county_changes.csv", write_table(FILES / "county_changes.csv", COLUMNS, change_rows()))


if __name__ == "__main__":
    main()
