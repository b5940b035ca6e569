"""The Chinese catalogue says everything that the code says, with the same gaps to fill."""

import re
import string

import pytest

from ui.catalogue import read_catalogue, untranslated, unused

GAP = re.compile(r"[\u4e00-\u9fff],[\u4e00-\u9fff]|[\u4e00-\u9fff];|[\u4e00-\u9fff]:[\u4e00-\u9fff]")


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_text_has_a_chinese_one():
    assert untranslated(read_catalogue()) == []


def test_no_chinese_text_is_left_over():
    assert unused(read_catalogue()) == []


@pytest.mark.parametrize("message", [m for m in read_catalogue() if m.id], ids=lambda m: str(m.id)[:40])
def test_a_translation_uses_gaps_that_the_text_has_and_chinese_marks(message):
    assert gaps(str(message.string)) <= gaps(str(message.id))
    assert not GAP.search(str(message.string)), "full-width marks between Chinese characters"
