"""Continue a translation from what was typed: a forced prefix, letters of a word begun, an answer in time or none.

CTranslate2 reads a target prefix in one step where it is asked for alternatives, and token by token where it is not;
so every decoding here asks for alternatives, even for one. A callback that stops it in time would abort the process
at its end (CTranslate2 4.6), so the number of steps is bounded by how long the last ones took.
"""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Generic, Protocol, TypeVar

import regex

from translate_flow.engines.packages import Package
from translate_flow.engines.tokenizing import Tokenizer
from translate_flow.errors import EngineError

BUDGET = 0.11
"""Seconds that a completion may decode: with the way to the page and back it is there within 150 ms."""

LONGEST = 160
"""Source tokens; a longer sentence is not completed, as reading it alone takes too long."""

MOST_WORDS = 8
_STEPS = range(3, 15)
"""Tokens decoded after the prefix; the fewest give a word, the most a phrase."""

_OVERHEAD = 4
"""Reading sentence and prefix takes about as long as so many steps."""

_FIRST_WORDS = 24
"""How many next words are weighed against the letters typed."""

_LIKELY = 0.05
"""A less likely next word is no suggestion; the likeliest always is one."""

_END = ("",)
_ROUTE_SECONDS = 5.0
_CACHED = 512
_SPACELESS = frozenset({"zh", "zt", "ja", "th", "lo", "km", "my"})
_BEGUN = regex.compile(r"\S*$")
_ENDED = regex.compile(r"[.!?…。！？؟।][\"'”’»)\]]*$")
_CLAUSE = regex.compile(r"[,;:.!?…、。，；：！？،؛؟।](?=[\s\p{Lo}\p{Lm}]|$)[\"'”’»)\]]*")
_WORD = regex.compile(r"\s*\S+")

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Recent(Generic[Key, Value]):
    """The values used last, made when they are missing."""

    def __init__(self, make: Callable[[Key], Value], *, capacity: int = _CACHED) -> None:
        self._make = make
        self._kept: OrderedDict[Key, Value] = OrderedDict()
        self._capacity = capacity

    def __call__(self, key: Key) -> Value:
        """The value of ``key``."""
        if key not in self._kept:
            self._kept[key] = self._make(key)
        self._kept.move_to_end(key)
        while len(self._kept) > self._capacity:
            self._kept.popitem(last=False)
        return self._kept[key]

    def __contains__(self, key: Key) -> bool:
        """Whether the value is at hand."""
        return key in self._kept


Asked = tuple[tuple[str, ...], tuple[str, ...]]
"""Source tokens, and the target tokens that are given."""


class Completer:
    """Continues translations with one loaded model; one request at a time, the next ones wait or get nothing."""

    def __init__(
        self,
        translator: Any,  # noqa: ANN401 - ctranslate2 has no types
        tokenizer: Tokenizer,
        *,
        given: Sequence[str],
        language: str,
        name: str,
    ) -> None:
        """``given`` are the tokens that every translation of the model begins with, ``language`` is the target's."""
        self._translator, self._tokenizer, self._name = translator, tokenizer, name
        self._given = tuple(given)
        self._spaceless = language.partition("-")[0] in _SPACELESS
        self._lock = threading.Lock()
        self._step = 0.005
        self._firsts: Recent[Asked, tuple[tuple[str, float], ...]] = Recent(self._first_words)
        self._rests: Recent[tuple[Asked, int], tuple[tuple[str, ...], ...]] = Recent(self._continuations)
        self._until = 0.0

    def complete(self, sentence: str, prefix: str, *, n_best: int, until: float) -> tuple[str, ...]:
        """What may follow ``prefix`` directly, best first; nothing where time runs out (``until``, monotonic seconds).

        Raises:
            EngineError: the model refuses to run.

        """
        tokens = tuple(self._tokenizer.encode(sentence))
        left = until - time.monotonic()
        if not tokens or len(tokens) > LONGEST or _ENDED.search(prefix) or left <= 0:
            return ()
        if not self._lock.acquire(timeout=left):
            return ()
        try:
            self._until = until
            return self._answers(tokens, prefix, n_best)
        except (RuntimeError, ValueError, MemoryError) as exc:
            raise EngineError(f"{self._name}: the model failed: {exc}; install the package again") from exc
        finally:
            self._lock.release()

    def _answers(self, source: tuple[str, ...], prefix: str, n_best: int) -> tuple[str, ...]:
        head, begun = self._split(prefix)
        found = self._through_words(source, head, begun, n_best) if begun else self._rests(((source, head), n_best))
        if not begun and found[0] == _END:
            return ()
        shown = (self._tail(head, tokens, begun, complete_word=not prefix or not begun) for tokens in found)
        kept = list(dict.fromkeys(text for text in shown if text))[:n_best]
        if not kept and begun:
            kept = self._inside_word(source, prefix)
        return tuple(kept)

    def _split(self, prefix: str) -> tuple[tuple[str, ...], str]:
        """The tokens of what is whole, and the letters of the word that is not."""
        if self._spaceless and prefix:
            head = tuple(self._tokenizer.encode(prefix))[:-1]
            return head, prefix[len(self._decode(head)) :]
        begun = _BEGUN.search(prefix)
        letters = begun[0] if begun else ""
        whole = prefix[: len(prefix) - len(letters)]
        return tuple(self._tokenizer.encode(whole)) if whole.strip() else (), letters

    def _through_words(
        self, source: tuple[str, ...], head: tuple[str, ...], begun: str, n_best: int
    ) -> Sequence[tuple[str, ...]]:
        """Continuations that begin with one of the likeliest words that the letters fit."""
        found: list[tuple[str, ...]] = []
        for token in self._fitting(source, head, begun)[:n_best]:
            asked = ((source, (*head, token)), 1)
            if asked not in self._rests and time.monotonic() + self._least() > self._until:
                break
            found.extend((token, *rest) for rest in self._rests(asked))
        return found

    def _fitting(self, source: tuple[str, ...], head: tuple[str, ...], begun: str) -> list[str]:
        """The likeliest next tokens that begin with the letters, as long as they are not far less likely."""
        scored = self._firsts((source, head))
        fitting = [(token, score) for token, score in scored if self._opening(head, token).startswith(begun)]
        return [token for token, score in fitting if score > fitting[0][1] + math.log(_LIKELY)]

    def _opening(self, head: tuple[str, ...], token: str) -> str:
        before, after = self._decode(head), self._decode((*head, token))
        return after[len(before) :].lstrip() if after.startswith(before) else ""

    def _inside_word(self, source: tuple[str, ...], prefix: str) -> list[str]:
        """The prefix as it is, the begun word cut into tokens of its own."""
        if time.monotonic() + self._least() > self._until:
            return []
        head = tuple(self._tokenizer.encode(prefix))
        texts = (self._tail(head, tokens, "", complete_word=False) for tokens in self._rests(((source, head), 1)))
        return [text for text in texts if text.strip()]

    def _first_words(self, asked: Asked) -> tuple[tuple[str, float], ...]:
        """The likeliest next tokens with their log-probabilities."""
        found = self._run(*asked, steps=1, n_best=_FIRST_WORDS)
        at = len(self._given) + len(asked[1])
        pairs = zip(found.hypotheses, found.scores, strict=True)
        return tuple((tokens[at], score) for tokens, score in pairs if len(tokens) > at)

    def _continuations(self, key: tuple[Asked, int]) -> tuple[tuple[str, ...], ...]:
        """Token sequences that follow; `_END` stands where the translation ends."""
        (source, head), n_best = key
        left = self._until - time.monotonic()
        steps = min(max(int(left / self._step) - _OVERHEAD, _STEPS[0]), _STEPS[-1])
        found = self._run(source, head, steps=steps, n_best=n_best, likely=_LIKELY)
        rests = [tuple(tokens[len(self._given) + len(head) :]) for tokens in found.hypotheses]
        return tuple(rest if len(rest) >= steps else (*rest, *_END) for rest in rests)

    def _least(self) -> float:
        """Seconds that the shortest continuation takes, as things are."""
        return self._step * (_OVERHEAD + _STEPS[0])

    def _run(
        self, source: tuple[str, ...], head: tuple[str, ...], *, steps: int, n_best: int, likely: float = 0.0
    ) -> Any:  # noqa: ANN401 - ctranslate2 has no types
        started = time.monotonic()
        prefix = [*self._given, *head]
        (result,) = self._translator.translate_batch(
            [list(source)],
            target_prefix=[prefix] if prefix else None,
            beam_size=1,
            num_hypotheses=n_best,
            return_alternatives=True,
            return_scores=True,
            length_penalty=0,
            min_alternative_expansion_prob=likely,
            max_input_length=0,
            max_decoding_length=len(prefix) + steps,
        )
        self._step += 0.3 * ((time.monotonic() - started) / (_OVERHEAD + steps) - self._step)
        return result

    def _decode(self, tokens: Sequence[str]) -> str:
        return self._tokenizer.decode([token for token in tokens if token])

    def _tail(self, head: tuple[str, ...], tokens: Sequence[str], begun: str, *, complete_word: bool) -> str:
        """What follows the letters typed, to the end of its phrase; empty where the two do not fit together."""
        before, whole = self._decode(head), self._decode((*head, *tokens))
        if not whole.startswith(before):
            return ""
        text = whole[len(before) :]
        if complete_word and before and not self._spaceless and not text.startswith(" "):
            return ""
        if begun or complete_word:
            text = text.lstrip()
        if not text.startswith(begun):
            return ""
        return self._phrase(text[len(begun) :], ended=tokens[-1] == "")

    def _phrase(self, text: str, *, ended: bool) -> str:
        """Whole words to the end of the clause; a last word that decoding cut off is left out."""
        if clause := _CLAUSE.search(text, 1):
            return text[: clause.end()]
        words = _WORD.findall(text)
        if not ended and not self._spaceless:
            words = words[:-1]
        return "".join(words[:MOST_WORDS])


class Continues(Protocol):
    """What completing needs of a loaded model (`models.Model`, which holds a `Completer`)."""

    def draft(self, sentence: str) -> str:
        """The translation of one sentence."""

    def complete(self, sentence: str, prefix: str, *, n_best: int, until: float) -> tuple[str, ...]:
        """See Completer."""


class Continuing:
    """Completes along a route of packages; models load in a thread of their own, for who types does not wait.

    Through a pivot only the last step is continued: the steps before it are drafted once and remembered.
    """

    def __init__(self, load: Callable[[Package], Continues], route: Callable[[str, str], Sequence[Package]]) -> None:
        """``load`` may take seconds; ``route`` finds the packages between two languages."""
        self._load, self._route = load, route
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="completing")
        self._models: Recent[Package, Future[Continues]] = Recent(self._begin, capacity=4)
        self._drafts: Recent[tuple[Package, str], str] = Recent(self._draft)
        self._known: dict[tuple[str, str], tuple[float, Sequence[Package]]] = {}
        self._lock = threading.Lock()

    def complete(self, sentence: str, prefix: str, *, source: str, target: str, n_best: int) -> tuple[str, ...]:
        """See `domain.ports.Engine`."""
        until = time.monotonic() + BUDGET
        route = self._fresh_route(source, target)
        with self._lock:
            loading = [self._models(package) for package in route]
            if not all(model.done() for model in loading):
                return ()
            models = [model.result() for model in loading]
            for package in route[:-1]:
                sentence = self._drafts((package, sentence))
        return models[-1].complete(sentence, prefix, n_best=n_best, until=until)

    def _fresh_route(self, source: str, target: str) -> Sequence[Package]:
        """The route; looking it up reads the folder of packages, which is done every few seconds only."""
        now = time.monotonic()
        seen, route = self._known.get((source, target), (-_ROUTE_SECONDS, ()))
        if now - seen > _ROUTE_SECONDS:
            route = self._route(source, target)
            self._known[source, target] = now, route
        return route

    def _begin(self, package: Package) -> Future[Continues]:
        return self._pool.submit(self._load, package)

    def _draft(self, key: tuple[Package, str]) -> str:
        package, sentence = key
        return self._models(package).result().draft(sentence)
