"""The graph of imports between production modules, as the text of each file has it, lazy imports included."""

import ast
import itertools
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("dashboard", "pages", "ui", "reports", "charts", "geo", "data")
MOST_MODULES_IN_A_FOLDER = 20


def modules(root: Path = ROOT) -> dict[str, Path]:
    """Production modules by name; a package is the module that its __init__ is."""
    found: dict[str, Path] = {}
    for room in ROOMS:
        for path in [*root.glob(f"{room}.py"), *(root / room).rglob("*.py")]:
            name = ".".join(path.relative_to(root).with_suffix("").parts)
            found[name.removesuffix(".__init__")] = path
    return found


def imported(path: Path, known: dict[str, Path]) -> Iterator[str]:
    """The production modules that a module imports, at its top or inside a function."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relative to itself"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                if inner in known:
                    yield inner
                elif node.module in known:
                    yield str(node.module)


def import_graph(root: Path = ROOT) -> dict[str, set[str]]:
    known = modules(root)
    return {name: set(imported(path, known)) - {name} for name, path in known.items()}


@cache
def graph() -> dict[str, set[str]]:
    return import_graph()


def circle(imports: dict[str, set[str]]) -> list[str]:
    """Take away, again and again, what imports nothing that is left; whoever stays stands in a circle or above one."""
    left = dict(imports)
    while True:
        done = {name for name, needs in left.items() if not needs & left.keys()}
        if not done:
            return sorted(left)
        left = {name: needs for name, needs in left.items() if name not in done}


def modules_by_folder(names: dict[str, Path]) -> Counter[Path]:
    return Counter(path.parent for path in names.values() if path.name != "__init__.py")


def test_no_module_imports_itself_by_way_of_others():
    assert circle(graph()) == []


def test_imports_between_rooms_go_one_way():
    upwards = [
        (name, needed)
        for name, needs in graph().items()
        for needed in needs
        if ROOMS.index(needed.partition(".")[0]) < ROOMS.index(name.partition(".")[0])
    ]
    assert upwards == []


def test_packages_of_data_import_what_they_may():
    """What each may import itself; the contracts in pyproject.toml say what it may reach."""
    may = {
        "base": "",
        "register": "base",
        "names": "base register",
        "plan": "base register",
        "figures": "base register names plan",
        "database": "base",
        "accounts": "base register database",
        "store": "base register database accounts",
        "spreadsheets": "base",
        "intake": "base register names plan figures spreadsheets store",
    }
    astray: defaultdict[str, set[str]] = defaultdict(set)
    for name, needs in graph().items():
        package = name.split(".")[1] if name.startswith("data.") else ""
        if package in may and not name.endswith(".__main__"):
            others = {needed.split(".")[1] for needed in needs if needed.startswith("data.")}
            astray[package] |= others - {package, *may[package].split()}
    assert {package for package, others in astray.items() if others} == set(), dict(astray)
    folders = {path.parent.name for path in (ROOT / "data").glob("*/__init__.py")}
    assert folders == set(may)


def test_no_folder_holds_more_modules_than_a_reader_takes_in():
    too_full = {
        str(folder.relative_to(ROOT)): count
        for folder, count in modules_by_folder(modules()).items()
        if count > MOST_MODULES_IN_A_FOLDER
    }
    assert too_full == {}


def test_commands_are_imported_by_nothing():
    commands = {name for name in graph() if name.endswith(".__main__")}
    assert commands
    assert not commands & set(itertools.chain.from_iterable(graph().values()))


def test_contracts_name_packages_that_exist():
    """A contract about a module that has gone is kept by everything."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    named = [
        name
        for contract in contracts["contracts"]
        for key in ("source_modules", "forbidden_modules")
        for name in contract.get(key, ())
        if name.partition(".")[0] in ROOMS
    ]
    assert named
    assert [
        name for name in named if name not in modules() and not (ROOT / name.replace(".", "/")).is_dir()
    ] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("from data.other import thing\n", "import data.one\n"),
        ("from data import other\n", "def later():\n    from data.one import thing\n"),
    ],
)
def test_a_circle_is_seen(tmp_path: Path, one: str, other: str):
    folder = tmp_path / "data"
    folder.mkdir()
    for name, text in (("__init__", ""), ("one", one), ("other", other), ("apart", "import data.one\n")):
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    assert circle(import_graph(tmp_path)) == ["data.apart", "data.one", "data.other"]
