"""EPUB: every chapter of the spine in order, notes with their marks, neither contents nor cover."""

from __future__ import annotations

import io
import zipfile

import pytest

from translate_flow.domain.article import Kind
from translate_flow.domain.inline import CodeKind, complete
from translate_flow.errors import InputError
from translate_flow.reading.epub import parse
from translate_flow.reading.parsed import Parsed

CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles>'
    "</container>"
)
OPF = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">x</dc:identifier>
<dc:title>Two walks</dc:title><dc:creator>Noor Haddad</dc:creator>
<dc:creator>Eli Roth</dc:creator><dc:language>en-US</dc:language></metadata>
<manifest><item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="c2" href="chapter%202.htm" media-type="text/html"/>
<item id="c1" href="text/one.xhtml" media-type="application/xhtml+xml"/>
<item id="notes" href="notes.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="cover"/><itemref idref="nav"/><itemref idref="c1"/>
<itemref idref="c2"/><itemref idref="notes" linear="no"/></spine>
<guide><reference type="cover" href="cover.xhtml"/></guide></package>"""
XHTML = (
    '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" '
    '"http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd"><html xmlns="http://www.w3.org/1999/xhtml" '
    'xmlns:epub="http://www.idpf.org/2007/ops"><head><title/></head><body>{}</body></html>'
)
ONE = """<h1>Along the river</h1>
<p>We left at <b>four</b>,&nbsp;in fog.<a epub:type="noteref" href="#n1" id="r1">1</a></p>
<p><a id="page_2"/>The ferryman <i>slept</i>.</p>
<div class="poem"><div class="stanza"><p>Row, said the water,</p>
<p>row or sink.</p></div></div>
<aside epub:type="footnote" id="n1"><p><a href="#r1">1</a>. Local time.</p></aside>"""
TWO = """<html><head><title>2</title></head><body><h1>Over the pass</h1>
<p>The <a href="https://pass.example/">pass</a> was shut.<sup
><a href="notes.xhtml#n1">1</a></sup>
<p>We went <a href="text/one.xhtml">back</a>.
<p><img src="map.png" alt="A map"></body></html>"""
NOTES = '<section epub:type="footnotes"><p id="n1">1. By <em>snow</em>.</p><p>Unused remark.</p></section>'
NAV = '<nav epub:type="toc"><ol><li><a href="text/one.xhtml">Along the river</a></li></ol></nav>'
PARTS = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": CONTAINER,
    "OEBPS/book.opf": OPF,
    "OEBPS/cover.xhtml": XHTML.format('<p>Two walks</p><img src="c.jpg" alt="Cover"/>'),
    "OEBPS/nav.xhtml": XHTML.format(NAV),
    "OEBPS/text/one.xhtml": XHTML.format(ONE),
    "OEBPS/chapter 2.htm": TWO,
    "OEBPS/notes.xhtml": XHTML.format(NOTES),
}


def book(**changes: str | None) -> bytes:
    buffer = io.BytesIO()
    parts = PARTS | {path.replace("__", "/"): content for path, content in changes.items()}
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in parts.items():
            if content is not None:
                archive.writestr(path, content)
    return buffer.getvalue()


def read(data: bytes, *, keep: frozenset[int] = frozenset()) -> Parsed:
    return parse(data, name="walks.epub", keep=keep)


def outline(parsed: Parsed) -> list[tuple[Kind, str, str]]:
    return [(s.kind, s.text, s.label) for s in parsed.segments]


def test_a_book_gives_title_byline_and_every_chapter_in_the_order_of_the_spine() -> None:
    assert outline(read(book())) == [
        (Kind.TITLE, "Two walks", ""),
        (Kind.BYLINE, "Noor Haddad, Eli Roth", ""),
        (Kind.HEADING, "Along the river", ""),
        (Kind.PARAGRAPH, "We left at <1>four</1>, in fog.<2/>", ""),
        (Kind.PARAGRAPH, "The ferryman <1>slept</1>.", ""),
        (Kind.VERSE, "Row, said the water,\nrow or sink.", ""),
        (Kind.HEADING, "Over the pass", ""),
        (Kind.PARAGRAPH, "The <1>pass</1> was shut.<2/>", ""),
        (Kind.PARAGRAPH, "We went back.", ""),
        (Kind.NOTE, "Local time.", "1"),
        (Kind.NOTE, "By <1>snow</1>.", "2"),
    ]


def test_codes_are_complete_and_a_second_note_one_gets_a_label_of_its_own() -> None:
    segments = read(book()).segments
    assert all(complete(s.text, s.codes) for s in segments)
    marks = [code.ref for s in segments for code in s.codes if code.kind is CodeKind.FOOTNOTE]
    assert marks == ["1", "2"]
    assert [code.ref for s in segments for code in s.codes if code.kind is CodeKind.LINK] == ["https://pass.example/"]


def test_the_language_is_the_one_of_the_package() -> None:
    assert read(book()).language == "en-US"


def test_cover_contents_pictures_and_unread_pages_are_told_as_dropped() -> None:
    assert [(c.before, c.reason) for c in read(book()).changes] == [
        ("Two walks", "cover"),
        ("Cover", "cover"),
        ("Along the river", "contents"),
        ("A map", "image"),
        ("Unused remark.", "not linear"),
    ]


def test_a_dropped_block_is_restored_in_its_place() -> None:
    line = next(c.line for c in read(book()).changes if c.reason == "not linear")
    assert "Unused remark." in [s.plain for s in read(book(), keep=frozenset({line})).segments]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"META-INF__container.xml": None}, "not an EPUB"),
        ({"META-INF__container.xml": "<container/>"}, "names no package"),
        ({"OEBPS__book.opf": None}, "OEBPS/book.opf is missing"),
        ({"OEBPS__book.opf": "<package"}, "damaged"),
        ({"OEBPS__book.opf": "<package xmlns='http://www.idpf.org/2007/opf'><spine/></package>"}, "no chapter"),
        ({"OEBPS__text__one.xhtml": None}, "OEBPS/text/one.xhtml is missing"),
        ({"OEBPS__text__one.xhtml": "<!DOCTYPE html [<!ENTITY x 'y'>]><html><body>&x;</body></html>"}, "entities"),
    ],
)
def test_a_damaged_or_hostile_book_gets_one_line(changes: dict[str, str | None], says: str) -> None:
    with pytest.raises(InputError, match=says) as caught:
        read(book(**changes))
    assert str(caught.value).startswith("walks.epub: ")
    assert "\n" not in str(caught.value)


def test_a_truncated_book_gets_one_line() -> None:
    with pytest.raises(InputError, match=r"walks\.epub: not a complete zip file"):
        read(book()[:-40])
