"""The pages, and links between them that carry an article and a language."""

from __future__ import annotations

from functools import partial
from html import escape
from importlib import import_module
from urllib.parse import urlencode

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from translate_flow.domain.people import Right
from translate_flow.ui import i18n
from translate_flow.ui.desk import desk, may, person
from translate_flow.ui.i18n import gettext as _
from translate_flow.workflow import assigning, commenting

_START = "articles"


def _run(module: str) -> None:
    import_module(f"translate_flow.ui.pages.{module}").page()


def _page(module: str, title: str, icon: str) -> StreamlitPage:
    run = partial(_run, module)
    return st.Page(run, title=title, icon=f":material/{icon}:", url_path=module, default=module == _START)


def pages() -> dict[str, StreamlitPage]:
    """Every page by name."""
    return {
        "articles": _page("articles", _("Articles"), "article"),
        "my_work": _page("my_work", _my_work(), "assignment_ind"),
        "board": _page("board", _("Board"), "dashboard"),
        "collections": _page("collections", _("Collections"), "collections_bookmark"),
        "bring_in": _page("bring_in", _("Import"), "upload"),
        "review": _page("review", _("Review"), "rate_review"),
        "library": _page("library", _("Library"), "menu_book"),
        "search": _page("search", _("Search"), "search"),
        "terms": _page("terms", _("Terms"), "dictionary"),
        "memory": _page("memory", _("Memory"), "history"),
        "people": _page("people", _("People"), "group"),
    }


def _my_work() -> str:
    """The page's name, with how much is new there."""
    fresh = sum(part.unseen(desk().store, person()) for part in (assigning, commenting))
    return _("My work ({n})", n=i18n.number(fresh)) if fresh else _("My work")


def sections() -> list[StreamlitPage]:
    """The pages in the order of the menu; that of the people is for who keeps the accounts."""
    keeper = may(Right.ADMINISTER)
    return [page for name, page in pages().items() if keeper or name != "people"]


def address(page: str, **where: str) -> str:
    """The address of a page, for a link in HTML; the page where the day starts has no name of its own there."""
    return escape(f"/{'' if page == _START else page}?{urlencode(where)}")


def go(name: str, **where: str) -> None:
    """Open a page, such as ``go("review", article="spring-fair", language="es")``."""
    st.switch_page(pages()[name], query_params=where)
