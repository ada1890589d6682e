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

_WAYS = 6
"""Next words that are gone on from at once: letters typed later often fit one of them, and nothing need be asked."""

_LIKELY = math.log(0.05)
"""What is less likely than the likeliest by more is no suggestion."""

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


Tokens = tuple[str, ...]
Asked = tuple[Tokens, Tokens]
"""Source tokens, and the target tokens that are given."""

Ways = tuple[Tokens, Tokens, int]
"""The same, and how many different next tokens to go on from."""

Scored = tuple[tuple[Tokens, float], ...]


def _weight(ways: int) -> float:
    """What a step takes that goes several ways at once, of one that goes one way."""
    return 1 + (ways - 1) / 16


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
        self._rests: Recent[Ways, Scored] = Recent(self._continuations)
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

    def _answers(self, source: Tokens, prefix: str, n_best: int) -> tuple[str, ...]:
        head, begun = self._split(prefix)
        found = self._rests((source, head, _WAYS))
        if not begun and found[0][0] == _END:
            return ()
        kept = self._shown(head, found, begun)
        if begun and not kept:
            kept = self._shown(head, self._through_words(source, head, begun, n_best), begun)
        if begun and not kept:
            kept = self._inside_word(source, prefix)
        return tuple(kept[:n_best])

    def _shown(self, head: Tokens, found: Scored, begun: str) -> list[str]:
        """The texts of what fits the letters, without what is far less likely than the first of them."""
        scored = [(self._tail(head, rest, begun, whole_word=True), score) for rest, score in found]
        fitting = [(text, score) for text, score in scored if text.strip()]
        return list(dict.fromkeys(text for text, score in fitting if score > fitting[0][1] + _LIKELY))

    def _split(self, prefix: str) -> tuple[Tokens, str]:
        """The tokens of what is whole, and the letters of the word that is not."""
        if self._spaceless and prefix:
            head = tuple(self._tokenizer.encode(prefix))[:-1]
            return head, prefix[len(self._decode(head)) :]
        begun = _BEGUN.search(prefix)
        letters = begun[0] if begun else ""
        whole = prefix[: len(prefix) - len(letters)]
        return tuple(self._tokenizer.encode(whole)) if whole.strip() else (), letters

    def _through_words(self, source: Tokens, head: Tokens, begun: str, n_best: int) -> Scored:
        """Continuations that begin with one of the likeliest words that the letters fit."""
        if (source, head) not in self._firsts and self._late():
            return ()
        scored = self._firsts((source, head))
        fitting = [(token, score) for token, score in scored if self._opening(head, token).startswith(begun)]
        found: list[tuple[Tokens, float]] = []
        for token, score in fitting[:n_best]:
            asked = (source, (*head, token), 1)
            if asked not in self._rests and self._late():
                break
            found.extend(((token, *rest), score) for rest, _ in self._rests(asked))
        return tuple(found)

    def _opening(self, head: Tokens, token: str) -> str:
        before, after = self._decode(head), self._decode((*head, token))
        return after[len(before) :].lstrip() if after.startswith(before) else ""

    def _inside_word(self, source: Tokens, prefix: str) -> list[str]:
        """The prefix as it is, the begun word cut into tokens of its own."""
        asked = (source, tuple(self._tokenizer.encode(prefix)), 1)
        if asked not in self._rests and self._late():
            return []
        texts = (self._tail(asked[1], rest, "", whole_word=False) for rest, _ in self._rests(asked))
        return [text for text in texts if text.strip()]

    def _first_words(self, asked: Asked) -> tuple[tuple[str, float], ...]:
        """The likeliest next tokens with their log-probabilities."""
        found = self._run(*asked, steps=1, n_best=_FIRST_WORDS)
        at = len(self._given) + len(asked[1])
        pairs = zip(found.hypotheses, found.scores, strict=True)
        return tuple((tokens[at], score) for tokens, score in pairs if len(tokens) > at)

    def _continuations(self, asked: Ways) -> Scored:
        """Token sequences that follow, with their log-probabilities; `_END` stands where the translation ends."""
        source, head, ways = asked
        left = self._until - time.monotonic()
        steps = min(max(int((left / self._step - _OVERHEAD) / _weight(ways)), _STEPS[0]), _STEPS[-1])
        found = self._run(source, head, steps=steps, n_best=ways)
        rests = [tuple(tokens[len(self._given) + len(head) :]) for tokens in found.hypotheses]
        ended = [rest if len(rest) >= steps else (*rest, *_END) for rest in rests]
        return tuple(zip(ended, found.scores, strict=True))

    def _late(self) -> bool:
        """Whether not even the shortest continuation would be there in time, as things are."""
        return time.monotonic() + self._step * (_OVERHEAD + _STEPS[0]) > self._until

    def _run(self, source: Tokens, head: Tokens, *, steps: int, n_best: int) -> Any:  # noqa: ANN401 - ctranslate2 has no types
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
            max_input_length=0,
            max_decoding_length=len(prefix) + steps,
        )
        self._step += 0.3 * ((time.monotonic() - started) / (_OVERHEAD + steps * _weight(n_best)) - self._step)
        return result

    def _decode(self, tokens: Sequence[str]) -> str:
        return self._tokenizer.decode([token for token in tokens if token])

    def _tail(self, head: Tokens, tokens: Tokens, begun: str, *, whole_word: bool) -> str:
        """What follows the letters typed, to the end of its phrase; empty where the two do not fit together."""
        before, whole = self._decode(head), self._decode((*head, *tokens))
        if not whole.startswith(before):
            return ""
        text = whole[len(before) :]
        if whole_word and before and not self._spaceless and not text.startswith(" "):
            return ""
        if begun or whole_word:
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
