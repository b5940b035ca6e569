"""`python -m reports`: what it makes, where it puts it, how it ends."""

import subprocess
import sys
import time
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path

import openpyxl
import pytest

from data.demo import write_demo
from data.register.history import register_history
from data.register.province_names import UnknownProvince, find_provinces
from data.register.register import known_codes, load_provinces
from data.store.store import open_store
from reports import command, handouts
from reports.command import main
from reports.handouts import Handout, provinces_of
from reports.slides.deck import NATION_KEYS

PROVINCES = tuple(load_provinces()["code"])


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    """A store with one report of one county."""
    address = f"sqlite:///{tmp_path_factory.mktemp('command') / 'store.db'}"
    store = open_store(address, known_codes=known_codes())
    write_demo(store, register_history(), today=date(2025, 2, 22))
    store.close()
    return address


@pytest.fixture
def made(monkeypatch):
    """What would be made, without making it."""
    asked = []

    def make(handout, _figures, occasion, *_rest):
        asked.append((handout, occasion))
        return b"a file"

    monkeypatch.setattr(command, "make_handout", make)
    return asked


@pytest.fixture
def run(url, tmp_path, capsys):
    def ran(*arguments, file="out.bin"):
        code = main([*arguments, "--database-url", url, "-o", str(tmp_path / file)])
        return code, capsys.readouterr().err

    return ran


@pytest.mark.slow
def test_the_workbook_in_a_process_of_its_own(url, tmp_path):
    file = tmp_path / "figures.xlsx"
    root = Path(__file__).parents[2]
    arguments = ["xlsx", "--lang", "en", "--database-url", url, "-o", str(file)]
    done = subprocess.run(
        [sys.executable, "-m", "reports", *arguments], cwd=root, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert openpyxl.load_workbook(BytesIO(file.read_bytes()))["Contents"]["A2"].value.startswith("Data as of")
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.slow
def test_a_job_that_is_told_to_stop_leaves_nothing(url, tmp_path):
    arguments = ["xlsx", "--database-url", url, "-o", str(tmp_path / "figures.xlsx")]
    job = subprocess.Popen([sys.executable, "-m", "reports", *arguments], cwd=Path(__file__).parents[2])
    deadline = time.monotonic() + 120
    while not list(tmp_path.iterdir()):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    job.terminate()
    assert job.wait(120) == 143
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "keys"),
    [
        (["pptx"], NATION_KEYS),
        (["pptx", "--province", "广东"], (*NATION_KEYS[:-2], "440000", *NATION_KEYS[-2:])),
        (["pptx", "--slides", "map.440000.headline"], ("map", "440000", "headline")),
        (["pdf"], (*NATION_KEYS[:-2], *PROVINCES, *NATION_KEYS[-2:])),
        (
            ["docx", "--province", "XPCC", "110000"],
            (*NATION_KEYS[:-2], "660000", "110000", *NATION_KEYS[-2:]),
        ),
        (["pdf", "--province", "all"], (*NATION_KEYS[:-2], *PROVINCES, *NATION_KEYS[-2:])),
        (["xlsx"], ()),
    ],
)
def test_which_slides_are_made(run, made, arguments, keys):
    assert run(*arguments) == (0, "")
    [(handout, occasion)] = made
    assert handout == Handout(arguments[0], keys)
    assert (occasion.lang, occasion.demo) == ("zh", True)


def test_day_language_and_settings_are_taken(run, made, monkeypatch, tmp_path):
    line = tmp_path / "line.geojson"
    line.write_text("{}")
    monkeypatch.setenv("MAP_APPROVAL_NUMBER", "GS（2024）0650号")
    monkeypatch.setenv("APPROVED_LINE_FILE", str(line))
    assert run("pdf", "--as-of", "2030-01-01", "--lang", "en")[0] == 0
    [(_handout, occasion)] = made
    assert (occasion.as_of, occasion.lang) == (date(2030, 1, 1), "en")
    assert (occasion.approval, occasion.line_file) == ("GS（2024）0650号", line)


def test_a_terminal_is_shown_how_far_it_is(url, tmp_path, monkeypatch):
    class Terminal(StringIO):
        def isatty(self):
            return True

    def make(*given):
        given[-1](1, 4)
        return b"a file" * 1000

    terminal = Terminal()
    monkeypatch.setattr(command, "make_handout", make)
    monkeypatch.setattr(sys, "stderr", terminal)
    assert main(["pdf", "--database-url", url, "-o", str(tmp_path / "out.pdf")]) == 0
    shown = terminal.getvalue().replace("\x1b[K", "")
    assert shown == f"\r 25%\r{tmp_path / 'out.pdf'}: 6 kB\n"


@pytest.mark.usefixtures("made")
def test_a_file_takes_the_place_of_the_old_one_and_a_link_stays(run, tmp_path):
    old, link = tmp_path / "old.pdf", tmp_path / "link.pdf"
    old.write_bytes(b"old")
    link.symlink_to(old)
    assert run("pdf", file="link.pdf") == (0, "")
    assert (old.read_bytes(), link.is_symlink()) == (b"a file", True)
    assert sorted(tmp_path.iterdir()) == [link, old]


def test_what_fails_leaves_the_old_file_and_nothing_else(run, monkeypatch, tmp_path):
    def failing(*_given):
        raise RuntimeError("a fault")

    monkeypatch.setattr(command, "make_handout", failing)
    file = tmp_path / "out.bin"
    file.write_bytes(b"old")
    with pytest.raises(RuntimeError):
        run("pdf")
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_nothing_reported_by_then(run, tmp_path):
    code, said = run("xlsx", "--as-of", "2020-01-01")
    assert code == 4
    assert said.startswith("Nothing had been reported by 2020-01-01.")
    assert said.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("file", ["nowhere/out.pdf", "."])
def test_a_place_that_cannot_be_written_is_told_before_anything_is_made(run, made, file, tmp_path):
    code, said = run("pdf", file=file)
    assert code == 5
    assert said.startswith(f"{tmp_path / file} cannot be written: ")
    assert made == []


def test_a_database_that_cannot_be_used(tmp_path, capsys):
    assert main(["xlsx", "--database-url", "nonsense", "-o", str(tmp_path / "x")]) == 3
    assert capsys.readouterr().err.startswith('DATABASE_URL "nonsense" is not a database address.')
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["pptx", "--province", "广冻"], '--province: "广冻" is no province; do you mean 广东 or 广西?'),
        (["pdf", "--province", "Guandong"], '"Guandong" is no province; do you mean Guangdong'),
        (["pdf", "--province", "zzz"], '"zzz" is no province; write it like 440000, 广东 or Guangdong.'),
        (["xlsx", "--province", "广东"], "--province does not go with xlsx"),
        (["pdf", "--slides", "map"], "--slides goes with pptx alone"),
        (["pptx", "--slides", "maps"], '--slides: "maps" names no slide'),
        (["pptx", "--as-of", "2026.6"], '"2026.6" is not a day; write it like 2026-10-31.'),
        (["doc"], "Argument kind: invalid choice"),
        ([], "The following arguments are required"),
    ],
)
def test_arguments_that_cannot_be_understood(arguments, sentence, capsys):
    with pytest.raises(SystemExit) as raised:
        main([*arguments, "-o", "x"])
    assert raised.value.code == 2
    said = capsys.readouterr().err
    assert sentence in said
    assert said.count("\n") == 1


def test_every_name_of_a_province_is_known():
    for row in load_provinces().to_dict("records"):
        for name in ("code", "name", "short_name", "name_en"):
            assert find_provinces([f" {row[name].upper()} "]) == (row["code"],)
    assert find_provinces(["ALL", "广东"]) == PROVINCES
    assert find_provinces(["广东", "440000", "北京"]) == ("440000", "110000")
    with pytest.raises(UnknownProvince):
        find_provinces(["广东", ""])


def test_provinces_take_the_place_of_those_chosen():
    keys = ("headline", "110000", "sources")
    assert Handout.of("pptx", keys=keys).keys == keys
    assert Handout.of("pptx", keys=keys, provinces=["440000"]).keys == ("headline", "sources", "440000")
    assert Handout.of("pptx", keys=("actions", "map"), provinces=["440000"]).keys == (
        "440000",
        "actions",
        "map",
    )
    assert provinces_of(keys) == ("110000",)


@pytest.mark.parametrize("kind", ["pptx", "pdf", "docx"])
def test_progress_goes_from_reading_to_drawing(kind, monkeypatch):
    def read(*_given, **named):
        named["progress"](1, 2)
        named["progress"](2, 2)
        return "a deck"

    def drawn(*given):
        given[-1](1, 4)
        given[-1](4, 4)
        return b"done"

    monkeypatch.setattr(handouts, "read_deck", read)
    module = {"pptx": "slides.powerpoint.presentation", "pdf": "paper.pdf", "docx": "paper.word"}[kind]
    place = f"reports.{module}.{kind}_bytes"
    monkeypatch.setattr(place, drawn)
    told = []
    assert (
        handouts.make_handout(Handout.of(kind), None, None, str, lambda *step: told.append(step)) == b"done"
    )
    assert told == [(150, 1000), (300, 1000), (475, 1000), (1000, 1000)]
