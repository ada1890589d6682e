"""What kinds, states, formats and reasons are called in the interface language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from translate_flow.domain.article import Kind
from translate_flow.domain.translation import State
from translate_flow.ui import i18n
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.widgets import isolated, shortened

_NARROW = 40


def article_names(titles: Mapping[str, str], *, narrow: bool = False) -> Mapping[str, str]:
    """What to call articles, from slugs to names: titles, with the slug where another of them has the same title.

    ``narrow`` is for boxes that cut a long name at its end, where the slug stands.
    """
    heads = Counter(_compared(title) for title in titles.values())
    return {
        slug: _with_slug(shortened(title, _NARROW) if narrow else title, slug)
        if title and heads[_compared(title)] > 1
        else title or slug
        for slug, title in titles.items()
    }


def _compared(title: str) -> str:
    return " ".join(title.split()).casefold()


def _with_slug(title: str, slug: str) -> str:
    return _("{title} ({slug})", title=isolated(title), slug=isolated(slug))


def kind_name(kind: Kind) -> str:
    """The name of a segment's kind."""
    names = {
        Kind.TITLE: _("Title"),
        Kind.BYLINE: _("Byline"),
        Kind.HEADING: _("Heading"),
        Kind.PARAGRAPH: _("Paragraph"),
        Kind.VERSE: _("Verse"),
        Kind.QUOTE: _("Quotation"),
        Kind.ITEM: _("List item"),
        Kind.CELL: _("Table cell"),
        Kind.CAPTION: _("Caption"),
        Kind.NOTE: _("Footnote"),
        Kind.CODE: _("Code"),
    }
    return names[kind]


def state_name(state: State) -> str:
    """The name of a target's state."""
    names = {
        State.UNTRANSLATED: _("untranslated"),
        State.DRAFT: _("draft"),
        State.NEEDS_WORK: _("needs work"),
        State.TRANSLATED: _("translated"),
        State.APPROVED: _("approved"),
        State.PUBLISHED: _("published"),
    }
    return names[state]


def change_name(how: str) -> str:
    """What became of a segment in a revision; see `translate_flow.matching.changes.How`."""
    names = {
        "untouched": _("Untouched"),
        "moved": _("Moved"),
        "markup": _("Mark-up only"),
        "edited": _("Edited"),
        "split": _("Split"),
        "merged": _("Merged"),
        "new": _("New"),
        "back": _("Back again"),
        "gone": _("Gone"),
    }
    return names.get(how, how)


def format_name(name: str) -> str:
    """What a document format is called; the names of formats are not translated."""
    names = {"text": _("Text"), "html": "HTML", "markdown": "Markdown", "docx": "Word", "odt": "OpenDocument"}
    return names.get(name, name.upper())


def pair_name(source: str, language: str) -> str:
    """A pair of languages, with an arrow that points where the interface reads to."""
    return _("{source} → {target}", source=i18n.language_name(source), target=i18n.language_name(language))


def reason_name(reason: str) -> str:
    """Why cleaning dropped or altered a line; a reason without a name is shown as it is."""
    return {**_furniture(), **_front_matter(), **_repairs()}.get(reason, reason)


def _furniture() -> dict[str, str]:
    """What pages put around an article."""
    return {
        "advertisement": _("advertisement"),
        "aside": _("aside"),
        "author box": _("about the author"),
        "banner": _("banner"),
        "boilerplate": _("not part of the article"),
        "comments": _("comments"),
        "address": _("address of the page"),
        "contents": _("table of contents"),
        "copyright": _("copyright notice"),
        "count": _("count of comments or readers"),
        "cookies": _("cookie notice"),
        "edit link": _("edit link"),
        "footer": _("page footer"),
        "form": _("form"),
        "header": _("page header"),
        "hidden": _("hidden text"),
        "infobox": _("info box"),
        "listen": _("audio player"),
        "metadata": _("metadata"),
        "navigation": _("navigation"),
        "newsletter": _("newsletter"),
        "related": _("related articles"),
        "share": _("share buttons"),
        "support": _("appeal for support"),
        "tags": _("tags"),
    }


def _front_matter() -> dict[str, str]:
    """What stands before or beside the text and is said elsewhere."""
    return {
        "breadcrumb": _("breadcrumb"),
        "byline": _("byline"),
        "byline label": _("byline label"),
        "caption label": _("caption label"),
        "cover": _("cover"),
        "date": _("date"),
        "dateline": _("date line"),
        "deleted": _("tracked deletion"),
        "image": _("picture without words"),
        "mail header": _("mail header"),
        "not linear": _("outside the reading order"),
        "page number": _("page number"),
        "pull quote": _("pull quote"),
        "repeated byline": _("repeated byline"),
        "repeated title": _("repeated title"),
        "signature": _("signature"),
    }


def _repairs() -> dict[str, str]:
    """What was put right in the text itself."""
    return {
        "characters": _("invisible characters"),
        "quote mark": _("quote mark"),
        "separator": _("separator"),
        "spaces": _("spaces"),
        "wrapped": _("joined lines"),
    }


SPEECH = ("", "noun", "properNoun", "verb", "adjective", "adverb", "other")
"""TBX-Basic's parts of speech, and none."""


def speech_name(word: str) -> str:
    """What a part of speech is called; one that TBX-Basic does not have is shown as it is."""
    names = {
        "noun": _("noun"),
        "properNoun": _("proper noun"),
        "verb": _("verb"),
        "adjective": _("adjective"),
        "adverb": _("adverb"),
        "other": _("other part of speech"),
    }
    return names.get(word, word)
