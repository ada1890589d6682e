"""A search in every source and target, and what it finds, with the way to each segment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st

from translate_flow.domain.board import SIGNED_OFF
from translate_flow.domain.search import Found
from translate_flow.domain.translation import State
from translate_flow.ui import i18n
from translate_flow.ui.board_bar import outdated_name
from translate_flow.ui.desk import desk
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.i18n import ngettext
from translate_flow.ui.names import state_name
from translate_flow.ui.navigation import address
from translate_flow.ui.widgets import foreign, literal
from translate_flow.workflow import progress
from translate_flow.workflow.searching import SOURCES, Results, search

LIMIT = 50
_EVERYTHING = "*"
_STYLE = """<style>
.tf-found.tf-found { list-style: none; margin: 0; padding: 0; }
.tf-found.tf-found li { margin: 0; padding-block: .7rem; overflow-wrap: anywhere;
  border-block-start: 1px solid color-mix(in srgb, currentColor 25%, transparent); }
.tf-found .sides { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: .3rem 1.5rem; }
.tf-found .sides > div { display: flex; flex-direction: column; gap: .4rem; }
.tf-found span[lang] { display: block; white-space: pre-line; }
.tf-found mark { background: none; color: inherit; font-weight: 700; text-decoration: underline 2px; }
.tf-found p { margin: 0; font-size: .875em; }
.tf-found p.at { margin-block-end: .25rem; }
.tf-found a { color: inherit; }
@media (max-width: 40rem) { .tf-found .sides { grid-template-columns: minmax(0, 1fr); } }
</style>"""


def search_panel() -> None:
    """The box, the languages to look in, and what was found."""
    left, right = st.columns([3, 2])
    text = left.text_input(_("Words to look for"), key="search:text", max_chars=200, icon=":material/search:").strip()
    entries = progress.readable(desk().store)
    languages = sorted({language for entry in entries for language in entry.languages}, key=i18n.language_name)
    where = right.selectbox(
        _("Look in"), [_EVERYTHING, SOURCES, *languages], format_func=_place_name, key="search:language"
    )
    if not entries:
        st.info(_("There is no article yet."))
    elif text:
        _results(text, search(desk().store, text, language=None if where == _EVERYTHING else where, limit=LIMIT))


def _place_name(place: str) -> str:
    names = {_EVERYTHING: _("Everything"), SOURCES: _("The articles as written")}
    return names.get(place) or i18n.language_name(place)


def _results(text: str, results: Results) -> None:
    if results.waiting:
        waits = ngettext("{n} text is not searchable yet.", "{n} texts are not searchable yet.", results.waiting)
        st.caption(waits)
    if not results.found:
        st.info(_("Nothing holds “{text}”.", text=literal(text)))
        return
    count = len(results.found)
    told = _("More than {n}", n=count) if results.more else ngettext("{n} passage found", "{n} passages found", count)
    st.caption(told)
    st.html(_html(results.found))


def _html(found: Iterable[Found]) -> str:
    return f'{_STYLE}<ol class="tf-found">{"".join(map(_item, found))}</ol>'


def _item(found: Found) -> str:
    passage = found.passage
    facts = [_("archived")] if passage.archived else []
    at = " · ".join([_link(found, _place(found), passage.language if passage.state else ""), *map(escape, facts)])
    sides = f"<div>{_source(found)}</div><div>{_targets(found)}</div>"
    return f'<li><p class="at">{at}</p><div class="sides">{sides}</div></li>'


def _place(found: Found) -> str:
    passage = found.passage
    number = _("segment {n}", n=i18n.number(passage.position + 1))
    return f"<bdi>{escape(passage.title or passage.slug)}</bdi> · {escape(number)}"


def _source(found: Found) -> str:
    passage = found.passage
    marks = () if passage.state else found.marks
    return _side(escape(i18n.language_name(passage.source_language)), passage.source, passage.source_language, marks)


def _targets(found: Found) -> str:
    """What was found there, else every translation of the source, each with the way to it."""
    passage = found.passage
    if passage.state:
        heading = _named(passage.language, passage.state, stale=passage.stale)
        return _side(heading, passage.text, passage.language, found.marks)
    sides = [
        _side(
            _link(found, _named(each.language, each.state, stale=each.stale), each.language), each.text, each.language
        )
        for each in found.renderings
    ]
    return "".join(sides) or f"<p>{escape(_('No translation yet'))}</p>"


def _named(language: str, state: State, *, stale: bool) -> str:
    facts = (i18n.language_name(language), *_stands(state, stale=stale))
    return " · ".join(f"<bdi>{escape(fact)}</bdi>" for fact in facts)


def _stands(state: State, *, stale: bool) -> Sequence[str]:
    """How a target stands: what was signed off for another source is not called approved."""
    if not stale:
        return [state_name(state)]
    return [outdated_name()] if state in SIGNED_OFF else [state_name(state), _("stale")]


def _side(heading: str, text: str, language: str, marks: Iterable[tuple[int, int]] = ()) -> str:
    return f"<div><p>{heading}</p>{foreign(text, language, marks) if text else ''}</div>"


def _link(found: Found, label: str, language: str) -> str:
    """The way to the segment in the editor; ``label`` is HTML."""
    where = {"article": found.passage.slug, "seg": str(found.passage.position + 1)}
    way = address("review", **where, **({"language": language} if language else {}))
    return f'<a href="{way}" target="_self">{label}</a>'
