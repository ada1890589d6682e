"""The desk of this page's process, the tokens its forms carry, and who looks at the page."""

from __future__ import annotations

from functools import cache

import streamlit as st

from translate_flow.bootstrap import Desk, open_desk, workspace_folder
from translate_flow.domain.people import LOCAL_OWNER, Right
from translate_flow.web.security import SESSION_COOKIE, Tokens
from translate_flow.workflow import accounts


@cache
def desk() -> Desk:
    """The desk of the workspace in the environment, else of the current folder; made when there is none yet."""
    return open_desk(workspace_folder(None), create=True)


@cache
def tokens() -> Tokens:
    """The tokens of this process: the routes check what the page hands out."""
    return Tokens()


def person() -> str:
    """Who looks at this page, as the gate found out when it was opened."""
    return str(st.user.get("name") or LOCAL_OWNER)


def may(right: Right, *, language: str = "") -> bool:
    """Whether who looks at this page may do that: what they may not is not offered. The store checks all the same."""
    return accounts.may(desk().store, person(), right, language=language)


def is_let_in() -> bool:
    """Whether they still may: a page stays open while somebody signs out, or is kept out.

    What they write is checked by the store in any case.
    """
    if person() == LOCAL_OWNER:
        return not accounts.exist(desk().store)
    return accounts.whose(desk().store, st.context.cookies.get(SESSION_COOKIE, "")) == person()
