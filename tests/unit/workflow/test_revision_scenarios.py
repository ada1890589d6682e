"""What a revision leaves of an approved article of 40 paragraphs in two languages; ``pytest -s`` prints the table."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bitexts import BY_PERSON
from stores import new_store
from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.bitext import Threshold, Unit
from translate_flow.domain.inline import Code, CodeKind
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.ports import Store
from translate_flow.domain.translation import Action, State
from translate_flow.domain.words import count_words
from translate_flow.segmentation import SrxSplitter
from translate_flow.workflow.planning import Fate
from translate_flow.workflow.revising import Revised, preview, revise, undo
from translate_flow.workflow.segmenting import segment as with_sentences
from village import LANGUAGES, Sentence, paragraphs

SPLITTER = SrxSplitter()
TITLE = Sentence("A week in the village", {"es": "Una semana en el pueblo", "ar": "أسبوع في القرية"})
OLD = paragraphs(40)
KNOWN = {sentence.english: sentence for paragraph in OLD for sentence in paragraph} | {TITLE.english: TITLE}
LINK = Code(1, CodeKind.LINK, "https://village.example/market")

Text = list[list[str]]
WORDS: Text = [[sentence.english for sentence in paragraph] for paragraph in OLD]


def changed(place: int, *now: list[str]) -> Text:
    return [*WORDS[:place], *now, *WORDS[place + 1 :]]


def typo() -> Text:
    first, *rest = WORDS[6]
    return changed(6, [first.replace(" the ", " teh ", 1), *rest])


def moved() -> Text:
    return [*WORDS[:5], *WORDS[6:30], WORDS[5], *WORDS[30:]]


def split() -> Text:
    place = next(number for number, paragraph in enumerate(WORDS) if len(paragraph) == 4)
    return changed(place, WORDS[place][:2], WORDS[place][2:])


def merged() -> Text:
    return [*WORDS[:12], WORDS[12] + WORDS[13], *WORDS[14:]]


def shuffled() -> Text:
    return random.Random(3).sample(WORDS, len(WORDS))


def rewritten() -> Text:
    """Twelve of the forty paragraphs say something else about the same things."""
    places = set(random.Random(4).sample(range(40), 12))
    return [[_other(line) for line in lines] if place in places else lines for place, lines in enumerate(WORDS)]


def _other(line: str) -> str:
    who = " ".join(line.split()[:2])
    return f"{who} has been away since the storm and will not be back before spring."


def reworded() -> Text:
    """Every third sentence or so ends in another way; few paragraphs are left as they were."""
    dice = random.Random(6)
    return [[_reworded(line) if dice.random() < 0.3 else line for line in lines] for lines in WORDS]


def _reworded(line: str) -> str:
    return f"{' '.join(line.split()[:-2])} once more."


def reflowed() -> Text:
    every, dice = [line for lines in WORDS for line in lines], random.Random(5)
    result: Text = []
    while every:
        size = dice.choice((1, 2, 4, 5))
        result.append(every[:size])
        every = every[size:]
    return result


def same() -> Text:
    return WORDS


@dataclass(frozen=True)
class Scenario:
    """A new text under its title, with this code around the first sentence of every third paragraph."""

    text: Callable[[], Text]
    title: str = TITLE.english
    link: Code | None = LINK


SCENARIOS = {
    "typo in one sentence": Scenario(typo),
    "paragraph moved": Scenario(moved),
    "paragraph split": Scenario(split),
    "two merged": Scenario(merged),
    "order shuffled": Scenario(shuffled),
    "30 % rewritten": Scenario(rewritten),
    "30 % of sentences": Scenario(reworded),
    "everything re-flowed": Scenario(reflowed),
    "title changed": Scenario(same, title="A year in the village"),
    "mark-up only: address": Scenario(same, link=replace(LINK, ref="https://village.example/fair")),
    "mark-up only: dropped": Scenario(same, link=None),
    "mark-up only: bold": Scenario(same, link=Code(1, CodeKind.BOLD)),
}


def article(text: Text, *, title: str = TITLE.english, link: Code | None = LINK) -> Article:
    """Every third paragraph begins with a link around its first sentence."""
    body = [Segment(Kind.TITLE, title), *(_paragraph(lines, link, _linked(lines)) for lines in text)]
    return with_sentences(Article("en", tuple(body)), splitter=SPLITTER)


FIRSTS = {lines[0] for lines in WORDS[::3]}


def _linked(lines: Sequence[str]) -> list[int]:
    return [place for place, line in enumerate(lines) if line in FIRSTS]


def _paragraph(lines: Sequence[str], link: Code | None, linked: Sequence[int]) -> Segment:
    if link is None:
        return Segment(Kind.PARAGRAPH, " ".join(lines))
    codes = {place: replace(link, id=number) for number, place in enumerate(linked, 1)}
    written = (_within(line, codes.get(place)) for place, line in enumerate(lines))
    return Segment(Kind.PARAGRAPH, " ".join(written), tuple(codes.values()))


def _within(line: str, code: Code | None) -> str:
    return f"<{code.id}>{line}</{code.id}>" if code else line


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """The article with every word approved in both languages."""
    opened = new_store(tmp_path / "desk.sqlite")
    with opened.write(by=LOCAL_OWNER) as uow:
        uow.articles.add(article(WORDS), languages=LANGUAGES, slug="village")
        for language in LANGUAGES:
            for unit in uow.targets.bitext("village", language).units:
                _approve(uow, unit, language)
    yield opened
    opened.close()


def _approve(uow, unit: Unit, language: str) -> None:
    text = unit.segment.text
    for english, sentence in KNOWN.items():
        text = text.replace(english, sentence.known[language])
    fields = {"state": State.APPROVED, "source_hash": unit.segment.source_hash, "origin": BY_PERSON}
    uow.targets.write(replace(unit.target, text=text, **fields), base=0, action=Action.APPROVE)


def units(store: Store, language: str) -> Sequence[Unit]:
    with store.read() as uow:
        return uow.targets.bitext("village", language).units


def words(found: Sequence[Unit]) -> int:
    return sum(count_words(unit.segment.plain) for unit in found)


def approved(found: Sequence[Unit]) -> list[Unit]:
    return [unit for unit in found if unit.reached(Threshold.APPROVED)]


def untouched(found: Sequence[Unit]) -> list[Unit]:
    """The segments that say nothing but sentences of the old text."""
    return [unit for unit in found if all(line in KNOWN for line in _lines(unit.segment))]


def _lines(segment: Segment) -> list[str]:
    spans = (segment.text[span.start : span.end] for span in segment.sentences)
    return [replace(segment, text=span).plain.strip() for span in spans]


def bring(store: Store, scenario: Scenario) -> Revised:
    new = article(scenario.text(), title=scenario.title, link=scenario.link)
    return revise(store, "village", new, splitter=SPLITTER, by=LOCAL_OWNER)


def shown(store: Store) -> dict[str, list[tuple]]:
    return {
        language: [(unit.segment, unit.target.text, unit.target.state, unit.stale) for unit in units(store, language)]
        for language in LANGUAGES
    }


@pytest.mark.parametrize("name", SCENARIOS)
def test_untouched_text_stays_approved_and_no_approved_word_is_lost(store, name):
    before = {language: units(store, language) for language in LANGUAGES}
    made = bring(store, SCENARIOS[name])
    for language in LANGUAGES:
        after = units(store, language)
        kept, still = words(approved(after)), words(untouched(after))
        effect = next(each for each in made.plan.effects if each.language == language)
        assert effect.before.words == words(approved(before[language])) == words(before[language])
        assert effect.after[Fate.APPROVED].words == kept
        print(row(name, language, words(before[language]), after, made))  # noqa: T201 - the table for pytest -s
        assert kept >= 0.95 * still
        assert_nothing_lost(store, before[language], language)
        assert_right(approved(after), language)


def assert_nothing_lost(store: Store, before: Sequence[Unit], language: str) -> None:
    """Every approved sentence stands in a target of today, in one that is archived, or in the history of one."""
    with store.read() as uow:
        numbers = [item.id for item in uow.articles.segments("village")]
        today = " ".join(unit.target.text for unit in uow.targets.units(numbers, language))
        past = " ".join(entry.text for number in numbers for entry in uow.targets.history(number, language))
        current = [unit.target.text for unit in uow.targets.bitext("village", language).units]
    there = {line for unit in before for line in _lines(unit.segment)}
    for line in there:
        assert KNOWN[line].known[language] in today + past
    for unit in units(store, language):
        for line in _lines(unit.segment):
            if line in KNOWN:
                assert any(KNOWN[line].known[language] in text for text in current)


def assert_right(found: Sequence[Unit], language: str) -> None:
    """What is still approved is, sentence for sentence, the translation of its source."""
    for unit in found:
        expected = [KNOWN[line].known[language] for line in _lines(unit.segment)]
        plain = replace(unit.segment, text=unit.target.text).plain
        assert plain.split() == " ".join(expected).split()


@pytest.mark.parametrize("name", SCENARIOS)
def test_undoing_brings_the_article_and_every_target_back(store, name):
    before = shown(store)
    bring(store, SCENARIOS[name])
    undo(store, "village", splitter=SPLITTER, by=LOCAL_OWNER)
    assert shown(store) == before


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_preview_tells_the_whole_effect_and_writes_nothing(store, name):
    scenario = SCENARIOS[name]
    before = shown(store)
    new = article(scenario.text(), title=scenario.title, link=scenario.link)
    told = preview(store, "village", new, splitter=SPLITTER)
    assert shown(store) == before
    made = bring(store, scenario)
    assert told.effects == made.plan.effects
    assert told.counts == made.plan.counts


def row(name: str, language: str, before: int, after: Sequence[Unit], made: Revised) -> str:
    """Approved words before and after, the share of untouched paragraphs and of untouched sentences still approved."""
    kept = words(approved(after))
    lines = sum(map(count_words, _known_lines(after)))
    share, by_line = 100 * kept / words(untouched(after)), 100 * kept / lines
    what = ", ".join(f"{count} {what}" for what, count in made.plan.counts.items() if count and what != "untouched")
    return (
        f"{name:<24} {language}  {before:>4} approved → {kept:>4} of {words(after):>4}"
        f"  {share:5.1f} % of paragraphs, {by_line:5.1f} % of sentences untouched  {what}"
    )


def _known_lines(found: Sequence[Unit]) -> list[str]:
    return [line for unit in found for line in _lines(unit.segment) if line in KNOWN]
