"""The form of a collection: a new one, or one whose defaults change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

import streamlit as st

from translate_flow.domain.collections import LONGEST_TITLE, MOST_DAYS, Collection
from translate_flow.domain.people import Right
from translate_flow.errors import ConflictError, TranslateFlowError
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


def collection_form(stored: Collection) -> None:
    """The fields and the button that saves them; those of `NEW` make a collection.

    Where somebody changed it since the fields were drawn, they are drawn anew instead of saved.
    """
    place = st.empty()
    if st.session_state.pop(_field(stored, "conflict"), False):
        said = _("Somebody changed the collection meanwhile. This is what it says now; nothing of yours was saved.")
        place.error(said, icon=":material/error:")
    before = _seen(stored)
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
    if before.name:
        _change(before, after)
        return
    kept = collections.add(desk().store, after, by=person(), engines=ENGINE_NAMES)
    # the box of the collection that is shown is drawn anew, from the address
    st.session_state.pop("collection:chosen", None)
    st.query_params["collection"] = kept.name
    for key in [key for key in st.session_state if str(key).startswith("collection::")]:
        del st.session_state[key]


def _change(seen: Collection, after: Collection) -> None:
    try:
        kept = collections.change(desk().store, after, seen=seen, by=person(), engines=ENGINE_NAMES)
    except ConflictError:
        st.session_state[_field(seen, "conflict")] = True
        st.session_state[_field(seen, "drawn")] = _drawn(seen) + 1
        st.rerun()
    st.session_state[_key(seen, "seen")] = kept


def _seen(stored: Collection) -> Collection:
    """What the fields were drawn from: they keep that when the page runs again, whoever changed it since."""
    key = _key(stored, "seen")
    if key not in st.session_state or _key(stored, "title") not in st.session_state:
        st.session_state[key] = stored
    seen: Collection = st.session_state[key]
    return seen


def _fields(before: Collection) -> Collection:
    name, title = _names(before)
    languages = _languages(before)
    opened = replace(_for_all(before), name=name.strip(), title=title, languages=languages)
    rows = [_language(before, language) for language in opened.named]
    return replace(
        opened,
        engines={row.language: row.engine for row in rows},
        translators={row.language: row.translator for row in rows},
        reviewers={row.language: row.reviewer for row in rows},
    )


def _names(before: Collection) -> tuple[str, str]:
    """Its name, which stays once it has one, and its title."""
    left, right = st.columns(2)
    name = before.name or left.text_input(_("Name, such as spring-series"), key="collection::name", max_chars=80)
    column = left if before.name else right
    return name, column.text_input(_("Title"), before.title, max_chars=LONGEST_TITLE, key=_key(before, "title"))


def _languages(before: Collection) -> tuple[str, ...]:
    chosen = st.multiselect(
        _("Open what comes in for"),
        list(dict.fromkeys([*languages_by_name(), *before.languages])),
        default=before.languages,
        format_func=i18n.language_name,
        key=_key(before, "languages"),
        placeholder=_("Type a language"),
        select_all=False,
    )
    return tuple(chosen)


def _for_all(before: Collection) -> Collection:
    """The engine and the deadline, whatever the language."""
    everywhere, days, due = st.columns(3)
    with everywhere:
        engine = _engine(_("Engine"), before.engine, key=_key(before, "engine"))
    count = days.number_input(_("Due after so many days"), 0, MOST_DAYS, before.days, key=_key(before, "days"))
    day = due.date_input(_("Or due on a day"), before.due, key=_key(before, "due"))
    return replace(
        before,
        engine=engine,
        days=None if count is None else int(count),
        due=day if isinstance(day, date) else None,
    )


class _Row(NamedTuple):
    """What the form says of one language."""

    language: str
    engine: str
    translator: str
    reviewer: str


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
    """The key of a field; another one each time that the fields are drawn anew."""
    drawn = _drawn(before)
    return _field(before, f"{field}:{drawn}" if drawn else field)


def _drawn(before: Collection) -> int:
    return int(st.session_state.get(_field(before, "drawn"), 0))


def _field(before: Collection, field: str) -> str:
    return f"collection:{before.name}:{field}"
