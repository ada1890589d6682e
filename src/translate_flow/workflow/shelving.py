"""Put whole articles aside or into the bin, bring them back, and purge what nobody brought back in time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.ports import Entry, Splitter, Store, UnitOfWork
from translate_flow.domain.shelves import Shelf
from translate_flow.errors import NotFoundError
from translate_flow.workflow.remembering import catch_up


def archive(store: Store, slugs: Sequence[str], *, by: str) -> Sequence[Entry]:
    """Archive these articles, all of them or none: read-only for good, and out of everybody's way.

    Raises:
        NotFoundError: an article is not there.
        NotAllowedError: ``by`` may not coordinate.
        ShelvedError: an article is deleted.

    """
    return _moved(store, slugs, lambda uow, slug: uow.shelves.archive(slug), by=by)


def delete(store: Store, slugs: Sequence[str], *, by: str, days: int, now: datetime | None = None) -> Sequence[Entry]:
    """Put these articles into the bin for so many days, all of them or none; one that is there keeps its time.

    Raises:
        NotFoundError: an article is not there.
        NotAllowedError: ``by`` may not coordinate.

    """
    until = (now or datetime.now(UTC)) + timedelta(days=days)
    return _moved(store, slugs, lambda uow, slug: uow.shelves.delete(slug, until=until), by=by)


def restore(store: Store, slugs: Sequence[str], *, by: str, seen: Shelf | None = None) -> Sequence[Entry]:
    """Bring these articles back to where they were before, all of them or none.

    ``seen`` is where whoever asks saw them: two who restore the same article must not take it two steps.

    Raises:
        NotFoundError: an article is not there.
        NotAllowedError: ``by`` may not coordinate.
        ConflictError: an article is no longer where it was seen.

    """
    return _moved(store, slugs, lambda uow, slug: uow.shelves.restore(slug, seen=seen), by=by)


def opened_again(store: Store, slug: str, *, by: str) -> Entry | None:
    """The article of that name, brought back to work from wherever it is; None where there is none."""
    with store.write(by=by) as uow:
        try:
            while (entry := uow.articles.anywhere(slug)).shelf is not Shelf.OPEN:
                uow.shelves.restore(slug)
        except NotFoundError:
            return None
        return entry


def _moved(store: Store, slugs: Sequence[str], move: Callable[[UnitOfWork, str], None], *, by: str) -> Sequence[Entry]:
    wanted = list(dict.fromkeys(slugs))
    with store.write(by=by) as uow:
        for slug in wanted:
            move(uow, slug)
        return [uow.articles.anywhere(slug) for slug in wanted]


def purge(store: Store, slugs: Sequence[str], *, by: str, splitter: Splitter, seen: Shelf | None = None) -> None:
    """Delete these articles for good and at once, wherever they stand, all of them or none.

    What they taught the memory stays, and what it has yet to learn it learns first. ``seen`` is where whoever asks saw
    them: what somebody restored meanwhile is not purged.

    Raises:
        NotFoundError: an article is not there.
        ConflictError: an article is no longer where it was seen.
        NotAllowedError: ``by`` may not administer.

    """
    catch_up(store, splitter=splitter)
    with store.write(by=by) as uow:
        for slug in dict.fromkeys(slugs):
            uow.shelves.purge(slug, seen=seen)


def empty_bin(store: Store, *, now: datetime | None = None) -> Sequence[str]:
    """Purge what can no longer be restored, each article in a transaction of its own; returns which.

    In the name of whoever holds the workspace's files: for commands and the worker.
    """
    at = now or datetime.now(UTC)
    with store.read() as uow:
        due = uow.shelves.due(at)
    return [slug for slug in due if _purged(store, slug, at)]


def _purged(store: Store, slug: str, at: datetime) -> bool:
    """Whether it was purged: somebody may have restored it meanwhile."""
    with store.write(by=LOCAL_OWNER) as uow:
        due = slug in uow.shelves.due(at)
        if due:
            uow.shelves.purge(slug)
        return due


def counts(store: Store) -> Mapping[Shelf, int]:
    """How many articles stand where."""
    with store.read() as uow:
        return uow.shelves.counts()
