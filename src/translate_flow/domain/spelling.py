"""The port to whatever knows how words are spelt."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Protocol


class Speller(Protocol):
    """Dictionaries of languages."""

    def unknown(self, words: Collection[str], language: str) -> Mapping[str, str]:
        """The words that the language's dictionary does not have, and what each may be meant for, or nothing.

        Without a dictionary of the language no word is unknown.
        """
