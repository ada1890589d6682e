"""The accounts as a table with a search, and what can be done to one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from html import escape

import streamlit as st

from translate_flow.domain.people import Person, Role, told_roles
from translate_flow.ui import i18n
from translate_flow.ui.desk import desk, person
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.i18n import ngettext
from translate_flow.ui.people_access import email_button, password_button, password_link
from translate_flow.ui.people_done import done
from translate_flow.ui.people_roles import Roles, roles_fields
from translate_flow.ui.people_table import cell, people_table
from translate_flow.ui.people_words import language_roles, role_name, roles_line
from translate_flow.ui.widgets import isolated, literal, paged
from translate_flow.workflow import administering

PAGE = 20


def accounts_panel() -> None:
    """Everybody, a page at a time, and one of them to change."""
    everybody = administering.everybody(desk().store)
    found = _found(everybody)
    _table(found)
    _chosen(found)


def _found(everybody: Sequence[Person]) -> Sequence[Person]:
    """Those who hold what was searched for; nothing is asked where all of them can be seen at once."""
    if len(everybody) <= PAGE:
        return everybody
    label = _("Search in names, addresses and roles")
    wanted = st.text_input(label, key="people:search", icon=":material/search:", max_chars=200).strip().casefold()
    found = [each for each in everybody if wanted in _searched(each)]
    if not found:
        st.info(_("No account holds “{text}”.", text=literal(wanted)))
    return found


def _searched(each: Person) -> str:
    return " ".join([each.name, each.display, each.email, roles_line(each.role, each.languages)]).casefold()


def _table(found: Sequence[Person]) -> None:
    st.caption(ngettext("{n} account", "{n} accounts", len(found)))
    number = paged(len(found), PAGE, key="people:page")
    seen = administering.seen(desk().store)
    names = (_("Name"), _("Role everywhere"), _("In languages"), _("E-mail"), _("Last seen"), _("May sign in"))
    shown = found[(number - 1) * PAGE : number * PAGE]
    if shown:
        people_table(_("Accounts"), names, (_row(each, seen) for each in shown))


def _row(each: Person, seen: Mapping[str, datetime]) -> str:
    display = f'<span class="small"><bdi>{escape(each.display)}</bdi></span>' if each.display else ""
    here = i18n.moment(seen[each.name]) if each.name in seen else _("signed out")
    cells = [
        cell(role_name(each.role)),
        cell("", more=language_roles(each.languages)),
        cell(each.email),
        cell(here),
        cell(_("kept out") if each.disabled else _("yes")),
    ]
    out = ' class="out"' if each.disabled else ""
    return f'<tr{out}><th scope="row"><bdi>{escape(each.name)}</bdi>{display}</th>{"".join(cells)}</tr>'


def _chosen(found: Sequence[Person]) -> None:
    by_name = {each.name: each for each in found}
    if st.session_state.get("people:chosen", "") not in {"", *by_name}:
        del st.session_state["people:chosen"]  # the search leaves them out
    options = ["", *by_name]
    name = st.selectbox(
        _("Account to change"),
        options,
        format_func=lambda name: _named(by_name[name]) if name else _("Choose an account"),
        key="people:chosen",
    )
    if name:
        with st.container(border=True):
            st.header(isolated(literal(_named(by_name[name]))), anchor=False)
            _actions(by_name[name])


def _named(each: Person) -> str:
    return f"{each.name} ({each.display})" if each.display else each.name


def _actions(each: Person) -> None:
    """Their roles; where somebody else changes them the fields are drawn anew, from what they are then."""
    key = f"people:{each.name}:{told_roles(each.role, each.languages)}"
    wanted = roles_fields(Roles(each.role, each.languages), key=key)
    if each.disabled:
        st.caption(_("Kept out: what they wrote stays theirs, and they may do nothing."))
    with st.container(horizontal=True, vertical_alignment="center"):
        _roles(each, wanted, key=key)
        password_button(each)
        email_button(each)
        _door(each)
    password_link(each)


def _roles(before: Person, wanted: Roles, *, key: str) -> None:
    same = wanted == Roles(before.role, dict(before.languages))
    with st.popover(_("Change the roles"), icon=":material/badge:", disabled=same, key=f"{key}:ask"):
        st.markdown(literal(_changes(before, wanted)))
        if before.name == person() and wanted.everywhere is not Role.ADMIN:
            st.warning(_("You will not keep the accounts any more; only another admin can give that back to you."))
        if before.role is Role.ADMIN and wanted.everywhere is not Role.ADMIN:
            st.caption(_("Open invitations that {name} made end.", name=isolated(literal(before.name))))
        if st.button(_("Change them now"), type="primary", key=f"{key}:go", disabled=same):
            _give(before, wanted)


def _changes(before: Person, wanted: Roles) -> str:
    was, will = roles_line(before.role, before.languages), roles_line(*wanted)
    return _("{name} is {before} and becomes {after}.", name=isolated(before.name), before=was, after=will)


def _give(before: Person, wanted: Roles) -> None:
    after = Person(before.name, *wanted)
    change = partial(administering.change_roles, desk().store, before.name)
    said = _("{name} is now {roles}.", name=isolated(before.name), roles=roles_line(*wanted))
    done(
        lambda: change(*wanted, by=person(), before=before),
        said,
        undo=lambda: change(before.role, before.languages, by=person(), before=after),
    )


def _door(each: Person) -> None:
    """Keep them out, or let them in again."""
    key = f"people:{each.name}:door"
    if each.disabled:
        if st.button(_("Let in again"), icon=":material/lock_open:", key=f"{key}:in"):
            _keep_out(each, undo=True)
        return
    with st.popover(_("Keep out"), icon=":material/block:", key=f"{key}:ask"):
        st.markdown(
            _(
                "Whoever is kept out is signed out everywhere and may not sign in any more; open invitations that they"
                " made end. What they wrote stays theirs, and work that they have stays with them until it is given to"
                " somebody else. They can be let in again."
            )
        )
        if st.button(_("Keep out now"), type="primary", key=f"{key}:out"):
            _keep_out(each, undo=False)


def _keep_out(each: Person, *, undo: bool) -> None:
    name = isolated(each.name)
    said = _("{name} may sign in again.", name=name) if undo else _("{name} is kept out.", name=name)
    change = partial(administering.keep_out, desk().store, each.name)
    done(lambda: change(by=person(), undo=undo), said, undo=lambda: change(by=person(), undo=not undo))
