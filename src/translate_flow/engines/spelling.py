"""Hunspell dictionaries of this machine, where the library for them is installed (``translate-flow[spelling]``)."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from translate_flow.domain.languages import bcp47, primary

FOLDERS = (Path("/usr/share/hunspell"), Path("/usr/share/myspell/dicts"), Path("/Library/Spelling"))
"""Where systems keep dictionaries: ``es_ES.aff`` and ``es_ES.dic``."""

_MOST_SUGGESTED = 5
"""Words of one text for which something is suggested: a suggestion takes a thousand times as long as a look-up."""

_NONE: Mapping[str, str] = MappingProxyType({})
_USUAL = MappingProxyType({"en": "en_US", "es": "es_ES", "fr": "fr_FR", "de": "de_DE", "pt": "pt_PT", "ar": "ar"})


class Hunspell:
    """Dictionaries, each loaded when it is first asked for; without library or dictionary every word is known."""

    def __init__(self, folders: Sequence[Path] = FOLDERS) -> None:
        """``folders`` are looked through in their order."""
        self._folders = folders
        self._lock = threading.Lock()
        self._opened = cache(self._open)

    def unknown(self, words: Collection[str], language: str) -> Mapping[str, str]:
        """The words that the language's dictionary does not have, and what each may be meant for, or nothing."""
        # The library is not made for several threads at once.
        with self._lock:
            dictionary = self._opened(language)
            if dictionary is None:
                return _NONE
            wrong = sorted(word for word in words if not dictionary.spell(_typed(word)))
            meant = {word: next(iter(dictionary.suggest(_typed(word))), "") for word in wrong[:_MOST_SUGGESTED]}
            return {word: meant.get(word, "") for word in wrong}

    def _open(self, language: str) -> Any:  # noqa: ANN401 - the library has no types
        try:
            import hunspell  # noqa: PLC0415 - an extra
        except ImportError:
            return None
        found = next(self._named(language), None)
        return None if found is None else hunspell.Hunspell(found.stem, hunspell_data_dir=str(found.parent))

    def _named(self, language: str) -> Iterator[Path]:
        """Dictionaries of a language: of its region, the usual one, then any."""
        tag = bcp47(language).replace("-", "_")
        names = dict.fromkeys((tag, _USUAL.get(primary(language), tag), primary(language)))
        for pattern in (*(f"{name}.dic" for name in names), f"{primary(language)}_*.dic"):
            for folder in self._folders:
                yield from sorted(path for path in folder.glob(pattern) if path.with_suffix(".aff").is_file())


def _typed(word: str) -> str:
    """A word with the apostrophe that dictionaries have."""
    return word.replace("’", "'")
