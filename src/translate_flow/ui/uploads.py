"""Take a file in with one press, and say afterwards what came of it; hand one out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.widgets import isolated, literal
from translate_flow.workflow.exporting import Export

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

_MOST_NOTES = 12


def upload(label: str, endings: Sequence[str], *, name: str) -> UploadedFile | None:
    """A field for one file, empty again after `fresh`."""
    number = st.session_state.setdefault(f"{name}:uploads", 0)
    return st.file_uploader(label, type=list(endings), key=f"{name}:upload:{number}")


def fresh(name: str, taken: str, left_out: Sequence[str]) -> None:
    """Empty the field, and show the page as it is now with what was taken and what was not."""
    st.session_state[f"{name}:uploads"] += 1
    st.session_state[f"{name}:report"] = taken, left_out
    st.rerun()


def report(name: str) -> None:
    """What the last import took and left out, until the next one."""
    if f"{name}:report" not in st.session_state:
        return
    taken, left_out = st.session_state[f"{name}:report"]
    lines = [literal(taken), *([_("Left out:")] if left_out else [])]
    lines += [f"- {isolated(literal(note))}" for note in left_out[:_MOST_NOTES]]
    st.success("\n\n".join(lines), icon=":material/check:")


def joined(made: Export) -> bytes:
    """An export of one part as what a download takes."""
    ((_suffix, chunks),) = made.parts.items()
    return b"".join(chunks)
