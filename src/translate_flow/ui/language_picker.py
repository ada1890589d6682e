"""Choose target languages: those that an engine can draft into come first and wear a mark."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from translate_flow.domain.languages import KNOWN
from translate_flow.ui import i18n
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.machines import draftable

_MARK = "⚡"


def languages_by_name() -> list[str]:
    """The languages on offer, sorted by their name in the interface language."""
    return sorted(KNOWN, key=i18n.language_name)


def pick_languages(
    label: str, *, source: str, default: Sequence[str] = (), without: Sequence[str] = (), key: str
) -> list[str]:
    """Choose several languages for a text in ``source``; Enter takes the best match of what was typed."""
    ready = draftable(source)
    ordered = sorted(languages_by_name(), key=lambda code: code not in ready)
    options = [code for code in dict.fromkeys([*ordered, *default]) if code not in {source, *without}]
    chosen = st.multiselect(
        label,
        options,
        default=[code for code in default if code in options],
        format_func=lambda code: f"{i18n.language_name(code)} {_MARK}" if code in ready else i18n.language_name(code),
        key=key,
        placeholder=_("Type a language"),
        # With it, Enter would add every language that matches.
        select_all=False,
    )
    if ready.intersection(options):
        st.caption(_("{mark} An engine here can draft into this language.", mark=_MARK))
    return chosen
