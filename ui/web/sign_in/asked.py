"""What a request to a plain page says: in which language and theme, from where, and where to go on to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, cast, get_args
from urllib.parse import urlencode

from starlette.requests import Request

from data.language import LANGUAGES, Language, browser_language, translator
from data.words import Translate
from ui.selection import Theme
from ui.web.sign_in.form import form_token
from ui.web.sign_in.next_page import choice_in, root_of, safe_next, with_choices

PlainPath = Literal["sign-in", "first-admin", "password"]
_CHOICES = {"lang": LANGUAGES, "theme": get_args(Theme)}


@dataclass(frozen=True)
class Asked:
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


def read_asked(request: Request, base: str) -> Asked:
    """Read a request; what cannot be read falls back as on every page."""
    onward = safe_next(request.query_params.get("next", ""), base)
    given = {
        name: request.query_params.get(name) or (choice_in(onward, name) if onward else None)
        for name in _CHOICES
    }
    chosen = {name: value for name, value in given.items() if value and value in _CHOICES[name]}
    accepted = request.headers.get("accept-language", "").partition(",")[0].partition(";")[0].strip()
    return Asked(
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
