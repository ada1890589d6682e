"""Take the board home: everything that is wanted as CSV, the page as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

import streamlit as st

from translate_flow.domain.board import Wanted
from translate_flow.domain.languages import direction
from translate_flow.ui import i18n
from translate_flow.ui.board_legend import keys
from translate_flow.ui.board_names import (
    due_fact,
    due_name,
    left_fact,
    order_name,
    part_facts,
    person_name,
    risk_facts,
    waits_name,
)
from translate_flow.ui.board_picture import Words, picture
from translate_flow.ui.desk import desk
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.i18n import ngettext
from translate_flow.ui.names import article_names
from translate_flow.ui.widgets import isolated
from translate_flow.workflow import board, collections
from translate_flow.workflow.board import Cell, Shown


def downloads(wanted: Wanted, shown: Shown) -> None:
    """Two buttons; the files are made when they are pressed."""
    standings = [cell.standing for cell in shown.cells]
    # Put into words now: nobody's language is known where the files are made.
    words = words_for(wanted, shown)
    with st.container(horizontal=True):
        st.download_button(
            _("Download {name}", name="board.csv"),
            lambda: b"".join(board.as_csv(desk().store, wanted)),
            "board.csv",
            "text/csv",
            on_click="ignore",
            icon=":material/download:",
        )
        st.download_button(
            _("Download {name}", name="board.png"),
            lambda: picture(standings, words),
            "board.png",
            "image/png",
            on_click="ignore",
            icon=":material/image:",
        )


def words_for(wanted: Wanted, shown: Shown) -> Words:
    """What stands in the picture of a page of the board, in the interface language."""
    standings = [cell.standing for cell in shown.cells]
    count = len({item.slug for item in standings})
    return Words(
        title=_("Board"),
        lines=[
            told_extent(datetime.now(UTC), count=count, total=shown.total),
            " · ".join(map(isolated, told_filters(wanted))),
        ],
        names=article_names({item.slug: item.title for item in standings}, narrow=True),
        languages={item.language: i18n.language_name(item.language) for item in standings},
        facts={(cell.standing.slug, cell.standing.language): _facts(cell, wanted.today) for cell in shown.cells},
        percents={(item.slug, item.language): i18n.percent(item.percent) for item in standings},
        keys=keys(),
        bubble=_("Segments with open comments"),
        right_to_left=direction(i18n.current()) == "rtl",
    )


def _facts(cell: Cell, today: date) -> Sequence[str]:
    """What stands below the bar, a line each."""
    item = cell.standing
    lines = [left_fact(item, cell.left), *risk_facts(item, commented=False), due_fact(item, today), *part_facts(item)]
    return [line for line in lines if line]


def told_extent(at: datetime, *, count: int, total: int) -> str:
    """When the picture was made, and how many of the articles it shows.

    Each fact is isolated: after “UTC” a number would otherwise be read as part of it where letters run from the right.
    """
    made = _("Made on {moment}", moment=isolated(i18n.universal_moment(at)))
    whole = ngettext("{n} article", "{n} articles", total)
    part = _("{n} of {total} articles", n=i18n.number(count), total=i18n.number(total))
    return f"{made} · {isolated(whole if count == total else part)}"


def told_filters(wanted: Wanted) -> Sequence[str]:
    """What the filters of the board let through, each with the name of its box; that all is shown where none does."""
    order = order_name(wanted.order)
    chosen = {
        _("Search in titles"): wanted.text,
        _("Languages"): ", ".join(map(i18n.language_name, wanted.languages)),
        _("Person"): person_name(wanted.person),
        _("Work"): waits_name(wanted.waits) if wanted.waits else "",
        _("Deadline"): due_name(wanted.due) if wanted.due else "",
        _("Collection"): collections.names(desk().store).get(wanted.collection, wanted.collection),
        _("Risks"): _("only what is risky") if wanted.risky else "",
    }
    told = [_("{box}: {chosen}", box=box, chosen=each) for box, each in chosen.items() if each]
    return [*(told or [_("All articles and languages")]), _("{box}: {chosen}", box=_("Sort by"), chosen=order)]
