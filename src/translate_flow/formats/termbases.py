"""Termbases for programs and translators: one module per format, each reads and writes `Term`s."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from types import MappingProxyType
from typing import Protocol, cast

from translate_flow.domain.languages import primary
from translate_flow.domain.terms import Term
from translate_flow.errors import FormatError, LimitError

MAX_BYTES = 25 * 1024 * 1024
MAX_TERMS = 200_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """The languages asked for, empty for any; compared by primary subtag."""

    source: str = ""
    language: str = ""

    def source_fits(self, code: str) -> bool:
        """Whether a language may be the source."""
        return not self.source or primary(code) == primary(self.source)

    def language_fits(self, code: str) -> bool:
        """Whether a language may be the target."""
        return not self.language or primary(code) == primary(self.language)

    def __str__(self) -> str:
        return f"from {self.source or 'any language'} to {self.language or 'any language'}"


@dataclass(frozen=True, slots=True)
class Read:
    """The terms of a file, and what of it could not be kept, one line each."""

    terms: tuple[Term, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """A file in chunks, and what it does not hold, one line each."""

    chunks: Iterator[bytes]
    notes: tuple[str, ...] = ()


class _Module(Protocol):
    def read(self, data: bytes, *, name: str, wanted: Wanted) -> Read: ...

    def write(self, terms: Sequence[Term]) -> Written: ...


@dataclass(frozen=True, slots=True)
class TermFormat:
    """A format of termbases; ``suffix`` comes without a dot."""

    name: str
    suffix: str
    media_type: str
    module: str

    def read(self, data: bytes, *, name: str, wanted: Wanted) -> Read:
        """The terms of the file ``name`` in the languages wanted.

        Raises:
            FormatError: it is no such file, or one of its terms cannot be kept; the text names the line.
            LimitError: it is too large.

        """
        if len(data) > MAX_BYTES:
            msg = f"{name}: larger than {MAX_BYTES // 1024**2} MB; split it"
            raise LimitError(msg)
        return self._module().read(data, name=name, wanted=wanted)

    def write(self, terms: Sequence[Term]) -> Written:
        """The file; the same terms give the same bytes.

        Raises:
            FormatError: there is no term.

        """
        if not terms:
            msg = "there is no term to export; bring some in with: translate-flow terms import FILE"
            raise FormatError(msg)
        return self._module().write(terms)

    def _module(self) -> _Module:
        return cast("_Module", import_module(f"translate_flow.formats.{self.module}"))


TERM_FORMATS: Mapping[str, TermFormat] = MappingProxyType(
    {
        "tbx": TermFormat("tbx", "tbx", "application/x-tbx+xml", "tbx"),
        "csv": TermFormat("csv", "csv", "text/csv; charset=utf-8; header=present", "terms_csv"),
    }
)
"""Every termbase format, by the name the command line takes."""


def guess(data: bytes, name: str) -> TermFormat:
    """The format of a file, by its suffix, else by what it begins with."""
    suffix = PurePath(name).suffix.lower()
    start = data[:400].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n")
    markup = suffix in {".tbx", ".xml"} or (suffix not in {".csv", ".tsv"} and start.startswith(b"<"))
    return TERM_FORMATS["tbx" if markup else "csv"]


def check_count(terms: int, *, name: str) -> None:
    """Refuse more terms than a file may bring.

    Raises:
        LimitError: there are more.

    """
    if terms > MAX_TERMS:
        msg = f"{name}: more than {MAX_TERMS:,} terms; choose languages with --source and --to, or split it"
        raise LimitError(msg)
