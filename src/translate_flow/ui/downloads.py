"""Take a translation away: parallel texts for programs, editions for readers."""

from __future__ import annotations

from functools import partial

import streamlit as st

from translate_flow.domain.bitext import Threshold
from translate_flow.domain.translation import State
from translate_flow.errors import TranslateFlowError
from translate_flow.publishing import EDITIONS
from translate_flow.ui import i18n
from translate_flow.ui.choosing import Chosen
from translate_flow.ui.desk import desk
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.names import state_name
from translate_flow.ui.widgets import progress_line
from translate_flow.workflow import exporting
from translate_flow.workflow.exporting import Export


def edition_panel(chosen: Chosen) -> None:
    """What a reader needs: the approved share, the format, the download."""
    progress_line(chosen.progress)
    if not any(count for state, count in chosen.progress.states.items() if state is not State.UNTRANSLATED):
        st.info(_("Nothing is translated into {language} yet.", language=i18n.language_name(chosen.language)))
        return
    left, right = st.columns(2, vertical_alignment="bottom")
    name = left.selectbox(_("Format"), sorted(EDITIONS), format_func=str.upper, key="edition")
    bilingual = right.checkbox(_("Source and translation side by side"), key="edition:bilingual")
    _download(chosen, name, threshold=Threshold.ANY, bilingual=bilingual)


def download_panel(chosen: Chosen) -> None:
    """Any format, from any state."""
    left, middle, right = st.columns(3, vertical_alignment="bottom")
    name = left.selectbox(_("Format"), exporting.formats(), format_func=str.upper, key="format")
    threshold = middle.selectbox(_("Take what is"), list(Threshold), format_func=_threshold_name, key="threshold")
    bilingual = name in EDITIONS and right.checkbox(_("Source and translation side by side"), key="format:bilingual")
    _download(chosen, name, threshold=threshold or Threshold.APPROVED, bilingual=bilingual)


def _threshold_name(threshold: Threshold) -> str:
    names = {
        Threshold.APPROVED: state_name(State.APPROVED),
        Threshold.TRANSLATED: _("translated or approved"),
        Threshold.ANY: _("there, drafts included"),
    }
    return names[threshold]


def _download(chosen: Chosen, name: str, *, threshold: Threshold, bilingual: bool) -> None:
    make = partial(_made, chosen, name, threshold=threshold, bilingual=bilingual)
    try:
        made = make()
    except TranslateFlowError as exc:
        st.info(str(exc))
        return
    ((suffix, chunks),) = made.parts.items()
    st.download_button(
        _("Download {name}", name=f"{made.stem}{suffix}"),
        data=b"".join(chunks),
        file_name=f"{made.stem}{suffix}",
        mime=made.media_type,
        type="primary",
        icon=":material/download:",
        on_click="ignore",
    )


def _made(chosen: Chosen, name: str, *, threshold: Threshold, bilingual: bool) -> Export:
    return exporting.export(
        desk().store,
        chosen.entry.slug,
        language=chosen.language,
        format=name,
        threshold=threshold,
        bilingual=bilingual,
        packed=True,
    )
