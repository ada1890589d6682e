"""Run one installed model with CTranslate2: load it once, keep its decoders busy, read alignments off its attention."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from translate_flow.domain.later import Later
from translate_flow.domain.ports import Hypothesis
from translate_flow.engines import attention
from translate_flow.engines.completing import Completer
from translate_flow.engines.cutting import Part, cut, join
from translate_flow.engines.decoding import Decoding, check_compute_type, compute_types
from translate_flow.engines.packages import Package, tokenizer_file
from translate_flow.engines.soundness import check_weights
from translate_flow.engines.tokenizing import Span, Tokenizer, locate, open_tokenizer
from translate_flow.errors import EngineError, PackageError

WINDOW = 512
"""Sentences sorted by length together: enough for even batches, few enough for drafts to appear every few seconds."""

FIRST = 64
"""The first window; each one is twice as large as the one before, so that the first drafts appear soon."""

AHEAD = 2
"""Windows in flight: while one is read and stored, the decoders are at the next."""

STUCK_SECONDS = 300.0
"""A batch takes seconds; a decoder that gives nothing for so long hangs."""

_LENGTH_PENALTY = 0.2
_DECODING = {
    "length_penalty": _LENGTH_PENALTY,
    "replace_unknowns": True,
    "return_scores": True,
    "return_attention": True,
    "max_input_length": 0,
    "max_decoding_length": 256,
    "batch_type": "tokens",
    "asynchronous": True,
}
"""Argos' parameters, so that the text is Argos' text; CTranslate2 divides scores by length ** length_penalty."""

Readings = tuple[Hypothesis, Sequence[Hypothesis]]
"""What a model made of a sentence: its best, and the others, best first, read when somebody looks at them."""

_NOTHING: Readings = (Hypothesis(""), ())


@dataclass(frozen=True, slots=True)
class _Window:
    """Sentences on their way: their parts, and the result to come of each distinct text."""

    sentences: Sequence[str]
    parts: Sequence[Sequence[Part]]
    results: dict[str, Any]


class Model:
    """A loaded package. CTranslate2 is safe to call from several threads."""

    def __init__(self, package: Package, translator: Any, tokenizer: Tokenizer, *, decoding: Decoding) -> None:  # noqa: ANN401 - ctranslate2 has no types
        self._translator = translator
        self._tokenizer = tokenizer
        self._decoding = decoding
        self._prefix = [package.prefix] if package.prefix else []
        self._name = package.model
        self._completer = Completer(
            translator, tokenizer, given=self._prefix, language=package.to_code, name=package.model
        )

    def draft(self, sentence: str) -> str:
        """The translation of one sentence."""
        best, _ = next(self.stream([sentence]))
        return best.text

    def complete(self, sentence: str, prefix: str, *, n_best: int, until: float) -> tuple[str, ...]:
        """How a translation goes on after ``prefix``; see `completing.Completer`."""
        return self._completer.complete(sentence, prefix, n_best=n_best, until=until)

    def stream(self, sentences: Iterable[str], *, n_best: int = 1) -> Iterator[Readings]:
        """Up to ``n_best`` readings of each sentence, in input order; ``sentences`` is read `AHEAD` windows ahead.

        Raises:
            EngineError: the model refuses to run, or hangs.

        """
        waiting, flying, size = iter(sentences), deque[_Window](), FIRST
        while True:
            while len(flying) < AHEAD and (window := list(islice(waiting, size))):
                flying.append(self._send(window, n_best=n_best))
                size = min(WINDOW, 2 * size)
            if not flying:
                return
            yield from self._land(flying.popleft())

    def _send(self, sentences: Sequence[str], *, n_best: int) -> _Window:
        """Start decoding: each distinct text once, longest first, in batches that the decoders share."""
        parts = [cut(sentence, self._tokenizer) for sentence in sentences]
        tokens = {part.text: part.tokens for group in parts for part in group if part.tokens}
        order = sorted(tokens, key=lambda text: -len(tokens[text]))
        with _telling(self._name):
            results = self._translator.translate_batch(
                [list(tokens[text]) for text in order],
                target_prefix=[self._prefix] * len(order) if self._prefix else None,
                max_batch_size=self._batch_tokens([len(tokens[text]) for text in order]),
                beam_size=self._decoding.beam,
                num_hypotheses=min(n_best, self._decoding.beam),
                **_DECODING,
            )
        return _Window(sentences, parts, dict(zip(order, results, strict=True)))

    def _batch_tokens(self, lengths: Sequence[int]) -> int:
        """Tokens of a batch: smaller ones where full ones would leave a decoder without work."""
        share = -(-sum(lengths) // self._decoding.decoders)
        return max(min(self._decoding.batch_tokens, share), max(lengths, default=1))

    def _land(self, window: _Window) -> Iterator[Readings]:
        made: dict[str, Readings] = {}
        for sentence, parts in zip(window.sentences, window.parts, strict=True):
            for part in parts:
                if part.text not in made:
                    made[part.text] = self._readings(part, window.results.get(part.text))
            if len(parts) == 1:
                yield made[sentence]
            else:
                yield join(sentence, [(part.at, made[part.text][0]) for part in parts]), ()

    def _readings(self, part: Part, pending: Any) -> Readings:  # noqa: ANN401 - ctranslate2 has no types
        if pending is None:
            return _NOTHING
        with _telling(self._name):
            result = _arrived(pending, self._name)
        surfaces = locate(self._tokenizer.surfaces(part.tokens), part.text)
        words = attention.words(part.text)
        found = zip(result.hypotheses, result.scores, result.attention, strict=True)
        read = (self._reading(*reading, source=surfaces, source_words=words) for reading in found)
        return next(read), Later(lambda: read)

    def _reading(
        self,
        tokens: Sequence[str],
        score: float,
        shares: Sequence[Sequence[float]],
        *,
        source: Sequence[Span],
        source_words: Sequence[Span],
    ) -> Hypothesis:
        given = len(self._prefix)
        skip = given if list(tokens[:given]) == self._prefix else 0
        text = self._tokenizer.decode(tokens[skip:]).strip()
        return Hypothesis(
            text,
            score=_mean(score, length=len(tokens), given=given),
            links=attention.links(
                shares[skip:],
                source=source,
                target=locate(self._tokenizer.surfaces(tokens[skip:]), text),
                source_words=source_words,
                target_words=attention.words(text),
            ),
        )


class _telling:  # noqa: N801 - reads as a statement: with _telling(name)
    """Turns what CTranslate2 raises into an error that names the model."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> None: ...

    def __exit__(self, _kind: object, exc: BaseException | None, _trace: object) -> None:
        if isinstance(exc, RuntimeError | ValueError | MemoryError):
            raise EngineError(f"{self._name}: the model failed: {exc}; install the package again") from exc


def _arrived(pending: Any, name: str) -> Any:  # noqa: ANN401 - ctranslate2 has no types
    """The result, waited for in short steps: a plain wait could neither be interrupted nor given up."""
    deadline, step = time.monotonic() + STUCK_SECONDS, 0.0005
    while not pending.done():
        if time.monotonic() > deadline:
            raise EngineError(f"{name}: nothing came for {STUCK_SECONDS:.0f} s; end this process and draft again")
        time.sleep(step)
        step = min(2 * step, 0.02)
    return pending.result()


def _mean(score: float, *, length: int, given: int) -> float:
    # the end token counts in the length; the given prefix counts in the length and not in the sum
    total: float = score * (length + 1) ** _LENGTH_PENALTY
    return total / max(1, length + 1 - given)


def load(package: Package, *, decoding: Decoding) -> Model:
    """Load a package; workers of one thread each beat one worker of many threads.

    Raises:
        PackageError: the weights or the tokenizer cannot be read.
        EngineError: this processor lacks the compute type.

    """
    import ctranslate2  # noqa: PLC0415 - 0.1 s and 60 MB that only drafting needs

    file = tokenizer_file(package.path)
    if file is None:
        raise PackageError(f"{package.path}: has no tokenizer; install the package again")
    tokenizer = open_tokenizer(file, source=package.from_code, target=package.to_code)
    check_weights(package.path)
    check_compute_type(decoding.compute_type, compute_types())
    try:
        translator = ctranslate2.Translator(
            str(Path(package.path) / "model"),
            device="cpu",
            inter_threads=decoding.decoders,
            intra_threads=decoding.threads,
            compute_type=decoding.compute_type,
            max_queued_batches=-1,
        )
    except (RuntimeError, ValueError, IndexError, MemoryError) as exc:
        raise PackageError(f"{package.path.name}: the model cannot be loaded ({exc}); install it again") from exc
    return Model(package, translator, tokenizer, decoding=decoding)
