"""What the board calls work, deadlines, orders, tasks and people in the interface language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from translate_flow.domain.assignment import END, WHOLE, Span, Task
from translate_flow.domain.board import Due, Order, Standing, Waits
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.ui import i18n
from translate_flow.ui.desk import person
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.i18n import ngettext
from translate_flow.ui.widgets import isolated


def waits_name(waits: Waits) -> str:
    """The name of work that something waits for."""
    names = {
        Waits.DRAFT: _("Something to draft"),
        Waits.EDIT: _("Drafts to edit"),
        Waits.SENT_BACK: _("Sent back"),
        Waits.REVIEW: _("Something to review"),
        Waits.NOTHING: _("Finished"),
    }
    return names[waits]


def due_name(due: Due) -> str:
    """The name of deadlines to look for."""
    names = {Due.OVERDUE: _("Overdue"), Due.WEEK: _("Within a week"), Due.NONE: _("No deadline")}
    return names[due]


def order_name(order: Order) -> str:
    """What an order puts first."""
    names = {
        Order.NEWEST: _("Newest article"),
        Order.TITLE: _("Title"),
        Order.DUE: _("First deadline"),
        Order.ACTIVE: _("Last activity"),
        Order.LEFT: _("Most words left"),
        Order.RISK: _("Most risks"),
    }
    return names[order]


def task_name(task: Task) -> str:
    """What a person is asked to do."""
    names = {
        Task.TRANSLATE: _("Translate"),
        Task.REVIEW: _("Review"),
        Task.TAKEN: _("No longer yours"),
        Task.CHANGED: _("Changed text"),
    }
    return names[task]


def person_name(name: str) -> str:
    """An account's name; the local owner's is nobody's: on a desk with accounts that is whoever runs commands."""
    if name != LOCAL_OWNER:
        return name
    return _("you") if person() == LOCAL_OWNER else _("the command line")


def span_name(span: Span) -> str:
    """Which segments; empty where it is all of them."""
    if span == WHOLE:
        return ""
    if span.first == span.last:
        return _("segment {n}", n=i18n.number(span.first))
    if span.last == END:
        return _("segments from {first}", first=i18n.number(span.first))
    return _("segments {first}–{last}", first=i18n.number(span.first), last=i18n.number(span.last))


def left_fact(standing: Standing, time: timedelta | None) -> str:
    """The words that are not approved yet and the time they take, where it is known; empty where there are none."""
    if not standing.left.segments:
        return ""
    words = ngettext("{n} word left", "{n} words left", standing.left.words)
    return f"{words} · ≈ {i18n.duration(time)}" if time else words


def due_fact(standing: Standing, today: date) -> str:
    """The first deadline, whether or not it has passed; empty where nothing has to be done until then."""
    if standing.due is None or not standing.left.segments:
        return ""
    day = i18n.date(standing.due)
    return _("Overdue since {day}", day=day) if standing.overdue(today) else _("Due {day}", day=day)


def part_facts(standing: Standing) -> Sequence[str]:
    """Who has which part: the translator, then the reviewer."""
    found = []
    for part in standing.assignments:
        who = [isolated(person_name(name)) if name else "–" for name in (part.translator, part.reviewer)]
        names = _("{translator} → {reviewer}", translator=who[0], reviewer=who[1])
        found += [" · ".join(fact for fact in (names, span_name(part.span)) if fact)] if part.people() else []
    return found


def risk_facts(standing: Standing, *, commented: bool = True) -> Sequence[str]:
    """What is risky about a language of an article, in words; without open comments where a sign tells of them."""
    facts = {
        ngettext("{n} segment flagged", "{n} segments flagged", standing.flagged): standing.flagged,
        failing_fact(standing.failing): standing.failing,
        ngettext("{n} doubtful draft", "{n} doubtful drafts", standing.doubtful): standing.doubtful,
        comments_fact(standing.comments): standing.comments if commented else 0,
        ngettext("{n} stale segment", "{n} stale segments", standing.stale): standing.stale,
    }
    return [fact for fact, count in facts.items() if count]


def failing_fact(count: int) -> str:
    """In how many segments the checks find something wrong."""
    return ngettext("{n} segment fails its checks", "{n} segments fail their checks", count)


def comments_fact(count: int) -> str:
    """How many segments people still talk about."""
    return ngettext("{n} segment with open comments", "{n} segments with open comments", count)
