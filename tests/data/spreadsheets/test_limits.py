"""Hostile files end as one reason within their limits, and leave the process that asked untouched."""

import json
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from dataclasses import asdict, replace

import pytest

from data.spreadsheets import reading
from data.spreadsheets.reading import read_spreadsheet
from data.spreadsheets.sheets import LIMITS, Limits, UnreadableFile
from tests.data.spreadsheets.build import READING_CASES
from tests.data.spreadsheets.cases import ReadingCase
from tests.data.spreadsheets.hostile_files import GUARDED, one_sheet
from tests.data.spreadsheets.packages import inline, rows_xml
from tests.data.spreadsheets.reading_files import PLAIN, sheet_of, text_of

MOST_SECONDS = 5.0
# Nothing of a hostile file may be unpacked here: what is allowed is the file itself, a few times over.
MOST_GROWTH_BYTES = 150 * 1024 * 1024


def own_peak_bytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def processor_seconds() -> float:
    """Of this process and its children: what the other work of a machine cannot lengthen."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def code_of(content: bytes, name: str = "a.xlsx", limits: Limits = LIMITS) -> str:
    with pytest.raises(UnreadableFile) as error:
        read_spreadsheet(content, name, limits=limits)
    return error.value.problem.code


@pytest.mark.parametrize(("case", "lowered"), GUARDED, ids=lambda value: getattr(value, "name", ""))
def test_each_guard_stands_before_its_kind_of_file(case: ReadingCase, lowered: dict[str, int]) -> None:
    threads = threading.active_count()
    with pytest.raises(UnreadableFile) as error:
        read_spreadsheet(case.build(), case.name, limits=replace(LIMITS, **lowered))
    assert (error.value.problem.code, error.value.problem.found) == (case.refusal, case.found)
    assert threading.active_count() == threads
    assert read_spreadsheet(text_of(PLAIN)(), "a.csv").sheets[0].rows


@pytest.mark.slow
@pytest.mark.alone
def test_all_small_hostile_files_together_cost_little() -> None:
    peak = own_peak_bytes()
    contents = [(case, case.build()) for case in READING_CASES if case.refusal]
    for case, content in contents:
        begin = time.monotonic()
        assert code_of(content, case.name) == case.refusal, case.name
        assert time.monotonic() - begin < MOST_SECONDS, case.name
    assert own_peak_bytes() - peak < MOST_GROWTH_BYTES
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 <= LIMITS.memory_bytes


def test_the_child_limits_itself_before_it_reads() -> None:
    asked = asdict(LIMITS) | {"encoding": None, "processor_seconds": 5}
    script = (
        "import json, resource, sys; from data.spreadsheets import child; "
        "limits = json.loads(sys.argv[1]); child.confine(limits['memory_bytes'], 5); "
        "print([resource.getrlimit(r)[0] for r in (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE)])"
    )
    child = subprocess.run(
        [sys.executable, "-c", script, json.dumps(asked)],
        cwd=reading.ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    assert json.loads(child.stdout) == [1536 * 1024 * 1024, 5, 0]


@pytest.mark.slow
def test_processor_time_ends_with_a_signal_of_its_own() -> None:
    script = f"from data.spreadsheets import child; child.confine({LIMITS.memory_bytes}, 1)\nwhile True: pass"
    child = subprocess.run([sys.executable, "-c", script], cwd=reading.ROOT, check=False)
    assert child.returncode == -signal.SIGXCPU


def test_a_child_imports_little() -> None:
    """Its start is part of every upload; pandas alone would cost half a second."""
    script = (
        "import sys; import data.spreadsheets.child, data.spreadsheets.workbook_reading; print(*sys.modules)"
    )
    child = subprocess.run(
        [sys.executable, "-c", script], cwd=reading.ROOT, capture_output=True, check=True, text=True
    )
    loaded = {name.partition(".")[0] for name in child.stdout.split()}
    assert loaded.isdisjoint(
        {"pandas", "numpy", "openpyxl", "sqlalchemy", "dataclasses", "inspect", "asyncio"}
    )


def test_what_takes_too_long_is_stopped() -> None:
    content = text_of(PLAIN * 60_000)()
    begin = processor_seconds()
    assert code_of(content, limits=replace(LIMITS, seconds=0.02, seconds_large=0.02)) == "file_timeout"
    # Unstopped it costs about a second; what else the machine does counts for nothing.
    assert processor_seconds() - begin < 0.5


def test_what_needs_too_much_memory_is_stopped() -> None:
    rows = rows_xml([["x" * 5_000] * 20] * 200)
    assert code_of(one_sheet(rows), limits=replace(LIMITS, memory_bytes=60 * 1024 * 1024)) == "file_memory"


def test_what_has_too_many_cells_or_characters_is_refused() -> None:
    content = sheet_of(*[["县", "阶段"]] * 600)()
    assert code_of(content, limits=replace(LIMITS, cells=1_000)) == "file_too_large"
    assert code_of(text_of(PLAIN * 300)(), limits=replace(LIMITS, cells=1_000)) == "file_too_large"
    assert code_of(content, limits=replace(LIMITS, answer_bytes=5_000)) == "file_too_large"
    assert code_of(content, limits=replace(LIMITS, unpacked_bytes=5_000)) == "file_too_large"
    assert code_of(content, limits=replace(LIMITS, file_bytes=1_000)) == "file_too_large"
    assert len(read_spreadsheet(content, "a.xlsx", limits=replace(LIMITS, cells=1_200)).sheets[0].rows) == 600


def test_cells_without_a_reference_are_counted() -> None:
    many = "<row>" + "<c><v>1</v></c>" * 300 + "</row>"
    assert code_of(one_sheet(many * 10), limits=replace(LIMITS, cells=2_000)) == "file_too_large"
    far = '<row r="90"><c r="AZ90"><v>1</v></c></row>'
    lowered = replace(LIMITS, cells=2_000)
    assert code_of(one_sheet(far + "<row><c><v>1</v></c></row>"), limits=lowered) == "file_far_cell"
    rows = read_spreadsheet(one_sheet(many * 2), "a.xlsx").sheets[0].rows
    assert [len(row) for row in rows] == [300, 300]


def test_the_child_sees_nothing_of_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, object] = {}
    run = subprocess.run

    def watched(command: list[str], **options: object) -> object:
        seen.update(options, command=command)
        return run(command, **options)

    monkeypatch.setenv("DATABASE_URL", "postgresql://tracker:s3cret@db/alliance")
    monkeypatch.setattr(reading.subprocess, "run", watched)
    read_spreadsheet(text_of(PLAIN)(), "秘密.csv")
    assert seen["env"] == {"LANG": "C.UTF-8"}
    assert "秘密" not in " ".join(seen["command"])


def test_no_file_is_left_behind(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    read_spreadsheet(sheet_of(*PLAIN)(), "a.xlsx")
    assert os.listdir(str(tmp_path)) == []  # noqa: PTH208


@pytest.mark.slow
def test_a_hundred_thousand_rows_are_read() -> None:
    row = "".join(inline(f"{letter}1", "教育部") for letter in "ABCDEFGHIJKLMN")
    rows = "".join(
        f'<row r="{n}">{row.replace("1" + chr(34), f"{n}" + chr(34))}</row>' for n in range(1, 100_001)
    )
    content, begin = one_sheet(rows), processor_seconds()
    sheet = read_spreadsheet(content, "a.xlsx").sheets[0]
    assert processor_seconds() - begin < 10
    assert (len(sheet.rows), len(sheet.rows[-1])) == (100_000, 14)
