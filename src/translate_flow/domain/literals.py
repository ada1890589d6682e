"""What no translation may change, found by its shape: addresses, placeholders, paths, markup written as text."""

from __future__ import annotations

import regex

_UNSPACED = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"
_LABEL = rf"(?:(?:(?!{_UNSPACED})\w)(?:(?!{_UNSPACED})[\w-]){{0,62}}|{_UNSPACED}{{1,63}})"
"""Part of a domain; where a script without spaces meets another, the address ends."""

LITERAL = regex.compile(
    r"(?:(?<![A-Za-z0-9+.-])(?i:[a-z][a-z0-9+.-]{0,30}://)|(?i:www\.))(?:[^\s<>\"“”«»()]|\([^\s()]*\))*"
    r"(?:[^\s<>\"“”«»().,;:!?\]'’]|\([^\s()]*\))"  # web address, brackets in pairs
    r"|(?:(?<![\w.+-])|(?<=[^\x00-\x7f]))[\w.+-]{1,64}"
    rf"@{_LABEL}(?:\.{_LABEL})+"  # mail address (RFC 5321)
    r"|\{\{\s?[\w.|-]+\s?\}\}|\$?\{[\w.:!-]*\}"  # {name}, {{name}}, ${name}, {0:.2f}
    r"|%(?:\(\w+\))?(?:\d+\$)?[-+0]?\d*(?:\.\d+)?[sdifxgu](?![A-Za-z0-9_])|%%"  # %s, %(name)s, %1$d
    r"|\$[A-Z][A-Z0-9_]{2,}|(?<!\w)[A-Za-z]:\\[^\s\"“”«»,;]+"  # $PATH, C:\Users
    r"|</?[A-Za-z0-9][\w:-]{0,40}(?:\s+[\w:-]+=(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>]+))*\s*/?>"  # <br/>, <name>
    r"|(?<![\w/])~?/(?:[\w.-]+/)+[\w.-]*\w"  # /usr/local/bin
)

STAND_IN = regex.compile(r"(?<![A-Za-z0-9_])X[0-9]{1,4}(?![A-Za-z0-9_])")
"""The names that passages to keep have in what an engine is asked; see `translate_flow.matching.protected`."""

_MAYBE = regex.compile(r"[@{%$<\\/]|(?i:www\.)")
"""What every literal holds: most sentences do not, and the whole pattern takes a tenth of a millisecond to say so."""


def literals(text: str) -> list[str]:
    """Those of a text, in order.

    >>> literals("See https://example.org/map and mail ann@example.org.")
    ['https://example.org/map', 'ann@example.org']
    """
    return [text[start:end] for start, end in literal_places(text)]


def literal_places(text: str) -> list[tuple[int, int]]:
    """Where they stand, in code points."""
    return [match.span() for match in LITERAL.finditer(text)] if _MAYBE.search(text) else []


def without_literals(text: str) -> str:
    """The text with a blank for each."""
    rest: str = LITERAL.sub(" ", text) if _MAYBE.search(text) else text
    return rest
