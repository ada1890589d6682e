"""Bring a termbase in from an uploaded file, and hand it out as one."""

from __future__ import annotations

from functools import partial

import streamlit as st

from translate_flow.domain.people import Right
from translate_flow.errors import TranslateFlowError
from translate_flow.formats.termbases import TERM_FORMATS
from translate_flow.ui.desk import desk, may, person
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.i18n import ngettext
from translate_flow.ui.pairs import Pair
from translate_flow.ui.uploads import fresh, joined, report, upload
from translate_flow.ui.widgets import literal, told
from translate_flow.workflow import terminology

_ENDINGS = ["tbx", "csv", "tsv", "xml"]


def files_panel(pair: Pair) -> None:
    """A file in on one side, files out on the other."""
    left, right = st.columns(2, gap="large")
    if may(Right.APPROVE, language=pair.language):
        with left:
            _import(pair)
    with right:
        _export(pair)


def _import(pair: Pair) -> None:
    report("terms")
    file = upload(_("Termbase to import (TBX or CSV, up to 25 MB)"), _ENDINGS, name="terms")
    name = literal(pair.name)
    only = st.checkbox(_("Take only {pair}, and read a table without languages so", pair=name), value=True)
    if not st.button(_("Import the terms"), disabled=file is None, key="terms:import") or file is None:
        return
    wanted = pair._asdict() if only else {"collection": pair.collection}
    try:
        done = terminology.import_terms(desk().store, [(file.name, file.getvalue())], by=person(), **wanted)
    except TranslateFlowError as exc:
        st.error(f"{literal(told(exc))} {_('Nothing was changed.')}", icon=":material/error:")
        return
    taken = ngettext("{n} term was taken.", "{n} terms were taken.", done.terms)
    fresh("terms", taken, done.notes)


def _export(pair: Pair) -> None:
    everything = st.checkbox(_("Export all language pairs"), key="terms:all")
    wanted = {"collection": pair.collection} if everything else pair._asdict()
    if not terminology.page(desk().store, "", number=1, size=1, **wanted).total:
        st.caption(_("There is no term to export."))
        return
    parts = ("terms", pair.collection, *(() if everything else (pair.source, pair.language)))
    stem = "-".join(part for part in parts if part)
    for name, chosen in TERM_FORMATS.items():
        st.download_button(
            _("Download {name}", name=f"{stem}.{chosen.suffix}"),
            # Made when it is pressed: 20,000 terms take some time to write.
            data=partial(_made, name, wanted),
            file_name=f"{stem}.{chosen.suffix}",
            mime=chosen.media_type,
            icon=":material/download:",
            on_click="ignore",
            key=f"terms:download:{name}",
        )
    st.caption(_("A CSV holds everything; TBX has no place for the letter case, and for parts of speech six words."))


def _made(name: str, wanted: dict[str, str]) -> bytes:
    return joined(terminology.export_terms(desk().store, format=name, **wanted).file)
