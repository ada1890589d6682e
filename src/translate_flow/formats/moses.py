"""Write a bitext as Moses' two plain files, line by line parallel: for training and evaluation tools."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from io import RawIOBase
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from translate_flow.domain.bitext import Bitext, Threshold, Unit
from translate_flow.domain.export import filename
from translate_flow.domain.inline import plain
from translate_flow.errors import FormatError
from translate_flow.formats.taking import take

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer  # Python 3.12 has collections.abc.Buffer


def parts(bitext: Bitext, *, threshold: Threshold) -> Mapping[str, Iterator[bytes]]:
    """The two files by suffix, which are the language codes: UTF-8, one segment per line, no inline tags.

    Line breaks and runs of white space become one space. Lost: everything but the text, and pairs in which one side
    has none (a segment that is only a picture).

    Raises:
        FormatError: nothing reached the threshold, or a character is not text.

    """
    units = _worded(bitext, threshold)
    return {
        bitext.source: (f"{_source(unit)}\n".encode() for unit in units),
        bitext.language: (f"{_target(unit)}\n".encode() for unit in units),
    }


def write(bitext: Bitext, *, threshold: Threshold) -> Iterator[bytes]:
    """Both files in one zip archive, whose bytes depend on the texts alone.

    Raises:
        FormatError: as in `parts`.

    """
    return _zip({filename(bitext, suffix): lines for suffix, lines in parts(bitext, threshold=threshold).items()})


def _worded(bitext: Bitext, threshold: Threshold) -> tuple[Unit, ...]:
    units = take(bitext, threshold=threshold, form="Moses")
    worded = tuple(unit for unit in units if _source(unit) and _target(unit))
    if not worded:
        msg = f"{bitext.slug} has no line of text on both sides in {bitext.language}; export as tmx or jsonl"
        raise FormatError(msg)
    return worded


def _source(unit: Unit) -> str:
    return _flatten(unit.segment.plain)


def _target(unit: Unit) -> str:
    return _flatten(plain(unit.target.text, unit.segment.codes))


def _flatten(text: str) -> str:
    return " ".join(text.split())


def _zip(files: Mapping[str, Iterable[bytes]]) -> Iterator[bytes]:
    sink = _Sink()
    with ZipFile(sink, "w") as archive:
        for name, chunks in files.items():
            info = ZipInfo(name)  # dated 1980-01-01, the earliest a zip can say
            info.compress_type = ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            with archive.open(info, "w") as member:
                for chunk in chunks:
                    member.write(chunk)
                    yield sink.drain()
    yield sink.drain()


class _Sink(RawIOBase):
    """Takes what the archive writes and hands it on, so that it never lies in memory as a whole."""

    def __init__(self) -> None:
        self._chunks: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, chunk: ReadableBuffer, /) -> int:
        data = bytes(chunk)
        self._chunks.append(data)
        return len(data)

    def drain(self) -> bytes:
        data = b"".join(self._chunks)
        self._chunks.clear()
        return data
