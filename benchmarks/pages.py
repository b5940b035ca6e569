"""A change of the as-of date on every page against the redraw of an empty page, in one run.

    python benchmarks/pages.py [--rounds N] [--only PATH …]

A redraw is the server's rerun and the browser's drawing, which overlap: the browser draws what has come while the
server goes on, so the two are told apart by the work each did. Issue 4 asks that a redraw takes no longer than twice
an empty page's plus the figures' drawing; that is, the server's work no longer than twice an empty page's redraw. What
the browser's main thread works is Streamlit's own elements, the map and Plotly together.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, CDPSession, sync_playwright

# Run as a script, Python looks for modules beside it only.
sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.compare import demo_database
from benchmarks.measure import NOWHERE_ELSE
from benchmarks.variants import APPS, Server, Variant, serving
from data.accounts.permissions import NOBODY
from tests.browser.conftest import CHROMIUM_FLAGS, ROOT
from ui.page_list import PAGES

# Pages without an as-of date have nothing to change.
WITHOUT_DAY = {"upload", "records", "about"}
REDRAWS = 6
PAUSE_MS = 500
BOUND = 2.0
QUIET_MS = 800
# Milliseconds from the click until the page has changed for the last time before QUIET_MS without any change.
PAINTED = f"""() => addEventListener("click", (event) => {{
  window.painted = new Promise((resolve) => {{
    let last = performance.now(), timer;
    const rest = () => {{ observer.disconnect(); resolve(last - event.timeStamp); }};
    const observer = new MutationObserver(() => {{
      clearTimeout(timer);
      requestAnimationFrame((now) => {{ last = now; }});
      timer = setTimeout(rest, {QUIET_MS});
    }});
    timer = setTimeout(rest, {QUIET_MS});
    observer.observe(document.body, {{ subtree: true, childList: true, characterData: true, attributes: true }});
  }});
}}, {{ capture: true, once: true }})"""


@dataclass(frozen=True)
class Redraw:
    """ms from the click until painted; ms that the browser's main thread and the server worked; bytes received."""

    whole: float
    drawing: float
    server: float
    received: int


class Line:
    """What the main thread has worked until now, and how many bytes came over the websocket."""

    def __init__(self, session: CDPSession) -> None:
        self.received = 0
        self._session = session
        session.on("Network.webSocketFrameReceived", self._take)
        session.send("Network.enable")
        session.send("Performance.enable")

    def _take(self, event: dict) -> None:
        # The payload is base64: four letters for three bytes.
        self.received += len(event["response"]["payloadData"]) * 3 // 4

    def worked_ms(self) -> float:
        """Milliseconds that the page's main thread has spent in tasks."""
        metrics = self._session.send("Performance.getMetrics")["metrics"]
        return next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration") * 1000


def redraws(browser: Browser, server: Server, path: str, *, by_day: bool) -> list[Redraw]:
    """Open a page and redraw it: to a day seen before where `by_day`, else by its button."""
    window = browser.new_context(viewport={"width": 1920, "height": 1080}, locale="en-US")
    page = window.new_page()
    page.goto(server.address + path)
    page.wait_for_timeout(PAUSE_MS * 4)
    line = Line(window.new_cdp_session(page))
    taken = []
    try:
        for turn in range(REDRAWS + 2):
            page.wait_for_timeout(PAUSE_MS)
            if by_day:
                page.locator(".st-key-choice-as-of [role=combobox], .st-key-choice-as-of input").first.click()
                target = page.get_by_role("option").nth(turn % 2)
                target.wait_for()
            else:
                target = page.get_by_role("button", name="Redraw")
            page.wait_for_timeout(PAUSE_MS)
            page.evaluate(PAINTED)
            before, received, used = line.worked_ms(), line.received, server.processor_seconds()
            target.click()
            whole = page.evaluate("window.painted")
            served = (server.processor_seconds() - used) * 1000
            taken.append(Redraw(whole, line.worked_ms() - before, served, line.received - received))
    finally:
        window.close()
    return taken[2:]  # both days have been seen then


def table(rows: dict[str, list[Redraw]]) -> str:
    """One line a page, as Markdown."""
    empty = median(taken.whole for taken in rows["an empty page"])
    lines = [
        "| page | redraw ms | browser's work ms | server's work ms | kB | server / empty page's redraw | |",
        "|---|--:|--:|--:|--:|--:|---|",
    ]
    for name, taken in rows.items():
        whole, drawing = median(one.whole for one in taken), median(one.drawing for one in taken)
        served = median(one.server for one in taken)
        received = median(one.received for one in taken) / 1000
        ratio = served / empty
        state = "holds" if ratio <= BOUND else "MISSED"
        lines.append(
            f"| {name} | {whole:,.0f} | {drawing:,.0f} | {served:,.0f} | {received:,.1f} | {ratio:.2f} | {state} |"
        )
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Redraw every page.")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="+", help="paths of pages; the overview is “overview”")
    given = parser.parse_args()
    paths = [page.path for page in PAGES if page.path not in WITHOUT_DAY and page.may_open(NOBODY)]
    if given.only:
        paths = [path for path in paths if (path or "overview") in given.only]
    rows: dict[str, list[Redraw]] = {"an empty page": []} | {path or "overview": [] for path in paths}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        empty = Variant("empty", "", APPS / "empty.py", "text", as_it_comes=True)
        ours = Variant(
            "ours", "", ROOT / "dashboard.py", "text", environment={"DATABASE_URL": demo_database(folder)}
        )
        with serving([empty, ours], folder) as servers, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=[*CHROMIUM_FLAGS, NOWHERE_ELSE]
            )
            began = time.monotonic()
            for number in range(given.rounds):
                rows["an empty page"] += redraws(browser, servers["empty"], "/", by_day=False)
                for path in paths:
                    rows[path or "overview"] += redraws(
                        browser, servers["ours"], f"/{path}?lang=en", by_day=True
                    )
                print(f"round {number + 1}: {time.monotonic() - began:.0f} s", file=sys.stderr)
            browser.close()
    print(
        f"{os.cpu_count()} processors, load {os.getloadavg()[1]:.1f}; medians of {given.rounds} × {REDRAWS} redraws\n"
    )
    print(table(rows))


if __name__ == "__main__":
    main()
