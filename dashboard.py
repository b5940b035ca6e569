"""The Education Alliance Dashboard as one ASGI application: `streamlit run dashboard.py` finds `app`.

A table of contents: which pages there are, what is served beside them, and what happens when the server
starts. Every page is drawn by ui/shell.py.
"""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.concurrency import run_in_threadpool

import pages
from ui.county.search import county_search_route
from ui.files.route import private_file_routes
from ui.navigation import offer
from ui.sign_in.first_admin import print_first_link
from ui.sign_in.provider import provider_link
from ui.sign_in.provider_return import provider_routes
from ui.sign_in.routes import sign_in_routes
from ui.web.assets import map_routes
from ui.web.health import health_route
from ui.web.start import base_path, guarded

offer(pages.SHOW)


@asynccontextmanager
async def _started(_app: st.App) -> AsyncIterator[None]:
    """Tell how the first administrator is made, then take what the imports made out of the garbage collector's sight.

    Streamlit collects all garbage after every script run; without this, nine tenths of a rerun's server
    time goes into walking objects that live as long as the server does (docs/decisions/0002).
    """
    await run_in_threadpool(print_first_link, base_path())
    gc.collect()
    gc.freeze()
    yield


app = st.App(
    "ui/shell.py",
    routes=[
        *(health_route(), county_search_route(), *map_routes()),
        *private_file_routes(base_path()),
        *sign_in_routes(base_path(), provider_link(base_path())),
        *provider_routes(base_path()),
    ],
    middleware=guarded(),
    lifespan=_started,
)
