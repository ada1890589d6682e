"""Find footnotes at the end of a text and their marks in the body."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

import regex

from translate_flow.domain.article import Kind
from translate_flow.domain.inline import Code, CodeKind, InlineBuilder
from translate_flow.reading.phrases import NOTE_HEADINGS
from translate_flow.reading.wrapping import Unit

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_BRACKETED = regex.compile(r"^\[(?P<label>\d{1,3}|[a-z]|\*{1,3})\]:?\s*(?:[\^↑]\s*)?(?P<text>\S.*)$", regex.DOTALL)
_SUPERSCRIPT = regex.compile(r"^(?P<label>[⁰¹²³⁴-⁹]{1,3}|\*{1,3}|[†‡])\s*(?P<text>\S.*)$", regex.DOTALL)
_NUMBERED = regex.compile(r"^(?P<label>\d{1,3})[.):]?\s+(?:[\^↑]\s*)?(?P<text>\S.*)$", regex.DOTALL)
_CARET = regex.compile(r"^[\^↑]\s*(?P<text>\S.*)$", regex.DOTALL)
_FORMS = (_BRACKETED, _SUPERSCRIPT, _NUMBERED, _CARET)
_MARKS = regex.compile(
    r"\[(?P<label>\d{1,3}|[a-z]|\*{1,3})\]|(?P<label>[⁰¹²³⁴-⁹]{1,3}|[†‡]|(?<=[\p{L}\p{P}])\*{1,3}(?!\p{L}))"
)
_ATTACHED = r"(?<=[\p{{L}})\]”\"’'»][.,;:!?]?|[\p{{L}}][.,;:!?][”\"’»]){label}(?=$|[\s.,;:!?)—])"


def looks_like_note(text: str) -> bool:
    """Whether the paragraph begins with a note's mark: ``[1]``, ``¹``, ``^``."""
    return bool(_BRACKETED.match(text) or _CARET.match(text)) or text[:1] in "⁰¹²³⁴⁵⁶⁷⁸⁹†‡"


def find_notes(found: Sequence[Unit]) -> list[Unit]:
    """Turn the run of notes at the end, or under a heading such as "Notes", into notes with their labels."""
    result = list(found)
    live = [i for i, unit in enumerate(result) if not unit.reason and unit.kind is None]
    run = _run(result, live)
    if not run:
        return result
    headed = _headed(result, run[0])
    body = "\n".join(result[i].text for i in live if i not in run)
    notes = [_note(result[i], count) for count, i in enumerate(run, start=1)]
    if _believed([note.label for note in notes], result[run[0]].text, body, headed=headed):
        for index, note in zip(run, notes, strict=True):
            result[index] = note
    return result


def _run(found: Sequence[Unit], live: Sequence[int]) -> list[int]:
    """The last run of units of one note form: at the end, or under a heading for notes."""
    heads = [place for place, i in enumerate(live) if found[i].text.casefold().strip(" :.") in NOTE_HEADINGS]
    if heads:
        return _prefix(found, live[heads[-1] + 1 :])
    for form in _FORMS[:3]:
        run: list[int] = []
        for index in reversed(live):
            if not form.match(found[index].text):
                break
            run.insert(0, index)
        if run:
            return run
    return []


def _prefix(found: Sequence[Unit], live: Sequence[int]) -> list[int]:
    form = next((form for form in _FORMS if live and form.match(found[live[0]].text)), None)
    run: list[int] = []
    for index in live:
        if form is None or not form.match(found[index].text):
            break
        run.append(index)
    return run


def _headed(found: Sequence[Unit], first: int) -> bool:
    before = next((unit for unit in reversed(found[:first]) if not unit.reason), None)
    return before is not None and before.text.casefold().strip(" :.") in NOTE_HEADINGS


def _note(unit: Unit, count: int) -> Unit:
    match = next(found for form in _FORMS if (found := form.match(unit.text)))
    label = match.groupdict().get("label") or str(count)
    return replace(unit, kind=Kind.NOTE, text=match["text"], label=label.translate(_RAISED))


def _believed(labels: Sequence[str], first: str, body: str, *, headed: bool) -> bool:
    marked = {match["label"].translate(_RAISED) for match in _MARKS.finditer(body)}
    if _BRACKETED.match(first):
        return headed or len(labels) > 1 or labels[0] in marked
    return headed or all(label in marked for label in labels)


def attached(labels: Collection[str], bodies: Sequence[str]) -> frozenset[str]:
    """The numeric labels that stand in the text as bare digits behind a word, as copying a page leaves them.

    Believed only when each label is found exactly once, so that no figure of the text is taken for a mark.
    """
    numbers = [label for label in labels if label.isdigit()]
    text = "\n".join(bodies)
    if any(f"[{label}]" in text for label in numbers) or regex.search("[⁰¹²³⁴-⁹]", text):
        return frozenset()
    once = all(len(regex.findall(_ATTACHED.format(label=label), text)) == 1 for label in numbers)
    return frozenset(numbers) if once else frozenset()


def mark(text: str, labels: Collection[str], bare: Collection[str]) -> tuple[str, tuple[Code, ...]]:
    """Put an inline code where a note's mark stands; ``bare`` labels stand as plain digits.

    >>> mark("The mill[1] closed[2].", {"1"}, ())[0]
    'The mill<1/> closed[2].'
    """
    spots = sorted(_spots(text, labels, bare))
    if not spots or not _MARKS.sub("", text).strip():
        return text, ()  # a mark belongs to words; alone on its line it is the line
    builder, position = InlineBuilder(), 0
    for start, end, label in spots:
        builder.text(text[position:start])
        builder.mark(CodeKind.FOOTNOTE, ref=label)
        position = end
    builder.text(text[position:])
    return builder.build()


def _spots(text: str, labels: Collection[str], bare: Collection[str]) -> Iterator[tuple[int, int, str]]:
    for match in _MARKS.finditer(text):
        label = match["label"].translate(_RAISED)
        if label in labels:
            yield match.start(), match.end(), label
    for label in bare:
        for match in regex.finditer(_ATTACHED.format(label=label), text):
            yield match.start(), match.end(), label
