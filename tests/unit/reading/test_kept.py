"""Body text that looks like something else: whoever reads the article would miss it, so it stays."""

from __future__ import annotations

import textwrap

import pytest

from translate_flow.reading.cleaning import clean

FIRST = "The bridge was closed on Monday after a lorry had hit one of its pillars, the district said."
SECOND = "Nobody was hurt. The driver told the police that he had been looking for his glasses."
THIRD = "Repairs will begin in June and cost about ninety thousand, most of which an insurer will pay."
VERSE = [
    "O river, river, carry me home", "The reeds are bending low to the foam", "A heron stands where the willows comb",
    "And the ferryman sleeps by the stone", "The mill wheel turns the evening round", "With never a word or a sound",
    "The swallows hunt along the ground", "The lamps are lit in the harbour town", "The tide comes in and out",
    "The old men talk of a year of drought", "The nets are mended, the boats stout", "O river, river, carry me home",
]  # fmt: skip


def lost(*lines: str) -> list[str]:
    """The lines that the segments hold less often than the text."""
    whole = " ".join(" ".join(f"{s.label} {s.plain}" for s in clean("\n".join(lines))[0]).split())
    return [line for line in dict.fromkeys(lines) if line and whole.count(line) < lines.count(line)]


def test_numbered_stanzas_with_a_refrain_keep_every_line():
    stanzas = [line for number in "123" for line in (number, *VERSE, "")]
    assert lost("The river song", "", *stanzas) == []


@pytest.mark.parametrize(
    "numbers", [("1780", "1850", "1920"), ("1998", "1999", "2000"), ("42", "43", "44"), ("3", "4", "5")]
)
def test_a_timeline_keeps_its_numbers(numbers):
    lines = [item for number in numbers for item in ("", number, "", "The mill is built anew.")]
    assert lost("The mill", "", FIRST, *lines, "", SECOND, "", THIRD) == []


def test_a_wrapped_timeline_keeps_its_years():
    told = [
        item for year in ("1998", "1999", "2000") for item in ("", year, "", *textwrap.wrap(f"{SECOND} {THIRD}", 60))
    ]
    assert lost("The mill", "", *textwrap.wrap(f"{FIRST} {SECOND}", 60), *told) == []


def test_a_list_whose_numbers_stand_alone_is_kept():
    listed = ["1", "The Silent River", "2", "A House of Salt", "3", "North Wind"]
    assert (
        lost("Books of the year", "", FIRST, "", SECOND, "", "Our readers voted, and here they are.", "", *listed) == []
    )


@pytest.mark.parametrize(
    "last", ["8 May 1945", "42", "https://example.org/petition", "All rights reserved to the crown were lost."]
)
def test_the_last_word_of_a_story_is_kept(last):
    assert lost("The bridge", "", FIRST, "", SECOND, "", THIRD, "", last) == []


def test_what_follows_a_break_between_scenes_is_kept():
    assert lost("The bridge", "", FIRST, "", SECOND, "", "--", "", THIRD, "", SECOND) == ["--"]


def test_terms_that_are_also_names_of_buttons_are_kept_in_the_middle():
    terms = ["Save", "Keeps the text.", "Print", "Puts it on paper.", "Send", "Gives it away."]
    assert lost("A machine", "", FIRST, "", SECOND, "", *terms, "", THIRD) == []


@pytest.mark.parametrize("heading", ["By Christmas", "By Night in Rome"])
def test_a_heading_that_begins_like_a_byline_stays_where_it_is(heading):
    segments, _ = clean("\n\n".join(["The bridge", FIRST, heading, SECOND, THIRD]))
    assert [segment.plain for segment in segments] == ["The bridge", FIRST, heading, SECOND, THIRD]
