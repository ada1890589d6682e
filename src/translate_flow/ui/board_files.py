"""Take the board home: everything that is wanted as CSV, the page as a picture."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from translate_flow.domain.board import Wanted
from translate_flow.ui.board_picture import picture
from translate_flow.ui.desk import desk
from translate_flow.ui.i18n import gettext as _
from translate_flow.workflow import board
from translate_flow.workflow.board import Cell


def downloads(wanted: Wanted, cells: Sequence[Cell]) -> None:
    """Two buttons; the files are made when they are pressed."""
    with st.container(horizontal=True):
        st.download_button(
            _("Download {name}", name="board.csv"),
            lambda: b"".join(board.as_csv(desk().store, wanted)),
            "board.csv",
            "text/csv",
            on_click="ignore",
            icon=":material/download:",
        )
        st.download_button(
            _("Download {name}", name="board.png"),
            lambda: picture([cell.standing for cell in cells]),
            "board.png",
            "image/png",
            on_click="ignore",
            icon=":material/image:",
        )
