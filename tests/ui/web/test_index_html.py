"""What the browser is told to fetch with the page: modules that Streamlit has and its own script does not fetch."""

import re
from pathlib import Path

import streamlit as st

from ui.web.index_html import KINDS, first_paint, preload_links, with_imports

STATIC = Path(st.__file__).parent / "static"
PAGE = (STATIC / "index.html").read_bytes()


def told() -> list[str]:
    return re.findall(r'<link rel="modulepreload" href="\./static/js/([^"]+)">', preload_links(PAGE).decode())


def test_every_kind_of_element_is_fetched_with_all_that_it_imports():
    names = told()
    assert len(names) == len(set(names))
    assert {name.split(".")[0] for name in names} >= set(KINDS)
    for name in names:
        assert (STATIC / "static" / "js" / name).is_file()
    entry = re.search(r"js/(index\.[\w-]+\.js)", PAGE.decode())
    assert entry
    assert with_imports(names) - with_imports([entry[1]]) == set(names)


def test_what_only_some_pages_need_is_left_to_them():
    assert not [name for name in told() if name.startswith("PlotlyChart")]


def test_the_links_come_after_streamlits_own_script():
    page = first_paint(PAGE)
    assert page.count(preload_links(PAGE)) == 1
    assert page.index(preload_links(PAGE)) > page.index(b'<script type="module"')


def test_another_page_gets_no_links():
    assert preload_links(b"<html><title>x</title></html>") == b""
