"""What a file may be called and be sent as, so that it is kept and never run."""

import re
from unicodedata import category
from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as some
from starlette.responses import PlainTextResponse

from tests.ui.web.test_guards import ask
from ui.files.route import LONGEST_NAME_BYTES, attachment, disposition, safe_name
from ui.web.headers import SecurityHeaders


def test_a_kind_that_a_browser_would_run_is_bytes():
    for kind in ("text/html", "image/svg+xml", "application/xhtml+xml", "text/csv\r\nX: y"):
        assert attachment(b"", "a.html", kind).headers["content-type"] == "application/octet-stream"


# Whatever somebody's spreadsheet may be called.
NAMES = some.text(max_size=400) | some.text(
    alphabet='./\\:"\r\n%;=\u202e\u200f\ud800 nulcom1é文', max_size=60
)


@given(NAMES)
@example("../../etc/passwd")
@example("..\\..\\boot.ini")
@example('a"; filename="evil.exe')
@example("invoice\u202efdp.exe")
@example("文" * 300 + ".xlsx")
@example("a." + "b" * 300)
@example("CON.xlsx")
@example("\ud800.csv")
@example(". .")
def test_no_name_leads_elsewhere_or_breaks_out_of_its_header(name):
    safe = safe_name(name)
    assert safe
    assert len(safe.encode()) <= LONGEST_NAME_BYTES + 1
    assert not set(safe) & set('\\/:*?"<>|%')
    assert not any(category(sign).startswith("C") for sign in safe)
    assert safe == safe.strip(". ")
    assert safe_name(safe) == safe
    written = disposition(name)
    form = r"attachment; filename=\"([^\"\\%]*)\"; filename\*=UTF-8''([A-Za-z0-9_.~%-]*)"
    found = re.fullmatch(form, written)
    assert found
    assert written.isascii()
    assert written.isprintable()
    assert unquote(found[2], errors="strict") == safe
    assert len(found[1]) == len(safe)


def test_an_ending_stays_when_a_name_is_cut():
    assert safe_name("文" * 300 + ".xlsx").endswith("文.xlsx")
    assert safe_name("河南_2026年11月(1).xlsx") == "河南_2026年11月(1).xlsx"
    assert safe_name("CON.xlsx") == "_CON.xlsx"


@pytest.mark.parametrize("path", ["/media/0123.csv", "/edu/media/0123.csv"])
def test_what_streamlit_serves_as_downloads_is_neither_run_nor_kept_on_the_way(path):
    async def served(scope, receive, send) -> None:
        await PlainTextResponse("a,b", media_type="text/html")(scope, receive, send)

    headers = ask(SecurityHeaders(served), path)[1]
    assert headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert headers["cache-control"] == "no-store"
    assert "sandbox" not in ask(SecurityHeaders(served), "/records")[1]["content-security-policy"]
