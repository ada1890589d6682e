"""OpenDocument texts: automatic styles, notes and nested lists survive."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import odfdo
import pytest

from translate_flow.domain.article import Change, Kind
from translate_flow.domain.inline import CodeKind, complete
from translate_flow.errors import InputError
from translate_flow.reading.odt import parse
from translate_flow.reading.parsed import Parsed


def read(data: bytes) -> Parsed:
    return parse(data, name="bees.odt", keep=frozenset())


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def changed(data: bytes, parts: dict[str, bytes | None]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for member, content in ({member: old.read(member) for member in old.namelist()} | parts).items():
            if content is not None:
                new.writestr(member, content)
    return buffer.getvalue()


DATA = Path(__file__).parents[2] / "data" / "structured"
BODY = (DATA / "bees-body.xml").read_text("utf-8")
STYLES = (DATA / "bees-styles.xml").read_text("utf-8")
PREFIXES = {"office": "office", "text": "text", "style": "style", "table": "table", "draw": "drawing"}
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
NAMESPACES = " ".join(f'xmlns:{prefix}="{OASIS}:{name}:1.0"' for prefix, name in PREFIXES.items())
NAMESPACES += f' xmlns:fo="{OASIS}:xsl-fo-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
NAMESPACES += ' xmlns:xlink="http://www.w3.org/1999/xlink"'


def article(body: str = BODY, styles: str = STYLES) -> bytes:
    content = (
        f'<office:document-content {NAMESPACES} office:version="1.3">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return changed(saved(odfdo.Document("text")), {"content.xml": content.encode()})


def outline(parsed: Parsed) -> list[tuple[Kind, str, int, str]]:
    return [(s.kind, s.text, s.level, s.label) for s in parsed.segments]


SWARM = "The swarm came on <1>Sunday</1>, during <2>the <3>third</3></2> hymn.<4/> Nobody stopped singing."


def test_a_document_gives_title_byline_and_every_block() -> None:
    assert outline(read(article())) == [
        (Kind.TITLE, "Bees in the bell tower", 0, ""),
        (Kind.BYLINE, "By Lena Moreau", 0, ""),
        (Kind.PARAGRAPH, SWARM, 0, ""),
        (Kind.HEADING, "What the priest did", 2, ""),
        (Kind.PARAGRAPH, "He rang <1>the keeper</1>.\nThen he rang the bell.", 0, ""),
        (Kind.ITEM, "Smoke.", 1, "1."),
        (Kind.ITEM, "Not too much.", 2, ""),
        (Kind.ITEM, "A box.", 1, "2."),
        (Kind.QUOTE, "They know the way out.", 0, ""),
        (Kind.PARAGRAPH, "Year", 0, ""),
        (Kind.PARAGRAPH, "Honey", 0, ""),
        (Kind.PARAGRAPH, "In a frame.", 0, ""),
        (Kind.PARAGRAPH, "H<1>2</1>O and <2>lost</2> words.", 0, ""),
        (Kind.NOTE, "Hymn <1>214</1>.\nSo the choir says.", 0, "1"),
    ]


def test_automatic_styles_become_codes() -> None:
    segments = read(article()).segments
    assert all(complete(s.text, s.codes) for s in segments)
    assert [(c.kind, c.ref) for s in segments for c in s.codes] == [
        (CodeKind.BOLD, ""),
        (CodeKind.ITALIC, ""),
        (CodeKind.BOLD, ""),
        (CodeKind.FOOTNOTE, "1"),
        (CodeKind.LINK, "https://hive.example/"),
        (CodeKind.SUBSCRIPT, ""),
        (CodeKind.STRIKE, ""),
        (CodeKind.ITALIC, ""),
    ]


def test_a_document_made_by_odfdo_gives_its_properties() -> None:
    document = odfdo.Document("text")
    document.body.clear()
    document.body.append(odfdo.Header(1, "One"))
    document.body.append(odfdo.Paragraph("Text."))
    document.meta.title, document.meta.creator, document.meta.language = "From the file", "Ana Ruiz", "es-ES"
    document.meta.initial_creator = "Ana Ruiz"
    parsed = read(saved(document))
    assert [(s.kind, s.plain) for s in parsed.segments] == [
        (Kind.TITLE, "From the file"),
        (Kind.BYLINE, "Ana Ruiz"),
        (Kind.HEADING, "One"),
        (Kind.PARAGRAPH, "Text."),
    ]
    assert parsed.language == "es-ES"


def test_tracked_deletions_are_gone_and_told() -> None:
    region = "<text:changed-region><text:deletion><text:p>old</text:p></text:deletion></text:changed-region>"
    tracked = f"<text:tracked-changes>{region}</text:tracked-changes>"
    parsed = read(article(f"{tracked}<text:p>New.</text:p>"))
    assert [s.plain for s in parsed.segments] == ["New."]
    assert parsed.changes == (Change(2, "old", "", "deleted"),)


def test_annotations_are_left_out_and_told() -> None:
    note = "<office:annotation><dc:creator>A</dc:creator><text:p>Really?</text:p></office:annotation>"
    parsed = read(article(f"<text:p>It {note}sank.</text:p>"))
    assert [s.plain for s in parsed.segments] == ["It sank."]
    assert parsed.changes == (Change(2, "Really?", "", "comments"),)


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"content.xml": None}, "not an OpenDocument text"),
        ({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}, "not an OpenDocument text"),
        ({"content.xml": b"<a"}, "content.xml is damaged"),
        ({"content.xml": b"<a/>"}, "without a text"),
        ({"content.xml": b"<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>"}, "declares entities"),
        ({"meta.xml": b"<!DOCTYPE a><a/>"}, "meta.xml declares a document type"),
        ({"META-INF/manifest.xml": b"<manifest><encryption-data/></manifest>"}, "encrypted"),
        ({"../evil": b"x"}, "outside"),
    ],
)
def test_a_damaged_or_hostile_document_gets_one_line(parts: dict[str, bytes | None], says: str) -> None:
    with pytest.raises(InputError, match=says) as caught:
        read(changed(article(), parts))
    assert str(caught.value).startswith("bees.odt: ")
    assert "\n" not in str(caught.value)


def test_a_truncated_document_gets_one_line() -> None:
    with pytest.raises(InputError, match=r"bees\.odt: not a complete zip file"):
        read(article()[:-50])
