"""The collections as one table: how many articles, how far in each language, what is meant for those that come in."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from translate_flow.domain.collections import Collection
from translate_flow.ui import i18n
from translate_flow.ui.board_names import person_name
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.i18n import ngettext
from translate_flow.ui.navigation import address
from translate_flow.ui.widgets import isolated
from translate_flow.workflow.collections import Shown

_STYLE = """<style>
.tf-collections { overflow-x: auto; }
.tf-collections table { border-collapse: collapse; min-inline-size: 100%; }
.tf-collections th, .tf-collections td { border: 1px solid color-mix(in srgb, currentColor 25%, transparent);
  padding: .4rem .6rem; text-align: start; vertical-align: top; font-size: .875rem; overflow-wrap: anywhere; }
.tf-collections a { color: inherit; text-decoration: underline; }
.tf-collections .small { display: block; font-size: .8125rem; font-weight: 400; }
</style>"""


def collection_table(found: Sequence[Shown]) -> None:
    """Each collection in a row; its title leads to it."""
    names = (_("Collection"), _("Articles"), _("Words approved"), _("What comes in"))
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    rows = "".join(_row(item) for item in found)
    label = escape(_("Collections"))
    st.html(
        f'{_STYLE}<div class="tf-collections" role="region" tabindex="0" aria-label="{label}"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(item: Shown) -> str:
    kept, held = item.held.collection, item.held
    title = (
        f'<a target="_self" href="{address("collections", collection=kept.name)}"><bdi>{escape(kept.shown)}</bdi></a>'
    )
    terms = ngettext("{n} term", "{n} terms", held.terms) if held.terms else ""
    progress = [f"{i18n.language_name(sums.language)}: {i18n.percent(sums.percent)}" for sums in item.sums]
    return (
        f'<tr><th scope="row">{title}{_lines([terms])}</th><td>{i18n.number(held.articles)}</td>'
        f"<td>{_lines(progress) or '–'}</td><td>{_lines(meant(kept)) or '–'}</td></tr>"
    )


def _lines(lines: Sequence[str]) -> str:
    return "".join(f'<span class="small">{escape(line)}</span>' for line in lines if line)


def meant(kept: Collection) -> list[str]:
    """What is meant for every article that comes in, a line each."""
    lines = [_("Engine: {name}", name=kept.engine)] if kept.engine else []
    lines += [_of_language(kept, language) for language in kept.named]
    if kept.days is not None:
        lines.append(ngettext("Due after {n} day", "Due after {n} days", kept.days))
    if kept.due:
        lines.append(_("Due {day}", day=i18n.date(kept.due)))
    return lines


def _of_language(kept: Collection, language: str) -> str:
    people = [kept.translators.get(language, ""), kept.reviewers.get(language, "")]
    names = [isolated(person_name(name)) if name else "–" for name in people]
    facts = [
        i18n.language_name(language),
        kept.engines.get(language, ""),
        _("{translator} → {reviewer}", translator=names[0], reviewer=names[1]) if any(people) else "",
    ]
    return " · ".join(fact for fact in facts if fact)
