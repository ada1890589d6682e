"""Bring a translation memory in from an uploaded file, and say what of it was taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

import streamlit as st

from translate_flow.domain.memory import LeftOut
from translate_flow.errors import TranslateFlowError
from translate_flow.formats import MEMORY_READERS
from translate_flow.ui import i18n
from translate_flow.ui.desk import desk, person
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.i18n import ngettext
from translate_flow.ui.language_picker import languages_by_name
from translate_flow.ui.names import pair_name
from translate_flow.ui.uploads import fresh, upload
from translate_flow.ui.widgets import literal, told
from translate_flow.workflow import memory_files
from translate_flow.workflow.memory_files import MOST_PAIRS, Imported

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile


class _Options(TypedDict):
    source: str
    language: str
    both_ways: bool


def import_panel() -> None:
    """The field for the file, what to take of it, the button; what came of it is for `uploads.report`."""
    file = upload(_("Memory to import (TMX or TSV, up to 25 MB)"), list(MEMORY_READERS), name="memory")
    options = _options()
    if not st.button(_("Import the memory"), disabled=file is None, key="memory:import") or file is None:
        return
    try:
        done = _imported(file, options)
    except TranslateFlowError as exc:
        st.error(f"{literal(told(exc))} {_('Nothing was changed.')}", icon=":material/error:")
        return
    fresh("memory", _taken(done), [_left_out(what, count) for what, count in done.left_out.items()])


def _options() -> _Options:
    left, right = st.columns(2)
    codes = ["", *languages_by_name()]
    source = left.selectbox(_("From the language"), codes, format_func=_or_all, key="memory:source")
    language = right.selectbox(_("Into the language"), codes, format_func=_or_all, key="memory:language")
    st.caption(_("A table (TSV) names no languages: choose both for it."))
    both = st.checkbox(_("Use the pairs in both directions"), help=_("Takes twice the room."), key="memory:both")
    return {"source": source, "language": language, "both_ways": both}


def _or_all(code: str) -> str:
    return i18n.language_name(code) if code else _("All that the file has")


def _imported(file: UploadedFile, options: _Options) -> Imported:
    bar = st.progress(0.0, text=_("Importing …"))

    def show(done: int, total: int) -> None:
        bar.progress(min(1.0, done / total), text=_("Importing …"))

    try:
        return memory_files.import_units(
            desk().store,
            file,
            name=file.name,
            by=person(),
            progress=show,
            **options,
        )
    finally:
        bar.empty()


def _taken(done: Imported) -> str:
    pairs = [f"{pair_name(source, language)} ({i18n.number(n)})" for source, language, n in done.pairs[:MOST_PAIRS]]
    rest = len(done.pairs) - len(pairs)
    more = [ngettext("{n} more pair", "{n} more pairs", rest)] if rest else []
    units = ngettext("{n} unit was taken", "{n} units were taken", done.units)
    new = ngettext("{n} of them is new", "{n} of them are new", done.new)
    return f"{units}, {new}: {', '.join([*pairs, *more])}"


def _left_out(what: LeftOut, count: int) -> str:
    names = {
        LeftOut.EMPTY: ngettext("{n} empty text", "{n} empty texts", count),
        LeftOut.UNCONFIRMED: ngettext("{n} unit that nobody confirmed", "{n} units that nobody confirmed", count),
        LeftOut.OTHER_LANGUAGE: ngettext("{n} text in another language", "{n} texts in other languages", count),
        LeftOut.NOTES: ngettext("the notes of {n} unit", "the notes of {n} units", count),
        LeftOut.PROPERTIES: ngettext(
            "the properties that another program gave {n} unit",
            "the properties that another program gave {n} units",
            count,
        ),
    }
    return names[what]
