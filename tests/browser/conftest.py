"""A running dashboard with demo status, and a browser that reports whatever it should not have done."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from data.demo import write_demo
from data.register.history import register_history
from data.register.register import known_codes
from data.store.store import open_store
from tests.browser.signed_in import make_accounts
from tests.servers import started, stop

ROOT = Path(__file__).parents[2]
ARTEFACTS = ROOT / "tests" / "artefacts"
TODAY = date(2026, 11, 22)
LAST_REPORT = date(2026, 10, 31)
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def serve(
    database_url: str, log: Path, script: str = "dashboard.py", **settings: str
) -> tuple[subprocess.Popen[bytes], str]:
    """Start the dashboard on a port of its own, with environment variables on top, and wait until it answers."""
    environment = {**os.environ, "DATABASE_URL": database_url, "PYTHONPATH": str(ROOT), **settings}
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.address", "127.0.0.1"]
    command += ["--server.headless", "true", "--server.port"]

    def start(port: int) -> subprocess.Popen[bytes]:
        with log.open("wb") as output:
            return subprocess.Popen(
                [*command, str(port)], cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT
            )

    process, port = started(start, is_healthy, log)
    return process, f"http://127.0.0.1:{port}"


def is_healthy(port: int) -> bool:
    """Whether a dashboard on this port answers."""
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1).close()
    except OSError:
        return False
    return True


@pytest.fixture(scope="session")
def demo_database(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A SQLite database with the demo status as on TODAY."""
    url = f"sqlite:///{tmp_path_factory.mktemp('demo') / 'dashboard.db'}"
    store = open_store(url, known_codes=known_codes())
    write_demo(store, register_history(), today=TODAY)
    store.close()
    return url


@pytest.fixture(scope="session")
def dashboard(demo_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a dashboard that shows demo status."""
    process, address = serve(demo_database, tmp_path_factory.mktemp("log") / "dashboard.log")
    yield address
    stop(process)


@pytest.fixture(scope="session")
def empty_dashboard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a dashboard that nobody has reported to."""
    folder = tmp_path_factory.mktemp("empty")
    process, address = serve(f"sqlite:///{folder / 'dashboard.db'}", folder / "dashboard.log")
    yield address
    stop(process)


@pytest.fixture(scope="module")
def accounts_database(demo_database: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A SQLite database of a module's own: demo status, and the accounts of tests/browser/signed_in.py."""
    path = tmp_path_factory.mktemp("accounts") / "dashboard.db"
    with (
        closing(sqlite3.connect(demo_database.removeprefix("sqlite:///"))) as demo,
        closing(sqlite3.connect(path)) as own,
    ):
        demo.backup(own)
        # What a server that another module started has written there: that it printed a link.
        for table in ("account_events", "first_links"):
            own.execute(f"DELETE FROM {table}")  # noqa: S608
        own.commit()
    make_accounts(f"sqlite:///{path}")
    return f"sqlite:///{path}"


@pytest.fixture(scope="module")
def accounts_dashboard(accounts_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a dashboard with demo status and accounts; whoever wants may look without signing in."""
    process, address = serve(accounts_database, tmp_path_factory.mktemp("log") / "dashboard.log")
    yield address
    stop(process)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium, Debian's."""
    path = shutil.which("chromium")
    assert path, "Chromium is missing: `make machine` installs it."
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()


@dataclass
class Conduct:
    """What a page did that it must not do: requests to other hosts, console errors, failed requests."""

    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def watch(page: Page) -> Conduct:
    """Note everything that `page` asks for and complains of from now on."""
    conduct = Conduct()

    def requested(request) -> None:
        if not re.match(r"(https?|wss?)://127\.0\.0\.1[:/]|data:|blob:", request.url):
            conduct.foreign.append(request.url)

    page.on("request", requested)
    page.on("websocket", requested)
    page.on(
        "console", lambda message: conduct.errors.append(message.text) if message.type == "error" else None
    )
    page.on("pageerror", lambda error: conduct.errors.append(str(error)))
    return conduct


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser window of 1920 × 1080, Chinese, that has seen nothing yet."""
    window = browser.new_context(viewport={"width": 1920, "height": 1080}, locale="zh-CN")
    yield window
    window.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that fails the test if it asked another host for anything or logged an error."""
    opened = context.new_page()
    conduct = watch(opened)
    yield opened
    assert conduct.foreign == []
    assert conduct.errors == []


@pytest.fixture
def keep(request: pytest.FixtureRequest):
    """Keep a screenshot among the artefacts: `keep(page, "name")`."""
    ARTEFACTS.mkdir(exist_ok=True)

    def shoot(page: Page, name: str) -> None:
        named = re.sub(r"[^\w\[\]-]+", "_", f"{request.node.name}-{name}")
        page.screenshot(path=ARTEFACTS / f"{named}.png")

    return shoot
