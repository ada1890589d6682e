"""Parallel texts for programs and translators: one module per format, which writes a `Bitext` or reads units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from types import MappingProxyType
from typing import BinaryIO, Protocol, cast

from translate_flow.domain.bitext import Bitext, Threshold
from translate_flow.domain.memory import LeftOut, MemoryUnit
from translate_flow.errors import FormatError


class _Writer(Protocol):
    def write(self, bitext: Bitext, *, threshold: Threshold) -> Iterator[bytes]: ...

    def parts(self, bitext: Bitext, *, threshold: Threshold) -> Mapping[str, Iterator[bytes]]: ...


@dataclass(frozen=True, slots=True)
class Format:
    """A format of parallel text.

    ``suffix`` comes without a dot. ``multipart`` says that `parts` gives several files, which belong beside each other
    under one prefix; `write` packs them into one stream (of ``media_type``, named with ``suffix``).
    """

    name: str
    suffix: str
    media_type: str
    multipart: bool = False

    def write(self, bitext: Bitext, *, threshold: Threshold) -> Iterator[bytes]:
        """The file, in chunks: the units that reached ``threshold``, in order, without code blocks.

        The same bitext gives the same bytes. A refusal comes before the first chunk.

        Raises:
            FormatError: nothing reached the threshold, or the format cannot hold a character of some segment.

        """
        return self._module().write(bitext, threshold=threshold)

    def parts(self, bitext: Bitext, *, threshold: Threshold) -> Mapping[str, Iterator[bytes]]:
        """The files by suffix: one for most formats, one per language where ``multipart``.

        Raises:
            FormatError: as in `write`.

        """
        if not self.multipart:
            return {self.suffix: self.write(bitext, threshold=threshold)}
        return self._module().parts(bitext, threshold=threshold)

    def _module(self) -> _Writer:
        return cast("_Writer", import_module(f"{__name__}.{self.name}"))


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "tmx": Format("tmx", "tmx", "application/x-tmx+xml"),
        "tsv": Format("tsv", "tsv", "text/tab-separated-values; charset=utf-8"),
        "csv": Format("csv", "csv", "text/csv; charset=utf-8; header=present"),
        "jsonl": Format("jsonl", "jsonl", "application/x-ndjson"),
        "moses": Format("moses", "moses.zip", "application/zip", multipart=True),
    }
)
"""Every format, by the name the command line takes; its module bears the same name."""

MEMORY_READERS: Mapping[str, str] = MappingProxyType({"tmx": "tmx_reading", "tsv": "tsv_reading"})
"""What a translation memory can be read from: the module by the file's ending."""


class _UnitReader(Protocol):
    def read(
        self,
        stream: BinaryIO,
        *,
        name: str,
        source: str = "",
        language: str = "",
        left_out: Counter[LeftOut] | None = None,
    ) -> Iterator[MemoryUnit]: ...


def read_units(
    stream: BinaryIO, *, name: str, source: str = "", language: str = "", left_out: Counter[LeftOut] | None = None
) -> Iterator[MemoryUnit]:
    """The units of a memory in a file, by the ending of its ``name``; the stream is read little by little.

    A name without an ending, as standard input has, goes by what the file begins with; its stream is rewound for that.
    What the file has and no unit holds is counted in ``left_out`` as the file is read.

    Raises:
        FormatError: no such format, or the file is damaged, hostile or in an unknown language.
        LimitError: a unit is out of proportion.
        ConfigError: the format needs to be told the languages.

    """
    ending = PurePath(name).suffix.lower().removeprefix(".") or _begun(stream)
    module = MEMORY_READERS.get(ending)
    if module is None:
        endings = " or ".join(f".{ending}" for ending in MEMORY_READERS)
        raise FormatError(f"{name}: a memory is read from {endings}; export it as TMX")
    reader = cast("_UnitReader", import_module(f"{__name__}.{module}"))
    return reader.read(stream, name=name, source=source, language=language, left_out=left_out)


def _begun(stream: BinaryIO) -> str:
    start = stream.read(400).replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n")
    stream.seek(0)
    return "tmx" if start.startswith(b"<") else "tsv"
