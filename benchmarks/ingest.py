"""Reading and checking spreadsheets against the alternatives, in one run: `python benchmarks/ingest.py [--rounds N]`.

Measured: a 2,848-row xlsx from bytes to problem table (target: 1.5 s, and at most 3 × what python-calamine alone
takes to read it, plus the child's start); 100,000 rows × 14 columns (15 s, 1 GiB); pandas.read_excel with openpyxl
on both. Turns alternate, medians are given; memory is the highest resident size of a process of its own.
Not a test: on a busy machine the times say little, the ratios more.
"""

import argparse
import gc
import json
import multiprocessing
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pandas as pd
import python_calamine
from xlsxwriter import Workbook

sys.path.insert(0, str(Path(__file__).parents[1]))

from data.base.fields import REPORT_COLUMNS
from data.intake.examination import Particulars, examine
from data.register.register import load_counties
from data.store.batch import STORED_TYPES

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 22)
HEADERS = (
    *("行政区划代码", "县(市、区)", "数据截至", "建设阶段", "建立日期", "协调机制", "家庭教育指导机构"),
    *("经费保障", "人员保障", "场地保障", "参与部门", "资源领域", "覆盖学校数", "学校总数"),
)
SMALL, LARGE = 2_848, 100_000
MOST_SECONDS = {SMALL: 1.5, LARGE: 15.0}
MOST_BYTES = 1024**3
MOST_TIMES_CALAMINE = 3


def spreadsheet(rows: int) -> bytes:
    """Reports of every county, month after month back in time, as officials write them, 14 columns."""
    counties = load_counties()[["county_code", "name"]].to_numpy().tolist()
    buffer = BytesIO()
    book = Workbook(buffer, {"constant_memory": True, "default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["教联体建设情况"])
    sheet.write_row(1, 0, HEADERS)
    months = pd.date_range(end="2026-10-31", periods=rows // len(counties) + 1, freq="ME")[::-1]
    for number in range(rows):
        code, name = counties[number % len(counties)]
        as_of = months[number // len(counties)].to_pydatetime()
        established = number % 4 > 0
        cells = (
            *(code, name, as_of, ("未启动", "已建立", "已建成", "有效运转")[number % 4]),
            f"2017年{number % 9 + 1}月{number % 28 + 1}日" if established else "",
            *(("是", "否", "√", "×", "")[(number + place) % 5] for place in range(5)),
            "教育部、公安部、民政部"[: 3 + 4 * (number % 3)],
            *("文化学习、体育锻炼", number % 30, 30 + number % 7),
        )
        sheet.write_row(number + 2, 0, cells)
    book.close()
    return buffer.getvalue()


def particulars() -> Particulars:
    nothing = {
        name: pd.Series([], dtype=STORED_TYPES[name]) for name in ("batch_id", *REPORT_COLUMNS, "saved_at")
    }
    return Particulars(reports=pd.DataFrame(nothing), today=TODAY)


def ours(content: bytes) -> int:
    found = examine(content, "a.xlsx", particulars())
    if found.rejected:
        raise ValueError(f"rows are rejected: {found.problems[:3]}")
    return found.read


def calamine(content: bytes) -> int:
    """The reader alone, in this process: no limits, no checks."""
    return len(python_calamine.load_workbook(BytesIO(content)).get_sheet_by_index(0).to_python()) - 2


def pandas_openpyxl(content: bytes) -> int:
    """What a tutorial does: cells into a frame, nothing checked."""
    return len(pd.read_excel(BytesIO(content), header=1, dtype="object", engine="openpyxl"))


def child_start(_content: bytes) -> int:
    """What starting the reading child costs: a Python that imports its module and has nothing to do."""
    command = [sys.executable, "-c", "import data.spreadsheets.child"]
    return subprocess.run(command, cwd=ROOT, check=True).returncode


WAYS: dict[str, Callable[[bytes], int]] = {
    "ours": ours,
    "python-calamine alone": calamine,
    "child's start": child_start,
    "pandas.read_excel, openpyxl": pandas_openpyxl,
}


def seconds(way: str, content: bytes) -> float:
    began = time.perf_counter()
    WAYS[way](content)
    return time.perf_counter() - began


def peak_bytes(content: bytes) -> int:
    """The highest resident size of a process, and of its reading child, that examines the file."""
    hears, says = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("spawn").Process(target=_measure_peak, args=(content, says))
    process.start()
    peak = hears.recv()
    process.join()
    return peak


def _measure_peak(content: bytes, says) -> None:
    ours(content)
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    says.send((own + child) * 1024)


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure reading and checking spreadsheets.")
    parser.add_argument("--rounds", type=int, default=5, help="turns of the small file (default 5)")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    given = parser.parse_args()
    contents = {rows: spreadsheet(rows) for rows in (SMALL, LARGE)}
    ours(contents[SMALL])  # the register and its indexes are read once in a server's life
    gc.collect()
    gc.freeze()  # as the server does once after its imports
    taken: dict[int, dict[str, float]] = {}
    for rows, rounds in ((SMALL, given.rounds), (LARGE, 1)):
        turns = [{way: seconds(way, contents[rows]) for way in WAYS} for _ in range(rounds)]
        taken[rows] = {way: statistics.median(turn[way] for turn in turns) for way in WAYS}
    peak = peak_bytes(contents[LARGE])
    small = taken[SMALL]
    reading, start = small["python-calamine alone"], small["child's start"]
    # "3 × the time python-calamine alone needs to read it plus the child's start" can be read in two ways.
    strict, wide = MOST_TIMES_CALAMINE * reading + start, MOST_TIMES_CALAMINE * (reading + start)
    kept = {
        f"{SMALL} rows in {MOST_SECONDS[SMALL]} s": small["ours"] <= MOST_SECONDS[SMALL],
        f"{SMALL} rows in {MOST_TIMES_CALAMINE} × calamine + start ({strict:.2f} s)": small["ours"] <= strict,
        f"{SMALL} rows in {MOST_TIMES_CALAMINE} × (calamine + start) ({wide:.2f} s)": small["ours"] <= wide,
        f"{LARGE} rows in {MOST_SECONDS[LARGE]} s": taken[LARGE]["ours"] <= MOST_SECONDS[LARGE],
        f"{LARGE} rows in 1 GiB": peak <= MOST_BYTES,
    }
    if given.json:
        print(json.dumps({"seconds": taken, "peak_bytes": peak, "kept": kept}, ensure_ascii=False))
    else:
        for rows, ways in taken.items():
            print(f"{rows} rows, {len(contents[rows]) / 1e6:.1f} MB")
            for way, spent in ways.items():
                print(f"  {way:<28} {spent:7.2f} s  {spent / ways['ours']:5.1f} ×")
        print(f"peak memory, {LARGE} rows: {peak / 2**20:.0f} MiB with the reading child")
        for target, met in kept.items():
            print(f"  {'met   ' if met else 'MISSED'} {target}")
    return 0 if all(kept.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
