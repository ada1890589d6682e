"""Who is let in and what they may do: accounts, invitations, four eyes, and the log of what was done."""

from __future__ import annotations

import streamlit as st

from translate_flow.domain.people import Right
from translate_flow.ui.desk import desk, may
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.people_accounts import accounts_panel
from translate_flow.ui.people_done import what_happened
from translate_flow.ui.people_first import first_account
from translate_flow.ui.people_invitations import invitations_panel
from translate_flow.ui.people_log import log_panel
from translate_flow.ui.people_rules import rules_panel
from translate_flow.workflow import accounts


def page() -> None:
    """Show who keeps the accounts what there is to keep; a desk without accounts how to make the first."""
    st.title(_("People"))
    if not may(Right.ADMINISTER):
        st.info(_("Accounts are kept by the admins of this desk."), icon=":material/lock:")
    elif not accounts.exist(desk().store):
        first_account()
    else:
        _panels()


def _panels() -> None:
    what_happened()
    panels = {
        _("Accounts"): accounts_panel,
        _("Invitations"): invitations_panel,
        _("Four eyes"): rules_panel,
        _("Audit log"): log_panel,
    }
    for tab, panel in zip(st.tabs(list(panels), key="people:tab"), panels.values(), strict=True):
        with tab:
            panel()
