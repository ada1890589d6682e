"""Take a translation away: parallel texts for programs, editions for readers."""

from __future__ import annotations

import streamlit as st

from translate_flow.domain.bitext import Threshold
from translate_flow.domain.translation import State
from translate_flow.errors import TranslateFlowError
from translate_flow.publishing import EDITIONS
from translate_flow.ui import i18n
from translate_flow.ui.choosing import Chosen, begun
from translate_flow.ui.desk import desk
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.names import state_name
from translate_flow.ui.widgets import literal, progress_line, told
from translate_flow.workflow import exporting
from translate_flow.workflow.exporting import Export

_READING_HEIGHT = 640


def edition_panel(chosen: Chosen) -> None:
    """What a reader needs: the approved share, the format, the download, the text itself."""
    progress_line(chosen.progress)
    if not begun(chosen.progress):
        st.info(_("Nothing is translated into {language} yet.", language=i18n.language_name(chosen.language)))
        return
    left, right = st.columns(2, vertical_alignment="bottom")
    name = left.selectbox(_("Format"), sorted(EDITIONS), format_func=str.upper, key="edition")
    bilingual = right.checkbox(_("Source and translation side by side"), key="edition:bilingual")
    _download(chosen, name, threshold=Threshold.ANY, bilingual=bilingual)
    _reading(chosen, bilingual=bilingual)


def _reading(chosen: Chosen, *, bilingual: bool) -> None:
    """The edition on the page, in a frame of its own: all text in it is escaped, and its policy allows no script."""
    made = _made(chosen, "html", threshold=Threshold.ANY, bilingual=bilingual)
    ((_suffix, chunks),) = made.parts.items()
    title = _("{title}: {language}", title=chosen.entry.title, language=i18n.language_name(chosen.language))
    st.iframe(b"".join(chunks).decode(), height=_READING_HEIGHT, tab_index=0, alt=title)


def download_panel(chosen: Chosen) -> None:
    """Any format, from any state."""
    left, middle, right = st.columns(3, vertical_alignment="bottom")
    name = left.selectbox(_("Format"), exporting.formats(), format_func=str.upper, key="format")
    threshold = _threshold(middle, name)
    bilingual = name in EDITIONS and right.checkbox(_("Source and translation side by side"), key="format:bilingual")
    _download(chosen, name, threshold=threshold, bilingual=bilingual)


def _threshold(column: st.delta_generator.DeltaGenerator, name: str) -> Threshold:
    """What to take: readers want what there is, programs what a person approved."""
    options, usual = list(Threshold), exporting.usual_threshold(name)
    chosen = column.selectbox(
        _("Take what is"),
        options,
        index=options.index(usual),
        format_func=_threshold_name,
        key=f"threshold:{usual}",
    )
    return chosen or usual


def _threshold_name(threshold: Threshold) -> str:
    names = {
        Threshold.APPROVED: state_name(State.APPROVED),
        Threshold.TRANSLATED: _("translated or approved"),
        Threshold.ANY: _("there, drafts included"),
    }
    return names[threshold]


def _download(chosen: Chosen, name: str, *, threshold: Threshold, bilingual: bool) -> None:
    if name not in EDITIONS and not _taken(chosen, threshold):
        st.info(_nothing_to_take(chosen, threshold))
        return
    try:
        made = _made(chosen, name, threshold=threshold, bilingual=bilingual)
    except TranslateFlowError as exc:
        st.info(literal(told(exc)))
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


def _taken(chosen: Chosen, threshold: Threshold) -> int:
    return exporting.taken(desk().store, chosen.entry.slug, language=chosen.language, threshold=threshold)


def _nothing_to_take(chosen: Chosen, threshold: Threshold) -> str:
    if threshold is Threshold.ANY:
        return _("Nothing is translated into {language} yet.", language=i18n.language_name(chosen.language))
    return _(
        "Nothing has reached the state “{state}” yet. Review it, or choose “{choice}” in the box “{box}”.",
        state=_threshold_name(threshold),
        choice=_threshold_name(Threshold.ANY),
        box=_("Take what is"),
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
