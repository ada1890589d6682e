"""The one entrance to every format: guessing, limits, overrides and one-line errors."""

from __future__ import annotations

import pytest

from translate_flow.domain.article import Kind
from translate_flow.errors import ConfigError, InputError, LimitError, TranslateFlowError
from translate_flow.reading import MAX_BYTES, READERS, guess_format, read

TEXT = (
    "The mill pond\nBy Ann Lee\n\nThe council has reopened the old mill pond after two years of work by many hands.\n"
)


def test_plain_text_becomes_an_article_with_title_byline_and_language():
    article = read(TEXT.encode(), name="mill.txt")
    assert (article.title, article.byline, article.language) == ("The mill pond", "By Ann Lee", "en")
    assert article.segments[-1].kind is Kind.PARAGRAPH


def test_a_given_language_and_title_win():
    article = read(TEXT.encode(), name="mill.txt", language="en-GB", title="Another")
    assert (article.language, article.title) == ("en", "Another")
    assert [segment.kind for segment in article.segments].count(Kind.TITLE) == 1


def test_a_restored_line_comes_back():
    article = read(TEXT.encode() + b"\nShare on Facebook\n", name="mill.txt")
    line = article.changes[0].line
    again = read(TEXT.encode() + b"\nShare on Facebook\n", name="mill.txt", keep=frozenset({line}))
    assert again.segments[-1].text == "Share on Facebook"
    assert again.changes == ()


@pytest.mark.parametrize(
    ("data", "options", "error", "says"),
    [
        (b"", {}, InputError, "empty"),
        (b" \n\t ", {}, InputError, "empty"),
        (b"\x00\x01\x02" * 50, {}, InputError, "binary"),
        (b"%PDF-1.4 ...", {}, InputError, "PDF"),
        (b"a" * (MAX_BYTES + 1), {}, LimitError, "25 MB"),
        (b"Hello", {"format": "pdf"}, ConfigError, "unknown format"),
        (b"Hello", {"language": "klingonish"}, ConfigError, "unknown language"),
        (b"***\n---\n", {}, InputError, "no text is left"),
        (b"Share on Facebook\nAdvertisement\n", {}, InputError, "no text is left"),
    ],
)
def test_bad_input_gets_one_line_that_names_the_remedy(data, options, error, says):
    with pytest.raises(error, match=says) as caught:
        read(data, name="a.txt", **options)
    assert isinstance(caught.value, TranslateFlowError)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.TXT", b"", "text"),
        ("a.htm", b"", "html"),
        ("a.md", b"", "markdown"),
        ("a.docx", b"", "docx"),
        ("paste", b"\xef\xbb\xbf <!DOCTYPE html><p>", "html"),
        ("paste", b"Hello", "text"),
        ("paste", b"PK\x03\x04........mimetypeapplication/epub+zip", "epub"),
        ("paste", b"PK\x03\x04........[Content_Types].xml", "docx"),
    ],
)
def test_the_format_is_told_by_suffix_then_by_content(name, data, expected):
    assert guess_format(data, name=name) == expected


def test_every_suffix_belongs_to_one_format():
    suffixes = [suffix for reader in READERS.values() for suffix in reader.suffixes]
    assert len(suffixes) == len(set(suffixes))


def test_the_line_a_breadcrumb_ends_in_is_the_title_though_a_site_name_stands_above():
    text = (
        "Le Courrier du Val\nAccueil\nLe Courrier du Val › Régions › La fanfare cherche un tuba\n"
        "La fanfare cherche un tuba\nPar Luc Besson\n\n"
        "La fanfare de Saint-Loup n’a plus de tuba. Le camion est tombé.\n\nUne quête a rapporté 1 200 euros.\n"
    )
    article = read(text.encode(), name="page.txt", language="fr")
    assert (article.title, article.byline) == ("La fanfare cherche un tuba", "Par Luc Besson")
    assert [segment.plain for segment in article.segments[2:]] == [
        "La fanfare de Saint-Loup n’a plus de tuba. Le camion est tombé.",
        "Une quête a rapporté 1 200 euros.",
    ]


def test_one_paragraph_wrapped_short_does_not_undo_the_joining_of_the_others():
    text = (
        "The well at Dunmore\n\n"
        "The well at Dunmore has been dry since August. The village has asked the\n"
        "county for a new one, and the county has asked the village for a form. The\n"
        "form asks for the depth of the well.\n\n"
        "In the meantime a lorry brings water twice\n"
        "a week, and nobody knows.\n"
    )
    paragraphs = [segment.plain for segment in read(text.encode(), name="well.txt", language="en").segments[1:]]
    assert len(paragraphs) == 2
    assert paragraphs[1] == "In the meantime a lorry brings water twice a week, and nobody knows."
