"""The parts of the import page: the document, its options, the preview, the form that stores it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from translate_flow.domain.article import Article, Change, Kind
from translate_flow.domain.collections import Collection
from translate_flow.domain.ports import Entry
from translate_flow.errors import TranslateFlowError
from translate_flow.reading import READERS, guess_format
from translate_flow.ui import i18n
from translate_flow.ui.account import while_let_in
from translate_flow.ui.collection_box import chosen_collection
from translate_flow.ui.collection_effect import collection_effect
from translate_flow.ui.desk import desk, person
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.i18n import ngettext
from translate_flow.ui.language_picker import languages_by_name, pick_languages
from translate_flow.ui.machines import can_draft, no_engine
from translate_flow.ui.names import format_name, reason_name
from translate_flow.ui.navigation import go
from translate_flow.ui.preview import preview_html
from translate_flow.ui.unassigned import keep_unassigned
from translate_flow.ui.widgets import isolated, literal, shortened
from translate_flow.workflow import collections, importing

CHOICES = ("text", "html", "markdown")
"""The formats that look alike to a program; every other one says of itself what it is."""


@dataclass(frozen=True, slots=True)
class Document:
    """What a person gave us: bytes under a name, and the format they seem to be in."""

    name: str
    data: bytes
    format: str

    @property
    def key(self) -> str:
        """Tells documents apart, so that each has its own form."""
        return hashlib.sha256(self.data + self.name.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Options:
    """What a person says about the document; empty means: find out."""

    format: str
    language: str
    title: str


def given() -> Document | None:
    """The document that was uploaded or pasted, None while there is none."""
    upload, paste = st.tabs([_("Upload a file"), _("Paste a text")])
    suffixes = [suffix.removeprefix(".") for reader in READERS.values() for suffix in reader.suffixes]
    file = upload.file_uploader(_("Article"), type=suffixes, key="upload")
    text = paste.text_area(_("Article text, as copied from a page or a mail"), height=240, key="paste")
    # Leaving the text field hands its text over, so the button has nothing more to do than to be there.
    paste.button(_("Preview"), key="paste:preview", icon=":material/visibility:")
    if file is not None:
        data = file.getvalue()
        return Document(file.name, data, guess_format(data, name=file.name))
    if not text.strip():
        return None
    # The mark says that this is UTF-8, whatever a pasted page declares of itself.
    return Document(_("pasted text") + ".txt", text.encode("utf-8-sig"), importing.pasted_format(text))


def options(document: Document) -> Options:
    """Format, source language and title, where a person knows better."""
    left, middle, right = st.columns(3)
    found = format_name(document.format)
    chosen = left.selectbox(
        _("Format"),
        ["", *CHOICES] if document.format in CHOICES else [""],
        format_func=lambda name: format_name(name) if name else _("Automatic: {format}", format=found),
        key=f"as:{document.key}",
    )
    language = middle.selectbox(
        _("Language of the article"),
        ["", *languages_by_name()],
        format_func=lambda code: i18n.language_name(code) if code else _("Find out"),
        key=f"source:{document.key}",
    )
    title = right.text_input(_("Title"), placeholder=_("As found in the article"), key=f"title:{document.key}")
    return Options(chosen or document.format, language, title)


def first_read(document: Document, asked: Options) -> Article | None:
    """The article as it reads without knowing more of it; None where that takes more, such as its language."""
    try:
        return _prepared(document, asked, frozenset())
    except TranslateFlowError:
        return None


def alike(document: Document, article: Article | None) -> Sequence[str]:
    """The names of articles that have its title, or that are named as its file; not what it was stored as just now."""
    if article is None:
        return ()
    known = importing.known(desk().store)
    found = dict.fromkeys([*known.of_title(article), *known.of_file(document.name, article)])
    return [slug for slug in found if slug != _stored_as().get(document.key)]


def preview(document: Document, asked: Options, *, read: Article | None, revises: Entry | None = None) -> Article:
    """The article as it would be stored, with what cleaning did and the ways to take it back.

    ``read`` is what `first_read` found. A revision is in the language of the article that it ``revises``, unless a
    person says otherwise.
    """
    chosen = replace(asked, language=asked.language or (revises.language if revises else ""))
    known = read is not None and (not chosen.language or chosen.language == read.language)
    cleaned = read if read is not None and known else _prepared(document, chosen, frozenset())
    kept = frozenset(
        change.line for change in cleaned.changes if st.session_state.get(_keep_key(document, change.line))
    )
    article = _prepared(document, chosen, kept) if kept else cleaned
    left, right = st.columns([3, 2], gap="large")
    with left:
        _show(article)
    with right:
        _changes(document, cleaned.changes)
    return article


def _prepared(document: Document, chosen: Options, kept: frozenset[int]) -> Article:
    return importing.prepare(
        document.data,
        name=document.name,
        splitter=desk().splitter,
        format=chosen.format,
        language=chosen.language,
        title=chosen.title,
        keep=kept,
    )


def _keep_key(document: Document, line: int) -> str:
    return f"keep:{document.key}:{line}"


def _show(article: Article) -> None:
    # Code is shown, and never a segment to translate: every count of the desk leaves it out.
    work = [segment for segment in article.segments if segment.kind is not Kind.CODE]
    sentences = sum(len(segment.sentences) for segment in work)
    facts = [
        i18n.language_name(article.language),
        ngettext("{n} segment", "{n} segments", len(work)),
        ngettext("{n} sentence", "{n} sentences", sentences),
    ]
    st.header(_("Preview"), anchor=False)
    st.caption(literal(" · ".join(facts)))
    with st.container(height=440, border=True):
        st.html(preview_html(article))


def _changes(document: Document, changes: tuple[Change, ...]) -> None:
    st.header(_("What cleaning changed"), anchor=False)
    if not changes:
        st.caption(_("Nothing: every line is part of the article."))
        return
    st.caption(_("Tick a line to take its change back."))
    with st.container(height=440, border=True):
        for line, change in {change.line: change for change in changes}.items():
            label = f"**{literal(reason_name(change.reason))}** {isolated(literal(shortened(change.before)))}"
            st.checkbox(label, key=_keep_key(document, line))


@st.fragment
@while_let_in
def store_form(document: Document, article: Article) -> None:
    """Choose languages and store; a fragment, so that choosing does not read the document again."""
    source = article.language
    within = chosen_collection(_("Collection"), key=f"in:{document.key}", nothing=_("None"))
    kept = collections.find(desk().store, within) if within else Collection("")
    usual = kept.targets(source) or desk().config.languages
    wanted = pick_languages(_("Translate into"), source=source, default=usual, key=f"to:{document.key}:{within}")
    if within:
        collection_effect(kept, wanted)
    drafted = _to_draft(document, source, {language: kept.engine_into(language) for language in wanted})
    if not st.button(_("Store the article"), type="primary", key=f"store:{document.key}"):
        return
    slug = _stored(document, article, wanted, within=within)
    for language in drafted:
        desk().jobs.draft(slug, language, by=person())
    if wanted:
        go("review", article=slug, language=wanted[0])
    go("articles")


def _to_draft(document: Document, source: str, wanted: Mapping[str, str]) -> list[str]:
    """The languages to draft right away: none unless an engine, the one wished for if any, can and the person lets it.

    ``wanted`` names that engine by language.
    """
    able = [language for language, wish in wanted.items() if can_draft(source, language, wish)]
    unable = [language for language in wanted if language not in able]
    asked = bool(able) and st.checkbox(_("Draft by machine right away"), value=True, key=f"draft:{document.key}")
    if unable:
        st.caption(no_engine(source, unable))
    return able if asked else []


def _stored_as() -> dict[str, str]:
    """What documents were stored as while this page was open, by their keys."""
    stored: dict[str, str] = st.session_state.setdefault("stored", {})
    return stored


def _stored(document: Document, article: Article, wanted: list[str], *, within: str) -> str:
    """Store the article once: the second click of a double click finds it stored, and opens it."""
    stored = _stored_as()
    if document.key not in stored:
        made = importing.bring_in(
            desk().store, article, languages=wanted, by=person(), origin=document.name, collection=within
        )
        keep_unassigned(made.unassigned)
        stored[document.key] = made.entry.slug
    keep_unassigned(importing.open_languages(desk().store, stored[document.key], wanted, by=person()))
    return stored[document.key]
