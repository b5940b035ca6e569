"""What must not be started: combinations of settings that would leave a door open, one sentence each."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from data.settings import Settings

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
