"""A search in every source and target, and what it finds, with the way to each segment."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from urllib.parse import urlencode

import streamlit as st

from translate_flow.domain.search import Found
from translate_flow.ui import i18n
from translate_flow.ui.desk import desk
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.i18n import ngettext
from translate_flow.ui.names import state_name
from translate_flow.ui.widgets import foreign, literal
from translate_flow.workflow import progress
from translate_flow.workflow.searching import SOURCES, Results, search

LIMIT = 50
_EVERYTHING = "*"
_STYLE = """<style>
.tf-found.tf-found { list-style: none; margin: 0; padding: 0; }
.tf-found.tf-found li { margin: 0; padding-block: .6rem; overflow-wrap: anywhere;
  border-block-start: 1px solid color-mix(in srgb, currentColor 25%, transparent); }
.tf-found span[lang] { display: block; white-space: pre-line; }
.tf-found mark { background: none; color: inherit; font-weight: 700; text-decoration: underline 2px; }
.tf-found .beside { opacity: .8; }
.tf-found p { margin: 0; font-size: .875em; }
.tf-found a { color: inherit; }
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
    text = foreign(passage.text, passage.language, found.marks)
    beside = foreign(passage.source, passage.source_language) if passage.state else ""
    shown = f'{text}<div class="beside">{beside}</div>' if beside else text
    facts = [i18n.language_name(passage.language), state_name(passage.state) if passage.state else ""]
    facts.append(_("archived") if passage.archived else "")
    more = " · ".join(f"<bdi>{escape(fact)}</bdi>" for fact in facts if fact)
    return f"<li>{shown}<p>{_link(found)} · {more}</p></li>"


def _link(found: Found) -> str:
    passage = found.passage
    where = {"article": passage.slug, "seg": str(passage.position + 1)}
    if passage.state:
        where["language"] = passage.language
    address = escape(f"/review?{urlencode(where)}")
    return f'<a href="{address}" target="_self"><bdi>{escape(passage.title or passage.slug)}</bdi></a>'
