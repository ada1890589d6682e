"""How to read the board: what the colours, signs and lines of a cell mean."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from html import escape

import streamlit as st

from translate_flow.domain.translation import State
from translate_flow.ui import i18n
from translate_flow.ui.board_bar import DONE, OUTDATED, background, outdated_name, signed_off_name
from translate_flow.ui.board_names import comments_fact, failing_fact
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.i18n import ngettext
from translate_flow.ui.names import state_name

_STYLE = """<style>
.tf-legend.tf-legend { display: grid; grid-template-columns: max-content 1fr; gap: .4rem 1.2rem; font-size: .875rem; }
.tf-legend.tf-legend, .tf-legend dt, .tf-legend dd { margin: 0; padding: 0; } .tf-legend dt { font-weight: 600; }
.tf-legend .key { display: inline-flex; align-items: center; gap: .4rem; margin-inline-end: 1rem; }
.tf-legend .key i { inline-size: 1rem; block-size: .6rem; border-radius: .2rem; }
@media (max-width: 40rem) { .tf-legend.tf-legend { grid-template-columns: 1fr; } }
</style>"""


def legend(*, today: date) -> None:
    """What is in a cell, closed until somebody asks."""
    with st.expander(_("How to read this"), icon=":material/help:"):
        lines = "".join(f"<dt>{sign}</dt><dd>{told}</dd>" for sign, told in [_bar(), *_signs(today)])
        st.html(f'{_STYLE}<dl class="tf-legend">{lines}</dl>')


def keys() -> Sequence[tuple[str, str]]:
    """The pieces of a bar, and what each means; the last is the ground that is left."""
    return [
        (DONE, signed_off_name()),
        (OUTDATED, outdated_name()),
        (State.TRANSLATED.value, _("translated, waits for review")),
        (State.NEEDS_WORK.value, _("sent back, needs work")),
        (State.DRAFT.value, state_name(State.DRAFT)),
        (State.UNTRANSLATED.value, state_name(State.UNTRANSLATED)),
    ]


def _bar() -> tuple[str, str]:
    """The words of each state, in the colours of the bar."""
    told = "".join(
        f'<span class="key"><i style="background: {background(key)}"></i>{escape(name)}</span>' for key, name in keys()
    )
    return escape(_("The bar: words by state")), told


def _signs(today: date) -> Sequence[tuple[str, str]]:
    """Each line as it stands in a cell, and what it says."""
    left = f"{ngettext('{n} word left', '{n} words left', 120)} · ≈ {i18n.duration(timedelta(hours=2))}"
    found = {
        i18n.percent(35): _("Words approved. It leads to the review; a title leads to its most urgent language."),
        left: _("Words not approved yet, and how long they take at the speed at which people here decide."),
        ngettext("{n} segment flagged", "{n} segments flagged", 3): _(
            "What was drafted or typed there looked wrong at that time, and nobody has accepted it yet."
        ),
        failing_fact(3): _("In the text as it is now the checks find at least a warning that nobody has dismissed."),
        ngettext("{n} doubtful draft", "{n} doubtful drafts", 3): _("Drafts that the machine itself is unsure of."),
        comments_fact(3): _("Somebody asked or said something there that is not settled yet."),
        ngettext("{n} stale segment", "{n} stale segments", 3): _("Their original changed after they were translated."),
        _("Due {day}", day=i18n.date(today)): _("The first deadline; with a wavy line below once it has passed."),
        _("{translator} → {reviewer}", translator=_("Translator"), reviewer=_("Reviewer")): _(
            "Who translates and who reviews; – where nobody does yet, and in brackets why somebody cannot."
        ),
        _("Last: {day}, {person}", day=i18n.date(today), person=_("Person")): _(
            "The newest work on the translation, and whose it is; a revision of the article is none."
        ),
    }
    return [(escape(sign), escape(told)) for sign, told in found.items()]
