"""The import page for an article that is there already: what the new text would change, and the button that does it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import NamedTuple

import streamlit as st

from translate_flow.domain.article import Article
from translate_flow.domain.board import Amount
from translate_flow.domain.languages import bcp47, direction
from translate_flow.domain.ports import Entry
from translate_flow.errors import ConflictError, TranslateFlowError
from translate_flow.ui import i18n
from translate_flow.ui.desk import desk, person
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.i18n import ngettext
from translate_flow.ui.names import change_name
from translate_flow.ui.navigation import go
from translate_flow.ui.widgets import isolated, literal, namesakes, title_of, told
from translate_flow.workflow import progress, revising
from translate_flow.workflow.planning import Edit, Effect, Fate, Plan
from translate_flow.workflow.suggesting import Change, difference

_SHOWN = "revision:shown"
STORED = "revision:stored"
"""Where the review finds what was stored a moment ago, to offer its undoing."""

_TARGET = "revises"
"""What the page's address calls the article that gets a new version."""

_MOST = 200
"""Edits that are shown; a whole book rewritten is no longer read in a preview."""

_STYLE = """<style>
.tf-effect { border-collapse: collapse; inline-size: 100%; font-variant-numeric: tabular-nums; }
.tf-effect caption { text-align: start; padding-block-end: .35rem; }
.tf-effect th, .tf-effect td { padding: .25rem .6rem; text-align: start; border-block-end: 1px solid currentColor; }
.tf-effect th { font-weight: 600; }
.tf-edits { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .45rem 1rem; margin: 0; }
.tf-edits dt { margin: 0; font-size: .9em; }
.tf-edits dd { margin: 0; white-space: pre-line; overflow-wrap: anywhere; line-height: 1.5; }
.tf-edits del { text-decoration: line-through; }
.tf-edits ins { text-decoration: underline; text-underline-offset: .15em; font-weight: 600; }
@media (max-width: 40rem) { .tf-effect th, .tf-effect td { padding: .2rem; font-size: .85em; } }
</style>"""
_ELEMENTS = {Change.SAME: "{}", Change.GONE: "<del>{}</del>", Change.NEW: "<ins>{}</ins>"}


class Stored(NamedTuple):
    """A revision that was stored a moment ago, and what it did in one line."""

    slug: str
    number: int
    effect: str


def wanted_target() -> None:
    """Say, before there is a document, which article the page's address means it to be a new version of."""
    asked = st.query_params.get(_TARGET, "")
    if not asked:
        return
    entries = progress.articles(desk().store)
    entry = next((entry for entry in entries if entry.slug == asked), None)
    if entry is None:
        st.warning(_("There is no open article named {name}: choose one below.", name=literal(asked)))
        return
    title = isolated(literal(title_of(entry, apart=asked in namesakes(entries))))
    st.info(_("What you upload or paste becomes a new version of {title}.", title=title), icon=":material/difference:")


def revised_article(key: str, article: Article | None, alike: Sequence[str]) -> Entry | None:
    """The stored article that the document is a new version of, as a person says; None for an article of its own.

    The one that the page's address names is chosen to begin with, else the one that is ``alike`` if only one is and
    something of it is in the new text.
    """
    entries = {entry.slug: entry for entry in progress.articles(desk().store)}
    if not entries:
        return None
    asked = st.query_params.get(_TARGET, "")
    there = [slug for slug in alike if slug in entries]
    if there and asked not in entries:
        _ask(there, entries)
    likely = asked if asked in entries else there[0] if _continues(article, [entries[slug] for slug in there]) else ""
    slugs, apart = ["", *entries], namesakes(entries.values())
    chosen = st.selectbox(
        _("Store as"),
        slugs,
        index=slugs.index(likely),
        format_func=lambda slug: _store_as(entries.get(slug), apart=slug in apart, there=bool(there)),
        key=f"revises:{key}:{likely}",
    )
    return entries.get(chosen)


def _continues(article: Article | None, alike: Sequence[Entry]) -> bool:
    """Whether it is most likely a new version of the only one that is alike."""
    if article is None or len(alike) != 1:
        return False
    try:
        return not planned(alike[0], article).resembles_another
    except ConflictError:
        return False


def _ask(there: Sequence[str], entries: Mapping[str, Entry]) -> None:
    """Whether it is a new version of what is there already."""
    title = isolated(literal(title_of(entries[there[0]], apart=True)))
    one = _("There is an article of this title or name, {title}: store this as its new version?", title=title)
    several = ngettext(
        "There is {n} article of this title or name: is this a new version of it?",
        "There are {n} articles of this title or name: is this a new version of one of them?",
        len(there),
    )
    st.info(one if len(there) == 1 else several, icon=":material/difference:")


def _store_as(entry: Entry | None, *, apart: bool, there: bool) -> str:
    if entry is not None:
        return _("New revision of {title}", title=isolated(title_of(entry, apart=apart)))
    return _("A separate article") if there else _("A new article")


def planned(entry: Entry, article: Article) -> Plan:
    """What the article would do in the place of the stored one.

    Raises:
        ConflictError: it is in another language.

    """
    return revising.preview(desk().store, entry.slug, article, splitter=desk().splitter)


def show_plan(plan: Plan) -> None:
    """The whole effect: segments, words and segments by language, and each edit word by word."""
    st.header(_("What the revision would change"), anchor=False)
    if not plan.differs:
        st.info(_("Nothing: the text is the stored one."))
        return
    if plan.resembles_another:
        name = isolated(literal(title_of(plan.entry, apart=True)))
        st.warning(_("Hardly anything of {title} is in this text: is it a new version of that article?", title=name))
    st.markdown(literal(effect_line(plan.counts)))
    if plan.effects:
        st.html(_STYLE + _table(plan))
        st.caption(
            _(
                "Stale: translated for the text before, to be looked at again. Other text: waits for approval as it"
                " did. Put together: from sentences that were translated before. Archived: leaves with its text, and"
                " comes back with it."
            )
        )
    if plan.edits or plan.gone:
        # A region that scrolls is reached by the keyboard only when it can be focused.
        label = escape(_("Old and new text, word by word"))
        st.html(
            f'{_STYLE}<div tabindex="0" role="region" aria-label="{label}" style="max-height: 440px; overflow: auto">'
            f'<dl class="tf-edits">{"".join(_edits(plan))}</dl></div>'
        )


def effect_line(counts: Mapping[str, int]) -> str:
    """Counts of segments by what became of them, those of none left out."""
    return " · ".join(f"{change_name(name)}: {i18n.number(count)}" for name, count in counts.items() if count)


def _table(plan: Plan) -> str:
    names = [_("Language"), _("Approved now"), _("Approved then"), _("Stale"), _("Other text"), _("Untranslated")]
    names += [_("Put together"), _("Archived")]
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    rows = "".join(map(_row, plan.effects))
    caption = escape(_("Words by language, segments in brackets"))
    return f'<table class="tf-effect"><caption>{caption}</caption><thead><tr>{head}</tr></thead>{rows}</table>'


def _row(effect: Effect) -> str:
    cells = "".join(f"<td>{_amount(amount)}</td>" for amount in effect.amounts.values())
    return f'<tr><th scope="row">{escape(i18n.language_name(effect.language))}</th>{cells}</tr>'


def _amount(amount: Amount) -> str:
    return f"{i18n.number(amount.words)} ({i18n.number(amount.segments)})"


def _edits(plan: Plan) -> Iterator[str]:
    tag, way = escape(bcp47(plan.article.language)), direction(plan.article.language)
    for edit in plan.edits[:_MOST]:
        name = f"{i18n.number(edit.number)} · {change_name(edit.how.value)}"
        yield f'<dt>{escape(name)}</dt><dd lang="{tag}" dir="{way}">{_difference(edit)}</dd>'
    for text in plan.gone[:_MOST]:
        gone = _ELEMENTS[Change.GONE].format(escape(text))
        yield f'<dt>{escape(change_name("gone"))}</dt><dd lang="{tag}" dir="{way}">{gone}</dd>'


def _difference(edit: Edit) -> str:
    passages = difference(edit.before, edit.now)
    return "".join(_ELEMENTS[passage.change].format(escape(passage.text)) for passage in passages)


def revision_form(name: str, article: Article, plan: Plan) -> None:
    """The button that stores the revision and opens its review; it stores only over what the page has shown."""
    slug, now = plan.entry.slug, plan.entry.revision
    shown = st.session_state.get(_SHOWN, {}).get(slug, now)
    st.session_state[_SHOWN] = {slug: now}
    if not st.button(_("Store the revision"), type="primary", key="store:revision", disabled=not plan.differs):
        return
    try:
        made = revising.revise(
            desk().store, slug, article, splitter=desk().splitter, by=person(), origin=name, seen=shown
        )
    except TranslateFlowError as exc:
        st.error(literal(told(exc)), icon=":material/error:")
        return
    st.session_state[STORED] = Stored(slug, made.entry.revision, effect_line(made.plan.counts))
    if plan.effects:
        go("review", article=slug, language=max(plan.effects, key=_work).language)
    go("articles")


def _work(effect: Effect) -> int:
    """Words that wait for a person because of the revision."""
    return effect.after[Fate.STALE].words
