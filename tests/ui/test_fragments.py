"""Parts of a page that are redrawn alone: every one asks first whether its reader is still the page's."""

import ast
from pathlib import Path

import pytest
import streamlit as st
from streamlit.runtime.scriptrunner import RerunException

from data.accounts.permissions import NOBODY, Viewer
from data.base.errors import StoreBusy
from ui import access

ROOT = Path(__file__).parents[2]
EDITOR = Viewer(1, "李强", "editor", frozenset({"440000"}))


def fragment_functions() -> dict[str, str]:
    """Every function that Streamlit redraws alone, with the first thing it does."""
    found: dict[str, str] = {}
    for room in ("ui", "pages"):
        for module in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef) and any(
                    "fragment" in ast.unparse(decorator) for decorator in node.decorator_list
                ):
                    first = node.body[1] if ast.get_docstring(node) else node.body[0]
                    found[f"{module.relative_to(ROOT)}:{node.name}"] = ast.unparse(first)
    return found


def test_every_fragment_asks_first_who_looks():
    assert len(fragment_functions()) >= 3
    assert set(fragment_functions().values()) == {"same_reader()"}


@pytest.mark.parametrize(
    ("now", "anew"),
    [
        (EDITOR, False),
        (Viewer(1, "李强", "editor", frozenset({"440000"})), False),
        (NOBODY, True),
        (Viewer(1, "李强", "editor", frozenset({"430000"})), True),
        (Viewer(1, "李强", "viewer", None), True),
        (StoreBusy("Busy.", "Try again."), True),
    ],
)
def test_a_fragment_goes_on_only_with_whom_the_page_was_drawn_for(monkeypatch, now, anew):
    def viewer() -> Viewer:
        if isinstance(now, Exception):
            raise now
        return now

    monkeypatch.setattr(st, "session_state", {access.DRAWN_FOR: EDITOR})
    monkeypatch.setattr(access, "current_viewer", viewer)
    monkeypatch.setattr(access.st, "rerun", lambda: (_ for _ in ()).throw(RerunException(None)))
    if anew:
        with pytest.raises(RerunException):
            access.same_reader()
    else:
        access.same_reader()
