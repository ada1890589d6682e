"""An engine owes one draft for each sentence; whatever else it answers is one clear error."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pytest

from shouting import Shouting
from translate_flow.domain.ports import Draft, Hypothesis, Link
from translate_flow.errors import EngineError, NoModelError
from translate_flow.workflow.asking import SILENT, ask

SENTENCES = ["It rained.", "The mayor came.", "Nobody left."]


class Odd(Shouting):
    """A real engine that answers in its own way."""

    name = "odd"

    def __init__(self, answer: Callable[[Iterable[str]], object]) -> None:
        super().__init__()
        self._answer = answer

    def translate(self, sentences: Iterable[str], *, source: str, target: str, n_best: int = 1) -> Iterator[Draft]:
        return self._answer(sentences)


def asked(answer: Callable[[Iterable[str]], object], sentences: Iterable[str] = SENTENCES) -> list[str]:
    return [draft.text for draft in ask(Odd(answer), sentences, source="en", target="es")]


def test_good_drafts_pass_as_they_are():
    engine = Shouting()
    drafts = list(ask(engine, SENTENCES, source="en", target="es"))
    assert drafts == list(engine.translate(SENTENCES, source="en", target="es"))


def broken(sentences: Iterable[str]) -> Iterator[Draft]:
    yield Draft("A")
    raise RuntimeError("CUDA\n  is not here")


def sudden(_sentences: Iterable[str]) -> Iterator[Draft]:
    raise ValueError


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (lambda _: None, "odd failed: 'NoneType' object is not iterable"),
        (lambda _: [], "odd left 3 sentences without a draft"),
        (lambda sentences: [Draft(text) for text in list(sentences)[:2]], "odd left 1 sentences without a draft"),
        (lambda _: [Draft("A"), Draft("B"), Draft("C")], "odd gave more drafts than sentences"),
        (lambda sentences: [Draft(text) for text in [*sentences, "D"]], "odd gave more drafts than sentences"),
        (lambda sentences: [None for _ in sentences], r"odd gave something that is no draft \(NoneType\)"),
        (list, r"odd gave something that is no draft \(str\)"),
        (lambda sentences: [Draft(None) for _ in sentences], "odd gave something that is no draft"),
        (lambda sentences: [Draft(" ") for _ in sentences], "odd gave nothing but empty drafts"),
        (lambda sentences: broken(list(sentences)), "odd failed: CUDA is not here"),
        (sudden, "odd failed: ValueError"),
    ],
)
def test_any_other_answer_is_an_error_that_names_the_engine(answer, said):
    with pytest.raises(EngineError, match=said + ".*; draft with another engine, or install its model again$"):
        asked(answer)


def test_what_an_engine_says_of_itself_is_kept():
    with pytest.raises(EngineError, match=r"^the engine ran out of breath; give it a rest$"):
        list(ask(Shouting(limit=1), SENTENCES, source="en", target="es"))


def test_a_missing_pair_is_refused_at_the_call():
    def refuse(_: Iterable[str]) -> Iterator[Draft]:
        raise NoModelError("no model for en→es; run: translate-flow models install en es")

    with pytest.raises(NoModelError):
        ask(Odd(refuse), SENTENCES, source="en", target="es")


def test_a_sentence_may_stay_empty_among_others():
    def picky(sentences: Iterable[str]) -> Iterator[Draft]:
        return (Draft("" if number in {0, 2} else text) for number, text in enumerate(sentences))

    assert asked(picky) == ["", "The mayor came.", ""]


def test_nothing_is_given_out_of_an_engine_that_stays_empty():
    drafts = ask(Odd(lambda sentences: (Draft("") for _ in sentences)), ["a"] * 100, source="en", target="es")
    with pytest.raises(EngineError, match="nothing but empty drafts"):
        next(drafts)


def test_what_holds_no_word_may_come_back_empty():
    assert asked(lambda sentences: (Draft("") for _ in sentences), ["*", "…"]) == ["", ""]


def test_sentences_are_read_as_the_engine_reads_them():
    read = []

    def source() -> Iterator[str]:
        for number in range(100):
            read.append(number)
            yield f"sentence {number}"

    drafts = ask(Shouting(), source(), source="en", target="es")
    assert next(drafts).text == "SENTENCE 0"
    assert len(read) <= SILENT


def test_a_sentence_stays_in_one_line_whatever_an_engine_breaks_it_into():
    class Breaking(Shouting):
        def translate(self, sentences, **options):
            for _ in sentences:
                yield Draft("Hola\n\n mundo\u2028nuevo\r\n", links=(Link(0, 1, 0, 1),), others=(Hypothesis("Eh\n"),))

    (draft,) = ask(Breaking(), ["Hello new world"], source="en", target="es")
    assert (draft.text, draft.links, draft.others) == ("Hola mundo nuevo", (), (Hypothesis("Eh"),))


def test_characters_that_no_file_can_hold_are_taken_out():
    class Noisy(Shouting):
        def translate(self, sentences, **options):
            for _ in sentences:
                yield Draft("Ho\x1bla \ud800mundo\ufffe", links=(Link(0, 1, 0, 1),), others=(Hypothesis("\x07Eh"),))

    (draft,) = ask(Noisy(), ["Hello world"], source="en", target="es")
    assert (draft.text, draft.links, draft.others) == ("Hola mundo", (), (Hypothesis("Eh"),))
