"""The splitter: coverage of any text, every language, extra rules, refusals, and the accuracy it must show."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from translate_flow.domain.article import Sentence
from translate_flow.domain.languages import KNOWN
from translate_flow.errors import FormatError
from translate_flow.segmentation import SrxSplitter, languages

SPLITTER = SrxSplitter()
DATA = Path(__file__).parents[2] / "data" / "segmentation"
OWN, WRITTEN_BLIND = DATA / "sentences.txt", DATA / "passages.txt"
BEYOND_KNOWN = ("am", "kn", "ml")

MARKS = (
    " \n\t.!?…:;,()[]{}«»“”„‘’\"'-–—•1234aAbBiIбБ」「。！？।؟۔։።"
    "\u00a0\u200b\u200e\u200f\u202a\u202c\u2028\u2029\0\ud800\udfff\U0001f600"
)
texts = st.text(st.one_of(st.sampled_from(MARKS), st.characters(codec=None)), max_size=80)


def pieces(text: str, language: str, splitter: SrxSplitter = SPLITTER) -> list[str]:
    return [text[span.start : span.end].strip() for span in splitter.spans(text, language)]


def cases(path: Path) -> Iterator[tuple[str, str, list[str]]]:
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            language, marked = line.replace("\\n", "\n").split("\t")
            yield language, marked.replace("‖", ""), [sentence.strip() for sentence in marked.split("‖")]


def joined(text: str, spans: Sequence[Sentence]) -> bool:
    edges = [span.start for span in spans] + [len(text)]
    return edges[0] == 0 and all(
        span.end == end and span.start < end for span, end in zip(spans, edges[1:], strict=True)
    )


@pytest.mark.parametrize(("language", "text", "expected"), list(cases(OWN)))
def test_own_sentences_split_where_they_are_marked(language: str, text: str, expected: list[str]) -> None:
    assert pieces(text, language) == expected


def test_of_passages_written_without_a_look_at_the_rules_96_of_100_are_exact() -> None:
    exact = [pieces(text, language) == expected for language, text, expected in cases(WRITTEN_BLIND)]
    assert len(exact) > 1000
    assert sum(exact) / len(exact) >= 0.96


def test_every_known_language_has_own_sentences_and_at_least_two_in_a_line() -> None:
    split = {language for language, _, expected in cases(OWN) if len(expected) > 1}
    assert split == {*KNOWN, *BEYOND_KNOWN}


def test_every_known_language_has_rules_of_its_own() -> None:
    assert languages() == set(KNOWN)


@given(text=texts, language=st.sampled_from([*KNOWN, *BEYOND_KNOWN, "xx"]))
@example(text="A. \ud800 B.\0 C", language="en")
@example(text="\u200fقال.\u200f نعم.", language="ar")
def test_spans_cover_any_text_without_gap_or_overlap(text: str, language: str) -> None:
    spans = SPLITTER.spans(text, language)
    assert (not text and not spans) or joined(text, spans)


@given(text=texts, language=st.sampled_from(["en", "fr", "ja", "ru", "xx"]))
def test_no_sentence_but_the_first_begins_with_a_blank(text: str, language: str) -> None:
    assert not any(text[span.start].isspace() for span in SPLITTER.spans(text, language)[1:])


def test_an_empty_text_has_no_sentence_and_blanks_only_are_one() -> None:
    assert SPLITTER.spans("", "en") == ()
    assert SPLITTER.spans(" \n\n\u00a0", "en") == (Sentence(0, 4),)


def test_trailing_blanks_belong_to_the_sentence_before() -> None:
    assert SPLITTER.spans("  One.  \u00a0 Two. ", "en") == (Sentence(0, 10), Sentence(10, 15))


@pytest.mark.parametrize("code", ["xx", "tlh", "", "x-nonsense", "und"])
def test_an_unknown_language_is_split_by_the_rules_for_all(code: str) -> None:
    assert pieces("Blah blah. Blah J. K. Blah! 「無。」有？ Blah etc. blah.", code) == [
        "Blah blah.", "Blah J. K. Blah!", "「無。」", "有？", "Blah etc. blah.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "meant"), [("pt_BR", "pt-BR"), ("pb", "pt-BR"), ("zt", "zh-Hant"), ("EN", "en"), ("no", "nb")]
)
def test_other_spellings_of_a_code_split_alike(written: str, meant: str) -> None:
    text = "Dr. Lima saiu. 他來了。好。 Kl. 9. mai."
    assert SPLITTER.spans(text, written) == SPLITTER.spans(text, meant)


def rule_file(rules: str, *, pattern: str = "en") -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<srx xmlns="http://www.lisa.org/srx20" version="2.0">
<header segmentsubflows="yes" cascade="yes"></header>
<body><languagerules><languagerule languagerulename="Own">
{rules}
</languagerule></languagerules>
<maprules><languagemap languagepattern="{pattern}" languagerulename="Own"/></maprules></body></srx>""".encode()


def rule(before: str, after: str = "", *, answer: str = "yes") -> str:
    return f'<rule break="{answer}"><beforebreak>{before}</beforebreak><afterbreak>{after}</afterbreak></rule>'


def test_a_workspace_rule_joins_what_the_carried_rules_split() -> None:
    own = SrxSplitter([rule_file(rule(r"\bWidg\.\s", "The", answer="no"))])
    assert pieces("See Widg. The end.", "en", own) == ["See Widg. The end."]
    assert pieces("See Widg. The end.", "en") == ["See Widg.", "The end."]


def test_a_workspace_rule_may_break_where_no_mark_stands() -> None:
    own = SrxSplitter([rule_file(rule(r"\bSTOP\s+"))])
    assert pieces("Come home STOP Bring money STOP Love", "en", own) == ["Come home STOP", "Bring money STOP", "Love"]


def test_a_workspace_rule_holds_for_its_language_only() -> None:
    own = SrxSplitter([rule_file(rule(r"\|"), pattern="de(-.*)?")])
    assert [pieces("a|b", code, own) for code in ("de", "de-AT", "en")] == [["a|", "b"], ["a|", "b"], ["a|b"]]


def test_of_two_workspace_files_the_first_wins(tmp_path: Path) -> None:
    path = tmp_path / "first.srx"
    path.write_bytes(rule_file(rule(r"\|", answer="no")))
    assert pieces("a|b", "en", SrxSplitter([path, rule_file(rule(r"\|"))])) == ["a|b"]


def test_a_workspace_rule_may_refer_back_to_a_group() -> None:
    own = SrxSplitter([rule_file(rule(r"(?&lt;!#)(#+)x\1", answer="yes"))])
    assert pieces("a ##x## b", "en", own) == ["a ##x##", "b"]


@pytest.mark.parametrize(("answer", "pattern"), [("yes", "(a|a|aa)+X"), ("no", "X(a|a|aa)+")])
def test_a_rule_that_would_hang_is_refused_by_its_file_and_line(answer: str, pattern: str) -> None:
    own = SrxSplitter([rule_file("\n" + rule(pattern, answer=answer) + rule("a"))])
    with pytest.raises(FormatError, match=r"rule file 1: line 6: .*too long.*avoid"):
        own.spans("a" * 3000 + "!", "en")


def test_a_missing_rule_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"gone\.srx: cannot be read .*check the path"):
        SrxSplitter([tmp_path / "gone.srx"])


def golden(shared: Path) -> list[dict[str, str]]:
    return json.loads((shared / "data/segmentation/golden-rules.json").read_text("utf-8"))


def test_at_least_95_percent_of_the_golden_rules_are_exact(shared: Path) -> None:
    cases = golden(shared)
    exact = sum(pieces(case["text"], case["lang"]) == [s.strip() for s in case["sents"]] for case in cases)
    assert exact / len(cases) >= 0.95


@pytest.mark.parametrize(("language", "column"), [("en", 1), ("es", 2), ("fr", 3)])
def test_at_least_97_percent_of_passages_of_five_sentences_are_exact(shared: Path, language: str, column: int) -> None:
    lines = (shared / "data/pud/pud.en-es-fr.tsv").read_text("utf-8").splitlines()[1:]
    sentences = [line.split("\t")[column].strip() for line in lines]
    passages = [sentences[start : start + 5] for start in range(0, len(sentences) - 4, 5)]
    exact = sum(pieces(" ".join(passage), language) == passage for passage in passages)
    assert exact / len(passages) >= 0.97
