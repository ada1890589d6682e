"""Hand translations out: parallel texts for programs, editions for readers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from translate_flow.domain.article import Kind
from translate_flow.domain.bitext import Bitext, Threshold
from translate_flow.domain.ports import Store
from translate_flow.errors import ConfigError
from translate_flow.formats import FORMATS
from translate_flow.publishing import EDITIONS, labels_in


@dataclass(frozen=True, slots=True)
class Export:
    """One or more files: ``parts`` are their bytes in chunks by suffix, to be put behind ``stem``."""

    stem: str
    media_type: str
    parts: Mapping[str, Iterator[bytes]]


def formats() -> tuple[str, ...]:
    """Every format by name, parallel texts first."""
    return (*FORMATS, *EDITIONS)


def usual_threshold(format: str) -> Threshold:  # noqa: A002 - the word of the command line
    """What a format takes unless told otherwise: `export` says why."""
    return Threshold.ANY if format in EDITIONS else Threshold.APPROVED


def taken(store: Store, slug: str, *, language: str, threshold: Threshold) -> int:
    """How many segments parallel texts would take.

    Raises:
        NotFoundError: no such article, or it is not open for the language.

    """
    with store.read() as uow:
        units = uow.targets.bitext(slug, language).at(threshold)
    return sum(unit.segment.kind is not Kind.CODE for unit in units)


def export(
    store: Store,
    slug: str,
    *,
    language: str,
    format: str,  # noqa: A002 - the word of the command line
    threshold: Threshold | None = None,
    bilingual: bool = False,
    packed: bool = False,
) -> Export:
    """An article's translation in a format.

    Parallel texts take what is approved unless told otherwise, for others will train and match on them. An edition
    takes what there is and says at its top how much is approved, in its own language where there is a catalog for it.
    ``packed`` puts a format of several files into one.

    Raises:
        NotFoundError: no such article, or it is not open for the language.
        FormatError: nothing reached the threshold, or the format cannot hold the text.
        ConfigError: ``bilingual`` does not apply to the format.

    """
    with store.read() as uow:
        bitext = uow.targets.bitext(slug, language)
    stem = f"{slug}.{language}"
    chosen = threshold or usual_threshold(format)
    if format in EDITIONS:
        edition = EDITIONS[format]
        chunks = edition.write(bitext, threshold=chosen, bilingual=bilingual, labels=labels_in(language))
        return Export(f"{stem}.bilingual" if bilingual else stem, edition.media_type, {f".{edition.suffix}": chunks})
    if bilingual:
        raise ConfigError(f"{format} always holds both languages; leave out --bilingual")
    return _parallel(bitext, format, chosen, packed=packed)


def _parallel(bitext: Bitext, name: str, threshold: Threshold, *, packed: bool) -> Export:
    chosen, stem = FORMATS[name], f"{bitext.slug}.{bitext.language}"
    if packed or not chosen.multipart:
        return Export(stem, chosen.media_type, {f".{chosen.suffix}": chosen.write(bitext, threshold=threshold)})
    parts = chosen.parts(bitext, threshold=threshold)
    return Export(
        f"{bitext.slug}.{bitext.source}-{bitext.language}",
        chosen.media_type,
        {f".{suffix}": chunks for suffix, chunks in parts.items()},
    )
