"""A change of the as-of date on every page against the redraw of an empty page, in one run.

    python benchmarks/pages.py [--rounds N] [--only PATH …]

A redraw has two parts: the rerun, from the browser's question to the last word of the server's answer, and the
drawing, all that the browser does before and after. Issue 4 asks that the whole takes no longer than twice an empty
page's redraw plus the drawing; that is, the rerun no longer than twice an empty page's redraw.
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

import pages
from benchmarks.compare import demo_database
from benchmarks.measure import NOWHERE_ELSE
from benchmarks.variants import APPS, Variant, serving
from tests.browser.conftest import CHROMIUM_FLAGS, ROOT

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
    """ms from the click until painted; ms of the rerun; bytes received."""

    whole: float
    rerun: float
    received: int


class Frames:
    """When frames went over the websocket, in seconds of the browser's clock, and how large those received were."""

    def __init__(self, session: CDPSession) -> None:
        self.sent: list[float] = []
        self.received: list[tuple[float, int]] = []
        session.on("Network.webSocketFrameSent", lambda event: self.sent.append(event["timestamp"]))
        session.on("Network.webSocketFrameReceived", self._take)
        session.send("Network.enable")

    def _take(self, event: dict) -> None:
        # The payload is base64: four letters for three bytes.
        self.received.append((event["timestamp"], len(event["response"]["payloadData"]) * 3 // 4))

    def forget(self) -> None:
        """Begin anew."""
        self.sent.clear()
        self.received.clear()


def redraws(browser: Browser, address: str, *, by_day: bool) -> list[Redraw]:
    """Open a page and redraw it: to a day seen before where `by_day`, else by its button."""
    window = browser.new_context(viewport={"width": 1920, "height": 1080}, locale="en-US")
    page = window.new_page()
    page.goto(address)
    page.wait_for_timeout(PAUSE_MS * 4)
    frames = Frames(window.new_cdp_session(page))
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
            frames.forget()
            page.evaluate(PAINTED)
            target.click()
            whole = page.evaluate("window.painted")
            rerun = (frames.received[-1][0] - frames.sent[0]) * 1000 if frames.sent else 0.0
            taken.append(Redraw(whole, rerun, sum(size for _at, size in frames.received)))
    finally:
        window.close()
    return taken[2:]  # both days have been seen then


def table(rows: dict[str, list[Redraw]]) -> str:
    """One line a page, as Markdown."""
    empty = median(taken.whole for taken in rows["an empty page"])
    lines = [
        "| page | redraw ms | rerun ms | drawing ms | kB | rerun / empty page | |",
        "|---|--:|--:|--:|--:|--:|---|",
    ]
    for name, taken in rows.items():
        whole, rerun = median(one.whole for one in taken), median(one.rerun for one in taken)
        received = median(one.received for one in taken) / 1000
        ratio = rerun / empty
        state = "holds" if ratio <= BOUND else "MISSED"
        lines.append(
            f"| {name} | {whole:,.0f} | {rerun:,.0f} | {whole - rerun:,.0f} | {received:,.1f} | {ratio:.2f} | {state} |"
        )
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Redraw every page.")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="+", help="paths of pages; the overview is “overview”")
    given = parser.parse_args()
    paths = [entry.path for entry in pages.ALL if entry.path not in WITHOUT_DAY]
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
                rows["an empty page"] += redraws(browser, servers["empty"].address, by_day=False)
                for path in paths:
                    address = f"{servers['ours'].address}/{path}?lang=en"
                    rows[path or "overview"] += redraws(browser, address, by_day=True)
                print(f"round {number + 1}: {time.monotonic() - began:.0f} s", file=sys.stderr)
            browser.close()
    print(
        f"{os.cpu_count()} processors, load {os.getloadavg()[1]:.1f}; medians of {given.rounds} × {REDRAWS} redraws\n"
    )
    print(table(rows))


if __name__ == "__main__":
    main()
