"""What may be kept as a term."""

from __future__ import annotations

from dataclasses import replace

import pytest

from translate_flow.domain.terms import LONGEST, LONGEST_NOTE, MOST_FORBIDDEN, Term, checked, merged
from translate_flow.errors import FormatError

PORT = Term("port", "puerto", "en", "es")


def test_spaces_are_folded_codes_made_canonical_and_variants_named_once() -> None:
    raw = Term(" air\n port ", "aero  puerto", "EN_gb", "spa", " noun ", ("a", " a ", "", "b"), note=" two\nlines ")
    kept = Term("air port", "aero puerto", "en-GB", "es", "noun", ("a", "b"), note="two lines")
    assert checked(raw, place="here") == kept


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"source": " "}, "source has no letter"),
        ({"target": "–!"}, "target has no letter"),
        ({"source": "a" * (LONGEST + 1)}, "longer than 250"),
        ({"forbidden": ("a" * (LONGEST + 1),)}, "longer than 250"),
        ({"forbidden": tuple(f"v{n}" for n in range(MOST_FORBIDDEN + 1))}, "variants"),
        ({"note": "n" * (LONGEST_NOTE + 1)}, "note"),
        ({"target": "a\x00b"}, r"U\+0000"),
        ({"note": "a\ud800"}, r"U\+D800"),
        ({"forbidden": ("muelle", "puerto")}, "both the target and forbidden"),
        ({"language": ""}, "a language is missing"),
        ({"language": "klingonisch"}, "unknown language"),
        ({"language": "en-US"}, "both en-US"),
    ],
)
def test_what_is_no_term_is_refused_at_its_place(change: dict[str, object], told: str) -> None:
    with pytest.raises(FormatError, match=f"^here: .*{told}"):
        checked(replace(PORT, **change), place="here")


def test_a_term_at_the_limits_is_kept() -> None:
    term = replace(PORT, source="a" * LONGEST, note="n" * LONGEST_NOTE)
    assert checked(term, place="here") == term


def test_the_same_term_twice_is_one_with_all_that_both_say() -> None:
    one = replace(PORT, forbidden=("muelle",), note="a")
    other = replace(PORT, part_of_speech="noun", forbidden=("dársena", "muelle"), case_sensitive=True, note="b")
    both = Term("port", "puerto", "en", "es", "noun", ("muelle", "dársena"), case_sensitive=True, note="a; b")
    assert merged([one, other, replace(PORT, language="fr")]) == (both, replace(PORT, language="fr"))
