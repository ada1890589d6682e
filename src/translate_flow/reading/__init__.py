"""Read a document of any supported format into an article.

`read` guesses the format, calls the one module that knows it, and settles the language. A format is one row of
`READERS` and one module with ``parse(data, *, name, keep) -> Parsed``; the module is imported when it is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import PurePath
from typing import cast

from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.export import NOT_XML
from translate_flow.errors import ConfigError, InputError, LimitError
from translate_flow.reading.parsed import Parsed

__all__ = ["MAX_BYTES", "READERS", "Parsed", "Reader", "guess_format", "read"]

MAX_BYTES = 25 * 2**20
"""The largest document that is read, in bytes; the upload limit of the page is the same."""

Parse = Callable[..., Parsed]


@dataclass(frozen=True, slots=True)
class Reader:
    """One format: the module that parses it, imported on first use, and the file suffixes it goes by."""

    module: str
    suffixes: tuple[str, ...]

    @property
    def parse(self) -> Parse:
        """The module's ``parse(data, *, name, keep)``."""
        return cast("Parse", import_module(self.module).parse)


READERS: Mapping[str, Reader] = {
    "text": Reader("translate_flow.reading.text", (".txt", ".text")),
    "html": Reader("translate_flow.reading.html", (".html", ".htm", ".xhtml")),
    "markdown": Reader("translate_flow.reading.markdown", (".md", ".markdown")),
    "docx": Reader("translate_flow.reading.docx", (".docx",)),
    "odt": Reader("translate_flow.reading.odt", (".odt",)),
    "epub": Reader("translate_flow.reading.epub", (".epub",)),
}

_ZIPPED = (
    (b"application/epub+zip", "epub"),
    (b"application/vnd.oasis.opendocument.text", "odt"),
    (b"word/document.xml", "docx"),
    (b"[Content_Types].xml", "docx"),
)


def read(
    data: bytes,
    *,
    name: str,
    format: str = "",  # noqa: A002 - the word of the command line and of READERS
    language: str = "",
    title: str = "",
    keep: frozenset[int] = frozenset(),
) -> Article:
    """Read ``data``, the content of a file called ``name``, as an article.

    Args:
        data: at most `MAX_BYTES` bytes.
        name: the file's name, for its suffix and for error messages; nothing is opened.
        format: a key of `READERS`; guessed from the suffix, then from the content, when empty.
        language: a BCP 47 code; when empty, what the document declares, else what its text looks like.
        title: replaces the title that was found.
        keep: `Change.line` numbers of an earlier reading whose changes are to be taken back.

    Raises:
        LimitError: the data are larger than `MAX_BYTES`.
        InputError: empty, binary, damaged or in no known encoding; or nothing is left after cleaning.
        ConfigError: unknown format or language code.

    """
    from translate_flow.reading.language import settle  # noqa: PLC0415 - other formats need no detector

    code = _checked(language)
    if len(data) > MAX_BYTES:
        msg = f"{name}: {len(data) / 2**20:.1f} MB is more than the {MAX_BYTES // 2**20} MB limit; split the document"
        raise LimitError(msg)
    if not data.strip():
        msg = f"{name}: the file is empty; save the article's text into it first"
        raise InputError(msg)
    parsed = _reader(format or guess_format(data, name=name)).parse(data, name=name, keep=keep)
    if not any(segment.text.strip() for segment in parsed.segments):
        msg = f"{name}: no text is left after cleaning; check that the file holds an article, or paste its text"
        raise InputError(msg)
    segments = _titled(parsed.segments, _line(title))
    return Article(code or settle(parsed, name=name), segments, parsed.changes)


def guess_format(data: bytes, *, name: str) -> str:
    """A key of `READERS`, by the suffix of ``name``, else by how the content begins.

    >>> guess_format(b"", name="a.HTM"), guess_format(b"<!doctype html><p>", name="page"), guess_format(b"Hi", name="")
    ('html', 'html', 'text')
    """
    suffix = PurePath(name).suffix.lower()
    by_suffix = next((key for key, reader in READERS.items() if suffix in reader.suffixes), "")
    return by_suffix or _by_content(data)


def _by_content(data: bytes) -> str:
    if data.startswith(b"PK\x03\x04"):
        return next((key for mark, key in _ZIPPED if mark in data), "text")
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return "html" if head.startswith((b"<!doctype html", b"<html")) else "text"


def _reader(format_name: str) -> Reader:
    if format_name not in READERS:
        msg = f"unknown format {format_name!r}; use one of: {', '.join(READERS)}"
        raise ConfigError(msg)
    return READERS[format_name]


def _checked(language: str) -> str:
    from translate_flow.reading.language import normalise  # noqa: PLC0415 - as in read

    return normalise(language) if language.strip() else ""


def _line(title: str) -> str:
    """A title as a person typed it, in one line and without what no document can hold."""
    return " ".join(NOT_XML.sub(" ", title).split())


def _titled(segments: tuple[Segment, ...], title: str) -> tuple[Segment, ...]:
    if not title:
        return segments
    rest = [s for s in segments if s.kind is not Kind.TITLE]
    if rest and rest[0].plain == title:
        return (replace(rest[0], kind=Kind.TITLE), *rest[1:])
    return (Segment(Kind.TITLE, title), *rest)
