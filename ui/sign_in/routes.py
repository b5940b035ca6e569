"""The routes of the plain pages: what each shows, and what it does with a form that was sent."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from data.base.errors import DashboardError
from ui.error_words import error_words
from ui.sign_in import first_admin, local_sign_in, own_password
from ui.sign_in.addresses import FIRST_ADMIN, OWN_PASSWORD, SIGN_IN, root_of
from ui.sign_in.local_sign_in import ProviderLink
from ui.sign_in.password_words import not_taken
from ui.sign_in.plain_page import NO_NOTICE, Notice, answer, button_html
from ui.sign_in.request import FormRefused, PlainRequest, is_own_form, read_form, read_plain_request

_LOGGER: Final = logging.getLogger(__name__)


@dataclass(frozen=True)
class PlainPage:
    """One page: `show` draws it with something said above its form, `take` does what its form asks for."""

    path: str
    show: Callable[[PlainRequest, Notice], Response]
    take: Callable[[PlainRequest, Mapping[str, str]], Response]


def sign_in_routes(base: str = "", provider_link: ProviderLink | None = None) -> list[Route]:
    """The routes for `st.App(routes=…)`; `base` is Streamlit's `server.baseUrlPath`.

    `provider_link`, a provider's name and the address where the sign-in there begins, is offered beside the form.
    """
    offered = {"provider": provider_link}
    pages = (
        PlainPage(SIGN_IN, partial(local_sign_in.show, **offered), partial(local_sign_in.take, **offered)),
        PlainPage(FIRST_ADMIN, first_admin.show, first_admin.take),
        PlainPage(OWN_PASSWORD, own_password.show, own_password.take),
    )
    return [_route(page, base) for page in pages]


def _route(page: PlainPage, base: str) -> Route:
    async def endpoint(request: Request) -> Response:
        asked = read_plain_request(request, base)
        if request.method != "POST":
            return await _answered(asked, partial(page.show, asked, NO_NOTICE))
        try:
            form = await read_form(request)
        except FormRefused as refused:
            return await _answered(
                asked, partial(page.show, asked, not_taken(asked.translate, refused.status))
            )
        if not is_own_form(form, asked.cookies):
            notice = not_taken(asked.translate, 403, form.get("name", ""))
            return await _answered(asked, partial(page.show, asked, notice))
        return await _answered(asked, partial(page.take, asked, form))

    return Route(root_of(base) + page.path, endpoint, methods=["GET", "POST"])


async def _answered(asked: PlainRequest, draw: Callable[[], Response]) -> Response:
    """Draw in a thread, since the store may keep one waiting; without it, say so."""
    try:
        given = await run_in_threadpool(draw)
    except DashboardError as error:
        _LOGGER.warning("Nobody can sign in: %s", error)
        # Addresses, file names and users of the database are for the log.
        title, remedy = error_words(error, asked.translate)
        again = button_html(asked.itself(), asked.translate("Try again"))
        given = answer(asked, title, f"<p>{escape(remedy)}</p>{again}", Notice(status=503))
    given.headers["Cache-Control"] = "no-store"
    return given
