"""The matrix of articles and languages, as one table: how far, by whom, until when, how risky; each cell leads on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from html import escape

import streamlit as st

from translate_flow.domain.board import Standing, most_urgent
from translate_flow.domain.people import Person, Right
from translate_flow.ui import i18n
from translate_flow.ui.board_bar import BAR_STYLE, COLOURS, amounts, piece_name
from translate_flow.ui.board_names import due_fact, left_fact, person_name, risk_facts, span_name
from translate_flow.ui.desk import desk
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.i18n import ngettext
from translate_flow.ui.names import article_names
from translate_flow.ui.navigation import address
from translate_flow.ui.widgets import isolated
from translate_flow.workflow import assigning
from translate_flow.workflow.board import Cell, Shown

_STYLE = """<style>
.tf-board { overflow: auto; max-block-size: calc(100vh - 5rem); isolation: isolate;
  scroll-padding-block: 2.5rem 1rem; }
.tf-board table { border-collapse: collapse; min-inline-size: 100%; }
.tf-board th, .tf-board td { border: 1px solid color-mix(in srgb, currentColor 25%, transparent); padding: .4rem .6rem;
  text-align: start; vertical-align: top; font-size: .875rem; }
.tf-board tbody th { min-inline-size: 11rem; max-inline-size: 18rem; overflow-wrap: anywhere; position: sticky;
  inset-inline-start: 0; background: var(--tf-ground, Canvas); }
.tf-board thead th { position: sticky; inset-block-start: 0; z-index: 2; background: var(--tf-ground, Canvas);
  box-shadow: 0 -2px var(--tf-ground, Canvas), inset 0 -1px color-mix(in srgb, currentColor 25%, transparent); }
.tf-board thead th:first-child { inset-inline-start: 0; z-index: 3; } .tf-board tbody th { z-index: 1; }
.tf-board td { min-inline-size: 10rem; }
.tf-board a { color: inherit; text-decoration: underline; }
.tf-board td > a { font-weight: 600; }
.tf-board .small { display: block; font-size: .8125rem; font-weight: 400; }
.tf-board .alarm { font-weight: 600; text-decoration: underline wavy; text-underline-offset: .2em; }
</style>"""


def matrix(shown: Shown, *, today: date) -> None:
    """Draw the cells, articles down and languages across; a table that is too wide or too high scrolls by itself.

    The names of the languages stay at its top, those of the articles at its side.
    """
    languages = sorted({cell.standing.language for cell in shown.cells}, key=i18n.language_name)
    rows: dict[str, dict[str, Cell]] = {}
    for cell in shown.cells:
        rows.setdefault(cell.standing.slug, {})[cell.standing.language] = cell
    head = "".join(_head(code) for code in languages)
    names = article_names({cell.standing.slug: cell.standing.title for cell in shown.cells})
    people = {item.name: item for item in assigning.everybody(desk().store, gone=True)}
    articles = (_row(names[slug], found, languages, today, people) for slug, found in rows.items())
    body = _sums(shown, languages) + "".join(articles)
    label = escape(_("Articles and languages"))
    st.html(
        f'{_STYLE}{BAR_STYLE}<div class="tf-board" role="region" tabindex="0" aria-label="{label}"><table>'
        f'<thead><tr><th scope="col">{escape(_("Article"))}</th>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def _head(code: str) -> str:
    link = f'<a target="_self" href="{address("board", language=code)}">{escape(i18n.language_name(code))}</a>'
    return f'<th scope="col">{link}</th>'


def _sums(shown: Shown, languages: Sequence[str]) -> str:
    """The first row: all that is wanted, on other pages of the board as well."""
    if shown.total < 2:
        return ""
    sums = {cell.standing.language: cell for cell in shown.sums}
    title = ngettext("{n} article", "{n} articles", shown.total)
    cells = "".join(f"<td><strong>{_percent(sums[code])}</strong>{_facts(sums[code])}</td>" for code in languages)
    return f'<tr><th scope="row">{escape(title)}</th>{cells}</tr>'


def _percent(cell: Cell) -> str:
    return escape(i18n.percent(cell.standing.percent))


def _facts(cell: Cell) -> str:
    """The bar, and what can be said of one article and of many."""
    lines = (escape(left_fact(cell.standing, cell.left)), escape(" · ".join(risk_facts(cell.standing))))
    return _bar(cell.standing) + _lines(lines)


def _lines(lines: Iterable[str]) -> str:
    return "".join(f'<span class="small">{line}</span>' for line in lines if line)


def _row(
    name: str, found: Mapping[str, Cell], languages: Sequence[str], today: date, people: Mapping[str, Person]
) -> str:
    first = most_urgent([cell.standing for cell in found.values()])
    words = ngettext("{n} word", "{n} words", first.all.words)
    title = _way(first, f"<bdi>{escape(name)}</bdi>", said=_where(name, first))
    said = escape(f"{i18n.language_name(first.source)} · {words}")
    cells = "".join(
        f"<td>{_cell(name, found[code], today, people)}</td>" if code in found else "<td>–</td>" for code in languages
    )
    return f'<tr><th scope="row">{title}<span class="small">{said}</span></th>{cells}</tr>'


def _way(item: Standing, inner: str, *, said: str, more: str = "") -> str:
    """The way to review an article in a language, from HTML; what is said of it aloud, and to a pointer."""
    hint = f' title="{escape(more)}"' if more else ""
    to = address("review", article=item.slug, language=item.language)
    return f'<a target="_self" href="{to}" aria-label="{escape(said)}"{hint}>{inner}</a>'


def _where(name: str, item: Standing) -> str:
    return _("{title}: {language}", title=name, language=i18n.language_name(item.language))


def _cell(name: str, cell: Cell, today: date, people: Mapping[str, Person]) -> str:
    item = cell.standing
    told = " · ".join([_("{percent} of the words approved", percent=i18n.percent(item.percent)), *risk_facts(item)])
    said = f"{i18n.percent(item.percent)}, {_where(name, item)}"
    return (
        _way(item, _percent(cell), said=said, more=told)
        + _facts(cell)
        + _lines([_due(item, today), *_people(item, people), _active(item)])
    )


def _bar(item: Standing) -> str:
    """Shares of words by state, said in words as well."""
    total, shares = item.all.words or 1, amounts(item)
    said = ", ".join(
        f"{piece_name(key, item)}: {ngettext('{n} segment', '{n} segments', amount.segments)},"
        f" {ngettext('{n} word', '{n} words', amount.words)}"
        for key, amount in shares.items()
    )
    parts = "".join(
        f'<span class="{key}" style="inline-size: {100 * amount.words / total:.1f}%"></span>'
        for key, amount in shares.items()
        if key in COLOURS
    )
    return f'<div class="tf-bar" role="img" aria-label="{escape(said)}" title="{escape(said)}">{parts}</div>'


def _due(item: Standing, today: date) -> str:
    said = escape(due_fact(item, today))
    return f'<span class="alarm">{said}</span>' if said and item.overdue(today) else said


def _people(item: Standing, people: Mapping[str, Person]) -> Sequence[str]:
    """Who has which part: the translator, then the reviewer; whoever may not do it any more is marked."""
    lines = []
    for part in item.assignments:
        translator, reviewer = (
            _who(name) + _mark(people.get(name), right, item.language)
            for name, right in ((part.translator, Right.EDIT), (part.reviewer, Right.APPROVE))
        )
        names = _("{translator} → {reviewer}", translator=translator, reviewer=reviewer)
        if part.people():
            lines.append(" · ".join(fact for fact in (names, escape(span_name(part.span))) if fact))
    return lines


def _who(name: str) -> str:
    """A person, and the way to their work."""
    if not name:
        return "–"
    return f'<a target="_self" href="{address("my_work", person=name)}"><bdi>{escape(person_name(name))}</bdi></a>'


def _mark(worker: Person | None, right: Right, language: str) -> str:
    """What keeps somebody from work that they have; nothing where it waits for them."""
    if worker is None or worker.may(right, language=language):
        return ""
    told = _("kept out") if worker.disabled else _("may not any more")
    return f' <span class="alarm">({escape(told)})</span>'


def _active(item: Standing) -> str:
    if item.active is None:
        return ""
    said = _("Last: {day}, {person}", day=i18n.date(item.active), person=isolated(person_name(item.active_by)))
    return escape(said)
