"""Opens a page in a window of its own and takes the times and bytes that a reader would wait for."""

import base64
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page

from benchmarks.variants import Server, Variant
from geo.assets import asset_units

PROBE = (Path(__file__).parent / "probe.js").read_text()
# Nothing may be asked of another host: Streamlit as it comes tries to report its usage, Plotly to fetch a
# map of the world, and how fast that fails differs from machine to machine.
NOWHERE_ELSE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
# Plotly.js draws nothing until it has its map of the world; the tutorial hides it, so an empty one does.
WORLD = '{topojson: {world_110m: {type: "Topology", objects: {}, arcs: []}}}'
PATIENCE_MS = 45_000
# Streamlit is still tidying up when the page is drawn; clicks come from people, not from machines.
PAUSE_MS = 400


@dataclass
class Round:
    """What one opening of one page took: ms, bytes received and sent for each redraw, server's CPU in ms."""

    load: float
    redraws: list[float] = field(default_factory=list)
    traffic: list[int] = field(default_factory=list)
    server: float = 0.0


class Meter:
    """Counts what goes over the line: websocket payloads both ways, and bodies and headers of HTTP answers."""

    def __init__(self, session: CDPSession) -> None:
        self.total = 0
        session.on("Network.webSocketFrameReceived", self._frame)
        session.on("Network.webSocketFrameSent", self._frame)
        session.on("Network.loadingFinished", self._answer)
        session.send("Network.enable")

    def _frame(self, event: dict) -> None:
        frame = event["response"]
        payload = frame["payloadData"]
        binary = frame["opcode"] == 2
        self.total += len(base64.b64decode(payload)) if binary else len(payload.encode())

    def _answer(self, event: dict) -> None:
        self.total += int(event["encodedDataLength"])


def measure(browser: Browser, variant: Variant, server: Server, *, counting: bool) -> Round:
    """Open the page with an empty cache, redraw it as often as the variant says, close it.

    Counting bytes slows large answers down, so a round either counts or is timed.
    """
    window = browser.new_context(viewport={"width": 1920, "height": 1080}, locale="en-US")
    try:
        page = window.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.add_init_script(_probe(variant))
        page.goto(server.address + variant.path, wait_until="commit")
        taken = Round(load=page.evaluate("probe.drawn()"))
        page.wait_for_timeout(PAUSE_MS * 2)
        meter = Meter(window.new_cdp_session(page)) if counting else None
        # The first click wakes what has not run yet; timed are the later ones.
        _redraw(page, variant, 0, meter)
        before = server.processor_seconds()
        for turn in range(1, variant.redraws + 1):
            took, traffic = _redraw(page, variant, turn, meter)
            taken.redraws.append(took)
            taken.traffic.append(traffic)
        taken.server = (server.processor_seconds() - before) * 1000 / variant.redraws
        return taken
    finally:
        window.close()


def _redraw(page: Page, variant: Variant, turn: int, meter: Meter | None) -> tuple[float, int]:
    name = variant.buttons[turn % len(variant.buttons)]
    counted = meter.total if meter else 0
    page.get_by_role("button", name=name, exact=True).or_(
        page.get_by_role("radio", name=name, exact=True)
    ).click()
    took = page.evaluate("probe.redrawn()")
    page.wait_for_timeout(PAUSE_MS)
    return took, meter.total - counted if meter else 0


def _probe(variant: Variant) -> str:
    counties = len(asset_units("county"))
    constants = f'const READER = "{variant.reader}", COUNTIES = {counties}, PATIENCE_MS = {PATIENCE_MS};\n'
    world = f"window.PlotlyGeoAssets = {WORLD};\n" if variant.reader == "tutorial" else ""
    return f"{constants}{world}{PROBE}"
