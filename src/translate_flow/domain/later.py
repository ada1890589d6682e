"""A sequence whose items are made when somebody looks at them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar, overload

Made_co = TypeVar("Made_co", covariant=True)


class Later(Sequence[Made_co]):
    """What ``make`` gives, asked for once, at the first look; equal to any sequence of the same items.

    >>> made = Later(lambda: print("made") or "ab")
    >>> len(made), made[0]
    made
    (2, 'a')
    """

    __slots__ = ("_items", "_make")

    def __init__(self, make: Callable[[], Iterable[Made_co]]) -> None:
        self._make: Callable[[], Iterable[Made_co]] | None = make
        self._items: tuple[Made_co, ...] = ()

    def _made(self) -> tuple[Made_co, ...]:
        if self._make is not None:
            # what the making holds on to is let go with it
            self._items, self._make = tuple(self._make()), None
        return self._items

    @overload
    def __getitem__(self, index: int) -> Made_co: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Made_co]: ...
    def __getitem__(self, index: int | slice) -> Made_co | Sequence[Made_co]:
        return self._made()[index]

    def __len__(self) -> int:
        return len(self._made())

    def __iter__(self) -> Iterator[Made_co]:
        return iter(self._made())

    def __eq__(self, other: object) -> bool:
        return self._made() == tuple(other) if isinstance(other, Sequence) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._made())
