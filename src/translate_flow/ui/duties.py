"""A person's work on the page: what they were told, what they have to do, what came back, where they were named."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from translate_flow.domain.assignment import Notice
from translate_flow.domain.board import Piece, SentBack
from translate_flow.domain.comments import Mention
from translate_flow.ui import i18n
from translate_flow.ui.board_names import person_name, span_name, task_name
from translate_flow.ui.desk import desk, person
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.i18n import ngettext
from translate_flow.ui.navigation import go
from translate_flow.ui.widgets import isolated, literal, shortened, spoken
from translate_flow.workflow import assigning, commenting

_WIDTHS = [8, 1.4]


def notices_panel(notices: Sequence[Notice]) -> None:
    """What a person was told and has not seen yet, with a button that puts it away."""
    fresh = [notice for notice in notices if not notice.seen]
    if not fresh:
        return
    with st.container(border=True):
        st.header(_("News"), anchor=False)
        for notice in fresh:
            st.markdown(literal(_told(notice)))
        if st.button(_("Seen"), key="work:seen", icon=":material/done_all:"):
            assigning.seen(desk().store, [notice.id for notice in fresh], by=person())
            st.rerun()


def _told(notice: Notice) -> str:
    facts = [
        task_name(notice.task),
        isolated(notice.title or notice.slug),
        i18n.language_name(notice.language),
        span_name(notice.span),
        _("Due {day}", day=i18n.date(notice.due)) if notice.due else "",
        _("{person}, {day}", person=isolated(person_name(notice.by)), day=i18n.date(notice.at)),
    ]
    return " · ".join(fact for fact in facts if fact)


def pieces_panel(pieces: Sequence[Piece], *, today: date, own: bool = True) -> None:
    """What has to be done, the first deadline first."""
    st.header(_("To do"), anchor=False)
    if not pieces:
        st.info(_("Nothing is assigned to you that is not done.") if own else _("Nothing is left to do."))
    for number, piece in enumerate(pieces):
        text, way = st.columns(_WIDTHS, vertical_alignment="center")
        text.markdown(_piece(piece, today))
        where = [isolated(piece.title or piece.slug), i18n.language_name(piece.language), task_name(piece.task)]
        if way.button(spoken(_("Open"), *where), key=f"work:open:{number}", width="stretch"):
            go("review", article=piece.slug, language=piece.language, seg=str(piece.span.first))


def _piece(piece: Piece, today: date) -> str:
    late = bool(piece.due and piece.due < today)
    day = i18n.date(piece.due) if piece.due else ""
    facts = [
        _("Overdue since {day}", day=day) if late else "",
        _("Due {day}", day=day) if day and not late else "",
        task_name(piece.task),
        i18n.language_name(piece.language),
        span_name(piece.span),
        ngettext("{n} segment left", "{n} segments left", piece.left.segments),
        ngettext("{n} word left", "{n} words left", piece.left.words),
    ]
    said = " · ".join(literal(fact) for fact in facts if fact)
    return f"**{isolated(literal(piece.title or piece.slug))}**  \n{f'**{said}**' if late else said}"


def sent_back_panel(found: Sequence[SentBack], *, own: bool = True) -> None:
    """The segments that a reviewer sent back."""
    st.header(_("Sent back"), anchor=False)
    if not found:
        st.info(_("Nothing was sent back to you.") if own else _("Nothing was sent back."))
    for number, item in enumerate(found):
        text, way = st.columns(_WIDTHS, vertical_alignment="center")
        facts = [isolated(item.title or item.slug), i18n.language_name(item.language)]
        facts.append(_("{person}, {day}", person=isolated(person_name(item.by)), day=i18n.date(item.at)))
        source = isolated(literal(shortened(item.text)))
        text.markdown(f"{source}  \n{literal(' · '.join(facts))}")
        label = spoken(_("Open"), *facts[:2], i18n.number(item.place))
        if way.button(label, key=f"work:back:{number}", width="stretch"):
            go("review", article=item.slug, language=item.language, seg=str(item.place))


def mentions_panel(mentions: Sequence[Mention], *, own: bool = True) -> None:
    """The comments that name a person: those they have not seen, and what is still open; only they put them away."""
    st.header(_("Mentioned"), anchor=False)
    if not mentions:
        st.info(_("No open comment names you.") if own else _("No open comment names them."))
    for mention in mentions:
        _mention(mention)
    fresh = [mention.comment.id for mention in mentions if not mention.seen]
    if own and fresh and st.button(spoken(_("Seen"), _("Mentioned")), key="work:heard", icon=":material/done_all:"):
        commenting.seen(desk().store, fresh, by=person())
        st.rerun()


def _mention(mention: Mention) -> None:
    comment = mention.comment
    text, way = st.columns(_WIDTHS, vertical_alignment="center")
    where = [isolated(comment.title or comment.slug), i18n.language_name(comment.language)]
    who = _("{person}, {day}", person=isolated(person_name(comment.author)), day=i18n.date(comment.at))
    said = isolated(literal(shortened(comment.text)))
    text.markdown(f"{said if mention.seen else f'**{said}**'}  \n{literal(' · '.join([*where, who]))}")
    place = comment.place or 1
    if way.button(spoken(_("Open"), *where, i18n.number(place)), key=f"work:named:{comment.id}", width="stretch"):
        go("review", article=comment.slug, language=comment.language, seg=str(place), comments="1")
