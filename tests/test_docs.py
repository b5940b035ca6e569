"""What the papers say is still so."""

import re
import tomllib
from pathlib import Path

from charts.palette import DARK, LIGHT

ROOT = Path(__file__).parents[1]


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
