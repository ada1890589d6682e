"""Where the work is heading: words approved per day, and how much of drafts people change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape

import streamlit as st

from translate_flow.domain.board import Wanted
from translate_flow.ui import i18n
from translate_flow.ui.desk import desk
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.i18n import ngettext
from translate_flow.workflow import board
from translate_flow.workflow.board import Effort

_TABLE = "<style>.tf-effort td, .tf-effort th { padding: .2rem 1rem .2rem 0; text-align: start; }</style>"


_HEIGHT = 380
"""Pixels, so that the title beside an axis has room in every language."""


def trends(wanted: Wanted) -> None:
    """Two charts; nothing is counted before somebody asks for them."""
    if not st.checkbox(_("Show trends"), key="board:trends"):
        return
    _approved(wanted)
    _effort(board.efforts(desk().store, languages=wanted.languages))


def _approved(wanted: Wanted) -> None:
    st.header(_("Words approved per day"), anchor=False)
    found = board.approved_by_day(desk().store, today=datetime.now(UTC).date(), languages=wanted.languages)
    if not found:
        st.info(_("Nothing was approved in the last 30 days."))
        return
    day, language, words = _("Day"), _("Language"), _("Words")
    # days without any count too, in their own order and not in that of their names
    rows = [
        {day: i18n.day_of_month(item.day), language: i18n.language_name(item.language), words: item.words}
        for item in found
    ]
    st.bar_chart(rows, x=day, y=words, color=language, height=_HEIGHT, sort=False)
    total = sum(item.words for item in found)
    st.caption(ngettext("{n} word in the last 30 days", "{n} words in the last 30 days", total))


def _effort(found: Sequence[Effort]) -> None:
    st.header(_("Post-edit effort"), anchor=False)
    if not found:
        st.info(_("No draft of an engine was approved yet."))
        return
    engine, language, percent = _("Engine"), _("Language"), _("Edits per 100 words")
    rows = [
        {engine: item.engine, language: i18n.language_name(item.language), percent: round(item.percent, 1)}
        for item in found
    ]
    st.bar_chart(rows, x=language, y=percent, color=engine, stack=False, height=_HEIGHT)
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in (engine, language, percent, _("Segments")))
    body = "".join(_row(item) for item in found)
    st.html(f'{_TABLE}<table class="tf-effort"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>')


def _row(item: Effort) -> str:
    cells = (item.engine, i18n.language_name(item.language), i18n.number(round(item.percent, 1)))
    return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in (*cells, i18n.number(item.segments)))}</tr>"
