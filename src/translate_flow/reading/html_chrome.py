"""Tell by its element's name, role, class and id that a block belongs to the page around an article."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import regex
from lxml.html import HtmlElement

from translate_flow.reading.blocks_tags import hidden, tag_of

_TAGS: Mapping[str, str] = {
    "nav": "navigation", "footer": "footer", "aside": "aside", "form": "form", "button": "form", "menu": "navigation",
    "search": "form", "fieldset": "form", "dialog": "banner",
}  # fmt: skip
_ROLES: Mapping[str, str] = {
    "navigation": "navigation", "search": "form", "complementary": "aside", "contentinfo": "footer", "dialog": "banner",
    "alertdialog": "banner", "banner": "header", "menu": "navigation", "menubar": "navigation", "tablist": "navigation",
}  # fmt: skip
_WORDS: Mapping[str, str] = {
    "navigation": (
        "nav navigation navbar navbox subnav sitenav menu breadcrumb breadcrumbs pager pagination toc "
        "catlinks skiplink sitemap masthead topbar toolbar hatnote ambox dablink mwindicators sistersitebox "
        "printfooter postnav postnavigation vectortoc sitesub jumptonav verticalnavbox "
    ),
    "share": (
        "share sharing compartir partager teilen sharebar sharedaddy social socials addthis addtoany sociable "
        "sharelinks sharebuttons socialshare "
    ),
    "newsletter": "newsletter newsletters signup subscribe subscription optin mailchimp mailinglist emailsignup",
    "advertisement": (
        "ad ads advert adverts advertisement advertising advertorial adslot adunit sponsor sponsored promo "
        "promos promotion dfp taboola outbrain googlead "
    ),
    "related": (
        "related relacionados relacionadas relatedposts relatedarticles recommended recommendations "
        "recirculation recirc readmore readnext readalso seealso trending mostpopular mostread mostviewed "
        "popularposts yarpp jprelatedposts upnext morestories morefrom moreon latestnews alsolike teaser "
        "teasers "
    ),
    "cookies": "cookie cookies consent gdpr cmp cookiebanner cookieconsent onetrust cookienotice",
    "comments": (
        "comments comentarios commentaires kommentare reacties commenti commentlist commentslist disqus "
        "respond commentform commentrespond usercomments commentbody commentadd addcomment commentforbidden "
    ),
    "footer": "footer colophon copyright sitefooter pagefooter",
    "tags": "tags taglist tagcloud posttags articletags tagslinks cattags",
    "infobox": "infobox sidebar factbox",
    "author box": "authorbox authorbio aboutauthor abouttheauthor authorcard authorinfo bio",
    "banner": "modal popup overlay paywall banner login loginform donate donation appeal sitenotice",
    "pull quote": "pullquote pulledquote",
    "metadata": "postmeta entrymeta articlemeta metadata postinfo rating ratings printonly",
}
_REASONS = {word: reason for reason, words in _WORDS.items() for word in words.split()}
_TOPICS = (
    "navigation menu masthead share sharing compartir partager teilen social socials tags copyright colophon "
    "newsletter newsletters subscribe subscription signup ad ads advert adverts advertisement advertising "
    "sponsor sponsored promo promos promotion related relacionados relacionadas recommended recommendations "
    "trending teaser teasers cookie cookies consent comments comentarios commentaires kommentare reacties "
    "commenti respond footer sidebar bio banner overlay modal popup login donate donation appeal metadata "
    "rating ratings "
)
_PLAIN = frozenset(_TOPICS.split())
"""Words that an article's own headings hold too, so that one of them in a longer name is little evidence."""
_LOOSE = frozenset({"rating", "ratings", "sidebar", "teaser", "teasers", "bio", "promotion", "appeal", "donation"})
"""Names that are also given to boxes of an article's own text."""
_PARTS = (
    "box block widget widgets container wrapper wrap area section list links link button buttons btn bar form "
    "inline module panel item items inner outer content body text title header head row col column group icon "
    "icons count unit slot zone region placeholder embed card cards grid slider carousel feed post posts article "
    "articles story stories entry page site main top bottom left right floating sticky fixed cta prompt print "
    "mobile desktop wp media network "
)
_FURNITURE = frozenset(_PARTS.split())
"""What page builders add to such a word: together they name a part of the page."""
_PREFIX = 3
_ARTICLES = frozenset({"the", "our", "my", "on", "of", "old", "new", "no", "a", "an", "in", "his", "her"})
"""A page builder's prefix is so short (``voc-related``), and none of these."""
_NEAR = frozenset({"has", "no", "with", "without", "is", "js", "single", "tag", "category"})
_BUTTON = regex.compile(r"(?:^|[\s_-])(?:button|btn|cta)(?=$|[\s_-])", regex.IGNORECASE)
_UNFOLDS = ("data-toggle", "data-bs-toggle", "aria-expanded", "aria-controls")
"""What a link has that shows and hides the text below it: then it is a heading of that text."""
_SPLIT = regex.compile(r"[-_:/]+|(?<=[a-z])(?=[A-Z])")


def reason_of(element: HtmlElement) -> str:
    """Why an element's text is no part of an article, as a stable word; empty when its markup does not say."""
    if hidden(element):
        return "hidden"
    tag = tag_of(element)
    if tag == "aside":
        return _named(element) or "aside"
    return _TAGS.get(tag) or _ROLES.get((element.get("role") or "").lower()) or _named(element)


def is_button(start: HtmlElement | None, text: str) -> bool:
    """Whether the text, which begins in ``start``, is all one link that is dressed as a button and leads elsewhere."""
    around = (start, *start.iterancestors()) if start is not None else ()
    link = next((element for element in around if tag_of(element) == "a"), None)
    if link is None or any(key in link.attrib for key in _UNFOLDS) or text.rstrip().endswith("."):
        return False
    dressed = link.get("role") == "button" or _BUTTON.search(link.get("class") or "")
    return bool(dressed) and "".join(link.itertext()).split() == text.split()


def _named(element: HtmlElement) -> str:
    names = [*(element.get("class") or "").split(), *(element.get("id") or "").split()]
    return next(filter(None, map(told, names)), "")


def told(name: str) -> str:
    """The reason that one class or id gives, as a stable word; empty when it gives none.

    >>> told("sharedaddy"), told("social-history"), told("has-sidebar")
    ('share', 'share', '')
    """
    words = _words(name)
    pairs = ["".join(pair) for pair in pairwise(words)]
    found = next((_REASONS[word] for word in ("".join(words), *pairs, *words) if word in _REASONS), "")
    return found if found and not _modifier(words) else ""


def doubtful(name: str) -> bool:
    """Whether a name that gives a reason may as well tell what the text is about, or how it is laid out.

    >>> doubtful("social-history"), doubtful("ad-hoc"), doubtful("newsletter-signup"), doubtful("sharing-buttons")
    (True, True, False, False)
    """
    words = _words(name)
    if len(words) == 1:
        return words[0] in _LOOSE
    joined = {"".join(words), *("".join(pair) for pair in pairwise(words)), *words} & _REASONS.keys()
    furniture = [word for word in words if word in _FURNITURE or word.isdigit()]
    prefixed = len(words) == 2 and len(words[0]) <= _PREFIX and words[0] not in {*_ARTICLES, *_PLAIN}
    return len(joined) == 1 and joined <= _PLAIN and not furniture and not prefixed


def _words(name: str) -> list[str]:
    return [word.lower() for word in _SPLIT.split(name) if word]


def _modifier(words: list[str]) -> bool:
    """Whether a class tells what is near the element (``has-sidebar``, ``comments-open``), not what it is."""
    return not words or words[0] in _NEAR or words[-1] in {"open", "closed", "enabled", "disabled"}
