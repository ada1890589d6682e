"""Draft with a LibreTranslate server: the one engine that sends text over a network, and only when it is configured."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeGuard
from urllib.parse import urlsplit

from translate_flow.domain.languages import check
from translate_flow.domain.ports import Draft, Hypothesis
from translate_flow.domain.translation import Origin, OriginKind
from translate_flow.engines import Server
from translate_flow.engines.exchange import Answer, Exchange
from translate_flow.engines.languages import candidate_pairs
from translate_flow.errors import ConfigError, EngineError, NoModelError

BATCH = 32
CHARACTERS = 4_000
"""Sentences and characters of one request at most: the server drafts them one after the other, a few a second."""

LONGEST, TIMES = 1_000, 30
"""The longest answer to a sentence, in characters: so many, and so many times as long as the sentence."""

_REMEMBERED_SECONDS = 60.0
_FAILURE_SECONDS = 5.0
_TOO_MUCH = frozenset({400, 413})
"""Statuses that a smaller request may avoid: the server bounds the texts of a request and their length."""

_KEY = "libretranslate.api_key in translate-flow.yaml, or LIBRETRANSLATE_API_KEY"
_REMEDIES = {
    400: "its limits are set where it is started (--char-limit, --batch-limit)",
    403: f"set its key as {_KEY}",
    404: "check libretranslate.url in translate-flow.yaml",
    405: "check libretranslate.url in translate-flow.yaml",
    429: f"it asks for fewer requests: draft the rest later, or set a key as {_KEY}",
}

Pair = tuple[str, str]


class LibreTranslateEngine:
    """An `Engine` over HTTP: https://docs.libretranslate.com/guides/api_usage.

    Nothing is connected before pairs are listed or sentences are translated. Drafts have neither score nor links; with
    ``n_best`` they carry the server's alternatives, as far as it gives them. ``timeout`` is the longest silence in
    seconds while it drafts, ``short`` while it lists its languages.
    """

    def __init__(
        self,
        server: Server,
        *,
        timeout: float = 60.0,
        short: float = 2.0,
        wait: Callable[[float], object] = time.sleep,
    ) -> None:
        self._key = server.api_key
        self._called = f"the LibreTranslate server {server.url}"
        self._model = urlsplit(server.url).netloc
        self._exchange = Exchange(server.url, name=self._called, wait=wait)
        self._timeout, self._short = timeout, short
        self._known = _Remembered(self._ask_languages)
        self._most, self._alternatives = BATCH, True

    @property
    def name(self) -> str:
        """Its name in the engine table."""
        return "libretranslate"

    def pairs(self) -> Collection[Pair]:
        """See Engine; asked of the server, and remembered for a minute.

        Raises:
            EngineError: the server does not answer soon, or not as LibreTranslate does.

        """
        return set(self._known.get())

    def translate(self, sentences: Iterable[str], *, source: str, target: str, n_best: int = 1) -> Iterator[Draft]:
        """See Engine. The pair is settled at the call."""
        return self._drafts(iter(sentences), self._find(source, target), n_best)

    def complete(self, sentence: str, prefix: str, *, source: str, target: str, n_best: int = 1) -> tuple[str, ...]:  # noqa: ARG002 - the protocol knows no prefix
        """See Engine. The server translates whole texts only, so it is not asked."""
        return ()

    def _find(self, source: str, target: str) -> Pair:
        known = self._known.get()
        found = next((known[pair] for pair in candidate_pairs(source, target) if pair in known), None)
        if found is None:
            raise NoModelError(
                f"{self._called} does not translate {source}→{target}; install that language on it, or choose another"
                " engine"
            )
        return found

    def _ask_languages(self) -> Mapping[Pair, Pair]:
        """The server's own codes by the desk's, for each pair."""
        answer = self._exchange.ask("/languages", timeout=self._short, attempts=1)
        if answer.status != 200:
            raise self._refused(answer)
        if not isinstance(answer.content, list):
            raise self._no_server()
        return dict(_pairs(answer.content))

    def _drafts(self, sentences: Iterator[str], pair: Pair, n_best: int) -> Iterator[Draft]:
        origin = Origin(OriginKind.MACHINE, engine=self.name, model=self._model)
        for batch in self._batches(sentences):
            filled = [text for text in batch if text.strip()]
            made = iter(self._ask(filled, pair, n_best) if filled else ())
            for sentence in batch:
                text, *others = next(made) if sentence.strip() else ("",)
                yield Draft(text, origin=origin, others=tuple(Hypothesis(other) for other in others[: n_best - 1]))

    def _batches(self, sentences: Iterator[str]) -> Iterator[list[str]]:
        batch: list[str] = []
        for sentence in sentences:
            if batch and (len(batch) >= self._most or sum(map(len, batch)) + len(sentence) > CHARACTERS):
                yield batch
                batch = []
            batch.append(sentence)
        if batch:
            yield batch

    def _ask(self, texts: Sequence[str], pair: Pair, n_best: int) -> list[list[str]]:
        """The hypotheses of each text, best first. What a server refuses as too much is asked again in less.

        Less is asked for from then on only where that was the remedy: one text may be too long all by itself.
        """
        alternatives = n_best - 1 if self._alternatives else 0
        answer = self._send(texts, pair, alternatives)
        if answer.status in _TOO_MUCH and alternatives > 0:
            answer = self._send(texts, pair, 0)
            self._alternatives = answer.status != 200
        if answer.status == 200:
            return self._hypotheses(answer, texts)
        if answer.status in _TOO_MUCH and len(texts) > 1:
            return self._ask_in_halves(texts, pair, n_best)
        raise self._refused(answer)

    def _ask_in_halves(self, texts: Sequence[str], pair: Pair, n_best: int) -> list[list[str]]:
        middle = len(texts) // 2
        made = self._ask(texts[:middle], pair, n_best) + self._ask(texts[middle:], pair, n_best)
        self._most = min(self._most, len(texts) - middle)
        return made

    def _send(self, texts: Sequence[str], pair: Pair, alternatives: int) -> Answer:
        return self._exchange.ask("/translate", self._body(texts, pair, alternatives), timeout=self._timeout)

    def _body(self, texts: Sequence[str], pair: Pair, alternatives: int) -> dict[str, object]:
        body: dict[str, object] = {"q": list(texts), "source": pair[0], "target": pair[1], "format": "text"}
        if self._key:
            body["api_key"] = self._key
        if alternatives > 0:
            body["alternatives"] = alternatives
        return body

    def _hypotheses(self, answer: Answer, asked: Sequence[str]) -> list[list[str]]:
        content = answer.content if isinstance(answer.content, dict) else {}
        texts = content.get("translatedText")
        if not _strings(texts):
            raise self._no_server()
        if len(texts) != len(asked):
            raise EngineError(f"{self._called} sent {len(texts)} answers to {len(asked)} sentences; none was used")
        for text, sentence in zip(texts, asked, strict=True):
            self._check_length(text, sentence)
        others = content.get("alternatives")
        given = others if isinstance(others, list) and len(others) == len(asked) else [[]] * len(asked)
        return [
            [_plain(text), *_further(more, text, longest=_longest(sentence))]
            for text, more, sentence in zip(texts, given, asked, strict=True)
        ]

    def _check_length(self, text: str, sentence: str) -> None:
        """No translation is that long, and everything that looks at it takes its time."""
        if len(text) > _longest(sentence):
            raise EngineError(
                f"{self._called} sent {len(text):,} characters for a sentence of {len(sentence):,}; nothing of it was"
                " used: see the log of the server"
            )

    def _refused(self, answer: Answer) -> EngineError:
        said = self._without_key(answer.error) or f"HTTP status {answer.status}"
        return EngineError(f"{self._called}: {said}; {_REMEDIES.get(answer.status, 'see the log of the server')}")

    def _without_key(self, said: str) -> str:
        """What a server said, without the key: errors are shown and kept."""
        return said.replace(self._key, "…") if self._key else said

    def _no_server(self) -> EngineError:
        return EngineError(f"{self._called} does not answer as one; check libretranslate.url in translate-flow.yaml")


def _strings(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _plain(text: str) -> str:
    return text.replace("\0", "").strip()


def _longest(sentence: str) -> int:
    return LONGEST + TIMES * len(sentence)


def _further(value: object, best: str, *, longest: int) -> list[str]:
    """The alternatives to the best text, none of them empty, overlong or told twice."""
    found = value if isinstance(value, list) else []
    texts = [text for text in found if isinstance(text, str) and len(text) <= longest]
    return list(dict.fromkeys(_plain(text) for text in texts if text.strip() and text.strip() != best.strip()))


def _pairs(languages: Iterable[object]) -> Iterator[tuple[Pair, Pair]]:
    """Each pair as the desk writes it, and as the server does; what is no language code is passed over."""
    for language in languages:
        if isinstance(language, dict) and _strings(language.get("targets")) and isinstance(language.get("code"), str):
            source = language["code"]
            for target in language["targets"]:
                tags = _tag(source), _tag(target)
                if tags[0] and tags[1] and tags[0] != tags[1]:
                    yield (tags[0], tags[1]), (source, target)


@lru_cache(maxsize=1024)
def _tag(code: str) -> str:
    """The desk's tag of a server's code, such as ``zh`` for ``zh-Hans`` and ``pt-BR`` for ``pb``."""
    try:
        return check(code)
    except ConfigError:
        return ""


class _Remembered:
    """Keeps the server's languages for a minute, and that it did not answer for some seconds: a page asks often."""

    def __init__(self, ask: Callable[[], Mapping[Pair, Pair]]) -> None:
        self._ask = ask
        self._lock = threading.Lock()
        self._found: Mapping[Pair, Pair] | EngineError = {}
        self._until = 0.0

    def get(self) -> Mapping[Pair, Pair]:
        with self._lock:
            if time.monotonic() >= self._until:
                self._refresh()
            if isinstance(self._found, EngineError):
                raise EngineError(str(self._found)) from self._found
            return self._found

    def _refresh(self) -> None:
        try:
            self._found, kept = self._ask(), _REMEMBERED_SECONDS
        except EngineError as exc:
            self._found, kept = exc, _FAILURE_SECONDS
        self._until = time.monotonic() + kept
