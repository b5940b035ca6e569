"""Words of people in labels: nothing of Markdown is left in them."""

import re
from string import punctuation

import pytest

from ui.pieces import plain_label

HOSTILE = (
    "![x](https://evil.example/x.png)",
    "[here](//evil.example)",
    "**b** _i_ `c` ~s~",
    ":red[x] $y$ &lt;",
    "\\[x]",
    "1. # >",
)


@pytest.mark.parametrize("text", [*HOSTILE, punctuation])
def test_every_sign_that_markdown_reads_is_escaped_and_no_other(text):
    written = plain_label(text)
    assert re.fullmatch(r"(\\[!-/:-@\[-`{-~]|[^!-/:-@\[-`{-~])*", written)
    assert re.sub(r"\\(.)", r"\1", written) == text


def test_names_without_such_signs_stay_as_they_are():
    assert plain_label("双江县，与周边“各县”会议 2026") == "双江县，与周边“各县”会议 2026"
