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
from typing import Any, Generic, TypeVar

import regex

from translate_flow.domain.languages import is_spaceless
from translate_flow.engines.tokenizing import Tokenizer
from translate_flow.errors import EngineError

LONGEST = 160
"""Source tokens; a longer sentence is not completed, as reading it alone takes too long."""

MOST_WORDS = 8
_STEPS = (3, 5, 8, 11, 14)
"""Tokens decoded after the prefix; the fewest give a word, the most a phrase. Few choices, so that answers recur."""

_OVERHEAD = 4
"""Reading sentence and prefix takes about as long as so many steps."""

_FIRST_WORDS = 24
"""How many next words are weighed against the letters typed."""

_WAYS = 6
"""Next words that are gone on from at once: letters typed later often fit one of them, and nothing need be asked."""

_LIKELY = math.log(0.05)
"""What is less likely than the likeliest by more is no suggestion."""

_END = ("",)
_CACHED = 512
_BEGUN = regex.compile(r"\S*$")
_ENDED = regex.compile(r"[.!?…。！？؟।][\"'”’»)\]]*$")
_CLAUSE = regex.compile(r"[,;:.!?…、。，；：！？،؛؟।](?=[\s\p{Lo}\p{Lm}]|$)[\"'”’»)\]]*")
_WORD = regex.compile(r"\s*\S+")

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Recent(Generic[Key, Value]):
    """The values used last, made when they are missing.

    It does not keep what makes them: a model that holds itself in a circle is not freed when it makes room.
    """

    def __init__(self, *, capacity: int = _CACHED) -> None:
        self._kept: OrderedDict[Key, Value] = OrderedDict()
        self._capacity = capacity

    def get(self, key: Key, make: Callable[[Key], Value]) -> Value:
        """The value of ``key``."""
        if key not in self._kept:
            self._kept[key] = make(key)
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

Ways = tuple[Tokens, Tokens, int, int]
"""The same, how many different next tokens to go on from, and how many tokens to decode."""

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
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """``given`` are the tokens that every translation of the model begins with, ``language`` is the target's."""
        self._translator, self._tokenizer, self._name = translator, tokenizer, name
        self._given = tuple(given)
        self._spaceless = is_spaceless(language)
        self._clock = clock
        self._lock = threading.Lock()
        self._step = 0.005
        self._firsts: Recent[Asked, tuple[tuple[str, float], ...]] = Recent()
        self._rests: Recent[Ways, Scored] = Recent()

    def complete(self, sentence: str, prefix: str, *, n_best: int, until: float) -> tuple[str, ...]:
        """What may follow ``prefix`` directly, best first; nothing where time runs out (``until``, on the clock).

        Raises:
            EngineError: the model refuses to run.

        """
        tokens = tuple(self._tokenizer.encode(sentence))
        left = until - self._clock()
        if not tokens or len(tokens) > LONGEST or _ENDED.search(prefix) or left <= 0:
            return ()
        if not self._lock.acquire(timeout=left):
            return ()
        try:
            return self._answers(tokens, prefix, n_best, until)
        except (RuntimeError, ValueError, MemoryError) as exc:
            raise EngineError(f"{self._name}: the model failed: {exc}; install the package again") from exc
        finally:
            self._lock.release()

    def _answers(self, source: Tokens, prefix: str, n_best: int, until: float) -> tuple[str, ...]:
        head, begun = self._split(prefix)
        found = self._longest(source, head, _WAYS, until)
        if not begun and found[0][0] == _END:
            return ()
        kept = self._shown(head, found, begun)
        if begun and not kept:
            kept = self._shown(head, self._through_words(source, head, begun, n_best, until), begun)
        if begun and not kept:
            kept = self._inside_word(source, prefix, until)
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

    def _through_words(self, source: Tokens, head: Tokens, begun: str, n_best: int, until: float) -> Scored:
        """Continuations that begin with one of the likeliest words that the letters fit."""
        if (source, head) not in self._firsts and self._late(until):
            return ()
        scored = self._firsts.get((source, head), self._first_words)
        fitting = [(token, score) for token, score in scored if self._opening(head, token).startswith(begun)]
        found: list[tuple[Tokens, float]] = []
        for token, score in fitting[:n_best]:
            rests = self._in_time(source, (*head, token), until)
            found.extend(((token, *rest), score) for rest, _ in rests)
        return tuple(found)

    def _opening(self, head: Tokens, token: str) -> str:
        before, after = self._decode(head), self._decode((*head, token))
        return after[len(before) :].lstrip() if after.startswith(before) else ""

    def _inside_word(self, source: Tokens, prefix: str, until: float) -> list[str]:
        """The prefix as it is, the begun word cut into tokens of its own."""
        head = tuple(self._tokenizer.encode(prefix))
        texts = (self._tail(head, rest, "", whole_word=False) for rest, _ in self._in_time(source, head, until))
        return [text for text in texts if text.strip()]

    def _in_time(self, source: Tokens, head: Tokens, until: float) -> Scored:
        """The likeliest continuation; none where it is not at hand and would come late."""
        at_hand = any((source, head, 1, steps) in self._rests for steps in _STEPS)
        return self._longest(source, head, 1, until) if at_hand or not self._late(until) else ()

    def _longest(self, source: Tokens, head: Tokens, ways: int, until: float) -> Scored:
        """As long a continuation as the time allows, or one at hand that is at least half as long; never empty.

        A short one is made even where it comes late: it is at hand for the next letter, and tells how long one takes.
        """
        steps = self._steps(ways, until)
        kept = (n for n in reversed(_STEPS) if 2 * n >= steps and (source, head, ways, n) in self._rests)
        return self._rests.get((source, head, ways, next(kept, steps)), self._continuations)

    def _steps(self, ways: int, until: float) -> int:
        """How many tokens can be decoded in time, as things are; the fewest where it is none."""
        affordable = ((until - self._clock()) / self._step - _OVERHEAD) / _weight(ways)
        return max((steps for steps in _STEPS if steps <= affordable), default=_STEPS[0])

    def _first_words(self, asked: Asked) -> tuple[tuple[str, float], ...]:
        """The likeliest next tokens with their log-probabilities."""
        found = self._run(*asked, steps=1, n_best=_FIRST_WORDS)
        at = len(self._given) + len(asked[1])
        pairs = zip(found.hypotheses, found.scores, strict=True)
        return tuple((tokens[at], score) for tokens, score in pairs if len(tokens) > at)

    def _continuations(self, asked: Ways) -> Scored:
        """Token sequences that follow, with their log-probabilities; `_END` stands where the translation ends."""
        source, head, ways, steps = asked
        found = self._run(source, head, steps=steps, n_best=ways)
        rests = [tuple(tokens[len(self._given) + len(head) :]) for tokens in found.hypotheses]
        ended = [rest if len(rest) >= steps else (*rest, *_END) for rest in rests]
        return tuple(zip(ended, found.scores, strict=True))

    def _late(self, until: float) -> bool:
        """Whether not even the shortest continuation would be there in time, as things are."""
        return self._clock() + self._step * (_OVERHEAD + _STEPS[0]) > until

    def _run(self, source: Tokens, head: Tokens, *, steps: int, n_best: int) -> Any:  # noqa: ANN401 - ctranslate2 has no types
        started = self._clock()
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
        self._step += 0.3 * ((self._clock() - started) / (_OVERHEAD + steps * _weight(n_best)) - self._step)
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
