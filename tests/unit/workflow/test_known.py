"""Whether an article that comes in is there already, by its title or by the name of its file."""

from __future__ import annotations

import pytest

from translate_flow.domain.article import Article, Kind, Segment
from translate_flow.domain.shelves import Titled
from translate_flow.workflow.importing import Known

KNOWN = Known(
    [Titled("fair", "The Fair", "en"), Titled("summer", "the  fair", "en"), Titled("feria", "The fair", "es")]
)


def article(title: str, language: str = "en") -> Article:
    return Article(language, (Segment(Kind.TITLE, title),))


@pytest.mark.parametrize(
    ("made", "found"),
    [
        (article(" THE fair"), ("fair", "summer")),
        (article("The fair", "es"), ("feria",)),
        (article("The fair", "fr"), ()),
        (article("The fair of the year"), ()),
        (Article("en", (Segment(Kind.PARAGRAPH, "No title."),)), ()),
    ],
)
def test_a_title_is_known_in_its_language_whatever_its_case_and_spaces(made: Article, found: tuple[str, ...]) -> None:
    assert KNOWN.of_title(made) == found


@pytest.mark.parametrize(
    ("file", "found"),
    [("fair.txt", ("fair",)), ("Fair!.html", ("fair",)), ("feria.txt", ()), ("fair-2.txt", ()), ("-", ()), ("", ())],
)
def test_a_file_is_known_by_its_name_without_the_ending(file: str, found: tuple[str, ...]) -> None:
    assert KNOWN.of_file(file, article("Any")) == found


def test_what_comes_in_is_known_from_then_on() -> None:
    known = Known(())
    assert known.of_title(article("The fair")) == ()
    known.add(Titled("fair", "The fair", "en"))
    assert known.of_title(article("The fair")) == ("fair",)
