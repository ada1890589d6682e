"""A table of HTML that scrolls by itself and can be read out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st

_STYLE = """<style>
.tf-people { overflow-x: auto; }
.tf-people table { border-collapse: collapse; min-inline-size: 100%; }
.tf-people th, .tf-people td { border: 1px solid color-mix(in srgb, currentColor 25%, transparent);
  padding: .4rem .6rem; text-align: start; vertical-align: top; font-size: .875rem; overflow-wrap: anywhere; }
.tf-people td.when { white-space: nowrap; overflow-wrap: normal; }
.tf-people .small { display: block; font-size: .8125rem; font-weight: 400; }
.tf-people .out { opacity: .75; }
</style>"""


def people_table(label: str, names: Sequence[str], rows: Iterable[str]) -> None:
    """Rows of HTML under the names of their columns."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    st.html(
        f'{_STYLE}<div class="tf-people" role="region" tabindex="0" aria-label="{escape(label)}"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def cell(text: str, *, more: Iterable[str] = (), kind: str = "") -> str:
    """A cell: its text, and further lines in small print; a dash where there is neither."""
    lines = "".join(f'<span class="small"><bdi>{escape(line)}</bdi></span>' for line in more if line)
    shown = f"<bdi>{escape(text)}</bdi>" if text else ""
    return f'<td class="{kind}">{shown}{lines}{"" if shown or lines else "–"}</td>'
