"""Parallel texts for programs and translators: one module per format, each writes a `Bitext` as bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import Protocol, cast

from translate_flow.domain.bitext import Bitext, Threshold


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
