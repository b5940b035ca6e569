"""Files made in the background: each once, two at a time, kept for a while; and what they are called."""

import time
from datetime import date
from threading import Event

import pytest

from data.base.language import translator
from data.register.register import load_provinces
from reports.figures.occasion import Occasion
from ui.present.background_files import BackgroundFiles, give_back_memory
from ui.present.handouts import about_words, file_name, provinces_words, size_words

PROVINCES = tuple(load_provinces()["code"])
WAIT_S = 60


class Bench:
    """A workshop whose files are made when the test says so."""

    def __init__(self, **limits):
        self.now = 0.0
        self.begun: list[str] = []
        self.go = {name: Event() for name in "abcdef"}
        self.fail: set[str] = set()
        self.shop = BackgroundFiles(self.make, clock=lambda: self.now, **limits)

    def make(self, order, progress):
        self.begun.append(order)
        progress(1, 4)
        assert self.go[order].wait(WAIT_S)
        if order in self.fail:
            raise ValueError(order)
        return order.encode() * 10

    def until(self, condition):
        deadline = time.monotonic() + WAIT_S
        while not condition():
            assert time.monotonic() < deadline
            time.sleep(0.005)

    def state(self, order):
        standing = self.shop.look(order)
        return None if standing is None else standing.state

    def finish(self, order):
        self.go[order].set()
        self.until(lambda: self.state(order) in ("made", "failed"))


def test_two_are_made_at_once_and_the_others_wait_in_line():
    bench = Bench()
    for order in "abcd":
        bench.shop.ask(order)
    bench.until(lambda: sorted(bench.begun) == ["a", "b"])
    assert [bench.state(order) for order in "abcd"] == ["making", "making", "waiting", "waiting"]
    assert [bench.shop.look(order).ahead for order in "abcd"] == [0, 0, 2, 3]
    assert bench.shop.look("a").share == 0.25
    bench.now = 3.0
    assert bench.shop.look("a").seconds == 3.0
    bench.finish("a")
    bench.until(lambda: bench.state("c") == "making")
    assert bench.shop.look("d").ahead == 2
    made = bench.shop.look("a")
    assert (made.content, made.seconds, made.busy) == (b"a" * 10, 3.0, False)
    for order in "bcd":
        bench.finish(order)


def test_what_is_there_or_under_way_is_not_made_twice():
    bench = Bench()
    bench.shop.ask("a")
    bench.shop.ask("a")
    bench.finish("a")
    bench.shop.ask("a")
    assert bench.shop.look("a").content == b"a" * 10
    assert bench.begun == ["a"]
    assert bench.shop.look("b") is None


def test_what_failed_says_why_and_can_be_tried_again(caplog):
    bench = Bench()
    bench.fail.add("a")
    bench.shop.ask("a")
    bench.finish("a")
    failed = bench.shop.look("a")
    assert (failed.state, str(failed.error), failed.content) == ("failed", "a", b"")
    assert "a could not be made" in caplog.text
    bench.fail.clear()
    bench.shop.ask("a")
    bench.until(lambda: bench.state("a") == "made")
    assert bench.begun == ["a", "a"]
    assert bench.shop.look("a").error is None


def test_old_files_are_given_up_and_the_oldest_first_where_they_are_too_large():
    bench = Bench(kept_bytes=25, kept_seconds=100)
    for place, order in enumerate("abc"):
        bench.now = float(place)
        bench.shop.ask(order)
        bench.finish(order)
    assert [bench.state(order) for order in "abc"] == [None, "made", "made"]
    bench.now = 101.5
    assert [bench.state(order) for order in "abc"] == [None, None, "made"]


def test_a_file_under_way_is_never_given_up():
    bench = Bench(kept_bytes=0, kept_seconds=1)
    bench.shop.ask("a")
    bench.until(lambda: bench.begun == ["a"])
    bench.now = 1000.0
    assert bench.state("a") == "making"
    bench.go["a"].set()
    bench.until(lambda: bench.state("a") is None)


def test_memory_is_given_back_wherever_the_c_library_can(monkeypatch):
    asked = []

    class Library:
        def __init__(self, _name):
            pass

        def malloc_trim(self, left):
            asked.append(left)

    monkeypatch.setattr("ui.present.background_files.ctypes.CDLL", Library)
    give_back_memory()
    assert asked == [0]
    monkeypatch.setattr("ui.present.background_files.ctypes.CDLL", lambda _name: object())
    give_back_memory()


@pytest.mark.parametrize(
    ("kind", "provinces", "lang", "demo", "name"),
    [
        ("pptx", (), "zh", False, "教联体进展_全国_2026-10-31.pptx"),
        ("pptx", (), "en", False, "education-alliance_china_2026-10-31.pptx"),
        (
            "pdf",
            ("150000",),
            "en",
            True,
            "education-alliance_china-and-inner-mongolia_2026-10-31_demo-data.pdf",
        ),
        ("pdf", ("150000",), "zh", True, "教联体进展_全国和内蒙古_2026-10-31_演示数据.pdf"),
        (
            "docx",
            ("150000", "440000"),
            "en",
            False,
            "education-alliance_china-and-2-provinces_2026-10-31.docx",
        ),
        ("docx", PROVINCES, "zh", False, "教联体进展_全国和各省份_2026-10-31.docx"),
        ("xlsx", PROVINCES, "en", False, "education-alliance_china_2026-10-31.xlsx"),
    ],
)
def test_a_file_is_named_after_what_it_tells(kind, provinces, lang, demo, name):
    occasion = Occasion(date(2026, 10, 31), None, lang, demo)
    assert file_name(kind, provinces, occasion, translator(lang)) == name


def test_names_of_all_provinces_are_fit_for_files():
    occasion = Occasion(date(2026, 10, 31), None, "en", demo=False)
    for code in PROVINCES:
        name = file_name("pdf", (code,), occasion, str)
        assert not set(name) & set(" /\\:*?\"<>|'"), name


def test_choices_and_contents_are_told_in_words():
    assert provinces_words((), str, "en") == {"chosen": "As on the slides: none", "all": "All 32"}
    assert (
        provinces_words(("440000", "110000"), str, "en")["chosen"]
        == "As on the slides: Guangdong and Beijing"
    )
    assert provinces_words(PROVINCES[:3], str, "zh")["chosen"] == "As on the slides: 3"
    assert about_words("pptx", 1, 0, 15, str) == "1 slide"
    assert about_words("pdf", 8, 1, 15, str) == "The nation, 1 province, and an annex of all provinces"
    assert about_words("xlsx", 0, 32, 15, str) == "15 sheets; always every province"
    assert [size_words(size) for size in (10, 640_400, 2_140_000)] == ["1 kB", "640 kB", "2.1 MB"]
