"""Split a text into sentence spans by a cascade of SRX rules."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

import regex

from translate_flow.domain.article import Sentence
from translate_flow.domain.languages import KNOWN, bcp47
from translate_flow.errors import ConfigError, FormatError
from translate_flow.segmentation.cascade import Cascade
from translate_flow.segmentation.srx import Rule, RuleFile, check, parse

RULES = Path(__file__).parent / "rules"

_LANGUAGES = ("english.srx", "germanic.srx", "romance.srx", "slavic.srx", "europe.srx", "asia.srx")
_BEFORE = ("structure.srx", *_LANGUAGES, "initials.srx")
_AFTER = ("fallback.srx",)
"""Ours go round LanguageTool's: what must win before, what its rules for a language leave open after."""

_REST = regex.compile(r"\S")


class SrxSplitter:
    """Satisfies `domain.ports.Splitter`.

    The first rule that matches at a position decides: those of ``extra`` (a workspace's own files, in the order
    given), then ours for the language and for all, then LanguageTool's for the language, then what holds for any
    language. A language without rules of its own is split by the rules for all.
    """

    def __init__(self, extra: Sequence[Path | bytes] = ()) -> None:
        """Read the extra files; the carried ones are read when they are first needed.

        Raises:
            FormatError: an extra file cannot be read, is not SRX 2.0, or has a pattern that is not one.

        """
        self._extra = tuple(_checked(source, number) for number, source in enumerate(extra, start=1))
        self._cascades: dict[str, Cascade] = {}

    def spans(self, text: str, language: str) -> tuple[Sentence, ...]:
        """Spans that cover ``text`` without gap or overlap; whitespace belongs to the sentence before it.

        The empty text has none; a text of whitespace only is one.

        Raises:
            FormatError: a rule of a workspace's file does not end in time.
            LimitError: the carried rules do not, on a text made to that end.

        """
        edges = dict.fromkeys(_after_space(text, position) for position in self._cascade(language).breaks(text))
        starts = [0, *(edge for edge in edges if edge is not None)]
        ends = [*starts[1:], len(text)]
        return tuple(Sentence(start, end) for start, end in zip(starts, ends, strict=True) if end > start)

    def _cascade(self, language: str) -> Cascade:
        if language not in self._cascades:
            code = bcp47(language)
            own = tuple(chain.from_iterable(file.rules(code) for file in self._extra))
            self._cascades[language] = Cascade(own, _carried(code))
        return self._cascades[language]


def languages() -> frozenset[str]:
    """The codes of `domain.languages.KNOWN` that have rules of their own, not only those for all."""
    shared = len(_carried("und"))
    return frozenset(code for code in KNOWN if len(_carried(bcp47(code))) > shared)


def _after_space(text: str, position: int) -> int | None:
    """Where the sentence begins that a break at ``position`` opens; None at either end of the text."""
    word = _REST.search(text, position)
    if word is None or not _REST.search(text, 0, position):
        return None
    return word.start()


def _carried(code: str) -> tuple[Rule, ...]:
    """The carried rules for a code; LanguageTool's only for two letters, since its maps take ``tlh`` for ``tl``."""
    theirs = code if len(code.partition("-")[0]) == 2 else "und"
    name = languagetool().name
    return tuple(chain.from_iterable(file.rules(theirs if file.name == name else code) for file in _files()))


@cache
def _files() -> tuple[RuleFile, ...]:
    """The carried rule files, in order of precedence; patterns are compiled when a language first needs them."""
    paths = (*(RULES / name for name in _BEFORE), languagetool(), *(RULES / name for name in _AFTER))
    return tuple(parse(path.read_bytes(), name=path.name) for path in paths)


def languagetool() -> Path:
    """LanguageTool's rule file, carried by choppa-srx; choppa itself is not imported, its XML schema costs 0.2 s."""
    spec = find_spec("choppa")
    if spec is None or spec.origin is None:
        msg = "LanguageTool's sentence rules are missing; reinstall: pip install choppa-srx"
        raise ConfigError(msg)
    return Path(spec.origin).parent / "data" / "srx" / "languagetool_segment.srx"


def _checked(source: Path | bytes, number: int) -> RuleFile:
    name = f"rule file {number}" if isinstance(source, bytes) else str(source)
    try:
        data = source if isinstance(source, bytes) else source.read_bytes()
    except OSError as exc:
        msg = f"{name}: cannot be read ({exc.strerror}); check the path"
        raise FormatError(msg) from exc
    file = parse(data, name=name)
    check(file)
    return file
