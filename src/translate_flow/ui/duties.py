"""A person's work on the page: what they were told, what they have to do, what came back, where they were named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from translate_flow.domain.assignment import Notice, Task
from translate_flow.domain.board import Piece, Proposals, SentBack
from translate_flow.domain.comments import Mention
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.ui import i18n
from translate_flow.ui.board_names import person_name, span_name, task_name
from translate_flow.ui.desk import desk, person
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.i18n import ngettext
from translate_flow.ui.navigation import go
from translate_flow.ui.widgets import isolated, literal, shortened, spoken
from translate_flow.workflow import assigning, commenting

_WIDTHS = [8, 1.4]


def notices_panel(notices: Sequence[Notice], *, names: Mapping[str, str]) -> None:
    """What a person was told and has not seen yet, each with the way there, and a button that puts all of it away."""
    fresh = [notice for notice in notices if not notice.seen]
    if not fresh:
        return
    with st.container(border=True):
        st.header(_("News"), anchor=False)
        for notice in fresh:
            _notice(notice, names[notice.slug])
        if st.button(_("Seen"), key="work:seen", icon=":material/done_all:"):
            assigning.seen(desk().store, [notice.id for notice in fresh], by=person())
            st.rerun()


def _notice(notice: Notice, name: str) -> None:
    text, way = st.columns(_WIDTHS, vertical_alignment="center")
    text.markdown(f"{literal(_told(notice, name))}  \n{literal(i18n.date(notice.at))}")
    where = [isolated(name), i18n.language_name(notice.language), task_name(notice.task), i18n.date(notice.at)]
    if way.button(spoken(_("Open"), *where), key=f"work:news:{notice.id}", width="stretch"):
        go("review", article=notice.slug, language=notice.language, seg=str(notice.span.first))


def _told(notice: Notice, name: str) -> str:
    """A whole sentence: who asks for what, took it back, or changed the text."""
    part = span_name(notice.span) or ngettext("{n} segment", "{n} segments", notice.segments)
    facts = {
        "person": isolated(_first(person_name(notice.by)) if notice.by == LOCAL_OWNER else notice.by),
        "part": part,
        "title": isolated(name),
        "language": i18n.language_name(notice.language),
        "day": i18n.date(notice.due) if notice.due else "",
    }
    return _sentence(notice.task, due=notice.due is not None).format(**facts)


def _first(name: str) -> str:
    """As it begins a sentence."""
    return f"{name[:1].upper()}{name[1:]}"


def _sentence(task: Task, *, due: bool) -> str:
    if task is Task.TAKEN:
        return _("{person} took work on “{title}” into {language} away from you ({part}).")
    if task is Task.CHANGED:
        return _("{person} changed the text of “{title}”: your work in {language} needs another look ({part}).")
    if task is Task.REVIEW:
        dated = _("{person} assigned you the review of {part} of “{title}” in {language}, due {day}.")
        return dated if due else _("{person} assigned you the review of {part} of “{title}” in {language}.")
    dated = _("{person} assigned you the translation of {part} of “{title}” into {language}, due {day}.")
    return dated if due else _("{person} assigned you the translation of {part} of “{title}” into {language}.")


def pieces_panel(pieces: Sequence[Piece], *, names: Mapping[str, str], today: date, own: bool = True) -> None:
    """What has to be done, the first deadline first."""
    st.header(_("To do"), anchor=False)
    if not pieces:
        st.info(_("Nothing is assigned to you that is not done.") if own else _("Nothing is left to do."))
    for number, piece in enumerate(pieces):
        text, way = st.columns(_WIDTHS, vertical_alignment="center")
        text.markdown(_piece(piece, names[piece.slug], today))
        where = [isolated(names[piece.slug]), i18n.language_name(piece.language), task_name(piece.task)]
        if way.button(spoken(_("Open"), *where), key=f"work:open:{number}", width="stretch"):
            go("review", article=piece.slug, language=piece.language, seg=str(piece.span.first))


def _piece(piece: Piece, name: str, today: date) -> str:
    late = bool(piece.due and piece.due < today)
    day = i18n.date(piece.due) if piece.due else ""
    facts = [
        _("Overdue since {day}", day=day) if late else "",
        _("Due {day}", day=day) if day and not late else "",
        task_name(piece.task),
        i18n.language_name(piece.language),
        span_name(piece.span),
        *_amounts(piece),
    ]
    said = " · ".join(literal(fact) for fact in facts if fact)
    return f"**{isolated(literal(name))}**  \n{f'**{said}**' if late else said}"


def _amounts(piece: Piece) -> Sequence[str]:
    """What they can do now, and what is still with the translator."""
    left, waiting = piece.left, piece.waiting.segments
    facts = [ngettext("{n} segment left", "{n} segments left", left.segments)]
    if piece.task is Task.REVIEW:
        facts = [ngettext("{n} segment to review", "{n} segments to review", left.segments)]
    facts.append(ngettext("{n} word", "{n} words", left.words))
    later = ngettext("{n} segment waits for the translator", "{n} segments wait for the translator", waiting)
    own = piece.own.segments
    others = ngettext(
        "{n} segment of yours waits for another reviewer", "{n} segments of yours wait for another reviewer", own
    )
    return [*(facts if left.segments else []), later if waiting else "", others if own else ""]


def sent_back_panel(found: Sequence[SentBack], *, names: Mapping[str, str], own: bool = True) -> None:
    """The segments that a reviewer sent back."""
    st.header(_("Sent back"), anchor=False)
    if not found:
        st.info(_("Nothing was sent back to you.") if own else _("Nothing was sent back."))
    for number, item in enumerate(found):
        text, way = st.columns(_WIDTHS, vertical_alignment="center")
        facts = [isolated(names[item.slug]), i18n.language_name(item.language)]
        facts.append(_("{person}, {day}", person=isolated(person_name(item.by)), day=i18n.date(item.at)))
        source = isolated(literal(shortened(item.text)))
        text.markdown(f"{source}  \n{literal(' · '.join(facts))}")
        label = spoken(_("Open"), *facts[:2], i18n.number(item.place))
        if way.button(label, key=f"work:back:{number}", width="stretch"):
            go("review", article=item.slug, language=item.language, seg=str(item.place))


def proposals_panel(found: Sequence[Proposals], *, names: Mapping[str, str]) -> None:
    """What became of the texts that a person proposed; nothing where they proposed none."""
    if not found:
        return
    st.header(_("Proposed"), anchor=False)
    for number, item in enumerate(found):
        text, way = st.columns(_WIDTHS, vertical_alignment="center")
        name, language = isolated(names[item.slug]), i18n.language_name(item.language)
        text.markdown(f"**{literal(name)}**  \n{literal(' · '.join([language, *_became(item)]))}")
        if way.button(spoken(_("Open"), _("Proposed"), name, language), key=f"work:proposed:{number}", width="stretch"):
            go("review", article=item.slug, language=item.language, seg=str(item.place))


def _became(item: Proposals) -> Sequence[str]:
    told = [
        (item.waiting, ngettext("{n} waits to be taken up", "{n} wait to be taken up", item.waiting)),
        (item.accepted, ngettext("{n} accepted as it was", "{n} accepted as they were", item.accepted)),
        (item.changed, ngettext("{n} changed by others", "{n} changed by others", item.changed)),
    ]
    return [text for count, text in told if count]


def mentions_panel(mentions: Sequence[Mention], *, names: Mapping[str, str], own: bool = True) -> None:
    """The comments that name a person: those they have not seen, and what is still open; only they put them away."""
    st.header(_("Mentioned"), anchor=False)
    if not mentions:
        st.info(_("No open comment names you.") if own else _("No open comment names them."))
    for mention in mentions:
        _mention(mention, names[mention.comment.slug])
    fresh = [mention.comment.id for mention in mentions if not mention.seen]
    if own and fresh and st.button(spoken(_("Seen"), _("Mentioned")), key="work:heard", icon=":material/done_all:"):
        commenting.seen(desk().store, fresh, by=person())
        st.rerun()


def _mention(mention: Mention, name: str) -> None:
    comment = mention.comment
    text, way = st.columns(_WIDTHS, vertical_alignment="center")
    where = [isolated(name), i18n.language_name(comment.language)]
    who = _("{person}, {day}", person=isolated(person_name(comment.author)), day=i18n.date(comment.at))
    said = isolated(literal(shortened(comment.text)))
    text.markdown(f"{said if mention.seen else f'**{said}**'}  \n{literal(' · '.join([*where, who]))}")
    place = comment.place or 1
    if way.button(spoken(_("Open"), *where, i18n.number(place)), key=f"work:named:{comment.id}", width="stretch"):
        go("review", article=comment.slug, language=comment.language, seg=str(place), comments="1")
