"""How much the memory holds, where words were translated before, and a pair of it as a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from html import escape

import streamlit as st

from translate_flow.domain.memory import Held
from translate_flow.ui import i18n
from translate_flow.ui.desk import desk
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.i18n import ngettext
from translate_flow.ui.names import pair_name
from translate_flow.ui.uploads import joined
from translate_flow.ui.widgets import foreign, literal
from translate_flow.workflow import memory_files, progress, remembering

Pairs = Sequence[tuple[str, str, int]]

LIMIT = 50
MOST_UNITS = 200_000
"""Above this a pair is handed out by the command line only, which writes it little by little."""

# Counting reads the whole table. What is added is seen at once, what was forgotten a little later.
_REMEMBERED_SECONDS = 60.0
_STYLE = """<style>
.tf-held.tf-held { list-style: none; margin: 0; padding: 0; }
.tf-held.tf-held li { display: grid; grid-template-columns: 1fr 1fr; gap: .2rem 1.5rem; margin: 0; padding-block: .6rem;
  border-block-start: 1px solid color-mix(in srgb, currentColor 25%, transparent); overflow-wrap: anywhere; }
.tf-held span[lang] { white-space: pre-line; }
.tf-held mark { background: none; color: inherit; font-weight: 700; text-decoration: underline 2px; }
.tf-held p { grid-column: 1 / -1; margin: 0; font-size: .875em; opacity: .8; }
</style>"""


@st.cache_data(ttl=_REMEMBERED_SECONDS, max_entries=4, show_spinner=False)
def _counted(newest: int) -> Pairs:
    """The pairs of the memory with their units, as long as ``newest`` is its newest."""
    return memory_files.pairs(desk().store) if newest else []


def held_pairs() -> Pairs:
    """The pairs of the memory, told with their sizes."""
    pairs = _counted(memory_files.newest(desk().store))
    if pairs:
        units = sum(count for *_pair, count in pairs)
        sizes = list(map(_with_size, pairs[: memory_files.MOST_PAIRS])) if len(pairs) > 1 else []
        rest = len(pairs) - memory_files.MOST_PAIRS
        more = [ngettext("{n} more pair", "{n} more pairs", rest)] if rest > 0 else []
        whole = ngettext("{n} unit in the memory", "{n} units in the memory", units)
        st.caption(literal(" · ".join([whole, *sizes, *more])))
    return pairs


def _pair_box(pairs: Pairs, *, key: str) -> tuple[str, str, int]:
    return st.selectbox(_("Language pair"), pairs, format_func=_with_size, key=key)


def _with_size(pair: tuple[str, str, int]) -> str:
    source, language, count = pair
    units = ngettext("{n} unit", "{n} units", count)
    return _("{pair}: {units}", pair=pair_name(source, language), units=units)


def concordance(pairs: Pairs) -> None:
    """A pair, a search box, and the units that hold the words on either side."""
    left, right = st.columns([2, 3])
    with left:
        source, language, _count = _pair_box(pairs, key="memory:pair")
    text = right.text_input(_("Words to look for, in either language"), key="memory:search", max_chars=200).strip()
    if not text:
        return
    with st.spinner(_("Searching …")):
        found = remembering.concordance(desk().store, text, source=source, language=language, limit=LIMIT)
    if not found:
        st.info(_("Nothing in the memory holds “{text}”.", text=literal(text)))
        return
    most = len(found) == LIMIT
    st.caption(_("The {n} best", n=LIMIT) if most else ngettext("{n} unit found", "{n} units found", len(found)))
    st.html(_html(found))


def _html(found: Sequence[Held]) -> str:
    titles = {entry.slug: entry.title for entry in progress.readable(desk().store)}
    return f'{_STYLE}<ol class="tf-held">{"".join(_item(held, titles) for held in found)}</ol>'


def _item(held: Held, titles: Mapping[str, str]) -> str:
    unit = held.unit
    facts = [
        i18n.percent(held.score),
        titles.get(unit.article) or unit.article or _("imported"),
        i18n.date(unit.changed) if unit.changed else "",
    ]
    sides = foreign(unit.source, unit.source_language, held.source) + foreign(unit.target, unit.language, held.target)
    return f"<li>{sides}<p>{' · '.join(f'<bdi>{escape(fact)}</bdi>' for fact in facts if fact)}</p></li>"


def export_panel(pairs: Pairs) -> None:
    """A pair as a TMX file."""
    source, language, count = _pair_box(pairs, key="memory:export")
    if count > MOST_UNITS:
        command = f"`translate-flow memory export --source {source} --to {language}`"
        st.caption(
            _("This is too much for the browser. Whoever runs this desk can export it: {command}", command=command)
        )
        return
    name = f"memory.{source}.{language}.tmx"
    st.download_button(
        _("Download {name}", name=name),
        # Made when it is pressed: a large pair takes seconds to write.
        data=partial(_made, source, language),
        file_name=name,
        mime="application/x-tmx+xml",
        icon=":material/download:",
        on_click="ignore",
        key="memory:download",
    )


def _made(source: str, language: str) -> bytes:
    return joined(memory_files.export_units(desk().store, source=source, language=language))
