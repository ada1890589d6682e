"""Cut a text where a term may begin and end."""

from __future__ import annotations

from typing import NamedTuple

import regex

from translate_flow.domain.languages import primary
from translate_flow.matching.inflection import Forms, forms

_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Hangul}"
_TOKEN = regex.compile(rf"[{_UNSPACED}]\p{{M}}*|[[\p{{L}}\p{{M}}\p{{N}}_\xad]--[{_UNSPACED}]]+|[^\s\p{{Cf}}]", regex.V1)
_HANGUL = regex.compile(r"\p{Hangul}")


class Token(NamedTuple):
    """A word, a character of a script without spaces, or a sign; ``text[start:end]`` in code points."""

    start: int
    end: int
    forms: Forms


def tokens(text: str, language: str) -> tuple[Token, ...]:
    """The tokens of a plain text, in order. Spaces and marks of direction are between them, never in them.

    >>> [token.forms.folded for token in tokens("L’État: 東京", "fr")]
    ['l', "'", 'état', ':', '東', '京']
    """
    tag = primary(language)
    return tuple(Token(*match.span(), forms(match[0], tag)) for match in _TOKEN.finditer(text))


def begins_word(found: tuple[Token, ...], at: int) -> bool:
    """Whether a term may begin here: in Korean particles follow a word, but what stands before makes another one."""
    if at == 0 or not _HANGUL.match(found[at].forms.written):
        return True
    return found[at - 1].end < found[at].start or not _HANGUL.match(found[at - 1].forms.written)
