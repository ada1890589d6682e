"""Every check of a finished translation, by its code, and how bad what it finds is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from translate_flow.checks import enclosed, endings, kept, spaces, wording
from translate_flow.checks.issues import Check, Issue, Pair, Severity

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

CHECKS: Mapping[str, tuple[Severity, Check]] = MappingProxyType(
    {
        "untranslated": (_ERROR, wording.untranslated),
        "copied": (_WARNING, wording.source_copied),
        "numbers": (_WARNING, kept.figures),
        "urls": (_ERROR, kept.urls),
        "emails": (_ERROR, kept.emails),
        "placeholders": (_ERROR, kept.placeholders),
        "brackets": (_WARNING, enclosed.brackets),
        "quotes": (_WARNING, enclosed.quotes),
        "quote_style": (_NOTE, enclosed.quote_style),
        "end_mark": (_WARNING, endings.end_mark),
        "foreign_mark": (_WARNING, endings.foreign_mark),
        "inverted_marks": (_WARNING, endings.inverted_marks),
        "double_spaces": (_WARNING, spaces.double_spaces),
        "edge_spaces": (_WARNING, spaces.edge_spaces),
        "space_before_mark": (_WARNING, spaces.space_before_mark),
        "french_spaces": (_WARNING, spaces.french_spaces),
        "breaking_spaces": (_NOTE, spaces.breaking_spaces),
        "invisible": (_WARNING, spaces.invisible),
        "doubled_words": (_WARNING, wording.doubled_words),
        "repetition": (_WARNING, wording.loop),
        "length": (_WARNING, wording.length_ratio),
        "sentences": (_NOTE, wording.sentence_count),
        "script": (_WARNING, wording.other_script),
        "leftovers": (_ERROR, wording.leftovers),
    }
)
"""The checks that need nothing but the pair; codes are stable words, by which settings name them."""


def look(pair: Pair, *, severities: Mapping[str, Severity | None] = MappingProxyType({})) -> Iterator[Issue]:
    """The issues of a pair, check by check, each in the order of the text.

    ``severities`` take the place of those of `CHECKS`; a check whose is None is left out. Nothing is said about a
    target that says nothing, but that.

    >>> pair = Pair("Stop!", "¡Alto !", "en", "es")
    >>> [(issue.code, issue.found) for issue in look(pair)]
    [('space_before_mark', ' ')]
    """
    for code, (usual, check) in CHECKS.items():
        severity = severities.get(code, usual)
        if severity is None:
            continue
        for finding in sorted(check(pair), key=lambda item: item.start):
            yield Issue(code, severity, finding, pair.target[finding.start : finding.end])
            if code == "untranslated":
                return
