"""What the operator has set, by the environment: read, bounded, and looked at before the server starts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

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

# What RFC 2104 and OWASP ask of a key for HMAC-SHA-256, which signs Streamlit's cookies: as long as the hash.
SHORTEST_SECRET = 32

# The path at which Streamlit takes people back from an identity provider.
CALLBACK = "/oauth2callback"

# What people paste from documentation, in small letters and without marks.
KNOWN_SECRETS = (
    "changeme",
    "secret",
    "cookiesecret",
    "password",
    "xxx",
    "replaceme",
    "example",
    "yoursecret",
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
    """Tell whether somebody without an account may ever upload; data.settings says when."""
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


def unsafe_combinations(
    settings: Settings,
    *,
    address: str | None,
    https: bool,
    has_accounts: bool,
    cookie_secret: str | None = None,
    oidc_redirect: str | None = None,
) -> list[str]:
    """Say what keeps the server from starting, a sentence each; an empty list lets it start.

    `address` is the one that the server listens on: None or an empty one means all of the machine's. `https` says
    that the server itself speaks it. `cookie_secret` is the secret that the operator chose (None: one is drawn
    at random), `oidc_redirect` the address to which the identity provider sends people back (None: no OIDC).
    """
    public = is_public(settings, address)
    found: list[str] = []
    if public and not has_accounts and settings.uploads_without_accounts:
        found.append(
            "Uploads would be open to everyone who reaches this server, because it is reachable from other machines "
            "and there is no account: set DASHBOARD_OPEN_UPLOADS=0, or listen on 127.0.0.1 only."
        )
    if not is_loopback(address) and not settings.allowed_hosts:
        found.append(
            "The server is to listen on an address that other machines reach, without knowing its own name: set "
            "DASHBOARD_ALLOWED_HOSTS to the names that readers type, or listen on 127.0.0.1 only."
        )
    if cookie_secret is not None and weak_secret(cookie_secret):
        found.append(
            f"The cookie secret is one that others know or has fewer than {SHORTEST_SECRET} characters: set one made "
            "by `openssl rand -hex 32`."
        )
    if oidc_redirect is not None and not https and http_on_public_host(oidc_redirect):
        found.append(
            "Sign-in by OIDC would send its codes over plain http on a public host: give redirect_uri an https address."
        )
    if oidc_redirect is not None and not _is_answered(
        urlsplit(oidc_redirect).hostname, settings.allowed_hosts
    ):
        found.append(
            "Sign-in by OIDC would send people back to a name that this server does not answer: add the host of "
            "redirect_uri to DASHBOARD_ALLOWED_HOSTS."
        )
    if oidc_redirect is not None and not urlsplit(oidc_redirect).path.endswith(CALLBACK):
        found.append(
            "Sign-in by OIDC would send people back to a page that does not expect them: let redirect_uri end in "
            f"{CALLBACK}."
        )
    return found


def uploads_open(settings: Settings, *, address: str | None, has_accounts: bool) -> bool:
    """Tell whether somebody who has not signed in may upload: on one's own machine, until there is an account."""
    return settings.uploads_without_accounts and not has_accounts and not is_public(settings, address)


def is_public(settings: Settings, address: str | None) -> bool:
    """Tell whether other machines reach the server: by its own address, or by a proxy that has a name for it."""
    return not is_loopback(address) or not all(is_loopback(name) for name in settings.allowed_hosts)


def is_loopback(host: str | None) -> bool:
    """Tell whether a host name or address means this machine only; None or empty means all its addresses."""
    name = (host or "").lower().strip("[]").rstrip(".")
    if name == "localhost":
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def weak_secret(secret: str) -> bool:
    """Tell whether a secret is short, one letter over and over, or words from documentation."""
    letters = "".join(letter for letter in secret.lower() if letter.isalnum())
    known = any(letters == word * (len(letters) // len(word)) for word in KNOWN_SECRETS)
    return len(secret) < SHORTEST_SECRET or len(set(secret)) < 8 or known


def http_on_public_host(address: str) -> bool:
    """Tell whether an address speaks http to another machine."""
    parts = urlsplit(address)
    return parts.scheme == "http" and not is_loopback(parts.hostname)


def _is_answered(host: str | None, allowed_hosts: tuple[str, ...]) -> bool:
    name = (host or "").rstrip(".")
    below = (allowed[1:] for allowed in allowed_hosts if allowed.startswith("*."))
    return is_loopback(name) or name in allowed_hosts or name.endswith(tuple(below))
