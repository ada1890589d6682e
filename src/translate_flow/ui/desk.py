"""The desk of this page's process, and the tokens its forms carry."""

from __future__ import annotations

from functools import cache

from translate_flow.bootstrap import Desk, open_desk, workspace_folder
from translate_flow.web.security import Tokens


@cache
def desk() -> Desk:
    """The desk of the workspace in the environment, else of the current folder; made when there is none yet."""
    return open_desk(workspace_folder(None), create=True)


@cache
def tokens() -> Tokens:
    """The tokens of this process: the routes check what the page hands out."""
    return Tokens()
