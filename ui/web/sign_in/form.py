"""Reading a form that was sent: bounded, of one kind, and only one that this browser was given (CSRF)."""

import re
from collections.abc import Mapping
from hmac import compare_digest
from secrets import token_urlsafe
from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

FORM_COOKIE: Final = "ea_form"
FORM_FIELD: Final = "form"
TOKEN_BYTES: Final = 32
# Three passwords of 256 signs that take twelve bytes each in a form (𠮷 is %F0%A0%AE%B7), a name, and the token.
LONGEST_FORM: Final = 12 * 1024
# More than any form of ours has.
MOST_FIELDS: Final = 10
_KIND: Final = "application/x-www-form-urlencoded"
_TOKEN: Final = re.compile(r"[\w-]{43}", re.ASCII)


class FormRefused(Exception):
    """What was sent is no form of ours; `status` is the answer's."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


async def read_form(request: Request) -> dict[str, str]:
    """Read a form's fields, never more than LONGEST_FORM; raises FormRefused."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _KIND:
        raise FormRefused(415)
    announced = request.headers.get("content-length", "0")
    if not (announced.isascii() and announced.isdigit()):
        raise FormRefused(400)
    if len(announced) > len(str(LONGEST_FORM)) or int(announced) > LONGEST_FORM:
        raise FormRefused(413)
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LONGEST_FORM:
            raise FormRefused(413)
    try:
        text = body.decode("ascii")
        return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict"))
    except ValueError:
        raise FormRefused(400) from None


def form_token(cookies: Mapping[str, str]) -> str:
    """Give the token for this browser's forms: the one it has, so that forms in two tabs are both good."""
    kept = cookies.get(FORM_COOKIE, "")
    return kept if _TOKEN.fullmatch(kept) else token_urlsafe(TOKEN_BYTES)


def set_form_token(answer: Response, token: str, *, https: bool, root: str) -> None:
    """Hand the token to the browser; no other site's page can have it sent, and no script reads it."""
    path = root.rstrip("/") or "/"
    answer.set_cookie(FORM_COOKIE, token, httponly=True, samesite="strict", secure=https, path=path)


def is_own_form(form: Mapping[str, str], cookies: Mapping[str, str]) -> bool:
    """Tell whether the form was given to this browser."""
    kept, sent = cookies.get(FORM_COOKIE, ""), form.get(FORM_FIELD, "")
    return bool(_TOKEN.fullmatch(kept)) and compare_digest(kept.encode(), sent.encode("utf-8", "replace"))
