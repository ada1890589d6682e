"""Word documents: styles, footnotes and links survive; damage and hostility get one line."""

from __future__ import annotations

import base64
import io
import zipfile
from typing import Any

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from translate_flow.domain.article import Change, Kind
from translate_flow.domain.inline import CodeKind, complete
from translate_flow.errors import InputError
from translate_flow.reading.docx import parse
from translate_flow.reading.parsed import Parsed

W = nsdecls("w")
FOOTNOTES = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {W}>'
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> The mill book, </w:t></w:r>'
    "<w:r><w:rPr><w:i/></w:rPr><w:t>folio 9</w:t></w:r><w:r><w:t>.</w:t></w:r></w:p></w:footnote></w:footnotes>"
)
ENTITY = b"<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>"
PIXEL = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=")
FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def read(data: bytes, *, keep: frozenset[int] = frozenset()) -> Parsed:
    return parse(data, name="mill.docx", keep=keep)


def outline(parsed: Parsed) -> list[tuple[Kind, str, int, str]]:
    return [(s.kind, s.plain, s.level, s.label) for s in parsed.segments]


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def changed(data: bytes, parts: dict[str, bytes | None]) -> bytes:
    """The zip with members added, replaced or (None) left out."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        members = {member: old.read(member) for member in old.namelist()} | parts
        for member, content in members.items():
            if content is not None:
                new.writestr(member, content)
    return buffer.getvalue()


def link(paragraph: Any, text: str, address: str) -> None:
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    namespaces = nsdecls("w", "r")
    paragraph._p.append(
        parse_xml(f'<w:hyperlink {namespaces} r:id="{relation}"><w:r><w:t>{text}</w:t></w:r></w:hyperlink>')
    )


def article() -> bytes:
    document = docx.Document()
    document.add_paragraph("The last miller of Ost", style="Title")
    document.add_paragraph("By Karim Lund")
    paragraph = document.add_paragraph("The wheel stopped in ")
    paragraph.add_run("March").bold = True
    paragraph.add_run(" 1962, and ")
    paragraph.add_run("nobody").italic = True
    paragraph.add_run(" has turned it since.")
    paragraph._p.append(parse_xml(f'<w:r {W}><w:footnoteReference w:id="1"/></w:r>'))
    document.add_paragraph("What is left", style="Heading 2")
    paragraph = document.add_paragraph("The stones are in ")
    link(paragraph, "the museum", "https://museum.example/stones")
    paragraph.add_run(", one of them ")
    paragraph.add_run("cracked").underline = True
    paragraph.add_run(".")
    document.add_paragraph("Grind slowly.", style="Quote")
    document.add_paragraph("First the sluice.", style="List Number")
    document.add_paragraph("Then the wheel.", style="List Number")
    document.add_paragraph("A cat.", style="List Bullet")
    document.add_paragraph("")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Sacks", "40 a day"
    document.add_paragraph("The mill in 1931", style="Caption")
    document.core_properties.title, document.core_properties.author = "Untitled", "python-docx"
    data = changed(saved(document), {"word/footnotes.xml": FOOTNOTES.encode()})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        types = archive.read("[Content_Types].xml").decode()
        relations = archive.read("word/_rels/document.xml.rels").decode()
    types = types.replace(
        "</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{FOOTNOTES_TYPE}"/></Types>'
    )
    target = f'<Relationship Id="rId99" Type="{RELATIONSHIP_TYPE.FOOTNOTES}" Target="footnotes.xml"/></Relationships>'
    relations = relations.replace("</Relationships>", target)
    return changed(data, {"[Content_Types].xml": types.encode(), "word/_rels/document.xml.rels": relations.encode()})


def body(markup: str) -> bytes:
    document = docx.Document()
    for child in list(parse_xml(f"<w:body {nsdecls('w', 'wp', 'a', 'r')} {EXTRA}>{markup}</w:body>")):
        document.element.body.insert(len(document.element.body) - 1, child)
    return saved(document)


EXTRA = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def test_a_document_gives_title_byline_and_every_block() -> None:
    assert outline(read(article())) == [
        (Kind.TITLE, "The last miller of Ost", 0, ""),
        (Kind.BYLINE, "By Karim Lund", 0, ""),
        (Kind.PARAGRAPH, "The wheel stopped in March 1962, and nobody has turned it since.", 0, ""),
        (Kind.HEADING, "What is left", 2, ""),
        (Kind.PARAGRAPH, "The stones are in the museum, one of them cracked.", 0, ""),
        (Kind.QUOTE, "Grind slowly.", 0, ""),
        (Kind.ITEM, "First the sluice.", 1, "1."),
        (Kind.ITEM, "Then the wheel.", 1, "2."),
        (Kind.ITEM, "A cat.", 1, ""),
        (Kind.PARAGRAPH, "Sacks", 0, ""),
        (Kind.PARAGRAPH, "40 a day", 0, ""),
        (Kind.CAPTION, "The mill in 1931", 0, ""),
        (Kind.NOTE, "The mill book, folio 9.", 0, "1"),
    ]


def test_bold_italics_underline_links_and_footnote_marks_are_codes() -> None:
    segments = read(article()).segments
    assert all(complete(s.text, s.codes) for s in segments)
    assert [(c.kind, c.ref) for s in segments for c in s.codes] == [
        (CodeKind.BOLD, ""),
        (CodeKind.ITALIC, ""),
        (CodeKind.FOOTNOTE, "1"),
        (CodeKind.LINK, "https://museum.example/stones"),
        (CodeKind.UNDERLINE, ""),
        (CodeKind.ITALIC, ""),
    ]


def test_properties_stand_in_where_the_text_has_no_title() -> None:
    document = docx.Document()
    document.add_paragraph("Only a paragraph.")
    properties = document.core_properties
    properties.title, properties.author, properties.language = "From the file", "Ana Ruiz", "es"
    parsed = read(saved(document))
    assert [s.plain for s in parsed.segments] == ["From the file", "Ana Ruiz", "Only a paragraph."]
    assert parsed.language == "es"


def test_a_programs_default_properties_are_no_title_and_no_byline() -> None:
    document = docx.Document()
    document.add_paragraph("Only a paragraph.")
    document.core_properties.title = "Document1"
    assert [s.plain for s in read(saved(document)).segments] == ["Only a paragraph."]


def test_tracked_changes_are_read_as_accepted() -> None:
    data = body(
        '<w:p><w:r><w:t>The mill </w:t></w:r><w:ins w:id="1" w:author="A"><w:r><w:t>still </w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="A"><w:r><w:delText>never </w:delText></w:r></w:del>'
        "<w:r><w:t>stands.</w:t></w:r></w:p>"
    )
    parsed = read(data)
    assert [s.plain for s in parsed.segments] == ["The mill still stands."]
    assert parsed.changes == (Change(2, "never", "", "deleted"),)


def test_comments_are_left_out_and_told() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Stays.")
    document.add_comment(paragraph.runs, text="goes", author="A", initials="A")
    parsed = read(saved(document))
    assert [s.plain for s in parsed.segments] == ["Stays."]
    assert parsed.changes == (Change(2, "goes", "", "comments"),)


def test_what_stands_on_every_page_is_left_out_and_told_once() -> None:
    document = docx.Document()
    document.add_paragraph("The board sent a mining engineer, who measured the hill for a whole week.")
    section = document.sections[0]
    section.different_first_page_header_footer = True
    for margin in (section.header, section.first_page_header):
        margin.paragraphs[0].text = "Minutes of the board"
    section.footer.paragraphs[0].text = "Printed on Tuesday"
    parsed = read(saved(document))
    assert [segment.plain for segment in parsed.segments] == [
        "The board sent a mining engineer, who measured the hill for a whole week."
    ]
    told = [(change.before, change.reason) for change in parsed.changes]
    assert told == [("Printed on Tuesday", "footer"), ("Minutes of the board", "header")]


def test_a_deletion_can_be_taken_back() -> None:
    data = body(
        '<w:p><w:r><w:t>Stays.</w:t></w:r><w:del w:id="2"><w:r><w:delText>Gone.</w:delText></w:r></w:del></w:p>'
    )
    assert [s.plain for s in read(data, keep=frozenset({2})).segments] == ["Stays.", "Gone."]


def test_a_picture_without_a_description_is_told() -> None:
    document = docx.Document()
    document.add_paragraph("Before.")
    document.add_picture(io.BytesIO(PIXEL))
    parsed = read(saved(document))
    assert [s.plain for s in parsed.segments] == ["Before."]
    assert parsed.changes == (Change(2, "", "", "image"),)


def test_lines_in_bold_are_headings() -> None:
    document = docx.Document()
    document.add_paragraph("The mill", style="Title")
    document.add_paragraph("The wheel stopped in 1962.")
    document.add_paragraph().add_run("What is left").bold = True
    document.add_paragraph("The stones are in the museum.")
    assert outline(read(saved(document)))[2] == (Kind.HEADING, "What is left", 2, "")


@pytest.mark.parametrize(
    ("line", "kind"), [("Agnes Thorvald", Kind.BYLINE), ("A Winter in Letters from the Sea", Kind.PARAGRAPH)]
)
def test_a_name_alone_below_the_title_is_the_byline(line: str, kind: Kind) -> None:
    document = docx.Document()
    document.add_paragraph("Letters from the Lightship", style="Title")
    document.add_paragraph(line)
    document.add_paragraph("My grandfather spent nine winters on a lightship.")
    assert (kind, line, 0, "") in outline(read(saved(document)))


def test_a_text_box_is_read_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>In the box.</w:t></w:r></w:p></w:txbxContent>"
    data = body(
        "<w:p><w:r><w:t>Before.</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>"
        f"<wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox>"
        "</v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert sorted(s.plain for s in read(data).segments) == ["Before.", "In the box."]


def test_nested_lists_keep_their_depth() -> None:
    def item(text: str, level: int) -> str:
        numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
        return f"<w:p><w:pPr>{numbering}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"

    definition = "".join(f'<w:lvl w:ilvl="{n}"><w:numFmt w:val="bullet"/></w:lvl>' for n in range(3))
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{definition}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    data = changed(body(item("one", 0) + item("two", 1) + item("three", 0)), {"word/numbering.xml": numbering.encode()})
    assert [(s.plain, s.level) for s in read(data).segments] == [("one", 1), ("two", 2), ("three", 1)]


def test_a_run_cut_into_many_is_one_code() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    for part in ("one ", "two", " three"):
        paragraph.add_run(part).bold = True
    (segment,) = read(saved(document)).segments
    assert segment.text == "<1>one two three</1>"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"PK\x03\x04" + b"\0" * 40, "zip"),
        (b"not a zip at all", "zip"),
        (article()[:-200], "zip"),
        (article()[: len(article()) // 2], "zip"),
        (changed(article(), {"word/document.xml": None}), "mill.docx"),
        (changed(article(), {"[Content_Types].xml": None}), "not a Word document"),
        (changed(article(), {"word/document.xml": b"<w:document"}), "word/document.xml is damaged"),
        (changed(article(), {"word/document.xml": b"<a/>"}), "mill.docx"),
        (changed(article(), {"word/footnotes.xml": ENTITY}), "word/footnotes.xml declares entities"),
        (changed(article(), {"word/styles.xml": b"<!DOCTYPE a SYSTEM 'http://e.example/x'><a/>"}), "document type"),
        (changed(article(), {"word/document.xml": ENTITY.decode().encode("utf-16")}), "declares entities"),
    ],
)
def test_a_damaged_or_hostile_document_gets_one_line(data: bytes, says: str) -> None:
    with pytest.raises(InputError, match=r"mill\.docx") as caught:
        read(data)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_document_whose_footnotes_part_is_missing_gets_one_line() -> None:
    with pytest.raises(InputError, match=r"mill\.docx: a damaged Word document .* save it again"):
        read(changed(article(), {"word/footnotes.xml": None}))
