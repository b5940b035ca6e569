"""Another script served as dashboard.py serves the shell: our routes, our middleware, our lifespan.

BENCHMARK_SCRIPT names the script. What the map needs is imported here, as dashboard.py imports the pages:
before the lifespan freezes what there is.
"""

import gc
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.middleware import Middleware

import ui.map.view  # noqa: F401
from ui.web.assets import map_routes
from ui.web.headers import SecurityHeaders
from ui.web.index_html import FirstPaint


@asynccontextmanager
async def _started(_app: st.App) -> AsyncIterator[None]:
    gc.collect()
    gc.freeze()
    yield


app = st.App(
    os.environ["BENCHMARK_SCRIPT"],
    routes=map_routes(),
    middleware=[Middleware(SecurityHeaders), Middleware(FirstPaint)],
    lifespan=_started,
)
