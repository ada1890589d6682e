"""The termbase at work: find terms for the editor and for drafting, bring termbases in, hand them out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from translate_flow.domain.bitext import Unit
from translate_flow.domain.inline import plain
from translate_flow.domain.languages import check
from translate_flow.domain.ports import Store, UnitOfWork
from translate_flow.domain.terms import Term, TermHit, checked
from translate_flow.errors import ConflictError, NotFoundError
from translate_flow.formats.termbases import TERM_FORMATS, Wanted, guess
from translate_flow.matching.terms import Termbase
from translate_flow.workflow.exporting import Export

_PLACE = "the term"


def termbase(uow: UnitOfWork, *, source: str, language: str, collection: str = "") -> Termbase:
    """The terms of a language pair, ready to be found; the store keeps them built while they stay the same.

    In a collection its own terms go before everybody's of the same source. One without its own has everybody's, the
    very same object.
    """
    everybodys = uow.terms.built(Termbase, source=source, language=language)
    if not collection:
        return everybodys
    return uow.terms.built(Termbase, source=source, language=language, collection=collection).over(everybodys)


def termbase_of(uow: UnitOfWork, segment: int, language: str) -> Termbase:
    """The terms that count for a segment in a language: everybody's and those of its article's collection.

    Raises:
        NotFoundError: there is no such segment.

    """
    home = uow.articles.home(segment)
    return termbase(uow, source=home.language, language=language, collection=home.collection)


def hits(uow: UnitOfWork, unit: Unit, *, text: str | None = None) -> Sequence[TermHit]:
    """How the target of a segment uses the terms of its source; spans are in the plain texts, without inline tags.

    ``text`` is what is typed now, with its tags; the stored target when left out.
    """
    terms = termbase_of(uow, unit.id, unit.target.language)
    target = unit.target.text if text is None else text
    return terms.hits(unit.segment.plain, plain(target, unit.segment.codes))


@dataclass(frozen=True, slots=True)
class Imported:
    """How many terms an import kept, and what of the files it could not keep, one line each."""

    terms: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exported:
    """A termbase as a file, how many terms it holds, and what it does not hold, one line each."""

    file: Export
    terms: int
    notes: tuple[str, ...] = ()


def import_terms(
    store: Store,
    files: Iterable[tuple[str, bytes]],
    *,
    by: str,
    source: str = "",
    language: str = "",
    format: str = "",  # noqa: A002 - the word of the command line
    collection: str = "",
) -> Imported:
    """Keep the terms of files, given as name and content: of all of them or, where one is refused, of none.

    They become everybody's, or those of the ``collection``.
    ``source`` and ``language`` choose among the languages of a file, or name them where it does not. A term that is
    known already is replaced.

    Raises:
        FormatError: a file or one of its terms cannot be kept; the text names the line.
        LimitError: a file is too large.
        NotAllowedError: ``by`` may not set terms.
        NotFoundError: there is no such collection.

    """
    wanted = _wanted(source, language)
    terms: list[Term] = []
    notes: list[str] = []
    for name, data in files:
        chosen = TERM_FORMATS[format] if format else guess(data, name)
        found = chosen.read(data, name=name, wanted=wanted)
        terms += [replace(term, collection=collection) for term in found.terms]
        notes += found.notes
    with store.write(by=by) as uow:
        return Imported(uow.terms.add(terms), tuple(notes))


def export_terms(
    store: Store,
    *,
    format: str,  # noqa: A002 - the word of the command line
    source: str = "",
    language: str = "",
    collection: str = "",
) -> Exported:
    """Everybody's termbase in a format, or a collection's own terms; of one language pair or of all.

    Raises:
        FormatError: there is no term.
        NotFoundError: there is no such collection.

    """
    wanted, chosen = _wanted(source, language), TERM_FORMATS[format]
    with store.read() as uow:
        _check_collection(uow, collection)
        terms = uow.terms.all(source=wanted.source, language=wanted.language, collection=collection)
    written = chosen.write(terms)
    stem = "-".join(part for part in ("terms", collection, wanted.source, wanted.language) if part)
    file = Export(stem, chosen.media_type, {f".{chosen.suffix}": written.chunks})
    return Exported(file, len(terms), written.notes)


def add(store: Store, term: Term, *, by: str, replacing: bool = True) -> Term:
    """Keep one term; gives it back as it was kept.

    Raises:
        FormatError: it is no term.
        ConflictError: it is known already, and not ``replacing``.
        NotAllowedError: ``by`` may not set terms.

    """
    kept = checked(term, place=_PLACE)
    with store.write(by=by) as uow:
        if not replacing:
            _refuse_known(uow, kept)
        uow.terms.add([kept])
    return kept


def change(store: Store, before: Term, after: Term, *, by: str) -> Term:
    """Put ``after`` in the place of ``before``; gives it back as it was kept.

    Raises:
        FormatError: it is no term.
        ConflictError: ``before`` is no longer as it was, or there is another term with the new source and target.
        NotAllowedError: ``by`` may not set terms.

    """
    kept = checked(after, place=_PLACE)
    with store.write(by=by) as uow:
        _discard(uow, before)
        _refuse_known(uow, kept)
        uow.terms.add([kept])
    return kept


def delete(store: Store, term: Term, *, by: str) -> None:
    """Delete one term; `add` takes it back.

    Raises:
        ConflictError: it is no longer as it was.
        NotAllowedError: ``by`` may not set terms.

    """
    with store.write(by=by) as uow:
        _discard(uow, term)


def _discard(uow: UnitOfWork, term: Term) -> None:
    if uow.terms.stored(term) != term:
        raise ConflictError(f"{_PLACE} {term.source[:60]!r} was changed or deleted meanwhile; look at it again")
    uow.terms.discard(term)


def _refuse_known(uow: UnitOfWork, term: Term) -> None:
    if uow.terms.stored(term):
        named = f"{term.source[:60]!r}, {term.target[:60]!r}"
        raise ConflictError(f"there is a term {named} already; edit that one")


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the terms that were asked for, and how many there are in all."""

    terms: Sequence[Term]
    total: int


def page(
    store: Store,
    text: str,
    *,
    source: str = "",
    language: str = "",
    collection: str = "",
    number: int,
    size: int,
) -> Page:
    """The page ``number`` (from 1) of the terms that hold ``text`` on either side, in any case; by source.

    They are everybody's, or a collection's own. Past the last page stands the last one.
    """
    wanted = _wanted(source, language)
    among = {"source": wanted.source, "language": wanted.language, "collection": collection}
    with store.read() as uow:
        total = uow.terms.count(text, **among)
        last = max(0, total - 1) // size
        offset = min(number - 1, last) * size
        return Page(uow.terms.search(text, limit=size, offset=offset, **among), total)


def pairs(store: Store) -> Sequence[tuple[str, str, int]]:
    """Source and target languages of the termbase, and how many terms they have; the most first."""
    with store.read() as uow:
        return uow.terms.pairs()


def search(
    store: Store, text: str, *, source: str = "", language: str = "", collection: str = "", limit: int = 100
) -> Sequence[Term]:
    """Terms that hold ``text`` on either side, in any case, everybody's or a collection's own; by source.

    Raises:
        NotFoundError: there is no such collection.

    """
    wanted = _wanted(source, language)
    with store.read() as uow:
        _check_collection(uow, collection)
        return uow.terms.search(
            text, source=wanted.source, language=wanted.language, collection=collection, limit=limit
        )


def remove(
    store: Store, source_text: str, target: str = "", *, source: str, language: str, by: str, collection: str = ""
) -> int:
    """Delete the terms of a source text, all or the one with this target; returns how many there were.

    They are everybody's, or a collection's own.

    Raises:
        NotFoundError: there was none, or there is no such collection.
        NotAllowedError: ``by`` may not set terms.

    """
    wanted = _wanted(source, language)
    with store.write(by=by) as uow:
        _check_collection(uow, collection)
        texts = map(_spaced, (source_text, target))
        count = uow.terms.remove(*texts, source=wanted.source, language=wanted.language, collection=collection)
    if not count:
        raise NotFoundError(
            f"there is no such term {wanted}: {source_text[:60]!r}; translate-flow terms search shows what there is"
        )
    return count


def _check_collection(uow: UnitOfWork, name: str) -> None:
    if name:
        uow.collections.get(name)


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _wanted(source: str, language: str) -> Wanted:
    return Wanted(check(source) if source else "", check(language) if language else "")
