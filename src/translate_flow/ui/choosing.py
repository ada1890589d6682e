"""Choose an article and one of its languages; the choice stands in the page's address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from translate_flow.domain.people import Right
from translate_flow.domain.ports import Entry, Progress
from translate_flow.domain.shelves import Shelf
from translate_flow.domain.translation import State
from translate_flow.ui import i18n
from translate_flow.ui.desk import desk, may
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.names import article_names
from translate_flow.ui.navigation import go
from translate_flow.ui.widgets import article_facts, literal, tab_title
from translate_flow.workflow import progress


@dataclass(frozen=True, slots=True)
class Chosen:
    """An article in a language, with its progress."""

    entry: Entry
    progress: Progress

    @property
    def language(self) -> str:
        """The target language."""
        return self.progress.language


def begun(row: Progress) -> bool:
    """Whether anything is translated there."""
    return any(count for state, count in row.states.items() if state is not State.UNTRANSLATED)


def chosen_bitext(heading: str, *, shares: bool = False) -> Chosen | None:
    """The article and language of the address, changed by two boxes; None, with a way on, when there is none.

    With ``shares`` the languages say how much of them is approved, and those that hold nothing come last; archived
    articles are offered there, elsewhere only the one that the address names.
    """
    asked = st.query_params.get("article", "")
    entries = [
        entry
        for entry in progress.readable(desk().store)
        if entry.languages and (entry.shelf is Shelf.OPEN or shares or entry.slug == asked)
    ]
    if not entries:
        _nothing(heading)
        return None
    article, language = st.columns([3, 1], vertical_alignment="bottom")
    entry = _article(article, entries)
    rows = {row.language: row for row in progress.status(desk().store, entry.slug)}
    code = _language(language, entry, rows, shares=shares)
    st.caption(article_facts(entry))
    tab_title(entry.title or entry.slug, i18n.language_name(code), heading)
    return Chosen(entry, rows[code])


def _nothing(heading: str) -> None:
    st.title(heading)
    st.info(_("No article is open for translation yet. Import one and choose its languages."))
    if may(Right.COORDINATE) and st.button(_("Import an article"), type="primary"):
        go("bring_in")


def _article(column: st.delta_generator.DeltaGenerator, entries: list[Entry]) -> Entry:
    by_slug = {entry.slug: entry for entry in entries}
    asked = st.query_params.get("article", "")
    if asked and asked not in by_slug:
        st.warning(_("There is no article named {name}; here is another.", name=literal(asked)))
    slugs = list(by_slug)
    names = article_names({entry.slug: entry.title for entry in entries}, narrow=True)
    slug = column.selectbox(
        _("Article"),
        slugs,
        index=slugs.index(asked) if asked in by_slug else 0,
        format_func=lambda item: _named(by_slug[item], names[item]),
    )
    if slug != asked:
        # A place in another article's text means nothing here.
        for place in ("seg", "comments"):
            st.query_params.pop(place, None)
    st.query_params["article"] = slug
    return by_slug[slug]


def _named(entry: Entry, name: str) -> str:
    return name if entry.shelf is Shelf.OPEN else _("{title} (archived)", title=name)


def _language(
    column: st.delta_generator.DeltaGenerator, entry: Entry, rows: Mapping[str, Progress], *, shares: bool
) -> str:
    asked = st.query_params.get("language", "")
    options = sorted(entry.languages, key=i18n.language_name)
    if shares:
        options.sort(key=lambda code: not begun(rows[code]))
    code = column.selectbox(
        _("Language"),
        options,
        index=options.index(asked) if asked in options else 0,
        format_func=lambda item: _with_share(rows[item]) if shares else i18n.language_name(item),
        key=f"language:{entry.slug}",
    )
    st.query_params["language"] = code
    return str(code)


def _with_share(row: Progress) -> str:
    name = i18n.language_name(row.language)
    if not begun(row):
        return _("{language} – nothing translated yet", language=name)
    return _("{language} – {percent} approved", language=name, percent=i18n.percent(row.percent))
