"""Ask an engine for drafts and take no less than it owes: one draft for each sentence, in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import TypeVar

from translate_flow.domain.export import NOT_XML
from translate_flow.domain.later import Later
from translate_flow.domain.ports import Draft, Engine, Hypothesis
from translate_flow.errors import EngineError, TranslateFlowError

SILENT = 16
"""Sentences an engine may leave empty before its first word; more, or all of them, and it does not work."""

Reading = TypeVar("Reading", bound=Hypothesis)

_BREAK = re.compile(r"\s*[\n\r\v\f\x85\u2028\u2029]\s*")
_AMISS = re.compile(f"{NOT_XML.pattern}|{_BREAK.pattern}")

_REMEDY = "draft with another engine, or install its model again"


def ask(engine: Engine, sentences: Iterable[str], *, source: str, target: str, n_best: int = 1) -> Iterator[Draft]:
    """What `Engine.translate` gives, checked. The pair is settled at the call.

    Whether there are too few is known at the end only: an engine that knows earlier has to say so itself.

    Raises:
        NoModelError: nothing installed translates the pair.
        EngineError: the engine failed in any way, answered something else than a draft, too little or too much, or
            nothing but empty texts; the text names it.

    """
    asked = _Counted(sentences)
    try:
        drafts = iter(engine.translate(asked, source=source, target=target, n_best=n_best))
    except TranslateFlowError:
        raise
    except Exception as exc:
        raise _failure(engine, exc) from exc
    return _spoken(engine, _counted(engine, drafts, asked), asked)


class _Counted:
    """The sentences, how many of them were handed over, and whether words were among them."""

    def __init__(self, sentences: Iterable[str]) -> None:
        self._sentences = iter(sentences)
        self.count = 0
        self.worded = False

    def __iter__(self) -> Iterator[str]:
        for sentence in self._sentences:
            self.count += 1
            self.worded = self.worded or any(map(str.isalpha, sentence))
            yield sentence

    def rest(self) -> int:
        """How many were not handed over; they are read to know."""
        return sum(1 for _ in self._sentences)


def _counted(engine: Engine, drafts: Iterator[Draft], asked: _Counted) -> Iterator[Draft]:
    """The drafts, each of them one, and as many as sentences."""
    given = 0
    while (draft := _next(engine, drafts)) is not None:
        given += 1
        if given > asked.count:
            raise EngineError(f"{engine.name} gave more drafts than sentences; {_REMEDY}")
        yield draft
    if missing := asked.count + asked.rest() - given:
        raise EngineError(f"{engine.name} left {missing} sentences without a draft; {_REMEDY}")


def _next(engine: Engine, drafts: Iterator[Draft]) -> Draft | None:
    """The next draft, None at the end."""
    try:
        draft: object = next(drafts)
    except StopIteration:
        return None
    except TranslateFlowError:
        raise
    except Exception as exc:
        raise _failure(engine, exc) from exc
    if not isinstance(draft, Draft) or not isinstance(draft.text, str):
        raise EngineError(f"{engine.name} gave something that is no draft ({type(draft).__name__}); {_REMEDY}")
    return _writable(replace(draft, others=Later(partial(map, _writable, draft.others))))


def _writable(made: Reading) -> Reading:
    """In one line, as the sentence was, and without characters that no file could hold; links lose their places."""
    text = _BREAK.sub(" ", NOT_XML.sub("", made.text)).strip() if _AMISS.search(made.text) else made.text
    return made if text == made.text else replace(made, text=text, links=())


def _spoken(engine: Engine, drafts: Iterator[Draft], asked: _Counted) -> Iterator[Draft]:
    """The drafts, the first of them held back until one says something."""
    held: list[Draft] = []
    for draft in islice(drafts, SILENT):
        held.append(draft)
        if draft.text.strip():
            break
    if held and not held[-1].text.strip() and asked.worded:
        raise EngineError(f"{engine.name} gave nothing but empty drafts; {_REMEDY}")
    yield from held
    yield from drafts


def _failure(engine: Engine, error: Exception) -> EngineError:
    said = " ".join(str(error).split())[:300] or type(error).__name__
    return EngineError(f"{engine.name} failed: {said}; {_REMEDY}")
