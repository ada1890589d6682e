"""TBX: what is written is valid and comes back, what others write is read, what is hostile is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from translate_flow.domain.terms import Term
from translate_flow.errors import FormatError, LimitError
from translate_flow.formats.termbases import MAX_BYTES, TERM_FORMATS, Read, Wanted, guess

TBX = TERM_FORMATS["tbx"]
PORT = Term("port", "puerto", "en", "es", "noun", ("muelle", "dársena <b>"), note="ships & boats, not wine")
BUS = Term("bus", "ônibus", "en-GB", "pt-BR")
COUNCIL = Term("市议会", "city council", "zh", "en", "properNoun")
SCHOOL = Term("school", "مدرسة", "en", "ar")

V3 = "urn:iso:std:iso:30042:ed-2"
FRUIT_DCT = f"""<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="{V3}" xmlns:min="http://www.tbxinfo.net/ns/min"
     xmlns:basic="http://www.tbxinfo.net/ns/basic">
 <tbxHeader><fileDesc><sourceDesc><p>a test</p></sourceDesc></fileDesc></tbxHeader>
 <text><body>
  <conceptEntry id="c1">
   <min:subjectField>food</min:subjectField>
   <langSec xml:lang="en">
    <basic:definition>A round fruit.</basic:definition>
    <termSec><term>apple</term><min:partOfSpeech>noun</min:partOfSpeech></termSec>
    <termSec><term>pome</term><min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus></termSec>
   </langSec>
   <langSec xml:lang="de">
    <termSec><term>Apfelfrucht</term><min:administrativeStatus>admittedTerm-admn-sts</min:administrativeStatus></termSec>
    <termSec><term>Apfel</term><min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec>
    <termSec><term>Appel</term><min:administrativeStatus>supersededTerm-admn-sts</min:administrativeStatus></termSec>
   </langSec>
   <langSec xml:lang="fr"><termSec><term><hi>pomme</hi></term><note>f.</note></termSec></langSec>
  </conceptEntry>
 </body></text>
</tbx>""".encode()

FRUIT_V2 = b"""<?xml version='1.0'?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en">
 <martifHeader><fileDesc><sourceDesc><p>a test</p></sourceDesc></fileDesc></martifHeader>
 <text><body>
  <termEntry id="e1">
   <descrip type="definition">A round fruit.</descrip>
   <note>keep cool</note>
   <langSet xml:lang="en-US"><tig><term>apple</term><termNote type="partOfSpeech">Noun</termNote></tig></langSet>
   <langSet xml:lang="es">
    <ntig><termGrp><term>manzana</term>
      <termNote type="normativeAuthorization">preferredTerm</termNote></termGrp></ntig>
    <ntig><termGrp><term>poma</term>
      <termNoteGrp><termNote type="administrativeStatus">notRecommended</termNote></termNoteGrp></termGrp></ntig>
   </langSet>
   <langSet xml:lang="mul"><tig><term>Malus</term></tig></langSet>
  </termEntry>
 </body></text>
</martif>"""


def written(*terms: Term) -> bytes:
    return b"".join(TBX.write(terms).chunks)


def read(data: bytes, source: str = "", language: str = "") -> Read:
    return TBX.read(data, name="terms.tbx", wanted=Wanted(source, language))


def schemas(shared: Path) -> dict[str, etree.RelaxNG | etree.XMLSchema]:
    folder = shared / "data" / "schemas"

    class Local(etree.Resolver):
        def resolve(self, url, public, context):
            local = str(folder / "xliff12" / "xml.xsd")
            return self.resolve_filename(local, context) if url.endswith("/xml.xsd") else None

    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(Local())
    return {
        "rng": etree.RelaxNG(etree.parse(folder / "tbx" / "TBXcoreStructV03.rng")),
        "xsd": etree.XMLSchema(etree.parse(folder / "tbx" / "TBX_core.xsd", parser)),
    }


@pytest.mark.parametrize("language", ["rng", "xsd"])
def test_what_is_written_is_valid_tbx_3(shared: Path, language: str) -> None:
    schema = schemas(shared)[language]
    many = [Term(f"term {number}", f"término {number}", "en", "es") for number in range(2000)]
    document = etree.fromstring(written(PORT, BUS, COUNCIL, SCHOOL, *many))
    schema.assertValid(document)


@pytest.mark.parametrize("term", [PORT, BUS, COUNCIL, SCHOOL])
def test_a_term_comes_back_whole(term: Term) -> None:
    found = read(written(term), term.source_language, term.language)
    assert found == Read((term,))


def test_the_same_terms_give_the_same_bytes() -> None:
    assert written(PORT, BUS) == written(PORT, BUS)


def test_what_tbx_cannot_hold_is_told() -> None:
    notes = TBX.write([Term("Apple", "Apple", "en", "es", "brand", case_sensitive=True)]).notes
    assert len(notes) == 2
    assert "case" in notes[0]
    assert "brand" in notes[1]
    assert TBX.write([PORT]).notes == ()


def test_an_empty_termbase_is_refused() -> None:
    with pytest.raises(FormatError, match="terms import"):
        TBX.write([])


def test_the_elements_of_style_dct_are_read() -> None:
    found = read(FRUIT_DCT, "en", "de")
    assert found.terms == (
        Term("apple", "Apfel", "en", "de", "noun", ("Appel",)),
        Term("apple", "Apfelfrucht", "en", "de", "noun", ("Appel",)),
    )


def test_what_a_term_has_no_place_for_is_told() -> None:
    (note,) = read(FRUIT_DCT, "en", "de").notes
    assert all(part in note for part in ("1 subjectField", "1 definition", "1 deprecated source terms"))


def test_every_ordered_pair_is_read_unless_languages_are_named() -> None:
    pairs = [(term.source, term.target) for term in read(FRUIT_DCT).terms]
    assert pairs == [
        ("apple", "Apfel"),
        ("apple", "Apfelfrucht"),
        ("apple", "pomme"),
        ("Apfel", "apple"),
        ("Apfelfrucht", "apple"),
        ("Apfel", "pomme"),
        ("Apfelfrucht", "pomme"),
        ("pomme", "apple"),
        ("pomme", "Apfel"),
        ("pomme", "Apfelfrucht"),
    ]
    assert {term.target for term in read(FRUIT_DCT, "de").terms} == {"apple", "pomme"}
    assert {term.source for term in read(FRUIT_DCT, "", "de").terms} == {"apple", "pomme"}


def test_the_forbidden_variants_are_those_of_the_target_language() -> None:
    back = {(term.source, term.target): term.forbidden for term in read(FRUIT_DCT).terms}
    assert back["Apfel", "apple"] == ("pome",)
    assert back["apple", "Apfel"] == ("Appel",)
    assert back["apple", "pomme"] == ()


def test_a_version_2_file_is_read_with_its_doctype_unread() -> None:
    found = read(FRUIT_V2, "en", "es")
    assert found.terms == (Term("apple", "manzana", "en-US", "es", "noun", ("poma",), note="keep cool"),)
    (note,) = found.notes
    assert "1 definition" in note
    assert "'mul'" in note


def test_the_same_pair_in_two_concepts_is_one_term() -> None:
    twice = [Term("bank", "banco", "en", "es", forbidden=("orilla",), note="a")]
    twice.append(Term("bank", "banco", "en", "es", forbidden=("ribera",), note="b"))
    (term,) = read(written(*twice), "en", "es").terms
    assert (term.forbidden, term.note) == (("orilla", "ribera"), "a; b")


def test_a_language_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(FormatError, match=r"terms\.tbx: no term from en to it; it has de, en, fr"):
        read(FRUIT_DCT, "en", "it")


def test_a_term_that_cannot_be_kept_is_refused_with_its_line() -> None:
    data = FRUIT_V2.replace(b"manzana", b"m" * 300)
    with pytest.raises(FormatError, match=r"terms\.tbx: line 11: .*250"):
        read(data, "en", "es")


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
HOSTILE = {
    "billion laughs": f'<!DOCTYPE tbx [<!ENTITY l0 "lol">{LAUGHS}]><tbx><text>&l8;</text></tbx>',
    "laughs in an attribute": f'<!DOCTYPE martif [<!ENTITY l0 "lol">{LAUGHS}]><martif type="&l8;"/>',
    "external entity": '<!DOCTYPE martif [<!ENTITY x SYSTEM "file:///etc/passwd">]><martif>&x;</martif>',
    "parameter entity": '<!DOCTYPE martif [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;]><martif/>',
    "internal declarations": '<!DOCTYPE martif SYSTEM "x.dtd" [<!ELEMENT martif ANY>]><martif/>',
    "undeclared entity": '<!DOCTYPE martif SYSTEM "x.dtd"><martif>&secret;</martif>',
    "doctype of another kind": f'<!DOCTYPE tbx SYSTEM "http://127.0.0.1:9/x.dtd"><tbx xmlns="{V3}"/>',
    "deep nesting": "<tbx>" * 300 + "</tbx>" * 300,
    "half a file": FRUIT_DCT.decode()[:700].partition("?>")[2],
    "another root": "<html><body/></html>",
    "no XML": "source,target\nport,puerto\n",
    "nothing": "",
    "no terms": f'<tbx xmlns="{V3}" type="TBX-Basic" style="dca" xml:lang="en"><text/></tbx>',
    "a term without a letter": FRUIT_DCT.decode().partition("?>")[2].replace("pomme", "–"),
    "a NUL": FRUIT_DCT.decode().partition("?>")[2].replace("pomme", "po\0mme"),
    "a reference to no character": FRUIT_DCT.decode().partition("?>")[2].replace("pomme", "po&#2;mme"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_or_broken_file_is_refused_in_one_line_with_its_name(kind: str) -> None:
    with pytest.raises(FormatError) as refused:
        read(HOSTILE[kind].encode())
    assert str(refused.value).startswith("terms.tbx")
    assert "\n" not in str(refused.value)
    assert "root:" not in str(refused.value)


def test_a_file_beyond_the_limit_is_refused() -> None:
    with pytest.raises(LimitError, match="25 MB"):
        read(b" " * (MAX_BYTES + 1))


def test_a_concept_of_too_many_pairs_is_refused() -> None:
    section = "".join(f"<termSec><term>t{number}</term></termSec>" for number in range(500))
    concept = "".join(f'<langSec xml:lang="{code}">{section}</langSec>' for code in ("en", "es"))
    body = f'<tbx xmlns="{V3}"><text><body><conceptEntry id="c">{concept}</conceptEntry></body></text></tbx>'
    with pytest.raises(LimitError, match="--source and --to"):
        read(body.encode())


@pytest.mark.parametrize(
    ("name", "data", "format_"),
    [
        ("a.tbx", b"", "tbx"),
        ("a.xml", b"", "tbx"),
        ("a.csv", b"<b>", "csv"),
        ("a.tsv", b"", "csv"),
        ("-", b"\xef\xbb\xbf <?xml", "tbx"),
        ("-", "\ufeff<?xml".encode("utf-16-le"), "tbx"),
        ("-", b"source,target", "csv"),
    ],
)
def test_the_format_is_told_by_suffix_or_content(name: str, data: bytes, format_: str) -> None:
    assert guess(data, name).name == format_
