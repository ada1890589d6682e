"""Widgets that several pages share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

import streamlit as st

from translate_flow.domain.article import folded
from translate_flow.domain.languages import bcp47, direction
from translate_flow.domain.ports import Entry, Progress
from translate_flow.domain.shelves import Shelf
from translate_flow.domain.translation import State
from translate_flow.errors import ShelvedError
from translate_flow.ui import i18n
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.i18n import ngettext

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~:$<>&])")
# Streamlit makes icons and emoji of these after it has read the Markdown, so that no escape reaches them.
_PICTURED = re.compile(r":(?=material/|[\w+-]+:)", re.ASCII)
_COMMAND_LINE = re.compile(r"--\w|\brun: |\btranslate-flow ")


def literal(text: str) -> str:
    """Text from an article, escaped for Streamlit's Markdown."""
    parted = _PICTURED.sub(":\N{WORD JOINER}", " ".join(text.split()))
    return _MARKDOWN.sub(r"\\\1", parted)


def isolated(text: str) -> str:
    """Text whose direction nobody knows beforehand, kept from moving the punctuation of what stands around it."""
    return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}"


def told(error: Exception) -> str:
    """What an error says, without the remedies that only the command line has."""
    if isinstance(error, ShelvedError):
        return _shelved(error)
    said, *remedies = str(error).split("; ")
    return "; ".join([said, *(remedy for remedy in remedies if not _COMMAND_LINE.search(remedy))])


def _shelved(error: ShelvedError) -> str:
    name = isolated(error.slug)
    if error.shelf == Shelf.DELETED:
        return _("“{name}” is deleted and cannot be changed. Restore it first, or ask a coordinator to.", name=name)
    return _("“{name}” is archived and cannot be changed. Restore it first, or ask a coordinator to.", name=name)


def foreign(text: str, language: str, marks: Iterable[tuple[int, int]] = ()) -> str:
    """Text in a language of its own as HTML, the spans of ``marks`` emphasised; everything in it is escaped."""
    at, pieces = 0, []
    for start, end in marks:
        if start < at:  # two words that share letters, of a script without spaces
            continue
        pieces += [escape(text[at:start]), "<mark>", escape(text[start:end]), "</mark>"]
        at = end
    inner = "".join([*pieces, escape(text[at:])])
    return f'<span lang="{escape(bcp47(language))}" dir="{direction(language)}">{inner}</span>'


def paged(total: int, size: int, *, key: str) -> int:
    """The page to show, from 1, chosen in a box where there are several."""
    pages = max(1, -(-total // size))
    if pages == 1:
        st.session_state.pop(key, None)
        return 1
    # What was searched for meanwhile may have fewer pages.
    st.session_state[key] = min(st.session_state.get(key, 1), pages)
    return st.number_input(_("Page"), 1, pages, key=key)


def shortened(text: str, length: int = 90) -> str:
    """The text, cut after ``length`` characters with an ellipsis."""
    return text if len(text) <= length else f"{text[:length].rstrip()}…"


_COMPACT = """<style>
[data-testid="stMainBlockContainer"] { padding-block: 4.25rem 2rem; }
[data-testid="stMainBlockContainer"] > div > [data-testid="stVerticalBlock"] { gap: 0.6rem; }
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] p { color: inherit; }
[data-testid="stCaptionContainer"] { opacity: 0.8; }
[data-testid="stHeading"] h2 { font-size: 1.5rem; padding-block: 0.5rem; }
button .stMarkdownColoredText { position: absolute; inline-size: 1px; block-size: 1px; clip-path: inset(50%);
  overflow: hidden; white-space: nowrap; }
</style>"""


def compact() -> None:
    """Begin right under the menu; small print is dark enough to read (WCAG 2.2, 1.4.3), `spoken` words hide."""
    st.html(_COMPACT)


def spoken(label: str, *more: str) -> str:
    """A button's label and what a screen reader says after it, so that no two buttons are named alike; Markdown.

    Beside its article the label alone tells an eye which one it is. `compact` hides the rest from the eye.
    """
    return f"{label} :gray[{literal(' · '.join(more))}]"


def undo_beside(said: str, *, icon: str, key: str, undo: str = "") -> bool:
    """A line (Markdown) that says what was done, and a button beside it that takes it back; whether that is pressed.

    ``undo`` is the button's label, where there is more than one on the page.
    """
    line, back = st.columns([5, 1], vertical_alignment="center")
    line.info(said, icon=icon)
    return bool(back.button(undo or _("Undo"), icon=":material/undo:", key=key, width="stretch"))


def tab_title(*parts: str) -> None:
    """Name the browser's tab, the most particular part first."""
    st.set_page_config(page_title=" · ".join([*(part for part in parts if part), "Translate Flow"]))


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
    i18n.remember()


def progress_line(row: Progress) -> None:
    """One language's progress: a bar of approved words, and what the segments wait for."""
    waiting = row.states[State.UNTRANSLATED]
    drafts = row.states[State.DRAFT] + row.states[State.NEEDS_WORK]
    parts = [
        _("{percent} of the words approved", percent=i18n.percent(row.percent)),
        _("{n} of {total} segments", n=i18n.number(row.approved_segments), total=i18n.number(row.segments)),
        ngettext("{n} segment to draft", "{n} segments to draft", waiting) if waiting else "",
        ngettext("{n} draft to review", "{n} drafts to review", drafts) if drafts else "",
        ngettext("{n} stale", "{n} stale", row.stale) if row.stale else "",
        ngettext("{n} flagged", "{n} flagged", row.flagged) if row.flagged else "",
    ]
    text = " · ".join(part for part in parts if part)
    st.progress(row.percent / 100, text=f"**{literal(i18n.language_name(row.language))}** — {literal(text)}")


def namesakes(entries: Iterable[Entry]) -> frozenset[str]:
    """The names of articles whose title another one of these has too."""
    titled: dict[str, list[str]] = {}
    for entry in entries:
        titled.setdefault(folded(entry.title), []).append(entry.slug)
    return frozenset(slug for slugs in titled.values() if len(slugs) > 1 for slug in slugs)


def title_of(entry: Entry, *, apart: bool = False) -> str:
    """What people call an article; told ``apart`` from those of its title by its name."""
    return f"{entry.title} ({entry.slug})" if apart and entry.title else entry.title or entry.slug


def article_facts(entry: Entry, *, apart: bool = False) -> str:
    """One line about an article: language, size, byline, where it is told ``apart`` its name; Markdown."""
    facts = [
        isolated(entry.slug) if apart else "",
        i18n.language_name(entry.language),
        ngettext("{n} segment", "{n} segments", entry.segments),
        ngettext("{n} word", "{n} words", entry.words),
        isolated(entry.byline) if entry.byline else "",
    ]
    return literal(" · ".join(fact for fact in facts if fact))
