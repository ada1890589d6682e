"""The form of a collection: a new one, or one whose defaults change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import streamlit as st

from translate_flow.domain.collections import LONGEST_TITLE, MOST_DAYS, Collection
from translate_flow.domain.people import Right
from translate_flow.errors import TranslateFlowError
from translate_flow.settings import ENGINE_NAMES
from translate_flow.ui import i18n
from translate_flow.ui.board_names import person_name
from translate_flow.ui.desk import desk, person
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.language_picker import languages_by_name
from translate_flow.ui.widgets import literal, told
from translate_flow.workflow import assigning, collections

SAID = "collections:said"
"""Where the page finds what to say next."""

NEW = Collection("")


def collection_form(before: Collection) -> None:
    """The fields and the button that saves them; those of `NEW` make a collection."""
    after = _fields(before)
    st.caption(
        _(
            "Languages, people and deadlines hold for what comes in from now on; nothing that is there changes. Engines"
            " and terms hold at once, for every article in the collection."
        )
    )
    label = _("Save") if before.name else _("Make the collection")
    if st.button(label, type="primary", key=f"collection:{before.name}:save"):
        done(lambda: _save(before, after), _("The collection is saved."))


def done(change: Callable[[], object], said: str) -> None:
    """Change something and say so on the page that comes; what is refused is told in place."""
    try:
        change()
    except TranslateFlowError as exc:
        st.error(literal(told(exc)), icon=":material/error:")
        return
    st.session_state[SAID] = said
    st.rerun()


def _save(before: Collection, after: Collection) -> None:
    keep = collections.change if before.name else collections.add
    kept = keep(desk().store, after, by=person(), engines=ENGINE_NAMES)
    if not before.name:
        # the box of the collection that is shown is drawn anew, from the address
        st.session_state.pop("collection:chosen", None)
        st.query_params["collection"] = kept.name
        for key in [key for key in st.session_state if str(key).startswith("collection::")]:
            del st.session_state[key]


def _fields(before: Collection) -> Collection:
    left, right = st.columns(2)
    name = before.name or left.text_input(_("Name, such as spring-series"), key="collection::name", max_chars=80)
    title_column = left if before.name else right
    title = title_column.text_input(_("Title"), before.title, max_chars=LONGEST_TITLE, key=_key(before, "title"))
    languages = st.multiselect(
        _("Open what comes in for"),
        list(dict.fromkeys([*languages_by_name(), *before.languages])),
        default=before.languages,
        format_func=i18n.language_name,
        key=_key(before, "languages"),
        placeholder=_("Type a language"),
        select_all=False,
    )
    everywhere, days, due = st.columns(3)
    with everywhere:
        engine = _engine(_("Engine"), before.engine, key=_key(before, "engine"))
    count = days.number_input(_("Due after so many days"), 0, MOST_DAYS, before.days, key=_key(before, "days"))
    day = due.date_input(_("Or due on a day"), before.due, key=_key(before, "due"))
    rows = [_language(before, language) for language in _named(before, languages)]
    return Collection(
        name.strip(),
        title,
        tuple(languages),
        engine,
        engines={row.language: row.engine for row in rows},
        translators={row.language: row.translator for row in rows},
        reviewers={row.language: row.reviewer for row in rows},
        days=None if count is None else int(count),
        due=day if isinstance(day, date) else None,
    )


class _Row(NamedTuple):
    """What the form says of one language."""

    language: str
    engine: str
    translator: str
    reviewer: str


def _named(before: Collection, languages: Sequence[str]) -> Sequence[str]:
    """Those that are opened, and those of which something is said all the same."""
    return list(dict.fromkeys((*languages, *before.engines, *before.translators, *before.reviewers)))


def _language(before: Collection, language: str) -> _Row:
    name = i18n.language_name(language)
    columns = st.columns(3)
    with columns[0]:
        label = _("Engine ({language})", language=name)
        engine = _engine(label, before.engines.get(language, ""), key=_key(before, f"engine:{language}"))
    duties: list[tuple[str, Right, Mapping[str, str], str]] = [
        (_("Translator ({language})", language=name), Right.EDIT, before.translators, "translator"),
        (_("Reviewer ({language})", language=name), Right.APPROVE, before.reviewers, "reviewer"),
    ]
    people = []
    for column, (label, right, named, duty) in zip(columns[1:], duties, strict=True):
        with column:
            key = _key(before, f"{duty}:{language}")
            people.append(_person(label, right, language, named.get(language, ""), key=key))
    return _Row(language, engine, *people)


def _engine(label: str, before: str, *, key: str) -> str:
    options = ["", *ENGINE_NAMES]
    index = options.index(before) if before in options else 0
    return st.selectbox(
        label, options, index=index, format_func=lambda name: name or _("As the workspace says"), key=key
    )


def _person(label: str, right: Right, language: str, before: str, *, key: str) -> str:
    able = [person.name for person in assigning.able(desk().store, right, languages=[language])]
    options = list(dict.fromkeys(["", *able, before]))
    return st.selectbox(
        label,
        options,
        index=options.index(before),
        format_func=lambda name: person_name(name) if name else _("Nobody"),
        key=key,
    )


def _key(before: Collection, field: str) -> str:
    return f"collection:{before.name}:{field}"
