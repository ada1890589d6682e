"""Send a sentence to an engine once while its answer is remembered, and read no further ahead than the engine does."""

from __future__ import annotations

from collections import Counter, OrderedDict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

REMEMBERED = 8_192
"""Answers kept for a repeat; one that is waited for is kept in any case. About 20 MB of choices."""

Asked = TypeVar("Asked", bound=Hashable)
Answer = TypeVar("Answer")


class Repeats(Generic[Asked, Answer]):
    """Answers to groups of sentences, in order; iterate over it once.

    ``groups`` are read only as far as the engine reads its input. A sentence may carry what its answer depends on.
    """

    def __init__(
        self,
        groups: Iterable[Sequence[Asked]],
        *,
        ask: Callable[[Iterable[Asked]], Iterator[Answer]],
        remembered: int = REMEMBERED,
    ) -> None:
        self._groups = iter(groups)
        self._ask = ask
        self._remembered = remembered
        self._read: deque[Sequence[Asked]] = deque()
        self._unsent: deque[Asked] = deque()
        self._waited_for: Counter[Asked] = Counter()
        self._known: OrderedDict[Asked, Answer] = OrderedDict()

    def __iter__(self) -> Iterator[list[Answer]]:
        """One list of answers for each group, beside its sentences; what ``ask`` raises is raised here.

        ``ask`` has to give one for every sentence, or raise (see `asking.ask`).
        """
        answers = self._ask(self._fresh())
        while self._read or self._read_group():
            yield [self._answer(sentence, answers) for sentence in self._read.popleft()]

    def _fresh(self) -> Iterator[Asked]:
        while self._unsent or self._read_group():
            if self._unsent:
                yield self._unsent.popleft()

    def _read_group(self) -> bool:
        group = next(self._groups, None)
        if group is None:
            return False
        for sentence in group:
            if sentence not in self._known and not self._waited_for[sentence]:
                self._unsent.append(sentence)
            self._waited_for[sentence] += 1
        self._read.append(group)
        return True

    def _answer(self, sentence: Asked, answers: Iterator[Answer]) -> Answer:
        # Sentences are sent in the order of their first appearance: the next answer is that of the first unknown one.
        if sentence not in self._known:
            self._known[sentence] = next(answers)
        self._known.move_to_end(sentence)
        self._waited_for[sentence] -= 1
        if not self._waited_for[sentence]:
            del self._waited_for[sentence]
        found = self._known[sentence]
        self._forget()
        return found

    def _forget(self) -> None:
        while len(self._known) > self._remembered:
            oldest = next(iter(self._known))
            if self._waited_for[oldest]:
                self._known.move_to_end(oldest)
                return
            del self._known[oldest]
