"""What a request to a plain page says: language, theme, where from and where to; and its form, bounded and our own."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hmac import compare_digest
from secrets import token_urlsafe
from typing import Final, Literal, cast, get_args
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import Response

from data.base.language import LANGUAGES, Language, Translate, browser_language, translator
from ui.selection import Theme
from ui.sign_in.addresses import choice_in, root_of, safe_next, with_choices

FORM_COOKIE: Final = "ea_form"

FORM_FIELD: Final = "form"

TOKEN_BYTES: Final = 32

# Three passwords of 256 signs that take twelve bytes each in a form (𠮷 is %F0%A0%AE%B7), a name, and the token.
LONGEST_FORM: Final = 12 * 1024

# More than any form of ours has.
MOST_FIELDS: Final = 10

_KIND: Final = "application/x-www-form-urlencoded"

_TOKEN: Final = re.compile(r"[\w-]{43}", re.ASCII)

PlainPath = Literal["sign-in", "first-admin", "password"]
_CHOICES = {"lang": LANGUAGES, "theme": get_args(Theme)}


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


@dataclass(frozen=True)
class PlainRequest:
    """One request to a plain page.

    chosen: language and theme as far as the address says. next: a path of this server, or None for the start page.
    form_token: what this browser's forms carry.
    """

    base: str
    page: str
    parameters: Mapping[str, str]
    cookies: Mapping[str, str]
    lang: Language
    chosen: Mapping[str, str]
    next: str | None
    form_token: str
    address: str | None
    browser: str | None
    https: bool
    at: datetime

    @property
    def translate(self) -> Translate:
        """The translator into the reader's language."""
        return translator(self.lang)

    @property
    def onward(self) -> str:
        """Where to go on to: the page that was asked for, in the language and theme chosen here."""
        return with_choices(self.next or root_of(self.base), self.chosen)

    def link(self, page: PlainPath, **parameters: str) -> str:
        """Give the address of a plain page, with the language and theme chosen here."""
        query = urlencode({**self.chosen, **parameters})
        return f"{root_of(self.base)}{page}{'?' if query else ''}{query}"

    def itself(self, **choices: str) -> str:
        """Give the address of this very page with another language or theme, which the next page shares."""
        kept = {name: value for name, value in self.parameters.items() if name == "code"}
        onward = {"next": with_choices(self.next, choices)} if self.next else {}
        query = urlencode({**kept, **self.chosen, **onward, **choices})
        return f"{self.page}{'?' if query else ''}{query}"


def read_plain_request(request: Request, base: str) -> PlainRequest:
    """Read a request; what cannot be read falls back as on every page."""
    onward = safe_next(request.query_params.get("next", ""), base)
    given = {
        name: request.query_params.get(name) or (choice_in(onward, name) if onward else None)
        for name in _CHOICES
    }
    chosen = {name: value for name, value in given.items() if value and value in _CHOICES[name]}
    accepted = request.headers.get("accept-language", "").partition(",")[0].partition(";")[0].strip()
    return PlainRequest(
        base=base,
        page=request.url.path,
        parameters=dict(request.query_params),
        cookies=request.cookies,
        lang=cast("Language", chosen.get("lang") or browser_language(accepted or None)),
        chosen=chosen,
        next=onward,
        form_token=form_token(request.cookies),
        address=request.client.host if request.client else None,
        browser=request.headers.get("user-agent"),
        https=request.url.scheme == "https",
        at=datetime.now(UTC),
    )
