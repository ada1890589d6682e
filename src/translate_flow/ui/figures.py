"""Post-edit figures on the pages: one's own, and everybody's in the languages that somebody coordinates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from html import escape

import streamlit as st

from translate_flow.domain.board import Wanted
from translate_flow.domain.efforts import Line
from translate_flow.domain.people import Right
from translate_flow.ui import i18n
from translate_flow.ui.board_names import person_name
from translate_flow.ui.desk import desk, may, person
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.widgets import isolated
from translate_flow.workflow import board
from translate_flow.workflow.figures import DAYS, MOST, as_csv, figures

_TABLE = "<style>.tf-figures td, .tf-figures th { padding: .2rem .8rem .2rem 0; text-align: start; }</style>"
_SECOND, _MINUTE = timedelta(seconds=1), timedelta(minutes=1)


def own_figures() -> None:
    """What whoever looks spent and made of drafts; nothing is counted before they ask for it."""
    if not st.checkbox(_("Show my figures"), key="work:figures"):
        return
    found = figures(desk().store, by=person(), person=person(), now=datetime.now(UTC))
    _table([line for line in found if line.person is None])


def figures_panel(wanted: Wanted) -> None:
    """Everybody's, or those of the person who is wanted, in the languages that whoever looks coordinates."""
    codes = wanted.languages or board.languages(desk().store)
    mine = [code for code in codes if may(Right.COORDINATE, language=code)]
    if not mine or not st.checkbox(_("Show post-edit figures"), key="board:figures"):
        return
    store, by, now = desk().store, person(), datetime.now(UTC)
    found = [line for code in mine for line in figures(store, by=by, language=code, person=wanted.person, now=now)]
    _table(found)
    if found:
        st.download_button(
            _("Download {name}", name="effort.csv"),
            lambda: as_csv(found),
            "effort.csv",
            "text/csv",
            on_click="ignore",
            icon=":material/download:",
        )


def _table(lines: Sequence[Line]) -> None:
    st.header(_("Post-edit figures"), anchor=False)
    if not lines:
        st.info(_("Nothing was measured in the last 30 days. The editor counts while somebody works in it."))
        return
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in _names())
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in _cells(line))}</tr>" for line in lines)
    st.html(f'{_TABLE}<table class="tf-figures"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>')
    st.caption(
        _(
            "Of the last {days} days, and of the newest {most} segments at most. TER: how many of a hundred words of a "
            "draft were changed; chrF: how near the draft was, 100 being the same. A person’s figures are seen by that "
            "person and by who coordinates the language, and by nobody else.",
            days=i18n.number(DAYS),
            most=i18n.number(MOST),
        )
    )


def _names() -> Sequence[str]:
    counted = (_("Segments"), _("Words"), _("Minutes"), _("Seconds per segment (median)"))
    return (_("Language"), _("Engine or person"), *counted, _("Words per hour"), _("Keys per word"), "TER", "chrF")


def _cells(line: Line) -> Iterator[str]:
    found = line.figures
    yield from (i18n.language_name(line.language), _of(line))
    yield from (i18n.number(found.segments), i18n.number(found.words), i18n.number(round(found.time / _MINUTE, 1)))
    yield i18n.number(round(found.median / _SECOND, 1))
    yield from (_told(found.words_per_hour, digits=0), *map(_told, (found.keys_per_word, found.ter, found.chrf)))


def _of(line: Line) -> str:
    if line.person is not None:
        return isolated(person_name(line.person))
    if line.engine is None:
        return _("All")
    return isolated(line.engine) if line.engine else _("Without a draft")


def _told(value: float | None, *, digits: int = 1) -> str:
    return "–" if value is None else i18n.number(round(value, digits))
