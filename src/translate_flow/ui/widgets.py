"""Widgets that several pages share."""

from __future__ import annotations

import re
from collections.abc import Sequence

import streamlit as st

from translate_flow.domain.languages import KNOWN
from translate_flow.domain.ports import Entry, Progress
from translate_flow.domain.translation import State
from translate_flow.ui import i18n
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.i18n import ngettext

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~:$<>&])")


def literal(text: str) -> str:
    """Text from an article, escaped for Streamlit's Markdown."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def shortened(text: str, length: int = 90) -> str:
    """The text, cut after ``length`` characters with an ellipsis."""
    return text if len(text) <= length else f"{text[:length].rstrip()}…"


def compact() -> None:
    """Begin the page right under the menu: on a laptop screen the text is what counts."""
    st.html("<style>[data-testid='stMainBlockContainer'] { padding-block: 4.5rem 2rem; }</style>")


def interface_language() -> None:
    """The switch of the interface language, at the foot of the page."""
    column, _rest = st.columns([1, 4])
    chosen = column.selectbox(
        _("Interface language"),
        i18n.available(),
        index=i18n.available().index(i18n.current()),
        format_func=i18n.autonym,
    )
    if chosen != i18n.current():
        i18n.choose(chosen)
        st.rerun()
    i18n.keep_in_address()


def languages_by_name() -> list[str]:
    """The languages on offer, sorted by their name in the interface language."""
    return sorted(KNOWN, key=i18n.language_name)


def pick_languages(label: str, *, default: Sequence[str] = (), without: Sequence[str] = (), key: str) -> list[str]:
    """Choose several languages."""
    options = [code for code in dict.fromkeys([*default, *languages_by_name()]) if code not in without]
    chosen = [code for code in default if code in options]
    return st.multiselect(label, options, default=chosen, format_func=i18n.language_name, key=key)


def progress_line(row: Progress) -> None:
    """One language's progress: a bar of approved words, and what the segments wait for."""
    waiting = row.states[State.UNTRANSLATED]
    drafts = row.states[State.DRAFT] + row.states[State.NEEDS_WORK]
    parts = [
        _("{percent} of the words approved", percent=i18n.percent(row.percent)),
        ngettext("{n} segment to draft", "{n} segments to draft", waiting) if waiting else "",
        ngettext("{n} draft to review", "{n} drafts to review", drafts) if drafts else "",
        ngettext("{n} stale", "{n} stale", row.stale) if row.stale else "",
    ]
    text = " · ".join(part for part in parts if part)
    st.progress(row.percent / 100, text=f"**{literal(i18n.language_name(row.language))}** — {literal(text)}")


def article_facts(entry: Entry) -> str:
    """One line about an article: language, size, byline."""
    facts = [
        i18n.language_name(entry.language),
        ngettext("{n} segment", "{n} segments", entry.segments),
        ngettext("{n} word", "{n} words", entry.words),
        entry.byline,
    ]
    return literal(" · ".join(fact for fact in facts if fact))
