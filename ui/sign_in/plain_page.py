"""The plain pages' HTML: one calm card under the product's name. Everything that a person wrote is escaped here."""

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Final, Literal

from starlette.responses import HTMLResponse

from charts.palette import DARK, LIGHT
from charts.theme import FONTS
from data.base.language import LANGUAGES, translator
from ui.look import palette_variables
from ui.sign_in.addresses import root_of
from ui.sign_in.request import FORM_FIELD, PlainRequest, set_form_token

PRODUCT: Final = "Education Alliance Dashboard"


@dataclass(frozen=True)
class Notice:
    """What a page says above its form, and with which status it is answered.

    about: the fields that it is about. name: what stood in the field for the name. wait_s: after how many seconds
    trying again makes sense.
    """

    text: str = ""
    kind: Literal["note", "warning", "error"] = "error"
    status: int = 200
    name: str = ""
    wait_s: int | None = None
    about: tuple[str, ...] = ()


@dataclass(frozen=True)
class Field:
    """One field of a form; `hints` are said below it.

    fills: what a browser's store of passwords puts there. fixed: shown, not to be changed.
    """

    name: str
    label: str
    fills: str
    secret: bool = True
    value: str = ""
    hints: tuple[str, ...] = ()
    fixed: bool = False


NO_NOTICE: Final = Notice()


@cache
def style() -> str:
    """The pages' style sheet; without a theme in the address they follow the browser's."""
    light, dark = palette_variables(LIGHT, "ea-"), palette_variables(DARK, "ea-")
    fonts = "".join(f":root:lang({lang}){{--ea-font:{FONTS[lang]}}}" for lang in LANGUAGES)
    return (
        f":root{{{light}}}@media(prefers-color-scheme:dark){{:root{{{dark}}}}}"
        f':root[data-theme="light"]{{{light}}}:root[data-theme="dark"]{{{dark}}}'
        + fonts
        + (Path(__file__).parent / "style.css").read_text(encoding="utf-8")
    )


@cache
def policy() -> str:
    """The Content-Security-Policy: closer than that of Streamlit's pages, since nothing here needs a script."""
    digest = base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src 'self'; form-action 'self'; base-uri 'none'; "
        "object-src 'none'; frame-ancestors 'none'"
    )


def form_html(asked: PlainRequest, fields: tuple[Field, ...], button: str, notice: Notice) -> str:
    """Give a form that is sent to the address it stands on, its token included; the first empty field has the focus."""
    empty = next((field.name for field in fields if not field.value), "")
    shown = "".join(_field_html(field, focus=field.name == empty, notice=notice) for field in fields)
    token = f'<input type="hidden" name="{FORM_FIELD}" value="{asked.form_token}">'
    return f'<form method="post">{token}{shown}<button type="submit">{escape(button)}</button></form>'


def _field_html(field: Field, *, focus: bool, notice: Notice) -> str:
    about = f"about-{field.name}"
    described_by = " ".join(name for name, there in (("said", notice.text), (about, field.hints)) if there)
    attributes = {
        "type": "password" if field.secret else "text",
        "id": field.name,
        "name": field.name,
        "value": field.value,
        "autocomplete": field.fills,
        "autocapitalize": "none",
        "spellcheck": "false",
    }
    if described_by:
        attributes["aria-describedby"] = described_by
    if field.name in notice.about:
        attributes["aria-invalid"] = "true"
    written = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    flags = f"{' readonly' if field.fixed else ' required'}{' autofocus' if focus else ''}"
    hints = "".join(f"<li>{escape(hint)}</li>" for hint in field.hints)
    return f'<label for="{field.name}">{escape(field.label)}</label><input{written}{flags}>' + (
        f'<ul id="{about}">{hints}</ul>' if hints else ""
    )


def button_html(address: str, words: str, *, other: bool = False) -> str:
    """Give a link that looks like a button; `other` is beside the page's purpose."""
    return f'<a class="button{" other" if other else ""}" href="{escape(address)}">{escape(words)}</a>'


def answer(
    asked: PlainRequest, title: str, content: str, notice: Notice = NO_NOTICE, *, intro: str = ""
) -> HTMLResponse:
    """Answer with a page: its title, an introduction, what it says, and `content`, which is HTML."""
    role = "status" if notice.kind == "note" else "alert"
    introduced = f"<p>{escape(intro)}</p>" if intro else ""
    message = (
        f'<p class="message {notice.kind}" role="{role}" id="said">{escape(notice.text)}</p>'
        if notice.text
        else ""
    )
    html_lang = "zh-CN" if asked.lang == "zh" else "en"
    theme = f' data-theme="{asked.chosen["theme"]}"' if "theme" in asked.chosen else ""
    page = (
        f'<!DOCTYPE html>\n<html lang="{html_lang}"{theme}><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        f'<link rel="icon" href="{root_of(asked.base)}favicon.png">'
        f"<title>{escape(title)} · {escape(asked.translate(PRODUCT))}</title><style>{style()}</style></head>"
        f"<body><header>{_brand_html(asked)}</header><main><h1>{escape(title)}</h1>{introduced}{message}{content}</main>"
        f"<footer>{_choices_html(asked)}</footer></body></html>"
    )
    headers = {"Content-Security-Policy": policy(), "X-Frame-Options": "DENY"}
    if notice.wait_s is not None:
        headers["Retry-After"] = str(notice.wait_s)
    given = HTMLResponse(page, status_code=notice.status, headers=headers)
    if "<form" in content:
        set_form_token(given, asked.form_token, https=asked.https, root=root_of(asked.base))
    return given


def _brand_html(asked: PlainRequest) -> str:
    chinese = translator("zh")(PRODUCT)
    first, second = (chinese, PRODUCT) if asked.lang == "zh" else (PRODUCT, chinese)
    return f'<div class="brand">{escape(first)}<span>{escape(second)}</span></div>'


def _choices_html(asked: PlainRequest) -> str:
    """Give the links to the other language and theme, and to the dashboard."""
    _ = asked.translate
    words = {"zh": "中文", "en": "English"}
    languages = "".join(
        f"<b>{word}</b>"
        if lang == asked.lang
        else f'<a href="{escape(asked.itself(lang=lang))}" lang="{lang}">{word}</a>'
        for lang, word in words.items()
    )
    themes = "".join(
        f"<b>{escape(word)}</b>"
        if theme == asked.chosen.get("theme")
        else f'<a href="{escape(asked.itself(theme=theme))}">{escape(word)}</a>'
        for theme, word in (("light", _("Light")), ("dark", _("Dark")))
    )
    return f'<nav class="choices"><span>{languages}</span><span>{themes}</span></nav>'
