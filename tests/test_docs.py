"""What the papers say is still so."""

import ast
import re
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest

from charts.palette import DARK, LIGHT

ROOT = Path(__file__).parents[1]
ROOMS = ("pages", "ui", "reports", "charts", "geo", "data")
FOLDERS = (*ROOMS, "tests", "docs", "benchmarks")
PAPERS = [
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md")))
]
HAN = re.compile("[一-鿿]+")


def read(paper: str) -> str:
    return (ROOT / paper).read_text(encoding="utf-8")


def named_paths(text: str) -> list[str]:
    """What stands between backticks as a file or folder of ours, with or without its folder."""
    path = re.compile(
        rf"(?<![\w./-])(?:(?:{'|'.join(FOLDERS)})/[\w./*{{}},-]*|[\w*.-]*\w\.(?:py|js|css|toml|csv|md|po)(?![\w*]))"
    )
    return [name for code in re.findall(r"`([^`\n]+)`", text) for name in path.findall(code)]


def is_there(name: str) -> bool:
    """Whether a file has this path, or this name in some folder; of `{a,b}` each has to be there, `*` is any text."""
    choice = re.search(r"\{([^}]*)\}", name)
    if choice:
        return all(is_there(name.replace(choice[0], one)) for one in choice[1].split(","))
    if "/" in name:
        return any(ROOT.glob(name.rstrip("/")))
    return any(ROOT.glob(name)) or any(any((ROOT / folder).rglob(name)) for folder in FOLDERS)


def string_constants(module: Path) -> list[str]:
    """The texts in a module, docstrings left out."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone
    ]


def test_streamlits_theme_has_the_palettes_colours():
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["theme"]
    for name, palette in (("light", LIGHT), ("dark", DARK)):
        scheme = theme[name]
        assert scheme["primaryColor"] == palette.accent
        assert scheme["backgroundColor"] == palette.paper
        assert scheme["secondaryBackgroundColor"] == palette.wash
        assert scheme["textColor"] == palette.ink
        assert scheme["borderColor"] == palette.rule
        assert scheme["chartSequentialColors"][:7] == list(palette.share)
        verdicts = ("on_track", "at_risk", "off_track", "reversing")
        assert scheme["chartCategoricalColors"][1:5] == [palette.verdicts[name].fill for name in verdicts]


def test_the_readme_names_things_that_are_there():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = [target for target in re.findall(r"\]\(([^)#]+)\)", readme) if "://" not in target]
    assert targets
    for target in targets:
        assert (ROOT / target).exists(), target
    for module in re.findall(r"python -m ([a-z_.]+)", readme):
        path = ROOT / module.replace(".", "/")
        assert path.with_suffix(".py").exists() or (path / "__main__.py").exists(), module


def test_every_make_target_that_the_papers_name_exists():
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z]+):", makefile, flags=re.MULTILINE))
    for paper in ("README.md", "CONTRIBUTING.md"):
        named = set(re.findall(r"`?make ([a-z]+)", (ROOT / paper).read_text(encoding="utf-8")))
        assert named - {"s", "every"} <= targets, paper


@pytest.mark.parametrize("paper", PAPERS)
def test_what_a_paper_names_is_there(paper: str):
    text = read(paper)
    assert [name for name in named_paths(text) if not is_there(name)] == []
    targets = [target for target in re.findall(r"\]\(([^)#\s]+)", text) if "://" not in target]
    assert [target for target in targets if not (ROOT / paper).parent.joinpath(target).exists()] == []
    for module in re.findall(r"python -m ([a-z]+\.[a-z_.]*[a-z_])", text):
        path = ROOT / module.replace(".", "/")
        assert path.with_suffix(".py").exists() or (path / "__main__.py").exists(), module


@pytest.mark.parametrize("paper", PAPERS)
def test_a_name_that_a_paper_gives_stands_in_its_file(paper: str):
    pairs = re.findall(r"`([A-Za-z_]+)` in `([\w/]+\.(?:py|js))`", read(paper))
    assert [(name, path) for name, path in pairs if not re.search(rf"\b{name}\b", read(path))] == []


def test_papers_that_name_what_is_gone_are_seen():
    text = "`data/progress.py`, `python data/base/gone.py [--x]`, `gone.py`, `ui/{look,gone}.css`, `ui/gone/`"
    assert [name for name in named_paths(text) if not is_there(name)] == [
        *("data/progress.py", "data/base/gone.py", "gone.py", "ui/{look,gone}.css", "ui/gone/")
    ]
    there = "`data/base/months.py`, `ui/`, `ui/{look,pieces}.css`, `look.py`, `tests/test_d*.py`"
    assert len(named_paths(there)) == 5
    assert all(map(is_there, named_paths(there)))


def test_the_twelve_changes_name_a_file_each():
    asked = (
        *("a new stage", "a milestone's date", 'the colour of "at risk"', "a new report column", "a synonym"),
        *("the session's idle time", "a word of the menu", "the size of county labels on the map"),
        *("a new slide in stage, PPTX and PDF", "next year's register", "a new page"),
        "the sentence of one problem",
    )
    rows = dict(re.findall(r"^\| (.+?) \| (.+?) \|", read("docs/architecture.md"), flags=re.MULTILINE))
    assert [what for what in asked if not named_paths(rows.get(what, ""))] == []


@pytest.mark.parametrize("room", ["data", "ui", "reports"])
def test_the_picture_is_that_of_the_contracts(room: str):
    """Line by line from above, as the contract on the room has them; what follows wide space explains."""
    contracts = tomllib.loads(read("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract.get("containers") == [room])
    picture = re.search(r"```text\n(.+?)```", read("docs/architecture.md"), flags=re.DOTALL)
    assert picture
    inside = re.search(rf"^{room}/.*\n((?:[ |].*\n)+)", picture[1], flags=re.MULTILINE)
    assert inside
    lines = [re.split(r" {3,}", line.strip(" |"))[0] for line in inside[1].splitlines()]
    drawn = [frozenset(line.split(" · ")) for line in lines if line]
    above_commands = {"__main__"}
    assert drawn == [frozenset(layer.split(" | ")) for layer in layers if layer not in above_commands]


def test_chinese_that_is_in_no_catalogue_stands_where_decision_1_says():
    """Texts for readers are English in the code. The decision names the modules and folders with other Chinese."""
    named = named_paths(read("docs/decisions/0001-rooms-and-one-way-imports.md"))
    unnamed = [
        path
        for room in ("reports", "charts", "geo", "data")
        for module in (ROOT / room).rglob("*.py")
        if any(HAN.search(text) for text in string_constants(module))
        and not any((path := module.relative_to(ROOT).as_posix()).startswith(name) for name in named)
    ]
    assert unnamed == []


def test_the_glossarys_chinese_is_what_readers_see():
    shown = read("data/locale/zh_CN/LC_MESSAGES/messages.po") + read("data/base/fields.py")
    shown += "".join(path.read_text(encoding="utf-8") for path in (ROOT / "data" / "files").iterdir())
    rows = [line.split(" | ") for line in read("docs/glossary.md").splitlines() if line.startswith("| ")]
    words = [word for row in rows if len(row) == 3 for word in HAN.findall(row[1])]
    assert len(words) > 60
    assert [word for word in words if word not in shown] == []


def test_a_class_name_with_two_meanings_is_told_in_the_glossary():
    modules: defaultdict[str, list[str]] = defaultdict(list)
    for room in ROOMS:
        for module in (ROOT / room).rglob("*.py"):
            for name in re.findall(
                r"^class ([A-Z]\w*)", module.read_text(encoding="utf-8"), flags=re.MULTILINE
            ):
                modules[name].append(module.relative_to(ROOT).as_posix())
    twice = {name: frozenset(found) for name, found in modules.items() if len(found) > 1}
    rows = re.findall(r"^\| `([A-Z]\w*)` \| (.+) \|$", read("docs/glossary.md"), flags=re.MULTILINE)
    assert {name: frozenset(named_paths(told)) for name, told in rows} == twice
