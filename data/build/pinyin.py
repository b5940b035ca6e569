"""Build pinyin.csv: the syllables of every name that a search may be about.

Run: python -m data.build.pinyin, then python -m data.build.record. The names are those of counties, prefectures
and provinces, in full and short, and the former names of counties and of their prefectures. Readings are those
of place names (`data.build.readings`).
"""

from data.build.romanise import syllables
from data.build.tables import FILES, read_table, write_table

FILE_NAME = "pinyin.csv"
COLUMNS = ("name", "syllables")
# The columns of each table that hold names.
SOURCES = {
    "counties.csv": ("name",),
    "prefectures.csv": ("name", "short_name"),
    "provinces.csv": ("name", "short_name"),
    "county_changes.csv": ("old_name", "old_prefecture"),
}


def all_names() -> list[str]:
    """List every name once, in the order of their characters."""
    names = {
        row[column]
        for file_name, columns in SOURCES.items()
        for row in read_table(FILES / file_name)
        for column in columns
    }
    return sorted(names - {""})


def main() -> None:
    """Write the table and say how many rows it has."""
    rows = ((name, " ".join(syllables(name))) for name in all_names())
    print(FILE_NAME, write_table(FILES / FILE_NAME, COLUMNS, rows))


if __name__ == "__main__":
    main()
