"""Settings: what is read, what is refused, and that each one is documented."""

import re
from pathlib import Path

import pytest

from data.base.errors import DashboardError, InvalidSetting, MissingFile, StoreUnreachable
from data.settings import SETTING_NAMES, Settings, read_settings

DOCUMENT = Path(__file__).parents[2] / "docs" / "settings.md"


def test_nothing_set_means_sqlite_in_var_under_the_project(tmp_path):
    assert read_settings({}, tmp_path) == Settings(
        database_url=f"sqlite:///{tmp_path}/var/dashboard.db", register_folder=tmp_path / "var" / "register"
    )


def test_all_set(tmp_path):
    lines = tmp_path / "lines.geojson"
    lines.touch()
    (tmp_path / "own.toml").touch()
    settings = read_settings(
        {
            "DATABASE_URL": "postgres://tracker:s%40fe@db.example:5433/alliance",
            "MAP_APPROVAL_NUMBER": " GS（2024）0650号 ",
            "APPROVED_LINE_FILE": "lines.geojson",
            "DASHBOARD_EMPTY": "1",
            "DASHBOARD_MILESTONES": "own.toml",
            "PATH": "not a setting",
        },
        tmp_path,
    )
    assert settings.database_url == "postgresql+psycopg://tracker:s%40fe@db.example:5433/alliance"
    assert settings.map_approval_number == "GS（2024）0650号"
    assert settings.approved_line_file == lines
    assert settings.start_empty is True
    assert settings.milestones_file == tmp_path / "own.toml"


def test_empty_values_count_as_not_set(tmp_path):
    assert read_settings(dict.fromkeys(SETTING_NAMES, " "), tmp_path) == read_settings({}, tmp_path)


def test_a_relative_sqlite_path_starts_at_the_project(tmp_path):
    settings = read_settings({"DATABASE_URL": "sqlite:///kept/here.db"}, tmp_path)
    assert settings.database_url == f"sqlite:///{tmp_path}/kept/here.db"


def test_an_absolute_sqlite_path_stays(tmp_path):
    settings = read_settings({"DATABASE_URL": "sqlite:////srv/here.db"}, tmp_path)
    assert settings.database_url == "sqlite:////srv/here.db"


@pytest.mark.parametrize(
    ("word", "empty"), [("1", True), ("Yes", True), ("on", True), ("0", False), ("no", False)]
)
def test_start_empty_takes_yes_and_no(tmp_path, word, empty):
    assert read_settings({"DASHBOARD_EMPTY": word}, tmp_path).start_empty is empty


@pytest.mark.parametrize(
    ("variable", "value", "error", "part"),
    [
        ("DATABASE_URL", "my database", StoreUnreachable, "is not a database address"),
        ("DATABASE_URL", "mysql://u:secret@h/d", StoreUnreachable, '"mysql"'),
        ("MAP_APPROVAL_NUMBER", "GS\n2024", InvalidSetting, "one line of"),
        ("MAP_APPROVAL_NUMBER", "号" * 81, InvalidSetting, "80 characters"),
        ("APPROVED_LINE_FILE", "nowhere.geojson", MissingFile, "nowhere.geojson"),
        ("APPROVED_LINE_FILE", "lines.dwg", InvalidSetting, ".geojson"),
        ("DASHBOARD_EMPTY", "perhaps", InvalidSetting, '"perhaps"'),
        ("DASHBOARD_MILESTONES", "nowhere.toml", MissingFile, "nowhere.toml"),
    ],
)
def test_a_value_that_cannot_be_used_names_variable_and_remedy(tmp_path, variable, value, error, part):
    with pytest.raises(error) as raised:
        read_settings({variable: value}, tmp_path)
    assert isinstance(raised.value, DashboardError)
    assert variable in raised.value.what
    assert part in str(raised.value)
    assert raised.value.remedy
    assert "secret" not in str(raised.value)


def test_the_password_is_not_shown_by_repr(tmp_path):
    settings = read_settings({"DATABASE_URL": "postgresql://u:secret@h/d"}, tmp_path)
    assert "secret" not in repr(settings)


def test_every_setting_is_documented_in_both_languages_and_nothing_else_is():
    sections = re.split(r"^## ", DOCUMENT.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    documented = {section.splitlines()[0].strip("` "): section for section in sections}
    assert sorted(documented) == sorted(SETTING_NAMES)
    for section in documented.values():
        chinese = [line for line in section.splitlines() if re.search(r"[。；]", line)]
        assert chinese
        assert "Default" in section or "default" in section
