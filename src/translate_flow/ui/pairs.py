"""Choose a language pair; the choice stands in the page's address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st

from translate_flow.ui import i18n
from translate_flow.ui.collection_box import chosen_collection
from translate_flow.ui.desk import desk
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.language_picker import languages_by_name
from translate_flow.ui.names import pair_name
from translate_flow.workflow import progress, terminology


class Pair(NamedTuple):
    """A source language and one it is translated into, and whose terms: a collection's, or everybody's."""

    source: str
    language: str
    collection: str = ""

    @property
    def name(self) -> str:
        """The languages, in the interface language."""
        return pair_name(self.source, self.language)


def chosen_pair() -> Pair:
    """The pair of the address, changed by boxes: first come the languages with articles and terms."""
    used = _used()
    left, right, whose = st.columns(3)
    source = _box(left, _("Terms from"), "source", _ordered([pair.source for pair in used]))
    targets = [pair.language for pair in used if pair.source == source]
    language = _box(right, _("Terms into"), "language", _ordered(targets, without=source))
    with whose:
        collection = chosen_collection(_("Whose terms"), key="terms:collection", nothing=_("Everybody’s"))
    return Pair(source, language, collection)


def _used() -> list[Pair]:
    """The pairs that have terms, the most first, then those that articles are open for."""
    named = [Pair(source, language) for source, language, _count in terminology.pairs(desk().store)]
    entries = progress.articles(desk().store)
    return named + [Pair(entry.language, language) for entry in entries for language in entry.languages]


def _ordered(first: Sequence[str], *, without: str = "") -> list[str]:
    return [code for code in dict.fromkeys([*first, *languages_by_name()]) if code != without]


def _box(column: st.delta_generator.DeltaGenerator, label: str, name: str, options: list[str]) -> str:
    asked = st.query_params.get(name, "")
    code = column.selectbox(
        label, options, index=options.index(asked) if asked in options else 0, format_func=i18n.language_name
    )
    st.query_params[name] = code
    return str(code)
