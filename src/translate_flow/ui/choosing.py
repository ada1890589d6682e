"""Choose an article and one of its languages; the choice stands in the page's address."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from translate_flow.domain.ports import Entry, Progress
from translate_flow.ui import i18n
from translate_flow.ui.desk import desk
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.navigation import go
from translate_flow.ui.widgets import article_facts, literal
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


def chosen_bitext(heading: str) -> Chosen | None:
    """The article and language of the address, changed by two boxes; None, with a way on, when there is none."""
    entries = [entry for entry in progress.articles(desk().store) if entry.languages]
    if not entries:
        _nothing(heading)
        return None
    article, language = st.columns([3, 1], vertical_alignment="bottom")
    entry = _article(article, entries)
    code = _language(language, entry)
    rows = {row.language: row for row in progress.status(desk().store, entry.slug)}
    st.caption(article_facts(entry))
    return Chosen(entry, rows[code])


def _nothing(heading: str) -> None:
    st.title(heading)
    st.info(_("No article is open for translation yet. Import one and choose its languages."))
    if st.button(_("Import an article"), type="primary"):
        go("bring_in")


def _article(column: st.delta_generator.DeltaGenerator, entries: list[Entry]) -> Entry:
    by_slug = {entry.slug: entry for entry in entries}
    asked = st.query_params.get("article", "")
    if asked and asked not in by_slug:
        st.warning(_("There is no article named {name}; here is another.", name=literal(asked)))
    slugs = list(by_slug)
    slug = column.selectbox(
        _("Article"),
        slugs,
        index=slugs.index(asked) if asked in by_slug else 0,
        format_func=lambda item: by_slug[item].title or item,
    )
    if slug != asked:
        # A place in another article's text means nothing here.
        st.query_params.pop("seg", None)
    st.query_params["article"] = slug
    return by_slug[slug]


def _language(column: st.delta_generator.DeltaGenerator, entry: Entry) -> str:
    asked = st.query_params.get("language", "")
    options = sorted(entry.languages, key=i18n.language_name)
    code = column.selectbox(
        _("Language"),
        options,
        index=options.index(asked) if asked in options else 0,
        format_func=i18n.language_name,
        key=f"language:{entry.slug}",
    )
    st.query_params["language"] = code
    return str(code)
