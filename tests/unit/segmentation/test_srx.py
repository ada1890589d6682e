"""Rule files: ours are valid SRX 2.0, bad ones are refused with file, line and remedy."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from translate_flow.errors import FormatError
from translate_flow.segmentation import SrxSplitter
from translate_flow.segmentation.sentences import RULES, _files, languagetool
from translate_flow.segmentation.srx import MAX_BYTES, check, parse

OURS = sorted(RULES.glob("*.srx"))
GOOD = """<?xml version="1.0" encoding="UTF-8"?>
<srx xmlns="http://www.lisa.org/srx20" version="2.0">
<header segmentsubflows="yes" cascade="yes"/>
<body><languagerules><languagerule languagerulename="L">
<rule break="yes"><beforebreak>;</beforebreak><afterbreak>\\s</afterbreak></rule>
</languagerule></languagerules>
<maprules><languagemap languagepattern="x.*" languagerulename="L"/></maprules></body></srx>"""


def refusal(text: str | bytes) -> str:
    with pytest.raises(FormatError) as caught:
        check(parse(text.encode() if isinstance(text, str) else text, name="own.srx"))
    message = str(caught.value)
    assert "\n" not in message
    assert len(message) < 300
    return message


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_each_carried_file_is_valid_srx_2(path: Path, shared: Path) -> None:
    root = etree.parse(shared / "data/schemas/srx/srx20.xsd").getroot()
    for imported in root.iter("{*}import"):  # of xml:lang, from the network; the schema doesn't use it
        root.remove(imported)
    etree.XMLSchema(root).assertValid(etree.parse(path))


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_each_carried_rule_is_a_regular_expression_and_every_group_is_used(path: Path) -> None:
    file = parse(path.read_bytes(), name=path.name)
    check(file)
    assert {group for _, group in file.maps} == set(file.groups)


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_each_carried_group_says_why_in_a_comment(path: Path) -> None:
    tree = etree.parse(path)
    assert isinstance(tree.getroot().getprevious(), etree._Comment)


def test_every_carried_file_is_in_the_cascade() -> None:
    assert {file.name for file in _files()} == {*(path.name for path in OURS), languagetool().name}


def test_languagetools_rules_are_found_where_choppa_says() -> None:
    choppa = pytest.importorskip("choppa")
    assert languagetool() == Path(choppa.DEFAULT_SRX_RULESET)


def test_a_file_without_cascade_gives_the_first_map_only() -> None:
    twice = GOOD.replace("<maprules>", '<maprules><languagemap languagepattern="xy" languagerulename="L"/>')
    assert len(parse(twice.encode(), name="x").rules("xy")) == 2
    assert len(parse(twice.replace('cascade="yes"', 'cascade="no"').encode(), name="x").rules("xy")) == 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_any_encoding_that_xml_declares_is_read(encoding: str) -> None:
    data = GOOD.replace('"UTF-8"', '"UTF-16"' if encoding == "utf-16" else '"UTF-8"').encode(encoding)
    assert len(parse(data, name="x").rules("xx")) == 1


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("</body>", "", r"own\.srx: line 7: not well-formed XML .*correct"),
        ("<beforebreak>;", "<beforebreak>&nbsp;", r"own\.srx: line 5: not well-formed"),
        ("<srx ", "<!DOCTYPE srx>\n<srx ", r"own\.srx: line 2: .*DOCTYPE.*delete"),
        ("<srx ", '<!DOCTYPE srx [<!ENTITY e SYSTEM "file:///etc/passwd">]>\n<srx ', r"DOCTYPE"),
        ('version="2.0">', 'version="1.0">', r"line 2: SRX version 1\.0; save it as SRX 2\.0"),
        ("srx20\" version=\"2.0\"", "srx20\"", r"line 2: SRX version missing"),
        ("<beforebreak>;", "<beforebreak>(;", r"own\.srx: line 5: \(; is not a regular expression .*correct"),
        ("\\s</afterbreak>", "[z-a]</afterbreak>", r"own\.srx: line 5: \[z-a\] is not a regular expression"),
        ("<beforebreak>;", "<beforebreak>" + ";" * 30_000, r"line 5: a pattern of 30,000 characters.*split"),
        ('languagepattern="x.*"', 'languagepattern="x("', r"line 7: x\( is not a regular expression"),
        ('"x.*" languagerulename="L"', '"x.*" languagerulename="M"', r"line 7: .*'M'.*it has: L"),
        (' languagepattern="x.*"', "", r"line 7: <languagemap> lacks languagepattern; add it"),
        ('<languagerule languagerulename="L">', "<languagerule>", r"line 4: <languagerule> lacks languagerulename"),
        ('break="yes"', 'break="maybe"', r'line 5: break="maybe"; write yes or no'),
    ],
)  # fmt: skip
def test_a_bad_file_is_refused_with_its_line_and_a_remedy(old: str, new: str, expected: str) -> None:
    assert old in GOOD
    assert re.search(expected, refusal(GOOD.replace(old, new, 1)))


@pytest.mark.parametrize(
    "data", [b"", b"not xml", b"\x00\x01\x02", b"<html/>", b"<a>" * 5000, b"<srx version='2.0'>" + b"\xff"]
)
def test_what_is_no_rule_file_is_refused(data: bytes) -> None:
    assert refusal(data).startswith("own.srx")


def test_a_file_out_of_proportion_is_refused_unread() -> None:
    assert "at most 4,000,000" in refusal(b" " * (MAX_BYTES + 1))


def test_entities_that_multiply_are_refused() -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = GOOD.replace("<srx ", f'<!DOCTYPE srx [<!ENTITY e0 "x">{levels}]>\n<srx ').replace(
        "<beforebreak>;", "<beforebreak>&e11;"
    )
    assert refusal(bomb).startswith("own.srx")


def test_a_bad_file_is_refused_when_the_splitter_is_made() -> None:
    with pytest.raises(FormatError, match="rule file 2: line 5"):
        SrxSplitter([GOOD.encode(), GOOD.replace(">;<", ">(<").encode()])
