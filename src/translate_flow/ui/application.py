"""What app.py puts together: Streamlit's script, our HTTP routes before it, a worker beside it."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from translate_flow.bootstrap import SECRETS
from translate_flow.jobs.supervisor import Supervisor
from translate_flow.ui.desk import desk, tokens
from translate_flow.ui.openid import StreamlitProviders
from translate_flow.web import server
from translate_flow.web.settings import PERSON_HEADER, STREAMLIT_OPTIONS

SCRIPT = Path(__file__).parent / "script" / "main.py"
NO_WORKER = "TRANSLATE_FLOW_NO_WORKER"
"""Set to 1 where workers are started by hand."""

# `streamlit run app.py` comes without the flags of `serve`.
for _name, _value in STREAMLIT_OPTIONS.items():
    st.config.set_option(_name, _value)
# Not among the flags, which are text: this one is a table.
st.config.set_option("server.trustedUserHeaders", {PERSON_HEADER: "name"})
# The providers of a desk stand beside it, whatever folder it is served from.
st.config.set_option("secrets.files", [*st.config.get_option("secrets.files"), str(desk().root / SECRETS)])


def routes() -> list[BaseRoute]:
    """The routes that the editor reads from and saves to."""
    return [*server.routes(desk(), tokens=tokens(), providers=StreamlitProviders())]


def middleware() -> list[Middleware]:
    """The gate before every request."""
    return server.middleware(desk=desk())


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[dict[str, Any]]:
    """Keep a worker alive as long as the page is."""
    supervisor = Supervisor(desk().root, log=desk().data / "worker.log")
    starts = os.environ.get(NO_WORKER) != "1"
    if starts:
        supervisor.start()
    try:
        yield {}
    finally:
        if starts:
            supervisor.stop()
