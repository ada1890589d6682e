"""An article as it would be stored, as one piece of HTML: kinds in the margin, inline codes as a reader sees them."""

from __future__ import annotations

from html import escape

from translate_flow.domain.article import Article, Segment
from translate_flow.domain.inline import HTML_ELEMENTS, Code, CodeKind, render
from translate_flow.domain.languages import bcp47, direction
from translate_flow.ui.names import kind_name

_ELEMENTS = {**HTML_ELEMENTS, CodeKind.LINK: "u"}
_STYLE = """<style>
.tf-preview { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .45rem 1rem; }
.tf-preview { margin: 0; line-height: 1.5; }
.tf-preview dt { margin: 0; opacity: .75; font-size: .85em; padding-block-start: .15em; }
.tf-preview dd { margin: 0; white-space: pre-line; overflow-wrap: anywhere; }
.tf-preview .title { font-size: 1.35em; font-weight: 700; line-height: 1.25; }
.tf-preview .heading { font-size: 1.1em; font-weight: 700; }
.tf-preview .quote { font-style: italic; }
.tf-preview .code { font-family: monospace; white-space: pre-wrap; }
</style>"""


def preview_html(article: Article) -> str:
    """A definition list: the kind of each segment, then its text; everything from the article is escaped."""
    tag, way = bcp47(article.language), direction(article.language)
    rows = "".join(_row(segment, f'lang="{escape(tag)}" dir="{way}"') for segment in article.segments)
    return f'{_STYLE}<dl class="tf-preview">{rows}</dl>'


def _row(segment: Segment, attributes: str) -> str:
    label = f"{escape(segment.label)} " if segment.label else ""
    body = render(segment.text, segment.codes, literal=escape, enclose=_enclose)
    return f'<dt>{escape(kind_name(segment.kind))}</dt><dd class="{segment.kind.value}" {attributes}>{label}{body}</dd>'


def _enclose(code: Code, inner: str) -> str:
    if code.kind is CodeKind.FOOTNOTE:
        return f"<sup>{escape(code.ref)}</sup>"
    if code.kind is CodeKind.IMAGE:
        return f"[{escape(code.alt or code.ref)}]"
    element = _ELEMENTS[code.kind]
    return f"<{element}>{inner}</{element}>"
