"""Run one installed model with CTranslate2: load it once, decode batches, cut what is too long for it."""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import regex

from translate_flow.domain.ports import Link
from translate_flow.engines import attention
from translate_flow.engines.completing import Completer
from translate_flow.engines.packages import Package, tokenizer_file
from translate_flow.engines.tokenizing import Tokenizer, locate, open_tokenizer
from translate_flow.errors import EngineError, PackageError

BATCH_TOKENS = 512
"""Tokens decoded at once by one worker; more is no faster on a CPU and takes more memory."""

LONGEST = 160
"""Source tokens decoded in one piece: well inside the 256 output tokens below, so that no end is cut off."""

_DECODING = {
    "beam_size": 4,
    "length_penalty": 0.2,
    "replace_unknowns": True,
    "return_scores": True,
    "return_attention": True,
    "max_input_length": 0,
    "max_decoding_length": 256,
}
"""Argos' parameters, so that the text is Argos' text; CTranslate2 divides scores by length ** length_penalty."""

_CLAUSE = regex.compile(r"[;:,，、；：،؛][\"'”’»)\]]*\s*|\s[–—-]+\s")
_GAP = regex.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Output:
    """What a model made of one sentence: ``score`` is the mean token log-probability, ``links`` the word alignment."""

    text: str
    score: float | None = None
    links: tuple[Link, ...] = ()


class Model:
    """A loaded package. CTranslate2 is safe to call from several threads."""

    def __init__(self, package: Package, translator: Any, tokenizer: Tokenizer) -> None:  # noqa: ANN401 - ctranslate2 has no types
        self._translator = translator
        self._tokenizer = tokenizer
        self._prefix = [package.prefix] if package.prefix else []
        self._name = package.model
        self._completer = Completer(
            translator, tokenizer, given=self._prefix, language=package.to_code, name=package.model
        )

    def draft(self, sentence: str) -> str:
        """The translation of one sentence."""
        return self.translate([sentence])[0].text

    def complete(self, sentence: str, prefix: str, *, n_best: int, until: float) -> tuple[str, ...]:
        """How a translation goes on after ``prefix``; see `completing.Completer`."""
        return self._completer.complete(sentence, prefix, n_best=n_best, until=until)

    def translate(self, sentences: Sequence[str]) -> list[Output]:
        """Translate sentences that hold more than spaces; results in the same order.

        Raises:
            EngineError: the model refuses to run.

        """
        pieces = [list(self._cut(sentence, 0)) for sentence in sentences]
        flat = [text for group in pieces for _, text in group]
        done = iter(self._decode(flat))
        return [
            _joined(sentence, [(at, next(done)) for at, _ in group])
            for sentence, group in zip(sentences, pieces, strict=True)
        ]

    def _cut(self, text: str, at: int) -> Iterator[tuple[int, str]]:
        if len(text) < 2 or len(self._tokenizer.encode(text)) <= LONGEST:
            yield at, text
            return
        middle = _boundary(text)
        yield from self._cut(text[:middle], at)
        yield from self._cut(text[middle:], at + middle)

    def _decode(self, texts: Sequence[str]) -> list[Output]:
        """Each distinct text once, longest first; CTranslate2 makes the batches and spreads them over its workers."""
        tokens = {text: self._tokenizer.encode(text) for text in texts if text.strip()}
        order = sorted((text for text in tokens if tokens[text]), key=lambda text: -len(tokens[text]))
        try:
            results = self._translator.translate_batch(
                [tokens[text] for text in order],
                target_prefix=[self._prefix] * len(order) if self._prefix else None,
                max_batch_size=BATCH_TOKENS,
                batch_type="tokens",
                **_DECODING,
            )
        except (RuntimeError, ValueError, MemoryError) as exc:
            raise EngineError(f"{self._name}: the model failed: {exc}; install the package again") from exc
        outputs = {text: self._output(text, tokens[text], result) for text, result in zip(order, results, strict=True)}
        return [outputs.get(text, Output("")) for text in texts]

    def _output(self, source: str, tokens: Sequence[str], result: Any) -> Output:  # noqa: ANN401 - ctranslate2 has no types
        hypothesis: list[str] = result.hypotheses[0]
        skip = len(self._prefix) if hypothesis[: len(self._prefix)] == self._prefix else 0
        text = self._tokenizer.decode(hypothesis[skip:]).strip()
        return Output(
            text,
            score=_mean(result.scores[0], length=len(hypothesis), given=len(self._prefix)),
            links=attention.links(
                result.attention[0][skip:],
                source=locate(self._tokenizer.surfaces(tokens), source),
                target=locate(self._tokenizer.surfaces(hypothesis[skip:]), text),
                source_words=attention.words(source),
                target_words=attention.words(text),
            ),
        )


def _mean(score: float, *, length: int, given: int) -> float:
    # the end token counts in the length; the given prefix counts in the length and not in the sum
    total: float = score * (length + 1) ** _DECODING["length_penalty"]
    return total / max(1, length + 1 - given)


def _boundary(text: str) -> int:
    """Where to cut: after the clause mark, else the space, nearest to the middle, else in the middle itself."""
    for pattern in (_CLAUSE, _GAP):
        inner = range(len(text) // 5, len(text) - len(text) // 5)
        ends: list[int] = [match.end() for match in pattern.finditer(text) if match.end() in inner]
        if ends:
            return min(ends, key=lambda end: abs(2 * end - len(text)))
    return len(text) // 2


def _joined(sentence: str, parts: Sequence[tuple[int, Output]]) -> Output:
    if len(parts) == 1:
        return parts[0][1]
    text = ""
    found: list[Link] = []
    for at, part in parts:
        gap = " " if text and part.text and sentence[at - 1 : at].isspace() else ""
        found.extend(attention.shift(part.links, source=at, target=len(text + gap)))
        text += gap + part.text
    scores = [part.score for _, part in parts if part.score is not None]
    return Output(text, score=sum(scores) / len(scores) if scores else None, links=tuple(found))


def cores() -> int:
    """The processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def load(package: Package, *, workers: int) -> Model:
    """Load a package: ``workers`` decoders of one thread each, which beats one decoder of many threads.

    Raises:
        PackageError: the weights or the tokenizer cannot be read.

    """
    import ctranslate2  # noqa: PLC0415 - 0.1 s and 60 MB that only drafting needs

    file = tokenizer_file(package.path)
    if file is None:
        raise PackageError(f"{package.path}: has no tokenizer; install the package again")
    tokenizer = open_tokenizer(file, source=package.from_code, target=package.to_code)
    try:
        translator = ctranslate2.Translator(
            str(Path(package.path) / "model"), device="cpu", inter_threads=workers, intra_threads=1
        )
    except (RuntimeError, ValueError, MemoryError) as exc:
        raise PackageError(f"{package.path.name}: the model cannot be loaded ({exc}); install it again") from exc
    return Model(package, translator, tokenizer)


class Shelf:
    """Keeps the models used last, at most ``capacity``; one load at a time, each model once."""

    def __init__(self, *, capacity: int = 4, workers: int = 0, loader: Callable[..., Model] = load) -> None:
        self._models: OrderedDict[tuple[Path, str], Model] = OrderedDict()
        self._lock = threading.Lock()
        self._capacity = capacity
        self._workers = workers or cores()
        self._load = loader

    def get(self, package: Package) -> Model:
        """The loaded model; a package that was installed anew is loaded anew.

        A model that makes room is freed as soon as nobody translates with it.
        """
        key = package.path, package.fingerprint
        with self._lock:
            if key not in self._models:
                self._models[key] = self._load(package, workers=self._workers)
            self._models.move_to_end(key)
            while len(self._models) > self._capacity:
                self._models.popitem(last=False)
            return self._models[key]


@cache
def shared_shelf() -> Shelf:
    """The shelf of this process: however many engines there are, a direction is loaded once."""
    return Shelf()
