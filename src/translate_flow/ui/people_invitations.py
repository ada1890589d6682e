"""Invite people by a link that is shown once, and take back what nobody has used yet."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from translate_flow.domain.people import Invitation, Role
from translate_flow.errors import TranslateFlowError
from translate_flow.ui import i18n
from translate_flow.ui.desk import desk, person
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.i18n import ngettext
from translate_flow.ui.people_done import done
from translate_flow.ui.people_link import link_once
from translate_flow.ui.people_roles import Roles, roles_fields
from translate_flow.ui.people_words import refusal, roles_line
from translate_flow.ui.widgets import isolated, literal, paged, spoken
from translate_flow.workflow import accounts, administering

PAGE = 20
_MADE = "people:made"


def invitations_panel() -> None:
    """The form, the link that it made, and the invitations that are open."""
    _form()
    found = administering.invitations(desk().store)
    _link(found)
    _open(found)


def _form() -> None:
    st.caption(
        _("Whoever opens the link chooses a name and a password and has these roles. It is good for one account.")
    )
    roles = roles_fields(Roles(Role.READER, {}), key="people:invite")
    display = st.text_input(_("Whom the link is for"), key="people:invite:display", max_chars=80)
    if st.button(_("Make a link"), type="primary", icon=":material/link:", key="people:invite:go"):
        try:
            st.session_state[_MADE] = accounts.invite(
                desk().store, role=roles.everywhere, languages=roles.languages, display=display, by=person()
            )
        except TranslateFlowError as exc:
            st.error(literal(refusal(exc)), icon=":material/error:")


def _link(found: Sequence[tuple[str, Invitation]]) -> None:
    """The link that was just made: the desk itself does not know it any more."""
    token = st.session_state.get(_MADE, "")
    made = administering.named(found, token)
    if made and link_once(f"/invitation?token={token}", until=made.expires, key="people:invite:copied"):
        del st.session_state[_MADE]
        st.rerun()


def _open(found: Sequence[tuple[str, Invitation]]) -> None:
    st.header(_("Open invitations"), anchor=False)
    if not found:
        st.info(_("No invitation is open."))
        return
    st.caption(ngettext("{n} invitation", "{n} invitations", len(found)))
    number = paged(len(found), PAGE, key="people:invitations:page")
    for key, each in found[(number - 1) * PAGE : number * PAGE]:
        _row(key, each)


def _row(key: str, each: Invitation) -> None:
    name = each.display or _("somebody")
    line, button = st.columns([5, 1], vertical_alignment="center")
    until = _("until {moment}", moment=isolated(i18n.moment(each.expires)))
    facts = " · ".join([roles_line(each.role, each.languages), until])
    line.html(f"<div><strong><bdi>{escape(name)}</bdi></strong><br>{escape(facts)}</div>")
    label = spoken(_("Withdraw"), name, until)
    if button.button(label, key=f"spoken:withdraw:{key}", width="stretch"):
        said = _("The invitation for {name} is withdrawn; its link is worth nothing any more.", name=isolated(name))
        done(lambda: administering.withdraw(desk().store, key, by=person()), said)
