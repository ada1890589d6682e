"""Put the editor on the page, and keep the page's session alive beside it."""

from __future__ import annotations

import streamlit as st

from translate_flow.domain.people import Right
from translate_flow.domain.shelves import Shelf
from translate_flow.ui import i18n
from translate_flow.ui.choosing import Chosen
from translate_flow.ui.desk import desk, may
from translate_flow.ui.segment_grid import grid_labels, segment_grid

# A fragment that runs on its own makes the browser find its session again after a lost connection.
_HEARTBEAT_SECONDS = 30.0


def review_grid(chosen: Chosen, *, refreshed: int) -> None:
    """The side-by-side editor; a new value of ``refreshed``, or a revision, makes it look again.

    On an archived article nothing is offered; a key of its own makes the editor begin anew once it is restored.
    """
    shelf = chosen.entry.shelf
    segment_grid(
        article=chosen.entry.slug,
        source=chosen.entry.language,
        language=chosen.language,
        labels=_labels(shelf),
        key=f"grid:{chosen.entry.slug}:{chosen.language}:{shelf}",
        interface=i18n.current(),
        refresh=f"{chosen.entry.revision}:{refreshed}",
        rights=[right for right in Right if may(right, language=chosen.language)],
        readonly=shelf is not Shelf.OPEN,
        idle_seconds=desk().config.idle_seconds,
    )
    _heartbeat()


def _labels(shelf: Shelf) -> dict[str, str]:
    """The editor's words; on an archived article a key is refused for that, and not for want of a right."""
    labels = grid_labels(i18n.gettext)
    refused = labels["problem_archived" if shelf is Shelf.ARCHIVED else "problem_not_allowed"]
    return {**labels, "problem_not_allowed": refused}


@st.fragment(run_every=_HEARTBEAT_SECONDS)
def _heartbeat() -> None:
    st.empty()
