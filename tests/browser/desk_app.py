"""A desk with nothing but the editor, for the browser tests: `streamlit run desk_app.py` in a workspace."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace

import streamlit as st

from shouting import Shouting
from translate_flow.engines.spelling import Hunspell
from translate_flow.segmentation import SrxSplitter
from translate_flow.store.connection import open_store
from translate_flow.web.server import middleware, routes

_store = open_store(Path(os.environ["EDITOR_STORE"]))
_page = Path(__file__).with_name("editor_page.py")
_desk = SimpleNamespace(
    store=_store,
    splitter=SrxSplitter(),
    engine_for=lambda: lambda *_: Shouting(),
    severities_into=lambda _: {},
    unread_seconds=2,
    speller=Hunspell(()),
)
app = st.App(_page, routes=routes(_desk), middleware=middleware())
