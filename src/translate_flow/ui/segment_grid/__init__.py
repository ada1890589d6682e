"""The side-by-side editor of an article, as a packaged Streamlit component."""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Mapping
from typing import Any

import streamlit as st

from translate_flow.checks.enclosed import quotation_marks
from translate_flow.domain.efforts import IDLE_SECONDS
from translate_flow.domain.languages import bcp47, direction, is_spaceless
from translate_flow.domain.people import Right
from translate_flow.ui.segment_grid.labels import grid_labels

__all__ = ["grid_labels", "segment_grid"]

_NAME = "translate-flow.segment_grid"


def segment_grid(
    *,
    article: str,
    source: str,
    language: str,
    labels: Mapping[str, str],
    key: str,
    interface: str = "en",
    refresh: str = "",
    rights: Collection[Right] = tuple(Right),
    readonly: bool = False,
    idle_seconds: int = IDLE_SECONDS,
) -> None:
    """Mount the editor of ``article`` (a slug) from ``source`` into ``language``.

    It reads and saves through the routes of `translate_flow.web`, never through Streamlit's session. ``labels`` comes
    from `grid_labels` in the language ``interface``; a new value of ``refresh`` makes the page look for new drafts.
    What ``rights`` do not include is not offered, and where it is ``readonly`` nothing is, not even what is one's own;
    the routes refuse it in any case. Of each pause ``idle_seconds`` count as work, at most.
    """
    data = {
        "api": "/api",
        "article": article,
        "source": _language(source),
        "language": _language(language),
        "interface": _language(interface),
        "labels": dict(labels),
        "refresh": refresh,
        "rights": [right.value for right in rights],
        "readonly": readonly,
        "idle": idle_seconds,
    }
    _mount()(key=key, data=data, height="content")


def _language(code: str) -> dict[str, Any]:
    """What a browser must know of a language: codes (the second is BCP 47), how it runs and is spaced and quotes."""
    return {
        "code": code,
        "tag": bcp47(code),
        "dir": direction(code),
        "spaceless": is_spaceless(code),
        "quotes": quotation_marks(code),
    }


@functools.cache
def _mount() -> Callable[..., Any]:
    """Register on first use, not at import: outside a running server Streamlit cannot find a package's assets.

    The assets are declared in the ``pyproject.toml`` that the package itself carries.
    """
    mount: Callable[..., Any] = st.components.v2.component(
        _NAME, html='<div class="tf-grid"></div>', css="grid.css", js="grid.js"
    )
    return mount
