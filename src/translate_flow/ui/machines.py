"""Which languages an engine of this desk can draft into, and what to say where none can."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from translate_flow.domain.collections import Collection
from translate_flow.domain.languages import KNOWN
from translate_flow.domain.ports import Entry
from translate_flow.ui import i18n
from translate_flow.ui.desk import desk
from translate_flow.ui.i18n import gettext as _

# Whoever installs a model beside the running page sees its languages after this time.
_REMEMBERED_SECONDS = 60.0


@st.cache_data(ttl=_REMEMBERED_SECONDS, show_spinner=False)
def draftable(source: str, wish: str = "") -> frozenset[str]:
    """The languages on offer that an engine, the one wished for if any, drafts into from ``source`` now."""
    return desk().draftable(source, KNOWN, wish=wish)


def can_draft(source: str, target: str, wish: str = "") -> bool:
    """Whether an engine, the one wished for if any, drafts the pair now."""
    if target in KNOWN:
        return target in draftable(source, wish)
    return bool(desk().draftable(source, [target], wish=wish))


def can_draft_article(entry: Entry, language: str, within: Collection | None) -> bool:
    """Whether an engine drafts an article now: the one that the collection it is ``within`` names, if any."""
    return can_draft(entry.language, language, within.engine_into(language) if within else "")


def no_engine(source: str, targets: Sequence[str]) -> str:
    """Which languages no engine drafts into, and what whoever runs the desk can do about it; Markdown."""
    return _(
        "No engine here can draft into: {languages}. Whoever runs this desk can install a model: {command}",
        languages=", ".join(map(i18n.language_name, targets)),
        command=" · ".join(f"`translate-flow models install {source} {target}`" for target in targets),
    )
