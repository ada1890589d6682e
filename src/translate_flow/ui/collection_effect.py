"""What a collection will do with an article that comes in, in words, before it is stored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import streamlit as st

from translate_flow.domain.collections import Collection
from translate_flow.domain.people import Right
from translate_flow.ui import i18n
from translate_flow.ui.board_names import person_name
from translate_flow.ui.desk import desk
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.widgets import isolated, literal
from translate_flow.workflow import assigning


def collection_effect(kept: Collection, languages: Sequence[str]) -> None:
    """Say for each of the languages that were chosen who gets the work, until when, and what drafts it."""
    heading = _("What the collection “{title}” does with this article", title=isolated(literal(kept.shown)))
    lines = [f"- {literal(_line(kept, language))}" for language in languages]
    if not lines:
        lines = [f"- {literal(_('No language is chosen, so nothing is given out.'))}"]
    elif deadline := _deadline(kept, date.today()):
        lines.append(f"- {literal(deadline)}")
    st.info("\n".join([f"**{heading}**", "", *lines]), icon=":material/collections_bookmark:")


def _line(kept: Collection, language: str) -> str:
    facts = [*_people(kept, language), *_engine(kept, language)]
    return " · ".join([_("Opened for {language}", language=i18n.language_name(language)), *facts])


def _people(kept: Collection, language: str) -> Iterator[str]:
    translator, reviewer = kept.translators.get(language, ""), kept.reviewers.get(language, "")
    if translator:
        yield _able(translator, Right.EDIT, language) or _("translated by {name}", name=_name(translator))
    if reviewer:
        yield _able(reviewer, Right.APPROVE, language) or _("reviewed by {name}", name=_name(reviewer))
    if not (translator or reviewer):
        yield _("assigned to nobody")


def _able(name: str, right: Right, language: str) -> str:
    """Nothing, or that somebody lost the role since the collection named them: the work is not given to them."""
    able = assigning.able(desk().store, right, languages=[language])
    if any(person.name == name for person in able):
        return ""
    return _("not given to {name}, whose role no longer allows it", name=_name(name))


def _name(name: str) -> str:
    return isolated(person_name(name))


def _engine(kept: Collection, language: str) -> Iterator[str]:
    if engine := kept.engine_into(language):
        yield _("drafts by {engine}", engine=engine)


def _deadline(kept: Collection, today: date) -> str:
    due = kept.deadline(today)
    if due and due < today:
        return _("The collection’s deadline, {day}, has passed: none is set.", day=i18n.date(due))
    return _("To be finished by {day}", day=i18n.date(due)) if due else ""
