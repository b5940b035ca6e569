"""Signing in through a team's own identity provider: which one, and where its sign-in begins.

Streamlit speaks OpenID Connect (`st.login`, `.streamlit/secrets.toml`); who may do what is ours (docs/oidc.md). The way
to the provider is a plain route, since `st.login` needs a script run, and where signing in is required nobody has one:
the route sends the browser to the very address that `st.login` would (`generate_login_redirect_url`).
The way out is Streamlit's as well: `/auth/logout`, to which `st.logout` sends the browser (ui/sign_in/signed_out.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from urllib.parse import urlsplit

from streamlit.auth_util import get_secrets_auth_section, validate_auth_credentials
from streamlit.errors import StreamlitAuthError
from streamlit.user_info import generate_login_redirect_url

from data.base.errors import DashboardError
from ui import queries
from ui.sign_in.addresses import root_of

# Streamlit's own name for the provider whose settings stand in [auth] itself.
DEFAULT = "default"
BEGIN_PATH = "sign-in/provider"
REFUSED_PATH = "sign-in/refused"


@dataclass(frozen=True)
class Provider:
    """The identity provider: `key` as Streamlit's secrets name it, and the name that people know."""

    key: str
    name: str


def provider() -> Provider | None:
    """Give the identity provider; None where the operator has described none."""
    auth = get_secrets_auth_section()
    found = _described(auth)
    if not found:
        return None
    key, section = found[0]
    host = urlsplit(str(section.get("server_metadata_url", ""))).hostname
    return Provider(key, _called() or host or key)


def provider_link(base: str) -> tuple[str, str] | None:
    """Give the provider's name and the address that leads to it, for the page to sign in on."""
    chosen = provider()
    return (chosen.name, f"{root_of(base)}{BEGIN_PATH}") if chosen else None


def login_address(chosen: Provider) -> str:
    """Give the address to which `st.login` would send the browser; good for two minutes."""
    return generate_login_redirect_url(chosen.key)


def faults() -> list[str]:
    """Say why nobody could sign in at the provider that the operator has described, a sentence each."""
    found = _described(get_secrets_auth_section())
    if not found:
        return []
    if len(found) > 1:
        named = ", ".join(f"[auth.{key}]" if key != DEFAULT else "[auth]" for key, _section in found)
        return [f"The secrets describe more than one identity provider: leave one of {named}."]
    try:
        import_module("authlib.integrations.starlette_client")
        validate_auth_credentials(found[0][0])
    except ModuleNotFoundError as error:
        return [f"Sign-in by OIDC needs the package {error.name}: install requirements.txt."]
    except StreamlitAuthError as error:
        return [" ".join(str(error).split())]
    return []


def _called() -> str | None:
    try:
        return queries.settings().oidc_name
    except DashboardError:
        return None  # the check at the start, or every page, says what is wrong with the settings


def _described(auth: Mapping[str, object]) -> list[tuple[str, Mapping[str, object]]]:
    """Give the providers in the secrets; an [auth] with nothing but a cookie_secret describes none."""
    known = ("client_id", "server_metadata_url")
    sections = [(DEFAULT, auth), *((key, value) for key, value in auth.items() if isinstance(value, Mapping))]
    return [(key, section) for key, section in sections if any(name in section for name in known)]
