"""What a browser makes of the guards, and what an unsafe start says."""

import os
import subprocess
import sys

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import ROOT
from tests.browser.waiting import wait_until_so
from tests.servers import ANSWERS_WITHIN_S

pytestmark = pytest.mark.browser
EVERY_ADDRESS = "0.0.0.0"  # noqa: S104 (what is to be refused)


def start(*options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Start the dashboard where it has to refuse."""
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py"]
    command += ["--server.headless", "true", "--server.port", "0"]
    return subprocess.run(
        [*command, *options],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        timeout=ANSWERS_WITHIN_S,
        check=False,
    )


def test_an_unsafe_start_ends_with_a_sentence_each(tmp_path):
    ended = start("--server.address", EVERY_ADDRESS, DATABASE_URL=f"sqlite:///{tmp_path / 'dashboard.db'}")
    assert ended.returncode == 1
    sentences = ended.stderr.splitlines()[-2:]
    assert "DASHBOARD_OPEN_UPLOADS=0" in sentences[0]
    assert "DASHBOARD_ALLOWED_HOSTS" in sentences[1]
    assert "Traceback" not in ended.stderr


def test_a_setting_that_cannot_be_used_ends_the_start():
    ended = start(DASHBOARD_METRICS="perhaps")
    assert ended.returncode == 1
    assert ended.stderr.splitlines()[-1].startswith('DASHBOARD_METRICS is "perhaps"')


def test_a_script_that_comes_into_a_page_does_not_run(browser: Browser, dashboard: str):
    window = browser.new_context()
    page = window.new_page()
    refused: list[str] = []
    # Playwright looks into what it is given, and a method of a list has nothing to look into.
    page.expose_function("note", lambda directive: refused.append(directive))  # noqa: PLW0108
    page.goto(dashboard + "/about")
    page.evaluate(
        """() => {
            document.addEventListener('securitypolicyviolation', (e) => note(e.effectiveDirective));
            const add = (name, given) => document.body.append(Object.assign(document.createElement(name), given));
            add('script', {textContent: 'window.broken = 1'});
            add('img', {src: 'http://evil.example/x.png'});
            add('object', {data: './health'});
            add('iframe', {src: 'http://evil.example/'});
        }"""
    )
    wait_until_so(page, lambda: {"script-src-elem", "img-src", "object-src", "frame-src"} <= set(refused))
    assert page.evaluate("window.broken") is None
    window.close()
