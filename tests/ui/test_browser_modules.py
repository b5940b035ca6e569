"""The browser's own modules, as far as it can be checked without running it."""

import json
import re
from pathlib import Path

import pytest

from ui.browser_modules import FOLDERS, entry_path, modules

ROOT = Path(__file__).parents[2]
SOURCES = {name: served.raw.decode() for name, served in modules().items() if name.endswith(".js")}
IMPORT = re.compile(r'^import \{ ([^}]+) \} from "\./([\w.]+)";$', re.MULTILINE)
EXPORT = re.compile(r"^export (?:async )?(?:function|class|const) (\w+)", re.MULTILINE)


def test_no_two_files_have_one_name():
    assert len(SOURCES) == sum(len(list(folder.glob("*.js"))) for folder in FOLDERS)


def test_types_are_checked_over_the_folders_that_are_served():
    told = re.search(r'"rootDirs": (\[[^]]*\])', (ROOT / "tsconfig.json").read_text())
    assert told
    assert [ROOT / folder for folder in json.loads(told[1])] == list(FOLDERS)


def test_what_checks_them_is_pinned_and_names_no_registry():
    pinned = json.loads((ROOT / "package.json").read_text())
    assert not pinned.get("dependencies")
    assert all(re.fullmatch(r"[\d.]+", version) for version in pinned["devDependencies"].values())
    locked = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert all(entry.get("integrity") for name, entry in locked.items() if name)
    assert not [name for name, entry in locked.items() if "resolved" in entry]


def test_the_entry_is_served_under_a_hash():
    assert re.fullmatch(r"map/js/[0-9a-f]{12}/index\.js", entry_path("index.js"))


@pytest.mark.parametrize("name", SOURCES)
def test_imports_name_what_the_other_module_exports(name):
    for names, other in IMPORT.findall(SOURCES[name]):
        assert {one.strip() for one in names.split(",")} <= set(EXPORT.findall(SOURCES[other])), other


@pytest.mark.parametrize("name", SOURCES)
def test_every_import_is_used(name):
    body = IMPORT.sub("", SOURCES[name])
    imported = [one.strip() for names, _ in IMPORT.findall(SOURCES[name]) for one in names.split(",")]
    assert [one for one in imported if not re.search(rf"\b{one}\b", body)] == []


def test_every_module_is_reached_from_a_component():
    reached, left = set(), [name for name in SOURCES if "show" in EXPORT.findall(SOURCES[name])]
    while left:
        name = left.pop()
        if name not in reached:
            reached.add(name)
            left += [other for _, other in IMPORT.findall(SOURCES[name])]
    assert reached == set(SOURCES)


@pytest.mark.parametrize("name", modules())
def test_nothing_names_another_host(name):
    text = modules()[name].raw.decode()
    hosts = set(re.findall(r"(?:https?:)?//([\w.-]+\.\w+)", text))
    # The SVG namespace is a name, never fetched.
    assert hosts <= {"www.w3.org"}


def test_the_style_sheet_begins_with_the_palettes_colours():
    sheet = modules()["style.css"].raw.decode()
    assert sheet.startswith(":host{--ink:#1a2233;")
    assert ".eam.dark{--ink:#e8edf4;" in sheet


def test_every_colour_variable_that_is_used_is_defined():
    everything = "\n".join(served.raw.decode() for served in modules().values())
    used = set(re.findall(r"var\(--([\w-]+)\)", everything)) - {"x"}
    sheets = "\n".join(served.raw.decode() for name, served in modules().items() if name.endswith(".css"))
    defined = set(re.findall(r"--([\w-]+):", sheets))
    scale = {f"c{n}" for n in range(10)}
    assert used - scale <= defined


def test_months_are_spelled_with_the_same_letters_on_both_sides():
    card = SOURCES["card.js"]
    assert "0x7f - 0x23" in card
    assert '!== "\\\\"' in card
