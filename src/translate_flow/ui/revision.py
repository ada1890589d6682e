"""The import page for an article that is there already: what the new text would change, and the button that does it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import NamedTuple

import streamlit as st

from translate_flow.domain.article import Article
from translate_flow.domain.board import Amount
from translate_flow.domain.languages import bcp47, direction
from translate_flow.domain.ports import Entry
from translate_flow.errors import TranslateFlowError
from translate_flow.ui import i18n
from translate_flow.ui.desk import desk, person
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.names import change_name
from translate_flow.ui.navigation import go
from translate_flow.ui.widgets import isolated, literal, told
from translate_flow.workflow import progress, revising
from translate_flow.workflow.planning import Edit, Effect, Fate, Plan
from translate_flow.workflow.suggesting import Change, difference

STORED = "revision:stored"
"""Where the review finds what was stored a moment ago, to offer its undoing."""

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


def revised_article(key: str) -> Entry | None:
    """The stored article that the document is a new version of, as a person says; None for a new article."""
    entries = {entry.slug: entry for entry in progress.articles(desk().store)}
    if not entries:
        return None
    chosen = st.selectbox(
        _("Store as"),
        ["", *entries],
        format_func=lambda slug: _revision_of(entries[slug]) if slug else _("A new article"),
        key=f"revises:{key}",
    )
    return entries.get(chosen)


def _revision_of(entry: Entry) -> str:
    return _("New revision of {title}", title=isolated(entry.title or entry.slug))


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
    st.markdown(literal(effect_line(plan.counts)))
    if plan.effects:
        st.html(_STYLE + _table(plan))
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
    """The button that stores the revision and opens its review."""
    if not st.button(_("Store the revision"), type="primary", key="store:revision", disabled=not plan.differs):
        return
    slug = plan.entry.slug
    try:
        made = revising.revise(desk().store, slug, article, splitter=desk().splitter, by=person(), origin=name)
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
