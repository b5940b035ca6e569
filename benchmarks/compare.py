"""Lets the pages take turns over several rounds, prints the comparison and keeps every measurement as JSON.

The pages take turns so that what else the machine does hits them alike. Not a test: on a busy machine the times
say little, the ratios more.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import streamlit as st
from playwright.sync_api import sync_playwright

from benchmarks.measure import NOWHERE_ELSE, Round, measure
from benchmarks.table import figures, table, targets, verdicts
from benchmarks.variants import serving, variants, write_geojson
from data.demo import write_demo
from data.register.history import register_history
from data.register.register import known_codes
from data.store.store import open_store
from tests.browser.conftest import CHROMIUM_FLAGS, TODAY

ROOT = Path(__file__).parents[1]
RESULTS = Path(__file__).parent / "results"


def main() -> None:
    parser = argparse.ArgumentParser(description="Compare the county map with other pages.")
    parser.add_argument("--rounds", type=int, default=4, help="timed rounds (default 4: about five minutes)")
    parser.add_argument("--only", nargs="+", help="names of variants; then without targets")
    arguments = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        compared = variants(demo_database(folder), write_geojson(folder / "counties.json"))
        if arguments.only:
            compared = [variant for variant in compared if variant.name in arguments.only]
        timed: dict[str, list[Round]] = {variant.name: [] for variant in compared}
        counted: dict[str, Round] = {}
        with serving(compared, folder) as servers, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=[*CHROMIUM_FLAGS, NOWHERE_ELSE]
            )
            for number in range(arguments.rounds + 1):
                for variant in compared:
                    # The first round fills the servers' caches and counts the bytes; its times are not used.
                    taken = measure(browser, variant, servers[variant.name], counting=number == 0)
                    if number == 0:
                        counted[variant.name] = taken
                    else:
                        timed[variant.name].append(taken)
                print(
                    f"round {number} of {arguments.rounds}: {time.monotonic() - began:.0f} s", file=sys.stderr
                )
            chromium = browser.version
            browser.close()
    by_name = {name: figures(timed[name], counted[name]) for name in timed}
    print(
        f"{os.cpu_count()} processors, load {os.getloadavg()[1]:.1f}; Chromium {chromium}, Streamlit {st.__version__}; "
        f"medians of {arguments.rounds} rounds\n"
    )
    print(table(compared, by_name))
    if not arguments.only:
        print("\n" + verdicts(targets(by_name)))
    _keep({
        "rounds": arguments.rounds,
        "timed": {name: [asdict(taken) for taken in rounds] for name, rounds in timed.items()},
        "counted": {name: asdict(taken) for name, taken in counted.items()},
        "medians": {name: asdict(row) for name, row in by_name.items()},
        "load_average": os.getloadavg(),
        "chromium": chromium,
        "streamlit": st.__version__,
    })  # fmt: skip


def demo_database(folder: Path) -> str:
    url = f"sqlite:///{folder / 'dashboard.db'}"
    store = open_store(url, known_codes=known_codes())
    write_demo(store, register_history(), today=TODAY)
    store.close()
    return url


def _keep(results: dict) -> None:
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"map-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.json"
    path.write_text(json.dumps(results, indent=1))
    print(f"\nEvery measurement: {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
