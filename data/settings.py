"""What an operator decides, read from environment variables; docs/settings.md describes each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from data.database import read_address
from data.errors import InvalidSetting, MissingFile
from data.province_milestones import load_province_milestones

DEFAULT_DATABASE = Path("var") / "dashboard.db"
# What geopandas reads without anything further installed.
LINE_FILE_KINDS = (".geojson", ".json", ".gpkg", ".shp", ".parquet")
YES = ("1", "true", "yes", "on")
NO = ("0", "false", "no", "off", "")
# The line under the map has room for this much.
LONGEST_APPROVAL_NUMBER = 80


@dataclass(frozen=True)
class Settings:
    """One installation's decisions; each field names the environment variable it is read from."""

    # Never shown by repr: it may hold a password.
    database_url: str = field(repr=False, metadata={"variable": "DATABASE_URL"})
    map_approval_number: str | None = field(default=None, metadata={"variable": "MAP_APPROVAL_NUMBER"})
    approved_line_file: Path | None = field(default=None, metadata={"variable": "APPROVED_LINE_FILE"})
    start_empty: bool = field(default=False, metadata={"variable": "DASHBOARD_EMPTY"})
    milestones_file: Path | None = field(default=None, metadata={"variable": "DASHBOARD_MILESTONES"})


def read_settings(environ: Mapping[str, str], root: Path) -> Settings:
    """Read the settings from `environ`; relative paths start at `root`, the project's folder.

    An empty value counts as not set. Raises StoreUnreachable for a DATABASE_URL that cannot be understood,
    MissingFile for a file that is not there, UnusableMilestones for one of milestones that says something which
    none can be, InvalidSetting for any other value that cannot be used.
    """
    given = {name: environ.get(name, "").strip() for name in SETTING_NAMES}
    return Settings(
        database_url=database_url(given["DATABASE_URL"], root),
        map_approval_number=map_approval_number(given["MAP_APPROVAL_NUMBER"]),
        approved_line_file=approved_line_file(given["APPROVED_LINE_FILE"], root),
        start_empty=start_empty(given["DASHBOARD_EMPTY"]),
        milestones_file=milestones_file(given["DASHBOARD_MILESTONES"], root),
    )


SETTING_NAMES: tuple[str, ...] = tuple(
    setting.metadata["variable"] for setting in Settings.__dataclass_fields__.values()
)


def database_url(given: str, root: Path) -> str:
    """Return the address to open: the given one, or SQLite's file in var/ under `root`."""
    url = read_address(given or f"sqlite:///{DEFAULT_DATABASE.as_posix()}")
    if url.get_backend_name() == "sqlite":
        url = url.set(database=str(root / str(url.database)))
    return url.render_as_string(hide_password=False)


def map_approval_number(given: str) -> str | None:
    """Return the map approval number as the operator words it, such as GS（2024）0650号."""
    if not given:
        return None
    if len(given) > LONGEST_APPROVAL_NUMBER or not given.isprintable():
        raise InvalidSetting(
            "MAP_APPROVAL_NUMBER is not the number of a map approval.",
            f"Write one line of at most {LONGEST_APPROVAL_NUMBER} characters, such as GS（2024）0650号.",
        )
    return given


def approved_line_file(given: str, root: Path) -> Path | None:
    """Return the path of the operator's own boundary line file."""
    if not given:
        return None
    path = root / given
    if path.suffix.lower() not in LINE_FILE_KINDS:
        raise InvalidSetting(
            f"APPROVED_LINE_FILE names {path}, which is not a kind of file that the map reads.",
            f"Give a file that ends in {', '.join(LINE_FILE_KINDS)}.",
        )
    if not path.is_file():
        raise MissingFile(
            f"There is no file {path}, which APPROVED_LINE_FILE names.",
            "Put the file there, or correct the setting.",
        )
    return path


def start_empty(given: str) -> bool:
    """Tell whether to start without demo data."""
    if given.lower() in YES:
        return True
    if given.lower() in NO:
        return False
    raise InvalidSetting(
        f'DASHBOARD_EMPTY is "{given[:40]}", which is neither yes nor no.',
        "Write 1 to start without demo data, 0 or nothing to start with them.",
    )


def milestones_file(given: str, root: Path) -> Path | None:
    """Return the path of the operator's own file of provinces' milestones, having read it once."""
    if not given:
        return None
    path = root / given
    if not path.is_file():
        raise MissingFile(
            f"There is no file {path}, which DASHBOARD_MILESTONES names.",
            "Put the file there, or correct the setting.",
        )
    load_province_milestones(path)
    return path
