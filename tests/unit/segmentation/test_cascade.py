"""Rules applied: the same answers as choppa's, in bounded time."""

from __future__ import annotations

from pathlib import Path

import pytest

from translate_flow.errors import LimitError
from translate_flow.segmentation import SrxSplitter
from translate_flow.segmentation.cascade import Cascade
from translate_flow.segmentation.sentences import languagetool
from translate_flow.segmentation.srx import Rule, parse

OWN = Path(__file__).parents[2] / "data" / "segmentation" / "sentences.txt"
LANGUAGETOOL = (
    "ar", "be", "br", "ca", "da", "de", "el", "en", "eo", "es", "fa", "fr", "ga", "is", "it", "ja", "lt", "nl", "pl",
    "pt", "ro", "ru", "sk", "sl", "sr", "sv", "ta", "tl", "uk", "zh",
)  # fmt: skip
"""Not Galician: its break rule looks back past the sentence before, which choppa forbids and SRX 2.0 does not."""

LINES = 8  # make one text
UNITS = (
    "a. ",
    "A. B",
    "(",
    "( a. ",
    "“a. ",
    '"a. ',
    "1. a 2. ",
    ". . ",
    "\n",
    " ",
    "。",
    "ก ",
    "a\u00a0.\u00a0",
    "))",
    ". \n",
)


def lines() -> list[str]:
    """Without doubled ellipses: by the letter of LanguageTool's Chinese rules a sentence ends between the two."""
    kept = [line for line in OWN.read_text("utf-8").splitlines() if not line.startswith("#")]
    return [line.split("\t")[1].replace("‖", "").replace("\\n", "\n").replace("……", "…") for line in kept]


def cut(text: str, breaks: list[int]) -> list[str]:
    parts = [text[start:end].strip() for start, end in zip([0, *breaks], [*breaks, len(text)], strict=True)]
    return [part for part in parts if part]


@pytest.mark.parametrize("language", LANGUAGETOOL)
def test_languagetools_rules_split_as_choppa_splits_by_them(language: str) -> None:
    choppa = pytest.importorskip("choppa")
    document = choppa.SrxDocument(ruleset=choppa.DEFAULT_SRX_RULESET)
    cascade = Cascade((), parse(languagetool().read_bytes(), name="languagetool").rules(language))
    texts = lines()
    together = [" ".join(texts[start : start + LINES]) for start in range(0, len(texts), LINES)]
    ours = [cut(text, cascade.breaks(text)) for text in together]
    theirs = [[part.strip() for part in choppa.SrxTextIterator(document, language, text)] for text in together]
    assert ours == [[part for part in parts if part] for parts in theirs]


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("language", ["en", "pl", "ja", "xx"])
def test_a_monotonous_text_of_8000_characters_is_split_in_time(unit: str, language: str) -> None:
    text = unit * (8_000 // len(unit))
    assert SrxSplitter().spans(text, language)[-1].end == len(text)


def test_a_text_on_which_the_rules_do_not_end_in_time_is_refused() -> None:
    endless = Rule(breaks=True, before=r"X(?:a|a|aa){1,99}\.", after="", file="carried.srx", line=1)
    with pytest.raises(LimitError, match=r"3,000 characters.*shorter"):
        Cascade((), [endless]).breaks("a" * 2999 + ".")


def test_no_rules_at_all_leave_a_text_whole() -> None:
    assert Cascade((), ()).breaks("One. Two.\n\nThree.") == []
