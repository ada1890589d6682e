"""Editions for readers: one module per kind, each writes a `Bitext` as one document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import Protocol, cast

from translate_flow.domain.bitext import Bitext, Threshold
from translate_flow.publishing.labels import ENGLISH, Labels, labels_in

__all__ = ["EDITIONS", "ENGLISH", "Edition", "Labels", "labels_in"]


class _Writer(Protocol):
    def write(
        self, bitext: Bitext, *, threshold: Threshold, bilingual: bool, labels: Labels
    ) -> Iterator[bytes]: ...  # fmt: skip


@dataclass(frozen=True, slots=True)
class Edition:
    """A kind of edition; ``suffix`` comes without a dot, ``module`` is the file of this package that writes it."""

    name: str
    suffix: str
    media_type: str
    module: str

    def write(
        self, bitext: Bitext, *, threshold: Threshold, bilingual: bool = False, labels: Labels = ENGLISH
    ) -> Iterator[bytes]:
        """The document, in chunks; the same bitext gives the same bytes. A refusal comes before the first chunk.

        A segment whose target has not reached ``threshold`` is shown in the source language and marked. The head says
        which share of the words is approved, and says so when a text shown is a machine's, is stale or comes from the
        demo model. Code blocks are always the source's.

        Raises:
            FormatError: the document cannot hold a character of some segment.

        """
        writer = cast("_Writer", import_module(f"{__name__}.{self.module}"))
        return writer.write(bitext, threshold=threshold, bilingual=bilingual, labels=labels)


EDITIONS: Mapping[str, Edition] = MappingProxyType(
    {
        "md": Edition("md", "md", "text/markdown; charset=utf-8", "markdown"),
        "txt": Edition("txt", "txt", "text/plain; charset=utf-8", "text"),
        "html": Edition("html", "html", "text/html; charset=utf-8", "html"),
    }
)
"""Every kind of edition, by the name the command line takes."""
