"""The cookie that says who is signed in, and the one that Streamlit sets after a sign-in at a provider."""

from collections.abc import Mapping
from typing import Final

from starlette.responses import Response
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

SESSION_COOKIE: Final = "ea_session"
# No token of ours is longer; Streamlit's cookie of a sign-in at a provider comes in parts of 4 kB.
LONGEST_TOKEN: Final = 40_000


def tokens_in(cookies: Mapping[str, str]) -> tuple[str, ...]:
    """Give the tokens that a request carries, our own first: what each opens, only the store knows.

    A sign-in at a provider has no token of ours: the cookie that Streamlit drew and signed for it stands for one.
    """
    parts = [name for name in cookies if name.startswith(f"{USER_COOKIE_NAME}_") and _number(name).isdigit()]
    named = [name for name in (USER_COOKIE_NAME,) if name in cookies] + sorted(parts, key=_number)
    found = (cookies.get(SESSION_COOKIE, ""), "".join(cookies[name] for name in named))
    return tuple(token for token in found if 0 < len(token) < LONGEST_TOKEN)


def set_session(answer: Response, token: str, *, https: bool, base: str) -> None:
    """Hand a token to the browser: unreadable for scripts, never sent with another site's requests, gone with it.

    Lax and not strict: who follows a link from a letter is signed in there.
    """
    answer.set_cookie(SESSION_COOKIE, token, httponly=True, samesite="lax", secure=https, path=_path(base))


def clear_session(answer: Response, *, base: str) -> None:
    """Take the token back from the browser."""
    answer.delete_cookie(SESSION_COOKIE, path=_path(base))


def _number(name: str) -> str:
    return name.removeprefix(f"{USER_COOKIE_NAME}_").strip("_")


def _path(base: str) -> str:
    return f"/{base.strip('/')}"
