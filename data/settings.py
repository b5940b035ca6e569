"""What an operator decides, read from environment variables; docs/settings.md describes each."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from data.base.errors import InvalidSetting, MissingFile
from data.database.engine import read_address
from data.plan.milestones import load_province_milestones

DEFAULT_DATABASE = Path("var") / "dashboard.db"
REGISTER_FOLDER = "register"
# What geopandas reads without anything further installed.
LINE_FILE_KINDS = (".geojson", ".json", ".gpkg", ".shp", ".parquet")
YES = ("1", "true", "yes", "on")
NO = ("0", "false", "no", "off", "")
# The line under the map has room for this much.
LONGEST_APPROVAL_NUMBER = 80
# A button has room for this much.
LONGEST_PROVIDER_NAME = 40
# Names of claims are short words or addresses; tokens have to travel in a cookie.
LONGEST_CLAIM = 200
# One name, or `*.` and a name: what may stand in a Host header, without its port.
HOST_NAME = re.compile(
    r"(\*\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*|[0-9a-f]*:[0-9a-f:.]+"
)


@dataclass(frozen=True)
class Settings:
    """One installation's decisions; each field names the environment variable it is read from."""

    # Never shown by repr: it may hold a password.
    database_url: str = field(repr=False, metadata={"variable": "DATABASE_URL"})
    # Where editions of the register lie that the operator adds.
    register_folder: Path = field(
        default=DEFAULT_DATABASE.parent / REGISTER_FOLDER, metadata={"variable": "DASHBOARD_REGISTER"}
    )
    map_approval_number: str | None = field(default=None, metadata={"variable": "MAP_APPROVAL_NUMBER"})
    approved_line_file: Path | None = field(default=None, metadata={"variable": "APPROVED_LINE_FILE"})
    start_empty: bool = field(default=False, metadata={"variable": "DASHBOARD_EMPTY"})
    milestones_file: Path | None = field(default=None, metadata={"variable": "DASHBOARD_MILESTONES"})
    allowed_hosts: tuple[str, ...] = field(default=(), metadata={"variable": "DASHBOARD_ALLOWED_HOSTS"})
    # Without accounts, uploads are for everyone who reaches a server that only its own machine reaches.
    uploads_without_accounts: bool = field(default=True, metadata={"variable": "DASHBOARD_OPEN_UPLOADS"})
    open_metrics: bool = field(default=False, metadata={"variable": "DASHBOARD_METRICS"})
    sign_in_required: bool = field(default=False, metadata={"variable": "DASHBOARD_SIGN_IN"})
    # The identity provider itself is described in .streamlit/secrets.toml, which Streamlit reads (docs/oidc.md).
    oidc_name: str | None = field(default=None, metadata={"variable": "DASHBOARD_OIDC_NAME"})
    oidc_role_claim: str | None = field(default=None, metadata={"variable": "DASHBOARD_OIDC_ROLE_CLAIM"})


SETTING_NAMES: tuple[str, ...] = tuple(
    setting.metadata["variable"] for setting in Settings.__dataclass_fields__.values()
)


def read_settings(environ: Mapping[str, str], root: Path) -> Settings:
    """Read the settings from `environ`; relative paths start at `root`, the project's folder.

    An empty value counts as not set. Raises StoreUnreachable for a DATABASE_URL that cannot be understood,
    MissingFile for a file that is not there, UnusableMilestones for one of milestones that says something which
    none can be, InvalidSetting for any other value that cannot be used.
    """
    given = {name: environ.get(name, "").strip() for name in SETTING_NAMES}
    return Settings(
        database_url=database_url(given["DATABASE_URL"], root),
        register_folder=register_folder(given["DASHBOARD_REGISTER"], given["DATABASE_URL"], root),
        map_approval_number=map_approval_number(given["MAP_APPROVAL_NUMBER"]),
        approved_line_file=approved_line_file(given["APPROVED_LINE_FILE"], root),
        start_empty=start_empty(given["DASHBOARD_EMPTY"]),
        milestones_file=milestones_file(given["DASHBOARD_MILESTONES"], root),
        allowed_hosts=allowed_hosts(given["DASHBOARD_ALLOWED_HOSTS"]),
        uploads_without_accounts=uploads_without_accounts(given["DASHBOARD_OPEN_UPLOADS"]),
        open_metrics=open_metrics(given["DASHBOARD_METRICS"]),
        sign_in_required=sign_in_required(given["DASHBOARD_SIGN_IN"]),
        oidc_name=oidc_name(given["DASHBOARD_OIDC_NAME"]),
        oidc_role_claim=oidc_role_claim(given["DASHBOARD_OIDC_ROLE_CLAIM"]),
    )


def database_url(given: str, root: Path) -> str:
    """Return the address to open: the given one, or SQLite's file in var/ under `root`."""
    url = read_address(given or f"sqlite:///{DEFAULT_DATABASE.as_posix()}")
    if url.get_backend_name() == "sqlite":
        url = url.set(database=str(root / str(url.database)))
    return url.render_as_string(hide_password=False)


def register_folder(given: str, database: str, root: Path) -> Path:
    """Return the folder of the operator's editions of the register: the given one, or one beside the database."""
    if given:
        return root / given
    url = read_address(database_url(database, root))
    beside = (
        Path(str(url.database)).parent
        if url.get_backend_name() == "sqlite"
        else root / DEFAULT_DATABASE.parent
    )
    return beside / REGISTER_FOLDER


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


def allowed_hosts(given: str) -> tuple[str, ...]:
    """Return the names by which readers may call the server, in small letters: `a.cn`, `*.a.cn`, `10.0.0.5`."""
    names = tuple(name.lower() for name in re.split(r"[,\s]+", given) if name)
    for name in names:
        if not HOST_NAME.fullmatch(name):
            raise InvalidSetting(
                f'DASHBOARD_ALLOWED_HOSTS names "{name[:80]}", which is not the name of a host.',
                "Write names without scheme, port or path, separated by commas, such as dashboard.example.cn.",
            )
    return names


def uploads_without_accounts(given: str) -> bool:
    """Tell whether somebody without an account may ever upload; data.start_check says when."""
    if given.lower() in ("", "auto"):
        return True
    if given.lower() in NO:
        return False
    raise InvalidSetting(
        f'DASHBOARD_OPEN_UPLOADS is "{given[:40]}", which is neither auto nor 0.',
        "Write 0 to close uploads to everyone without an account, auto or nothing to open them on this machine.",
    )


def open_metrics(given: str) -> bool:
    """Tell whether the server's metrics may be read from other machines."""
    if given.lower() in ("", "loopback"):
        return False
    if given.lower() == "open":
        return True
    raise InvalidSetting(
        f'DASHBOARD_METRICS is "{given[:40]}", which is neither loopback nor open.',
        "Write open to let every machine read the metrics, loopback or nothing to keep them to this one.",
    )


def sign_in_required(given: str) -> bool:
    """Tell whether nobody sees a figure who has not signed in."""
    if given.lower() in ("", "optional"):
        return False
    if given.lower() == "required":
        return True
    raise InvalidSetting(
        f'DASHBOARD_SIGN_IN is "{given[:40]}", which is neither optional nor required.',
        "Write required to show figures to those signed in only, optional or nothing to show them to everybody.",
    )


def oidc_name(given: str) -> str | None:
    """Return what people call the identity provider."""
    if len(given) > LONGEST_PROVIDER_NAME or not given.isprintable():
        raise InvalidSetting(
            "DASHBOARD_OIDC_NAME does not fit on a button.",
            f"Write one line of at most {LONGEST_PROVIDER_NAME} characters, as people call their sign-in.",
        )
    return given or None


def oidc_role_claim(given: str) -> str | None:
    """Return the name of the claim that holds roles."""
    if len(given) > LONGEST_CLAIM or not given.isprintable() or " " in given:
        raise InvalidSetting(
            f'DASHBOARD_OIDC_ROLE_CLAIM is "{given[:40]}", which is not the name of a claim.',
            "Write one such as roles, groups or realm_access.roles.",
        )
    return given or None
