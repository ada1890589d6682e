"""Sentences of a workspace to measure engines with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from translate_flow.domain.article import Kind
from translate_flow.domain.languages import primary
from translate_flow.domain.ports import Splitter, Store
from translate_flow.domain.shelves import Shelf


def sentences(store: Store, language: str, *, splitter: Splitter, samples: Iterable[str] = ()) -> Iterator[str]:
    """Different sentences: those of articles in ``language``, then those of ``samples``, paragraphs cut as English."""
    seen: set[str] = set()
    texts = [*((text, language) for text in _stored(store, language)), *((text, "en") for text in samples)]
    for text, written in texts:
        for sentence in _cut(text, written, splitter):
            if len(sentence) > 2 and sentence not in seen:
                seen.add(sentence)
                yield sentence


def _cut(text: str, language: str, splitter: Splitter) -> Iterator[str]:
    flowing = " ".join(text.split())
    return (flowing[span.start : span.end].strip() for span in splitter.spans(flowing, language))


def _stored(store: Store, language: str) -> Iterator[str]:
    """The texts of the articles in a language, whatever its region; code is none."""
    with store.read() as uow:
        for entry in (*uow.articles.all(), *uow.articles.all(Shelf.ARCHIVED)):
            if primary(entry.language) == primary(language):
                for item in uow.articles.segments(entry.slug):
                    if item.segment.kind is not Kind.CODE:
                        yield item.segment.plain
