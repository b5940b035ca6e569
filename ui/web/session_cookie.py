"""The cookie that says who is signed in."""

from collections.abc import Mapping
from typing import Final

from starlette.responses import Response

SESSION_COOKIE: Final = "ea_session"
# A token of ours has 43 signs; what is longer than any cookie a browser keeps is not looked up.
LONGEST_TOKEN: Final = 4096


def tokens_in(cookies: Mapping[str, str]) -> tuple[str, ...]:
    """Give the tokens that a request carries, none or one: what it opens, only the store knows.

    The cookie that Streamlit sets after a sign-in at a provider is none: ui/oidc_door.py says why.
    """
    token = cookies.get(SESSION_COOKIE, "")
    return (token,) if 0 < len(token) < LONGEST_TOKEN else ()


def set_session(answer: Response, token: str, *, https: bool, base: str) -> None:
    """Hand a token to the browser: unreadable for scripts, never sent with another site's requests, gone with it.

    Lax and not strict: who follows a link from a letter is signed in there.
    """
    answer.set_cookie(SESSION_COOKIE, token, httponly=True, samesite="lax", secure=https, path=_path(base))


def clear_session(answer: Response, *, base: str) -> None:
    """Take the token back from the browser."""
    answer.delete_cookie(SESSION_COOKIE, path=_path(base))


def _path(base: str) -> str:
    return f"/{base.strip('/')}"
