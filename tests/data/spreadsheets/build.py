"""Write the generated spreadsheets: `python -m tests.data.spreadsheets.build`. Each module has its CASES."""

from pathlib import Path

from tests.data.spreadsheets import hostile_files, ingest_files, reading_files

FILES = Path(__file__).parent / "files"
READING_CASES = [*reading_files.CASES, *hostile_files.CASES]


def write_files() -> None:
    FILES.mkdir(exist_ok=True)
    for case in [*READING_CASES, *ingest_files.CASES]:
        path = FILES / case.name
        if case.same_bytes or not path.exists():
            path.write_bytes(case.build())


if __name__ == "__main__":
    write_files()
