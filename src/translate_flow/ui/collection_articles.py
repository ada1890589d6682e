"""The articles of a collection: the ways to them, putting more in, taking some out, removing the collection."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from translate_flow.domain.collections import Held, Member
from translate_flow.domain.shelves import Shelf
from translate_flow.ui.collection_form import done
from translate_flow.ui.desk import desk, person
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.i18n import ngettext
from translate_flow.ui.navigation import address
from translate_flow.ui.unassigned import keep_unassigned
from translate_flow.ui.widgets import paged
from translate_flow.workflow import collections

PAGE = 20


def articles_of(held: Held) -> Sequence[Member]:
    """The articles a page at a time, and the way to them on the board."""
    name = held.collection.name
    members = collections.articles(desk().store, name)
    st.caption(ngettext("{n} article", "{n} articles", len(members)))
    number = paged(len(members), PAGE, key=f"collection:{name}:page")
    items = "".join(f"<li>{_link(member)}</li>" for member in members[(number - 1) * PAGE : number * PAGE])
    ways = [
        (address("board", collection=name), _("On the board")),
        (address("articles", collection=name), _("In the list of articles")),
    ]
    more = " · ".join(f'<a target="_self" href="{where}">{escape(said)}</a>' for where, said in ways)
    nothing = escape(_("No article is in it yet."))
    listed = f'<ul style="padding-inline: 1.5rem 0">{items}</ul><p>{more}</p>'
    st.html(listed if members else f"<p>{nothing}</p>")
    return members


def _link(member: Member) -> str:
    name = f"<bdi>{escape(_named(member))}</bdi>"
    if not member.opened:  # the review begins with a language
        return name
    return f'<a target="_self" href="{address("review", article=member.slug)}">{name}</a>'


def _named(member: Member) -> str:
    return member.shown if member.shelf is Shelf.OPEN else _("{title} (archived)", title=member.shown)


def move_panel(held: Held, members: Sequence[Member]) -> None:
    """Put articles in that are in no collection, and take some out; archived ones stay where they are."""
    name = held.collection.name
    left, right = st.columns(2, gap="large")
    with left:
        coming = _pick(_("Put in"), collections.articles(desk().store), key=f"collection:{name}:put")
        st.caption(_("Work that nobody has yet goes to whom the collection names."))
        if st.button(_("Put in"), key=f"collection:{name}:put:go", disabled=not coming):
            said = ngettext("{n} article was put in.", "{n} articles were put in.", len(coming))
            done(lambda: _put(name, coming), said)
    with right:
        going = _pick(_("Take out"), members, key=f"collection:{name}:take")
        st.caption(_("Who has work on them keeps it."))
        if st.button(_("Take out"), key=f"collection:{name}:take:go", disabled=not going):
            said = ngettext("{n} article was taken out.", "{n} articles were taken out.", len(going))
            done(lambda: collections.take(desk().store, going, by=person()), said)


def _pick(label: str, members: Sequence[Member], *, key: str) -> list[str]:
    titles = {member.slug: member.shown for member in members if member.shelf is Shelf.OPEN}
    before = st.session_state.get(key, [])
    # what was moved a moment ago is no option any more; to set it each time would undo what is chosen meanwhile
    if (there := [slug for slug in before if slug in titles]) != before:
        st.session_state[key] = there
    return st.multiselect(
        label, list(titles), format_func=titles.__getitem__, key=key, placeholder=_("Choose articles"), select_all=False
    )


def _put(name: str, slugs: Sequence[str]) -> None:
    keep_unassigned(collections.put(desk().store, name, slugs, by=person()))


def remove_panel(held: Held) -> None:
    """Remove the collection; its terms go only when that is said."""
    name = held.collection.name
    with st.popover(_("Remove the collection"), icon=":material/delete:"):
        st.caption(_("Its articles stay, in no collection."))
        with_terms = held.terms > 0 and st.checkbox(
            ngettext("Delete its {n} term too", "Delete its {n} terms too", held.terms), key=f"collection:{name}:terms"
        )
        if st.button(_("Remove it now"), key=f"collection:{name}:remove", disabled=held.terms > 0 and not with_terms):
            done(lambda: _remove(name, with_terms=with_terms), _("The collection is removed."))


def _remove(name: str, *, with_terms: bool) -> None:
    collections.remove(desk().store, name, by=person(), with_terms=with_terms)
    st.query_params.pop("collection", None)
